"""Keeping moves under a name, and forgetting them."""

import uuid
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404

from assessments.access import BlindError, visible_assessment
from assessments.answersheet import assessment_answers
from assessments.models import Assessment
from assessments.moves import Move
from organisations.models import User
from planner.access import may_keep
from planner.models import Scenario
from planner.moving import refuse_false_moves
from planner.reading import moves_to_json


class NameTakenError(Exception):
    """The assessment has a scenario of this name."""


@transaction.atomic
def save_scenario(*, assessment_uuid: uuid.UUID, name: str, moves: Sequence[Move], by: User) -> Scenario:
    """Keep the moves; raises as ``keepable_assessment``, FalseMoveError for what is no move here, NameTakenError."""
    assessment = keepable_assessment(by, assessment_uuid)
    definition = assessment.version.definition()
    refuse_false_moves(definition, assessment_answers(assessment.answers.all()), moves)
    scenario = Scenario(assessment=assessment, version=assessment.version, name=name, moves=moves_to_json(moves), by=by)
    try:
        with transaction.atomic():
            scenario.save()
    except IntegrityError:
        raise NameTakenError(name)
    return scenario


@transaction.atomic
def remove_scenario(*, assessment_uuid: uuid.UUID, scenario_uuid: uuid.UUID, by: User) -> str:
    """Forget it, and return its name; raises as ``keepable_assessment``, and Http404 where it isn't there."""
    assessment = keepable_assessment(by, assessment_uuid)
    scenario = get_object_or_404(Scenario, assessment=assessment, uuid=scenario_uuid)
    scenario.delete()
    return scenario.name


def keepable_assessment(user: User, assessment_uuid: uuid.UUID) -> Assessment:
    """The assessment, held, for who may keep scenarios of it; raises Http404, PermissionDenied and BlindError."""
    assessment = visible_assessment(user, assessment_uuid, lock=True)
    if not may_keep(assessment):
        raise PermissionDenied
    if assessment.is_blind:
        raise BlindError
    return assessment
