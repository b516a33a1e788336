"""The sheets on which is scored: one for each dimension, with a row for every answer and the guide beside."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from assessments.items import EXCLUDED, AnswerLike, Item, Place, text_of
from assessments.scoring import NOT_APPLICABLE
from assessments.workbook import styles
from assessments.workbook.layout import (
    ANSWER,
    ASKED,
    CODE,
    GUIDE,
    LOOK_FOR,
    RATING,
    WIDTHS,
    WORDS,
    Page,
    headings,
    kind_of,
    offered,
    place_code,
    row_items,
)
from assessments.workbook.marks import LABELS, TITLE
from frameworks.definition import Element, FrameworkDefinition
from frameworks.spreadsheet import letters

HEAD_ROW = 3
LAST_PRINTED = LOOK_FOR  # the guide is for the screen: with it the print would be too small to read
WORDLESS = {Item.OBJECTIVE, Item.CONFIDENCE}


@dataclass(frozen=True)
class Material:
    """What the sheets are filled with: the content, the answers by place, and the rows of each kind's choices."""

    definition: FrameworkDefinition
    answers: Mapping[Place, AnswerLike]
    choice_rows: Mapping[str, list[int]]


def fill_page(worksheet: Worksheet, page: Page, material: Material) -> None:
    """Write one sheet: its title, the question that it answers, and its elements one below the other."""
    _write_head(worksheet, page)
    sheet = _PageWriter(worksheet, page, material)
    for element in page.elements:
        sheet.write(element)
    sheet.finish()


def _write_head(worksheet: Worksheet, page: Page) -> None:
    worksheet.sheet_properties.tabColor = page.hue
    styles.set_widths(worksheet, WIDTHS.values())
    title, head = styles.band(page.hue), styles.head(page.hue)
    for column, heading in headings().items():
        title.put(worksheet, 1, column, page.heading if column == CODE else "")
        head.put(worksheet, HEAD_ROW, column, heading)
    worksheet.row_dimensions[1].height = 30
    styles.QUIET.put(worksheet, 2, ASKED, page.question)
    worksheet.freeze_panes = f"A{HEAD_ROW + 1}"


