"""Starting an assessment, and deciding who scores it."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.access import assessment_for, may_manage, refuse
from assessments.actions.notices import tell
from assessments.items import places
from assessments.models import Answer, Assessment, Assignment, Event, IndividualSheet, Notice
from assessments.models.scored import Scored
from assessments.results import element_score_to_json
from assessments.scopes import scope_words
from assessments.scoring import Result, score
from assessments.workflow import Act, Mode, State
from frameworks.definition import FrameworkDefinition
from frameworks.models import FrameworkVersion
from organisations.actions.units import hold_unit
from organisations.models import Organisation, Unit, User


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
    unit: Unit | None = None,
) -> Assessment:
    """Make the draft of an assessment with every answer empty, so that each later save updates one known row.

    Raises UnpublishedVersionError and RetiredVersionError, NotAMemberError, and ForeignUnitError. What is stored of the
    version counts: one that is being retired at this moment is waited for.
    """
    version = FrameworkVersion.objects.select_for_update(of=("self",), no_key=True).get(pk=version.pk)
    if not version.is_published:
        raise UnpublishedVersionError
    if version.is_retired:
        raise RetiredVersionError
    definition = version.definition()
    assessment = Assessment(organisation=organisation, version=version, title=title, period=period, created_by=by)
    assessment.mode, assessment.tolerance, assessment.due_on = mode, tolerance, due_on
    assessment.unit = hold_unit(organisation, unit) if unit else None
    set_scores(assessment, score(definition, {}))
    assessment.save()
    Answer.objects.bulk_create(empty_answers(assessment, definition))
    note_event(assessment, Event.Kind.CREATED, by=by)
    assign_assessors(assessment=assessment, assessors=assessors, by=by)
    return assessment


@dataclass(frozen=True)
class SetUp:
    """What an assessment is called, when it is due, and before the scoring starts how its team scores.

    ``about`` says which unit it is about, for who may say so; without it that stays as it is.
    """

    title: str
    period: str
    due_on: datetime.date | None
    mode: Mode | None = None
    tolerance: int | None = None
    about: "About | None" = None


@dataclass(frozen=True)
class About:
    """What an assessment is about: a unit, or the whole organisation."""

    unit: Unit | None


class UnitFixedError(Exception):
    """Something of the assessment was approved already: it belongs to the cycles of its unit for good."""


@transaction.atomic
def set_up_assessment(*, assessment_uuid: uuid.UUID, given: SetUp, by: User) -> Assessment:
    """Store it, for leads and managers; mode and tolerance, where they are given, in a draft alone.

    What it is about, for managers alone and until something is approved. Raises Http404, PermissionDenied and
    WrongStateError as ``assessment_for`` does, ForeignUnitError and UnitFixedError.
    """
    assessment = assessment_for(by, assessment_uuid, Act.ASSIGN, lock=True)
    if given.mode is not None or given.tolerance is not None:
        refuse(assessment, Act.SET_UP)
    said = {name: getattr(given, name) for name in ("title", "period", "due_on", "mode", "tolerance")}
    changed = {name: value for name, value in said.items() if value is not None or name == "due_on"}
    if given.about:
        changed["unit"] = _unit_for(assessment, given.about)
    for name, value in changed.items():
        setattr(assessment, name, value)
    assessment.save(update_fields=list(changed))
    return assessment


def _unit_for(assessment: Assessment, about: About) -> Unit | None:
    """The unit that the assessment is to be about, held; the one that it has needs nobody's leave."""
    if (about.unit and about.unit.pk) == assessment.unit_id:
        return about.unit
    if not may_manage(assessment):
        raise PermissionDenied
    if assessment.approved_revision:
        raise UnitFixedError
    return hold_unit(assessment.organisation, about.unit) if about.unit else None


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

    Who joins while everybody scores alone gets a sheet; who comes back finds the one they had. Who joins once the
    scoring has started is told. Raises NotAMemberError.
    """
    hold_organisation(assessment)
    chosen = {user.pk: duty for user, duty in duties.items()}
    members = set(assessment.organisation.memberships.filter(user__in=chosen).values_list("user_id", flat=True))
    if chosen.keys() - members:
        raise NotAMemberError
    before = duties_of(assessment)
    if before == duties:
        return
    _store(assessment, chosen, by)
    note_event(assessment, Event.Kind.ASSIGNED, by=by, words=_changes_in_words(assessment, before, duties))
    if assessment.state != State.DRAFT:
        tell(assessment=assessment, kind=Notice.Kind.ASSIGNED, to=duties.keys() - before.keys(), by=by)
    if assessment.is_blind:
        make_sheets(assessment)


def hold_organisation(assessment: Assessment) -> None:
    """Let teams change one after the other, and none while a membership ends; SQLite's transactions do that anyway."""
    Organisation.objects.select_for_update(no_key=True).get(pk=assessment.organisation_id)


def duties_of(assessment: Assessment) -> dict[User, Duty]:
    """Who is assigned now, and to what; by name."""
    return {one.user: Duty(one.is_lead, one.scope) for one in assessment.assignments.select_related("user")}


def _store(assessment: Assessment, chosen: Mapping[int, Duty], by: User) -> None:
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


def _changes_in_words(assessment: Assessment, before: Mapping[User, Duty], after: Mapping[User, Duty]) -> str:
    """Who has another duty now, a line each; who left, last."""
    definition = assessment.version.definition()
    given = sorted(((str(user), duty) for user, duty in after.items() if before.get(user) != duty), key=itemgetter(0))
    lines = [_duty_in_words(name, duty, scope_words(definition, duty.scope)) for name, duty in given]
    left = sorted(str(user) for user in before.keys() - after.keys())
    return "\n".join(lines + [_("%(name)s: no longer in the team") % {"name": name} for name in left])


def _duty_in_words(name: str, duty: Duty, scope: str) -> str:
    words = _("%(name)s: leads, %(scope)s") if duty.is_lead else _("%(name)s: %(scope)s")
    return words % {"name": name, "scope": scope}


def make_sheets(assessment: Assessment) -> None:
    """Give everybody who is to score and has none a sheet of their own, with every answer empty."""
    definition = assessment.version.definition()
    nothing = score(definition, {})
    without = assessment.assignments.exclude(user__in=assessment.sheets.values("assessor"))
    without = without.exclude(scope=Assignment.NOTHING)
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
    assessment.element_scores = scores_to_json(result)
    set_totals(assessment, result)


def scores_to_json(result: Result) -> dict[str, Any]:
    """Every element's score as it is stored (``Scored.element_scores``)."""
    return {code: element_score_to_json(value) for code, value in (result.elements | result.enablers).items()}


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
