"""What the assessors noted, on the result: by dimension, as it stands or as it was approved."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions.approval import sign_off
from assessments.actions.remarks import GivenRemark, edit_remark
from assessments.actions.workflow import reopen_assessment
from assessments.models import Remark
from assessments.noted import noted
from results.remarks import noted_groups
from tests.factories import rate_all
from tests.pages import text_of
from tests.words import note, point

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(assessment, assessor, team_mate):
    note(assessment, assessor, "Third", element="D2.1")
    note(assessment, team_mate, "First")
    note(assessment, assessor, "Second", kind=Remark.Kind.IMPROVEMENT)
    note(assessment, assessor, "Last", element="E1")
    point(assessment, assessor, "No finding yet")
    return assessment


def shown(person, assessment) -> str:
    browser = Client()
    browser.force_login(person)
    return text_of(browser.get(reverse("results:result-detail", args=[assessment.uuid])))


def test_groups_follow_the_framework_and_leave_out_what_is_empty(full, assessor):
    groups = noted_groups(full.version.definition(), noted(full, assessor))
    assert [
        (
            group.title,
            [
                (one.element.code, [r.text for r in one.strengths], [r.text for r in one.improvements])
                for one in group.elements
            ],
        )
        for group in groups
    ] == [
        ("Dimension D1", [("D1.1", ["First"], ["Second"])]),
        ("Dimension D2", [("D2.1", ["Third"], [])]),
        ("", [("E1", ["Last"], [])]),
    ]


def test_result_shows_them_with_their_authors(full, manager):
    text = shown(manager, full)
    words = "D1.1 Element D1.1 Strengths First Tom Teammate Areas for improvement Second Amal Assessor"
    assert words in text
    assert "No finding yet" not in text


def test_result_without_any_has_no_such_section(assessment, manager):
    assert "as the assessors noted them" not in shown(manager, assessment)


def test_approved_result_keeps_its_words_when_a_new_revision_changes_them(full, assessor, manager):
    rate_all(full, 3, by=assessor)
    sign_off(assessment_uuid=full.uuid, by=manager)
    assert "Strengths First Tom Teammate" in shown(manager, full)
    reopen_assessment(assessment_uuid=full.uuid, reason="New facts", by=manager)
    first = Remark.objects.get(text="First")
    edit_remark(assessment_uuid=full.uuid, remark_uuid=first.uuid, given=GivenRemark("Changed"), version=0, by=manager)
    assert "Changed" in shown(manager, full)
    browser = Client()
    browser.force_login(manager)
    old = text_of(browser.get(reverse("results:revision-result", args=[full.uuid, 1])))
    assert ("Strengths First Tom Teammate" in old, "Changed" in old) == (True, False)
