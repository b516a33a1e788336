"""How a report's number is made, and what is said before one is issued."""

import datetime

import pytest

from assessments.models import Assessment
from assessments.workflow import State
from organisations.models import Organisation
from reports.issuing import ISSUABLE, issued_before, issued_lines, may_issue, name_of, next_number, stamp_of, why_not
from reports.kinds import Format, Kind
from reports.options import Options, Wish
from tests.reports.issuing import issue_row
from tests.reports.orders import order_row

DAY = datetime.date(2026, 11, 22)
HASH = "ab" * 32
APPROVED = Assessment(state=State.APPROVED, revision=2)


@pytest.mark.parametrize(
    ("slug", "number", "name"),
    [
        ("harbour-bank", 4, "HARBOUR-BANK-2026-004"),
        ("harbour-bank", 1234, "HARBOUR-BANK-2026-1234"),
        ("a-name-of-thirty-letters-and-on", 12, "A-NAME-OF-THIRTY-LETTERS-AND-O-2026-012"),
        ("a-name-of-thirty-letters-here-x", 12, "A-NAME-OF-THIRTY-LETTERS-HERE-2026-012"),
    ],
)
def test_number_names_whose_it_is_and_the_year_of_its_first_issue(slug, number, name):
    assert name_of(Organisation(slug=slug), number, DAY) == name


def test_numbers_run_from_one_in_each_organisation(assessment, other_assessment, manager, stranger):
    assert next_number(assessment.organisation) == 1
    issue_row(assessment, manager, number=4)
    issue_row(assessment, manager, number=9)
    issue_row(other_assessment, stranger, number=30)
    assert next_number(assessment.organisation) == 10


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (Wish(Kind.FULL, Format.PDF, Options()), ""),
        (Wish(Kind.FULL, Format.PDF, Options(), 2), ""),
        (Wish(Kind.FULL, Format.PDF, Options(), 1), "Only the newest approved revision"),
        (Wish(Kind.FULL, Format.DOCX, Options(), 1), "Only a PDF"),
        (Wish(Kind.INTERVIEW, Format.PDF, Options()), "Only what was approved"),
    ],
)
def test_what_can_not_be_issued_is_told_why(wish, said):
    assert why_not(APPROVED, wish)[: len(said) or None] == said


@pytest.mark.parametrize(
    ("assessment", "kind", "may"),
    [
        (APPROVED, Kind.FULL, True),
        (APPROVED, Kind.GUIDE, False),
        (APPROVED, Kind.INTERVIEW, False),
        (Assessment(state=State.SCORING, revision=1), Kind.FULL, False),
        (Assessment(state=State.SCORING, revision=2), Kind.FULL, True),
    ],
)
def test_only_what_was_approved_and_has_figures_is_issued(assessment, kind, may):
    assert may_issue(assessment, kind) is may
    assert set(ISSUABLE) == set(Kind) - {Kind.GUIDE, Kind.INTERVIEW}


def test_only_an_issue_of_the_same_kind_and_approval_that_has_its_file_is_said_to_be_there(assessment, manager):
    Assessment.objects.update(state=State.APPROVED, revision=2)
    assessment.refresh_from_db()
    issue_row(assessment, manager, approved_revision=1, file_hash=HASH)
    issue_row(assessment, manager, approved_revision=2, revision=7)
    issue_row(assessment, manager, approved_revision=2, number=5, kind=Kind.PLAN, file_hash=HASH)
    assert issued_before(assessment, Kind.FULL) == ""
    for revision in (2, 3):
        issue_row(assessment, manager, approved_revision=2, revision=revision, file_hash=HASH)
    said = issued_before(assessment, Kind.FULL)
    assert said.startswith(
        "It is issued already: HARBOUR-BANK-2026-004, revision 3. Issued once more, it becomes revision 4,"
    )


def test_list_shows_each_unfinished_issue_with_its_own_open_order(assessment, manager, django_assert_num_queries):
    made, waiting, working = (issue_row(assessment, manager, number=number) for number in (1, 2, 3))
    made.file_hash = HASH
    orders = [order_row(assessment, manager, issue=issue) for issue in (made, waiting, working)]
    order_row(assessment, manager, issue=waiting, state="failed")
    lines = issued_lines([made, waiting, working])
    assert [(line.issue, line.order) for line in lines] == [(made, None), (waiting, orders[1]), (working, orders[2])]
    assert [line.is_idle for line in lines] == [False, True, True]
    with django_assert_num_queries(0):
        assert issued_lines([made])[0].order is None


def test_stamp_says_what_the_issue_is(assessment, manager):
    issue = issue_row(assessment, manager, revision=2)
    stamp = stamp_of(issue)
    assert (stamp.number, stamp.revision, stamp.code, stamp.edition) == (issue.name, 2, issue.code, 7)
    assert (stamp.issued_at, stamp.data_hash) == (issue.issued_at, issue.data_hash)
    assert stamp.address.startswith("http")
    assert stamp.address.endswith(f"/{issue.code}/")
