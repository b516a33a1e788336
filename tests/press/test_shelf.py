"""Finished reports are kept whole, found again, and bounded."""

import os
from pathlib import Path

import pytest

from press.shelf import Shelf, key

ONE = key("one")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "finished")


def never() -> bytes:
    raise AssertionError("it was made again")


def test_what_was_made_before_comes_at_once(shelf):
    assert (shelf.get(ONE, lambda: b"report"), shelf.get(ONE, never)) == (b"report", b"report")


def test_another_name_is_another_report(shelf):
    shelf.get(ONE, lambda: b"report")
    assert shelf.get(key("two"), lambda: b"other") == b"other"


def test_the_first_of_a_new_site_and_those_after_it_are_kept(tmp_path):
    shelf = Shelf(tmp_path / "reports" / "finished")
    for name in (ONE, key("two")):
        shelf.get(name, name.encode)
    assert [shelf.get(name, never) for name in (ONE, key("two"))] == [ONE.encode(), key("two").encode()]


def test_a_file_that_is_not_what_was_put_there_is_made_again(shelf):
    shelf.get(ONE, lambda: b"report")
    file = shelf.folder / f"{ONE}.pdf"
    file.write_bytes(file.read_bytes()[:-1])
    assert (shelf.get(ONE, lambda: b"again"), shelf.get(ONE, never)) == (b"again", b"again")


def test_a_failure_keeps_nothing(shelf):
    with pytest.raises(AssertionError):
        shelf.get(ONE, never)
    assert shelf.get(ONE, lambda: b"report") == b"report"


def test_only_this_user_may_read_it(shelf):
    shelf.get(ONE, lambda: b"report")
    modes = [oct(path.stat().st_mode & 0o777) for path in (shelf.folder, shelf.folder / f"{ONE}.pdf")]
    assert modes == ["0o700", "0o600"]


def test_the_least_recently_read_go_when_it_is_full(tmp_path):
    shelf = Shelf(tmp_path, most_bytes=3 * (32 + 10))
    for age, name in enumerate("abc"):
        shelf.get(name, lambda: bytes(10))
        os.utime(tmp_path / f"{name}.pdf", (age, age))
    shelf.get("a", never)
    shelf.get("d", lambda: bytes(10))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.pdf", "c.pdf", "d.pdf"]


def test_a_shelf_that_cant_be_written_still_gives_the_report(tmp_path):
    (tmp_path / "file").touch()
    assert Shelf(tmp_path / "file" / "folder").get(ONE, lambda: b"report") == b"report"


def test_a_report_that_cant_be_put_in_its_place_leaves_nothing_half_written(shelf):
    (shelf.folder / f"{ONE}.pdf" / "in the way").mkdir(parents=True)
    assert shelf.get(ONE, lambda: b"report") == b"report"
    assert [path.name for path in shelf.folder.iterdir()] == [f"{ONE}.pdf"]


def test_a_key_tells_apart_what_is_only_cut_differently():
    assert len({key("ab", "c"), key("a", "bc"), key("abc"), key("abc", "")}) == 4
