"""Numbering of a Word document: bullets and numbers in three depths; each ordered list begins anew."""

from typing import Final

from docx.document import Document

from reports.office.word.styles import twips
from reports.office.word.xml import Node, node

DEPTHS: Final = 3
SIGNS: Final = ("•", "–", "·")
STEP: Final = 20  # points that each depth stands further in
BULLETS, NUMBERS = 1, 2  # the two kinds by their numbers in the file


class Lists:
    """The lists of one document."""

    def __init__(self, document: Document) -> None:
        self._numbering = document.part.numbering_part.element
        for old in list(self._numbering):
            self._numbering.remove(old)
        self._numbering.append(_kind(BULLETS, "bullet"))
        self._numbering.append(_kind(NUMBERS, "decimal"))
        self._last = 0
        self.bullets = self._begin(BULLETS)

    def mark(self, which: int, depth: int) -> Node:
        """What makes a paragraph an item of the list ``which``, so many lists deep."""
        return node("numPr", node("ilvl", val=min(depth, DEPTHS - 1)), node("numId", val=which))

    def ordered(self, depth: int, start: int = 1) -> int:
        """Begin an ordered list; gives the number by which its paragraphs name it."""
        return self._begin(NUMBERS, depth, start)

    def _begin(self, kind: int, depth: int = 0, start: int = 1) -> int:
        self._last += 1
        made = node("num", node("abstractNumId", val=kind), numId=self._last)
        if kind == NUMBERS:
            made.append(node("lvlOverride", node("startOverride", val=start), ilvl=min(depth, DEPTHS - 1)))
        self._numbering.append(made)
        return self._last


def _kind(number: int, form: str) -> Node:
    levels = (_level(depth, form) for depth in range(DEPTHS))
    return node("abstractNum", node("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=number)


def _level(depth: int, form: str) -> Node:
    sign = SIGNS[depth] if form == "bullet" else f"%{depth + 1}."
    indent = node("ind", left=twips(STEP * (depth + 1)), hanging=twips(STEP))
    return node(
        "lvl",
        node("start", val=1),
        node("numFmt", val=form),
        node("lvlText", val=sign),
        node("lvlJc", val="left"),
        node("pPr", indent),
        ilvl=depth,
    )
