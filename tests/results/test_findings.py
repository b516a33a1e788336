"""What stands out in a result."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from assessments.results import ElementScore, Result
from assessments.scoring import ElementAnswers, score
from results.findings import change, findings, how_many, points_missing, waiting_elements
from tests.definitions import tiny_definition
from tests.shapes import LONG_SCALE, rungs, shaped

# Percentages of the indicators' ratings with the objective "full": 5 -> 100, 3 -> 65, 1 -> 30.
TOP, MIDDLE, BOTTOM = 5, 3, 1


def result_of(ratings: Mapping[str, int], *, excluded: frozenset[str] = frozenset()) -> Result:
    """The result of rating every indicator of each element alike, with every objective achieved in full."""
    definition = tiny_definition()
    answers = {
        code: ElementAnswers(
            indicators=dict.fromkeys(definition.element_by_code[code].indicator_by_number, rating),
            objective="full",
            excluded=code in excluded,
        )
        for code, rating in ratings.items()
    }
    return score(definition, answers)


def codes(elements: tuple[ElementScore, ...]) -> list[str]:
    return [element.code for element in elements]


@pytest.fixture
def mixed() -> Result:
    return result_of({"D1.1": TOP, "D1.2": BOTTOM, "D2.1": MIDDLE, "D3.1": MIDDLE})


def test_findings_strengths_by_level_put_the_highest_percentage_first(mixed: Result):
    assert codes(findings(mixed).highest_level) == ["D1.1", "D3.1", "D2.1"]


def test_findings_strengths_by_points_put_the_most_points_first(mixed: Result):
    assert codes(findings(mixed).most_points) == ["D3.1", "D2.1", "D1.1"]


def test_findings_weaknesses_by_level_put_the_lowest_percentage_first(mixed: Result):
    assert codes(findings(mixed).lowest_level) == ["D1.2", "D3.1", "D2.1"]


def test_findings_weaknesses_by_points_put_the_most_missing_points_first(mixed: Result):
    weak = findings(mixed).most_points_missing
    assert [(element.code, points_missing(element)) for element in weak] == [
        ("D3.1", Decimal("21.00")),
        ("D1.2", Decimal("7.00")),
        ("D2.1", Decimal("7.00")),
    ]


def test_findings_show_no_more_than_asked_for(mixed: Result):
    assert codes(findings(mixed, shown=1).most_points) == ["D3.1"]


def test_findings_an_element_at_the_top_is_no_weakness():
    top = result_of(dict.fromkeys(["D1.1", "D1.2", "D2.1", "D3.1"], TOP))
    assert (findings(top).lowest_level, findings(top).most_points_missing) == ((), ())


def test_findings_an_unanswered_element_is_neither_strength_nor_weakness():
    some = findings(result_of({"D1.1": MIDDLE}))
    assert [codes(some.most_points), codes(some.lowest_level)] == [["D1.1"], ["D1.1"]]


def test_findings_an_excluded_element_is_not_judged():
    some = result_of({"D1.1": TOP, "D3.1": TOP}, excluded=frozenset({"D3.1"}))
    assert codes(findings(some).most_points) == ["D1.1"]


def test_change_is_the_difference_of_complete_results(mixed: Result):
    top = result_of(dict.fromkeys(["D1.1", "D1.2", "D2.1", "D3.1"], TOP))
    assert (change(top, mixed), change(mixed, top)) == (Decimal("35.00"), Decimal("-35.00"))


def test_change_is_unknown_while_one_result_is_incomplete(mixed: Result):
    assert change(result_of({"D1.1": TOP}), mixed) is None
    assert change(mixed, result_of({"D1.1": TOP})) is None


def test_change_compares_on_the_scale_of_the_whole_when_something_is_excluded(mixed: Result):
    part = result_of(dict.fromkeys(["D1.1", "D1.2", "D2.1", "D3.1"], TOP), excluded=frozenset({"D3.1"}))
    assert change(part, mixed) == Decimal("35.00")


# --- small frameworks and ladders -------------------------------------------------------------------------------------
@pytest.mark.parametrize(("elements", "shown"), [(1, 1), (3, 1), (5, 2), (6, 3), (30, 3)])
def test_how_many_findings_leave_strong_and_weak_apart(elements: int, shown: int):
    assert how_many(shaped(elements)) == shown


def test_findings_prefer_a_weakness_that_is_no_strength_where_only_the_order_would_decide():
    definition = shaped(5, ratings=LONG_SCALE)
    ratings = zip(definition.elements, (75, 75, 25, 75, 95), strict=True)
    result = score(definition, {element.code: ElementAnswers({1: rating}) for element, rating in ratings})
    found = findings(result, 2)
    assert (codes(found.highest_level), codes(found.lowest_level)) == (["D5.1", "D1.1"], ["D3.1", "D2.1"])


def test_findings_name_no_weakness_on_a_rung_that_waits():
    ladder = rungs(3, ratings=LONG_SCALE)
    ratings = zip(ladder.elements, (80, 50, 10), strict=True)
    result = score(ladder, {element.code: ElementAnswers({1: rating}) for element, rating in ratings})
    waiting = waiting_elements(ladder, result)
    assert (waiting, codes(findings(result, waiting=waiting).lowest_level)) == ({"D3.1"}, ["D2.1", "D1.1"])
