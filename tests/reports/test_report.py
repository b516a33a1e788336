"""What a report says, before anything is drawn."""

from decimal import Decimal
from fractions import Fraction

import pytest

from reports.direction import direction
from reports.report import Report
from results.exact import exact
from results.sheet import Given
from tests.definitions import make_category, make_dimension, make_element, tiny_definition
from tests.results.stories import APPROVED, OPEN, full_answers, report_of


@pytest.fixture
def report() -> Report:
    return report_of(tiny_definition(), full_answers(tiny_definition()))


def sheet(report: Report, code: str):
    sheets = [*(one for part in report.dimensions for one in part.elements), *report.enablers]
    return next(one for one in sheets if one.element.code == code)


def test_every_dimension_and_element_is_there_in_order(report):
    assert [(part.number, part.category.code, part.dimension.code) for part in report.dimensions] == [
        (1, "A", "D1"),
        (2, "A", "D2"),
        (3, "P", "D3"),
    ]
    assert [one.element.code for part in report.dimensions for one in part.elements] == ["D1.1", "D1.2", "D2.1", "D3.1"]
    assert [one.element.code for one in report.enablers] == ["E1"]


def test_a_line_holds_the_rating_and_the_level_that_it_is_worth(report):
    line = sheet(report, "D1.1").lines[0]
    assert (line.rating.value, line.rating.title, line.shade.number, line.percent) == (2, "Developing", 2, 25)


def test_an_enabler_asks_no_objective(report):
    assert (sheet(report, "E1").asks_objective, sheet(report, "D1.1").asks_objective) == (False, True)


def test_what_is_not_applicable_leaves_the_mean_and_what_is_not_answered_stays_in_it():
    answers = {"D1.2": {"1": Given("5"), "2": Given("n/a", "No branches")}}
    one = sheet(report_of(tiny_definition(), answers, OPEN), "D1.2")
    assert [(line.counts, line.percent, line.reason) for line in one.lines] == [
        (True, 100, ""),
        (False, 0, "No branches"),
        (True, 0, ""),
    ]
    assert (one.worth, one.weight, one.score.indicators_percent) == (100, 2, Decimal("50.0"))


def test_the_printed_sums_give_the_points_of_every_element(report):
    """As a reader would recompute them from the page: worth ÷ weight, the split, the maximum, one rounding."""
    recomputed = {}
    for one in (one for part in report.dimensions for one in part.elements):
        percent = (70 * Fraction(one.worth) / Fraction(one.weight) + 30 * Fraction(one.objective_percent)) / 100
        cents = percent * Fraction(one.element.points) + Fraction(1, 2)
        recomputed[one.element.code] = Decimal(int(cents)).scaleb(-2)
    assert recomputed == {code: score.points for code, score in report.result.elements.items()}
    assert sum(recomputed.values()) == report.result.total.points


def test_the_worked_example_ends_at_the_points_of_its_element(report):
    example = report.example
    assert (example.sheet.element.code, exact(example.mean), exact(example.percent)) == ("D1.1", "37.5", "26.25")
    assert (example.points, example.sheet.score.points) == (Fraction("2.625"), Decimal("2.63"))


def test_the_worked_example_weighs_as_the_version_says():
    first = make_category("A", 50, make_dimension("D1", make_element("D1.1", 50, ("2.5", 1))))
    last = make_category("P", 50, make_dimension("D2", make_element("D2.1", 50)))
    definition = tiny_definition(categories=(first, last))
    example = report_of(
        definition, {"D1.1": {"1": Given("5"), "2": Given("1"), "objective": Given("none")}}, OPEN
    ).example
    assert (example.sheet.weighted, example.mean, example.percent) == (True, Fraction(500, 7), Fraction(50))


def test_the_example_is_no_element_at_the_bottom_or_the_top():
    answers = full_answers(tiny_definition())
    answers["D1.1"] = {"1": Given("5"), "2": Given("5"), "objective": Given("full")}
    answers["D1.2"] = {str(number): Given("1") for number in (1, 2, 3)} | {"objective": Given("none")}
    assert report_of(tiny_definition(), answers).example.sheet.element.code == "D2.1"


def test_with_nothing_in_scope_there_is_no_example():
    answers = {code: {"scope": Given("excluded", "Why")} for code in ("D1.1", "D1.2", "D2.1", "D3.1")}
    report = report_of(tiny_definition(), answers, OPEN)
    assert (report.example, [one.exclusion for one in report.excluded]) == (None, ["Why"] * 4)


def test_a_report_is_provisional_until_approved_and_so_far_until_complete(report):
    begun = report_of(tiny_definition(), {"D1.1": {"1": Given("3")}}, OPEN)
    complete = report_of(tiny_definition(), full_answers(tiny_definition()), OPEN)
    states = [(one.subject.provisional, one.so_far) for one in (begun, complete, report)]
    assert states == [(True, True), (True, False), (False, False)]
    assert APPROVED.provisional is False


def test_a_reason_left_from_before_is_no_exclusion():
    answers = {"D1.1": {"scope": Given("", "Once out of scope")}}
    assert sheet(report_of(tiny_definition(), answers, OPEN), "D1.1").exclusion == ""


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(35), "35"),
        (Fraction(100), "100"),
        (Fraction("37.5"), "37.5"),
        (Fraction("2.0625"), "2.0625"),
        (Fraction(175, 3), "58.3333…"),
        (Fraction("0.00001"), "0.0000…"),
    ],
)
def test_a_number_is_shown_as_far_as_it_is_exact(number, text):
    assert exact(number) == text


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("", "ltr"),
        ("12", "ltr"),
        ("Bank", "ltr"),
        ("بنك", "rtl"),
        ("12 – بنك Bank", "rtl"),
        ("Bank بنك", "ltr"),
        ("בנק", "rtl"),
    ],
)
def test_a_text_runs_as_its_first_letter_says(text, way):
    assert direction(text) == way
