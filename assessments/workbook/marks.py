"""The hidden sheet of a workbook: from what it was made, what was offered, and which version each answer had."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from openpyxl.worksheet.worksheet import Worksheet

from assessments.items import Place
from assessments.workbook.layout import place_code
from frameworks.spreadsheet import Grid, typed_number, write_text

FORMAT = "cxmaturity-workbook/1"
TITLE = "cxmaturity"
LABELS = "$D"  # the column that the drop-downs read
VERSION_DIGITS = 9


@dataclass(frozen=True)
class Marks:
    """What a workbook was made from; the versions are those that the answers had, by place.

    ``headings`` and ``choices`` are the words in which the workbook was written, whatever language that was.
    """

    assessment: str
    sheet: str
    framework: str
    framework_version: str
    headings: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)

    def version(self, place: Place) -> int | None:
        """The version that the answer had; None where the file doesn't say."""
        return self.versions.get(place_code(*place))


def write_marks(worksheet: Worksheet, marks: Marks) -> dict[str, list[int]]:
    """Fill the hidden sheet; returns the rows of each kind's labels, which stand below each other."""
    worksheet.sheet_state = "hidden"
    worksheet.protection.sheet = True
    rows: dict[str, list[int]] = {}
    for number, line in enumerate(_lines(marks), start=1):
        for column, text in enumerate(line, start=1):
            if text:
                write_text(worksheet.cell(number, column), text)
        if line[0] == "choice":
            rows.setdefault(line[1], []).append(number)
    return rows


def _lines(marks: Marks) -> Iterator[tuple[str, str, str, str]]:
    yield "format", FORMAT, "", ""
    yield "assessment", marks.assessment, "", ""
    yield "sheet", marks.sheet, "", ""
    yield "framework", marks.framework, marks.framework_version, ""
    for column, heading in marks.headings.items():
        yield "heading", column, heading, ""
    for kind, labels in marks.choices.items():
        for value, label in labels.items():
            yield "choice", kind, value, label
    for code, version in marks.versions.items():
        yield "version", code, str(version), ""


def find_marks(grids: Iterable[Grid]) -> Marks | None:
    """The marks of a workbook; None where no sheet has them."""
    for grid in grids:
        lines = _read_lines(grid)
        if lines and lines[0][:2] == ("format", FORMAT):
            return _marks(lines)
    return None


def _read_lines(grid: Grid) -> list[tuple[str, str, str, str]]:
    def text(row: int, column: int) -> str:
        cell = grid.cells.get((row, column))
        if cell is None or cell.kind not in {"text", "number"}:
            return ""
        return cell.text if cell.kind == "text" else typed_number(cell.text)

    numbers = sorted({row for row, _column in grid.cells})
    return [(text(row, 1), text(row, 2), text(row, 3), text(row, 4)) for row in numbers]


def _marks(lines: list[tuple[str, str, str, str]]) -> Marks:
    single = {kind: (first, second) for kind, first, second, _label in lines}
    choices: dict[str, dict[str, str]] = {}
    for kind, first, second, label in lines:
        if kind == "choice":
            choices.setdefault(first, {})[second] = label
    framework, number = single.get("framework", ("", ""))
    return Marks(
        assessment=single.get("assessment", ("", ""))[0],
        sheet=single.get("sheet", ("", ""))[0],
        framework=framework,
        framework_version=number,
        headings={first: second for kind, first, second, _label in lines if kind == "heading"},
        choices=choices,
        versions={first: int(second) for kind, first, second, _label in lines if kind == "version" and _whole(second)},
    )


def _whole(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= VERSION_DIGITS
