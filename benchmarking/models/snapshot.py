"""The figures of a period: of all who take part, and of each group that could be published."""

import uuid
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from benchmarking.cells import Group
from frameworks.models import Framework


class BenchmarkSnapshotQuerySet(models.QuerySet["BenchmarkSnapshot"]):
    """Reads of snapshots."""

    def newest(self, framework: int) -> "BenchmarkSnapshot | None":
        """The last one of a framework, without what only the next one needs."""
        return self.filter(framework=framework).defer("release").order_by("-taken_at", "-pk").first()


class BenchmarkSnapshot(models.Model):
    """One per framework and period, written once by ``benchmarking.actions.snapshots``.

    ``release`` is what the next one is held against: how many organisations stood in which step, and whose approvals
    those were, but nobody's score (``benchmarking.stored``). ``givers`` are the ids of the organisations whose
    results are in the figures: they alone see them.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="benchmarks")
    period = models.CharField(_("period"), max_length=20)
    taken_at = models.DateTimeField(_("taken"), default=timezone.now)
    release = models.JSONField()
    givers = models.JSONField(default=list, editable=False)

    objects = BenchmarkSnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_at", "-pk"]
        verbose_name = _("benchmark")
        verbose_name_plural = _("benchmarks")
        constraints = [models.UniqueConstraint(fields=["framework", "period"], name="one_benchmark_a_period")]

    def __str__(self) -> str:
        return f"{self.framework}, {self.period}"

    def has(self, organisation: int) -> bool:
        """Whether the organisation's result is in the figures."""
        return str(organisation) in self.givers


class BenchmarkGroupQuerySet(models.QuerySet["BenchmarkGroup"]):
    """Reads of groups; ask a snapshot's ``groups`` for them."""

    def for_choice(self) -> Self:
        """What is needed to choose one."""
        return self.defer("figures")


class BenchmarkGroup(models.Model):
    """A published group: its size as it is printed, and percentiles by measure.

    A measure is ``total`` or the code of a dimension or an element; ``figures`` are
    ``{"total": {"25": "45", "50": "55", "75": "60"}}``.
    """

    snapshot = models.ForeignKey(BenchmarkSnapshot, on_delete=models.CASCADE, related_name="groups")
    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=20, blank=True)
    size = models.PositiveIntegerField()
    oldest = models.DateField()
    newest = models.DateField()
    figures = models.JSONField()

    objects = BenchmarkGroupQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["snapshot", "kind", "value"], name="one_benchmark_a_group")]

    def __str__(self) -> str:
        return f"{self.snapshot}, {self.key}"

    @property
    def group(self) -> Group:
        """The group as the rules know it."""
        return Group(self.kind, self.value)

    @property
    def key(self) -> str:
        """How an address names it: ``all``, ``sector:banking``."""
        return ":".join(filter(None, self.group))
