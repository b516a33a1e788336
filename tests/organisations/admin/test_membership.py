"""Ending a membership in the administration is told of, by whatever of its pages: a team may wait for that person."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions.workflow import submit_sheet
from assessments.models import Assessment
from assessments.workflow import Mode, State
from tests.factories import make_assessment, rate_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(organisation, version, manager, assessor, team_mate) -> Assessment:
    """A blind round in which only the team-mate is waited for."""
    assessment = make_assessment(
        organisation, version, by=manager, assessors=[assessor, team_mate], mode=Mode.INDEPENDENT
    )
    rate_all(assessment, 3, by=assessor)
    submit_sheet(assessment_uuid=assessment.uuid, by=assessor)
    return assessment


@pytest.fixture
def admin_client(admin) -> Client:
    client = Client()
    client.force_login(admin)
    return client


def ended(waiting) -> bool:
    waiting.refresh_from_db()
    return waiting.state == State.CONSENSUS


def test_deleting_it_ends_the_round_that_waited(admin_client, waiting, organisation, team_mate):
    membership = organisation.memberships.get(user=team_mate)
    admin_client.post(reverse("admin:organisations_membership_delete", args=[membership.pk]), {"post": "yes"})
    assert ended(waiting)


def test_deleting_several_at_once_does_so_too(admin_client, waiting, organisation, team_mate):
    membership = organisation.memberships.get(user=team_mate)
    chosen = {"action": "delete_selected", "_selected_action": [membership.pk], "post": "yes"}
    admin_client.post(reverse("admin:organisations_membership_changelist"), chosen)
    assert ended(waiting)


@pytest.mark.parametrize("page", ["organisation", "user"])
def test_taking_it_off_a_page_does_so_too(admin_client, waiting, organisation, team_mate, page):
    target = organisation if page == "organisation" else team_mate
    address = reverse(f"admin:organisations_{page}_change", args=[target.pk])
    form = admin_client.get(address).context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields}
    data = {name: value for name, value in data.items() if not isinstance(value, (bool, list))}
    if page == "user":
        data |= {"is_active": "on", "date_joined_0": "2026-01-01", "date_joined_1": "00:00:00"}
    rows = list(target.memberships.order_by("pk"))
    data |= {"memberships-TOTAL_FORMS": len(rows), "memberships-INITIAL_FORMS": len(rows)}
    for number, row in enumerate(target.memberships.all()):
        data |= {
            f"memberships-{number}-id": row.pk,
            f"memberships-{number}-user": row.user_id,
            f"memberships-{number}-organisation": row.organisation_id,
            f"memberships-{number}-role": row.role,
        }
        if row.user_id == team_mate.pk:
            data[f"memberships-{number}-DELETE"] = "on"
    response = admin_client.post(address, data)
    assert response.status_code == 302, response.context["errors"]
    assert ended(waiting)
