"""Copying, publishing and deleting versions, and that a published one is only read."""

import dataclasses

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from frameworks.models import (
    Category,
    Dimension,
    Element,
    FrameworkVersion,
    Indicator,
)
from tests.definitions import tiny_definition
from tests.frameworks.admin_posts import change_url, filled, list_url

COPY = "admin:frameworks_frameworkversion_copy"
PUBLISH = "admin:frameworks_frameworkversion_publish"


def rows_of(version: FrameworkVersion) -> list:
    """One row of every kind that has a page."""
    indicator = Indicator.objects.filter(element__version=version).first()
    return [version, version.categories.first(), version.dimensions.first(), version.elements.first(), indicator]


def messages_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def unchanged(published: FrameworkVersion) -> bool:
    stored = FrameworkVersion.objects.get(pk=published.pk)
    return stored.definition() == tiny_definition() and stored.published_at == published.published_at


class TestCopy:
    """The button that makes a new draft."""

    def test_copy_is_a_draft_that_the_person_is_taken_to(
        self, admin_client: Client, published: FrameworkVersion
    ) -> None:
        response = admin_client.post(reverse(COPY, args=[published.pk]), follow=True)
        copy = FrameworkVersion.objects.get(number="1.1")
        assertRedirects(response, change_url(copy))
        assert copy.definition() == dataclasses.replace(tiny_definition(), version="1.1")
        assert copy.is_published is False
        assert messages_of(response) == [
            "Version 1.1 is a draft with the content of version 1.0. Change its number here."
        ]

    def test_copy_is_in_the_history(self, admin_client: Client, published: FrameworkVersion) -> None:
        admin_client.post(reverse(COPY, args=[published.pk]))
        assert LogEntry.objects.get().get_change_message() == "Copied from version 1.0."

    def test_opening_the_address_copies_nothing(self, admin_client: Client, published: FrameworkVersion) -> None:
        assert admin_client.get(reverse(COPY, args=[published.pk])).status_code == 405
        assert FrameworkVersion.objects.count() == 1

    def test_button_is_on_the_pages_of_both_states(
        self, admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion
    ) -> None:
        for version in (published, draft):
            assertContains(admin_client.get(change_url(version)), f'action="{reverse(COPY, args=[version.pk])}"')

    def test_version_that_is_not_there(self, admin_client: Client) -> None:
        assert admin_client.post(reverse(COPY, args=[999])).status_code == 404
        assert admin_client.get(reverse(PUBLISH, args=[999])).status_code == 404

    def test_forgery_from_another_site_is_refused(self, published: FrameworkVersion, admin_client: Client) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = admin_client.cookies
        assert strict.post(reverse(COPY, args=[published.pk])).status_code == 403
        assert FrameworkVersion.objects.count() == 1


class TestPublish:
    """The page that asks first."""

    def test_page_asks_and_changes_nothing(self, admin_client: Client, draft: FrameworkVersion) -> None:
        response = admin_client.get(reverse(PUBLISH, args=[draft.pk]))
        assertContains(response, "Publish and freeze")
        assertContains(response, "The points add up: 100 of 100.")
        assert FrameworkVersion.objects.get(pk=draft.pk).is_published is False

    def test_yes_publishes(self, admin_client: Client, draft: FrameworkVersion) -> None:
        response = admin_client.post(reverse(PUBLISH, args=[draft.pk]), follow=True)
        assertRedirects(response, change_url(draft))
        assert messages_of(response) == ["Version 1.1 is published."]
        assert FrameworkVersion.objects.get(pk=draft.pk).is_published is True
        assert LogEntry.objects.get().get_change_message() == "Published."

    def test_faults_are_listed_with_links_and_nothing_is_published(
        self, admin_client: Client, draft: FrameworkVersion
    ) -> None:
        draft.elements.filter(code="D1.1").update(objective="")
        response = admin_client.post(reverse(PUBLISH, args=[draft.pk]))
        assert messages_of(response) == ["The version was not published: it has faults."]
        link = f'<a href="{change_url(draft.elements.get(code="D1.1"))}#id_objective">'
        assertContains(
            response, f"{link}D1.1 Element D1.1 › Statement of objective</a>: D1.1 has no statement of objective"
        )
        assertNotContains(response, "Publish and freeze")
        assert FrameworkVersion.objects.get(pk=draft.pk).is_published is False
        assert LogEntry.objects.count() == 0

    def test_published_version_is_not_published_again(self, admin_client: Client, published: FrameworkVersion) -> None:
        assert admin_client.get(reverse(PUBLISH, args=[published.pk])).status_code == 403
        assert admin_client.post(reverse(PUBLISH, args=[published.pk])).status_code == 403
        assert unchanged(published)

    def test_button_is_on_drafts_alone(
        self, admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion
    ) -> None:
        assertContains(admin_client.get(change_url(draft)), reverse(PUBLISH, args=[draft.pk]))
        assertNotContains(admin_client.get(change_url(published)), reverse(PUBLISH, args=[published.pk]))


