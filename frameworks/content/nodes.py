"""Reading a tree with every fault in its place: values are taken as written, so a number stays what was typed.

``12.5`` becomes ``Decimal("12.5")`` without passing through a float, and text that YAML would take for something
else (``no``, ``1.0``) is refused with words rather than changed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import TracebackType
from typing import NamedTuple, Self

from frameworks.content.tree import Kind, Node, Where
from frameworks.faults import Fault

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
# A place that the words of a fault name: categories.0.dimensions.1.code
PLACE = re.compile(r"\b[a-z_]+\.[0-9]+\.[a-z0-9_.]*[a-z0-9_]")
# An escape such as "\0" or "\ud800" writes what no file may hold: no database takes it all, and no page shows it.
UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
KEY_SHOWN = 50
TEXT_LIMIT = 30_000  # a cell of a workbook holds no more than 32,767
KINDS = {
    "bool": "yes or no (put quotes around a word)",
    "float": "a number (put quotes around a version)",
    "int": "a number",
    "map": "a mapping",
    "null": "empty",
    "seq": "a list",
    "str": "text (leave the quotes off a number)",
    "timestamp": "a date",
}


class Digits(NamedTuple):
    """How many digits a number may have before and after the point."""

    whole: int
    fraction: int


@dataclass
class Reading:
    """What was found while reading one file: faults, where every place stands, and whether a value is missing.

    ``kinds`` says in the words of the file's format what was found instead of what was wanted.
    """

    kinds: Mapping[str, str] = field(default_factory=lambda: KINDS)
    faults: list[Fault] = field(default_factory=list)
    places: dict[str, Where] = field(default_factory=dict)
    damaged: bool = False

    def located(self, fault: Fault) -> Fault:
        """The fault with the line of its place, or of the nearest place around it; in a workbook, the cell."""
        place = fault.place
        while place and place not in self.places:
            place = place.rpartition(".")[0]
        where = self.places.get(place)
        words = PLACE.sub(self._named, fault.words)
        return Fault(where, words) if isinstance(where, str) else replace(fault, words=words, line=where)

    def _named(self, place: re.Match[str]) -> str:
        """What a fault says of another place: its line or cell instead of its path."""
        where = self.places.get(place[0], place[0])
        return f"line {where}" if isinstance(where, int) else where


class Spot:
    """One value of the tree, with its place in the content."""

    def __init__(self, node: Node | None, place: str, reading: Reading) -> None:
        self.node = node
        self.place = place
        self.reading = reading
        if node is not None:
            reading.places[place] = node.where

    @property
    def kind(self) -> Kind:
        """What it was taken for: ``str``, ``int``, ``float``, ``bool``, ``null``, ``map``, ``seq`` ..."""
        return "null" if self.node is None else self.node.kind

    def fault(self, words: str, *, damages: bool = True) -> None:
        """Note a fault here; one that damages leaves a value without which nothing adds up."""
        located = self.reading.located(Fault(self.place, words))
        self.reading.faults.append(located if located.place else replace(located, place="content"))
        self.reading.damaged |= damages

    def refuse(self, wanted: str) -> None:
        """Note that something of another kind is wanted here; a value that was refused already is let pass."""
        if self.kind != "refused":
            self.fault(f"must be {wanted}, not {self.reading.kinds.get(self.kind, 'that')}")

    def child(self, node: Node | None, step: str | int) -> "Spot":
        """A spot within this one."""
        return Spot(node, f"{self.place}.{step}" if self.place else str(step), self.reading)

    def text(self, limit: int = TEXT_LIMIT) -> str:
        """The text exactly as it is; ``limit`` is the most characters it may have."""
        if self.node is None or self.kind != "str":
            self.refuse("text")
            return ""
        text = self.node.text
        if UNSTORABLE.search(text):
            self.fault("holds a character that can't be stored or shown")
        if len(text) > limit:
            self.fault(f"has {len(text)} characters; at most {limit} fit")
        return text

    def word(self, limit: int) -> str:
        """A code or other word, without spaces around it."""
        return self.text(limit).strip()

    def number(self, digits: Digits) -> Decimal:
        """The number exactly as written, with at most so many digits."""
        value = self.node.text if self.node else ""
        if self.kind not in {"int", "float"} or not NUMBER.fullmatch(value):
            self.refuse("a number such as 20 or 12.5")
            return Decimal(0)
        whole, _, fraction = value.lstrip("-").partition(".")
        if len(whole) > digits.whole or len(fraction) > digits.fraction:
            self.fault(f"must have at most {digits.whole} digits before the point and {digits.fraction} after it")
        return Decimal(value)

    def items(self) -> list["Spot"]:
        """The entries of a list."""
        if self.node is None or self.kind != "seq":
            self.refuse("a list")
            return []
        return [self.child(node, index) for index, node in enumerate(self.node.items)]

    def fields(self) -> "Fields":
        """The keys of a mapping, for use in a ``with`` block that reads every key it knows."""
        return Fields(self)


class Fields:
    """The keys of one mapping; at the end of the ``with`` block any key that was not read is a fault."""

    def __init__(self, spot: Spot) -> None:
        self.spot = spot
        self.unread: dict[str, Spot] = {}
        if spot.node and spot.kind == "map":
            for key, value in spot.node.pairs:
                self._add(key, value)
        else:
            spot.refuse("a mapping")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for spot in self.unread.values():
            spot.fault("unknown key", damages=False)

    def _add(self, key: Node, value: Node) -> None:
        name = key.text[:KEY_SHOWN] or "?"
        if name in self.unread:
            self.spot.child(key, name).fault("is there twice")
            return
        child = self.spot.child(value, name)
        child.reading.places[child.place] = key.where
        self.unread[name] = child

    def take(self, key: str) -> Spot | None:
        """The spot of a key, ``None`` where it is missing or has no value."""
        spot = self.unread.pop(key, None)
        return None if spot is None or spot.kind == "null" else spot

    def required(self, key: str) -> Spot | None:
        """The spot of a key that must be there; its absence is noted."""
        spot = self.take(key)
        if spot is None and self.spot.kind == "map":
            self.spot.child(None, key).fault("is missing")
        return spot

    def text(self, key: str, limit: int = TEXT_LIMIT) -> str:
        """A text that must be there and say something."""
        spot = self.required(key)
        text = spot.text(limit) if spot else ""
        if spot and spot.kind == "str" and not text.strip():
            spot.fault("is empty")
        return text

    def word(self, key: str, limit: int) -> str:
        """A code or other word that must be there, without spaces around it."""
        return self.text(key, limit).strip()

    def optional_text(self, key: str, limit: int = TEXT_LIMIT) -> str:
        """A text that may be left out."""
        spot = self.take(key)
        return spot.text(limit) if spot else ""

    def number(self, key: str, digits: Digits, default: Decimal | None = None) -> Decimal:
        """A number; without a default it must be there."""
        spot = self.take(key) if default is not None else self.required(key)
        return spot.number(digits) if spot else default or Decimal(0)

    def optional_number(self, key: str, digits: Digits) -> Decimal | None:
        """A number that may be left out."""
        spot = self.take(key)
        return spot.number(digits) if spot else None

    def choice[T: str](self, key: str, choices: tuple[T, ...]) -> T:
        """One of a few words; the first of them stands in for one that is wrong."""
        spot = self.required(key)
        word = spot.text() if spot else ""
        chosen = next((choice for choice in choices if choice == word), None)
        if spot and word and chosen is None:
            spot.fault(f"must be one of {', '.join(choices)}")
        return chosen or choices[0]

    def each[T](self, key: str, read: Callable[[Spot], T]) -> tuple[T, ...]:
        """What ``read`` makes of each entry of a list that must be there."""
        spot = self.required(key)
        return tuple(read(item) for item in spot.items()) if spot else ()

    def each_optional[T](self, key: str, read: Callable[[Spot], T]) -> tuple[T, ...]:
        """What ``read`` makes of each entry of a list that may be left out."""
        spot = self.take(key)
        return tuple(read(item) for item in spot.items()) if spot else ()
