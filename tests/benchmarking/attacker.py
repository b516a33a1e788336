"""Who wants to know one organisation's score out of what is told of many.

The attacker knows the rules and every membership list: who is in which group in which quarter, and whose assessment was
approved anew. The insider knows one score beside, their own; the coalition knows all scores but one. A score is
recovered where a window is claimed for it that is narrower than the rounding and holds the truth more often than the
same window would hold whatever score is drawn from all.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise, product

from benchmarking.cells import ALL, Entry, Group
from benchmarking.privacy import Rules, stepped
from benchmarking.releasing import Cell, Release, publish
from tests.benchmarking.world import Quarter

ROUNDING = 5
HALF = Decimal(2)  # a claim is a window of 4 percentage points around a printed figure
GRID = [Decimal(number) for number in range(101)]

Row = dict[Entry, Fraction]
Told = tuple[frozenset[Entry], frozenset[Decimal]]


@dataclass(frozen=True)
class Claim:
    """That this organisation's score is within the window."""

    entry: Entry
    low: Decimal
    high: Decimal

    def holds(self, truth: Decimal) -> bool:
        return self.low <= truth <= self.high


def members(release: Release, group: Group) -> frozenset[Entry]:
    """Whose data a group's figures rest on; the attacker follows the rules to know it."""
    cells = [cell for cell in release.cells if group == ALL or group in cell.signature]
    return frozenset(entry for cell in cells for entry in cell.entries)


def members_of(release: Release, group: Group, measure: str) -> frozenset[Entry]:
    """Whose data a group's figures of one measure rest on: who leaves it out is none of them."""
    cells = [cell for cell in release.cells if group == ALL or group in cell.signature]
    return frozenset(entry for cell in cells for entry in cell.base(measure))


def whole(history: list[Quarter]) -> list[list[frozenset[Entry]]]:
    """The members of every published group, quarter by quarter."""
    return [[members(quarter.release, one.group) for one in quarter.told] for quarter in history]


def whole_of(history: list[Quarter], measure: str) -> list[list[frozenset[Entry]]]:
    """The same for one measure, of the groups that have figures of it."""
    return [
        [members_of(quarter.release, one.group, measure) for one in quarter.told if measure in one.figures]
        for quarter in history
    ]


# Which sets can be told apart at all, whatever the figures are


def left_by_filters(groups: Iterable[frozenset[Entry]]) -> Iterator[frozenset[Entry]]:
    """What every pair of filters leaves: one, both, either, neither, and one without the other."""
    groups = list(groups)
    everybody = frozenset().union(*groups)
    for one in groups:
        yield from (one, everybody - one)
    for one, other in combinations(groups, 2):
        yield from (one & other, one - other, other - one, one | other, everybody - (one | other))


def left_by_time(earlier: Iterable[frozenset[Entry]], later: Iterable[frozenset[Entry]]) -> Iterator[set[str]]:
    """The organisations in which a figure then and a figure now differ, every pair of filters crossed."""
    for one, other in product(earlier, later):
        yield {entry.organisation for entry in one ^ other}


def singled_out(groups: Iterable[frozenset[Entry]]) -> set[Entry]:
    """Whose score would follow exactly if the sum over every one of these groups were known, and all were combined.

    A score follows if its unit vector lies in the row space; then it is a row of the reduced echelon form.
    """
    rows: dict[Entry, Row] = {}  # by the entry that each has alone, with 1
    for group in groups:
        row: Row = {entry: Fraction(1) for entry in group}
        for pivot, other in rows.items():
            row = _without(row, other, pivot)
        if row:
            first = next(iter(row))
            row = {entry: value / row[first] for entry, value in row.items()}
            rows = {pivot: _without(other, row, first) for pivot, other in rows.items()} | {first: row}
    return {entry for row in rows.values() if len(row) == 1 for entry in row}


def _without(row: Row, other: Row, pivot: Entry) -> Row:
    factor = row.get(pivot)
    if factor is None:
        return row
    left = {entry: row.get(entry, Fraction(0)) - factor * other.get(entry, Fraction(0)) for entry in row | other}
    return {entry: value for entry, value in left.items() if value}


