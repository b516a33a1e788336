"""The rules of a Word document that Word itself holds to, and those of a document that everybody can read."""

import re
from collections.abc import Iterator
from typing import Any

from tests.reports.office.marks import bare, inside, out_of_order, said, strangers, twice

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BOOKMARK = re.compile(r"[^\W\d]\w{0,39}")
# The children of elements that hold properties, in the order of the schema.
ORDERS = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
        " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
        " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
        " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid"
        " vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em"
        " lang eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd"
        " tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers"
    ),
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
        " personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType"
        " cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
    ),
}
SEVERAL = {"headerReference", "footerReference", "tblStylePr"}


def faults(package: Any) -> list[str]:
    """Everything that is unsound in the document."""
    body = package.trees["word/document.xml"][0]
    written = [tree for name, tree in package.trees.items() if name.startswith("word/") and name.endswith(".xml")]
    found = [fault for tree in written for fault in _order_faults(tree)]
    found += [*_name_faults(package, body), *_heading_faults(package, body), *_bookmark_faults(body)]
    found += [fault for tree in written for fault in _field_faults(tree)]
    found += [fault for table in inside(body, "tbl") for fault in _table_faults(table)]
    found += [*_picture_faults(body), *_text_faults(body), *_frame_faults(package, body)]
    return found


def _order_faults(tree: Any) -> Iterator[str]:
    for one in tree.iter(f"{W}*"):
        order = ORDERS.get(bare(one), "").split()
        if order and strangers(one, order):
            yield f"{bare(one)} can't have {strangers(one, order)}"
        if order and (wrong := [name for name in out_of_order(one, order) if name not in SEVERAL]):
            yield f"{bare(one)} has {wrong} out of order"


def _name_faults(package: Any, body: Any) -> Iterator[str]:
    """Every style and list that is used is there; no style is there twice or rests on one that is not."""
    styles = package.trees["word/styles.xml"]
    known = [one.get(f"{W}styleId") for one in inside(styles, "style")]
    yield from (f"style {one} twice" for one in twice(known))
    for tree, names in ((body, ("pStyle", "rStyle", "tblStyle")), (styles, ("basedOn", "next"))):
        used = {one.get(f"{W}val") for name in names for one in inside(tree, name)}
        yield from (f"style {one} is not there" for one in used - set(known))
    lists = package.trees["word/numbering.xml"]
    numbers = [one.get(f"{W}numId") for one in inside(lists, "num")]
    kinds = [one.get(f"{W}abstractNumId") for one in inside(lists, "abstractNum")]
    yield from (f"list {one} twice" for one in (*twice(numbers), *twice(kinds)))
    yield from (f"list {one} is not there" for one in {_value(one) for one in inside(body, "numId")} - set(numbers))
    rests = {_value(one) for one in inside(lists, "abstractNumId")}
    yield from (f"kind of list {one} is not there" for one in rests - set(kinds))


def _heading_faults(package: Any, body: Any) -> Iterator[str]:
    """Headings begin at the top, never skip a level, and are never empty."""
    levels = {
        style.get(f"{W}styleId"): int(_value(mark)) + 1
        for style in inside(package.trees["word/styles.xml"], "style")
        for mark in inside(style, "outlineLvl")
    }
    before = 0
    for one in inside(body, "p"):
        level = levels.get(_style(one))
        if level:
            if level > before + 1:
                yield f"a heading {level} after a {before}: {said(one, 't')}"
            if not said(one, "t").strip():
                yield f"an empty heading {level}"
            before = level


def _bookmark_faults(body: Any) -> Iterator[str]:
    begun = list(inside(body, "bookmarkStart"))
    names = [one.get(f"{W}name") for one in begun]
    numbers, ended = ([one.get(f"{W}id") for one in found] for found in (begun, inside(body, "bookmarkEnd")))
    yield from (f"bookmark {one} twice" for one in (*twice(names), *twice(numbers)))
    yield from (f"bookmark {one} can't be called so" for one in names if not BOOKMARK.fullmatch(one))
    if sorted(numbers) != sorted(ended):
        yield "bookmarks that do not end, or did not begin"
    leads = {one.get(f"{W}anchor") for one in inside(body, "hyperlink")} - {None}
    yield from (f"a link to {one}, which is nowhere" for one in leads - set(names))


def _field_faults(tree: Any) -> Iterator[str]:
    """A field begins, says its code, is parted from what it shows, and ends; one may lie inside another."""
    open_fields: list[str] = []
    for one in inside(tree, "fldChar"):
        kind = one.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append("begin")
        elif not open_fields or (kind == "separate" and open_fields[-1] != "begin"):
            yield f"a field has its {kind} at the wrong place"
        elif kind == "separate":
            open_fields[-1] = "separate"
        else:
            open_fields.pop()
    if open_fields:
        yield "a field does not end"


def _table_faults(table: Any) -> Iterator[str]:
    """Every row is as wide as the grid, every cell has a paragraph last, the head is marked, and it has a name."""
    marks = table.find(f"{W}tblPr")
    name = next((_value(one) for one in inside(marks, "tblCaption")), "")
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    rows = table.findall(f"{W}tr")
    if not name or not rows:
        yield f"a table without a name or without rows: {said(table, 't')[:40]}"
    for row in rows:
        cells = row.findall(f"{W}tc")
        if sum(_span(one) for one in cells) != columns:
            yield f"{name}: a row that is not as wide as the grid"
        if any(bare(one[-1]) != "p" for one in cells):
            yield f"{name}: a cell that does not end in a paragraph"
    look = next(inside(marks, "tblLook"))
    has_head = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    if look.get(f"{W}firstRow") == "1" and has_head[:1] != [True]:
        yield f"{name}: its head is not marked"
    if any(has_head[1:]):
        yield f"{name}: a head below the first row"
    if table.getnext() is None or bare(table.getnext()) == "tbl":
        yield f"{name}: runs into the table after it, or into the end"


def _picture_faults(body: Any) -> Iterator[str]:
    facts = list(inside(body, "docPr"))
    yield from (f"two pictures have the id {one}" for one in twice(one.get("id") for one in facts))
    yield from (f"picture {one.get('id')} has no words" for one in facts if not (one.get("descr") or "").strip())
    yield from (f"picture {one.get('id')} has no name" for one in facts if not one.get("name"))


def _text_faults(body: Any) -> Iterator[str]:
    for one in inside(body, "t"):
        text = one.text or ""
        if "\n" in text or "\t" in text:
            yield f"an end of line or a tab that Word would not show: {text[:40]!r}"
        if text != text.strip() and one.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            yield f"blanks that Word would drop: {text[:40]!r}"


def _frame_faults(package: Any, body: Any) -> Iterator[str]:
    """The language is said, the sheet is told at the end, and fields are worked out on opening."""
    styles = package.trees["word/styles.xml"]
    if not any(one.get(f"{W}val") for one in inside(styles.find(f"{W}docDefaults"), "lang")):
        yield "no language"
    if bare(body[-1]) != "sectPr":
        yield "the sheet is not told last"
    if not any(bare(one) == "updateFields" for one in package.trees["word/settings.xml"]):
        yield "fields are not worked out on opening"


def _style(one: Any) -> str:
    found = one.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else _value(found)


def _span(cell: Any) -> int:
    found = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if found is None else int(_value(found))


def _value(one: Any) -> str:
    return str(one.get(f"{W}val"))
