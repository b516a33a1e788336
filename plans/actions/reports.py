"""Saying how far an action is: its owner may, and who writes the plan, also once it is approved.

All raise Http404, PermissionDenied for who may not, and ``BlindError`` while everybody scores alone.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from assessments.models import Evidence
from organisations.models import User
from plans.access import reportable
from plans.actions.actions import write_action
from plans.models import Action, ActionEvidence, ActionNote, Status


@dataclass(frozen=True)
class Report:
    """How far an action is: its status, its progress in percent, and what is to be said about it."""

    status: Status
    progress: int
    text: str = ""


@transaction.atomic
def report_progress(
    *, assessment_uuid: uuid.UUID, action_uuid: uuid.UUID, report: Report, version: int, by: User
) -> Action:
    """Set status and progress, and keep both with the words as a note. Raises StaleActionError.

    What is done is at 100 %. The same again, from a reply that was lost, is no conflict, and noted once.
    """
    _assessment, action = reportable(by, assessment_uuid, action_uuid)
    progress = 100 if report.status == Status.DONE else report.progress
    if (action.status, action.progress) == (report.status, progress) and _is_said(action, report.text, by):
        return action
    now: dict[str, Any] = {
        "status": report.status,
        "progress": progress,
        "reported_by": by,
        "reported_at": timezone.now(),
    }
    write_action(action, version, counter="report_version", **now)
    ActionNote.objects.create(action=action, text=report.text, status=report.status, progress=progress, by=by)
    return action


@transaction.atomic
def add_note(*, assessment_uuid: uuid.UUID, action_uuid: uuid.UUID, text: str, by: User) -> ActionNote:
    """Write something down about the action; the same twice in a row, from a reply that was lost, stands once."""
    _assessment, action = reportable(by, assessment_uuid, action_uuid)
    last = action.notes.last()
    if last and (last.text, last.by_id) == (text, by.pk):
        return last
    return ActionNote.objects.create(action=action, text=text, by=by)


@transaction.atomic
def attach_evidence(
    *, assessment_uuid: uuid.UUID, action_uuid: uuid.UUID, evidence_uuid: uuid.UUID, by: User
) -> ActionEvidence:
    """Show a piece of the organisation's evidence with the action; Http404 for one that the person may not see."""
    assessment, action = reportable(by, assessment_uuid, action_uuid)
    seen = Evidence.objects.visible_to(by).filter(organisation=assessment.organisation_id, uuid=evidence_uuid)
    piece = seen.first()
    if piece is None:
        raise Http404
    return ActionEvidence.objects.get_or_create(action=action, evidence=piece, defaults={"added_by": by})[0]


@transaction.atomic
def detach_evidence(*, assessment_uuid: uuid.UUID, action_uuid: uuid.UUID, evidence_uuid: uuid.UUID, by: User) -> None:
    """Show it there no longer; the piece itself stays with the organisation."""
    _assessment, action = reportable(by, assessment_uuid, action_uuid)
    action.evidence.filter(evidence__uuid=evidence_uuid).delete()


def _is_said(action: Action, text: str, by: User) -> bool:
    """Whether the last note says so already; without words there is nothing to say."""
    last = action.notes.last()
    return not text or (last is not None and (last.text, last.by_id) == (text, by.pk))