class TestPublished:
    """What is published can be read, and nothing else, whatever is posted."""

    def test_pages_show_texts_and_offer_nothing_to_change(
        self, admin_client: Client, published: FrameworkVersion
    ) -> None:
        for row in rows_of(published):
            response = admin_client.get(change_url(row))
            context = response.context
            assert response.status_code == 200
            assert (context["has_change_permission"], context["has_delete_permission"]) == (False, False)
            assert list(context["adminform"].form.fields) == []
            for inline in context["inline_admin_formsets"]:
                assert (inline.has_add_permission, inline.has_change_permission) == (False, False)
                assert inline.has_delete_permission is False
        assertContains(admin_client.get(change_url(published)), "Copy it to a new draft, change the draft")

    @pytest.mark.parametrize("kind", range(5))
    def test_forged_post_of_a_drafts_page_is_refused(
        self, admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion, kind: int
    ) -> None:
        data = filled(admin_client, change_url(rows_of(draft)[kind])) | {"title": "Forged", "text": "Forged"}
        assert admin_client.post(change_url(rows_of(published)[kind]), data).status_code == 403
        assert unchanged(published)

    @pytest.mark.parametrize("prefix", ["categories", "elements", "ratings", "objective_answers", "levels"])
    def test_rows_of_a_published_version_smuggled_into_a_drafts_page_stay(
        self, admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion, prefix: str
    ) -> None:
        data = filled(admin_client, change_url(draft))
        victim = getattr(published, prefix).last()
        forged = {f"{prefix}-0-id": victim.pk, f"{prefix}-0-version": published.pk, f"{prefix}-0-title": "Forged"}
        admin_client.post(change_url(draft), data | forged)
        admin_client.post(change_url(draft), data | forged | {f"{prefix}-0-DELETE": "on"})
        assert unchanged(published)

    @pytest.mark.parametrize(("kind", "prefix"), [(1, "dimensions"), (2, "elements"), (3, "indicators")])
    def test_parts_of_published_rows_smuggled_into_a_drafts_page_stay(
        self, admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion, kind: int, prefix: str
    ) -> None:
        source, target = rows_of(published)[kind], rows_of(draft)[kind]
        data = filled(admin_client, change_url(target))
        forged = {f"{prefix}-0-id": getattr(source, prefix).first().pk, f"{prefix}-0-title": "Forged"}
        admin_client.post(change_url(target), data | forged)
        admin_client.post(change_url(target), data | forged | {f"{prefix}-0-DELETE": "on"})
        assert unchanged(published)

    def test_delete_pages_are_closed(self, admin_client: Client, published: FrameworkVersion) -> None:
        for row in rows_of(published):
            url = reverse(f"admin:frameworks_{row._meta.model_name}_delete", args=[row.pk])
            assert admin_client.get(url).status_code == 403
            assert admin_client.post(url, {"post": "yes"}).status_code == 403
        assert unchanged(published)

    @pytest.mark.parametrize("model", [FrameworkVersion, Category, Dimension, Element, Indicator])
    def test_deleting_many_at_once_stops_at_a_published_row(
        self, admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion, model: type
    ) -> None:
        chosen = list(model.objects.values_list("pk", flat=True))
        data = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
        assert admin_client.post(list_url(model), data).status_code == 403
        assert unchanged(published)
        assert FrameworkVersion.objects.get(pk=draft.pk).definition() == tiny_definition(version="1.1")

    @pytest.mark.parametrize("model", [Category, Dimension, Element, Indicator])
    def test_nothing_is_added_apart_from_what_it_belongs_to(
        self, admin_client: Client, published: FrameworkVersion, model: type
    ) -> None:
        url = reverse(f"admin:frameworks_{model._meta.model_name}_add")
        assert admin_client.get(url).status_code == 403
        assert admin_client.post(url, {"version": published.pk, "code": "X", "title": "Forged"}).status_code == 403

    def test_framework_with_versions_is_not_deleted(self, admin_client: Client, published: FrameworkVersion) -> None:
        url = reverse("admin:frameworks_framework_delete", args=[published.framework.pk])
        assertContains(admin_client.get(url), "<h1>Cannot delete framework</h1>")
        admin_client.post(url, {"post": "yes"})
        assert unchanged(published)


def test_draft_is_deleted_with_all_its_content(
    admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion
) -> None:
    url = reverse("admin:frameworks_frameworkversion_delete", args=[draft.pk])
    assertRedirects(admin_client.post(url, {"post": "yes"}), list_url(FrameworkVersion))
    assert list(FrameworkVersion.objects.all()) == [published]
    assert Element.objects.count() == 5


@pytest.mark.parametrize("model", [FrameworkVersion, Category, Dimension, Element, Indicator])
def test_rows_of_drafts_are_deleted_many_at_once(
    admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion, model: type
) -> None:
    path = "pk" if model is FrameworkVersion else model.version_path
    rows = model.objects.filter(**{path: draft.pk})
    data = {"action": "delete_selected", "_selected_action": list(rows.values_list("pk", flat=True)), "post": "yes"}
    assertRedirects(admin_client.post(list_url(model), data), list_url(model), fetch_redirect_response=False)
    assert rows.count() == 0
    assert unchanged(published)
