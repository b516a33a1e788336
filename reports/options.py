"""What was chosen for one document: plain frozen values, to JSON and back."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from reports.kinds import PARTS, Format, Kind, Paper, Part


@dataclass(frozen=True)
class Options:
    """The choices for a document.

    ``parts`` are those that are in it; ``against`` the assessments that a comparison sets beside this one, by their
    uuids in the order of its columns; ``only`` the code of the dimension or element that interview sheets are for,
    empty for all; ``house`` the slug of the organisation whose house style a guide is set in, empty for none.
    """

    paper: Paper = Paper.A4
    parts: frozenset[Part] = frozenset(Part)
    against: tuple[uuid.UUID, ...] = ()
    only: str = ""
    house: str = ""

    def has(self, part: Part) -> bool:
        """Whether this part is in it."""
        return part in self.parts

    def to_json(self) -> dict[str, Any]:
        """As it is stored with an order; the same choices give the same JSON."""
        return {
            "paper": str(self.paper),
            "parts": sorted(str(part) for part in self.parts),
            "against": [str(one) for one in self.against],
            "only": self.only,
            **({"house": self.house} if self.house else {}),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """What was stored; a part that there is no longer is left out."""
        return cls(
            paper=Paper(kept.get("paper", Paper.A4)),
            parts=frozenset(Part(name) for name in kept.get("parts", ()) if name in Part.values),
            against=tuple(uuid.UUID(one) for one in kept.get("against", ())),
            only=kept.get("only", ""),
            house=kept.get("house", ""),
        )


def all_of(kind: Kind, paper: Paper = Paper.A4) -> Options:
    """A document of this kind with everything that it can have."""
    return Options(paper=paper, parts=frozenset(PARTS[kind]))


@dataclass(frozen=True)
class Wish:
    """What is asked for: a kind of document as a kind of file, with its choices, of which approved revision."""

    kind: Kind
    format: Format
    options: Options
    revision: int | None = None
