"""No word of one organisation reaches another's people: in no page, message, form, e-mail or log."""

import pytest
from django.urls import reverse

from assessments.models import Answer, Assessment
from organisations.models import Invitation, Membership, Role
from tests.factories import make_assessment, make_invitation, make_user

CANARY = "Canary"


@pytest.fixture
def canaries(other_organisation, other_assessment, version, stranger):
    """Everything that the other organisation can be told by, marked."""
    other_organisation.name, other_organisation.sector = f"{CANARY} Clinic", f"{CANARY} care"
    other_organisation.save()
    other_organisation.memberships.create(user=make_user(f"{CANARY} Member"))
    make_invitation(other_organisation, by=stranger, email=f"{CANARY}@example.org")
    marked = make_assessment(other_organisation, version, by=stranger, assessors=[stranger], title=f"{CANARY} 2026")
    Answer.objects.filter(assessment=marked, item="comment").update(value=f"{CANARY} comment")
    return marked


@pytest.fixture
def pages(organisation, assessment, assessor):
    membership = organisation.memberships.get(user=assessor)
    places = {
        "home": [],
        "organisations:organisation-detail": [organisation.slug],
        "organisations:member-list": [organisation.slug],
        "organisations:member-edit": [organisation.slug, membership.uuid],
        "organisations:member-remove": [organisation.slug, membership.uuid],
        "organisations:invitation-create": [organisation.slug],
        "assessments:assessment-create": [organisation.slug],
        "assessments:assessment-detail": [assessment.uuid],
        "assessments:assignment-edit": [assessment.uuid],
        "assessments:assessment-approve": [assessment.uuid],
        "assessments:element-score": [assessment.uuid, "D1.1"],
        "results:result-detail": [assessment.uuid],
        "results:ledger-detail": [assessment.uuid],
        "results:overview-detail": [organisation.slug],
        "targets:target-detail": [assessment.uuid],
        "targets:profile-list": [assessment.uuid],
        "planner:step-list": [assessment.uuid],
        "planner:scenario-list": [assessment.uuid],
        "plans:plan-detail": [assessment.uuid],
        "plans:action-create": [assessment.uuid],
        "comparisons:portfolio-list": [],
        "comparisons:comparison-detail": [],
        "comparisons:trend-detail": [assessment.uuid],
        "comparisons:rollup-detail": [organisation.slug],
        "organisations:unit-list": [organisation.slug],
        "benchmarking:benchmark-detail": [assessment.uuid],
        "pulses:pulse-list": [assessment.uuid],
    }
    return [reverse(name, args=arguments) for name, arguments in places.items()]


@pytest.mark.parametrize("person", ["assessor", "team_mate", "manager", "admin"])
def test_no_page_holds_a_word_of_another_organisation(client, request, canaries, pages, person, caplog):
    client.force_login(request.getfixturevalue(person))
    found = [page for page in pages if CANARY.lower() in client.get(page).content.decode().lower()]
    assert found == []
    assert CANARY.lower() not in caplog.text.lower()


def test_the_canaries_are_seen_by_their_own_people(client, canaries, stranger):
    client.force_login(stranger)
    assert client.get("/").content.decode().count(CANARY) > 0


def test_person_of_two_organisations_meets_each_in_its_own_place(client, canaries, organisation, other_organisation):
    both = make_user("Bo Both")
    organisation.memberships.create(user=both)
    other_organisation.memberships.create(user=both, role=Role.MANAGER)
    client.force_login(both)
    assert (
        CANARY
        not in client.get(reverse("organisations:organisation-detail", args=[organisation.slug])).content.decode()
    )
    assert client.get(reverse("organisations:member-list", args=[organisation.slug])).status_code == 403
    assert client.get(reverse("organisations:member-list", args=[other_organisation.slug])).status_code == 200


def test_manager_reaches_no_row_of_another_organisation_under_an_address_of_their_own(
    client, canaries, organisation, other_organisation, manager
):
    theirs = other_organisation.memberships.first(), other_organisation.invitations.first()
    before = list(Membership.objects.order_by("pk").values()), list(Invitation.objects.order_by("pk").values())
    client.force_login(manager)
    answers = [
        client.post(
            reverse(f"organisations:{name}", args=[organisation.slug, row.uuid]), {"role": "manager"}
        ).status_code
        for name, row in [
            ("member-edit", theirs[0]),
            ("member-remove", theirs[0]),
            ("invitation-resend", theirs[1]),
            ("invitation-revoke", theirs[1]),
        ]
    ]
    assert answers == [404] * 4
    assert (
        list(Membership.objects.order_by("pk").values()),
        list(Invitation.objects.order_by("pk").values()),
    ) == before


def test_people_of_another_organisation_cannot_be_assigned(
    client, canaries, assessment, organisation, manager, stranger
):
    client.force_login(manager)
    page = reverse("assessments:assignment-edit", args=[assessment.uuid])
    theirs = stranger.memberships.get().uuid
    seen = client.get(page).context["seen"]
    assert client.post(page, {"seen": seen, "duty": [f"{theirs}:whole"]}).status_code == 409
    create = reverse("assessments:assessment-create", args=[organisation.slug])
    data = {"title": "New", "period": "", "version": assessment.version_id, "assessors": [stranger.pk]}
    assert client.post(create, data).status_code == 200
    assert not Assessment.objects.filter(organisation=organisation, assignments__user=stranger).exists()
    assert Assessment.objects.filter(organisation=organisation).count() == 1