class _PageWriter:
    """Writes element after element, and keeps where which drop-down belongs."""

    def __init__(self, worksheet: Worksheet, page: Page, material: Material) -> None:
        self.worksheet, self.page, self.material = worksheet, page, material
        self.labels = offered(material.definition)
        self.row = HEAD_ROW + 1
        self.places: dict[tuple[str, int], list[str]] = {}  # the cells by kind, and how many of its choices they have
        self.needed: list[str] = []

    def write(self, element: Element) -> None:
        """One element: its title and definition, then a row for each answer; the guide runs down beside them."""
        band = styles.element_band(self.page.tint)
        for column in range(CODE, GUIDE + 1):
            band.put(self.worksheet, self.row, column, {CODE: element.code, ASKED: element.title}.get(column, ""))
        first = self.row + 1
        styles.QUIET.put(self.worksheet, first, ASKED, element.definition)
        items = row_items(self.material.definition, element)
        for number, item in enumerate(items, start=first + 1):
            self._write_item(number, element, item)
        self._write_guide(element, first, first + len(items))
        self.row = first + len(items) + 2

    def _write_item(self, row: int, element: Element, item: str) -> None:
        def put(style: styles.Style, column: int, text: str) -> None:
            style.put(self.worksheet, row, column, text)

        answer = self.material.answers[element.code, item]
        put(styles.BOXED_QUIET, CODE, place_code(element.code, item))
        put(styles.BOXED, ASKED, _asked(element, item))
        look_for = element.indicator_by_number[int(item)].look_for if item.isdecimal() else ""
        put(styles.BOXED_QUIET, LOOK_FOR, look_for)
        if item == Item.COMMENT:
            put(styles.BOXED, ANSWER, "")
            put(styles.WORDS, WORDS, answer.value)
            return
        put(styles.ANSWER, ANSWER, self.labels[kind_of(item)].get(answer.value, answer.value))
        put(styles.BOXED if item in WORDLESS else styles.WORDS, WORDS, answer.reason)
        self._offer(row, element, item)

    def _offer(self, row: int, element: Element, item: str) -> None:
        """Note which choices belong here; an element's only indicator can't be “not applicable” (docs/scoring.md)."""
        kind, cell = kind_of(item), f"{letters(ANSWER)}{row}"
        count = len(self.labels[kind]) - (kind == RATING and len(element.indicators) == 1)
        self.places.setdefault((kind, count), []).append(cell)
        if kind in {RATING, Item.OBJECTIVE}:
            self.needed.append(cell)

    def _write_guide(self, element: Element, first: int, last: int) -> None:
        """The guide's lines, one a row as long as there are rows, so that nothing is as tall as a page."""
        lines = _guide_lines(self.material.definition, element)
        for row in range(first, last + 1):
            rest = "\n".join(lines) if row == last else next(iter(lines), "")
            styles.QUIET.put(self.worksheet, row, GUIDE, rest)
            lines = lines[1:]

    def finish(self) -> None:
        """Put in the drop-downs and the colours that follow the answers, and lock the rest."""
        for (kind, count), cells in self.places.items():
            self.worksheet.add_data_validation(self._rule(kind, count, cells))
        self._colour()
        styles.set_heights(self.worksheet, WIDTHS, HEAD_ROW, self.row)
        styles.lock(self.worksheet)
        styles.set_up_print(self.worksheet, landscape=True, head_row=HEAD_ROW)
        self.worksheet.print_area = f"A1:{letters(LAST_PRINTED)}{self.row - 2}"

    def _rule(self, kind: str, count: int, cells: list[str]) -> DataValidation:
        first = self.material.choice_rows[kind][0]
        rule = DataValidation(
            "list",
            formula1=f"{TITLE}!{LABELS}${first}:{LABELS}${first + count - 1}",
            allow_blank=True,
            showErrorMessage=True,
            error=_("Choose one of the list, or leave the cell empty."),
            errorTitle=_("Not an answer here"),
        )
        for cell in cells:
            rule.add(cell)
        return rule

    def _colour(self) -> None:
        """What is not answered yet stands out, and so does a missing reason."""
        if not self.needed:
            return
        top = self.needed[0]
        words = f"${letters(WORDS)}{top[1:]}"
        rating, scope = self.labels[RATING][NOT_APPLICABLE], self.labels[Item.SCOPE][EXCLUDED]
        missing = f"AND(OR(${top}={_quoted(rating)},${top}={_quoted(scope)}),LEN(TRIM({words}))=0)"
        column = f"{letters(WORDS)}{top[1:]}:{letters(WORDS)}{self.row}"
        self.worksheet.conditional_formatting.add(
            " ".join(self.needed), FormulaRule([f"LEN(TRIM({top}))=0"], fill=styles.CARE)
        )
        self.worksheet.conditional_formatting.add(column, FormulaRule([missing], fill=styles.BAD))


def _asked(element: Element, item: str) -> str:
    said = {
        Item.CONFIDENCE: _("How well is this supported?"),
        Item.COMMENT: _("Comment"),
        Item.SCOPE: _("Is the element in scope? Say why if not."),
    }
    if item == Item.OBJECTIVE:
        return _("Objective: %(text)s") % {"text": text_of(element, item)}
    return said.get(item) or text_of(element, item)


def _guide_lines(definition: FrameworkDefinition, element: Element) -> list[str]:
    titles = {level.number: level.title for level in definition.levels}
    line = _("%(number)s %(title)s: %(text)s")
    levels = [
        line % {"number": one.level, "title": titles.get(one.level, ""), "text": one.text}
        for one in element.guide.levels
    ]
    evidence = [_("Evidence to ask for: %(text)s") % {"text": text} for text in element.guide.evidence]
    questions = [_("Ask: %(text)s") % {"text": text} for text in element.guide.questions]
    return [*levels, *evidence, *questions]


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
