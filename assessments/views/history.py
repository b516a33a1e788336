"""The history of answers: of one element beside its questions, and of a whole assessment on a page of its own."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import visible_assessment
from assessments.history import lines_of, readable_changes
from assessments.models import Assessment
from assessments.models.answer import AnswerChangeQuerySet
from assessments.views.beside import element_desk
from organisations.models import User
from organisations.requests import PersonRequest

PAGE = "assessments/history/list.html"
AT_A_GLANCE = 20
PER_PAGE = 50


@never_cache
@require_safe
def history_list(request: PersonRequest, assessment_uuid: uuid.UUID, code: str) -> HttpResponse:
    """The newest changes in one element."""
    place = element_desk(request.user, assessment_uuid, code)
    changes = _changes(request.user, place.assessment).filter(answer__element=code)
    found = list(changes.for_time_line()[: AT_A_GLANCE + 1])
    context = {"lines": lines_of(place.definition, found[:AT_A_GLANCE]), "has_more": len(found) > AT_A_GLANCE}
    return render(request, f"{PAGE}#panel" if request.htmx else PAGE, place.context | context)


@never_cache
@require_safe
def history_whole(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Every change of an assessment, page by page, of one person or in one element where that is asked for."""
    assessment = visible_assessment(request.user, assessment_uuid)
    definition = assessment.version.definition_in(get_language())
    changes = _changes(request.user, assessment)
    people = _people(changes)
    chosen = _chosen(request, people)
    page = Paginator(_filtered(changes, chosen, people).for_time_line(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "elements": list(definition.walk()),
        "people": list(people.values()),
        "chosen": chosen,
        "page": page,
        "lines": lines_of(definition, page.object_list),
    }
    return render(request, "assessments/history/whole.html", context)


def _changes(reader: User, assessment: Assessment) -> AnswerChangeQuerySet:
    return readable_changes(reader, assessment_id=assessment.pk, is_blind=assessment.is_blind)


def _people(changes: AnswerChangeQuerySet) -> dict[str, User]:
    """Everybody who has changed something, by e-mail address; a name can stand for two people."""
    found = User.objects.filter(pk__in=changes.order_by().values("changed_by")).order_by("full_name", "email")
    return {person.email: person for person in found}


def _chosen(request: PersonRequest, people: dict[str, User]) -> dict[str, str]:
    person = request.GET.get("person", "")
    return {"element": request.GET.get("element", ""), "person": person if person in people else ""}


def _filtered(changes: AnswerChangeQuerySet, chosen: dict[str, str], people: dict[str, User]) -> AnswerChangeQuerySet:
    if chosen["element"]:
        changes = changes.filter(answer__element=chosen["element"])
    return changes.filter(changed_by=people[chosen["person"]]) if chosen["person"] else changes
