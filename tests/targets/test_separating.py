from dataclasses import replace
from decimal import Decimal

import pytest

from assessments.scoring import ElementAnswers, score
from frameworks.definition import Guide, LevelDescription
from targets.asks import Ask, Scope
from targets.goals import goals
from targets.separating import levels_on_the_way, too_low
from tests.definitions import make_element, one_element

GUIDE = Guide(levels=tuple(LevelDescription(number, f"Seen at {number}.") for number in (1, 2, 4, 5)))
ELEMENT = replace(make_element(weights=(1, 1, 1)), guide=GUIDE)
DEFINITION = one_element(ELEMENT)
MIXED = ElementAnswers({1: 2, 2: 5, 3: "n/a"}, "none")


def goal_of(answers: ElementAnswers, level: int, definition=DEFINITION):
    result = score(definition, {"D1.1": answers})
    return goals(definition, result, Scope.ELEMENTS, {"D1.1": Ask(level=level)}).elements["D1.1"], result


def way(answers: ElementAnswers, level: int, definition=DEFINITION) -> list[tuple[int, str, bool]]:
    goal, result = goal_of(answers, level, definition)
    here = result.elements["D1.1"].level
    return [(one.level.number, one.text, one.is_here) for one in levels_on_the_way(definition, ELEMENT, here, goal)]


def test_way_leads_from_where_it_stands_up_to_the_target():
    assert way(ElementAnswers({1: 1, 2: 1, 3: 1}, "none"), 2) == [(1, "Seen at 1.", True), (2, "Seen at 2.", False)]
    assert way(ElementAnswers({1: 1, 2: 1, 3: 1}, "none"), 5)[-1] == (5, "Seen at 5.", False)


def test_level_that_the_guide_does_not_describe_is_passed_over():
    assert [number for number, *_ in way(ElementAnswers({1: 1, 2: 1, 3: 1}, "none"), 4)] == [1, 2, 4]


@pytest.mark.parametrize(
    ("answers", "level"),
    [(ElementAnswers({1: 5, 2: 5, 3: 5}, "full"), 5), (ElementAnswers({}, excluded=True), 4)],
)
def test_nothing_separates_what_is_reached_or_left_out(answers, level):
    goal, _result = goal_of(answers, level)
    assert (way(answers, level), too_low(DEFINITION, ELEMENT, answers, goal)) == ([], ())


def test_ladder_has_no_levels_on_the_way():
    assert way(ElementAnswers({1: 1, 2: 1, 3: 1}, "none"), 4, replace(DEFINITION, ladder=Decimal(60))) == []


def test_answers_that_are_worth_less_than_the_target_are_named():
    goal, _result = goal_of(MIXED, 4)
    assert [(one.number, one.said) for one in too_low(DEFINITION, ELEMENT, MIXED, goal)] == [
        (1, "Developing"),
        (0, "Not yet achieved"),
    ]


def test_what_is_not_answered_is_named_too():
    goal, _result = goal_of(ElementAnswers(), 2)
    found = too_low(DEFINITION, ELEMENT, ElementAnswers(), goal)
    assert [(one.number, one.said) for one in found] == [(1, ""), (2, ""), (3, ""), (0, "")]
    assert found[-1].text == ELEMENT.objective


def test_objective_that_is_good_enough_is_not_named():
    answers = ElementAnswers({1: 1, 2: 1, 3: 1}, "partial")
    goal, _result = goal_of(answers, 3)
    assert [one.number for one in too_low(DEFINITION, ELEMENT, answers, goal)] == [1, 2, 3]
