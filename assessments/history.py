"""The history of answers in words: who gave what when, what stood before, and from where it came."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from assessments.item_words import item_title
from assessments.models import AnswerChange, Source
from assessments.models.answer import AnswerChangeQuerySet
from assessments.sheet import in_words
from frameworks.definition import FrameworkDefinition
from organisations.models import User


@dataclass(frozen=True)
class Line:
    """One accepted save. ``source`` says from where, unless it was the desk; ``sheet_of`` on whose own sheet."""

    element: str
    title: str
    at: datetime.datetime
    by: str
    before: str
    now: str
    source: str
    sheet_of: str
    taken_over: bool


def readable_changes(reader: User, *, assessment_id: int, is_blind: bool) -> AnswerChangeQuerySet:
    """The changes of an assessment: while everybody scores alone, those on the reader's own sheet alone."""
    changes = AnswerChange.objects.filter(answer__assessment=assessment_id)
    return changes.filter(answer__sheet__assessor=reader) if is_blind else changes


def lines_of(definition: FrameworkDefinition, changes: Iterable[AnswerChange]) -> list[Line]:
    """The lines of these changes, read with ``for_time_line``."""
    return [_line(definition, change) for change in changes]


def _line(definition: FrameworkDefinition, change: AnswerChange) -> Line:
    answer = change.answer
    before: tuple[str, str] = (change.value_before or "", change.reason_before or "")  # type: ignore[attr-defined]
    return Line(
        element=answer.element,
        title=item_title(answer.item),
        at=change.changed_at,
        by=str(change.changed_by),
        before=in_words(definition, answer.item, *before),
        now=in_words(definition, answer.item, change.value, change.reason),
        source="" if change.source == Source.DESK else str(Source(change.source).label),
        sheet_of=str(answer.sheet.assessor) if answer.sheet else "",
        taken_over=change.taken_over,
    )
