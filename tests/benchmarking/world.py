"""Forty organisations that never were, over some quarters: who joins, who leaves, who moves, who is assessed again."""

import datetime
import random
from dataclasses import dataclass, replace
from decimal import Decimal

from benchmarking.cells import Entry, Group
from benchmarking.privacy import Rules
from benchmarking.releasing import Published, Release, Scores, next_release, publish

SECTORS = ("finance",) * 5 + ("retail",) * 4 + ("health",) * 3 + ("transport",) * 2 + ("education",)
REGIONS = ("gulf",) * 5 + ("europe",) * 4 + ("asia",)
SIZES = ("small", "medium", "large", "large")
MEASURES = ("total", "D1", "D1.1")
LEFT_OUT = {"total": 0.0, "D1": 0.1, "D1.1": 0.3}  # how often a measure is out of scope
ORGANISATIONS, QUARTERS = 40, 6

Data = dict[Entry, Scores]


@dataclass(frozen=True)
class Quarter:
    """What stood on the day, the release that was made of it, and what was told."""

    data: Data
    release: Release
    told: list[Published]


def histories(worlds: list[Data], rules: Rules) -> list[Quarter]:
    """Release after release."""
    found, release = [], Release()
    for number, data in enumerate(worlds):
        release = next_release(data, release, datetime.date(2026 + number // 4, 1 + 3 * (number % 4), 1), rules)
        found.append(Quarter(data, release, publish(release, rules)))
    return found


def worlds(seed: int) -> list[Data]:
    """The data of all quarters, the same for the same seed."""
    draw = random.Random(seed)
    now = dict(_newcomer(draw, number) for number in range(ORGANISATIONS))
    found = [now]
    for quarter in range(1, QUARTERS):
        now = dict(_later(draw, entry, scores, quarter) for entry, scores in now.items())
        for entry in draw.sample(sorted(now, key=str), draw.choice((0, 1, 1, 3))):
            del now[entry]
        now.update(_newcomer(draw, 100 * quarter + number) for number in range(draw.choice((1, 1, 2, 3))))
        found.append(now)
    return found


def _newcomer(draw: random.Random, number: int) -> tuple[Entry, Scores]:
    kinds = {"sector": draw.choice(SECTORS), "region": draw.choice(REGIONS), "size": draw.choice(SIZES)}
    groups = frozenset(Group(kind, value) for kind, value in kinds.items())
    return Entry(f"organisation {number}", "first", groups), _scores(draw)


def _later(draw: random.Random, entry: Entry, scores: Scores, quarter: int) -> tuple[Entry, Scores]:
    """Mostly as it was; sometimes assessed again; seldom of another sector."""
    if draw.random() < 0.03:
        others = frozenset(group for group in entry.groups if group.kind != "sector")
        entry = replace(entry, groups=others | {Group("sector", draw.choice(SECTORS))})
    if draw.random() < draw.choice((0.02, 0.1, 0.4)):
        return replace(entry, approval=f"quarter {quarter}"), _scores(draw)
    return entry, scores


def _scores(draw: random.Random) -> Scores:
    return {measure: _percent(draw, LEFT_OUT[measure]) for measure in MEASURES}


def _percent(draw: random.Random, left_out: float) -> Decimal | None:
    percent = min(100.0, max(0.0, draw.gauss(55, 20)))
    return None if draw.random() < left_out else Decimal(f"{percent:.1f}")
