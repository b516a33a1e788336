"""Who has which element open: written by their pages, which say so every few seconds."""

import datetime

from django.utils import timezone

from assessments.models import Assessment, Presence
from organisations.models import User

BEAT = datetime.timedelta(seconds=10)
GONE = 3 * BEAT  # a page that missed two beats is closed, hidden, or without a network
FORGOTTEN = datetime.timedelta(hours=1)


def note_presence(*, assessment: Assessment, element: str, by: User) -> list[User]:
    """Note that the person has the element open, and return who else has, by name.

    One read, and at most one write in ten seconds a person, however often and from however many windows it is called.
    While everybody scores alone nothing is noted, and nobody is shown.
    """
    if assessment.is_blind:
        return []
    now = timezone.now()
    here = list(Presence.objects.of_element(assessment, element))
    mine = next((one for one in here if one.user_id == by.pk), None)
    if mine is None:
        _arrive(Presence(assessment=assessment, element=element, user=by, seen_at=now))
    elif mine.seen_at <= now - BEAT:
        Presence.objects.filter(pk=mine.pk, seen_at=mine.seen_at).update(seen_at=now)
    return [one.user for one in here if one.user_id != by.pk and one.seen_at > now - GONE]


def _arrive(presence: Presence) -> None:
    """The first beat of a page, of two windows at once only one; on this occasion what is long gone is swept away."""
    Presence.objects.filter(seen_at__lt=presence.seen_at - FORGOTTEN).delete()
    Presence.objects.bulk_create([presence], ignore_conflicts=True)