# What the figures give away


def claims(history: list[Quarter], measure: str) -> set[Claim]:
    """Exact-value matching over every pair of filters and of quarters, by outsiders and by every insider."""
    told = [_told(quarter, measure) for quarter in history]
    scores = {entry: scores[measure] for quarter in history for entry, scores in quarter.data.items()}  # None: left out
    found: set[Claim] = set()
    for earlier, later in _pairs_of_quarters(told):
        for one, other in product(earlier, later):
            found.update(_matched(one[0] & other[0], one[1] & other[1], scores))
            found.update(_matched(other[0] - one[0], other[1] - one[1], scores))
            found.update(_matched(one[0] - other[0], one[1] - other[1], scores))
    return found


def _told(quarter: Quarter, measure: str) -> list[Told]:
    figures = _groups_with(quarter, measure)
    return [
        (members_of(quarter.release, group, measure), frozenset(values.values())) for group, values in figures.items()
    ]


def _groups_with(quarter: Quarter, measure: str) -> dict[Group, Mapping[int, Decimal]]:
    """The figures of the measure by the groups that have some."""
    return {one.group: one.figures[measure] for one in quarter.told if measure in one.figures}


def _pairs_of_quarters(told: list[list[Told]]) -> Iterator[tuple[list[Told], list[Told]]]:
    yield from zip(told, told, strict=True)
    yield from pairwise(told)


def _matched(
    entries: frozenset[Entry], values: frozenset[Decimal], scores: dict[Entry, Decimal | None]
) -> Iterator[Claim]:
    """One left and one figure left; or two, one of whom is the insider, who takes their own figure away."""
    if len(entries) == 1 and len(values) == 1:
        yield Claim(next(iter(entries)), min(values) - HALF, min(values) + HALF)
    if len(entries) == 2:
        for entry in entries:
            (own,) = entries - {entry}
            rest = values - {scores[own]}
            if len(rest) == 1:
                yield Claim(entry, min(rest) - HALF, min(rest) + HALF)


def guesses(history: list[Quarter], measure: str) -> set[Claim]:
    """What who knows nothing better does: take the middle of the smallest published group for each one's score."""
    found = set()
    for quarter in history:
        figures = _groups_with(quarter, measure)
        groups = [(members_of(quarter.release, group, measure), values) for group, values in figures.items()]
        for entry in quarter.data:
            near = [(len(those), values[50]) for those, values in groups if entry in those]
            if near:
                found.add(Claim(entry, min(near)[1] - HALF, min(near)[1] + HALF))
    return found


def left_to_coalition(history: list[Quarter], target: Entry, measure: str, rules: Rules) -> list[Decimal]:
    """The whole percentages that one score can have, for who knows all the others and everything that was told."""
    known: dict[Decimal, bool] = {}
    for guess in GRID:
        step = stepped(guess, rules.step)
        if step not in known:
            known[step] = all(_is_consistent(quarter, target, measure, step, rules) for quarter in history)
    return [guess for guess in GRID if known[stepped(guess, rules.step)]]


def _is_consistent(quarter: Quarter, target: Entry, measure: str, guess: Decimal, rules: Rules) -> bool:
    truth = quarter.data.get(target, {}).get(measure)
    if truth is None:
        return True
    told = {
        one.group: one.figures.get(measure)
        for one in quarter.told
        if target in members_of(quarter.release, one.group, measure)
    }
    cells = tuple(_with(cell, target, measure, (stepped(truth, rules.step), guess)) for cell in quarter.release.cells)
    again = publish(Release(frozenset(told) - {ALL}, cells), rules)
    return all(told[one.group] == one.figures.get(measure) for one in again if one.group in told)


def _with(cell: Cell, target: Entry, measure: str, change: tuple[Decimal, Decimal]) -> Cell:
    if target not in cell.base(measure):
        return replace(cell, counts={measure: cell.counts.get(measure, {})})
    truth, guess = change
    counts = Counter(cell.counts[measure])
    counts[truth] -= 1
    counts[guess] += 1
    return replace(cell, counts={measure: +counts})
