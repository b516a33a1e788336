"""Choosing who scores an assessment."""

import pytest
from django.urls import reverse

from assessments.models import Assignment

pytestmark = pytest.mark.django_db


def address(assessment) -> str:
    return reverse("assessments:assignment-edit", args=[assessment.uuid])


def assigned(assessment) -> list[str]:
    return [str(assignment.user) for assignment in assessment.assignments.all()]


def test_form_shows_who_scores_now(signed_in, assessment, manager, assessor, team_mate):
    form = signed_in(manager).get(address(assessment)).context["form"]
    assert sorted(form.initial["assessors"]) == sorted([assessor.pk, team_mate.pk])


def test_manager_changes_who_scores(signed_in, assessment, manager, team_mate):
    kept = Assignment.objects.get(assessment=assessment, user=team_mate)
    response = signed_in(manager).post(address(assessment), {"assessors": [team_mate.pk, manager.pk]})
    assert response.url == reverse("assessments:assessment-detail", args=[assessment.uuid])
    assert assigned(assessment) == ["Mona Manager", "Tom Teammate"]
    assert Assignment.objects.get(assessment=assessment, user=team_mate) == kept


def test_nobody_may_be_chosen(signed_in, assessment, manager):
    signed_in(manager).post(address(assessment), {})
    assert assigned(assessment) == []


def test_stranger_cannot_be_chosen(signed_in, assessment, manager, stranger):
    response = signed_in(manager).post(address(assessment), {"assessors": [stranger.pk]})
    assert list(response.context["form"].errors) == ["assessors"]
    assert assigned(assessment) == ["Amal Assessor", "Tom Teammate"]


@pytest.mark.parametrize("nonsense", ["9" * 40, "-1", "1\x00", "١", "1.0", ""])
def test_what_is_nobodys_key_is_refused(signed_in, assessment, manager, nonsense):
    response = signed_in(manager).post(address(assessment), {"assessors": [nonsense]})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["assessors"]
    assert assigned(assessment) == ["Amal Assessor", "Tom Teammate"]


def test_only_managers_choose(signed_in, assessment, assessor, stranger, admin):
    people = (assessor, stranger, admin)
    assert [signed_in(person).get(address(assessment)).status_code for person in people] == [403, 404, 404]
    assert [signed_in(person).post(address(assessment), {}).status_code for person in people] == [403, 404, 404]
    assert assigned(assessment) == ["Amal Assessor", "Tom Teammate"]
