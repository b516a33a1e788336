"""Starting an assessment, and deciding who scores it."""

from collections.abc import Iterable

from django.db import transaction

from assessments.items import places
from assessments.models import Answer, Assessment, Assignment
from assessments.results import element_score_to_json
from assessments.scoring import Result, score
from frameworks.definition import FrameworkDefinition
from frameworks.models import FrameworkVersion
from organisations.models import Organisation, User


class UnpublishedVersionError(Exception):
    """The framework version is a draft, whose content could change under the assessment."""


class RetiredVersionError(Exception):
    """The framework version was taken out of use; only assessments that were made with it go on."""


class NotAMemberError(Exception):
    """Somebody who does not belong to the organisation was to be given its assessment."""


@transaction.atomic
def create_assessment(
    *,
    organisation: Organisation,
    version: FrameworkVersion,
    title: str,
    period: str,
    assessors: Iterable[User],
    by: User,
) -> Assessment:
    """Start an assessment with every answer empty, so that each later save updates one known row.

    Raises UnpublishedVersionError and RetiredVersionError, and NotAMemberError. What is stored of the version counts:
    one that is being retired at this moment is waited for.
    """
    version = FrameworkVersion.objects.select_for_update(of=("self",), no_key=True).get(pk=version.pk)
    if not version.is_published:
        raise UnpublishedVersionError
    if version.is_retired:
        raise RetiredVersionError
    definition = version.definition()
    assessment = Assessment(organisation=organisation, version=version, title=title, period=period, created_by=by)
    set_scores(assessment, score(definition, {}))
    assessment.save()
    Answer.objects.bulk_create(_empty_answers(assessment, definition))
    assign_assessors(assessment=assessment, assessors=assessors, by=by)
    return assessment


@transaction.atomic
def assign_assessors(*, assessment: Assessment, assessors: Iterable[User], by: User) -> None:
    """Make these people the ones who score the assessment; what others gave stays as it is."""
    # One after the other, and none while somebody's membership ends: SQLite's transactions do that by themselves.
    Organisation.objects.select_for_update(no_key=True).get(pk=assessment.organisation_id)
    chosen = {user.pk for user in assessors}
    members = set(assessment.organisation.memberships.filter(user__in=chosen).values_list("user_id", flat=True))
    if chosen - members:
        raise NotAMemberError
    assessment.assignments.exclude(user__in=chosen).delete()
    kept = set(assessment.assignments.values_list("user_id", flat=True))
    Assignment.objects.bulk_create(
        Assignment(assessment=assessment, user_id=pk, assigned_by=by) for pk in sorted(chosen - kept)
    )


def set_scores(assessment: Assessment, result: Result) -> None:
    """Copy every element's score and the total into the assessment; the caller saves."""
    scores = result.elements | result.enablers
    assessment.element_scores = {code: element_score_to_json(value) for code, value in scores.items()}
    set_totals(assessment, result)


def set_totals(assessment: Assessment, result: Result) -> None:
    """Copy a result's total into the columns that lists read; the caller saves."""
    total = result.total
    assessment.points = total.points
    assessment.maximum = total.maximum
    assessment.percent = total.percent
    assessment.level = total.level.title if total.level else ""
    assessment.complete = total.complete
    assessment.answered_percent = total.answered_percent


def _empty_answers(assessment: Assessment, definition: FrameworkDefinition) -> Iterable[Answer]:
    for element, item in places(definition):
        yield Answer(assessment=assessment, element=element, item=item)
