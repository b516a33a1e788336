"""The rules of a deck: ids, titles, order, words for what can't be seen, and charts whose workbooks say the same."""

import io
from collections.abc import Iterator
from typing import Any

import openpyxl

from tests.reports.office.marks import bare, inside, said, twice

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LEAST_SLIDE, LEAST_LAYOUT = 256, 2**31
CELL_ORDER = ("lnL", "lnR", "lnT", "lnB", "lnTlToBr", "lnBlToTr", "noFill", "solidFill")
TITLES, FEET = {"title", "ctrTitle"}, {"ftr", "sldNum"}
SHAPES = {"sp", "pic", "graphicFrame"}


def faults(package: Any) -> list[str]:
    """Everything that is unsound in the deck."""
    found = [*_id_faults(package), *_title_faults(package)]
    for name in package.named("ppt/slides/"):
        tree = package.trees[name]
        checks = _shape_faults, _order_faults, _text_faults, _bound_faults
        found += [f"{name}: {fault}" for check in checks for fault in check(package, tree)]
        found += [f"{name}: {fault}" for table in inside(tree, "tbl") for fault in _table_faults(table)]
        found += [f"{name}: {fault}" for fault in _note_faults(package, name)]
    for name in package.named("ppt/charts/chart"):
        found += [f"{name}: {fault}" for fault in _chart_faults(package, name)]
    return found


def _id_faults(package: Any) -> Iterator[str]:
    slides = [int(one.get("id")) for one in inside(package.trees["ppt/presentation.xml"], "sldId")]
    masters = [int(one.get("id")) for one in inside(package.trees["ppt/presentation.xml"], "sldMasterId")]
    layouts = [
        int(one.get("id"))
        for name in package.named("ppt/slideMasters/")
        for one in inside(package.trees[name], "sldLayoutId")
    ]
    yield from (f"slide id {one}" for one in slides if one < LEAST_SLIDE)
    yield from (f"layout id {one}" for one in (*masters, *layouts) if one < LEAST_LAYOUT)
    yield from (f"id {one} twice" for one in (*twice(slides), *twice([*masters, *layouts])))
    if len(slides) != len(package.named("ppt/slides/")):
        yield "slides that are not in the deck"


def _title_faults(package: Any) -> Iterator[str]:
    titles = []
    for name in package.named("ppt/slides/"):
        found = [one for one in inside(package.trees[name], "sp") if _kind(one) in TITLES]
        titles += [said(one, "t").strip() for one in found]
        if len(found) != 1:
            yield f"{name}: {len(found)} titles"
    yield from (f"two slides have the title {one!r}" for one in twice(titles))
    if not all(titles):
        yield "a slide's title is empty"


def _shape_faults(_package: Any, tree: Any) -> Iterator[str]:
    """Ids are single; what is no text has words; no placeholder is empty."""
    facts = list(inside(tree, "cNvPr"))
    yield from (f"shape id {one} twice" for one in twice(one.get("id") for one in facts))
    yield from (f"shape {one.get('id')} has no name" for one in facts if one.get("id") != "1" and not one.get("name"))
    for one in _shapes(tree):
        named = next(inside(one, "cNvPr"))
        if bare(one) != "sp" and not (named.get("descr") or "").strip():
            yield f"{named.get('name')} has no words"
        if bare(one) == "sp" and not said(one, "t").strip():
            yield f"{named.get('name')} is empty"


def _order_faults(_package: Any, tree: Any) -> Iterator[str]:
    """The title is read first, the feet last."""
    kinds = [_kind(one) for one in _shapes(tree)]
    if not kinds or kinds[0] not in TITLES:
        yield "its title is not read first"
    rest = [kind for kind in kinds if kind in FEET]
    if rest and kinds[-len(rest) :] != rest:
        yield "its feet are not read last"


def _text_faults(_package: Any, tree: Any) -> Iterator[str]:
    runs = [one for name in ("r", "fld") for one in inside(tree, name)]
    yield from (f"no language on {said(one, 't')[:30]!r}" for one in runs if not _language(one))
    yield from ("a text without a paragraph" for one in inside(tree, "txBody") if one.find(f"{A}p") is None)
    for marks in inside(tree, "pPr"):
        signs = [bare(one) for one in marks if bare(one).startswith("bu")]
        if len(signs) > 1:
            yield f"a paragraph with {signs}"


