"""The sentences around the figures: what each of them says, and when it says nothing."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assessments.uncertainty import Band
from reports.office.sayings import revision_words, state_words, total_words, verdict
from reports.report import Report
from results.sheet import Given
from tests.definitions import tiny_definition
from tests.results.stories import APPROVED, OPEN, full_answers, report_of
from tests.shapes import weakest_link

TINY = tiny_definition()


def told(report: Report) -> list[str]:
    return list(verdict(report))


def test_of_a_whole_result_nothing_more_has_to_be_known():
    report = report_of(TINY, full_answers(TINY))
    assert told(report) == []
    assert total_words(report).endswith(" of 100")
    assert "." not in total_words(report)


def test_what_is_not_answered_counts_nothing_and_its_share_stays_with_its_sign():
    answers = {code: given for code, given in full_answers(TINY).items() if code != "D3.1"}
    (words,) = told(report_of(TINY, answers, OPEN))
    assert words.startswith("These are the points so far: ")
    assert "\u00a0% is answered. What is not answered counts 0." in words


def test_what_is_left_out_lowers_what_can_be_reached():
    answers = full_answers(TINY) | {"D2.1": {"scope": Given("excluded")}}
    (words,) = told(report_of(TINY, answers))
    assert words.startswith("Elements that are out of scope are left out: 80 points can be reached. On the full scale")
    everything = {one.code: {"scope": Given("excluded")} for one in TINY.elements} | {"E1": answers["E1"]}
    assert told(report_of(TINY, everything))[0] == "Every element is left out, so there is no result."


def test_a_gate_names_its_level_and_what_is_too_weak():
    definition = weakest_link(2, 2)
    ratings = dict(zip(definition.element_by_code, "1555", strict=True))
    report = report_of(definition, {code: {"1": Given(value)} for code, value in ratings.items()})
    (words,) = told(report)
    assert words.startswith("Held below 4 Managed by a condition: No dimension below 40 % for Managed.")
    assert words.endswith(" Too weak: D1 Dimension D1 (0.0\u00a0%, and 40\u00a0% is asked for).")


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        (("Defined",), "The total may lie between 40 and 60 points."),
        (
            ("Defined", "Managed"),
            "The total may lie between 40 and 60 points. The level could be Defined or Managed.",
        ),
        (
            ("Developing", "Defined", "Managed"),
            "The total may lie between 40 and 60 points. The level could be anything from Developing to Managed.",
        ),
    ],
)
def test_how_far_off_a_total_may_be(levels, words):
    half = Decimal("0.4")
    band = Band(Decimal(50), Decimal(100), 40 + half, 60 + half, Decimal(10), Decimal(0), 2, levels)
    report = report_of(TINY, full_answers(TINY), replace(APPROVED, band=band))
    assert told(report) == [words]


def test_the_state_and_the_revision():
    assert state_words(OPEN).startswith("Provisional, as answered on 20 November 2026.")
    assert state_words(APPROVED) == "Approved on 20 November 2026 by Mona Manager. The answers are frozen."
    assert revision_words(APPROVED) == ""
    assert revision_words(replace(APPROVED, revision=2)) == "Revision 2."
    assert revision_words(replace(APPROVED, superseded=True)) == "Revision 1, superseded by a newer one."
