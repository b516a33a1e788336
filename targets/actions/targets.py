"""Setting the target of an assessment, and saying it anew; what was said before stays.

All raise Http404 for who may not see the assessment, PermissionDenied for who doesn't manage its organisation,
BlindError while everybody scores alone, and AsksError for a target that the framework has no place for.
"""

import datetime
import uuid
from dataclasses import dataclass, replace

from django.db import transaction

from assessments.access import BlindError, managed_assessment
from assessments.answersheet import stored_result
from assessments.models import Assessment
from organisations.models import User
from targets.asks import Asks, Scope, asks_to_json, check_asks
from targets.goals import goals, one_level_up
from targets.models import Target


class StaleTargetError(Exception):
    """Somebody has set a target since the page was read; nothing was saved."""


class NoReasonError(Exception):
    """A target that stands is said anew with a reason alone."""


@dataclass(frozen=True)
class GivenTarget:
    """What is asked, by when, and why; ``profile`` is the name of the profile that it was taken from."""

    scope: Scope
    asks: Asks
    due_on: datetime.date | None = None
    reason: str = ""
    profile: str = ""


@transaction.atomic
def set_target(*, assessment_uuid: uuid.UUID, given: GivenTarget, by: User) -> Target:
    """Set the first target of the assessment; raises StaleTargetError where there is one."""
    return write_target(target_setting(by, assessment_uuid), given, 0, by)


@transaction.atomic
def restate_target(*, assessment_uuid: uuid.UUID, given: GivenTarget, number: int, by: User) -> Target:
    """Say the target anew on top of the version that was read, with a reason.

    Raises StaleTargetError where another version stands, and NoReasonError.
    """
    return write_target(target_setting(by, assessment_uuid), given, number, by)


@transaction.atomic
def aim_one_level_up(
    *, assessment_uuid: uuid.UUID, number: int, by: User, due_on: datetime.date | None = None, reason: str = ""
) -> Target:
    """Ask for one level more of every element, or for the next rung of a ladder, from where the result stands now."""
    assessment = target_setting(by, assessment_uuid)
    definition = assessment.version.definition()
    scope, asks = one_level_up(definition, stored_result(assessment, definition))
    return write_target(assessment, GivenTarget(scope, asks, due_on, reason), number, by)


def target_setting(by: User, assessment_uuid: uuid.UUID) -> Assessment:
    """The assessment, held until the transaction ends, for whoever may set its target now."""
    assessment = managed_assessment(by, assessment_uuid, lock=True)
    if assessment.is_blind:
        raise BlindError
    return assessment


def write_target(assessment: Assessment, given: GivenTarget, number: int, by: User) -> Target:
    """Store the next version on top of the one with this number; 0 where there should be none.

    A form that one person sends twice is stored once: the target that stands is given back.
    """
    said = replace(given, reason=given.reason.strip())
    standing = Target.objects.filter(assessment=assessment.pk).first()
    if standing and (standing.number, standing.by_id) == (number + 1, by.pk) and said == _given_of(standing):
        return standing
    if (standing.number if standing else 0) != number:
        raise StaleTargetError
    if standing and not said.reason:
        raise NoReasonError
    definition = assessment.version.definition()
    check_asks(definition, given.scope, given.asks)
    total = goals(definition, stored_result(assessment, definition), given.scope, given.asks).total
    return Target.objects.create(
        assessment=assessment,
        number=number + 1,
        version=assessment.version,
        scope=given.scope,
        asks=asks_to_json(given.asks),
        due_on=given.due_on,
        reason=said.reason,
        profile=given.profile,
        points_then=total.now,
        points_asked=total.points,
        maximum_then=total.maximum,
        by=by,
    )


def _given_of(target: Target) -> GivenTarget:
    return GivenTarget(Scope(target.scope), target.asked, target.due_on, target.reason, target.profile)
