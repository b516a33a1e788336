"""Import and export in the administration."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from frameworks.content import write_content
from frameworks.models import FrameworkVersion
from frameworks.transfer import write_file
from organisations.models import User
from tests.definitions import tiny_definition
from tests.factories import make_user, make_version
from tests.frameworks.admin_posts import change_url, list_url
from tests.frameworks.broken import broken_workbook, broken_yaml

IMPORT = "/admin/frameworks/frameworkversion/import/"
SCHEMA = f"{IMPORT}framework.schema.json"


def upload(client: Client, data: bytes, name: str = "tiny.yaml", number: str = "", follow: bool = False):
    file = SimpleUploadedFile(name, data)
    return client.post(IMPORT, {"file": file, "number": number}, follow=follow)


def export(version: FrameworkVersion, kind: str) -> str:
    return reverse(f"admin:frameworks_frameworkversion_export_{kind}", args=[version.pk])


def words_of(page) -> list[str]:
    listed = re.search(r'<ol class="faults">(.*?)</ol>', page.content.decode(), re.DOTALL)
    return [re.sub(r"\s+", " ", one).strip() for one in re.findall(r"<li>(.*?)</li>", listed[1], re.DOTALL)]


@pytest.fixture
def reader(db: None) -> User:
    """Staff who may look at versions."""
    user = make_user("Rita Reader")
    User.objects.filter(pk=user.pk).update(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_frameworkversion"))
    return User.objects.get(pk=user.pk)


# Import


def test_import_of_a_file_with_a_very_long_name_is_noted_whole(admin_client: Client) -> None:
    """PostgreSQL keeps to the length of a column, where SQLite does not."""
    name = f"{'long-' * 40}.yaml"
    upload(admin_client, write_file(tiny_definition(), "yaml"), name)
    draft = FrameworkVersion.objects.get()
    assert draft.history.get().history_change_reason == f"Imported from the file {name}."


@pytest.mark.parametrize("kind", ["yaml", "xlsx"])
def test_import_leads_to_the_draft(admin_client: Client, kind) -> None:
    page = upload(admin_client, write_file(tiny_definition(), kind), f"tiny.{kind}", follow=True)
    draft = FrameworkVersion.objects.get()
    assertRedirects(page, change_url(draft))
    assert (draft.is_published, draft.definition()) == (False, tiny_definition())
    words = "Tiny 1.0 is a draft now. Read it through, and publish it when it is right."
    assertContains(page, words)


def test_import_notes_who_imported_what(admin_client: Client) -> None:
    upload(admin_client, write_content(tiny_definition()).encode(), "mine.yaml")
    entry = LogEntry.objects.select_related("user").get()
    assert (str(entry.user), entry.get_change_message()) == ("Ada Admin", "Imported from the file mine.yaml.")
    history = admin_client.get(reverse("admin:frameworks_frameworkversion_history", args=[entry.object_id]))
    assertContains(history, "Imported from the file mine.yaml.")
    assertContains(history, "Ada Admin")


def test_import_takes_a_number_of_its_own(admin_client: Client, published: FrameworkVersion) -> None:
    data = write_content(tiny_definition()).encode()
    page = upload(admin_client, data)
    assert page.status_code == 422
    assert words_of(page) == [
        "version: Tiny 1.0 is there already; give the import a number of its own, and it becomes a draft beside it"
    ]
    upload(admin_client, data, number="1.5")
    assert sorted(FrameworkVersion.objects.values_list("number", flat=True)) == ["1.0", "1.5"]


def test_faults_are_listed_by_line(admin_client: Client) -> None:
    page = upload(admin_client, broken_yaml("points that don't add up"), "mine.yaml")
    assert page.status_code == 422
    assertContains(page, "Nothing was imported from mine.yaml", status_code=422)
    assert words_of(page) == [
        "line 6, points: the elements add up to 90 points, not to the declared 100",
        "line 100, categories.1.share: P holds 50 points, not 60 % of 100",
    ]
    assert FrameworkVersion.objects.count() == 0


def test_faults_are_listed_by_cell(admin_client: Client) -> None:
    page = upload(admin_client, broken_workbook("text for a number"), "mine.xlsx")
    assert words_of(page) == ["Elements!D2: must be a number such as 20 or 12.5, not text"]
    assert FrameworkVersion.objects.count() == 0


def test_so_many_faults_are_counted_not_listed(admin_client: Client) -> None:
    data = write_content(tiny_definition()).encode() + b"".join(b"key%d: x\n" % number for number in range(250))
    page = upload(admin_client, data)
    assert len(words_of(page)) == 200
    assertContains(page, "And 50 more.", status_code=422)


def test_words_of_the_file_are_shown_as_text(admin_client: Client) -> None:
    data = write_content(tiny_definition()).encode() + b"<script>alert(1)</script>: x\n"
    page = upload(admin_client, data, "<b>x.yaml")
    assertNotContains(page, "<script>alert", status_code=422)
    assertNotContains(page, "<b>x", status_code=422)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("tiny.exe", b"x", "File extension “exe” is not allowed. Allowed extensions are: yaml, yml, xlsx."),
        ("tiny.yaml", b"", "The file is empty."),
        ("tiny.yaml", b"#" * 4_000_001, "The file has 4000001 bytes; at most 4000000 are read."),
    ],
)
def test_file_that_can_not_be_one_is_refused_beside_the_field(admin_client: Client, name, data, words) -> None:
    page = upload(admin_client, data, name)
    assert page.context["form"].errors["file"] == [words]


def test_import_without_a_file_asks_for_one(admin_client: Client) -> None:
    page = admin_client.post(IMPORT, {})
    assert page.context["form"].errors["file"] == ["Choose a file."]


def test_way_to_the_import_is_on_the_list_for_those_who_may(admin_client: Client, client, reader) -> None:
    assertContains(admin_client.get(list_url(FrameworkVersion)), f'href="{IMPORT}"')
    client.force_login(reader)
    assertNotContains(client.get(list_url(FrameworkVersion)), IMPORT)


def test_import_is_for_those_who_may_add(client: Client, reader: User) -> None:
    client.force_login(reader)
    assert [client.get(IMPORT).status_code, client.get(SCHEMA).status_code] == [403, 403]
    assert upload(client, write_content(tiny_definition()).encode()).status_code == 403
    assert FrameworkVersion.objects.count() == 0


def test_import_needs_a_token(published: FrameworkVersion) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("Ada Admin", staff=True))
    assert upload(client, write_content(tiny_definition(version="2.0")).encode()).status_code == 403
    assert FrameworkVersion.objects.count() == 1


def test_schema_is_downloaded(admin_client: Client) -> None:
    answer = admin_client.get(SCHEMA)
    assert answer.json()["properties"]["format"] == {"const": "cxmaturity-framework/1"}
    assert answer["Content-Disposition"] == 'attachment; filename="framework.schema.json"'


# Export


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [("yaml", "application/yaml"), ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")],
)
def test_version_is_exported(admin_client: Client, published: FrameworkVersion, kind, content_type: str) -> None:
    answer = admin_client.get(export(published, kind))
    assert answer.content == write_file(tiny_definition(), kind)
    assert answer["Content-Type"] == content_type
    assert answer["Content-Disposition"] == f'attachment; filename="tiny-1.0.{kind}"'
    assertContains(admin_client.get(change_url(published)), f'href="{export(published, kind)}"')


def test_export_is_for_those_who_may_look(client: Client, reader: User, draft: FrameworkVersion) -> None:
    client.force_login(reader)
    assert [client.get(export(draft, kind)).status_code for kind in ("yaml", "xlsx")] == [200, 200]
    reader.user_permissions.clear()
    assert [client.get(export(draft, kind)).status_code for kind in ("yaml", "xlsx")] == [403, 403]


def test_version_that_fits_in_no_workbook_says_so(admin_client: Client) -> None:
    version = make_version(tiny_definition(summary="x" * 40_000), published=False)
    answer = admin_client.get(export(version, "xlsx"), follow=True)
    assertContains(answer, "No workbook holds this: Version!E2: has 40000 characters")
