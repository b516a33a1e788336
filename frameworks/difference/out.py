"""A difference as JSON: the same facts as the page, for programs."""

from typing import Any

from frameworks.definition import FrameworkDefinition
from frameworks.difference.values import Difference, Item, Moved, Reweighted, Reworded


def difference_to_json(old: FrameworkDefinition, new: FrameworkDefinition, found: Difference) -> dict[str, Any]:
    """The difference between two versions; numbers are strings, as people write them."""
    return {
        "framework": new.framework,
        "from": old.version,
        "to": new.version,
        "added": [_item(item) for item in found.added],
        "removed": [_item(item) for item in found.removed],
        "reworded": [_reworded(one) for one in found.reworded],
        "moved": [_moved(one) for one in found.moved],
        "reweighted": [_reweighted(one) for one in found.reweighted],
    }


def _item(item: Item) -> dict[str, Any]:
    named = {"kind": item.kind, "code": item.code, "title": item.title}
    return named | ({"part_of": item.parent} if item.parent else {})


def _reworded(one: Reworded) -> dict[str, Any]:
    words = [{piece.kind: piece.text} for piece in one.pieces]
    language = {"language": one.language} if one.language else {}
    place = {"kind": one.item.kind, "code": one.item.code, "field": one.field}
    return place | language | {"from": one.old, "to": one.new, "words": words}


def _moved(one: Moved) -> dict[str, Any]:
    return {"kind": one.new.kind, "from": _place(one.old), "to": _place(one.new), "merged": one.merged}


def _place(item: Item) -> dict[str, Any]:
    return {"code": item.code, "title": item.title, "part_of": item.parent, "position": item.position}


def _reweighted(one: Reweighted) -> dict[str, Any]:
    place = {"kind": one.item.kind, "code": one.item.code, "title": one.item.title}
    return place | {"weight": one.weight, "from": one.old or None, "to": one.new or None}
