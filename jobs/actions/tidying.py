"""Forgetting jobs that ended long ago."""

import datetime

from jobs.models import Job

KEPT = datetime.timedelta(days=30)


def forget_old(*, now: datetime.datetime) -> int:
    """Delete jobs that were done, or had failed, a month ago; answers how many."""
    return Job.objects.ended_before(now - KEPT).delete()[0]
