"""An order whose making does not go well: who lost the right to it, whose engine is busy, whose worker died."""

import threading
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from assessments.access import BlindError
from assessments.models import Assessment, Notice
from assessments.signals import place_asked
from assessments.workflow import Mode
from jobs.actions.leases import claim, fail
from jobs.faults import WorkerDiedError
from jobs.models import Job
from press.press import Press, packaged_assets
from reports import making
from reports.access import managed_issue, may_print, own_order, readable_guide, withdrawable_order
from reports.actions.ending import begin, finish
from reports.actions.orders import order_guide, order_report
from reports.kinds import Format, Kind, Paper
from reports.models import ReportOrder
from reports.options import Options, Wish, all_of
from reports.source import Made
from reports.tasks import make_document
from tests.definitions import tiny_definition
from tests.factories import make_version
from tests.jobs.runner import run_waiting_jobs
from tests.reports.issuing import issue_row
from tests.reports.orders import order_row

State, Stage = ReportOrder.State, ReportOrder.Stage
FULL = Wish(Kind.FULL, Format.PDF, all_of(Kind.FULL))


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "reports": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }


def ended() -> tuple[str, str, str]:
    order = ReportOrder.objects.get()
    assert order.ended_at is not None
    return order.state, order.reason, order.stage


def test_who_has_lost_the_right_to_it_is_told_that_it_is_gone(assessment, manager, organisation):
    order_report(assessment=assessment, wish=FULL, by=manager)
    organisation.memberships.filter(user=manager).delete()
    run_waiting_jobs()
    assert ended() == ("failed", "gone", "")


def test_a_member_who_manages_no_longer_gets_no_figures(assessment, manager, organisation):
    order_report(assessment=assessment, wish=FULL, by=manager)
    organisation.memberships.filter(user=manager).update(role="assessor")
    assessment.assignments.create(user=manager)
    run_waiting_jobs()
    assert ended() == ("failed", "gone", "")


def test_what_is_being_scored_blind_by_now_is_not_made(assessment, manager):
    order_report(assessment=assessment, wish=FULL, by=manager)
    Assessment.objects.update(mode=Mode.INDEPENDENT)
    run_waiting_jobs()
    assert ended() == ("failed", "blind", "")


def test_guide_of_a_draft_is_not_made_for_who_edits_no_longer(editor, db):
    draft = make_version(tiny_definition(), published=False)
    order_guide(version=draft, options=Options(paper=Paper.A4, parts=frozenset()), by=editor)
    editor.groups.clear()
    run_waiting_jobs()
    assert ended() == ("failed", "gone", "")
    assert not Notice.objects.exists()  # a guide is of no assessment


def test_job_makes_the_order_that_it_is_for_and_none_that_is_gone(assessment, manager):
    orders = [order_row(assessment, manager, kind=Kind.PLAN) for _order in range(3)]  # there is nothing in the plan
    make_document.call(str(orders[1].uuid))
    make_document.call(str(uuid.uuid4()))
    states = ReportOrder.objects.order_by("pk").values_list("state", "reason")
    assert list(states) == [("waiting", ""), ("failed", "nothing"), ("waiting", "")]


def test_order_that_has_ended_is_not_even_read_again(assessment, manager, django_assert_num_queries):
    done = order_row(assessment, manager, state=State.DONE)
    with django_assert_num_queries(2):
        make_document.call(str(done.uuid))


