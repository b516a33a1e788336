"""Pulses for tests, and people who answer them."""

import datetime
import uuid
from collections.abc import Mapping

from django.utils import timezone

from assessments.models import Assessment
from organisations.models import User
from organisations.models.invitation import token_digest
from pulses.actions.answers import answer_pulse
from pulses.actions.pulses import GivenPulse, create_pulse
from pulses.models import Pulse

TOKEN = "a-token-that-only-the-tests-know"


def given_pulse(kind: Pulse.Kind = Pulse.Kind.ELEMENTS, *, opens: int = 0, closes: int = 14) -> GivenPulse:
    """What a pulse is made of, open from and until so many days from today."""
    today = timezone.localdate()
    days = [today + datetime.timedelta(days=number) for number in (opens, closes)]
    return GivenPulse("How we serve", kind, days[0], days[1])


def make_pulse(
    assessment: Assessment,
    *,
    by: User,
    token: str = TOKEN,
    kind: Pulse.Kind = Pulse.Kind.ELEMENTS,
    opens: int = 0,
    closes: int = 14,
) -> Pulse:
    """A pulse whose link carries the token."""
    given = given_pulse(kind, opens=opens, closes=closes)
    pulse = create_pulse(assessment_uuid=assessment.uuid, given=given, operation=uuid.uuid4(), by=by).pulse
    pulse.token_digest = token_digest(token)
    pulse.save(update_fields=["token_digest"])
    return pulse


def end(pulse: Pulse) -> None:
    """Its last day was yesterday."""
    today = timezone.localdate()
    days = {"opens_on": today - datetime.timedelta(days=9), "closes_on": today - datetime.timedelta(days=1)}
    Pulse.objects.filter(pk=pulse.pk).update(**days)


def answer(answers: Mapping[str, str], *, times: int = 1, token: str = TOKEN) -> None:
    """So many people answer alike."""
    for _one in range(times):
        answer_pulse(token=token, answers=answers, operation=uuid.uuid4())
