"""Every post about remarks, open points and discussion: state by state, part by part, as the one table says."""

import pytest
from django.urls import reverse

from assessments.actions.assessments import Duty, assign_duties
from assessments.models import Assessment, Post, Remark, Thread
from assessments.workflow import Act, Mode, Part, State, parts_that_may
from tests.words import found, point, said

pytestmark = pytest.mark.django_db
NOTES = ("remark-list", "remark-edit", "open-point-close", "open-point-reopen", "remark-remove")
POSTS = ("thread-list", "thread-reply", "thread-resolve", "thread-reopen", "post-edit")
SETTINGS = [(state, mode) for state in State for mode in Mode if (state, mode) != (State.CONSENSUS, Mode.JOINT)]


@pytest.fixture
def parts(assessment, assessor, team_mate, manager):
    """One person of each part; the assessor has written everything there is."""
    duties = {assessor: Duty(), team_mate: Duty(is_lead=True)}
    assign_duties(assessment=assessment, duties=duties, by=manager)
    return {Part.ASSESSOR: assessor, Part.LEAD: team_mate, Part.MANAGER: manager}


@pytest.fixture
def addresses(assessment, assessor, parts):
    closed, post = found(assessment, assessor), said(assessment, assessor)
    which = {
        "remark-list": ["D1.1"],
        "thread-list": ["D1.1"],
        "open-point-close": [point(assessment, assessor).uuid],
        **{key: [point(assessment, assessor).uuid] for key in ("remark-edit", "remark-remove")},
        **{key: [closed.uuid] for key in ("open-point-reopen", "finding-consider")},
        **{key: [post.thread.uuid] for key in ("thread-reply", "thread-resolve", "thread-reopen")},
        "post-edit": [post.uuid],
    }
    return {name: reverse(f"assessments:{name}", args=[assessment.uuid, *args]) for name, args in which.items()}


OUTCOMES = {302: "done", 403: "not yours", 409: "not in this state"}


def stored() -> list:
    return [list(model.objects.order_by("pk").values()) for model in (Remark, Thread, Post)]


def expected(name, act, part, state, mode) -> str:
    if name == "post-edit" and part != Part.ASSESSOR:
        return "not yours"
    return "done" if part in parts_that_may(act, state, mode) else "not in this state"


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize(("state", "mode"), SETTINGS)
def test_posts_follow_the_table(signed_in, assessment, parts, addresses, state, mode, part):
    Assessment.objects.update(state=state, mode=mode)
    if state == State.APPROVED:
        assessment.snapshots.create(
            kind="approval", version=assessment.version, document={}, result={}, names={}, taken_by=parts[part]
        )
    browser = signed_in(parts[part])
    for name in (*NOTES, *POSTS):
        before = stored()
        sent = {"kind": "strength", "text": "New", "finding": "New", "version": "0"}
        got = OUTCOMES[browser.post(addresses[name], sent).status_code]
        act = Act.NOTE if name in NOTES else Act.DISCUSS
        assert (name, got) == (name, expected(name, act, part, state, mode))
        assert got == "done" or stored() == before


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize(("state", "mode"), SETTINGS)
def test_finding_is_considered_by_who_may_answer_or_agree(signed_in, assessment, parts, addresses, state, mode, part):
    Assessment.objects.update(state=state, mode=mode)
    sent = {"version": "1"}
    signed_in(parts[part]).post(addresses["finding-consider"], sent)
    may = part in parts_that_may(Act.AGREE, state, mode)
    if state == State.SCORING and mode == Mode.JOINT:
        may = part in {Part.ASSESSOR, Part.LEAD}  # the lead of this story scores too
    assert (Remark.objects.back_on_the_desk().count() == 0) == may
