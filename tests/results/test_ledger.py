"""The ledger: every figure with what it is made of, and reckoned again from the ratings by other means."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.scoring import ElementAnswers, score
from results.ledger import Rule, anchor, build_ledger
from results.ledger_table import ledger_table
from results.recount import Disagreement, disagreements, printed_figures, recounted
from tests.assessments.strategies import assessments, element_answers
from tests.definitions import ladder_definition, make_element, one_element, rich_definition, tiny_definition
from tests.factories import shipped_contents
from tests.results.ledgers import given_of, ledger_of

SHIPPED = shipped_contents()


@st.composite
def shipped_assessments(draw):
    definition = draw(st.sampled_from([*SHIPPED, rich_definition(), ladder_definition()]))
    return definition, {one.code: draw(element_answers(definition, one)) for one in definition.walk()}


@given(assessments())
@settings(max_examples=150)
def test_ledger_recounts_to_the_cent_for_any_framework(drawn):
    assert disagreements(ledger_of(*drawn)) == []


@given(shipped_assessments())
@settings(max_examples=60)
def test_ledger_recounts_to_the_cent_for_every_shipped_framework(drawn):
    assert disagreements(ledger_of(*drawn)) == []


@given(assessments())
@settings(max_examples=60)
def test_each_line_is_the_sum_of_what_stands_under_it(drawn):
    ledger = ledger_of(*drawn)
    for dimension in ledger.dimensions:
        assert dimension.score.points == sum(line.score.points for line in dimension.elements)
        assert dimension.score.maximum == sum(line.score.maximum for line in dimension.counted)
    for category in ledger.categories:
        assert category.score.points == sum(line.score.points for line in category.dimensions if line.score.counts)
    assert ledger.total.points == sum(line.score.points for line in ledger.categories)


@given(assessments())
@settings(max_examples=60)
def test_the_points_of_an_element_are_its_exact_points_to_the_nearest_cent(drawn):
    for line in ledger_of(*drawn).elements:
        if not line.score.excluded:
            assert abs(line.points - Fraction(line.score.points)) <= Fraction(1, 200)
            assert line.percent == line.indicators_part + line.objective_part


def test_ledger_by_hand():
    answers = {"D1.2": ElementAnswers({1: 4, 2: "n/a", 3: 2}, objective="partial")}
    line = ledger_of(tiny_definition(), answers).elements[1]
    # (75 + 25) ÷ 2 = 50; 70 % × 50 + 30 % × 50 = 50; 50 % × 10 = 5.00
    assert (line.mean, line.indicators_part, line.objective_part, line.percent, line.points) == (50, 35, 15, 50, 5)
    assert line.score.points == Decimal("5.00")
    assert [(one.percent, one.counts) for one in line.sheet.lines] == [(75, True), (0, False), (25, True)]
    assert line.rules == (Rule.MEAN, Rule.SPLIT, Rule.POINTS, Rule.READ)


def test_ledger_of_a_half_cent_rounds_up_in_both_arithmetics():
    definition = one_element(
        make_element("D1.1", "0.1", (1, 1)), indicators_share=Decimal(100), objective_share=Decimal(0)
    )
    ledger = ledger_of(definition, {"D1.1": ElementAnswers({1: 2, 2: 2})})
    assert ledger.elements[0].points == Fraction(25, 1000)
    assert ledger.elements[0].score.points == Decimal("0.03")
    assert recounted(ledger)[anchor("element", "D1.1")].points == 3


def test_ledger_of_an_exclusion_gives_the_total_twice():
    ledger = ledger_of(tiny_definition(), {"D3.1": ElementAnswers(excluded=True), "D2.1": ElementAnswers({1: 5})})
    assert [line.element.code for line in ledger.excluded] == ["D3.1"]
    assert ledger.excluded[0].sheet.exclusion == "Not done here"
    assert ledger.excluded[0].rules == (Rule.EXCLUDED,)
    assert (ledger.is_normalised, ledger.total.normalised) == (True, Decimal("35.00"))
    assert Rule.EXCLUDED in ledger.rules


def test_table_of_an_exclusion_has_its_reason_and_nothing_under_it():
    ledger = ledger_of(tiny_definition(), {"D3.1": ElementAnswers(excluded=True), "D2.1": ElementAnswers({1: 5})})
    rows = {row[0]: row for row in ledger_table(ledger, "2026").rows}
    assert [name for name in rows if name.startswith("element-D3.1")] == ["element-D3.1"]
    assert rows["element-D3.1"][3:7] == ["Not done here", None, None, None]
    assert rows["element-D2.1-1"][3:7] == ["Optimising", Decimal(1), Decimal(100), Decimal(100)]


def test_ledger_of_a_ladder_names_the_rungs_that_do_not_count():
    ledger = ledger_of(ladder_definition(), {"R2.1": ElementAnswers({1: 5}), "R1.1": ElementAnswers({1: 3})})
    assert [line.score.counts for line in ledger.dimensions] == [True, False, False]
    assert ledger.total.points == Decimal("5.00")
    assert [gate.state for gate in ledger.gates] == ["beyond", "beyond", "beyond"]
    assert disagreements(ledger) == []


def test_ledger_of_gates_says_of_each_how_it_stands():
    everything = {
        one.code: ElementAnswers(dict.fromkeys(one.indicator_by_number, 5)) for one in tiny_definition().walk()
    }
    weak = {**everything, "D1.1": ElementAnswers({1: 1, 2: 1}, objective="none")}
    ledger = ledger_of(rich_definition(), weak)
    assert (ledger.read.title, ledger.total.level.title) == ("Managed", "Developing")
    assert [(one.gate.code, one.state, [weak.code for weak in one.weak]) for one in ledger.gates] == [
        ("G1", "shut", ["D1"]),
        ("G2", "shut", ["D1.1"]),
    ]


def test_an_open_gate_is_listed_as_met():
    answers = {
        one.code: ElementAnswers(dict.fromkeys(one.indicator_by_number, 5), None if one.code == "E1" else "full")
        for one in tiny_definition().walk()
    }
    assert [one.state for one in ledger_of(rich_definition(), answers).gates] == ["met", "met"]


def test_where_everything_is_excluded_there_is_no_gate_and_no_level():
    nothing = {one.code: ElementAnswers(excluded=True) for one in tiny_definition().elements}
    ledger = ledger_of(rich_definition(), nothing)
    assert (ledger.read, ledger.gates, disagreements(ledger)) == (None, (), [])


def test_enablers_have_a_percentage_and_no_points():
    (line,) = ledger_of(tiny_definition(), {"E1": ElementAnswers({1: 3, 2: 4})}).enablers
    assert (line.mean, line.percent, line.is_split) == (Fraction(125, 2), Fraction(125, 2), False)
    assert line.rules == (Rule.MEAN, Rule.ENABLER)


def test_every_line_has_a_name_of_its_own():
    for definition in SHIPPED:
        ledger = ledger_of(definition, {})
        lines = [ledger, *ledger.categories, *ledger.dimensions, *ledger.elements, *ledger.enablers]
        assert len({line.anchor for line in lines}) == len(lines) == len(printed_figures(ledger))


@pytest.mark.parametrize("field", ["points", "percent", "level"])
def test_a_figure_that_is_not_what_its_ratings_come_to_is_found(field):
    """A stored score that somebody tampered with shows in its own line, and in the sums above it."""
    definition, answers = tiny_definition(), {"D2.1": ElementAnswers({1: 3}, "full")}
    result = score(definition, answers)
    wrong = {"points": Decimal("13.01"), "percent": Decimal("65.1"), "level": definition.levels[0]}[field]
    broken = replace(result, elements={**result.elements, "D2.1": replace(result.elements["D2.1"], **{field: wrong})})
    found = disagreements(build_ledger(definition, broken, given_of(answers)))
    assert [one.anchor for one in found] == ["element-D2.1"]
    assert isinstance(found[0], Disagreement)


def test_a_number_beyond_the_pencil_is_refused_rather_than_rounded():
    definition = one_element(make_element("D1.1", "1.0000000000001", (1,)))
    with pytest.raises(ArithmeticError, match="12 decimals"):
        recounted(ledger_of(definition, {}))
