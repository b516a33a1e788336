"""What an uploaded file says: its answers with their places in it, what is wrong with it, and what it was made from."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assessments.items import Place


@dataclass(frozen=True)
class GivenPlace:
    """One answer of a file; ``where`` is its cell, or its place in a document.

    ``value`` and ``reason`` are None where the file says nothing of them, so that what stands stays. ``version`` is the
    one that the answer had when the file was made; None where nobody knows.
    """

    element: str
    item: str
    value: str | None
    reason: str | None
    where: str
    version: int | None = None

    @property
    def place(self) -> Place:
        """Where it belongs."""
        return self.element, self.item


@dataclass(frozen=True)
class WrongPlace:
    """What can't be read: where, why, and what stood there."""

    where: str
    words: str
    said: str = ""


@dataclass(frozen=True)
class Uploaded:
    """A file as it was read. ``assessment`` and ``sheet`` are UUIDs of what it was made from, where it says so."""

    answers: tuple[GivenPlace, ...]
    wrong: tuple[WrongPlace, ...] = ()
    assessment: str = ""
    sheet: str = ""


def tidy(text: str) -> str:
    """A text without space around it and with line ends of one character, as forms give it."""
    return re.sub("\r\n?", "\n", text).strip()


def answers_to_json(answers: Iterable[GivenPlace]) -> list[list[Any]]:
    """The answers to be kept."""
    return [[one.element, one.item, one.value, one.reason, one.where, one.version] for one in answers]


def answers_from_json(kept: Iterable[list[Any]]) -> tuple[GivenPlace, ...]:
    """The answers as they were kept."""
    return tuple(GivenPlace(*values) for values in kept)
