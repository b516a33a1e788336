"""A plan as files: its tables, and its due days for a calendar."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.models import Assessment
from assessments.notice_links import absolute
from charts.picture_files import picture_file
from organisations.requests import PersonRequest
from plans.calendar import calendar_of
from plans.models import Action
from plans.ownership import ownership_of
from plans.picture import timeline_picture
from plans.reading import read_plan
from plans.tables import actions_table, matrix_table
from plans.views.around import of_assessment
from tables.downloads import download


@require_safe
@of_assessment
def plan_table(request: PersonRequest, assessment: Assessment, extension: str) -> HttpResponse:
    """Every action with what it brings, as CSV, XLSX or JSON."""
    return download(actions_table(read_plan(assessment)), extension)


@require_safe
@of_assessment
def matrix_table_file(request: PersonRequest, assessment: Assessment, extension: str) -> HttpResponse:
    """Functions × dimensions, as CSV, XLSX or JSON."""
    sheet = read_plan(assessment)
    return download(matrix_table(sheet, ownership_of(sheet)), extension)


@require_safe
@of_assessment
def timeline_file(request: PersonRequest, assessment: Assessment, extension: str) -> HttpResponse:
    """The time line as SVG or PNG; Http404 where no action has a day."""
    name = f"{assessment.organisation.name} {assessment.title} plan"
    return picture_file(timeline_picture(read_plan(assessment)), name, extension)


@require_safe
@of_assessment
def plan_calendar(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    """The due days of the plan, as iCalendar."""
    sheet = read_plan(assessment)

    def address(action: Action) -> str:
        return absolute(reverse("plans:action-detail", args=[assessment.uuid, action.uuid]))

    title = _("Improvement plan: %(title)s") % {"title": assessment.title}
    content = calendar_of(title, sheet.actions, address)
    headers = {"Content-Disposition": f'attachment; filename="plan-{assessment.uuid}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
