"""What holds a result back, in values."""

from decimal import Decimal

import pytest

from assessments.gates import shut_gates, weakest
from assessments.results import Result
from assessments.scoring import ElementAnswers, score
from frameworks.definition import FrameworkDefinition, Gate
from tests.definitions import ladder_definition
from tests.shapes import LONG_SCALE, shaped, weakest_link


def result_of(definition: FrameworkDefinition, *percents: int | None) -> Result:
    """The result of one rating for each element in turn, on the scale of 21 steps."""
    elements = zip(definition.elements, percents, strict=True)
    return score(definition, {one.code: ElementAnswers({1: value}) for one, value in elements if value is not None})


CHAIN = weakest_link(3, ratings=LONG_SCALE)


def test_shut_gate_names_what_is_too_weak_with_its_page():
    (shut,) = shut_gates(CHAIN, result_of(CHAIN, 100, 35, 100), address=lambda code: f"/{code}/")
    assert (shut.gate.code, shut.level.title) == ("G1", "Managed")
    assert [(one.code, one.percent, one.url) for one in shut.weak] == [("D2", Decimal("35.0"), "/D2/")]


@pytest.mark.parametrize("percents", [(100, 40, 100), (30, 30, 30)])
def test_gate_that_holds_nothing_back_is_not_named(percents):
    assert shut_gates(CHAIN, result_of(CHAIN, *percents)) == ()


def test_gates_are_named_from_the_lowest_level_up():
    gates = tuple(
        Gate(f"G{level}", "Strong enough", scope, codes, Decimal(50), level)
        for level, scope, codes in [(5, "element", ()), (4, "category", ("C1",)), (3, "dimension", ("D1",))]
    )
    definition = shaped(2, 1, ratings=LONG_SCALE, gates=gates)
    shut = shut_gates(definition, result_of(definition, 40, 55, 100))
    assert [(one.gate.level, [weak.code for weak in one.weak]) for one in shut] == [(4, ["C1"]), (3, ["D1"])][::-1]


def test_weakest_dimension_is_told_once_everything_is_answered():
    assert weakest(CHAIN, result_of(CHAIN, 80, 35, 35)) == {"D2", "D3"}
    assert weakest(CHAIN, result_of(CHAIN, 80, 35, None)) == frozenset()


def test_nothing_is_weakest_where_all_are_alike_or_nothing_hangs_on_it():
    assert weakest(CHAIN, result_of(CHAIN, 50, 50, 50)) == frozenset()
    loose = shaped(3, ratings=LONG_SCALE)
    assert weakest(loose, result_of(loose, 80, 35, 50)) == frozenset()
    ladder = ladder_definition(ratings=LONG_SCALE)
    assert weakest(ladder, result_of(ladder, 80, 35, 50)) == frozenset()
