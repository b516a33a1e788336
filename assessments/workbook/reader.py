"""Reading an answers' workbook, whoever saved it: rows by their code, columns by their heading, wherever they stand."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from assessments.items import Item, Place, places
from assessments.uploaded import GivenPlace, Uploaded, WrongPlace, tidy
from assessments.validity import InvalidAnswerError, refuse_invalid
from assessments.workbook.layout import ANSWER, CODE, WORDS, Choices, headings, kind_of, offered, place_code, plain
from assessments.workbook.marks import Marks, find_marks
from frameworks.definition import FrameworkDefinition
from frameworks.spreadsheet import Cell, Grid, letters, read_grids, typed_number

SHOWN = 60  # characters of what can't be read
MOST_LABELS = 8


class NotThisWorkbookError(Exception):
    """The file is a workbook, but not one to answer this framework version; says why."""


def read_answers(data: bytes, definition: FrameworkDefinition) -> Uploaded:
    """What a workbook says; raises ``ArchiveError`` for a file that can't be read, and ``NotThisWorkbookError``."""
    grids = read_grids(data)
    marks = find_marks(grids)
    if marks is None:
        raise NotThisWorkbookError(
            _("This workbook was not downloaded here, or its hidden sheet is gone. Download it again and copy into it.")
        )
    if (marks.framework, marks.framework_version) != (definition.framework, definition.version):
        words = _(
            "This workbook is made for %(framework)s %(version)s, and the assessment stands under %(own)s %(number)s. "
            "Download the workbook again and copy your answers into it."
        )
        theirs = {"framework": marks.framework[:100], "version": marks.framework_version[:20]}
        raise NotThisWorkbookError(words % {**theirs, "own": definition.framework, "number": definition.version})
    reading = _Reading(definition, marks)
    read = [reading.take(grid) for grid in grids]
    if not any(read):
        raise NotThisWorkbookError(
            _("No sheet of this workbook has its columns “%(code)s”, “%(answer)s” and “%(words)s” any more.")
            % {"code": reading.heading(CODE), "answer": reading.heading(ANSWER), "words": reading.heading(WORDS)}
        )
    return Uploaded(tuple(reading.answers.values()), tuple(reading.wrong), marks.assessment, marks.sheet)


class _WrongCellError(Exception):
    """A cell of the row in hand can't be what it should: in which column, why, and what stood there."""

    def __init__(self, column: int, words: str, said: str) -> None:
        super().__init__(words)
        self.column, self.words, self.said = column, words, said


@dataclass(frozen=True)
class _Row:
    """The cells of one row that matter, and where they stand."""

    title: str
    number: int
    columns: dict[int, int]
    cells: dict[tuple[int, int], Cell]

    def cell(self, column: int) -> Cell | None:
        return self.cells.get((self.number, self.columns[column]))

    def where(self, column: int) -> str:
        return f"{self.title}!{letters(self.columns[column])}{self.number}"


