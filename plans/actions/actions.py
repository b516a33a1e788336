"""Writing the actions of a plan while it is a draft: adding, changing, removing.

All raise Http404 or PermissionDenied for who may not, ``BlindError`` while everybody scores alone, ``PlanFrozenError``
once the plan is approved, and NotAReaderError for an owner who can't read the assessment.
"""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assessments.models import Assessment
from assessments.moves import Move
from assessments.readers import NotAReaderError, readers_of
from assessments.scoring import AnswersError
from organisations.models import User
from plans.access import action_of, plannable
from plans.effects import has_place
from plans.models import Action, ActionChange, Plan, PlanEvent

FIELDS: Final = (
    *("title", "description", "owner", "owner_name", "function", "sponsor"),
    *("effort", "cost", "currency", "start", "due", "step"),
)


class StaleActionError(Exception):
    """Somebody has changed the action since it was read; nothing was saved."""

    def __init__(self, current: Action) -> None:
        """Keep what stands now."""
        super().__init__(current.uuid)
        self.current = current


@dataclass(frozen=True)
class GivenAction:
    """What is agreed on: everything but how far it is. ``effort`` is in person-days."""

    title: str
    description: str = ""
    owner: User | None = None
    owner_name: str = ""
    function: str = ""
    sponsor: str = ""
    effort: Decimal | None = None
    cost: Decimal | None = None
    currency: str = ""
    start: datetime.date | None = None
    due: datetime.date | None = None
    step: str = ""
    moves: tuple[Move, ...] = ()

    @property
    def fields(self) -> dict[str, Any]:
        """What stands in the action's own row."""
        return {name: getattr(self, name) for name in FIELDS}


@transaction.atomic
def add_action(
    *,
    assessment_uuid: uuid.UUID,
    given: GivenAction,
    by: User,
    operation: uuid.UUID | None = None,
    suggestion: str = "",
) -> Action:
    """Put it into the plan. ``operation`` is the page's id of it: sent twice, it is added once.

    A ``suggestion`` that the plan holds already is not taken over again: the action that stands is given back. Raises
    AnswersError for a move that the framework has no place for.
    """
    assessment, plan = plannable(by, assessment_uuid)
    _refuse(assessment, given)
    added = _added_before(plan, operation, suggestion)
    if added:
        return added
    action = Action(plan=plan, created_by=by, suggestion=suggestion, **given.fields)
    if operation and not Action.stored.filter(uuid=operation).exists():
        action.uuid = operation
    action.save()
    _write_changes(action, given.moves)
    note_plan_event(plan, PlanEvent.Kind.ADDED, by=by, words=action.title)
    return action


@transaction.atomic
def edit_action(
    *, assessment_uuid: uuid.UUID, action_uuid: uuid.UUID, given: GivenAction, version: int, by: User
) -> Action:
    """Change what is agreed on; ``version`` is the one that was read. Raises StaleActionError, AnswersError.

    The same again, from a reply that was lost, is no conflict.
    """
    assessment, plan = plannable(by, assessment_uuid)
    action = action_of(assessment, action_uuid)
    if given_of(action) == given:
        return action
    _refuse(assessment, given)
    write_action(action, version, **given.fields, edited_by=by, edited_at=timezone.now())
    _write_changes(action, given.moves)
    note_plan_event(plan, PlanEvent.Kind.CHANGED, by=by, words=action.title)
    return action


@transaction.atomic
def remove_action(*, assessment_uuid: uuid.UUID, action_uuid: uuid.UUID, version: int, by: User) -> Action:
    """Take it out of the plan as it was read (StaleActionError). It stays stored, with who took it out."""
    assessment, plan = plannable(by, assessment_uuid)
    action = action_of(assessment, action_uuid)
    write_action(action, version, removed_by=by, removed_at=timezone.now())
    note_plan_event(plan, PlanEvent.Kind.REMOVED, by=by, words=action.title)
    return action


def given_of(action: Action) -> GivenAction:
    """What is agreed on of an action."""
    return GivenAction(**{name: getattr(action, name) for name in FIELDS}, moves=action.moves)


def write_action(action: Action, version: int, *, counter: str = "version", **fields: Any) -> None:
    """Store these fields on top of the version that was read, by its ``counter``, or raise StaleActionError."""
    written = {**fields, counter: version + 1}
    if not Action.objects.filter(pk=action.pk, **{counter: version}).update(**written):
        raise StaleActionError(action)
    for name, value in written.items():
        setattr(action, name, value)


def note_plan_event(
    plan: Plan, kind: PlanEvent.Kind, *, by: User, words: str = "", agreed: list[dict[str, object]] | None = None
) -> None:
    """Write down what happened, and count the plan's version up: whoever read it before has not seen this."""
    PlanEvent.objects.create(plan=plan, kind=kind, revision=plan.revision, words=words, by=by, agreed=agreed or [])
    Plan.objects.filter(pk=plan.pk).update(version=F("version") + 1)


def _added_before(plan: Plan, operation: uuid.UUID | None, suggestion: str) -> Action | None:
    sent = Action.stored.filter(plan=plan, uuid=operation).first() if operation else None
    taken = Action.objects.filter(plan=plan, suggestion=suggestion).first() if suggestion else None
    return sent or taken


def _refuse(assessment: Assessment, given: GivenAction) -> None:
    if given.owner is not None and given.owner not in readers_of(assessment):
        raise NotAReaderError
    definition = assessment.version.definition()
    for move in given.moves:
        if not has_place(definition, move):
            raise AnswersError(f"{move.element}/{move.item}: there is no place for {move.value}")


def _write_changes(action: Action, moves: Iterable[Move]) -> None:
    action.changes.all().delete()
    places = {(move.element, move.item): move for move in moves}
    ActionChange.objects.bulk_create(
        ActionChange(action=action, element=move.element, item=move.item, value=move.value) for move in places.values()
    )
