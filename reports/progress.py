"""How far an order is: its steps in words, and how often a page that waits for it looks again."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.tasks import TaskResultStatus
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jobs.models import Job
from reports.models import ReportOrder
from reports.models.order import Stage, State

PACES: Final = ((datetime.timedelta(seconds=15), 1), (datetime.timedelta(minutes=1), 2), (datetime.timedelta.max, 5))
LONG_WAIT: Final = 2  # minutes
STEPS: Final[Sequence[tuple[str, Promise]]] = (
    ("", _("Waiting for its turn")),
    (Stage.READING, _("Reading the answers")),
    (Stage.SETTING, _("Setting the pages")),
    (Stage.KEEPING, _("Putting the file away")),
)


@dataclass(frozen=True)
class Step:
    """One step on the way to the file."""

    title: str
    is_done: bool
    is_now: bool


def steps(order: ReportOrder) -> tuple[Step, ...]:
    """All steps of an open order in their sequence, with the one that it is at."""
    at = next((place for place, (stage, _title) in enumerate(STEPS) if stage == order.stage), 0)
    return tuple(Step(str(title), place < at, place == at) for place, (_stage, title) in enumerate(STEPS))


def left_waiting(order: ReportOrder, now: datetime.datetime) -> int:
    """For how many minutes nobody has worked on it, from the second on; 0 where there is nothing to worry about."""
    since = idle_since(order, now)
    waited = (now - since) // datetime.timedelta(minutes=1) if since else 0
    return waited if waited >= LONG_WAIT else 0


def idle_since(order: ReportOrder, now: datetime.datetime) -> datetime.datetime | None:
    """Since when nobody works on it: it waits, or its worker was killed; None where somebody does, or it has ended."""
    if order.state == State.WAITING:
        return order.at
    job = Job.objects.filter(uuid=order.job).first() if order.state == State.WORKING and order.job else None
    if job is None:
        return None
    if job.status != TaskResultStatus.RUNNING:
        return job.last_attempted_at or order.at
    return job.leased_until if job.leased_until and job.leased_until < now else None


def pace(age: datetime.timedelta) -> int:
    """Seconds between two looks at an order of this age: often at first, then less."""
    return next(seconds for until, seconds in PACES if age < until)
