"""Small readings of XML that every check of an office file needs."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any


def bare(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return str(element.tag).rpartition("}")[2]


def twice[T: Hashable](found: Iterable[T]) -> list[T]:
    """What is there more than once."""
    return [one for one, number in Counter(found).items() if number > 1]


def out_of_order(element: Any, order: Sequence[str]) -> list[str]:
    """The names of its children that stand before one that has to come first, or that are there twice."""
    names = [bare(one) for one in element]
    known = [name for name in names if name in order]
    wrong = [name for name, other in zip(known, sorted(known, key=order.index), strict=True) if name != other]
    return [*wrong, *twice(known)]


def strangers(element: Any, known: Iterable[str]) -> list[str]:
    """The names of its children that it can't have."""
    return sorted({bare(one) for one in element} - set(known))


def said(element: Any, name: str) -> str:
    """All the text inside elements of this name."""
    return "".join(one.text or "" for one in element.iter() if bare(one) == name)


def inside(element: Any, name: str) -> Iterator[Any]:
    """The elements of this name, however deep."""
    return (one for one in element.iter() if bare(one) == name)
