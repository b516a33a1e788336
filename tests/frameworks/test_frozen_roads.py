"""Every road into the content from outside, tried on a published version with forged posts: nothing of it changes.

The first test walks all addresses of the administration of frameworks, so that a new one is tried by itself. The others
send what only a forger would: the form of a draft, pointed at a published row.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from frameworks.content import write_content
from frameworks.models import Element, FrameworkVersion
from frameworks.models.reading import read_definition
from tests.definitions import rich_definition
from tests.factories import make_version
from tests.frameworks.admin_posts import change_url, filled, new_row

FORGED = {
    "title": "Forged", "text": "Forged", "points": "1", "summary": "Forged", "share": "1", "number": "7", "post": "yes",
    "was": "Element D1.1", "value": "Forged", "language": "de", "key": "framework.title", "new": "Forged", "code": "X",
    "version": "1", "framework": "1", "published_at": "", "retired_at": "", "_save": "1", "definition": "Forged",
}  # fmt: skip


@pytest.fixture
def published(db: None) -> FrameworkVersion:
    """A published version with everything that content can hold."""
    return make_version(rich_definition())


@pytest.fixture
def draft(db: None) -> FrameworkVersion:
    """The same as a draft."""
    return make_version(rich_definition(version="1.1"), published=False)


@pytest.fixture(autouse=True)
def _unchanged(published: FrameworkVersion) -> Iterator[None]:
    """Whatever a test here tries: afterwards the published version says what it said."""
    yield
    stored = FrameworkVersion.objects.select_related("framework").get(pk=published.pk)
    assert read_definition(stored) == rich_definition()
    assert stored.published_at == published.published_at


def rows_of(version: FrameworkVersion) -> dict[str, Model]:
    """A row of each kind that has a page."""
    element = version.elements.get(code="D1.1")
    rows = [version, version.categories.first(), version.dimensions.first(), element, element.indicators.first()]
    return {row._meta.model_name: row for row in rows if row}


def addresses(version: FrameworkVersion) -> Iterator[tuple[str, str]]:
    """Every address of the administration of frameworks, for each row that it could be about."""
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label == "frameworks":
            yield from _of_admin(version, model_admin)


def _of_admin(version: FrameworkVersion, model_admin: Any) -> Iterator[tuple[str, str]]:
    for pattern in model_admin.get_urls():
        if not pattern.name:  # the redirect of old addresses
            continue
        for row in rows_of(version).values():
            known = {
                "version_id": version.pk,
                "object_id": row.pk,
                "kind": row._meta.model_name,
                "row_id": row.pk,
                "field": "points" if row._meta.model_name == "element" else "title",
            }
            wanted = pattern.pattern.converters
            yield pattern.name, reverse(f"admin:{pattern.name}", kwargs={name: known[name] for name in wanted})


def test_no_address_of_the_administration_changes_it(
    admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion
) -> None:
    element = published.elements.get(code="D1.1")
    moves = {"move": f"element-{element.pk} down", "_selected_action": [published.pk, element.pk]}
    tried = dict.fromkeys(addresses(published))
    assert len({name for name, _url in tried}) > 30
    for _name, url in tried:
        for data in (FORGED | moves, FORGED | moves | {"action": "delete_selected"}):
            assert admin_client.post(url, data).status_code < 500, url
    for row in rows_of(published).values():
        assert type(row)._default_manager.filter(pk=row.pk).exists()


def inlines() -> list[tuple[str, str]]:
    """Each kind of row with the tables on its page, by the names that their fields begin with."""
    found = []
    for model, model_admin in admin.site._registry.items():
        for inline in getattr(model_admin, "inlines", ()):
            if model._meta.app_label == "frameworks":
                link = next(field for field in inline.model._meta.fields if field.related_model is model)
                found.append((model._meta.model_name, link.remote_field.get_accessor_name()))
    return found


def test_every_table_is_tried() -> None:
    expected = {
        ("category", "dimensions"),
        ("dimension", "elements"),
        ("element", "indicators"),
        ("element", "level_descriptions"),
        ("element", "suggested_actions"),
        ("frameworkversion", "categories"),
        ("frameworkversion", "elements"),
        ("frameworkversion", "gates"),
        ("frameworkversion", "levels"),
        ("frameworkversion", "objective_answers"),
        ("frameworkversion", "ratings"),
        ("frameworkversion", "upgrade_rules"),
    }
    assert set(inlines()) >= expected


@pytest.mark.parametrize(("kind", "prefix"), inlines())
class TestTables:
    """Rows in the tables of a page: changed, removed, added, smuggled in from another version's page."""

    def test_drafts_form_sent_to_the_published_page(
        self, admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion, kind: str, prefix: str
    ) -> None:
        data = filled(admin_client, change_url(rows_of(draft)[kind]))
        forged = self._forged(data, prefix, rows_of(published)[kind])
        for more in ({}, {f"{prefix}-0-DELETE": "on"}):
            assert admin_client.post(change_url(rows_of(published)[kind]), forged | more).status_code == 403

    def test_published_rows_smuggled_into_a_drafts_page(
        self, admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion, kind: str, prefix: str
    ) -> None:
        target = rows_of(draft)[kind]
        data = filled(admin_client, change_url(target))
        forged = self._forged(data, prefix, rows_of(published)[kind])
        for more in ({}, {f"{prefix}-0-DELETE": "on"}):
            admin_client.post(change_url(target), forged | more)

    def test_row_added_with_a_published_parent(
        self, admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion, kind: str, prefix: str
    ) -> None:
        target, parent = rows_of(draft)[kind], rows_of(published)[kind]
        data = filled(admin_client, change_url(target))
        last = max(int(data[f"{prefix}-TOTAL_FORMS"]) - 1, 0)
        values = {name.split("-", 2)[2]: value for name, value in data.items() if name.startswith(f"{prefix}-{last}-")}
        values |= {"id": "", kind: parent.pk, "version": published.pk, "element": parent.pk, "code": "N9", "number": 77}
        values |= {"level": 3, "old": "8", "from_percent": 77}
        admin_client.post(change_url(target), new_row(data, prefix, **values))

    def _forged(self, data: dict[str, Any], prefix: str, row: Any) -> dict[str, Any]:
        """The form of a draft's page with the first line of a table pointed at a published row."""
        victim = getattr(row, prefix).last()
        texts = {f"{prefix}-0-{name}": "Forged" for name in ("title", "text", "meaning", "new")}
        return data | texts | {f"{prefix}-0-id": victim.pk, f"{prefix}-INITIAL_FORMS": 1, f"{prefix}-TOTAL_FORMS": 1}


