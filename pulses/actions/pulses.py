"""Making a pulse, giving it a new link or a later end, closing and deleting it: for managers and leads of the team.

All raise Http404 for who may not see the assessment, and PermissionDenied for who may not run its pulses.
"""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from organisations.models import User
from organisations.models.invitation import new_token, token_digest
from pulses.access import pulsed_assessment, run_pulse
from pulses.models import Pulse, PulseQuestion
from pulses.questions import codes_asked
from pulses.tally import ended, ended_sheets


class PulseClosedError(Exception):
    """The pulse can no longer be answered."""


class PulseKeptError(Exception):
    """The pulse can be answered at this time, or there are figures of it."""


@dataclass(frozen=True)
class GivenPulse:
    """What a pulse is made of; it can be answered from the first day to the last, both included."""

    title: str
    kind: Pulse.Kind
    opens_on: datetime.date
    closes_on: datetime.date


@dataclass(frozen=True)
class Issued:
    """A pulse and the token of its link, which nobody can read again; empty where it was issued before."""

    pulse: Pulse
    token: str


@transaction.atomic
def create_pulse(*, assessment_uuid: uuid.UUID, given: GivenPulse, operation: uuid.UUID, by: User) -> Issued:
    """Make the pulse with its questions. ``operation`` is the page's id of it: sent twice, it is made once."""
    assessment = pulsed_assessment(by, assessment_uuid)
    made = assessment.pulses.filter(uuid=operation).first()
    if made:
        return Issued(made, "")
    token = new_token()
    pulse = Pulse(
        assessment=assessment,
        version=assessment.version,
        title=given.title,
        kind=given.kind,
        opens_on=given.opens_on,
        closes_on=given.closes_on,
        token_digest=token_digest(token),
        created_by=by,
    )
    if not Pulse.objects.filter(uuid=operation).exists():
        pulse.uuid = operation
    pulse.save()
    codes = codes_asked(assessment.version.definition(), pulse.kind)
    PulseQuestion.objects.bulk_create(
        PulseQuestion(pulse=pulse, place=place, code=code) for place, code in enumerate(codes)
    )
    return Issued(pulse, token)


@transaction.atomic
def new_link(*, pulse_uuid: uuid.UUID, by: User) -> Issued:
    """Give the pulse a new link; the old one stops working. Raises PulseClosedError."""
    pulse = _held(by, pulse_uuid)
    if pulse.is_closed:
        raise PulseClosedError
    token = new_token()
    pulse.token_digest = token_digest(token)
    pulse.save(update_fields=["token_digest"])
    return Issued(pulse, token)


@transaction.atomic
def extend_pulse(*, pulse_uuid: uuid.UUID, closes_on: datetime.date, by: User) -> Pulse:
    """Let it be answered until a later day. Raises PulseClosedError, and ValueError for an earlier day."""
    pulse = _held(by, pulse_uuid)
    if pulse.is_closed:
        raise PulseClosedError
    if closes_on < pulse.closes_on:
        raise ValueError("an earlier day than was announced")
    pulse.closes_on = closes_on
    pulse.save(update_fields=["closes_on"])
    return pulse


@transaction.atomic
def close_pulse(*, pulse_uuid: uuid.UUID, by: User) -> Pulse:
    """Close the pulse for good: what enough people have said is shown, the rest and the receipts are forgotten.

    Closed again, it stays as it was.
    """
    pulse = _held(by, pulse_uuid)
    if pulse.closed_at is None:
        pulse.closed_by, pulse.closed_at = by, timezone.now()
        pulse.save(update_fields=["closed_by", "closed_at"])
        _release(pulse)
    return pulse


@transaction.atomic
def delete_pulse(*, pulse_uuid: uuid.UUID, by: User) -> Pulse:
    """Delete a pulse of which there is nothing to show, before it opens or when it is over; raises PulseKeptError.

    Not while it can be answered: a refusal would tell when somebody has.
    """
    pulse = _held(by, pulse_uuid)
    if not pulse.can_be_deleted:
        raise PulseKeptError
    pulse.delete()
    return pulse


@transaction.atomic
def release_ended(*, today: datetime.date) -> None:
    """Show and forget the same of pulses whose last day has passed, as if somebody had closed them."""
    ended_ones = Pulse.objects.filter(closes_on__lt=today)
    left = ended_ones.filter(Q(sheets_waiting__gt=0) | Q(receipts__isnull=False)).distinct()
    for pulse in Pulse.objects.filter(pk__in=left.values("pk")).select_for_update():
        _release(pulse)


def _release(pulse: Pulse) -> None:
    """Keep what may be shown of a pulse that is over, and nothing else of its answers."""
    pulse.sheets_waiting, pulse.sheets_shown = 0, ended_sheets(pulse.sheets_waiting + pulse.sheets_shown)
    pulse.save(update_fields=["sheets_waiting", "sheets_shown"])
    questions = list(pulse.questions.all())
    for question in questions:
        question.waiting, question.shown = {}, dict(ended(question.tally).shown)
    PulseQuestion.objects.bulk_update(questions, ["waiting", "shown"])
    pulse.receipts.all().delete()


def _held(by: User, pulse_uuid: uuid.UUID) -> Pulse:
    """The pulse, held until the transaction ends, so that nobody answers while it changes."""
    seen = run_pulse(by, pulse_uuid)
    held = Pulse.objects.select_for_update().get(pk=seen.pk)
    held.assessment = seen.assessment
    return held
