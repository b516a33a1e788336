"""Who may work on frameworks, and that a content editor learns nothing of any organisation."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from frameworks.models import FrameworkVersion
from organisations.models import User
from tests.factories import make_organisation, make_user
from tests.frameworks.admin_posts import change_url, filled, list_url


@pytest.fixture
def reader(db: None) -> User:
    """Staff who may look at frameworks."""
    user = make_user("Rita Reader")
    User.objects.filter(pk=user.pk).update(is_staff=True)
    views = Permission.objects.filter(content_type__app_label="frameworks", codename__startswith="view_")
    user.user_permissions.set(views)
    return User.objects.get(pk=user.pk)


def do(client: Client, version: FrameworkVersion, action: str) -> int:
    return client.post(reverse(f"admin:frameworks_frameworkversion_{action}", args=[version.pk])).status_code


def test_editor_edits_copies_and_publishes(client: Client, editor: User, draft: FrameworkVersion) -> None:
    client.force_login(editor)
    url = change_url(draft)
    assert client.post(url, filled(client, url) | {"title": "Renamed"}).status_code == 302
    assert do(client, draft, "copy") == 302
    assert do(client, draft, "publish") == 302
    assert [(row.number, row.title, row.is_published) for row in FrameworkVersion.objects.order_by("number")] == [
        ("1.1", "Renamed", True),
        ("1.2", "Renamed", False),
    ]


def test_reader_reads_and_does_nothing_else(client: Client, reader: User, draft: FrameworkVersion) -> None:
    client.force_login(reader)
    for row in (draft, draft.categories.first(), draft.dimensions.first(), draft.elements.first()):
        assert client.get(change_url(row)).status_code == 200
        assert client.post(change_url(row), {"title": "Forged"}).status_code == 403
    assert [do(client, draft, "copy"), do(client, draft, "publish")] == [403, 403]
    assertNotContains(client.get(change_url(draft)), "Copy to a new draft")
    assertNotContains(client.get(change_url(draft)), ">Publish<")
    assert [version.title for version in FrameworkVersion.objects.all()] == ["Tiny"]


def test_right_to_add_without_the_right_to_see_copies_nothing(
    client: Client, reader: User, draft: FrameworkVersion
) -> None:
    reader.user_permissions.set(Permission.objects.filter(codename="add_frameworkversion"))
    client.force_login(User.objects.get(pk=reader.pk))
    assert do(client, draft, "copy") == 403


@pytest.mark.parametrize("staff", [True, False])
def test_nobody_without_permissions_gets_in(client: Client, draft: FrameworkVersion, staff: bool) -> None:
    user = make_user("Nils Nobody")
    User.objects.filter(pk=user.pk).update(is_staff=staff)
    client.force_login(user)
    refused = 403 if staff else 302  # to the sign-in page
    assert client.get(list_url(FrameworkVersion)).status_code == refused
    assert client.get(change_url(draft)).status_code == refused
    assert [do(client, draft, "copy"), do(client, draft, "publish")] == [refused, refused]
    assert FrameworkVersion.objects.get().is_published is False


def test_nobody_who_is_not_signed_in_gets_in(client: Client, draft: FrameworkVersion) -> None:
    for url in (list_url(FrameworkVersion), change_url(draft)):
        assert client.get(url).status_code == 302
    assert [do(client, draft, "copy"), do(client, draft, "publish")] == [302, 302]
    assert FrameworkVersion.objects.get().is_published is False


def test_editor_sees_no_organisation_anywhere(client: Client, editor: User, draft: FrameworkVersion) -> None:
    manager = make_user("Mona Manager")
    organisation = make_organisation("Harbour Bank", managers=[manager])
    client.force_login(editor)
    index = client.get("/admin/")
    assert [app["app_label"] for app in index.context["app_list"]] == ["frameworks"]
    assertNotContains(index, "Organisations")
    closed = ["/admin/organisations/", "/admin/organisations/organisation/", "/admin/organisations/user/"]
    closed += [f"/admin/organisations/organisation/{organisation.pk}/change/", "/admin/organisations/membership/"]
    assert {client.get(url).status_code for url in closed} <= {403, 404}
    for url in ("/admin/", list_url(FrameworkVersion), change_url(draft)):
        assertNotContains(client.get(url), "Harbour Bank")


def test_deleting_a_version_names_no_assessment_to_an_editor(
    client: Client, editor: User, draft: FrameworkVersion
) -> None:
    client.force_login(editor)
    url = reverse("admin:frameworks_frameworkversion_delete", args=[draft.pk])
    assertContains(client.get(url), "Are you sure you want to delete the framework version")
    assert client.post(url, {"post": "yes"}).status_code == 302
    assert FrameworkVersion.objects.count() == 0
