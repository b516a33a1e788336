"""How far an order is: its steps in words, and how often a page that waits for it looks again."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.models import ReportOrder
from reports.models.order import Stage

PACES: Final = ((datetime.timedelta(seconds=15), 1), (datetime.timedelta(minutes=1), 2), (datetime.timedelta.max, 5))
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


def pace(age: datetime.timedelta) -> int:
    """Seconds between two looks at an order of this age: often at first, then less."""
    return next(seconds for until, seconds in PACES if age < until)
