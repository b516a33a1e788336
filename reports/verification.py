"""What can be said of an issued report to whoever holds it: genuine or not, current or superseded."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Self

from django.contrib.auth.models import AnonymousUser

from assessments.answersheet import stored_result
from assessments.models import Assessment
from assessments.results import TotalScore
from assessments.revisions import Approved, approved_as
from organisations.models import User
from reports.models import IssuedReport

HASH = re.compile("[0-9a-f]{64}")


class Standing(StrEnum):
    """Whether it is still what holds."""

    CURRENT = "current"
    REISSUED = "reissued"
    APPROVED_ANEW = "approved-anew"
    BEING_REVISED = "being-revised"


class FileMatch(StrEnum):
    """Whether a file is the one that was issued."""

    NOT_ASKED = ""
    SAME = "same"
    OTHER = "other"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Verified:
    """An issued report, as it stands today; ``newest`` is the newest revision of its number.

    ``may_see`` says whether its figures may be shown to who asks; while everybody scores alone, to nobody.
    """

    issue: IssuedReport
    newest: IssuedReport
    may_see: bool

    @property
    def standing(self) -> Standing:
        """Current, or what has come since."""
        assessment = self.issue.assessment
        if self.newest.pk != self.issue.pk:
            return Standing.REISSUED
        if assessment.approved_revision > self.issue.approved_revision:
            return Standing.APPROVED_ANEW
        return Standing.BEING_REVISED if assessment.is_open else Standing.CURRENT

    @cached_property
    def kept(self) -> Approved:
        """The approved revision that it reports."""
        return approved_as(self.issue.assessment, self.issue.approved_revision)

    @property
    def total(self) -> TotalScore:
        """The total of that revision; ask it only for somebody who ``may_see``."""
        return stored_result(self.kept.assessment, self.kept.assessment.version.definition()).total

    def match(self, typed: str) -> FileMatch:
        """Whether a file with this SHA-256 is the one that was issued."""
        plain = re.sub(r"\s", "", typed).lower()
        if not plain:
            return FileMatch.NOT_ASKED
        if not HASH.fullmatch(plain):
            return FileMatch.UNREADABLE
        return FileMatch.SAME if plain == self.issue.file_hash else FileMatch.OTHER

    @classmethod
    def find(cls, code: str, user: User | AnonymousUser) -> Self | None:
        """The issued report with this code; None where none was ever issued with it."""
        issues = IssuedReport.objects.finished()
        found = issues.with_subject().defer("page", "snapshot_document").filter(code=code).first()
        if found is None:
            return None
        same_number = issues.filter(organisation=found.organisation_id, number=found.number)
        newest = same_number.defer("page", "snapshot_document").latest("revision")
        return cls(found, newest, may_see=_may_see(user, found.assessment))


def _may_see(user: User | AnonymousUser, assessment: Assessment) -> bool:
    if not isinstance(user, User) or assessment.is_blind:
        return False
    return Assessment.objects.visible_to(user).filter(pk=assessment.pk).exists()
