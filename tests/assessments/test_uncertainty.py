"""The band of a total: by hand, and what must hold for any answers of any team."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring import ElementAnswers, score
from assessments.uncertainty import band_from_json, band_of, band_to_json
from frameworks.definition import Gate
from tests.definitions import ladder_definition, make_element, one_element, tiny_definition

# 100 points on the indicators of one element alone, two of them: a step of both is worth 25 points.
ONE = one_element(make_element("D1.1", 100), indicators_share=Decimal(100), objective_share=Decimal(0))
TINY = tiny_definition()


def rated(*ratings):
    return {"D1.1": ElementAnswers(dict(enumerate(ratings, start=1)))}


def ends(band):
    return str(band.low), str(band.high)


def test_nothing_is_in_doubt_where_all_is_answered_and_nobody_differs():
    band = band_of(ONE, rated(3, 3), [rated(3, 3), rated(3, 3)])
    assert (ends(band), band.margin, band.is_open, band.levels) == (("50.00", "50.00"), 0, False, ("Defined",))


def test_what_is_not_answered_may_be_anything():
    band = band_of(ONE, {"D1.1": ElementAnswers({1: 3})})
    # so far 25.00; the other indicator is worth 0 to 50 points
    assert (ends(band), str(band.unanswered)) == (("25.00", "75.00"), "50.00")
    assert band.levels == ("Developing", "Defined", "Managed")


def test_a_spread_worked_by_hand():
    """Three people at 50, 50 and 62.5 %, agreed 50.

    Mean 54.1667; away from it −4.1667, −4.1667 and 8.3333, each ÷ 3 people: −1.3889, −1.3889, 2.7778. Their squares
    add up to 11.5741; × 3/2 = 17.3611, whose root is 4.1667 points; × 4.303 (t with 2 degrees of freedom) = 17.93.
    But nobody rated anything lower than it was agreed, so the low end stays; the high end is 62.5 at most.
    """
    band = band_of(ONE, rated(3, 3), [rated(3, 3), rated(3, 3), rated(3, 4)])
    assert (str(band.margin), band.assessors) == ("17.93", 3)
    assert ends(band) == ("50.00", "62.50")
    assert band.levels == ("Defined", "Managed")


def test_the_margin_bounds_the_band_where_answers_go_further():
    """Ten people, nine at 50 % and one at 100: mean 55, away −5 (nine times) and 45, each ÷ 10.

    9 × 0.25 + 20.25 = 22.5; × 10/9 = 25; root 5; × 2.262 = 11.31.
    """
    band = band_of(ONE, rated(3, 3), [rated(3, 3)] * 9 + [rated(5, 5)])
    assert str(band.margin) == "11.31"
    assert ends(band) == ("50.00", "61.31")


def test_deviations_add_up_over_the_elements_of_one_person():
    """Who is 25 % below in every element is below in the total by so much: 100 points × 25 %, ÷ 2 people, × 12.706."""
    answers = {
        element.code: ElementAnswers({one.number: 3 for one in element.indicators}, "partial")
        for element in TINY.elements
    }
    severe = {
        code: replace(one, indicators=dict.fromkeys(one.indicators, 2)) for code, one in answers.items()
    }  # 70 % × 25: 17.5 points of 100
    band = band_of(TINY, answers, [answers, severe])
    # 8.75 each way from the mean, ÷ 2: 4.375 twice; squares 38.28125 × 2/1; root 8.75; × 12.706
    assert str(band.margin) == "111.18"
    assert ends(band) == ("32.50", "50.00")


def test_two_people_who_scored_different_elements_say_nothing_about_each_other():
    first = {"D1.1": ElementAnswers({1: 2, 2: 2}, "full")}
    second = {"D2.1": ElementAnswers({1: 5}, "none")}
    band = band_of(TINY, first | second, [first, second])
    assert (band.margin, band.assessors) == (0, 0)


def test_a_lead_who_agreed_on_something_else_than_anybody_said_is_within():
    band = band_of(ONE, rated(5, 5), [rated(1, 1), rated(2, 2)])
    assert band.low <= band.total == Decimal("100.00") == band.high


def test_an_excluded_element_is_in_no_doubt():
    out = {"D1.1": ElementAnswers(excluded=True)}
    assert band_of(ONE, out, [rated(1, 1), rated(5, 5)]) is None


def test_not_applicable_stays_so():
    band = band_of(ONE, rated(3, "n/a"), [rated(3, 1), rated(3, 5)])
    assert ends(band) == ("50.00", "50.00")


def test_a_gate_that_holds_the_total_back_holds_the_band_back():
    gate = Gate("G1", "D1.1 at 90 % for Managed.", "element", ("D1.1",), Decimal(90), 4)
    definition = replace(ONE, gates=(gate,))
    assert band_of(definition, rated(4, 4), [rated(3, 3), rated(5, 5)]).levels == ("Defined",)


def test_rungs_that_do_not_count_leave_no_margin():
    """The second rung waits for the first, which does not hold: that people differ on it moves nothing."""
    ladder = ladder_definition()

    def sheet(*ratings):
        return {f"R{rung}.1": ElementAnswers({1: rating}) for rung, rating in enumerate(ratings, start=1)}

    band = band_of(ladder, sheet(2, 3, 1), [sheet(2, 1, 1), sheet(2, 5, 1)])
    assert (band.margin, ends(band)) == (0, ("2.50", "2.50"))


ANSWERS = st.fixed_dictionaries(
    {
        element.code: st.builds(
            ElementAnswers,
            indicators=st.dictionaries(
                st.sampled_from([one.number for one in element.indicators]), st.integers(1, 5), max_size=4
            ),
            objective=st.sampled_from([None, "full", "partial", "none"]),
            excluded=st.booleans() if element.code == "D2.1" else st.just(False),
        )
        for element in TINY.elements
    }
)


@given(ANSWERS, st.lists(ANSWERS, max_size=4))
def test_the_total_is_within_its_band_and_the_band_within_the_maximum(answers, sheets):
    band = band_of(TINY, answers, sheets)
    total = score(TINY, answers).total
    assert 0 <= band.low <= total.points == band.total <= band.high <= total.maximum
    assert total.level.title in band.levels


@given(ANSWERS, st.lists(ANSWERS, min_size=2, max_size=4), st.randoms())
def test_the_order_of_the_assessors_changes_nothing(answers, sheets, order):
    shuffled = sheets.copy()
    order.shuffle(shuffled)
    assert band_of(TINY, answers, shuffled) == band_of(TINY, answers, sheets)


@given(ANSWERS, st.integers(2, 4))
def test_sheets_that_are_alike_add_nothing(answers, people):
    alike = band_of(TINY, answers, [answers] * people)
    assert replace(alike, assessors=0) == band_of(TINY, answers)


@given(ANSWERS, st.lists(ANSWERS, max_size=3))
def test_it_comes_back_from_json_as_it_was(answers, sheets):
    band = band_of(TINY, answers, sheets)
    assert band_from_json(band_to_json(band)) == band


@pytest.mark.parametrize("people", [31, 32, 40])
def test_beyond_the_table_the_normal_distribution_is_meant(people):
    band = band_of(ONE, rated(3, 3), [rated(1, 1)] + [rated(5, 5)] * (people - 1))
    # one of n is 100 % away: mean deviations give a root of 100 ÷ n, whatever n is
    t_value = {31: Decimal("2.042")}.get(people, Decimal("1.960"))
    assert band.margin == (Decimal(100) / people * t_value).quantize(Decimal("0.01"), ROUND_HALF_UP)
