"""An order that nobody has begun with: withdrawn, or replaced by another manager's; whoever comes first counts."""

import datetime
from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.http import Http404
from django.tasks import TaskResultStatus
from django.utils import timezone

from assessments.actions.approval import sign_off
from assessments.actions.workflow import reopen_assessment
from assessments.models import Assessment, Notice
from jobs.actions.leases import claim
from jobs.models import Job
from organisations.models import Role, User
from reports.access import withdrawable_order
from reports.actions.ending import begin, finish
from reports.actions.issues import BeingIssuedError, issue_report
from reports.actions.orders import order_report
from reports.actions.withdrawing import BegunError, withdraw_order
from reports.issuing import ISSUABLE, in_the_way, issued_lines
from reports.kinds import Format, Kind, Part
from reports.models import IssuedReport, ReportOrder
from reports.options import Options, Wish, all_of
from reports.progress import idle_since
from reports.source import Made
from tests.definitions import tiny_definition
from tests.factories import make_assessment, make_organisation, make_user, make_version, rate_all
from tests.jobs.runner import run_waiting_jobs
from tests.reports.issuing import fresh, issue_row

State, Stage = ReportOrder.State, ReportOrder.Stage
SHORT = Options(parts=frozenset({Part.METHOD}))
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def other(organisation) -> User:
    """A second manager of the same organisation."""
    person = make_user("Olga Other")
    organisation.memberships.create(user=person, role=Role.MANAGER)
    return person


