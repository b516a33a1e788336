"""Reading a workbook: its tables become the tree that a content file would be, and one reader reads both."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from frameworks.content.nodes import Reading
from frameworks.content.reader import ContentFaults, read_tree
from frameworks.content.tree import Node, Where
from frameworks.definition import FrameworkDefinition
from frameworks.faults import Fault
from frameworks.spreadsheet.archive import ArchiveError
from frameworks.spreadsheet.cells import REFERENCE, column_of, read_grids
from frameworks.workbook.sheets import (
    CATEGORIES,
    DIMENSIONS,
    ELEMENTS,
    ENABLERS,
    GATES,
    GUIDE_KINDS,
    GUIDE_LINES,
    INDICATORS,
    LEVEL_DESCRIPTIONS,
    LEVELS,
    OBJECTIVE_ANSWERS,
    RATINGS,
    RELATED_ELEMENTS,
    SHEETS,
    SUGGESTED_ACTIONS,
    TRANSLATIONS,
    UPGRADE_RULES,
    VERSION,
    Sheet,
)
from frameworks.workbook.tables import Row, Tables, mapping

KINDS = {"null": "empty", "str": "text"}
BETWEEN_CODES = re.compile(r"[\s,;]+")

HOLDER = "element or enabler"
ACTION = ("level", "title", "text", "function", "effort")
FLAT = ("format", "framework", "version", "title", "summary", "points", "ladder", "related_framework")

type Grouped = dict[str, list[Row]]


def read_workbook(data: bytes) -> FrameworkDefinition:
    """The definition that a workbook holds; raises ``ContentFaults`` with everything that is wrong, cell by cell."""
    try:
        grids = read_grids(data)
    except ArchiveError as error:
        raise ContentFaults([Fault("workbook", str(error))]) from error
    reading = Reading(kinds=KINDS)
    tree = _Tree(Tables(grids, reading)).root()
    return read_tree(tree, reading, order=_order)


def _order(fault: Fault) -> tuple[int, int, int]:
    """Sheet by sheet, row by row."""
    title, _, reference = fault.place.partition("!")
    titles = [sheet.title for sheet in SHEETS]
    cell = REFERENCE.fullmatch(reference)
    sheet = titles.index(title) if title in titles else -1
    return (sheet, int(cell[2]), column_of(cell[1])) if cell else (sheet, 0, 0)


class _Tree:
    """Puts rows below the rows that they belong to; a row that belongs nowhere is a fault."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.categories = tables.rows(CATEGORIES)
        dimensions, elements, self.enablers = map(tables.rows, (DIMENSIONS, ELEMENTS, ENABLERS))
        holders = [*elements, *self.enablers]
        self.dimensions = self._under(dimensions, "category", self.categories, "category")
        self.elements = self._under(elements, "dimension", dimensions, "dimension")
        self.indicators = self._under(tables.rows(INDICATORS), "code", holders, HOLDER, _element_of)
        self.descriptions = self._under(tables.rows(LEVEL_DESCRIPTIONS), "element", holders, HOLDER)
        self.actions = self._under(tables.rows(SUGGESTED_ACTIONS), "element", holders, HOLDER)
        self.lines = self._under(tables.rows(GUIDE_LINES), "element", holders, HOLDER)
        self.related = self._under(tables.rows(RELATED_ELEMENTS), "element", holders, HOLDER)
        for row in (row for rows in self.lines.values() for row in rows):
            if row.values["kind"].kind != "refused" and row.text("kind") not in GUIDE_KINDS:
                tables.fault(row.values["kind"].where, f"must be one of {', '.join(GUIDE_KINDS)}")

    def _under(
        self, rows: list[Row], key: str, above: list[Row], kind: str, code_in: Callable[[str], str] = str
    ) -> Grouped:
        """The rows by the code of the row above that they belong to."""
        codes = {row.text("code") for row in above}
        is_sure = all(row.values["code"].kind != "refused" for row in above)
        grouped: Grouped = defaultdict(list)
        for row in rows:
            code, node = code_in(row.text(key)), row.values[key]
            grouped[code].append(row)
            if node.kind == "null" and key != "code":
                self.tables.fault(node.where, "is missing")
            elif node.kind == "str" and code not in codes and is_sure:
                self.tables.fault(node.where, f"there is no {kind} {code[:50]}")
        return grouped

    def root(self) -> Node:
        """The whole as one mapping, as a content file would hold it."""
        rows = self.tables.rows(VERSION)
        if not rows:
            self.tables.fault("Version!A2", "is missing: one row says what holds for the whole version")
        for row in rows[1:]:
            self.tables.fault(row.where, "is one row too many: a workbook holds one version")
        version = rows[0] if rows else Row("Version!A2")
        return version.node(*FLAT, **self._nested(version)) if rows else Node("refused", version.where)

    def _nested(self, version: Row) -> dict[str, Node]:
        return {
            "split": version.node("indicators", "objective"),
            "ratings": self._plain(RATINGS),
            "objective_answers": self._plain(OBJECTIVE_ANSWERS),
            "levels": self._plain(LEVELS),
            "categories": _list("Categories!A2", map(self._category, self.categories)),
            "enablers": _list("Enablers!A2", (self._element(row, "definition") for row in self.enablers)),
            "gates": _list("Gates!A2", map(_gate, self.tables.rows(GATES))),
            "upgrades": self._plain(UPGRADE_RULES),
            "translations": self._plain(TRANSLATIONS),
        }

    def _plain(self, sheet: Sheet) -> Node:
        """A table whose columns are the keys of its rows."""
        keys = [column.key for column in sheet.columns]
        return _list(f"{sheet.title}!A2", (row.node(*keys) for row in self.tables.rows(sheet)))

    def _category(self, row: Row) -> Node:
        dimensions = map(self._dimension, self.dimensions.pop(row.text("code"), ()))
        return row.node("code", "title", "share", "summary", dimensions=_list(row.where, dimensions))

    def _dimension(self, row: Row) -> Node:
        elements = self.elements.pop(row.text("code"), ())
        inner = (self._element(element, "points", "definition", "objective") for element in elements)
        return row.node("code", "title", "question", "summary", elements=_list(row.where, inner))

    def _element(self, row: Row, *keys: str) -> Node:
        """An element or enabler, with all that belongs to it; of two with one code, the first has it."""
        code = row.text("code")
        indicators = (one.node("code", "text", "weight", "look_for") for one in self.indicators.pop(code, ()))
        related = (one.values["related"] for one in self.related.pop(code, ()))
        return row.node(
            "code",
            "title",
            *keys,
            guide=self._guide(row, code),
            related=_list(row.where, related),
            indicators=_list(row.where, indicators),
        )

    def _guide(self, row: Row, code: str) -> Node:
        levels = (one.node("level", "text") for one in self.descriptions.pop(code, ()))
        actions = (one.node(*ACTION) for one in self.actions.pop(code, ()))
        lines = self.lines.pop(code, ())
        kinds = {
            kind: _list(row.where, (one.values["text"] for one in lines if one.text("kind") == kind))
            for kind in GUIDE_KINDS
        }
        rows = {"levels": _list(row.where, levels), "actions": _list(row.where, actions)}
        return mapping(row.where, rows | kinds)


def _element_of(indicator: str) -> str:
    return indicator.rpartition("/")[0]


def _list(where: Where, items: Iterable[Node]) -> Node:
    return Node("seq", where, items=list(items))


def _gate(row: Row) -> Node:
    codes = row.values["of"]
    if codes.kind == "str":
        apart = (code for code in BETWEEN_CODES.split(codes.text) if code)
        codes = _list(codes.where, (Node("str", codes.where, code) for code in apart))
    return row.node("code", "title", "scope", "at_least", "level", of=codes)
