"""What stands around the pages of the plan, the comparison, the consensus record and the interview sheets."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone

from assessments.models import Assessment
from assessments.names import names_now
from frameworks.definition import FrameworkDefinition
from press.manuscript import Manuscript
from reports.failures import NotMadeError
from reports.house import SIZES
from reports.report import Subject
from reports.source import Source, Stamp
from reports.style import Style

STYLE_SHEETS: Final = (
    "css/fonts.css",
    "css/tokens.css",
    "css/spots.css",
    "css/stamp.css",
    "css/report.css",
    "css/document.css",
)


@dataclass(frozen=True)
class Frame:
    """The cover, the running heads and the feet of a document.

    ``state`` stands in every head and across every page as long as something may still change; empty where nothing may.
    """

    kind: str
    subject: Subject
    definition: FrameworkDefinition
    style: Style
    stamp: Stamp | None
    state: str = ""


def frame_of(source: Source, definition: FrameworkDefinition, *, state: str = "") -> Frame:
    """The frame of a document of an assessment, in the words of its kind."""
    subject = subject_of(source)
    return Frame(str(source.kind.label), subject, definition, source.style, source.stamp, state)


def assessment_of(source: Source) -> Assessment:
    """The assessment that the document is of; NotMadeError where it is of none."""
    if source.assessment is None:
        raise NotMadeError("nothing")
    return source.assessment


def open_assessment(source: Source) -> Assessment:
    """The same for a document that holds figures: NotMadeError too while everybody scores alone."""
    assessment = assessment_of(source)
    if assessment.is_blind:
        raise NotMadeError("blind")
    return assessment


def subject_of(source: Source) -> Subject:
    """Whom and what the document is about: as of the approval where there is one, else as of the last answer."""
    assessment, kept = assessment_of(source), source.kept
    names = kept.names if kept else names_now(assessment)
    return Subject(
        organisation=names.whose,
        title=assessment.title,
        period=assessment.period,
        as_of=timezone.localdate(kept.snapshot.taken_at if kept else _changed_at(assessment)),
        approved_on=timezone.localdate(kept.snapshot.taken_at) if kept else None,
        approved_by=names.approved_by,
        assessors=names.assessors,
        organisation_facts=names.facts,
        revision=assessment.revision,
        superseded=bool(kept and kept.is_superseded),
    )


def day_of(source: Source) -> datetime.date:
    """The day on which the document is made: of an issued one, the day of its issue for good."""
    return timezone.localdate(source.stamp.issued_at) if source.stamp else timezone.localdate()


def pages_of(source: Source, template: str, style_sheet: str, context: Mapping[str, Any]) -> Manuscript:
    """The document as pages; those called ``wide`` in its styles lie on their long side."""
    html = render_to_string(template, {**context, "kind": str(source.kind)})
    wide = f"@page wide {{ size: {SIZES[source.options.paper]} landscape }}\n"
    return Manuscript(html, (*STYLE_SHEETS, style_sheet), styles=wide)


def _changed_at(assessment: Assessment) -> datetime.datetime:
    last: datetime.datetime | None = assessment.answers.aggregate(last=Max("changed_at"))["last"]
    return last or assessment.created_at
