"""What pulses do when a floor below tells of something."""

import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from assessments.signals import cleared_away
from pulses.actions.pulses import release_ended


@receiver(cleared_away)
def clear_away_receipts(*, now: datetime.datetime, **_kwargs: Any) -> None:
    """Most pulses end by their day, and nobody closes them."""
    release_ended(today=timezone.localdate(now))
