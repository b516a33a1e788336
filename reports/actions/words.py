"""Writing the manager's own words of an assessment's reports."""

import logging
import uuid
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.db import transaction
from django.utils import timezone

from assessments.access import managed_assessment
from organisations.models import User
from reports.merging import merged
from reports.models import ReportWords
from reports.source import Words

NOTHING_READ: Final[Mapping[str, str]] = MappingProxyType({})
log = logging.getLogger(__name__)


class StaleWordsError(Exception):
    """Somebody else has changed the same text since the person read it.

    ``standing`` is what is kept now, ``merged`` each text as it could be kept, and None where both have changed it.
    """

    def __init__(self, standing: ReportWords, merged: Mapping[str, str | None]) -> None:
        super().__init__()
        self.standing, self.merged = standing, merged


@transaction.atomic
def write_words(
    *, assessment_uuid: uuid.UUID, given: Words, version: int, by: User, read: Mapping[str, str] = NOTHING_READ
) -> ReportWords:
    """Store what a manager has written in place of what they read, which was ``version``.

    ``read`` has the mark of each text that they read: what they left as it was stays as others have written it since.
    Approved assessments too: these are the manager's words and no answers, and issued reports keep theirs. A form that
    is sent twice is stored once. Raises Http404, PermissionDenied and StaleWordsError.
    """
    assessment = managed_assessment(by, assessment_uuid, lock=True)
    words = ReportWords.objects.filter(assessment=assessment.pk).first() or ReportWords(assessment=assessment)
    if words.version != version:
        given = _beside_theirs(given, words, read)
        if given == Words(words.foreword, words.summary):
            return words
    words.foreword, words.summary = given.foreword, given.summary
    words.version, words.changed_by, words.changed_at = words.version + 1, by, timezone.now()
    words.save()
    log.info("Words of assessment %s: version %s, by user %s", assessment_uuid, words.version, by.pk)
    return words


def _beside_theirs(given: Words, words: ReportWords, read: Mapping[str, str]) -> Words:
    """Both texts, each from whoever changed it."""
    foreword = merged(given.foreword, words.foreword, read.get("foreword", ""))
    summary = merged(given.summary, words.summary, read.get("summary", ""))
    if foreword is None or summary is None:
        raise StaleWordsError(words, {"foreword": foreword, "summary": summary})
    return Words(foreword, summary)
