"""Issued reports, read back and made again: what was kept has to give the same bytes."""

from enum import StrEnum

from press.press import the_press
from reports.files import hash_of, kept
from reports.models import IssuedReport
from reports.packing import unpack


class Found(StrEnum):
    """What a look at an issued report's file found."""

    WHOLE = "whole"
    CHANGED = "changed"
    GONE = "gone"


def issued_file(issue: IssuedReport) -> bytes | None:
    """The file as it was issued; made again where it is gone or damaged, and None where that gives other bytes.

    Raises RenderError.
    """
    content = kept(issue.file)
    if content is not None and hash_of(content) == issue.file_hash:
        return content
    again = remade(issue)
    return again if hash_of(again) == issue.file_hash else None


def remade(issue: IssuedReport) -> bytes:
    """The file, made again from what it was printed from; raises RenderError.

    Equal to the byte as long as the engine is the one of its edition.
    """
    return the_press().render(unpack(bytes(issue.page)))


def look_at(issue: IssuedReport) -> Found:
    """Whether its file and its data are still what was issued."""
    content = kept(issue.file)
    if content is None:
        return Found.GONE
    held = (hash_of(content), hash_of(issue.snapshot_document.encode()))
    return Found.WHOLE if held == (issue.file_hash, issue.data_hash) else Found.CHANGED
