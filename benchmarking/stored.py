"""A release as JSON, to be held against the next one: whose approvals stood where, and how many; nobody's score."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from benchmarking.cells import Entry, Group, Signature
from benchmarking.privacy import Counts
from benchmarking.releasing import Base, Cell, Release


def release_to_json(release: Release) -> dict[str, Any]:
    """The release for storage."""
    return {"family": _groups_out(release.family), "cells": [_cell_out(cell) for cell in release.cells]}


def release_from_json(data: Mapping[str, Any]) -> Release:
    """The release that ``release_to_json`` stored."""
    return Release(_groups(data["family"]), tuple(_cell(one) for one in data["cells"]))


def _cell_out(cell: Cell) -> dict[str, Any]:
    everybody = sorted(cell.all_entries, key=_entry_out)
    counts = {measure: _counts_out(cell.counts[measure]) for measure in sorted(cell.counts)}
    return {
        "signature": _groups_out(cell.signature),
        "as_of": cell.as_of.isoformat(),
        "known": [_entry_out(one) for one in everybody],
        "entries": _places(everybody, cell.entries),
        "counts": counts,
        "bases": {
            measure: {"as_of": base.as_of.isoformat(), "entries": _places(everybody, base.entries)}
            for measure, base in sorted(cell.bases.items())
        },
    }


def _cell(data: Mapping[str, Any]) -> Cell:
    everybody = [Entry(who, approval, _groups(groups)) for who, approval, groups in data["known"]]
    return Cell(
        signature=_groups(data["signature"]),
        entries=_at(everybody, data["entries"]),
        counts={measure: _counts(counts) for measure, counts in data["counts"].items()},
        as_of=datetime.date.fromisoformat(data["as_of"]),
        bases={
            measure: Base(_at(everybody, base["entries"]), datetime.date.fromisoformat(base["as_of"]))
            for measure, base in data["bases"].items()
        },
    )


def _entry_out(entry: Entry) -> list[Any]:
    return [entry.organisation, entry.approval, _groups_out(entry.groups)]


def _places(everybody: Iterable[Entry], some: frozenset[Entry]) -> list[int]:
    """Where some stand among all: each is written out once, however many measures rest on it."""
    return [place for place, entry in enumerate(everybody) if entry in some]


def _at(everybody: Sequence[Entry], places: Iterable[int]) -> frozenset[Entry]:
    return frozenset(everybody[place] for place in places)


def _counts_out(counts: Counts) -> dict[str, int]:
    return {str(step): counts[step] for step in sorted(counts)}


def _counts(data: Mapping[str, int]) -> dict[Decimal, int]:
    return {Decimal(step): count for step, count in data.items()}


def _groups_out(groups: Iterable[Group]) -> list[list[str]]:
    return [list(group) for group in sorted(groups)]


def _groups(data: Iterable[Iterable[str]]) -> Signature:
    return frozenset(Group(*group) for group in data)
