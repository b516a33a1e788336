"""``python manage.py tidy``: clear away uploads and files that nobody needs."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.actions.tidying import tidy


class Command(BaseCommand):
    """Safe to run at any time; once a day is enough."""

    help = "Delete uploads that were never confirmed, and files that were left without their evidence."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Say what is gone."""
        done = tidy(now=timezone.now())
        self.stdout.write(f"{done.uploads} uploads and {done.files} files cleared away")