def test_order_waits_while_the_press_is_busy_and_fails_in_the_end(assessment, manager, monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    crowded = Press(assets=packaged_assets(), slots=tmp_path, seats=threading.Semaphore(0))
    monkeypatch.setattr(making, "the_press", lambda: crowded)
    order = order_report(assessment=assessment, wish=Wish(Kind.INTERVIEW, Format.PDF, Options(only="D1")), by=manager)
    states = []
    for _attempt in range(3):
        Job.objects.update(run_after=timezone.now())
        run_waiting_jobs()
        order.refresh_from_db()
        states.append((order.state, order.reason))
    assert states == [("working", ""), ("working", ""), ("failed", "busy")]


def test_order_whose_workers_died_ends_and_whoever_waits_is_told(assessment, manager, team_mate):
    lost = order_report(assessment=assessment, wish=FULL, by=manager)
    other = order_report(assessment=assessment, wish=FULL, by=team_mate)
    fail(job=Job.objects.get(uuid=lost.job), fault=WorkerDiedError(), now=timezone.now())
    assert {order.pk: (order.state, order.reason) for order in ReportOrder.objects.all()} == {
        lost.pk: ("failed", "lost"),
        other.pk: ("waiting", ""),
    }
    assert [notice.user for notice in Notice.objects.filter(kind=Notice.Kind.REPORT_FAILED)] == [manager]


def test_job_that_fails_after_its_order_has_ended_changes_nothing(assessment, manager):
    order = order_report(assessment=assessment, wish=FULL, by=manager)
    assert finish(order, Made(b"%PDF", "a.pdf"))
    fail(job=claim(worker="a", now=timezone.now()), fault=WorkerDiedError(), now=timezone.now())
    assert ended() == ("done", "", "")


def test_notice_of_a_report_leads_to_the_reports_and_no_other_does(assessment, manager):
    kinds = (Notice.Kind.REPORT_READY, Notice.Kind.REPORT_FAILED, Notice.Kind.ASSIGNED)
    page = reverse("reports:order-list", args=[assessment.uuid])
    led = []
    for kind in kinds:
        answers = place_asked.send(sender=Notice, notice=Notice(kind=kind, assessment=assessment))
        led.append(page in [place for _receiver, place in answers])
    assert led == [True, True, False]


def test_same_wish_sent_twice_is_one_order_and_any_other_is_another(assessment, manager, team_mate):
    first = order_report(assessment=assessment, wish=FULL, by=manager)
    assert order_report(assessment=assessment, wish=FULL, by=manager) == first
    others = [
        order_report(assessment=assessment, wish=FULL, by=team_mate),
        order_report(assessment=assessment, wish=Wish(Kind.FULL, Format.DOCX, FULL.options), by=manager),
        order_report(assessment=assessment, wish=Wish(Kind.FULL, Format.PDF, Options(parts=frozenset())), by=manager),
        order_report(assessment=assessment, wish=Wish(Kind.PLAN, Format.PDF, FULL.options), by=manager),
        order_report(assessment=assessment, wish=Wish(Kind.FULL, Format.PDF, FULL.options, 1), by=manager),
    ]
    assert len({first, *others}) == 6
    assert Job.objects.count() == 6
    finish(first, Made(b"%PDF", "a.pdf"))
    assert order_report(assessment=assessment, wish=FULL, by=manager) != first


@pytest.mark.parametrize(("language", "kept"), [("ar", "ar"), (None, "")])
def test_order_keeps_the_language_that_it_was_asked_for_in(assessment, manager, language, kept):
    with override(language):
        assert order_report(assessment=assessment, wish=FULL, by=manager).language == kept


def test_document_is_made_as_what_it_can_be_made_as(assessment, manager):
    with pytest.raises(ValueError, match="plan is not made as docx"):
        order_report(assessment=assessment, wish=Wish(Kind.PLAN, Format.DOCX, Options()), by=manager)
    assert not ReportOrder.objects.exists()


def test_order_that_has_ended_is_begun_no_more(assessment, manager):
    waiting, done = order_row(assessment, manager), order_row(assessment, manager, state=State.DONE)
    assert (begin(waiting, Stage.SETTING), begin(done, Stage.SETTING)) == (True, False)
    states = ReportOrder.objects.order_by("pk").values_list("state", "stage")
    assert list(states) == [("working", "setting"), ("done", "")]


# --- who may have which document --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "kind", "refusal"),
    [
        ("manager", Kind.FULL, None),
        ("assessor", Kind.INTERVIEW, None),
        ("assessor", Kind.FULL, PermissionDenied),
        ("assessor", Kind.CONSENSUS, PermissionDenied),
        ("stranger", Kind.INTERVIEW, Http404),
        ("admin", Kind.FULL, Http404),
    ],
)
def test_figures_are_for_managers_and_empty_sheets_for_whoever_sees_the_assessment(
    assessment, other_organisation, request, person, kind, refusal
):
    user = request.getfixturevalue(person)
    if refusal:
        with pytest.raises(refusal):
            may_print(user, kind, assessment.uuid)
    else:
        assert may_print(user, kind, assessment.uuid) == assessment


def test_guide_of_a_draft_is_for_who_edits(version, editor, assessor):
    draft = make_version(tiny_definition(version="2.0"), published=False)
    assert [readable_guide(editor, draft), readable_guide(assessor, version)] == [draft, version]
    with pytest.raises(Http404):
        readable_guide(assessor, draft)


def test_own_order_is_the_one_that_was_asked_for(assessment, manager, team_mate, organisation):
    orders = [order_row(assessment, manager) for _order in range(3)]
    assert [own_order(manager, one.uuid) for one in orders] == orders
    assert [withdrawable_order(manager, one.uuid) for one in orders] == orders
    for ask in (own_order, withdrawable_order):
        with pytest.raises(Http404):
            ask(manager, uuid.uuid4())
        with pytest.raises(Http404):
            ask(team_mate, orders[0].uuid)


def test_order_of_figures_is_held_back_while_everybody_scores_alone(assessment, manager):
    figures, sheets = order_row(assessment, manager), order_row(assessment, manager, kind=Kind.INTERVIEW)
    Assessment.objects.update(mode=Mode.INDEPENDENT)
    assert own_order(manager, sheets.uuid) == sheets
    with pytest.raises(BlindError):
        own_order(manager, figures.uuid)


def test_file_of_an_issued_report_is_for_managers_once_it_is_there(
    assessment, manager, assessor, stranger, other_organisation
):
    made, waiting = issue_row(assessment, manager, file_hash="ab" * 32), issue_row(assessment, manager, revision=2)
    assert managed_issue(manager, made.uuid) == made
    for user, issue, refusal in (
        (manager, waiting, Http404),
        (assessor, made, PermissionDenied),
        (stranger, made, Http404),
    ):
        with pytest.raises(refusal):
            managed_issue(user, issue.uuid)
    Assessment.objects.update(mode=Mode.INDEPENDENT)
    with pytest.raises(BlindError):
        managed_issue(manager, made.uuid)
