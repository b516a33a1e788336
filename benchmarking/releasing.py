"""From one release of figures to the next, so that the two together tell no more than each: plain, without Django.

A release is a set of cells, each with how many organisations stood in which step when it was reckoned. A cell keeps its
counts until enough of it has changed; then all that has changed is let in at once. That goes for each measure by
itself: who leaves an element out has no part in its figures, and so hides nobody in them.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import combinations
from typing import Final

from benchmarking.cells import ALL, Entry, Group, Signature, cells_of, choose
from benchmarking.privacy import Counts, Rules, counted, percentiles, told_size

Scores = Mapping[str, Decimal | None]
MOST_TRIED: Final = 12  # cells at a time, 4,096 choices of them
_Sets = tuple[frozenset[Entry], ...]
_Shares = Mapping[tuple[int | None, int | None], set[str]]
_NOBODY: Final[frozenset[Entry]] = frozenset()


@dataclass(frozen=True)
class Base:
    """Whose data the counts of one measure rest on, and the day on which they were reckoned."""

    entries: frozenset[Entry]
    as_of: datetime.date


@dataclass(frozen=True)
class Cell:
    """Organisations that no published group tells apart; ``counts`` by measure, each with its base."""

    signature: Signature
    entries: frozenset[Entry]
    counts: Mapping[str, Counts]
    as_of: datetime.date
    bases: Mapping[str, Base] = field(default_factory=dict)

    @property
    def all_entries(self) -> frozenset[Entry]:
        """Those that belong to it, and those that a measure still rests on."""
        return self.entries.union(*(base.entries for base in self.bases.values()))

    def base(self, measure: str) -> frozenset[Entry]:
        """Whose data the measure rests on; nobody's where it is not told."""
        return self.bases[measure].entries if measure in self.bases else _NOBODY


@dataclass(frozen=True)
class Release:
    """The groups that are published beside all, and the cells that they are put together from."""

    family: Signature = frozenset()
    cells: tuple[Cell, ...] = ()

    @property
    def organisations(self) -> list[str]:
        """Whose results are in it."""
        return sorted({entry.organisation for cell in self.cells for entry in cell.entries})


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
    living = [_living(cell, oldest) for cell in release.cells if cell.as_of >= oldest]
    groups = (ALL, *sorted(release.family))
    found = [_published(group, [cell for cell in living if _is_in(cell, group)], rules) for group in groups]
    return [one for one in found if one is not None]


def _living(cell: Cell, oldest: datetime.date) -> Cell:
    """The cell without the measures that were reckoned before this day."""
    bases = {measure: base for measure, base in cell.bases.items() if base.as_of >= oldest}
    return replace(cell, bases=bases, counts={one: counts for one, counts in cell.counts.items() if one in bases})


def _is_in(cell: Cell, group: Group) -> bool:
    return group == ALL or group in cell.signature


def _published(group: Group, cells: list[Cell], rules: Rules) -> Published | None:
    size = sum(len(cell.entries) for cell in cells)
    if size < max(rules.minimum, 1):
        return None
    measures = dict.fromkeys(measure for cell in cells for measure in cell.counts)
    told = {measure: percentiles(_together(cells, measure, rules), rules) for measure in measures}
    dates = [day for cell in cells for day in (cell.as_of, *(base.as_of for base in cell.bases.values()))]
    figures = {measure: values for measure, values in told.items() if values}
    return Published(group, told_size(size, rules), figures, min(dates), max(dates))


def _together(cells: Iterable[Cell], measure: str, rules: Rules) -> Counter[Decimal]:
    """The counts of the cells; one in which too few have the measure (left out, say) stays out of every group."""
    least = _least(rules)
    each = [cell.counts.get(measure, {}) for cell in cells]
    return sum((Counter(counts) for counts in each if sum(counts.values()) >= least), Counter())


def _least(rules: Rules) -> int:
    """How many of a cell must have a measure for it to be told."""
    return rules.minimum if rules.complementary else 1


@dataclass(frozen=True)
class _Block:
    """Old cells and new ones that share entries which stayed as they were, directly or by way of others."""

    old: tuple[Cell, ...]
    new: tuple[Cell, ...]

    @property
    def is_one_cell(self) -> bool:
        """Whether nothing is cut anew: the same cell then and now."""
        return [cell.signature for cell in self.old] == [cell.signature for cell in self.new]

    @property
    def measures(self) -> list[str]:
        return list(dict.fromkeys(measure for cell in (*self.old, *self.new) for measure in cell.bases))

    @property
    def sets(self) -> tuple[_Sets, _Sets]:
        """Whom the old cells have, and whom the new ones."""
        return tuple(cell.entries for cell in self.old), tuple(cell.entries for cell in self.new)

    def sets_of(self, measure: str) -> tuple[_Sets, _Sets]:
        """The same of those alone whose data a measure rests on."""
        return tuple(cell.base(measure) for cell in self.old), tuple(cell.base(measure) for cell in self.new)


def _renewed(
    data: Mapping[Entry, Scores], before: Release, family: Signature, today: datetime.date, rules: Rules
) -> tuple[Cell, ...] | None:
    """The cells of this family; None where they would tell too much beside the old ones, and have to wait."""
    parts = [_cell(one, entries, data, today, rules) for one, entries in cells_of(data, family).items()]
    cells: list[Cell] = []
    for block in _blocks(before.cells, parts):
        if block.is_one_cell:
            cells.append(_same_cell(block, rules))
        elif _may_be_cut(block, rules):
            cells.extend(_dated(cell, block) for cell in block.new)
        elif family == before.family:
            cells.extend(block.old)
        else:
            return None
    return tuple(sorted(cells, key=lambda cell: sorted(cell.signature)))


