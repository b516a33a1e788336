"""A chart of a result as a file: SVG for print and slides, PNG for everything else."""

import uuid

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import visible_assessment
from assessments.models import Assessment
from assessments.revisions import Approved
from assessments.views.blind import blind_page
from charts.picture_files import picture_file
from charts.standalone import Picture
from comparisons.trend import trend_of
from organisations.requests import PersonRequest
from results.access import previous_cycle, readable_revision
from results.figures import Figures
from results.pictures import picture_of
from results.trend_picture import trend_picture
from targets.reading import current_target


@never_cache
@require_safe
def chart_picture(request: PersonRequest, assessment_uuid: uuid.UUID, chart: str, extension: str) -> HttpResponse:
    """The chart as it stands, or as it was approved; while everybody scores alone there is none."""
    assessment = visible_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        return blind_page(request, assessment, status=409)
    kept = readable_revision(assessment, assessment.revision) if assessment.is_approved else None
    return _file(request, kept.assessment if kept else assessment, kept, chart, extension)


@never_cache
@require_safe
def revision_picture(
    request: PersonRequest, assessment_uuid: uuid.UUID, revision: int, chart: str, extension: str
) -> HttpResponse:
    """The chart of an approved revision, as it was."""
    kept = readable_revision(visible_assessment(request.user, assessment_uuid), revision)
    return _file(request, kept.assessment, kept, chart, extension)


@never_cache
@require_safe
def trend_file(request: PersonRequest, assessment_uuid: uuid.UUID, extension: str) -> HttpResponse:
    """The total over the cycles that the person may see."""
    assessment = visible_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        return blind_page(request, assessment, status=409)
    return _download(assessment, trend_picture(trend_of(assessment, request.user)), "trend", extension)


def _file(
    request: PersonRequest, assessment: Assessment, kept: Approved | None, chart: str, extension: str
) -> HttpResponse:
    previous = previous_cycle(request.user, assessment)
    picture = picture_of(Figures(assessment, previous, kept=kept, target=current_target(assessment)), chart)
    return _download(assessment, picture, chart, extension)


def _download(assessment: Assessment, picture: Picture | None, chart: str, extension: str) -> HttpResponse:
    return picture_file(picture, f"{assessment.organisation.name} {assessment.title} {chart}", extension)
