"""An order in one line, as lists say it."""

import pytest

from reports.kinds import Format, Kind, Paper, Part
from reports.models import IssuedReport, ReportOrder
from reports.options import Options, all_of
from reports.templatetags.orders import ordered

WHOLE = all_of(Kind.FULL)
ISSUE = IssuedReport(name="HARBOUR-BANK-2026-001", revision=2)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "PDF"),
        ({"revision": 3}, "PDF · approved revision 3"),
        ({"format": Format.XLSX}, "Excel workbook"),
        (
            {"revision": 3, "issue": ISSUE, "state": ReportOrder.State.DONE},
            "PDF · issued as HARBOUR-BANK-2026-001, revision 2",
        ),
        ({"revision": 3, "issue": ISSUE}, "PDF · to be issued with a number"),
        ({"revision": 3, "issue": ISSUE, "state": ReportOrder.State.FAILED}, "PDF · to be issued with a number"),
        (
            {"options": Options(Paper.LETTER, WHOLE.parts - {Part.COMMENTS}, only="D1").to_json()},
            "PDF · US Letter · D1 · without: Comments and reasons",
        ),
    ],
)
def test_order_says_its_file_and_what_was_chosen(facts, words):
    given = {"kind": Kind.FULL, "format": Format.PDF, "options": WHOLE.to_json()} | facts
    assert ordered(ReportOrder(**given)) == words
