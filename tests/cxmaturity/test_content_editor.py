"""A content editor reads no organisation's data, by no page and no forged post; every address of the site is tried."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from assessments.models import Answer, Assessment
from frameworks.models import FrameworkVersion
from organisations.models import Invitation, Membership, Organisation, User
from tests.cxmaturity.test_url_walk import collect
from tests.definitions import tiny_definition
from tests.factories import make_invitation, make_version, rate_all

CANARIES = ("Harbour Bank", "harbour-bank", "Mona Manager", "mona.manager", "Amal Assessor", "2026 self-assessment")
CANARIES += ("Seen by the canary", "invited@example.org")
SPECIMENS = "/gallery/"  # shows every component with made-up names, one of which is that of the story


@pytest.fixture
def draft(assessment, assessor, organisation, manager):
    """A draft beside a version with an assessment that is full of canaries."""
    rate_all(assessment, 4, by=assessor)
    Answer.objects.filter(assessment=assessment, item="comment").update(value="Seen by the canary")
    make_invitation(organisation, by=manager, email="invited@example.org")
    return make_version(tiny_definition(version="1.1"), published=False)


@pytest.fixture
def places(assessment, organisation, draft, manager, team_mate):
    """For each argument of an address what it could name: content that is theirs, and rows that are not."""
    element = draft.elements.get(code="D1.1")
    return {
        "version_id": [draft.pk, assessment.version_id],
        "object_id": [draft.pk, element.pk, organisation.pk, manager.pk, assessment.pk],
        "id": [manager.pk],
        "slug": [organisation.slug],
        "assessment_uuid": [assessment.uuid],
        "membership_uuid": [organisation.memberships.get(user=team_mate).uuid],
        "version_uuid": [draft.uuid, assessment.version.uuid],
        "code": ["D1.1"],
        "framework": ["tiny"],
        "number": ["1.0", "1.1"],
        "newer": ["1.1"],
        "item": ["comment"],
        "kind": ["element", "frameworkversion"],
        "row_id": [element.pk, draft.pk],
        "field": ["title"],
        "app_label": ["organisations", "assessments", "auth"],
        "content_type_id": [1, 5, 9],
        "url": ["organisations/organisation/"],
        "extra_context": [""],
    }


def addresses(places):
    """Every address of the site, for each thing that its arguments could name."""
    for route in collect(get_resolver().url_patterns):
        known = [{}]
        for name in route.takes:
            known = [one | {name: value} for one in known for value in places.get(name, ["x"])]
        for arguments in known:
            yield route.url(arguments)


def said(response) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace") + str(dict(response.headers))


@pytest.mark.sqlite
def test_no_page_and_no_forged_post_tells_an_editor_of_any_organisation(client, editor, places, organisation, draft):
    client.force_login(editor)
    forged = {
        "action": "delete_selected", "_selected_action": [organisation.pk, draft.pk], "post": "yes", "q": "Harbour",
        "organisation": organisation.pk, "user": editor.pk, "role": "manager", "is_superuser": "on", "is_staff": "on",
        "email": "edith.editor@example.org", "name": "Forged", "title": "Tiny", "o": "1", "e": "1",
    }  # fmt: skip
    before = state()
    tried = 0
    for url in addresses(places):
        if "logout" in url or url == SPECIMENS:
            continue
        for response in (client.get(url, {"q": "Harbour", "term": "Harbour"}), client.post(url, forged)):
            tried += 1
            text = said(response)
            assert [canary for canary in CANARIES if canary in text and canary not in url] == [], url
    assert tried > 200
    assert state() == before


def state() -> list:
    """Everything that isn't framework content."""
    rows = [list(model.objects.order_by("pk").values()) for model in (Organisation, Membership, Invitation, Assessment)]
    return [*rows, list(Answer.stored.order_by("pk").values()), list(User.groups.through.objects.values())]


def test_lookups_of_lists_reach_no_organisation(client, editor, draft):
    client.force_login(editor)
    url = reverse("admin:frameworks_frameworkversion_changelist")
    for lookup in ("assessments__title__startswith", "assessments__organisation__name", "assessments__id"):
        response = client.get(url, {lookup: "2"})
        assert response.status_code in {302, 400}
        assert "cl" not in (response.context or {})


def test_autocomplete_of_people_is_closed(client, editor, draft):
    client.force_login(editor)
    for model in ("membership", "invitation"):
        query = {"app_label": "organisations", "model_name": model, "field_name": "organisation", "term": "Harbour"}
        assert client.get(reverse("admin:autocomplete"), query).status_code == 403


def test_editor_does_the_whole_life_of_a_version(client: Client, editor, draft):
    client.force_login(editor)

    def do(deed: str) -> int:
        return client.post(reverse(f"admin:frameworks_frameworkversion_{deed}", args=[draft.pk])).status_code

    assert [do("publish"), do("retire"), do("reinstate"), do("copy")] == [302, 302, 302, 302]
    assert FrameworkVersion.objects.get(pk=draft.pk).is_published is True
    assert client.get(reverse("assessments:sandbox", args=[draft.uuid])).status_code == 200
