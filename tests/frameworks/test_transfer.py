"""Export and import by function and by command: a draft like the file, or nothing at all."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from frameworks.content import ContentFaults, read_content, write_content
from frameworks.definition import UpgradeRule
from frameworks.models import Framework, FrameworkVersion
from frameworks.transfer import file_name, import_draft, read_file, write_file
from tests.definitions import tiny_definition
from tests.factories import make_version
from tests.frameworks.test_workbook import full_definition

SHIPPED = sorted(Path("fixtures").glob("*.yaml"))
TINY = write_content(tiny_definition()).encode()


def stored() -> list[tuple[str, str, bool]]:
    versions = FrameworkVersion.objects.select_related("framework").order_by("framework__slug", "number")
    return [(version.framework.slug, version.number, version.is_published) for version in versions]


def refusal(**arguments) -> list[str]:
    before = stored()
    with pytest.raises(ContentFaults) as refused:
        import_draft(**arguments)
    assert stored() == before
    return [str(fault) for fault in refused.value.faults]


def command(*arguments) -> str:
    said = io.StringIO()
    call_command(*map(str, arguments), stdout=said)
    return said.getvalue()


# Round trips through the database


@pytest.mark.parametrize("kind", ["yaml", "xlsx"])
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_framework_goes_out_and_in_and_out_byte_for_byte(db: None, path: Path, kind) -> None:
    first = import_draft(data=path.read_bytes())
    out = write_file(first.definition(), kind)
    yaml = write_file(first.definition(), "yaml")
    first.delete()
    again = import_draft(data=out)
    assert write_file(again.definition(), kind) == out
    assert write_file(again.definition(), "yaml") == yaml


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_file_is_written_as_the_export_writes_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    body = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
    assert write_content(read_content(text)) == body


@pytest.mark.parametrize("kind", ["yaml", "xlsx"])
def test_version_with_everything_comes_back_as_a_draft(db: None, kind) -> None:
    draft = import_draft(data=write_file(full_definition(), kind))
    assert draft.definition() == full_definition()
    assert stored() == [("tiny", "1.0", False)]


def test_file_is_told_by_what_it_holds() -> None:
    definition = tiny_definition()
    assert read_file(write_file(definition, "xlsx")) == read_file(write_file(definition, "yaml")) == definition
    assert read_file(b"\xef\xbb\xbf" + TINY) == definition
    assert read_file(TINY.replace(b"\n", b"\r\n")) == definition
    assert file_name(definition, "xlsx") == "tiny-1.0.xlsx"


# What an import leaves alone


def test_number_that_is_taken_is_refused(draft: FrameworkVersion) -> None:
    words = "Tiny 1.1 is there already; give the import a number of its own, and it becomes a draft beside it"
    assert refusal(data=TINY, number="1.1") == [f"version: {words}"]


def test_published_version_stays_whatever_is_imported(published: FrameworkVersion) -> None:
    data = write_content(tiny_definition(summary="Forged.")).encode()
    assert len(refusal(data=data)) == 1
    assert import_draft(data=data, number="1.1").definition().summary == "Forged."
    assert FrameworkVersion.objects.get(number="1.0").definition() == tiny_definition()
    assert stored() == [("tiny", "1.0", True), ("tiny", "1.1", False)]
    assert Framework.objects.get().title == "Tiny"


def test_number_of_its_own_is_checked(db: None) -> None:
    assert refusal(data=TINY, number="new") == ["version: must be numbers and dots, such as 1.1"]
    assert refusal(data=TINY, number="1." * 11) == ["version: has too many characters; at most 20 fit"]
    rule = UpgradeRule("0.9", "element", "D9", "D1.1")
    data = write_content(tiny_definition(upgrades=(rule,))).encode()
    assert refusal(data=data, number="0.9") == ["upgrades.0.from: must be an older version, not this one"]


def test_file_too_big_is_refused_before_it_is_read() -> None:
    with pytest.raises(ContentFaults, match=r"^content: has 4000001 bytes; at most 4000000 are read$"):
        read_file(b"#" * 4_000_001)


# Commands


@pytest.mark.parametrize("kind", ["yaml", "xlsx"])
def test_commands_export_and_import(published: FrameworkVersion, tmp_path: Path, kind: str) -> None:
    file, again = tmp_path / f"one.{kind}", tmp_path / f"two.{kind}"
    assert command("export_framework", "tiny", "--format", kind, "-o", file) == f"{file} written.\n"
    said = command("import_framework", file, "--as-version", "2.0")
    draft = FrameworkVersion.objects.get(number="2.0")
    address = f"/admin/frameworks/frameworkversion/{draft.pk}/change/"
    assert said == f"{file}: Tiny 2.0 is a draft now. Check and publish it at {address}\n"
    command("export_framework", "tiny", "--version", "2.0", "--format", kind, "-o", again)
    assert read_file(again.read_bytes()) == replace(read_file(file.read_bytes()), version="2.0")


def test_export_goes_to_the_output_without_a_file(published: FrameworkVersion) -> None:
    assert command("export_framework", "tiny") == write_content(tiny_definition())


def test_export_without_a_number_is_the_newest_published(published: FrameworkVersion) -> None:
    make_version(tiny_definition(version="1.2"))
    make_version(tiny_definition(version="1.3"), published=False)
    assert 'version: "1.2"' in command("export_framework", "tiny")
    assert 'version: "1.3"' in command("export_framework", "tiny", "--version", "1.3")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["tiny", "--version", "9"], "There is no version 9 of tiny. Versions in the database: 1.0."),
        (["huge"], "There is no published version of huge. Versions in the database: none."),
        (["tiny", "--format", "xlsx"], "A workbook goes to a file: say which with -o FILE."),
        (["tiny", "-o", "/nowhere/x"], "/nowhere/x can't be written: No such file or directory."),
    ],
)
def test_export_that_can_not_be_is_refused_with_words(published: FrameworkVersion, arguments, words: str) -> None:
    with pytest.raises(CommandError) as refused:
        command("export_framework", *arguments)
    assert str(refused.value) == words


def test_export_of_a_text_that_fits_in_no_cell_is_refused_with_words(db: None, tmp_path: Path) -> None:
    make_version(tiny_definition(summary="x" * 40_000), published=False)
    with pytest.raises(CommandError, match=r"^Version!E2: has 40000 characters; .* fit in a cell. Export it as YAML.$"):
        command("export_framework", "tiny", "--version", "1.0", "--format", "xlsx", "-o", tmp_path / "x.xlsx")


def test_import_command_names_every_fault_and_changes_nothing(db: None, tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_bytes(TINY.replace(b"points: 100", b"points: ten").replace(b"title: Tiny", b"title: 5"))
    with pytest.raises(CommandError) as refused:
        command("import_framework", file)
    kind = "must be a number such as 20 or 12.5, not text (leave the quotes off a number)"
    assert str(refused.value).splitlines() == [
        f"{file}: line 4, title: must be text, not a number",
        f"{file}: line 6, points: {kind}",
        "Nothing was imported.",
    ]
    assert stored() == []


def test_import_command_names_a_file_that_is_not_there(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"x\.yaml: content: can't be read: No such file or directory"):
        command("import_framework", tmp_path / "x.yaml")


def test_shipped_files_are_loaded_in_one_go(db: None) -> None:
    assert len(command("load_framework", *SHIPPED).splitlines()) == len(SHIPPED)
    assert {published for _, _, published in stored()} == {True}
    assert len(stored()) == len(SHIPPED)