def _cell(
    signature: Signature, entries: frozenset[Entry], data: Mapping[Entry, Scores], as_of: datetime.date, rules: Rules
) -> Cell:
    """The cell as it would be today, with the measures that enough of it have."""
    found: defaultdict[str, dict[Entry, Decimal]] = defaultdict(dict)
    for entry in entries:
        for measure, percent in data[entry].items():
            if percent is not None:
                found[measure][entry] = percent
    enough = {measure: those for measure, those in found.items() if len(those) >= _least(rules)}
    counts = {measure: counted(those.values(), rules) for measure, those in enough.items()}
    bases = {measure: Base(frozenset(those), as_of) for measure, those in enough.items()}
    return Cell(signature, entries, counts, as_of, bases)


def _same_cell(block: _Block, rules: Rules) -> Cell:
    """The cell of before with what of it may be renewed: its members, and each measure by itself."""
    (old,), (new,) = block.old, block.new
    follows = _may_follow(*block.sets, rules)
    sources = {measure: new if _measure_follows(block, measure, rules) else old for measure in block.measures}
    told = {measure: source for measure, source in sources.items() if measure in source.bases}
    return Cell(
        old.signature,
        new.entries if follows else old.entries,
        {measure: source.counts[measure] for measure, source in told.items()},
        new.as_of if follows and _has_changed(*block.sets) else old.as_of,
        {measure: source.bases[measure] for measure, source in told.items()},
    )


def _measure_follows(block: _Block, measure: str, rules: Rules) -> bool:
    """Whether the measure of a cell is renewed: five who have it changed, and five have it now."""
    if not rules.by_measure:
        return _may_follow(*block.sets, rules)
    sets = block.sets_of(measure)
    return bool(sets[1][0]) and _has_changed(*sets) and _may_follow(*sets, rules)


def _may_be_cut(block: _Block, rules: Rules) -> bool:
    """Whether the new cells tell of nobody beside the old ones, in any measure."""
    measures = block.measures if rules.by_measure else []
    tried = {block.sets, *(block.sets_of(measure) for measure in measures)}
    return all(_may_follow(old, new, rules) for old, new in tried)


def _dated(cell: Cell, block: _Block) -> Cell:
    """The new cell; what is the same people's data as before keeps its date."""
    bases = {measure: replace(base, as_of=_date(block, measure, base)) for measure, base in cell.bases.items()}
    is_same = block.old and not _has_changed(*block.sets)
    return replace(cell, as_of=min(old.as_of for old in block.old) if is_same else cell.as_of, bases=bases)


def _date(block: _Block, measure: str, base: Base) -> datetime.date:
    days = [old.bases[measure].as_of for old in block.old if measure in old.bases]
    return min(days) if days and not _has_changed(*block.sets_of(measure)) else base.as_of


def _may_follow(old: _Sets, new: _Sets, rules: Rules) -> bool:
    """Whether no sum or difference of the old cells and the new ones is left with fewer than enough organisations.

    Whatever is added and subtracted, an organisation that stays as it was drops out only where its old cell and its new
    one both take part. So every choice of cells is tried; where there are too many to try, they have to wait.
    """
    whole = [*range(len(old)), *range(-len(new), 0)]
    shares = _shares(old, new)
    if not rules.complementary:
        return _leaves_enough(frozenset(whole), shares, rules.changes)
    if len(whole) > MOST_TRIED:
        return False
    choices = (chosen for size in range(1, len(whole) + 1) for chosen in combinations(whole, size))
    return all(_leaves_enough(frozenset(chosen), shares, rules.changes) for chosen in choices)


def _shares(old: _Sets, new: _Sets) -> _Shares:
    """The organisations by the places of their old cell and of their new one; None for an entry in only one of them.

    Old cells are counted from 0 upwards, new ones from -1 downwards.
    """
    before = {entry: place for place, entries in enumerate(old) for entry in entries}
    after = {entry: place - len(new) for place, entries in enumerate(new) for entry in entries}
    shares: defaultdict[tuple[int | None, int | None], set[str]] = defaultdict(set)
    for entry in before.keys() | after.keys():
        shares[before.get(entry), after.get(entry)].add(entry.organisation)
    return shares


def _leaves_enough(chosen: Collection[int], shares: _Shares, least: int) -> bool:
    """Whether nobody is left of these cells, or enough."""
    left = [those for (old, new), those in shares.items() if (old in chosen) != (new in chosen)]
    return not left or len(set().union(*left)) >= least


def _has_changed(old: _Sets, new: _Sets) -> bool:
    return any(None in places for places in _shares(old, new))


def _blocks(old: Iterable[Cell], parts: Iterable[Cell]) -> list[_Block]:
    """The old cells and the new ones, together where they share an entry."""
    blocks = [_Block((), (one,)) for one in sorted(parts, key=lambda cell: sorted(cell.signature))]
    for cell in old:
        near = [block for block in blocks if any(cell.all_entries & one.entries for one in block.new)]
        blocks = [block for block in blocks if block not in near]
        blocks.append(
            _Block((cell, *(each for block in near for each in block.old)), tuple(one for b in near for one in b.new))
        )
    return blocks
