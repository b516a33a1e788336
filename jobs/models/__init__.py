"""Jobs as stored."""

from jobs.models.job import OPEN, Job, JobQuerySet

__all__ = ["OPEN", "Job", "JobQuerySet"]
