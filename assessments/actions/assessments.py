"""Starting an assessment, and deciding who scores it."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from assessments.items import places
from assessments.models import Answer, Assessment, Assignment, Event, IndividualSheet
from assessments.models.scored import Scored
from assessments.results import element_score_to_json
from assessments.scoring import Result, score
from assessments.workflow import Mode
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
    mode: Mode = Mode.JOINT,
    tolerance: int = 1,
    due_on: datetime.date | None = None,
) -> Assessment:
    """Make the draft of an assessment with every answer empty, so that each later save updates one known row.

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
    assessment.mode, assessment.tolerance, assessment.due_on = mode, tolerance, due_on
    set_scores(assessment, score(definition, {}))
    assessment.save()
    Answer.objects.bulk_create(empty_answers(assessment, definition))
    note_event(assessment, Event.Kind.CREATED, by=by)
    assign_assessors(assessment=assessment, assessors=assessors, by=by)
    return assessment


@transaction.atomic
def assign_assessors(*, assessment: Assessment, assessors: Iterable[User], by: User) -> None:
    """Make these people the ones who score the assessment; what others gave stays as it is."""
    kept = {one.user_id: one for one in assessment.assignments.all()}
    everything = Duty()
    duties = {
        user: Duty(kept[user.pk].is_lead, kept[user.pk].scope) if user.pk in kept else everything for user in assessors
    }
    assign_duties(assessment=assessment, duties=duties, by=by)


@dataclass(frozen=True)
class Duty:
    """What a person is given to do: to lead, and which codes to score (``Assignment.scope``)."""

    is_lead: bool = False
    scope: str = ""


@transaction.atomic
def assign_duties(*, assessment: Assessment, duties: Mapping[User, Duty], by: User) -> None:
    """Make these people, and nobody else, the assessment's team; what others gave stays as it is.

    Who joins while everybody scores alone gets a sheet; who comes back finds the one they had. Raises NotAMemberError.
    """
    # One after the other, and none while somebody's membership ends: SQLite's transactions do that by themselves.
    Organisation.objects.select_for_update(no_key=True).get(pk=assessment.organisation_id)
    chosen = {user.pk: duty for user, duty in duties.items()}
    members = set(assessment.organisation.memberships.filter(user__in=chosen).values_list("user_id", flat=True))
    if chosen.keys() - members:
        raise NotAMemberError
    assessment.assignments.exclude(user__in=chosen).delete()
    Assignment.objects.bulk_create(
        (
            Assignment(assessment=assessment, user_id=pk, assigned_by=by, is_lead=duty.is_lead, scope=duty.scope)
            for pk, duty in sorted(chosen.items(), key=lambda pair: pair[0])
        ),
        update_conflicts=True,
        unique_fields=["assessment", "user"],
        update_fields=["is_lead", "scope"],
    )
    if assessment.is_blind:
        make_sheets(assessment)


def make_sheets(assessment: Assessment) -> None:
    """Give everybody who is assigned and has none a sheet of their own, with every answer empty."""
    definition = assessment.version.definition()
    nothing = score(definition, {})
    without = assessment.assignments.exclude(user__in=assessment.sheets.values("assessor"))
    for person in without.order_by("user").values_list("user", flat=True):
        sheet = IndividualSheet(assessment=assessment, assessor_id=person)
        set_scores(sheet, nothing)
        sheet.save()
        Answer.objects.bulk_create(empty_answers(assessment, definition, sheet))


def note_event(assessment: Assessment, kind: Event.Kind, *, by: User, words: str = "") -> Event:
    """Write down what happened to the assessment."""
    return Event.objects.create(assessment=assessment, kind=kind, revision=assessment.revision, words=words, by=by)


def set_scores(assessment: Scored, result: Result) -> None:
    """Copy every element's score and the total into the assessment, or a sheet of it; the caller saves."""
    scores = result.elements | result.enablers
    assessment.element_scores = {code: element_score_to_json(value) for code, value in scores.items()}
    set_totals(assessment, result)


def set_totals(assessment: Scored, result: Result) -> None:
    """Copy a result's total into the columns that lists read; the caller saves."""
    total = result.total
    assessment.points = total.points
    assessment.maximum = total.maximum
    assessment.percent = total.percent
    assessment.level = total.level.title if total.level else ""
    assessment.complete = total.complete
    assessment.answered_percent = total.answered_percent


def empty_answers(
    assessment: Assessment, definition: FrameworkDefinition, sheet: IndividualSheet | None = None
) -> Iterable[Answer]:
    """A row for every place of the framework version with nothing answered; not stored yet."""
    for element, item in places(definition):
        yield Answer(assessment=assessment, sheet=sheet, element=element, item=item)