def _bound_faults(package: Any, tree: Any) -> Iterator[str]:
    """Nothing hangs over the edge of the slide."""
    size = next(inside(package.trees["ppt/presentation.xml"], "sldSz"))
    for one in _shapes(tree):
        place = next((mark for mark in one.iter() if bare(mark) == "xfrm" and len(mark)), None)
        if place is None:
            continue
        off, ext = place.find(f"{A}off"), place.find(f"{A}ext")
        ends = int(off.get("x")) + int(ext.get("cx")), int(off.get("y")) + int(ext.get("cy"))
        starts = int(off.get("x")), int(off.get("y"))
        if min(starts) < 0 or ends[0] > int(size.get("cx")) or ends[1] > int(size.get("cy")):
            yield f"{next(inside(one, 'cNvPr')).get('name')} hangs over the edge"


def _table_faults(table: Any) -> Iterator[str]:
    """A head that is marked, rows as wide as the grid, a paragraph in every cell, lines before fills."""
    columns = len(list(inside(table, "gridCol")))
    if table.find(f"{A}tblPr").get("firstRow") != "1":
        yield "a table whose head is not marked"
    for row in inside(table, "tr"):
        cells = row.findall(f"{A}tc")
        if len(cells) != columns:
            yield "a row that is not as wide as the grid"
        for place, cell in enumerate(cells):
            covered = cells[place + 1 : place + int(cell.get("gridSpan", "1"))]
            if not all(one.get("hMerge") == "1" for one in covered):
                yield "a cell over others that do not know it"
            lines = [bare(one) for one in cell.find(f"{A}tcPr")] if cell.find(f"{A}tcPr") is not None else []
            if lines != sorted(lines, key=CELL_ORDER.index):
                yield f"a cell with {lines} out of order"


def _note_faults(package: Any, name: str) -> Iterator[str]:
    notes = [one.target for one in package.relations(name) if one.kind.endswith("/notesSlide")]
    if len(notes) != 1:
        yield f"{len(notes)} notes"
    elif not said(package.trees[notes[0]], "t").strip():
        yield "its notes are empty"


def _chart_faults(package: Any, name: str) -> Iterator[str]:
    """Axes know each other by ids that the format has; the workbook inside says what is drawn."""
    tree = package.trees[name]
    axes = [one.get("val") for kind in ("catAx", "valAx", "dateAx") for axis in inside(tree, kind) for one in axis[:1]]
    used = [one.get("val") for one in inside(tree, "axId")]
    yield from (f"axis {one}" for one in used if not 0 <= int(one) < 2**31)
    if {one.get("val") for one in inside(tree, "crossAx")} != set(axes) or set(used) != set(axes) or twice(axes):
        yield "axes that do not know each other"
    yield from ("a radar with curves" for chart in inside(tree, "radarChart") for _one in inside(chart, "smooth"))
    books = [one.target for one in package.relations(name) if one.target.endswith(".xlsx")]
    if len(books) != 1:
        yield f"{len(books)} workbooks"
        return
    sheet = openpyxl.load_workbook(io.BytesIO(package.parts[books[0]])).worksheets[0]
    for place, series in enumerate(inside(tree, "ser"), start=2):
        values = next(inside(series, "val"))
        drawn = {int(one.get("idx")): float(said(one, "v")) for one in inside(values, "pt")}
        kept = [sheet.cell(row, place).value for row in range(2, sheet.max_row + 1)]
        if drawn != {row: float(one) for row, one in enumerate(kept) if one is not None}:
            yield f"series {place - 1} is not what its workbook says"
        if said(next(inside(series, "tx")), "v") != sheet.cell(1, place).value:
            yield f"series {place - 1} is not called as in its workbook"


def _shapes(tree: Any) -> list[Any]:
    return [one for one in next(inside(tree, "spTree")) if bare(one) in SHAPES]


def _kind(shape: Any) -> str:
    return next((one.get("type", "body") for one in inside(shape, "ph")), "")


def _language(run: Any) -> str:
    marks = run.find(f"{A}rPr")
    return "" if marks is None else str(marks.get("lang", ""))
