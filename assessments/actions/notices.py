"""Telling people: the one writer of notices."""

from collections.abc import Iterable

from assessments.models import Assessment, Notice
from assessments.notice_words import notice_words
from organisations.models import User


def tell(
    *, assessment: Assessment, kind: Notice.Kind, to: Iterable[User], by: User, element: str = "", said: str = ""
) -> None:
    """Tell these people once each, but for the one who did it; within the caller's transaction.

    ``said`` is what somebody wrote with it: a comment, a reason.
    """
    words = notice_words(kind, assessment, by=by, element=element, said=said)
    people = {person.pk: person for person in to if person.pk != by.pk and person.is_active}
    Notice.objects.bulk_create(
        Notice(user=person, kind=kind, assessment=assessment, element=element, words=words)
        for person in people.values()
    )
