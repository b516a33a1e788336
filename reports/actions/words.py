"""Writing the manager's own words of an assessment's reports."""

import logging
import uuid

from django.db import transaction
from django.utils import timezone

from assessments.access import managed_assessment
from organisations.models import User
from reports.models import ReportWords
from reports.source import Words

log = logging.getLogger(__name__)


class StaleWordsError(Exception):
    """Somebody else has changed the words since the person read them."""


@transaction.atomic
def write_words(*, assessment_uuid: uuid.UUID, given: Words, version: int, by: User) -> ReportWords:
    """Store what a manager has written in place of what they read, which was ``version``.

    Approved assessments too: these are the manager's words and no answers, and issued reports keep theirs. A form that
    one person sends twice is stored once. Raises Http404, PermissionDenied and StaleWordsError.
    """
    assessment = managed_assessment(by, assessment_uuid, lock=True)
    words = ReportWords.objects.filter(assessment=assessment.pk).first() or ReportWords(assessment=assessment)
    is_same = (words.foreword, words.summary) == (given.foreword, given.summary)
    if words.version == version + 1 and words.changed_by_id == by.pk and is_same:
        return words
    if words.version != version:
        raise StaleWordsError
    words.foreword, words.summary = given.foreword, given.summary
    words.version, words.changed_by, words.changed_at = version + 1, by, timezone.now()
    words.save()
    log.info("Words of assessment %s: version %s, by user %s", assessment_uuid, words.version, by.pk)
    return words
