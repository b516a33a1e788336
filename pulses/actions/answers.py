"""Answering a pulse: the one thing that is done here by nobody, so no action is told who acts."""

import hashlib
import uuid
from collections.abc import Mapping

from django.db import transaction

from pulses.models import Pulse, PulseQuestion, PulseReceipt
from pulses.tally import UNKNOWN, counted


class NoSuchPulseError(Exception):
    """The link leads to no pulse: it is mistyped, or another one has taken its place."""


class NotOpenError(Exception):
    """The pulse of this link can't be answered today."""

    def __init__(self, pulse: Pulse) -> None:
        """Keep it, to be told why."""
        super().__init__(pulse.uuid)
        self.pulse = pulse


def open_pulse(token: str, *, lock: bool = False) -> Pulse:
    """The pulse that this link can answer today; raises NoSuchPulseError and NotOpenError."""
    pulses = Pulse.objects.with_token(token)
    if lock:
        pulses = pulses.select_for_update(of=("self",))
    found = pulses.prefetch_related("version__framework", "assessment__organisation").first()
    if found is None:
        raise NoSuchPulseError
    if not found.is_open:
        raise NotOpenError(found)
    return found


@transaction.atomic
def answer_pulse(*, token: str, answers: Mapping[str, str], operation: uuid.UUID) -> None:
    """Count these answers, by the code of the question: a rating's value as text, or ``UNKNOWN``.

    ``operation`` is the page's id of this form: sent twice, it counts once. Raises NoSuchPulseError, NotOpenError,
    and ValueError for what the pulse neither asks nor offers.
    """
    pulse = open_pulse(token, lock=True)  # one form after the other
    _refuse_unoffered(pulse, answers)
    _receipt, is_new = PulseReceipt.objects.get_or_create(digest=_digest(pulse, operation), defaults={"pulse": pulse})
    if not is_new:
        return
    _count(pulse, answers)
    pulse.sheets_waiting += 1  # it is held until the transaction ends
    pulse.save(update_fields=["sheets_waiting"])


def was_counted(pulse: Pulse, operation: uuid.UUID) -> bool:
    """Whether this form has been counted before, and only its answer got lost on the way."""
    return PulseReceipt.objects.filter(digest=_digest(pulse, operation)).exists()


def _digest(pulse: Pulse, operation: uuid.UUID) -> str:
    return hashlib.sha256(f"{pulse.uuid} {operation}".encode()).hexdigest()


def _count(pulse: Pulse, answers: Mapping[str, str]) -> None:
    asked = list(pulse.questions.filter(code__in=answers))
    if len(asked) != len(answers):
        raise ValueError("a question that this pulse does not ask")
    for question in asked:
        tally = counted(question.tally, answers[question.code])
        question.waiting = dict(tally.waiting)
    PulseQuestion.objects.bulk_update(asked, ["waiting"])


def _refuse_unoffered(pulse: Pulse, answers: Mapping[str, str]) -> None:
    offered = {UNKNOWN, *(str(rating.value) for rating in pulse.version.definition().ratings)}
    if not answers or not offered.issuperset(answers.values()):
        raise ValueError("an answer that this pulse does not offer")
