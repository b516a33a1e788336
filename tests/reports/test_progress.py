"""How far an order is, how often its page looks again, and what to do about one that failed."""

import datetime
import uuid

import pytest
from django.urls import reverse

from assessments.models import Assessment
from reports.advice import LATER, PAGES, Advice, advice_on
from reports.failures import REASONS
from reports.kinds import Kind
from reports.models import ReportOrder
from reports.progress import pace, steps

pytestmark = [pytest.mark.sqlite]
State, Stage = ReportOrder.State, ReportOrder.Stage
ASSESSMENT = Assessment(uuid=uuid.UUID(int=7))


@pytest.mark.parametrize(
    ("stage", "done"), [("", 0), (Stage.READING, 1), (Stage.SETTING, 2), (Stage.KEEPING, 3), ("of long ago", 0)]
)
def test_steps_before_the_one_that_it_is_at_are_done(stage, done):
    found = steps(ReportOrder(stage=stage))
    assert [one.is_done for one in found] == [place < done for place in range(4)]
    assert [one.is_now for one in found] == [place == done for place in range(4)]
    assert [one.title for one in found][::3] == ["Waiting for its turn", "Putting the file away"]


@pytest.mark.parametrize(("seconds", "every"), [(0, 1), (14, 1), (15, 2), (59, 2), (60, 5), (360_000, 5)])
def test_page_looks_often_at_first_and_then_less(seconds, every):
    assert pace(datetime.timedelta(seconds=seconds)) == every


def failed(reason: str, kind: Kind = Kind.FULL, assessment: Assessment | None = ASSESSMENT) -> Advice | None:
    return advice_on(ReportOrder(state=State.FAILED, reason=reason, kind=kind, assessment=assessment))


@pytest.mark.parametrize("state", [State.WAITING, State.WORKING, State.DONE])
def test_there_is_no_advice_on_what_has_not_failed(state):
    assert advice_on(ReportOrder(state=state, reason="memory", kind=Kind.FULL, assessment=ASSESSMENT)) is None


@pytest.mark.parametrize("kind", PAGES)
def test_where_something_is_missing_the_way_leads_to_where_it_is_made(kind):
    name, label = PAGES[kind]
    assert failed("nothing", kind) == Advice("", reverse(name, args=[ASSESSMENT.uuid]), str(label))


def test_where_no_page_mends_it_trying_again_is_what_is_left():
    later = Advice(str(LATER))
    assert [failed("nothing", Kind.INTERVIEW), failed("nothing", Kind.PLAN, None), failed("unknown")] == [later] * 3


@pytest.mark.parametrize("reason", [reason for reason in REASONS if reason != "nothing"])
def test_every_reason_has_advice_in_words(reason):
    advice = failed(reason)
    assert (bool(advice.words), advice.address, advice.label) == (True, "", "")
    assert (advice.words == str(LATER)) is (reason in {"refused", "failed", "unknown", "lost", "busy"})
