"""The rules of a workbook of figures: sheets that can be named so, cells in order, texts that fit, nothing live."""

import re
from collections.abc import Iterator
from typing import Any

from tests.reports.office.marks import bare, inside, said, twice

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PLACE = re.compile(r"([A-Z]+)(\d+)")
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME, LONGEST_TEXT = 31, 32_767
LIVE = {"f", "hyperlink", "externalReference", "oleObject", "control", "legacyDrawing"}
ORDER = tuple(
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetProtection autoFilter mergeCells"  # noqa: SIM905 - a list of names
    " conditionalFormatting dataValidations printOptions pageMargins pageSetup headerFooter".split()
)


def faults(package: Any) -> list[str]:
    """Everything that is unsound in the workbook."""
    found = list(_name_faults(package))
    looks = len(package.trees["xl/styles.xml"].find(f"{S}cellXfs"))
    for name in package.named("xl/worksheets/"):
        tree = package.trees[name]
        found += [f"{name}: {fault}" for check in (_cell_faults, _frame_faults) for fault in check(tree)]
        found += [f"{name}: a look that is not there" for one in inside(tree, "c") if int(one.get("s", "0")) >= looks]
        live = sorted({bare(one) for one in tree.iter()} & LIVE)
        found += [f"{name}: it has {live}"] if live else []
    return found


def _name_faults(package: Any) -> Iterator[str]:
    book = package.trees["xl/workbook.xml"]
    names = [one.get("name") for one in inside(book, "sheet")]
    yield from (f"two sheets are called {one}" for one in twice(name.casefold() for name in names))
    for name in names:
        if not 0 < len(name) <= LONGEST_NAME or FORBIDDEN.search(name) or name.startswith("'") or name.endswith("'"):
            yield f"a sheet can't be called {name!r}"
    yield from (f"sheet {one} twice" for one in twice(one.get("sheetId") for one in inside(book, "sheet")))
    yield from ("a hidden sheet" for one in inside(book, "sheet") if one.get("state", "visible") != "visible")
    for one in inside(book, "definedName"):
        if int(one.get("localSheetId", "0")) >= len(names) or "#REF" in (one.text or ""):
            yield f"a name that leads nowhere: {one.text}"


def _cell_faults(tree: Any) -> Iterator[str]:
    """Rows and cells ascend, each once; a text fits; a number is one."""
    rows = [int(one.get("r")) for one in inside(tree, "row")]
    if rows != sorted(set(rows)):
        yield "rows out of order"
    for row in inside(tree, "row"):
        places = [PLACE.fullmatch(one.get("r")) for one in inside(row, "c")]
        columns = [_number(one[1]) for one in places if one]
        if columns != sorted(set(columns)) or any(one is None or one[2] != row.get("r") for one in places):
            yield f"cells out of order in row {row.get('r')}"
        for cell in inside(row, "c"):
            if len(said(cell, "t")) > LONGEST_TEXT:
                yield f"{cell.get('r')} is too long"
            if cell.get("t", "n") == "n" and said(cell, "v"):
                float(said(cell, "v"))


def _frame_faults(tree: Any) -> Iterator[str]:
    """Its parts stand in order; the head stays in sight; the columns have widths."""
    known = [bare(one) for one in tree if bare(one) in ORDER]
    if known != sorted(known, key=ORDER.index):
        yield f"its parts are out of order: {known}"
    if not any(one.get("state") == "frozen" for one in inside(tree, "pane")):
        yield "its head goes out of sight"
    if tree.find(f"{S}cols") is None:
        yield "its columns have no widths"


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
