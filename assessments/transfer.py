"""Answers as files: the workbook and the assessment document, out and in."""

import json
from collections.abc import Iterator
from typing import Literal

from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.access import Desk
from assessments.answersheet import assessment_document
from assessments.document import AssessmentDocument, ElementEntry, document_to_json, parse_document
from assessments.items import EXCLUDED, LONGEST_TEXT, Item, places
from assessments.json_places import DocumentFaults
from assessments.names import names_of
from assessments.uploaded import GivenPlace, Uploaded, WrongPlace, tidy
from assessments.workbook.layout import place_code
from assessments.workbook.reader import NotThisWorkbookError, read_answers
from assessments.workbook.start import Cover
from assessments.workbook.writer import Book, write_answers
from frameworks.definition import FrameworkDefinition
from frameworks.spreadsheet import FILE_LIMIT, ArchiveError, looks_like_workbook

type Kind = Literal["xlsx", "json"]
CONTENT_TYPES: dict[Kind, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
# A document is read whole into memory: what could make it big there is counted before. A full one has some thousands.
MARKS_LIMIT = {b"{": 10_000, b"[": 10_000, b":": 100_000, b",": 100_000}
BEFORE_A_DOCUMENT = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"  # marks of an encoding, and white space


class UnreadableError(Exception):
    """Nothing can be taken from the file; the message says why, and ``faults`` every place that is wrong."""

    def __init__(self, words: str, faults: tuple[str, ...] = ()) -> None:
        super().__init__(words)
        self.faults = faults


def workbook_of(desk: Desk) -> bytes:
    """The workbook of these answers, in the language of whoever asks for it."""
    assessment, sheet = desk.assessment, desk.own_sheet
    rows = list(desk.answers)
    definition = assessment.version.definition_in(get_language())
    versions = {(row.element, row.item): row.version for row in rows}
    book = Book(
        cover=Cover(names_of(assessment).organisation, assessment.title, whose(desk)),
        definition=definition,
        answers=rows,
        assessment=str(assessment.uuid),
        sheet=str(sheet.uuid) if sheet else "",
        # In the framework's order: the database gives the rows in any, and the same answers give the same bytes.
        versions={place_code(*place): versions[place] for place in places(definition) if place in versions},
    )
    return write_answers(book)


def document_of(desk: Desk) -> bytes:
    """The assessment document of these answers; once approved, as it was at that moment."""
    if desk.own_sheet is None and desk.assessment.is_approved:
        document = desk.assessment.snapshots.approval().document
    else:
        document = document_to_json(assessment_document(desk.assessment, desk.answers))
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def whose(desk: Desk) -> str:
    """Whose answers these are, in words."""
    if desk.own_sheet:
        return _("The sheet of %(name)s") % {"name": desk.own_sheet.assessor}
    return _("The answers of the whole team")


def file_name(desk: Desk, kind: Kind) -> str:
    """A name that says what it holds."""
    person = str(desk.own_sheet.assessor) if desk.own_sheet else ""
    words = f"{desk.assessment.organisation.name} {desk.assessment.title} {person}"
    return f"{slugify(words, allow_unicode=True)[:150].strip('-') or 'assessment'}.{kind}"


def read_upload(data: bytes, definition: FrameworkDefinition) -> Uploaded:
    """What a file says, by what it is and not by its name; raises ``UnreadableError``."""
    if len(data) > FILE_LIMIT:
        words = _("The file has %(bytes)s bytes; at most %(most)s are read.")
        raise UnreadableError(words % {"bytes": len(data), "most": FILE_LIMIT})
    if not looks_like_workbook(data):
        return _read_document(data, definition)
    try:
        return read_answers(data, definition)
    except NotThisWorkbookError as error:
        raise UnreadableError(str(error)) from error
    except ArchiveError as error:
        raise UnreadableError(_("The workbook can’t be read: it %(words)s.") % {"words": error}) from error


def _read_document(data: bytes, definition: FrameworkDefinition) -> Uploaded:
    for mark, limit in MARKS_LIMIT.items():
        if data.count(mark) > limit:
            raise UnreadableError(_("The file is no assessment document: it holds far more values than one."))
    if not data.lstrip(BEFORE_A_DOCUMENT).startswith(b"{"):
        raise UnreadableError(
            _("The file is neither a workbook (.xlsx) nor an assessment document (.json), so nothing of it was read.")
        )
    asked: list[tuple[str, str | None]] = []

    def find(framework: str, number: str | None) -> FrameworkDefinition:
        asked.append((framework, number))
        return definition

    try:
        document = parse_document(data, find)
    except DocumentFaults as error:
        _refuse_other(asked, definition)
        words = _("The file is no sound assessment document, so nothing of it was read.")
        raise UnreadableError(words, tuple(map(str, error.faults))) from error
    _refuse_other(asked, definition)
    return _without_too_long(tuple(_document_answers(document)))


def _refuse_other(asked: list[tuple[str, str | None]], definition: FrameworkDefinition) -> None:
    for framework, number in reversed(asked):
        if (framework, number or definition.version) != (definition.framework, definition.version):
            words = _("This document is about %(theirs)s, and the assessment stands under %(own)s.")
            theirs = f"{framework[:100]} {(number or '')[:20]}".strip()
            raise UnreadableError(words % {"theirs": theirs, "own": f"{definition.framework} {definition.version}"})


def _document_answers(document: AssessmentDocument) -> Iterator[GivenPlace]:
    """The answers of a document with their places in it; of what it doesn't mention it says nothing."""
    for code, entry in document.answers.items():
        yield from _entry_answers(code, entry, has_scope=code in document.definition.dimension_by_element)


def _entry_answers(code: str, entry: ElementEntry, *, has_scope: bool) -> Iterator[GivenPlace]:
    where = f"ratings.{code}"
    for number, said in entry.indicators.items():
        value = None if said.rating is None else str(said.rating)
        reason = tidy(said.reason or said.note) or None
        yield GivenPlace(code, str(number), value, reason, f"{where}.indicators.{number}")
    if entry.objective:
        yield GivenPlace(code, Item.OBJECTIVE, entry.objective, None, f"{where}.objective")
    if entry.confidence:
        yield GivenPlace(code, Item.CONFIDENCE, entry.confidence, None, f"{where}.confidence")
    if entry.comment:
        yield GivenPlace(code, Item.COMMENT, tidy(entry.comment), None, f"{where}.comment")
    if entry.excluded:
        yield GivenPlace(code, Item.SCOPE, EXCLUDED, tidy(entry.excluded), f"{where}.excluded")
    elif has_scope and (entry.objective or any(said.rating is not None for said in entry.indicators.values())):
        yield GivenPlace(code, Item.SCOPE, "", None, where)


def _without_too_long(answers: tuple[GivenPlace, ...]) -> Uploaded:
    too_long = [one for one in answers if max(len(one.value or ""), len(one.reason or "")) > LONGEST_TEXT]
    words = _("This is longer than %(limit)s characters.") % {"limit": LONGEST_TEXT}
    wrong = tuple(WrongPlace(one.where, words) for one in too_long)
    return Uploaded(tuple(one for one in answers if one not in too_long), wrong)