def test_element_is_moved_neither_into_it_nor_out_of_it(
    admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion
) -> None:
    mine, theirs = (version.elements.get(code="D1.1") for version in (draft, published))
    data = filled(admin_client, change_url(mine)) | {"dimension": published.dimensions.first().pk}
    assert admin_client.post(change_url(mine), data).status_code == 200
    data = filled(admin_client, change_url(mine)) | {"dimension": draft.dimensions.last().pk}
    assert admin_client.post(change_url(theirs), data).status_code == 403
    assert Element.objects.filter(version=draft).count() == 5


def test_version_is_not_replaced_by_an_import(admin_client: Client, published: FrameworkVersion) -> None:
    content = write_content(rich_definition(title="Forged")).encode()
    file = SimpleUploadedFile("forged.yaml", content, content_type="application/yaml")
    admin_client.post(reverse("admin:frameworks_frameworkversion_import"), {"file": file, "number": ""})
    assert FrameworkVersion.objects.count() == 1


@pytest.mark.parametrize("command", ["load_framework", "import_framework"])
def test_version_is_not_replaced_by_a_command(published: FrameworkVersion, tmp_path: Any, command: str) -> None:
    path = tmp_path / "forged.yaml"
    path.write_text(write_content(rich_definition(title="Forged")), encoding="utf-8")
    with pytest.raises(CommandError):
        call_command(command, str(path))
    assert FrameworkVersion.objects.count() == 1
