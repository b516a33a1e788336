"""``python manage.py take_benchmark``: the benchmark's figures of this quarter, for every framework."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from benchmarking.actions.snapshots import quarter_of, take_snapshot
from frameworks.models import Framework


class Command(BaseCommand):
    """Safe to run at any time and as often as you like: what was taken in a quarter stays."""

    help = "Take the benchmark's figures of this quarter, unless they were taken."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Say what was taken."""
        now = timezone.now()
        period = quarter_of(now.date())
        for framework in Framework.objects.filter(versions__published_at__isnull=False).distinct():
            snapshot = take_snapshot(framework=framework, now=now)
            if snapshot is None:
                self.stdout.write(f"{framework}, {period}: taken already")
            else:
                self.stdout.write(f"{framework}, {period}: {snapshot.groups.count()} groups")
