"""Assessments as stored: who scores them, every answer with its history, and the approved snapshot."""

from assessments.models.answer import Answer, AnswerChange, Item
from assessments.models.assessment import Assessment, Assignment
from assessments.models.snapshot import Snapshot

__all__ = ["Answer", "AnswerChange", "Assessment", "Assignment", "Item", "Snapshot"]
