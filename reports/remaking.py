"""Issued reports, read back and made again: what was kept has to give the same bytes."""

import re
import zlib
from enum import StrEnum

from press.manuscript import Manuscript
from press.press import the_press
from reports.files import hash_of, kept
from reports.models import IssuedReport
from reports.packing import unpack


class Found(StrEnum):
    """What is not as it was when a report was issued."""

    GONE = "its file is gone"
    CHANGED = "its file is not the one that was issued"
    DATA = "its data is not what its cover names"
    PAGE = "what it was printed from is damaged"
    OTHER_PAGE = "what it was printed from has another number, code, time or data"


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


def look_at(issue: IssuedReport) -> list[Found]:
    """What of an issued report is not as it was; nothing when its file, its data and its page belong together.

    The file and the data are held against their hashes, and the page that was kept against the number, the revision,
    the code, the time and the data of the row.
    """
    return [one for one in (_of_file(issue), _of_data(issue), _of_page(issue)) if one]


def _of_file(issue: IssuedReport) -> Found | None:
    content = kept(issue.file) if issue.file else None
    if content is None:
        return Found.GONE
    return None if hash_of(content) == issue.file_hash else Found.CHANGED


def _of_data(issue: IssuedReport) -> Found | None:
    return None if hash_of(issue.snapshot_document.encode()) == issue.data_hash else Found.DATA


def _of_page(issue: IssuedReport) -> Found | None:
    try:
        page = unpack(bytes(issue.page))
    except (ValueError, KeyError, TypeError, zlib.error):
        return Found.PAGE
    return None if _names(page, issue) else Found.OTHER_PAGE


def _names(page: Manuscript, issue: IssuedReport) -> bool:
    """Whether a page says of itself what the row says of it; the word for “revision” is the reader's language's."""
    number = re.search(rf"{re.escape(issue.name)}\D{{1,40}}{issue.revision}(?!\d)", page.html)
    said = issue.code in page.html and issue.data_hash in page.html and page.created == issue.issued_at
    carried = page.attachment is None or page.attachment.data == issue.snapshot_document.encode()
    return bool(number) and said and carried
