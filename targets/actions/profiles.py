"""Keeping what a target asks under a name, and asking it again; raises as ``targets.actions.targets``."""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404

from assessments.access import managed_assessment
from assessments.answersheet import stored_result
from assessments.models import Assessment
from organisations.models import User
from targets.actions.targets import GivenTarget, target_setting, write_target
from targets.asks import AsksError, Scope, asks_to_json
from targets.models import Target, TargetProfile
from targets.reading import current_target, goals_of, profile_asks


class NameTakenError(Exception):
    """The organisation has a profile of this name for the framework already."""


@transaction.atomic
def save_profile(*, assessment_uuid: uuid.UUID, name: str, by: User) -> TargetProfile:
    """Keep what the assessment's target asks of each element; Http404 where there is no target.

    What was asked of dimensions or the total is kept as the percentages that it comes to in each element.
    """
    assessment = target_setting(by, assessment_uuid)
    target = current_target(assessment)
    if target is None:
        raise Http404
    definition = assessment.version.definition()
    asks = profile_asks(target, goals_of(target, definition, stored_result(assessment, definition)))
    profile = TargetProfile(
        organisation=assessment.organisation,
        framework=assessment.version.framework,
        name=name,
        asks=asks_to_json(asks),
        by=by,
    )
    try:
        with transaction.atomic():
            profile.save()
    except IntegrityError:
        raise NameTakenError
    return profile


@transaction.atomic
def apply_profile(
    *,
    assessment_uuid: uuid.UUID,
    profile_uuid: uuid.UUID,
    number: int,
    by: User,
    due_on: datetime.date | None = None,
    reason: str = "",
) -> Target:
    """Make the profile the target, on top of the version with this number; Http404 for a profile of somebody else.

    Elements that the framework version no longer has are left out; raises AsksError where none is left.
    """
    assessment = target_setting(by, assessment_uuid)
    profile = profile_for(assessment, profile_uuid)
    definition = assessment.version.definition()
    in_scope = {element.code for element in definition.elements}
    asks = {code: ask for code, ask in profile.asked.items() if code in in_scope}
    if not asks:
        raise AsksError("nothing that the profile asks for is in this framework version")
    return write_target(assessment, GivenTarget(Scope.ELEMENTS, asks, due_on, reason, profile.name), number, by)


@transaction.atomic
def remove_profile(*, assessment_uuid: uuid.UUID, profile_uuid: uuid.UUID, by: User) -> None:
    """Forget the profile; the targets that were taken from it stay."""
    profile_for(managed_assessment(by, assessment_uuid, lock=True), profile_uuid).delete()


def profile_for(assessment: Assessment, profile_uuid: uuid.UUID) -> TargetProfile:
    """A profile that the assessment can take over: its organisation's, of its framework; Http404 for any other."""
    return get_object_or_404(TargetProfile.objects.for_assessment(assessment), uuid=profile_uuid)
