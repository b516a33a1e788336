"""The set of documents: which there are, what each can be made as, and which parts of it can be chosen."""

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a document is."""

    FULL = "full", _("Full maturity report")
    SUMMARY = "summary", _("Executive summary")
    PLAN = "plan", _("Improvement plan")
    COMPARISON = "comparison", _("Comparison")
    CONSENSUS = "consensus", _("Consensus record")
    GUIDE = "guide", _("Assessors’ guide")
    INTERVIEW = "interview", _("Interview sheets")


class Format(models.TextChoices):
    """What kind of file it is made as."""

    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word document")
    PPTX = "pptx", _("PowerPoint slides")
    XLSX = "xlsx", _("Excel workbook")


class Paper(models.TextChoices):
    """The size of its sheets."""

    A4 = "a4", _("A4")
    LETTER = "letter", _("US Letter")


class Part(models.TextChoices):
    """What can be left out of a document, or put into it."""

    FOREWORD = "foreword", _("Foreword")
    WORDS = "words", _("Executive summary in your own words")
    HEAT_MAP = "heat-map", _("Heat map of all elements")
    DIMENSIONS = "dimensions", _("Every element with its answers")
    COMMENTS = "comments", _("Comments and reasons")
    ENABLERS = "enablers", _("Enablers")
    AIM = "aim", _("Target and plan")
    EVIDENCE = "evidence", _("Evidence list")
    METHOD = "method", _("How it is scored")
    LEDGER = "ledger", _("Ledger: every step from the answers to the total")


FORMATS: Final[Mapping[Kind, tuple[Format, ...]]] = {
    Kind.FULL: (Format.PDF, Format.DOCX, Format.XLSX),
    Kind.SUMMARY: (Format.PDF, Format.DOCX, Format.PPTX),
    Kind.PLAN: (Format.PDF,),
    Kind.COMPARISON: (Format.PDF,),
    Kind.CONSENSUS: (Format.PDF,),
    Kind.GUIDE: (Format.PDF,),
    Kind.INTERVIEW: (Format.PDF,),
}
PARTS: Final[Mapping[Kind, tuple[Part, ...]]] = {
    Kind.FULL: tuple(Part),
    Kind.SUMMARY: (Part.WORDS,),
    Kind.PLAN: (Part.COMMENTS, Part.EVIDENCE),
    Kind.COMPARISON: (Part.COMMENTS,),
    Kind.CONSENSUS: (Part.COMMENTS, Part.EVIDENCE),
    Kind.GUIDE: (),
    Kind.INTERVIEW: (),
}
MEDIA_TYPES: Final[Mapping[Format, str]] = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Who may not see the assessment's figures may still print these: nothing in them was answered by anybody.
WITHOUT_FIGURES: Final = frozenset({Kind.GUIDE, Kind.INTERVIEW})
