"""Two texts, word by word."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from frameworks.difference.values import Piece

WORD = re.compile(r"\w+(?:[’'-]\w+)*|\s+|[^\w\s]")
MOST = 400  # words and spaces that differ; comparing takes the square of it, whatever the texts' length
CHANGES = ("removed", "added")


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """What both texts have and what only one has: kept with removed is the old text, kept with added the new one.

    Texts that have hardly anything in common are shown whole, one after the other.
    """
    steps = _steps(WORD.findall(old), WORD.findall(new))
    return tuple(_changed(old, new)) if steps is None else tuple(_joined(_phrases(list(_runs(steps)))))


def _steps(old: list[str], new: list[str]) -> list[Piece] | None:
    """The fewest changes that make the new words of the old, or ``None`` when they are too many (Myers' algorithm).

    ``reach[k]`` is how far into the old words the changes so far lead when ``k`` more were removed than added.
    """
    reach, trail = {1: 0}, []
    for count in range(MOST + 1):
        trail.append(dict(reach))
        for k in range(-count, count + 1, 2):
            adds = k == -count or (k != count and reach[k - 1] < reach[k + 1])
            x = reach[k + 1] if adds else reach[k - 1] + 1
            while x < len(old) and x - k < len(new) and old[x] == new[x - k]:
                x += 1
            reach[k] = x
            if x >= len(old) and x - k >= len(new):
                return list(_walked_back(old, new, trail))[::-1]
    return None


def _walked_back(old: list[str], new: list[str], trail: list[dict[int, int]]) -> Iterator[Piece]:
    x, y = len(old), len(new)
    for count in range(len(trail) - 1, -1, -1):
        reach, k = trail[count], x - y
        adds = k == -count or (k != count and reach[k - 1] < reach[k + 1])
        from_x = reach[k + 1] if adds else reach[k - 1]
        from_y = from_x - (k + 1 if adds else k - 1)
        while x > max(from_x, 0) and y > max(from_y, 0):
            x, y = x - 1, y - 1
            yield Piece("kept", old[x])
        if count:
            yield Piece("added", new[from_y]) if adds else Piece("removed", old[from_x])
        x, y = from_x, from_y


def _runs(steps: Iterable[Piece]) -> Iterator[Piece]:
    for kind, run in groupby(steps, key=lambda step: step.kind):
        yield Piece(kind, "".join(step.text for step in run))


def _phrases(steps: list[Piece]) -> Iterator[Piece]:
    """A space between two changes belongs to both: phrases are read, not single words."""
    for index, step in enumerate(steps):
        if step.kind == "kept" and step.text.isspace() and 0 < index < len(steps) - 1:
            yield from _changed(step.text, step.text)
        else:
            yield step


def _joined(steps: Iterable[Piece]) -> Iterator[Piece]:
    """Changes that follow one another as one removed and one added piece."""
    for is_kept, run in groupby(steps, key=lambda step: step.kind == "kept"):
        found = list(run)
        if is_kept:
            yield from found
        else:
            yield from _changed(*("".join(step.text for step in found if step.kind == kind) for kind in CHANGES))


def _changed(old: str, new: str) -> Iterator[Piece]:
    if old:
        yield Piece("removed", old)
    if new:
        yield Piece("added", new)
