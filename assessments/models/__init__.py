"""Assessments as stored: the team, its answers with their history, evidence and words, and the approved snapshot."""

from assessments.items import Item
from assessments.models.answer import Answer, AnswerChange, AppendOnlyError, Source
from assessments.models.assessment import Assessment, Assignment
from assessments.models.discussion import Post, Thread
from assessments.models.event import Event
from assessments.models.evidence import Evidence, EvidenceRevision, EvidenceUse
from assessments.models.individual_sheet import IndividualSheet
from assessments.models.notice import Notice
from assessments.models.presence import Presence
from assessments.models.remark import Remark
from assessments.models.snapshot import Snapshot
from assessments.models.upload import Upload

__all__ = [
    "Answer",
    "AnswerChange",
    "AppendOnlyError",
    "Assessment",
    "Assignment",
    "Event",
    "Evidence",
    "EvidenceRevision",
    "EvidenceUse",
    "IndividualSheet",
    "Item",
    "Notice",
    "Post",
    "Presence",
    "Remark",
    "Snapshot",
    "Source",
    "Thread",
    "Upload",
]
