"""How far each assessor stands from the consensus, by hand and where nothing differs."""

from decimal import Decimal

import pytest

from assessments.agreement import compare
from assessments.answersheet import assessment_answers
from assessments.calibration import leanings, objective_reliability, rating_reliability
from assessments.items import Item, PlainAnswer
from assessments.scoring import score
from tests.definitions import tiny_definition

TINY = tiny_definition()


def sheet(rating, objective="partial", **but):
    """Everything rated alike, but for ``D1_1_2="n/a"``-like places."""
    found = {}
    for element in TINY.walk():
        for item in (*(str(one.number) for one in element.indicators), Item.OBJECTIVE):
            if item != Item.OBJECTIVE or element.code in TINY.dimension_by_element:
                found[element.code, item] = PlainAnswer(
                    element.code, item, objective if item == Item.OBJECTIVE else str(rating)
                )
    for name, value in but.items():
        element, item = name[:4].replace("_", "."), name[5:]
        found[element, item] = PlainAnswer(element, item, value, "why")
    return found


def lean(agreed, *sheets):
    people = {f"person {number}": one for number, one in enumerate(sheets)}
    results = {person: score(TINY, assessment_answers(one.values())) for person, one in people.items()}
    agreement = compare(TINY, people, agreed, 1)
    return leanings(TINY, agreement, score(TINY, assessment_answers(agreed.values())), results)


def test_who_answers_as_agreed_leans_nowhere():
    (one,) = lean(sheet(3), sheet(3))
    assert (one.leaning.signed, one.leaning.absolute, one.points) == (0, 0, 0)
    assert (one.leaning.compared, one.leaning.same) == (16, 16)
    assert (one.leaning.is_severe, one.leaning.is_lenient) == (False, False)


def test_severe_and_lenient_by_hand():
    severe, lenient = lean(sheet(3), sheet(2), sheet(4, objective="full"))
    # 12 ratings a step below and 4 objectives as agreed: −12 ÷ 16; 12 + 4 steps above: 16 ÷ 16
    assert (str(severe.leaning.signed), str(severe.leaning.absolute)) == ("-0.75", "0.75")
    assert (str(lenient.leaning.signed), lenient.leaning.is_lenient, severe.leaning.is_severe) == ("1.00", True, True)
    # 70 % × 25 % of 100 points; and 30 % × 50 % more for the objectives
    assert (str(severe.points), str(lenient.points)) == ("-17.50", "32.50")


def test_leanings_are_rounded_half_away_from_zero():
    (one,) = lean(sheet(3), sheet(3, D1_1_1="2"))
    assert str(one.leaning.signed) == "-0.06"  # −1 ÷ 16 = −0.0625
    (one,) = lean(sheet(3), sheet(3, D1_1_1="2", D1_1_2="2"))
    assert str(one.leaning.signed) == "-0.13"  # −0.125


def test_by_dimension():
    (one,) = lean(sheet(3), sheet(3, D2_1_1="5"))
    assert [str(part.leaning.signed) for part in one.dimensions] == ["0.00", "1.00", "0.00"]
    assert [str(part.points) for part in one.dimensions] == ["0.00", "7.00", "0.00"]  # 70 % × 50 % of 20


def test_above_and_below_cancel_in_one_figure_and_not_in_the_other():
    (one,) = lean(sheet(3), sheet(3, D1_1_1="1", D1_1_2="5"))
    assert (one.leaning.signed, one.leaning.absolute) == (0, Decimal("0.25"))


def test_not_applicable_and_not_agreed_are_not_compared():
    (one,) = lean(sheet(3, D1_1_2=""), sheet(3, D1_1_1="n/a"))
    assert one.leaning.compared == 14


def test_nothing_agreed_is_nothing_to_compare():
    (one,) = lean({}, sheet(3))
    assert (one.leaning.signed, one.leaning.absolute, one.leaning.compared) == (None, None, 0)


@pytest.mark.parametrize("people", [2, 3])
def test_sheets_that_are_alike_agree_entirely(people):
    alike = sheet(3, D1_1_1="4", D1_1_objective="full")
    agreement = compare(TINY, {str(number): alike for number in range(people)}, {}, 1)
    assert (rating_reliability(agreement).alpha, objective_reliability(agreement).alpha) == (1, 1)
    assert (rating_reliability(agreement).units, objective_reliability(agreement).units) == (12, 4)
