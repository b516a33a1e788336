"""The first sheet of a workbook: what it is, how to fill it in, what the answers mean, and where they belong."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from assessments.items import AnswerLike, Item, Place
from assessments.workbook import styles
from assessments.workbook.layout import RATING, Page, offered, row_items
from frameworks.definition import FrameworkDefinition

WIDTHS = (30, 26, 86)


@dataclass(frozen=True)
class Cover:
    """What the first sheet says of the assessment: its names as they are to be read, and whose answers these are."""

    organisation: str
    title: str
    whose: str


def fill_start(
    worksheet: Worksheet,
    cover: Cover,
    definition: FrameworkDefinition,
    pages: Iterable[Page],
    answers: Mapping[Place, AnswerLike],
) -> None:
    """Write the first sheet."""
    start = _Start(worksheet)
    worksheet.sheet_properties.tabColor = styles.INK
    styles.set_widths(worksheet, WIDTHS)
    start.title(cover.title)
    start.line(styles.QUIET, cover.organisation)
    start.line(styles.QUIET, f"{definition.title}, {definition.version}")
    start.line(styles.STRONG, cover.whose)
    start.table(_("How to fill it in"), [], [(words,) for words in _steps()])
    _write_pages(start, definition, pages, answers)
    for heading, rows in _meanings(definition):
        start.table(heading, [_("Answer"), "", _("What it means")], [(label, "", meaning) for label, meaning in rows])
    styles.set_heights(worksheet, {3: WIDTHS[2]}, 2, start.row)
    styles.lock(worksheet)
    styles.set_up_print(worksheet, landscape=False)


class _Start:
    """Writes line below line."""

    def __init__(self, worksheet: Worksheet) -> None:
        self.worksheet, self.row = worksheet, 1

    def title(self, text: str) -> None:
        self.worksheet.row_dimensions[1].height = 36
        self.line(styles.TITLE, text)

    def line(self, style: styles.Style, *texts: str) -> None:
        for column, text in enumerate(texts, start=1):
            if text:
                style.put(self.worksheet, self.row, column, text)
        if len(texts) == 1 and style.alignment.wrap_text:
            self.worksheet.merge_cells(start_row=self.row, end_row=self.row, start_column=1, end_column=len(WIDTHS))
        self.row += 1

    def table(self, heading: str, head: list[str], rows: Iterable[tuple[str, ...]]) -> None:
        self.row += 1
        for column in range(1, len(WIDTHS) + 1):
            styles.TABLE.put(self.worksheet, self.row, column, heading if column == 1 else "")
        self.row += 1
        if head:
            self.line(styles.QUIET, *head)
        for row in rows:
            self.line(styles.PLAIN, *row)


def _steps() -> list[str]:
    return [
        _("1. Answer on the sheets below: the coloured cells of the column “Answer” are not answered yet."),
        _("2. Choose from the list of each cell. An empty cell is “not answered”, and no rating."),
        _("3. “Not applicable” and “Excluded” need a reason beside them. A note beside any other rating is welcome."),
        _("4. Save the file as a workbook (.xlsx) in any program, and upload it on the page that it came from."),
        _("5. Before anything is saved you see what is new, what changed, and what somebody else changed meanwhile."),
        _("Rows are found by their code: you can sort, hide and colour them, and add columns and sheets of your own."),
    ]


def _write_pages(
    start: _Start, definition: FrameworkDefinition, pages: Iterable[Page], answers: Mapping[Place, AnswerLike]
) -> None:
    start.table(_("The sheets"), [_("Sheet"), _("Answered at download"), _("Question")], [])
    for page in pages:
        row = start.row
        start.line(styles.PLAIN, page.heading, _count(definition, page, answers), page.question)
        cell = start.worksheet.cell(row, 1)
        quoted = page.title.replace("'", "''")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1")
        cell.font = styles.link(page.hue)


def _count(definition: FrameworkDefinition, page: Page, answers: Mapping[Place, AnswerLike]) -> str:
    needed = [
        answers[element.code, item]
        for element in page.elements
        for item in row_items(definition, element)
        if item.isdecimal() or item == Item.OBJECTIVE
    ]
    return _("%(answered)s of %(whole)s") % {"answered": sum(bool(one.value) for one in needed), "whole": len(needed)}


def _meanings(definition: FrameworkDefinition) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    labels = offered(definition)
    ratings = {str(rating.value): rating.meaning for rating in definition.ratings}
    yield _("Ratings"), [(label, ratings.get(value, "")) for value, label in labels[RATING].items()]
    if definition.objective_answers:
        answers = {answer.code: answer.meaning for answer in definition.objective_answers}
        rows = [(label, answers.get(value, "")) for value, label in labels[Item.OBJECTIVE].items()]
        yield _("Statement of objective"), rows
    yield _("How well an answer is supported"), [(label, "") for label in labels[Item.CONFIDENCE].values()]
