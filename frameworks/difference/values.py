"""A difference as plain frozen values."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Literal

Kind = Literal[
    "framework", "category", "dimension", "element", "indicator", "rating", "objective_answer", "level", "gate"
]
Key = tuple[Kind, str]


@dataclass(frozen=True)
class Item:
    """Something that a version is made of; kinds and codes are those of ``frameworks.wording``.

    ``parent`` is the code of what it is part of (an enabler has none), ``position`` its place among its like, from 1.
    ``weights`` are its numbers and rules by name, as people write them.
    """

    kind: Kind
    code: str
    title: str
    parent: str = ""
    position: int = 1
    weights: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> Key:
        """What it is known by within its version."""
        return self.kind, self.code


@dataclass(frozen=True)
class Piece:
    """Some words that both texts have, or one of them alone."""

    kind: Literal["kept", "removed", "added"]
    text: str


@dataclass(frozen=True)
class Reworded:
    """A text that says something else now; without ``language`` it is the content's own.

    ``field`` is the last part of the text's key: ``title``, ``guide.4``; lines are one text, ``evidence``, and so is
    what helps to reach a level, ``actions.4``.
    """

    item: Item
    field: str
    old: str
    new: str
    pieces: tuple[Piece, ...]
    language: str = ""


@dataclass(frozen=True)
class Moved:
    """Something that lies elsewhere, in another order, or under another code; ``merged`` into what was there."""

    old: Item
    new: Item
    merged: bool = False


@dataclass(frozen=True)
class Reweighted:
    """A number or a rule of something that is in both versions; an empty text says that there is none."""

    item: Item
    weight: str
    old: str
    new: str


@dataclass(frozen=True)
class Difference:
    """Everything that changed, each list in reading order."""

    added: tuple[Item, ...] = ()
    removed: tuple[Item, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    moved: tuple[Moved, ...] = ()
    reweighted: tuple[Reweighted, ...] = ()

    def counts(self) -> Iterator[tuple[str, int]]:
        """How many changes of each sort there are."""
        for field in fields(self):
            yield field.name, len(getattr(self, field.name))

    def __bool__(self) -> bool:
        return any(count for _name, count in self.counts())
