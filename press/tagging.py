"""Puts the structure tree of a PDF right: what a screen reader follows, as PDF/UA-1 asks for it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pikepdf

Kid = Any  # an element of the tree, a reference to a link's place, or the number of a marked piece of a page
HOLLOW = {"/Span", "/NonStruct", "/Div"}  # mean nothing without kids
WRAPPERS = {"/NonStruct", "/Div"}  # columns and the like, which must not stand between a list and its items
TELLERS = {"/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/TD", "/TH", "/LBody", "/Lbl", "/Caption", "/Link", "/Span"}
BARE = {"/Type", "/S", "/P", "/Pg", "/K"}
HOLDERS = {"/Link", "/Form"}  # what a reference may stand in
MARKED = re.compile(rb"/\w+\s<</MCID (\d+)>>\sBDC")
ARTIFACT = b"/Artifact\n<</Type /Pagination>>\nBDC"
POINTS_A_PIXEL = 0.75


class Tree:
    """The structure tree of one PDF, with the index that leads from the marked pieces of a page back into it."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self.document = document
        self.root = document.Root.StructTreeRoot
        numbers = self.root.ParentTree.Nums
        self.index = {int(numbers[at]): at + 1 for at in range(0, len(numbers), 2)}
        self.told: dict[tuple[int, int], set[int]] = defaultdict(set)

    def repair(self) -> None:
        """Settle every element, then make artifacts of what no element tells: running heads and feet."""
        for top in self.root.K:
            self._settle(top)
        for page in self.document.pages:
            self._silence(page)

    def _settle(self, element: Kid) -> list[Kid]:
        """What comes into the tree in this element's place: itself with its kids settled, what is in it, or nothing."""
        if isinstance(element, int) or "/S" not in element:
            return [element]
        kind = str(element.S)
        kids = [one for kid in _kids(element) for one in self._settle(kid)]
        loose: list[Kid] = []
        if kind not in HOLDERS:
            loose = [kid for kid in kids if _is_reference(kid)]
            kids = [kid for kid in kids if not _is_reference(kid)]
        kids = SETTLED.get(kind, _as_they_are)(element, kids)
        if kind == "/LI":
            kids = self._item(kids)
        if kind == "/L":
            kids = self._list(kids)
        if kind in HOLLOW and not kids:
            return loose
        if kind in TELLERS:
            kids = [one for kid in kids for one in (_kids(kid) if _is_bare(kid) else [kid])]
        self._fill(element, kids)
        return [element, *loose]

    def _fill(self, element: Kid, kids: list[Kid]) -> None:
        """Give an element these kids, and lead whoever comes from them here."""
        element.K = pikepdf.Array(kids)
        for kid in kids:
            if isinstance(kid, int):
                page = element.Pg
                self.told[page.objgen].add(kid)
                self.root.ParentTree.Nums[self.index[int(page.StructParents)]][kid] = element
            elif _is_reference(kid):
                self.root.ParentTree.Nums[self.index[int(kid.Obj.StructParent)]] = element
            else:
                kid.P = element

    def _list(self, kids: list[Kid]) -> list[Kid]:
        """Items stand right below their list; columns put a list and a block around them, and spaces lie between."""
        items = [one for kid in kids for one in (_kids(kid) if _kind(kid) in WRAPPERS else [kid])]
        for space in [one for one in items if _kind(one) == "/Span"]:
            self.told[space.Pg.objgen] -= set(_kids(space))
        items = [one for one in items if _kind(one) != "/Span"]
        if {_kind(one) for one in items} == {"/L"}:
            return [one for inner in items for one in _kids(inner)]
        return items

    def _item(self, kids: list[Kid]) -> list[Kid]:
        """An item has a label and one body: blocks in the midst of its text had cut that in pieces."""
        parts = [kid for kid in kids if _kind(kid) != "/Lbl"]
        bodies = [kid for kid in parts if _kind(kid) == "/LBody"]
        if not bodies or len(parts) == 1:
            return kids
        self._fill(bodies[0], [one for kid in parts for one in (_kids(kid) if _kind(kid) == "/LBody" else [kid])])
        return [*(kid for kid in kids if _kind(kid) == "/Lbl"), bodies[0]]

    def _silence(self, page: pikepdf.Page) -> None:
        """Mark as artifacts the pieces of a page that no element tells."""
        told, nothing = self.told[page.obj.objgen], set[int]()

        def silent(found: re.Match[bytes]) -> bytes:
            number = int(found[1])
            if number in told:
                return found[0]
            nothing.add(number)
            return ARTIFACT

        content = MARKED.sub(silent, page.Contents.read_bytes())
        if nothing:
            page.Contents = self.document.make_stream(content)
            places = self.root.ParentTree.Nums[self.index[int(page.StructParents)]]
            for number in nothing:
                places[number] = None


def _kids(element: Kid) -> Iterator[Kid]:
    kids = element.get("/K", ())
    yield from kids if isinstance(kids, pikepdf.Array) else [kids]


def _kind(kid: Kid) -> str:
    return "" if isinstance(kid, int) else str(kid.get("/S", ""))


def _is_reference(kid: Kid) -> bool:
    return not isinstance(kid, int) and "/S" not in kid


def _is_bare(kid: Kid) -> bool:
    """Whether it is a span that says nothing of what is in it: its pieces can as well be told by what it is in."""
    return _kind(kid) == "/Span" and kid.keys() == BARE


def _as_they_are(_element: Kid, kids: list[Kid]) -> list[Kid]:
    return kids


def _link(element: Kid, kids: list[Kid]) -> list[Kid]:
    """A link's pseudo-elements are links of their own: one link is told as one."""
    return [
        one
        for kid in kids
        for one in (_kids(kid) if _kind(kid) == "/Link" and kid.Pg.objgen == element.Pg.objgen else [kid])
    ]


def _table(_element: Kid, kids: list[Kid]) -> list[Kid]:
    """A table has one head; what looks like a second one is a body that begins with heads."""
    heads = [kid for kid in kids if _kind(kid) == "/THead"]
    for head in heads[1:]:
        head.S = pikepdf.Name.TBody
    return kids


def _figure(element: Kid, kids: list[Kid]) -> list[Kid]:
    """A figure's place, which the engine gives in pixels from the top, in points from the bottom."""
    left, top, right, bottom = (float(one) * POINTS_A_PIXEL for one in element.A.BBox)
    height = float(element.Pg.MediaBox[3])
    element.A.BBox = pikepdf.Array([round(one, 3) for one in (left, height - bottom, right, height - top)])
    return kids


SETTLED = {"/Link": _link, "/Table": _table, "/Figure": _figure}
