"""What jobs do when a floor below tells of something."""

import datetime
from typing import Any

from django.dispatch import receiver

from assessments.signals import cleared_away, dates_looked_at
from jobs.actions.tidying import forget_old
from jobs.worker_watch import ensure_worker


@receiver(cleared_away)
def clear_away_jobs(*, now: datetime.datetime, **_kwargs: Any) -> None:
    """Nobody asks any more after what ended a month ago."""
    forget_old(now=now)


@receiver(dates_looked_at)
def look_after_jobs(**_kwargs: Any) -> None:
    """Every few minutes: a job whose worker was killed goes on, even if nobody waits for it at a page."""
    ensure_worker()
