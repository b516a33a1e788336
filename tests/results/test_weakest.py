"""The weakest link: the lowest element of each dimension, and what the total would be if all stood there."""

from decimal import Decimal

from hypothesis import given, settings

from assessments.scoring import ElementAnswers, score
from results.weakest import weakest_link
from tests.assessments.strategies import assessments
from tests.definitions import tiny_definition


def answered(**ratings: int) -> dict[str, ElementAnswers]:
    """Every indicator of an element rated alike, every objective half achieved."""
    return {
        one.code: ElementAnswers(
            dict.fromkeys(one.indicator_by_number, ratings.get(one.code.replace(".", "_"), 3)),
            "partial" if one.objective else None,
        )
        for one in tiny_definition().walk()
    }


def test_weakest_link_by_hand():
    definition = tiny_definition()
    # D1.1 5 of 10 (50 %), D1.2 at rating 1: 0 + 15 = 15 %, 1.50 of 10; D2.1 10 of 20; D3.1 at 4: 67.5 %, 40.50 of 60
    found = weakest_link(definition, score(definition, answered(D1_2=1, D3_1=4)))
    assert found.element.code == "D1.2"
    assert [(link.element.code, link.lower) for link in found.links] == [
        ("D1.2", Decimal("17.5")),  # the dimension stands at 6.50 of 20: 32.5 %
        ("D2.1", Decimal("0.0")),
        ("D3.1", Decimal("0.0")),
    ]
    # as the weakest: 1.50 + 1.50 + 10.00 + 40.50
    assert (found.as_weakest.points, found.rests) == (Decimal("53.50"), Decimal("3.50"))
    assert [link.loses_level for link in found.links] == [True, False, False]


def test_of_two_equally_low_the_one_that_misses_more_points_is_the_weaker():
    definition = tiny_definition()
    found = weakest_link(definition, score(definition, answered()))
    assert found.element.code == "D3.1"
    assert [link.element.code for link in found.links] == ["D1.1", "D2.1", "D3.1"]


def test_an_open_question_is_no_weakness():
    definition = tiny_definition()
    assert weakest_link(definition, score(definition, {**answered(), "D1.1": ElementAnswers({1: 3})})) is None


def test_what_is_out_of_scope_is_no_weakness():
    definition = tiny_definition()
    answers = {**answered(D1_1=1), "D1.1": ElementAnswers(excluded=True), "D2.1": ElementAnswers(excluded=True)}
    found = weakest_link(definition, score(definition, answers))
    assert [link.element.code for link in found.links] == ["D1.2", "D3.1"]


def test_where_everything_is_out_of_scope_there_is_no_link():
    definition = tiny_definition()
    nothing = {one.code: ElementAnswers(excluded=True) for one in definition.elements}
    assert weakest_link(definition, score(definition, nothing)) is None


@given(assessments())
@settings(max_examples=60)
def test_nothing_rests_below_the_weakest(drawn):
    definition, answers = drawn
    found = weakest_link(definition, score(definition, answers))
    if found and definition.ladder is None:
        assert found.rests >= 0
        assert all(link.lower > -1 for link in found.links)
