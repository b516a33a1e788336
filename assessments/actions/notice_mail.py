"""Sending notices by e-mail: each by itself, or one message a day.

What is sent is claimed first, so that two processes send nothing twice. A mail server that fails is written to the log
and loses nothing: what was not sent is free again. Who dies while sending leaves a claim that runs out.
"""

import datetime
import logging
import smtplib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Protocol

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from assessments.models import Notice
from assessments.notice_links import absolute, place_of, unsubscribe_path
from assessments.notice_words import readers_language
from organisations.models import User

log = logging.getLogger(__name__)

DIGEST_HOUR: Final = 6  # of the site's clock: the one message a day is there when people begin
# The server took the message and said no to it; the next one may be welcome. A UnicodeError is a ValueError.
REFUSED = (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException, ValueError)


@dataclass
class Sent:
    """How many messages left, and how many could not."""

    sent: int = 0
    failed: int = 0


class Letter(Protocol):
    """Something to send: taken first, then either sent or given back."""

    def take(self) -> bool:
        """Claim it; False when somebody else has."""

    def message(self) -> EmailMessage:
        """What is sent."""

    def sent(self) -> None:
        """Keep that it was sent."""

    def give_back(self) -> None:
        """Let it be sent another time."""


@dataclass(frozen=True)
class Single:
    """One notice by itself."""

    notice: Notice
    now: datetime.datetime

    def take(self) -> bool:
        """Claim the notice."""
        return Notice.objects.filter(pk=self.notice.pk).claim(self.now)

    def message(self) -> EmailMessage:
        """The notice with the address of what it tells of."""
        notice = self.notice
        context = {"notice": notice, "link": absolute(place_of(notice))}
        return _message(notice.user, "notice", str(notice.uuid), context)

    def sent(self) -> None:
        """Keep when."""
        Notice.objects.filter(pk=self.notice.pk).update(sent_at=timezone.now())

    def give_back(self) -> None:
        """Drop the claim."""
        Notice.objects.filter(pk=self.notice.pk).update(claimed_at=None)


@dataclass(frozen=True)
class Digest:
    """All that waits for one person, in the one message of a day; the person is what is claimed."""

    user: User
    notices: Sequence[Notice]
    now: datetime.datetime

    @property
    def today(self) -> datetime.date:
        """The day that it is for."""
        return timezone.localdate(self.now)

    def take(self) -> bool:
        """Claim the person's day."""
        waiting = User.objects.filter(Q(digest_on=None) | Q(digest_on__lt=self.today), pk=self.user.pk)
        return bool(waiting.update(digest_on=self.today))

    def message(self) -> EmailMessage:
        """All the sentences, with the address of the page that leads on."""
        context = {"notices": self.notices, "link": absolute(reverse("assessments:notice-list"))}
        return _message(self.user, "digest", f"{self.today}-{self.notices[0].uuid}", context)

    def sent(self) -> None:
        """Keep when, of each."""
        Notice.objects.filter(pk__in=[notice.pk for notice in self.notices]).update(sent_at=timezone.now())

    def give_back(self) -> None:
        """Let the day be tried again."""
        User.objects.filter(pk=self.user.pk, digest_on=self.today).update(digest_on=self.user.digest_on)


def send_each(only: Iterable[int] | None = None, *, now: datetime.datetime | None = None) -> Sent:
    """Send what waits to those who want each notice by itself: these notices, or all."""
    now = now or timezone.now()
    waiting = Notice.objects.to_send(now).at_once()
    return _send([Single(notice, now) for notice in (waiting if only is None else waiting.filter(pk__in=only))])


def send_digests(*, now: datetime.datetime | None = None) -> Sent:
    """Send one message to each person who wants one a day and has had none today, with all that waits."""
    now = now or timezone.now()
    if timezone.localtime(now).hour < DIGEST_HOUR:
        return Sent()
    waiting = Notice.objects.to_send(now).for_digest().order_by("user", "at", "pk")
    people = groupby(waiting, key=lambda notice: notice.user)
    return _send([Digest(user, list(notices), now) for user, notices in people])


def _send(letters: Sequence[Letter]) -> Sent:
    """Send them all over one connection; a server that can't be reached is not asked again for each."""
    outcome = Sent()
    if not letters:
        return outcome
    try:
        with mailers.default as mailer:
            for letter in letters:
                _send_one(mailer, letter, outcome)
    except OSError as fault:
        outcome.failed += 1
        log.warning("Notices wait until the mail server answers: %s", fault)
    return outcome


def _send_one(mailer: BaseEmailBackend, letter: Letter, outcome: Sent) -> None:
    if not letter.take():
        return
    try:
        mailer.send_messages([letter.message()])
    except REFUSED:
        letter.give_back()
        outcome.failed += 1
        log.exception("A notice was not sent, and is tried again")
    except OSError:
        letter.give_back()
        raise
    else:
        letter.sent()
        outcome.sent += 1


def _message(user: User, name: str, identity: str, context: Mapping[str, object]) -> EmailMessage:
    """A plain message that says how to have no more of them; a reader's program may offer that as a button."""
    end = absolute(unsubscribe_path(user))
    with readers_language():
        subject = render_to_string(f"assessments/notice/{name}_subject.txt", {**context})
        text = render_to_string(f"assessments/notice/{name}.txt", {**context, "end": end})
    headers = {
        "Message-ID": f"<{identity}@{settings.SITE_URL.partition('://')[2].partition(':')[0]}>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{end}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return EmailMessage(" ".join(subject.split()), text, to=[user.email], headers=headers)
