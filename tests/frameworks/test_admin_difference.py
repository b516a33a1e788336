"""The difference between versions in the administration: drafts too."""

from dataclasses import replace

from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from frameworks.models import FrameworkVersion
from organisations.models import User
from tests.definitions import tiny_definition
from tests.factories import make_user, make_version
from tests.pages import text_of


def url(version: FrameworkVersion) -> str:
    return reverse("admin:frameworks_frameworkversion_difference", args=[version.pk])


def test_draft_is_compared_with_the_newest_published_version(
    admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion
) -> None:
    newest = make_version(tiny_definition(version="1.0.1"))
    draft.elements.filter(code="D1.1").update(points=12)
    response = admin_client.get(url(draft))
    comparison = response.context["comparison"]
    assert (comparison.old, comparison.new) == (newest, draft)
    assertContains(response, "1 number or rule changed")
    assertContains(response, "(draft)", count=2)


def test_published_version_is_compared_with_the_one_before(admin_client: Client, published: FrameworkVersion) -> None:
    second, third = make_version(tiny_definition(version="2")), make_version(tiny_definition(version="3"))
    assert third.pk > second.pk
    comparison = admin_client.get(url(second)).context["comparison"]
    assert (comparison.old, comparison.new) == (published, second)


def test_any_two_versions_of_the_framework_can_be_chosen(
    admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion
) -> None:
    other = make_version(tiny_definition(version="1.2", title="Other"), published=False)
    response = admin_client.get(url(draft), {"from": "1.1", "to": "1.2"})
    assert (response.context["comparison"].old, response.context["comparison"].new) == (draft, other)
    assertContains(response, "Other")


def test_version_of_another_framework_is_none(
    admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion
) -> None:
    make_version(tiny_definition(framework="other", version="7"))
    assertContains(admin_client.get(url(draft), {"from": "7"}), "This framework has no such version.")
    assert admin_client.get(url(draft), {"from": "7", "format": "json"}).status_code == 404


def test_first_draft_has_nothing_to_be_compared_with(admin_client: Client, draft: FrameworkVersion) -> None:
    assertContains(admin_client.get(url(draft)), "There is no published version of this framework to compare with yet.")


def test_json_names_both_versions(admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion) -> None:
    found = admin_client.get(url(draft), {"format": "json"}).json()
    assert (found["from"], found["to"], found["reworded"]) == ("1.0", "1.1", [])


def test_text_that_was_changed_is_marked_word_by_word(admin_client: Client, published: FrameworkVersion) -> None:
    old = tiny_definition()
    enabler = replace(old.enablers[0], definition="What E1 is now.")
    draft = make_version(tiny_definition(version="1.1", enablers=(enabler,)), published=False)
    page = admin_client.get(url(draft)).content.decode()
    assert "<ins>" in page
    assert "<del>" not in page
    words = "Enabler E1 Enabler E1 Definition What E1 is added: now end of added ."
    assert words in text_of(admin_client.get(url(draft)))


def test_difference_needs_the_right_to_look_at_versions(
    client: Client, published: FrameworkVersion, draft: FrameworkVersion
) -> None:
    user = make_user("Rita Reader")
    User.objects.filter(pk=user.pk).update(is_staff=True)
    client.force_login(user)
    assert client.get(url(draft)).status_code == 403
    user.user_permissions.set(Permission.objects.filter(codename="view_frameworkversion"))
    assert client.get(url(draft)).status_code == 200
    assert client.post(url(draft)).status_code == 405
