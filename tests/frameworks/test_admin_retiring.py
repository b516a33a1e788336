"""Retiring a version and taking it back: asked first, in words, and the content stays as it was."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from frameworks.actions.versions import NotPublishedError, reinstate_version, retire_version
from frameworks.models import FrameworkVersion
from organisations.models import User
from tests.definitions import tiny_definition
from tests.factories import make_user, make_version
from tests.frameworks.admin_posts import change_url, list_url


def url(deed: str, version: FrameworkVersion) -> str:
    return reverse(f"admin:frameworks_frameworkversion_{deed}", args=[version.pk])


def is_retired(version: FrameworkVersion) -> bool:
    return FrameworkVersion.objects.get(pk=version.pk).is_retired


def test_page_asks_and_changes_nothing(admin_client: Client, published: FrameworkVersion) -> None:
    assertContains(admin_client.get(url("retire", published)), "No new assessment can then be made with this version.")
    assert is_retired(published) is False


def test_yes_retires_and_the_way_back_is_offered(admin_client: Client, published: FrameworkVersion) -> None:
    response = admin_client.post(url("retire", published), follow=True)
    assertRedirects(response, change_url(published))
    assert is_retired(published) is True
    assertContains(response, "it is offered for no new assessment")
    assertContains(response, url("reinstate", published))
    assertNotContains(response, url("retire", published))
    assert [str(message) for message in response.context["messages"]] == ["Tiny 1.0: Retired."]
    assert LogEntry.objects.get().get_change_message() == "Retired."
    response = admin_client.post(url("reinstate", published), follow=True)
    assert is_retired(published) is False
    assertContains(response, url("retire", published))


def test_retiring_touches_no_content(admin_client: Client, published: FrameworkVersion) -> None:
    admin_client.post(url("retire", published), {"title": "Forged", "published_at": "", "number": "9"})
    stored = FrameworkVersion.objects.get(pk=published.pk)
    assert stored.definition() == tiny_definition()
    assert stored.published_at == published.published_at


@pytest.mark.parametrize("deed", ["retire", "reinstate"])
def test_draft_is_neither_retired_nor_taken_back(admin_client: Client, draft: FrameworkVersion, deed: str) -> None:
    assert admin_client.get(url(deed, draft)).status_code == 403
    assert admin_client.post(url(deed, draft)).status_code == 403
    assertNotContains(admin_client.get(change_url(draft)), url(deed, draft))
    with pytest.raises(NotPublishedError):
        {"retire": retire_version, "reinstate": reinstate_version}[deed](version=draft)
    assert is_retired(draft) is False


@pytest.mark.parametrize("deed", ["retire", "reinstate"])
def test_reader_may_not(client: Client, published: FrameworkVersion, deed: str) -> None:
    user = make_user("Rita Reader")
    User.objects.filter(pk=user.pk).update(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_frameworkversion"))
    client.force_login(user)
    assert [client.get(url(deed, published)).status_code, client.post(url(deed, published)).status_code] == [403, 403]
    assertNotContains(client.get(change_url(published)), url(deed, published))


def test_list_shows_and_filters_the_three_states(
    admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion
) -> None:
    retired = make_version(tiny_definition(version="0.9"))
    retire_version(version=retired)
    shown = {}
    for state in ("draft", "published", "retired", ""):
        response = admin_client.get(list_url(FrameworkVersion), {"state": state})
        shown[state] = {str(row) for row in response.context["cl"].result_list}
    assert shown == {
        "draft": {"Tiny 1.1"},
        "published": {"Tiny 1.0"},
        "retired": {"Tiny 0.9"},
        "": {"Tiny 0.9", "Tiny 1.0", "Tiny 1.1"},
    }
    page = admin_client.get(list_url(FrameworkVersion))
    for words in ("Draft", "Published", "Retired"):
        assertContains(page, f'<td class="field-state">{words}</td>')
