"""A release as JSON, to be held against the next one: whose approvals stood where, and how many; nobody's score."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from benchmarking.cells import Entry, Group, Signature
from benchmarking.privacy import Counts
from benchmarking.releasing import Cell, Release


def release_to_json(release: Release) -> dict[str, Any]:
    """The release for storage."""
    return {"family": _groups_out(release.family), "cells": [_cell_out(cell) for cell in release.cells]}


def release_from_json(data: Mapping[str, Any]) -> Release:
    """The release that ``release_to_json`` stored."""
    return Release(_groups(data["family"]), tuple(_cell(one) for one in data["cells"]))


def _cell_out(cell: Cell) -> dict[str, Any]:
    entries = sorted([one.organisation, one.approval, _groups_out(one.groups)] for one in cell.entries)
    counts = {measure: _counts_out(cell.counts[measure]) for measure in sorted(cell.counts)}
    return {
        "signature": _groups_out(cell.signature),
        "as_of": cell.as_of.isoformat(),
        "entries": entries,
        "counts": counts,
    }


def _cell(data: Mapping[str, Any]) -> Cell:
    return Cell(
        signature=_groups(data["signature"]),
        entries=frozenset(Entry(who, approval, _groups(groups)) for who, approval, groups in data["entries"]),
        counts={measure: _counts(counts) for measure, counts in data["counts"].items()},
        as_of=datetime.date.fromisoformat(data["as_of"]),
    )


def _counts_out(counts: Counts) -> dict[str, int]:
    return {str(step): counts[step] for step in sorted(counts)}


def _counts(data: Mapping[str, int]) -> dict[Decimal, int]:
    return {Decimal(step): count for step, count in data.items()}


def _groups_out(groups: Iterable[Group]) -> list[list[str]]:
    return [list(group) for group in sorted(groups)]


def _groups(data: Iterable[Iterable[str]]) -> Signature:
    return frozenset(Group(*group) for group in data)
