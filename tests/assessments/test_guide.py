"""The guide beside the questions as plain values: where an element stands, and what comes after it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assessments.guide import ElementGuide
from assessments.scoring import ElementAnswers, score
from frameworks.definition import FrameworkDefinition, Guide, LevelDescription
from tests.definitions import make_element, one_element, rich_definition

ALL = Guide(levels=tuple(LevelDescription(number, f"Seen at {number}.") for number in range(1, 6)))


def guided(guide: Guide, rating: int | None = None, *, excluded: bool = False) -> ElementGuide:
    """The guide of a framework's only element, whose two indicators have this rating."""
    element = replace(make_element(), guide=guide)
    definition = one_element(element, indicators_share=Decimal(100), objective_share=Decimal(0), objective_answers=())
    return of_element(definition, {} if rating is None else {1: rating, 2: rating}, excluded=excluded)


def of_element(definition: FrameworkDefinition, indicators: dict[int, int], *, excluded: bool = False) -> ElementGuide:
    answers = {"D1.1": ElementAnswers(indicators=indicators, objective=None, excluded=excluded)}
    return ElementGuide(definition, definition.elements[0], score(definition, answers).elements["D1.1"])


def shown(guide: ElementGuide) -> list[tuple[int, bool, bool]]:
    return [(step.level.number, step.is_here, step.is_next) for step in guide.steps]


@pytest.mark.parametrize(("rating", "here", "above"), [(None, 1, 2), (1, 1, 2), (3, 3, 4), (5, 5, None)])
def test_it_marks_where_the_element_stands_and_what_comes_next(rating, here, above):
    assert shown(guided(ALL, rating)) == [(number, number == here, number == above) for number in range(1, 6)]


def test_an_element_that_is_left_out_stands_nowhere():
    guide = guided(ALL, 3, excluded=True)
    assert (guide.here, any(step.is_here or step.is_next for step in guide.steps)) == (None, False)


def test_levels_that_are_not_described_are_not_shown():
    some = Guide(levels=(LevelDescription(1, "Nobody knows."), LevelDescription(4, "All can show it.")))
    assert shown(guided(some, 2)) == [(1, False, False), (4, False, True)]
    assert shown(guided(some, 1)) == [(1, True, False), (4, False, True)]


def test_each_rating_is_worth_a_level():
    assert guided(ALL).level_of_ratings == "1:1 2:2 3:3 4:4 5:5"


def test_a_level_says_its_name_as_the_definition_has_it():
    own = rich_definition()
    english = of_element(own, {1: 5, 2: 5})
    german = replace(own, levels=tuple(replace(level, title=f"Stufe {level.number}") for level in own.levels))
    assert replace(english, definition=german).here == german.levels[3]


def test_without_a_guide_it_says_nothing():
    guide = guided(Guide())
    assert (guide.says_something, guide.steps) == (False, ())
    assert guided(Guide(questions=("Who decides?",))).says_something
