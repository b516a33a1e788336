"""Rules 11 and 12 of docs/scoring.md: the ladder, and the gates of the total's level."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assessments.scoring import ElementAnswers, result_to_json, score
from frameworks.definition import Gate
from tests.definitions import ladder_definition, tiny_definition


def climb(*ratings, **changes):
    """The result of a ladder whose rungs are rated so, from the lowest; 1 is 0 %, 5 is 100 %."""
    answers = {f"R{rung}.1": ElementAnswers({1: rating}) for rung, rating in enumerate(ratings, start=1) if rating}
    return score(ladder_definition(**changes), answers)


def gated(*gates, ratings=(5, 5, 5, 5)):
    """The total of the small framework with all objectives achieved, its elements rated so in order."""
    definition = tiny_definition(gates=gates)
    answers = {
        element.code: ElementAnswers({indicator.number: rating for indicator in element.indicators}, "full")
        for element, rating in zip(definition.elements, ratings, strict=True)
    }
    return score(definition, answers).total


# Rule 11


@pytest.mark.parametrize(
    ("ratings", "points", "level", "counting"),
    [
        ((1, 5, 5), "0.00", "Ground", [True, False, False]),
        ((3, 5, 5), "5.00", "Ground", [True, False, False]),
        ((4, 3, 5), "12.50", "First", [True, True, False]),
        ((4, 4, 3), "20.00", "Second", [True, True, True]),
        ((4, 4, 4), "22.50", "Third", [True, True, True]),
        ((5, 5, 5), "30.00", "Third", [True, True, True]),
        ((5, None, 5), "10.00", "First", [True, True, False]),
    ],
)
def test_rung_counts_while_each_before_it_holds(ratings, points, level, counting):
    result = climb(*ratings)
    assert str(result.total.points) == points
    assert result.total.level.title == level
    assert [rung.counts for rung in result.dimensions.values()] == counting


def test_rung_that_does_not_count_shows_its_own_points_and_adds_none():
    result = climb(3, 5, 5)
    assert [str(rung.points) for rung in result.dimensions.values()] == ["5.00", "10.00", "10.00"]
    assert [str(category.points) for category in result.categories.values()] == ["5.00", "0.00"]
    assert [str(category.maximum) for category in result.categories.values()] == ["20", "10"]


def test_rung_exactly_at_its_mark_holds():
    assert [rung.counts for rung in climb(4, 5, 5, ladder=Decimal(75)).dimensions.values()] == [True, True, True]


def test_rung_left_out_of_scope_is_climbed_past():
    answers = {"R1.1": ElementAnswers(excluded=True), "R2.1": ElementAnswers({1: 5}), "R3.1": ElementAnswers({1: 5})}
    result = score(ladder_definition(), answers)
    assert (str(result.total.points), str(result.total.maximum)) == ("20.00", "20")
    assert result.total.level.title == "Third"


def test_json_names_the_rungs_that_do_not_count():
    printed = result_to_json(climb(4, 3, 5))
    assert [rung.get("counts") for rung in printed["dimensions"].values()] == [None, None, False]
    assert printed["total"]["held_back_by"] == ["G2"]


# Rule 12

NO_WEAK_ELEMENT = Gate("G1", "No element below 60 % for Optimising.", "element", (), Decimal(60), 5)


@pytest.mark.parametrize(("weakest", "level"), [(5, "Optimising"), (3, "Optimising"), (1, "Managed")])
def test_gate_holds_the_level_while_something_is_below_it(weakest, level):
    total = gated(NO_WEAK_ELEMENT, ratings=(weakest, 5, 5, 5))
    assert total.level.title == level
    assert total.held_back_by == (() if level == "Optimising" else (NO_WEAK_ELEMENT,))


def test_gate_changes_no_points_and_no_percentage():
    free, held = gated(ratings=(1, 5, 5, 5)), gated(NO_WEAK_ELEMENT, ratings=(1, 5, 5, 5))
    assert replace(held, level=free.level, held_back_by=()) == free


def test_gate_looks_at_the_codes_that_it_names():
    elsewhere = replace(NO_WEAK_ELEMENT, codes=("D3.1",))
    assert gated(elsewhere, ratings=(1, 5, 5, 5)).level.title == "Optimising"


@pytest.mark.parametrize("scope", ["category", "dimension", "element"])
def test_gate_looks_at_its_scope(scope):
    gate = Gate("G1", "Not below 90 %.", scope, (), Decimal(90), 2)
    assert gated(gate, ratings=(5, 5, 5, 3)).level.title == "Initial"
    assert gated(gate).level.title == "Optimising"


def test_gate_of_a_higher_level_than_was_reached_holds_nothing_back():
    total = gated(NO_WEAK_ELEMENT, ratings=(1, 1, 1, 1))
    assert (total.level.title, total.held_back_by) == ("Developing", ())


def test_lowest_of_several_gates_decides():
    lower = replace(NO_WEAK_ELEMENT, code="G2", level=3)
    total = gated(NO_WEAK_ELEMENT, lower, ratings=(1, 5, 5, 5))
    assert total.level.title == "Developing"
    assert [gate.code for gate in total.held_back_by] == ["G1", "G2"]


def test_enabler_is_no_bar():
    """It counts nowhere, and nobody has rated this one."""
    assert gated(NO_WEAK_ELEMENT).held_back_by == ()


def test_excluded_element_is_no_bar():
    definition = tiny_definition(gates=(NO_WEAK_ELEMENT,))
    answers = {
        element.code: ElementAnswers({indicator.number: 5 for indicator in element.indicators}, "full")
        for element in definition.elements
    }
    result = score(definition, answers | {"D1.1": ElementAnswers(excluded=True)})
    assert result.total.level.title == "Optimising"


def test_result_without_gates_prints_no_word_of_them():
    printed = result_to_json(score(tiny_definition(), {}))
    assert "held_back_by" not in printed["total"]