@dataclass
class _Reading:
    """The answers found so far, and what can't be one."""

    definition: FrameworkDefinition
    marks: Marks
    answers: dict[Place, GivenPlace] = field(default_factory=dict)
    wrong: list[WrongPlace] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.places = {place_code(*place): place for place in places(self.definition)}
        self.choices = Choices(self.marks.choices or offered(self.definition))

    def heading(self, column: int) -> str:
        """What stands above a column, in the language that the workbook was written in."""
        return self.marks.headings.get(str(column)) or headings()[column]

    def take(self, grid: Grid) -> bool:
        """Read a sheet, if it has a head with the columns that are needed; what else stands in it is left alone."""
        columns, head = self._columns(grid)
        if head:
            for number in sorted({row for row, _column in grid.cells if row > head}):
                self._take_row(_Row(grid.title, number, columns, grid.cells))
        return bool(head)

    def _columns(self, grid: Grid) -> tuple[dict[int, int], int]:
        """The columns by what they hold, and the row in which they are named."""
        wanted = {plain(self.heading(column)): column for column in (CODE, ANSWER, WORDS)}
        found: dict[int, dict[int, int]] = {}
        for (row, column), cell in sorted(grid.cells.items(), key=lambda one: one[0]):
            key = wanted.get(plain(cell.text))
            if key:
                found.setdefault(row, {}).setdefault(key, column)
        return next(((columns, row) for row, columns in found.items() if len(columns) == 3), ({}, 0))

    def _take_row(self, row: _Row) -> None:
        try:
            place = self._place(row)
            if place:
                self._keep(row, self._given(row, place))
        except _WrongCellError as fault:
            shown = fault.said if len(fault.said) <= SHOWN else f"{fault.said[:SHOWN]}…"
            self.wrong.append(WrongPlace(row.where(fault.column), fault.words, shown))

    def _place(self, row: _Row) -> Place | None:
        """Which answer the row is about; none where it is about something else, and nothing is answered in it."""
        code = row.cell(CODE)
        if code is None or not (row.cell(ANSWER) or row.cell(WORDS)):
            return self.places.get(tidy(code.text)) if code and code.kind == "text" else None
        if code.kind == "formula":
            raise _WrongCellError(CODE, _not_text(code), code.text)
        text = tidy(code.text)
        if text not in self.places and text not in self.definition.element_by_code:
            raise _WrongCellError(CODE, _("This framework has no such code, so the row can’t be placed."), text)
        return self.places.get(text)

    def _keep(self, row: _Row, given: GivenPlace) -> None:
        before = self.answers.setdefault(given.place, given)
        if (before.value, before.reason) != (given.value, given.reason):
            words = _("This code is in the workbook twice; its other row is at %(where)s. Delete one of the two.")
            raise _WrongCellError(CODE, words % {"where": before.where}, place_code(*given.place))

    def _given(self, row: _Row, place: Place) -> GivenPlace:
        """The answer of a row."""
        said, words = _text(row, ANSWER), _text(row, WORDS)
        element, item = place
        where, value, reason = row.where(ANSWER), self._value(item, said), words
        if item == Item.COMMENT:
            where, value, reason = row.where(WORDS), "\n".join(filter(None, (said, words))), ""
        self._check(item, value, reason, said)
        return GivenPlace(element, item, value, reason, where, self.marks.version(place))

    def _value(self, item: str, said: str) -> str:
        value = self.choices.value_of(kind_of(item), said) if said and item != Item.COMMENT else ""
        if value is None:
            labels = self.choices.labels(kind_of(item))
            shown = [f"“{label[:SHOWN]}”" for label in labels[:MOST_LABELS]]
            words = _("This is none of the answers here. Choose one of these: %(choices)s.")
            more = ["…"] if len(labels) > MOST_LABELS else []
            raise _WrongCellError(ANSWER, words % {"choices": ", ".join([*shown, *more])}, said)
        return value

    def _check(self, item: str, value: str, reason: str, said: str) -> None:
        """Whether it can be an answer; a fault is noted at the cell that it is in."""
        for column, tried in ((WORDS if item == Item.COMMENT else ANSWER, "–"), (WORDS, reason)):
            try:
                refuse_invalid(self.definition, item, value, tried)
            except InvalidAnswerError as fault:
                raise _WrongCellError(column, str(fault), reason or said or value)


def _text(row: _Row, column: int) -> str:
    """What stands in a cell as text."""
    cell = row.cell(column)
    if cell is None:
        return ""
    if cell.kind == "number":
        return typed_number(cell.text) or cell.text
    if cell.kind != "text":
        raise _WrongCellError(column, _not_text(cell), cell.text)
    return tidy(cell.text)


def _not_text(cell: Cell) -> str:
    if cell.kind == "formula":
        return _("There is a formula in this cell. Put its result there instead: only texts and numbers are read.")
    if cell.kind == "error":
        return _("There is an error in this cell. Choose an answer, or leave the cell empty.")
    return _("This is a date, or true or false. Format the cell as text and type it again.")
