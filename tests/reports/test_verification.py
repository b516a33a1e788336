"""Where an issued report stands: only what came of its own number and its own assessment supersedes it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from assessments.models import Assessment
from assessments.workflow import Mode, State
from organisations.models import User
from reports.models import IssuedReport
from reports.verification import FileMatch, Standing, Verified
from tests.factories import make_assessment
from tests.reports.issuing import issue_row

HASH = "ab" * 32


@pytest.fixture
def issue(assessment, manager) -> IssuedReport:
    """Revision 1 of number 4, of an assessment that is approved."""
    Assessment.objects.filter(pk=assessment.pk).update(state=State.APPROVED)
    return issue_row(assessment, manager, file_hash=HASH)


def found(issue: IssuedReport, user: User | None = None) -> Verified:
    verified = Verified.find(issue.code, user or AnonymousUser())
    assert verified
    assert verified.issue == issue
    return verified


def test_what_was_issued_under_another_number_or_elsewhere_supersedes_nothing(
    issue, assessment, manager, other_assessment, stranger
):
    issue_row(assessment, manager, number=5, revision=2, file_hash=HASH)
    issue_row(other_assessment, stranger, number=4, revision=3, file_hash=HASH)
    issue_row(assessment, manager, number=4, revision=4)  # its file is not made yet
    assert (found(issue).standing, found(issue).newest) == (Standing.CURRENT, issue)
    newer = issue_row(assessment, manager, number=4, revision=5, file_hash=HASH)
    issue_row(assessment, manager, number=4, revision=2, file_hash=HASH)
    assert (found(issue).standing, found(issue).newest) == (Standing.REISSUED, newer)


@pytest.mark.parametrize(
    ("state", "revision", "standing"),
    [
        (State.APPROVED, 1, Standing.CURRENT),
        (State.SCORING, 2, Standing.BEING_REVISED),
        (State.APPROVED, 2, Standing.APPROVED_ANEW),
        (State.SCORING, 3, Standing.APPROVED_ANEW),
    ],
)
def test_standing_follows_what_was_approved_since(issue, state, revision, standing):
    Assessment.objects.filter(pk=issue.assessment_id).update(state=state, revision=revision)
    assert found(issue).standing == standing


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("", FileMatch.NOT_ASKED),
        (" \n", FileMatch.NOT_ASKED),
        (HASH, FileMatch.SAME),
        (f" {HASH.upper()[:8]} {HASH[8:]}", FileMatch.SAME),
        ("cd" * 32, FileMatch.OTHER),
        (HASH[:-1], FileMatch.UNREADABLE),
        (f"{HASH}0", FileMatch.UNREADABLE),
        (f"g{HASH[1:]}", FileMatch.UNREADABLE),
    ],
)
def test_file_is_known_by_its_digits(typed, match):
    report = IssuedReport(file_hash=HASH)
    assert Verified(report, report, may_see=False).match(typed) == match


def test_who_sees_the_assessment_sees_the_headline_but_not_while_everybody_scores_alone(
    issue, manager, assessor, stranger, other_organisation, organisation, version
):
    make_assessment(organisation, version, by=manager, title="Another")
    people = [None, stranger, assessor, manager]
    assert [found(issue, one).may_see for one in people] == [False, False, True, True]
    Assessment.objects.filter(pk=issue.assessment_id).update(state=State.SCORING, mode=Mode.INDEPENDENT, revision=2)
    assert [found(issue, one).may_see for one in people] == [False] * 4


@pytest.mark.parametrize("code", ["", "0000-0000-0000", "7k3m"])
def test_code_that_was_never_issued_is_not_found(issue, code):
    assert Verified.find(code, AnonymousUser()) is None


def test_nobody_who_may_see_another_assessment_alone_sees_this_one(issue, stranger, other_assessment):
    assert found(issue, stranger).may_see is False
