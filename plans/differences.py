"""Where two versions of an action differ, in words: what stands, and what somebody else was about to save."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format

from assessments.moves import Move
from frameworks.definition import FrameworkDefinition
from frameworks.functions import Function
from plans.actions.actions import FIELDS, GivenAction
from plans.steps import Step
from plans.words import move_words


@dataclass(frozen=True)
class Difference:
    """One thing in which they differ, each in the reader's words; empty where nothing is said."""

    label: str
    theirs: str
    mine: str


def differences(
    definition: FrameworkDefinition, theirs: GivenAction, mine: GivenAction, labels: Mapping[str, str]
) -> list[Difference]:
    """Everything in which what stands and what was sent differ, in the order of the form, under its labels."""
    lines = [
        Difference(labels[name], _words(name, getattr(theirs, name)), _words(name, getattr(mine, name)))
        for name in FIELDS
        if getattr(theirs, name) != getattr(mine, name)
    ]
    if set(theirs.moves) != set(mine.moves):
        lines.append(Difference(labels["moves"], _moves(definition, theirs.moves), _moves(definition, mine.moves)))
    return lines


def _words(name: str, value: Any) -> str:
    if value in {None, ""}:
        return ""
    if name == "function":
        return str(Function(value).label)
    if name == "step":
        return str(Step(value).label)
    if isinstance(value, datetime.date):
        return date_format(value, "j F Y")
    return number_format(value) if isinstance(value, Decimal) else str(value)


def _moves(definition: FrameworkDefinition, moves: Iterable[Move]) -> str:
    return "; ".join(move_words(definition, move) for move in moves)
