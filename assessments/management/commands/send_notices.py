"""``python manage.py send_notices``: tell of dates that come near, and send the e-mails that wait."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.actions.notice_dates import tell_of_dates
from assessments.actions.notice_mail import send_digests, send_each


class Command(BaseCommand):
    """Safe to run every few minutes and by two at once: each notice is made once and sent by one."""

    help = "Tell people of due dates and expiring evidence that come near, and send the notices that wait by e-mail."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make the notices of dates first, so that they leave with the others."""
        now = timezone.now()
        tell_of_dates(today=timezone.localdate(now))
        each, digests = send_each(now=now), send_digests(now=now)
        self.stdout.write(f"{each.sent + digests.sent} sent, {each.failed + digests.failed} failed")
