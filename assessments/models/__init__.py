"""Assessments as stored: who scores them, every answer with its history, and the approved snapshot."""

from assessments.items import Item
from assessments.models.answer import Answer, AnswerChange
from assessments.models.assessment import Assessment, Assignment
from assessments.models.snapshot import Snapshot

__all__ = ["Answer", "AnswerChange", "Assessment", "Assignment", "Item", "Snapshot"]
