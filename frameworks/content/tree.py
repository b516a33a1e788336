"""What a content file says, before anybody asks what it means: a tree of scalars, lists and mappings.

A YAML file and a workbook both become such a tree, so that one reader reads both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

type Kind = Literal["bool", "float", "int", "map", "null", "seq", "str", "timestamp", "other", "refused"]
# Where something stands: the line of a text file, the cell of a workbook (``Elements!E12``).
type Where = int | str


@dataclass(slots=True)
class Node:
    """One value with its kind and where it stands.

    What was ``refused`` already is not spoken of again.
    A scalar has its ``text``, a list its ``items``, a mapping its ``pairs`` of key and value.
    """

    kind: Kind
    where: Where
    text: str = ""
    items: list[Node] = field(default_factory=list)
    pairs: list[tuple[Node, Node]] = field(default_factory=list)
