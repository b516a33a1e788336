"""A task that was asked for: what to run, who runs it, how it ended."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

OPEN = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


class JobQuerySet(models.QuerySet["Job"]):
    """Reads of jobs."""

    def open(self) -> Self:
        """Those that have not ended, in the order in which they are run: the dearest first, then the oldest."""
        return self.filter(status__in=OPEN).order_by("-priority", "pk")

    def waiting(self, *, now: datetime.datetime, queues: Iterable[str] = ()) -> Self:
        """Those that a worker may take up: ready and due, or left by a worker that gave no more sign of life."""
        due = Q(status=TaskResultStatus.READY, run_after__lte=now)
        left = Q(status=TaskResultStatus.RUNNING, leased_until__lt=now)
        found = self.open().filter(due | left)
        return found.filter(queue__in=queues) if queues else found

    def ended_before(self, moment: datetime.datetime) -> Self:
        """Those that were done, or had failed, at that time."""
        return self.exclude(status__in=OPEN).filter(finished_at__lt=moment)


class Job(models.Model):
    """One call of a task, written by ``jobs.actions`` alone.

    While it runs, ``token`` tells the attempt that holds it, until ``leased_until``; each write of an attempt is on the
    condition that the token is still its own. ``worker_ids`` has an entry for each attempt. ``errors`` are pairs of an
    exception's path and its traceback, the last one last.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    task = models.CharField(_("task"), max_length=200)
    queue = models.CharField(_("queue"), max_length=40)
    priority = models.SmallIntegerField(_("priority"), default=0)
    args = models.JSONField(_("arguments"), default=list)
    kwargs = models.JSONField(_("named arguments"), default=dict)
    run_after = models.DateTimeField(_("not before"), default=timezone.now)
    status = models.CharField(_("status"), max_length=10, choices=TaskResultStatus, default=TaskResultStatus.READY)
    attempts_left = models.PositiveSmallIntegerField(_("attempts left"))
    token = models.UUIDField(null=True, editable=False)
    leased_until = models.DateTimeField(_("leased until"), null=True)
    worker_ids = models.JSONField(_("workers"), default=list)
    enqueued_at = models.DateTimeField(_("asked for"), default=timezone.now)
    started_at = models.DateTimeField(_("first started"), null=True)
    last_attempted_at = models.DateTimeField(_("last started"), null=True)
    finished_at = models.DateTimeField(_("ended"), null=True)
    return_value = models.JSONField(_("outcome"), null=True)
    errors = models.JSONField(_("errors"), default=list)

    objects: JobQuerySet = JobQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes = [
            models.Index(fields=["-priority", "id"], condition=Q(status__in=OPEN), name="job_open"),
            models.Index(fields=["finished_at"], condition=~Q(status__in=OPEN), name="job_ended"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=TaskResultStatus.RUNNING, token__isnull=False, leased_until__isnull=False)
                | (~Q(status=TaskResultStatus.RUNNING) & Q(token__isnull=True, leased_until__isnull=True)),
                name="job_is_leased_while_it_runs",
            ),
            models.CheckConstraint(
                condition=Q(status__in=OPEN, finished_at__isnull=True)
                | (~Q(status__in=OPEN) & Q(finished_at__isnull=False)),
                name="job_ends_with_its_status",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.uuid}"

    def error(self, fault: BaseException, told: str) -> list[dict[str, Any]]:
        """Its errors and this one."""
        kind = type(fault)
        return [*self.errors, {"exception_class_path": f"{kind.__module__}.{kind.__qualname__}", "traceback": told}]
