"""``manage.py load_framework``: from file to published version, once."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from frameworks.content import write_content
from frameworks.definition import FrameworkDefinition
from frameworks.models import (
    Category,
    Dimension,
    Element,
    Framework,
    FrameworkVersion,
    Indicator,
    MaturityLevel,
    ObjectiveStep,
    RatingStep,
)
from tests.definitions import tiny_definition
from tests.factories import SHIPPED, make_version, shipped_content

pytestmark = pytest.mark.django_db
TABLES = [
    Framework,
    FrameworkVersion,
    RatingStep,
    ObjectiveStep,
    MaturityLevel,
    Category,
    Dimension,
    Element,
    Indicator,
]


def load(*paths: Path) -> str:
    """What the command prints."""
    said = io.StringIO()
    call_command("load_framework", *map(str, paths), stdout=said)
    return said.getvalue()


def refusal(*paths: Path) -> str:
    """What the command says as it refuses."""
    with pytest.raises(CommandError) as refused:
        load(*paths)
    return str(refused.value)


def counts() -> list[int]:
    return [table.objects.count() for table in TABLES]


@pytest.fixture
def file(tmp_path: Path):
    """Writes a content file and gives its path."""

    def write(content: FrameworkDefinition | str | bytes, name: str = "tiny.yaml") -> Path:
        path = tmp_path / name
        text = write_content(content) if isinstance(content, FrameworkDefinition) else content
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


def test_shipped_file_is_loaded_whole_and_published() -> None:
    assert load(SHIPPED) == f"{SHIPPED}: {FrameworkVersion.objects.get()} loaded and published.\n"
    assert counts() == [1, 1, 5, 3, 5, 2, 6, 37, 211]
    assert FrameworkVersion.objects.get().is_published is True
    assert FrameworkVersion.objects.get().definition() == shipped_content()


def test_second_time_nothing_is_doubled() -> None:
    load(SHIPPED)
    before, moment = counts(), FrameworkVersion.objects.get().published_at
    assert load(SHIPPED) == f"{SHIPPED}: {FrameworkVersion.objects.get()} is loaded already.\n"
    assert counts() == before
    assert FrameworkVersion.objects.get().published_at == moment


def test_same_file_named_twice_is_loaded_once(file) -> None:
    path = file(tiny_definition())
    assert load(path, path) == f"{path}: Tiny 1.0 loaded and published.\n{path}: Tiny 1.0 is loaded already.\n"
    assert FrameworkVersion.objects.count() == 1


def test_file_saved_with_a_byte_order_mark_and_dos_lines_is_the_same(file) -> None:
    text = write_content(tiny_definition())
    load(file(text))
    path = file("\ufeff" + text.replace("\n", "\r\n"), "dos.yaml")
    assert load(path) == f"{path}: Tiny 1.0 is loaded already.\n"


def test_other_content_under_the_same_number_is_refused(file, published: FrameworkVersion) -> None:
    path = file(tiny_definition(summary="Other words."))
    assert refusal(path) == (
        f"{path}: Tiny 1.0 is in the database already (published), with other content. "
        "Nothing was loaded. Give the file a new version number to load it beside that."
    )
    assert FrameworkVersion.objects.get().definition() == tiny_definition()


def test_other_content_under_the_number_of_a_draft_is_refused(file, draft: FrameworkVersion) -> None:
    path = file(tiny_definition(version="1.1", summary="Other words."))
    assert refusal(path) == (
        f"{path}: Tiny 1.1 is in the database already (as a draft), with other content. "
        "Nothing was loaded. Give the file a new version number to load it beside that."
    )
    assert FrameworkVersion.objects.get().definition() == tiny_definition(version="1.1")


def test_draft_with_the_same_content_is_published(file, draft: FrameworkVersion) -> None:
    path = file(tiny_definition(version="1.1"))
    assert load(path) == f"{path}: Tiny 1.1 was a draft with this very content, and is published now.\n"
    assert FrameworkVersion.objects.get().is_published is True


def test_new_version_is_loaded_beside_the_old_one(file, published: FrameworkVersion) -> None:
    path = file(tiny_definition(version="2.0", summary="Other words."))
    assert load(path) == f"{path}: Tiny 2.0 loaded and published.\n"
    assert [version.number for version in FrameworkVersion.objects.published()] == ["2.0", "1.0"]


def test_several_files_are_loaded_all(file) -> None:
    one, two = file(tiny_definition(), "one.yaml"), file(tiny_definition(framework="two"), "two.yaml")
    assert load(one, two) == f"{one}: Tiny 1.0 loaded and published.\n{two}: Tiny 1.0 loaded and published.\n"
    assert [framework.slug for framework in Framework.objects.order_by("slug")] == ["tiny", "two"]


def test_several_files_are_loaded_all_or_none(file, capsys: pytest.CaptureFixture[str]) -> None:
    make_version(tiny_definition(framework="two"))
    before = counts()
    good = file(tiny_definition(), "good.yaml")
    clash = file(tiny_definition(framework="two", summary="Other words."), "clash.yaml")
    said = io.StringIO()
    with pytest.raises(CommandError):
        call_command("load_framework", str(good), str(clash), stdout=said)
    assert said.getvalue() == ""
    assert counts() == before


def test_faults_of_all_files_are_named_with_their_lines(file, tmp_path: Path) -> None:
    text = write_content(tiny_definition())
    points = text.replace("points: 60", "points: 50", 1)
    ratings = text.replace("percent: 25", "percent: many", 1)
    one, two, good = file(points, "one.yaml"), file(ratings, "two.yaml"), file(text, "good.yaml")
    share = points.splitlines().index("    share: 60") + 1
    percent = ratings.splitlines().index("    percent: many") + 1
    kind = "must be a number such as 20 or 12.5, not text (leave the quotes off a number)"
    assert refusal(good, one, two).splitlines() == [
        f"{one}: line 6, points: the elements add up to 90 points, not to the declared 100",
        f"{one}: line {share}, categories.1.share: P holds 50 points, not 60 % of 100",
        f"{two}: line {percent}, ratings.1.percent: {kind}",
    ]
    assert counts() == [0] * len(TABLES)


def test_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "missing.yaml"
    assert refusal(path) == f"{path}: content: can't be read: No such file or directory"


def test_folder_is_no_file(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path}: content: can't be read: Is a directory"


def test_file_in_another_encoding_is_refused(file) -> None:
    path = file("title: Übersicht".encode("latin-1"))
    assert refusal(path) == f"{path}: line 1, content: is not UTF-8 text (byte 8); save it as UTF-8 and try again"


@pytest.mark.parametrize("content", [b"", b"\x00", b"- a list", b"{", b"\xef\xbb\xbf"])
def test_file_that_is_something_else_is_refused_with_its_name(file, content: bytes) -> None:
    path = file(content)
    assert all(line.startswith(f"{path}: ") for line in refusal(path).splitlines())
    assert counts() == [0] * len(TABLES)


def test_no_file_at_all_is_refused() -> None:
    with pytest.raises(CommandError, match="the following arguments are required: FILE"):
        call_command("load_framework")