@pytest.fixture
def approved(assessment, assessor, manager) -> Assessment:
    rate_all(assessment, 4, by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    return fresh(assessment)


def issue(assessment: Assessment, by: User, options: Options = SHORT, kind: Kind = Kind.FULL, **more) -> ReportOrder:
    return issue_report(assessment=assessment, kind=kind, options=options, by=by, **more)


def fates() -> list[tuple[str, str]]:
    return list(ReportOrder.objects.order_by("pk").values_list("state", "reason"))


def taken_up(*, ago: datetime.timedelta) -> Job:
    """The job of the newest order, taken up so long ago; its worker has given no sign of life since."""
    at = timezone.now() - ago
    Job.objects.open().update(run_after=at)
    job = claim(worker="one that was killed", now=at)
    assert begin(ReportOrder.objects.get(job=str(job.uuid)), Stage.READING)
    return job


# --- one after the other ----------------------------------------------------------------------------------------------


def test_what_nobody_has_begun_is_withdrawn_and_its_number_is_free_again(approved, manager, other):
    order = issue(approved, manager)
    withdraw_order(order=withdrawable_order(other, order.uuid), by=other)
    assert (fates(), IssuedReport.objects.count()) == ([("failed", "withdrawn")], 0)
    told = Notice.objects.filter(kind=Notice.Kind.REPORT_FAILED).get()
    assert (told.user, "Olga Other withdrew it before anybody had begun" in told.words) == (manager, True)
    assert run_waiting_jobs()[0].status == TaskResultStatus.SUCCESSFUL  # the job finds nothing to do
    assert fates() == [("failed", "withdrawn")]
    again = issue(approved, other)
    assert (again.issue.number, again.issue.revision) == (1, 1)


def test_one_that_is_withdrawn_by_who_asked_tells_nobody_and_a_plain_document_is_withdrawn_too(approved, manager):
    order = order_report(assessment=approved, wish=Wish(Kind.FULL, Format.PDF, SHORT), by=manager)
    withdraw_order(order=withdrawable_order(manager, order.uuid), by=manager)
    assert fates() == [("failed", "withdrawn")]
    assert not Notice.objects.filter(kind=Notice.Kind.REPORT_FAILED).exists()


def test_what_is_being_made_or_has_ended_is_not_withdrawn(approved, manager):
    order = issue(approved, manager)
    taken_up(ago=datetime.timedelta())
    for _time in range(2):
        with pytest.raises(BegunError):
            withdraw_order(order=order, by=manager)
        assert IssuedReport.objects.get().number == 1
        ReportOrder.objects.update(state=State.DONE)


def test_one_whose_worker_was_killed_is_withdrawn_and_the_worker_that_wakes_up_late_changes_nothing(approved, manager):
    order = issue(approved, manager)
    job = taken_up(ago=2 * MINUTE)
    assert idle_since(ReportOrder.objects.get(), timezone.now()) == job.leased_until
    withdraw_order(order=order, by=manager)
    assert not begin(order, Stage.KEEPING)
    assert not finish(order, Made(b"%PDF late", "late.pdf", pages=1, page=b"late"))
    assert (fates(), IssuedReport.objects.count()) == ([("failed", "withdrawn")], 0)


def test_another_manager_puts_their_order_in_its_place_under_the_same_number(approved, manager, other):
    first = issue(approved, manager)
    with pytest.raises(BeingIssuedError) as refused:
        issue(approved, other, all_of(Kind.FULL))
    assert refused.value.order == first
    second = issue(approved, other, all_of(Kind.FULL), instead_of=first.uuid)
    assert (fates(), second.issue_id) == ([("failed", "withdrawn"), ("waiting", "")], first.issue_id)
    held = IssuedReport.objects.get()
    assert (held.issued_by, Options.from_json(held.options), held.number) == (other, all_of(Kind.FULL), 1)
    assert Notice.objects.filter(kind=Notice.Kind.REPORT_FAILED, user=manager).count() == 1


def test_what_somebody_works_on_keeps_its_place(approved, manager, other):
    first = issue(approved, manager)
    taken_up(ago=datetime.timedelta())
    with pytest.raises(BeingIssuedError):
        issue(approved, other, instead_of=first.uuid)
    assert fates() == [("working", "")]


def test_order_that_is_in_the_way_says_who_asked_when_and_whether_anybody_works(approved, manager, other):
    order = issue(approved, manager)
    at = datetime.datetime(2026, 11, 22, 18, 4, tzinfo=datetime.UTC)
    ReportOrder.objects.update(at=at)
    order.refresh_from_db()
    asked = "Mona Manager asked for it on 22 November 2026, 18:04."
    said = [in_the_way(order, other, at + wait) for wait in (MINUTE, 12 * MINUTE)]
    assert said == [
        f"{asked} It waits for its turn, and nobody has begun to make it. You can put yours in its place.",
        f"{asked} Nobody has worked on it for 12 minutes. You can put yours in its place.",
    ]
    taken_up(ago=datetime.timedelta())
    order.refresh_from_db()
    assert in_the_way(order, manager, timezone.now()) == (
        "You asked for it with other choices on 22 November 2026, 18:04. "
        "It is being made at this moment. Look again in a minute."
    )


def test_order_that_was_given_back_is_idle_until_somebody_takes_it_up_again(approved, manager):
    issue(approved, manager)
    job = taken_up(ago=datetime.timedelta())
    Job.objects.update(status=TaskResultStatus.READY, token=None, leased_until=None)
    assert idle_since(ReportOrder.objects.get(), timezone.now()) == job.last_attempted_at


def test_list_of_issued_reports_knows_the_order_of_what_is_not_made_yet(approved, manager, django_assert_num_queries):
    order = issue(approved, manager)
    issue_row(approved, manager, file_hash="ab" * 32)
    with django_assert_num_queries(2):  # the reports, and the orders of what is not made
        lines = {line.order: line.is_idle for line in issued_lines(IssuedReport.objects.of(approved))}
    assert lines == {None: False, order: True}


def test_issue_is_of_what_is_approved_when_its_turn_comes(approved, manager, assessor):
    read_before = fresh(approved)
    reopen_assessment(assessment_uuid=approved.uuid, reason="A branch was missing", by=manager)
    rate_all(approved, 5, by=assessor)
    sign_off(assessment_uuid=approved.uuid, by=manager)
    assert (issue(read_before, manager).revision, IssuedReport.objects.get().approved_revision) == (2, 2)


@pytest.mark.parametrize("person", ["assessor", "stranger", "admin"])
def test_plain_order_is_nobody_elses_to_withdraw(person, approved, manager, other, request):
    order = order_report(assessment=approved, wish=Wish(Kind.FULL, Format.PDF, SHORT), by=manager)
    for who in (request.getfixturevalue(person), other):
        with pytest.raises(Http404):
            withdrawable_order(who, order.uuid)


# --- at once ----------------------------------------------------------------------------------------------------------


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What comes of these, each in a thread of its own: what it answers, or the name of its fault."""
    start, outcomes = Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            outcomes.append(str(act()))
        except (BegunError, BeingIssuedError) as fault:
            outcomes.append(type(fault).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.fixture
def story(transactional_db, settings, tmp_path) -> tuple[list[User], Assessment]:
    """Three managers, an approved assessment of theirs, and a place for files."""
    settings.STORAGES = settings.STORAGES | {
        "reports": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    }
    people = [make_user(f"Manager {number}") for number in range(3)]
    organisation = make_organisation("Harbour Bank", managers=people)
    assessment = make_assessment(organisation, make_version(tiny_definition()), by=people[0], assessors=people[:1])
    rate_all(assessment, 4, by=people[0])
    sign_off(assessment_uuid=assessment.uuid, by=people[0])
    return people, fresh(assessment)


def test_of_a_worker_that_begins_and_a_manager_who_withdraws_one_comes_first(story):
    (first, second, _third), assessment = story
    for kind in ISSUABLE:  # a round of each, for they don't keep each other from being issued
        order = issue(assessment, first, kind=kind)
        assert claim(worker="tests", now=timezone.now()).args == [str(order.uuid)]
        begun = at_once(partial(begin, order, Stage.READING), partial(withdraw_order, order=order, by=second))
        order.refresh_from_db()
        how = (begun, order.state, IssuedReport.objects.filter(kind=kind).count())
        assert how in ((["BegunError", "True"], "working", 1), (["False", "None"], "failed", 0))


def test_of_two_managers_who_take_its_place_at_once_one_gets_it(story):
    (first, *others), assessment = story
    for kind in ISSUABLE:
        order = issue(assessment, first, kind=kind)
        more = {"kind": kind, "instead_of": order.uuid}
        took = at_once(*(partial(issue, fresh(assessment), by, all_of(kind), **more) for by in others))
        held = IssuedReport.objects.get(kind=kind)
        [standing] = held.orders.open()
        assert (took, standing.by == held.issued_by) == (sorted([str(standing), "BeingIssuedError"]), True)
        order.refresh_from_db()
        assert order.reason == "withdrawn"


def test_of_an_end_and_a_withdrawal_at_once_one_counts_and_an_issued_file_stays(story, tmp_path):
    (first, second, _third), assessment = story
    for kind in ISSUABLE:
        order = issue(assessment, first, kind=kind)
        taken_up(ago=2 * MINUTE)
        made = Made(b"%PDF of a worker that was thought dead", "a.pdf", pages=1, page=b"page")
        ended = at_once(partial(finish, order, made), partial(withdraw_order, order=order, by=second))
        order.refresh_from_db()
        how = (ended, order.state, IssuedReport.objects.filter(kind=kind).count())
        assert how in ((["BegunError", "True"], "done", 1), (["False", "None"], "failed", 0))
    files = set(IssuedReport.objects.values_list("file", flat=True))
    assert {file.name for file in tmp_path.iterdir()} == files
