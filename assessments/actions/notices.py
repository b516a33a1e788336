"""Telling people, and what they do with it: the one writer of notices."""

import datetime
import uuid
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from assessments.actions.notice_mail import send_each
from assessments.models import Assessment, Notice
from assessments.notice_words import notice_words
from organisations.models import User


def tell(
    *,
    assessment: Assessment,
    kind: Notice.Kind,
    to: Iterable[User],
    by: User | None,
    element: str = "",
    said: str = "",
) -> None:
    """Tell these people once each, but for the one who did it; within the caller's transaction.

    ``said`` is what somebody wrote with it: a comment, a reason. Whoever wants each notice by e-mail gets it when the
    transaction is done; a mail server that fails holds nothing up, and ``send_notices`` tries again.
    """
    words = notice_words(kind, assessment, by=by, element=element, said=said)
    people = {person.pk: person for person in to if person != by and person.is_active}
    made = Notice.objects.bulk_create(
        _notice(person, kind=kind, assessment=assessment, element=element, words=words) for person in people.values()
    )
    urgent = [one.pk for one in made if one.user.notices_by_email == User.Notices.ALL]
    if urgent:
        transaction.on_commit(partial(send_each, urgent), robust=True)


def tell_of_date(
    *, assessment: Assessment, kind: Notice.Kind, to: Iterable[User], about: str, words: str, element: str = ""
) -> None:
    """Tell these people of a date that comes near, once each, however often this is called; the command sends it."""
    facts = {"assessment": assessment, "kind": kind, "element": element, "words": words, "about": about}
    Notice.objects.bulk_create((_notice(person, **facts) for person in to if person.is_active), ignore_conflicts=True)


def open_notice(*, notice_uuid: uuid.UUID, by: User) -> Notice:
    """Mark one of the person's notices as read, and give it; Http404 for anybody else's."""
    notice = Notice.objects.of(by).filter(uuid=notice_uuid).first()
    if notice is None:
        raise Http404
    _mark(notice_uuid, by=by, at=timezone.now())
    return notice


def mark_all_read(*, by: User) -> None:
    """Mark all of the person's notices as read."""
    Notice.objects.filter(user=by).unread().update(read_at=timezone.now())


@transaction.atomic
def choose_notices(*, user: User, choice: User.Notices) -> None:
    """Set which notices come by e-mail; with none, those that wait are not sent later either."""
    User.objects.filter(pk=user.pk).update(notices_by_email=choice)
    if choice == User.Notices.NONE:
        Notice.objects.filter(user=user, sent_at=None).update(for_email=False)


def _notice(person: User, **facts: object) -> Notice:
    return Notice(user=person, for_email=person.notices_by_email != User.Notices.NONE, **facts)


def _mark(notice_uuid: uuid.UUID, *, by: User, at: datetime.datetime) -> None:
    Notice.objects.filter(user=by, uuid=notice_uuid).unread().update(read_at=at)
