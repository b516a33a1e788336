"""The sheet of one element: each of its answers with what can be chosen, as the scoring page shows it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.actions.answers import StaleAnswerError
from assessments.confidence import grade_titles
from assessments.items import EXCLUDED, Item, text_of
from assessments.models import Answer
from assessments.scoring import NOT_APPLICABLE
from frameworks.definition import Element, FrameworkDefinition
from organisations.models import User

NOTHING = "–"
LONGEST_ROW = 8  # buttons side by side, “not answered” and “not applicable” among them


@dataclass(frozen=True)
class Choice:
    """One answer that can be chosen: what its button shows, and its name."""

    value: str
    face: str
    name: str

    @property
    def label(self) -> str:
        """What a screen reader says: the face, where it says something that the name doesn't, and the name."""
        if self.face == NOTHING or f"{self.name} ".startswith(f"{self.face} "):
            return self.name
        return f"{self.face} {self.name}"


@dataclass(frozen=True)
class Conflict:
    """Two answers to one question: the one that stands, and the one that was refused, both in words."""

    current: Answer
    theirs: str
    mine: str
    is_own: bool

    @property
    def by(self) -> str:
        """Whose answer stands."""
        return str(self.current.changed_by)


@dataclass(frozen=True)
class Row:
    """One answer of the sheet. ``fault`` and ``conflict`` say why it was not saved, ``saved`` that it just was."""

    item: str
    text: str
    choices: tuple[Choice, ...]
    value: str
    reason: str
    version: int
    by: str = ""
    at: datetime.datetime | None = None
    look_for: str = ""
    taken_over: bool = False
    saved: bool = False
    fault: str = ""
    conflict: Conflict | None = None

    @property
    def is_long(self) -> bool:
        """Whether there is too much to choose from for a row of buttons."""
        return len(self.choices) > LONGEST_ROW

    @property
    def is_not_applicable(self) -> bool:
        """Whether the person chose “not applicable”."""
        return self.value == NOT_APPLICABLE

    @property
    def is_excluded(self) -> bool:
        """Whether this is the scope, and the element is out of it."""
        return self.value == EXCLUDED


@dataclass(frozen=True)
class Sheet:
    """The rows of one element in reading order; an enabler has neither objective nor scope."""

    element: Element
    indicators: tuple[Row, ...]
    objective: Row | None
    scope: Row | None
    confidence: Row
    comment: Row

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row, in reading order."""
        rows = (self.objective, *self.indicators, self.confidence, self.comment, self.scope)
        return tuple(row for row in rows if row)

    @property
    def faults(self) -> tuple[Row, ...]:
        """The rows that were not saved."""
        return tuple(row for row in self.rows if row.fault or row.conflict)


def build_sheet(element: Element, rows: Iterable[Row]) -> Sheet:
    """Arrange the rows of an element."""
    by_item = {row.item: row for row in rows}
    return Sheet(
        element=element,
        indicators=tuple(by_item[str(indicator.number)] for indicator in element.indicators),
        objective=by_item.get(Item.OBJECTIVE),
        scope=by_item.get(Item.SCOPE),
        confidence=by_item[Item.CONFIDENCE],
        comment=by_item[Item.COMMENT],
    )


def row_of(definition: FrameworkDefinition, element: Element, answer: Answer) -> Row:
    """The row of a stored answer."""
    return Row(
        item=answer.item,
        text=text_of(element, answer.item),
        choices=_offered(definition, element, answer),
        value=answer.value,
        reason=answer.reason,
        version=answer.version,
        by=str(answer.changed_by or ""),
        at=answer.changed_at,
        look_for=element.indicator_by_number[int(answer.item)].look_for if answer.item.isdecimal() else "",
        taken_over=answer.taken_over,
    )


def conflict_of(definition: FrameworkDefinition, stale: StaleAnswerError, reader: User) -> Conflict:
    """What a stale answer has to be chosen from; one's own answer may stand in the way, from another window."""
    current, given = stale.current, stale.given
    return Conflict(
        current=current,
        theirs=in_words(definition, current.item, current.value, current.reason),
        mine=in_words(definition, current.item, given.value, given.reason),
        is_own=current.changed_by_id == reader.pk,
    )


def in_words(definition: FrameworkDefinition, item: str, value: str, reason: str) -> str:
    """An answer as a person would say it."""
    if item == Item.COMMENT:
        return value or _("no comment")
    chosen = next((choice for choice in choices(definition, item) if choice.value == value), Choice(value, "", value))
    name = chosen.label if item.isdecimal() and value.isdecimal() else chosen.name
    return _("%(answer)s: %(reason)s") % {"answer": name, "reason": reason} if reason else name


def choices(definition: FrameworkDefinition, item: str) -> tuple[Choice, ...]:
    """What can be chosen for an item, not to answer among it; a comment is free text."""
    if item == Item.COMMENT:
        return ()
    if item == Item.SCOPE:
        return (Choice("", "", _("in scope")), Choice(EXCLUDED, "", _("excluded")))
    if item == Item.CONFIDENCE:
        return tuple(Choice(grade, title, title) for grade, title in grade_titles().items())
    unanswered = _("Not answered")
    if item == Item.OBJECTIVE:
        answers = (Choice(answer.code, answer.title, answer.title) for answer in definition.objective_answers)
        return (*answers, Choice("", unanswered, unanswered))
    ratings = (Choice(str(rating.value), str(rating.value), rating.title) for rating in definition.ratings)
    return (Choice("", NOTHING, unanswered), *ratings, Choice(NOT_APPLICABLE, _("n/a"), _("Not applicable")))


def _offered(definition: FrameworkDefinition, element: Element, answer: Answer) -> tuple[Choice, ...]:
    """What the sheet offers: not to apply is nothing for an element's only indicator (docs/scoring.md, rule 8)."""
    only = len(element.indicators) == 1 and answer.value != NOT_APPLICABLE
    return tuple(one for one in choices(definition, answer.item) if not (only and one.value == NOT_APPLICABLE))
