"""Making a pulse, giving it a new link, and closing it: for managers of the organisation and leads of the team.

All raise Http404 for who may not see the assessment, and PermissionDenied for who may not run its pulses.
"""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from organisations.models import User
from organisations.models.invitation import new_token, token_digest
from pulses.access import pulsed_assessment, run_pulse
from pulses.models import Pulse, PulseQuestion, PulseReceipt
from pulses.questions import codes_asked


class PulseClosedError(Exception):
    """The pulse can no longer be answered."""


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
def close_pulse(*, pulse_uuid: uuid.UUID, by: User) -> Pulse:
    """Close the pulse for good; what waits to be shown in a five is forgotten, and so are the receipts.

    Closed again, it stays as it was.
    """
    pulse = _held(by, pulse_uuid)
    if pulse.closed_at is not None:
        return pulse
    pulse.closed_by, pulse.closed_at, pulse.sheets_waiting = by, timezone.now(), 0
    pulse.save(update_fields=["closed_by", "closed_at", "sheets_waiting"])
    pulse.questions.update(waiting={})
    pulse.receipts.all().delete()
    return pulse


@transaction.atomic
def forget_ended(*, today: datetime.date) -> None:
    """Forget the receipts, and what waits, of pulses whose last day has passed, as if somebody had closed them."""
    ended = Pulse.objects.filter(closes_on__lt=today)
    PulseReceipt.objects.filter(pulse__in=ended).delete()
    PulseQuestion.objects.filter(pulse__in=ended).exclude(waiting={}).update(waiting={})
    ended.exclude(sheets_waiting=0).update(sheets_waiting=0)


def _held(by: User, pulse_uuid: uuid.UUID) -> Pulse:
    """The pulse, held until the transaction ends, so that nobody answers while it changes."""
    seen = run_pulse(by, pulse_uuid)
    held = Pulse.objects.select_for_update().get(pk=seen.pk)
    held.assessment = seen.assessment
    return held
