"""Writing an answers' workbook: the same answers give the same bytes, and no text is ever a formula."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl import Workbook

from assessments.items import AnswerLike, PlainAnswer, places
from assessments.workbook.layout import headings, offered, pages_of
from assessments.workbook.marks import TITLE, Marks, write_marks
from assessments.workbook.pages import Material, fill_page
from assessments.workbook.start import Cover, fill_start
from frameworks.definition import FrameworkDefinition
from frameworks.spreadsheet import bytes_of


@dataclass(frozen=True)
class Book:
    """What a workbook is made of; ``definition`` is in the reader's language, ``versions`` are by the rows' codes."""

    cover: Cover
    definition: FrameworkDefinition
    answers: Sequence[AnswerLike]
    assessment: str
    sheet: str
    versions: Mapping[str, int]


def write_answers(book: Book) -> bytes:
    """The workbook of these answers."""
    definition = book.definition
    given = {(answer.element, answer.item): answer for answer in book.answers}
    answers = {place: given.get(place) or PlainAnswer(*place) for place in places(definition)}
    file = Workbook()
    start = file.worksheets[0]
    start.title = _("Start")
    pages = pages_of(definition, [start.title, TITLE])
    sheets = [(file.create_sheet(page.title), page) for page in pages]
    choice_rows = write_marks(file.create_sheet(TITLE), _marks(book))
    fill_start(start, book.cover, definition, pages, answers)
    for worksheet, page in sheets:
        fill_page(worksheet, page, Material(definition, answers, choice_rows))
    return bytes_of(file)


def _marks(book: Book) -> Marks:
    return Marks(
        assessment=book.assessment,
        sheet=book.sheet,
        framework=book.definition.framework,
        framework_version=book.definition.version,
        headings={str(column): heading for column, heading in headings().items()},
        choices=offered(book.definition),
        versions=book.versions,
    )
