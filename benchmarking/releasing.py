"""From one release of figures to the next, so that the two together tell no more than each: plain, without Django.

A release is a set of cells, each with how many organisations stood in which step when it was reckoned. A cell keeps its
counts until enough of it has changed; then all that has changed is let in at once.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Final

from benchmarking.cells import ALL, Entry, Group, Signature, cells_of, choose
from benchmarking.privacy import Counts, Rules, counted, percentiles, told_size

Scores = Mapping[str, Decimal | None]
MOST_TRIED: Final = 12  # cells at a time, 4,096 choices of them
_Shares = Mapping[tuple[int | None, int | None], set[str]]


@dataclass(frozen=True)
class Cell:
    """Organisations that no published group tells apart; ``counts`` by measure are as of the day they were reckoned."""

    signature: Signature
    entries: frozenset[Entry]
    counts: Mapping[str, Counts]
    as_of: datetime.date


@dataclass(frozen=True)
class Release:
    """The groups that are published beside all, and the cells that they are put together from."""

    family: Signature = frozenset()
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Published:
    """What is told of a group: its rounded size, its percentiles by measure, and from when to when they are."""

    group: Group
    size: int
    figures: Mapping[str, Mapping[int, Decimal]]
    oldest: datetime.date
    newest: datetime.date


def next_release(data: Mapping[Entry, Scores], before: Release, today: datetime.date, rules: Rules) -> Release:
    """The release that may follow the one before, out of what stands now.

    With other groups than before, should they be due and should that be safe; else with the same; and just the one
    before while all together are too few.
    """
    family = choose(data.keys(), before.family, rules)
    if family is None:
        return before
    renewed = _renewed(data, before, family, today, rules)
    if renewed is None:
        family = before.family
        renewed = _renewed(data, before, family, today, rules)
    return before if renewed is None else Release(family, renewed)


def publish(release: Release, rules: Rules, oldest: datetime.date = datetime.date.min) -> list[Published]:
    """What is told of all and of each group, leaving out cells that were reckoned before ``oldest``."""
    living = [cell for cell in release.cells if cell.as_of >= oldest]
    groups = (ALL, *sorted(release.family))
    found = [_published(group, [cell for cell in living if _is_in(cell, group)], rules) for group in groups]
    return [one for one in found if one is not None]


def _is_in(cell: Cell, group: Group) -> bool:
    return group == ALL or group in cell.signature


def _published(group: Group, cells: list[Cell], rules: Rules) -> Published | None:
    size = sum(len(cell.entries) for cell in cells)
    if size < max(rules.minimum, 1):
        return None
    measures = dict.fromkeys(measure for cell in cells for measure in cell.counts)
    told = {measure: percentiles(_together(cells, measure, rules), rules) for measure in measures}
    dates = [cell.as_of for cell in cells]
    figures = {measure: values for measure, values in told.items() if values}
    return Published(group, told_size(size, rules), figures, min(dates), max(dates))


def _together(cells: Iterable[Cell], measure: str, rules: Rules) -> Counter[Decimal]:
    """The counts of the cells; one in which too few have the measure (left out, say) stays out of every group."""
    least = rules.minimum if rules.complementary else 1
    each = [cell.counts.get(measure, {}) for cell in cells]
    return sum((Counter(counts) for counts in each if sum(counts.values()) >= least), Counter())


@dataclass(frozen=True)
class _Block:
    """Old cells and new ones that share entries which stayed as they were, directly or by way of others."""

    old: tuple[Cell, ...]
    new: tuple[Signature, ...]

    @property
    def is_one_cell(self) -> bool:
        """Whether nothing is cut anew: the same cell then and now."""
        return [cell.signature for cell in self.old] == list(self.new)


def _renewed(
    data: Mapping[Entry, Scores], before: Release, family: Signature, today: datetime.date, rules: Rules
) -> tuple[Cell, ...] | None:
    """The cells of this family; None where they would tell too much beside the old ones, and have to wait."""
    parts = cells_of(data, family)
    cells: list[Cell] = []
    for block in _blocks(before.cells, parts):
        if _may_follow(block, parts, rules):
            as_of = today if _has_changed(block, parts) else min(cell.as_of for cell in block.old)
            cells.extend(_cell(one, parts[one], data, as_of, rules) for one in block.new)
        elif family == before.family or block.is_one_cell:
            cells.extend(block.old)
        else:
            return None
    return tuple(sorted(cells, key=lambda cell: sorted(cell.signature)))


def _cell(
    signature: Signature, entries: frozenset[Entry], data: Mapping[Entry, Scores], as_of: datetime.date, rules: Rules
) -> Cell:
    found: defaultdict[str, list[Decimal]] = defaultdict(list)
    for entry in entries:
        for measure, percent in data[entry].items():
            if percent is not None:
                found[measure].append(percent)
    counts = {measure: counted(percents, rules) for measure, percents in found.items()}
    return Cell(signature, entries, counts, as_of)


def _may_follow(block: _Block, parts: Mapping[Signature, frozenset[Entry]], rules: Rules) -> bool:
    """Whether no sum or difference of the old cells and the new ones is left with fewer than enough organisations.

    Whatever is added and subtracted, an organisation that stays as it was drops out only where its old cell and its new
    one both take part. So every choice of cells is tried; where there are too many to try, they have to wait.
    """
    old, new = range(len(block.old)), range(-len(block.new), 0)
    whole = [*old, *new]
    if not rules.complementary:
        return _leaves_enough(frozenset(whole), _shares(block, parts), rules.changes)
    if len(whole) > MOST_TRIED:
        return False
    shares = _shares(block, parts)
    choices = (chosen for size in range(1, len(whole) + 1) for chosen in combinations(whole, size))
    return all(_leaves_enough(frozenset(chosen), shares, rules.changes) for chosen in choices)


def _shares(block: _Block, parts: Mapping[Signature, frozenset[Entry]]) -> _Shares:
    """The organisations by the places of their old cell and of their new one; None for an entry in only one of them.

    Old cells are counted from 0 upwards, new ones from -1 downwards.
    """
    before = {entry: place for place, cell in enumerate(block.old) for entry in cell.entries}
    after = {entry: place - len(block.new) for place, one in enumerate(block.new) for entry in parts[one]}
    shares: defaultdict[tuple[int | None, int | None], set[str]] = defaultdict(set)
    for entry in before.keys() | after.keys():
        shares[before.get(entry), after.get(entry)].add(entry.organisation)
    return shares


def _leaves_enough(chosen: Collection[int], shares: _Shares, least: int) -> bool:
    """Whether nobody is left of these cells, or enough."""
    left = [those for (old, new), those in shares.items() if (old in chosen) != (new in chosen)]
    return not left or len(set().union(*left)) >= least


def _has_changed(block: _Block, parts: Mapping[Signature, frozenset[Entry]]) -> bool:
    return any(None in places for places in _shares(block, parts))


def _blocks(old: Iterable[Cell], parts: Mapping[Signature, frozenset[Entry]]) -> list[_Block]:
    """The old cells and the new parts, together where they share an entry."""
    blocks = [_Block((), (one,)) for one in sorted(parts, key=sorted)]
    for cell in old:
        near = [block for block in blocks if any(cell.entries & parts[one] for one in block.new)]
        blocks = [block for block in blocks if block not in near]
        blocks.append(
            _Block((cell, *(each for block in near for each in block.old)), tuple(one for b in near for one in b.new))
        )
    return blocks
