"""Answers' workbooks for tests: made from a definition, opened, changed and saved again as another program would."""

import io
import itertools
import zipfile

import openpyxl

from assessments.items import Item, PlainAnswer, places
from assessments.workbook.start import Cover
from assessments.workbook.writer import Book, write_answers
from frameworks.definition import FrameworkDefinition

ASSESSMENT = "11111111-1111-4111-8111-111111111111"
SHEET = "22222222-2222-4222-8222-222222222222"


def every_answer(definition: FrameworkDefinition) -> list[PlainAnswer]:
    """An answer at every place, each kind and value of them somewhere; nothing that can't be one."""
    ratings = itertools.cycle(["", *(str(one.value) for one in definition.ratings)])
    objectives = itertools.cycle(["", *definition.objective_answer_by_code])
    grades = itertools.cycle(["", "stated", "documented", "verified"])
    scopes = itertools.cycle(["", "", "", "excluded"])
    words = itertools.cycle(["", "=1+1", "Two\nlines", "@SUM(A1) & <b>", "_x000D_ \t und ä"])
    given = []
    for element, item in places(definition):
        only = len(definition.element_by_code[element].indicators) == 1
        if item == Item.COMMENT:
            given.append(PlainAnswer(element, item, next(words).strip()))
        elif item == Item.OBJECTIVE:
            given.append(PlainAnswer(element, item, next(objectives)))
        elif item == Item.CONFIDENCE:
            given.append(PlainAnswer(element, item, next(grades)))
        elif item == Item.SCOPE:
            scope = next(scopes)
            given.append(PlainAnswer(element, item, scope, "Not sold here" if scope else ""))
        elif item == "2" and not only:
            given.append(PlainAnswer(element, item, "n/a", "-1 shops"))
        else:
            given.append(PlainAnswer(element, item, next(ratings), next(words).strip()))
    return given


def make_book(definition: FrameworkDefinition, answers=None, versions=None, **changes) -> Book:
    """A book of these answers; without any, of nothing answered."""
    rows = list(answers or [])
    numbers = {f"{element}/{item}": 0 for element, item in places(definition)} if versions is None else versions
    named = {"cover": Cover("Harbour Bank", "2026 self-assessment", "The answers of the whole team")}
    marks = {"assessment": ASSESSMENT, "sheet": ""}
    return Book(definition=definition, answers=rows, versions=numbers, **(named | marks | changes))


def written(definition: FrameworkDefinition, answers=None, versions=None, **changes) -> bytes:
    """The workbook of these answers."""
    return write_answers(make_book(definition, answers, versions, **changes))


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(data: bytes, change) -> bytes:
    """The workbook after somebody opened it, changed it and saved it."""
    book = opened(data)
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def row_of(book: openpyxl.Workbook, code: str) -> tuple[str, int]:
    """On which sheet and in which row a code stands."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_col=1, max_col=1):
            if row[0].value == code and sheet.sheet_state == "visible":
                return sheet.title, row[0].row
    raise LookupError(code)


def filled(data: bytes, cells: dict[str, object]) -> bytes:
    """The workbook with these values: an answer by its code, words by its code and ``!``."""

    def change(book):
        for key, value in cells.items():
            title, row = row_of(book, key.rstrip("!"))
            book[title][f"{'D' if key.endswith('!') else 'C'}{row}"] = value

    return saved(data, change)


def parts(data: bytes) -> dict[str, str]:
    """Every part of the file as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}
