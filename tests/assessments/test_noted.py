"""Remarks and threads as pages show them: live from the rows, approved as they were kept."""

import json

import pytest

from assessments.actions.approval import sign_off
from assessments.actions.discussion import reply, resolve_thread
from assessments.actions.open_points import consider_finding
from assessments.discussed import discussed, threads_from_json, threads_to_json, unresolved
from assessments.models import Snapshot, Thread
from assessments.noted import noted, remarks_from_json, remarks_to_json
from organisations.models import User
from tests.factories import rate_all
from tests.words import found, note, point, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(assessment, assessor, team_mate, manager):
    """An assessment with words of every kind."""
    note(assessment, assessor, "Strong")
    point(assessment, team_mate, whom="Ann", place="Hall", assignee=assessor, element="D1.2")
    one = found(assessment, assessor)
    consider_finding(assessment_uuid=assessment.uuid, remark_uuid=one.uuid, version=1, by=team_mate)
    post = said(assessment, assessor, "@Tom Teammate?")
    reply(assessment_uuid=assessment.uuid, thread_uuid=post.thread.uuid, text="Yes", by=team_mate)
    resolve_thread(assessment_uuid=assessment.uuid, thread_uuid=post.thread.uuid, by=assessor)
    said(assessment, manager, "And this?", element="D3.1")
    return assessment


def through_json(value):
    return json.loads(json.dumps(value))


def test_remarks_come_back_from_json_as_they_were(full, assessor):
    assert remarks_from_json(through_json(remarks_to_json(full))) == noted(full, assessor)
    assert [one.text for one in noted(full, assessor, "D1.2")] == ["Is the plan known?"]


def test_threads_come_back_from_json_as_they_were(full):
    kept = threads_from_json(through_json(threads_to_json(full)))
    assert sorted(kept, key=lambda one: one.resolved_at is not None) == discussed(full)
    assert [one.element for one in unresolved(full)] == ["D3.1"]


def test_unknown_field_of_a_later_day_is_left_out(full, assessor):
    kept = [one | {"mood": "fine"} for one in through_json(remarks_to_json(full))]
    assert remarks_from_json(kept) == noted(full, assessor)


def test_approved_assessment_shows_what_was_kept_whatever_names_become(full, assessor, manager):
    rate_all(full, 3, by=assessor)
    sign_off(assessment_uuid=full.uuid, by=manager)
    full.refresh_from_db()
    Snapshot.objects.update(surroundings={"remarks": remarks_to_json(full), "threads": threads_to_json(full)})
    before = noted(full, assessor), discussed(full)
    User.objects.filter(pk=assessor.pk).update(full_name="Another Name")
    assert (noted(full, assessor), discussed(full)) == before
    assert noted(full, assessor, "D1.2")[0].assignee == "Amal Assessor"
    assert unresolved(full) == [discussed(full, "D3.1")[0]]


def test_approval_from_before_words_were_kept_shows_the_rows(full, assessor, manager):
    live = noted(full, assessor), discussed(full)
    rate_all(full, 3, by=assessor)
    sign_off(assessment_uuid=full.uuid, by=manager)
    full.refresh_from_db()
    Snapshot.objects.update(surroundings={})
    assert (noted(full, assessor), discussed(full)) == live


def test_reading_costs_the_same_at_one_and_three(full, assessor, django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(1):
            noted(full, assessor)
        with django_assert_num_queries(3):
            discussed(full)
        note(full, assessor)
        said(full, assessor, "@Tom Teammate?")
    assert Thread.objects.count() == 4
