"""Reads the structure tree of a PDF as plain values, for tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf


@dataclass(frozen=True)
class Element:
    """One element: its kind without the slash, what stands in it, and what it says of itself."""

    kind: str
    kids: tuple["Element", ...]
    pieces: tuple[int, ...]
    links: int
    alternative: str
    scope: str

    def walk(self) -> Iterator["Element"]:
        """This one and all within it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def all(self, kind: str) -> list["Element"]:
        """Those of a kind, in reading order."""
        return [one for one in self.walk() if one.kind == kind]

    @property
    def shape(self) -> str:
        """Its kind and those of its kids, as in ``L(LI LI)``."""
        return f"{self.kind}({' '.join(kid.kind for kid in self.kids)})"


def structure(document: pikepdf.Pdf) -> Element:
    """The tree's top element, the document itself."""
    return _element(document.Root.StructTreeRoot.K[0])


def _element(raw: Any) -> Element:
    kids = raw.get("/K", ())
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids] if isinstance(kids, int) else list(kids)
    elements = [kid for kid in kids if not isinstance(kid, int) and "/S" in kid]
    return Element(
        kind=str(raw.S)[1:],
        kids=tuple(_element(kid) for kid in elements),
        pieces=tuple(kid for kid in kids if isinstance(kid, int)),
        links=sum(not isinstance(kid, int) and "/S" not in kid for kid in kids),
        alternative=str(raw.get("/Alt", "")),
        scope=str(raw.A.get("/Scope", ""))[1:] if "/A" in raw else "",
    )
