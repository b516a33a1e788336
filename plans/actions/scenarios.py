"""Taking over a scenario of the planner: an action for each element that it raises."""

import uuid

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.access import visible_assessment
from assessments.answersheet import assessment_answers
from assessments.moves import Move
from frameworks.definition import Element
from organisations.models import User
from planner.efforts import in_days
from planner.models import Scenario
from planner.moving import effort_of_moves
from planner.reading import efforts_of, moves_of
from plans.actions.actions import GivenAction, add_action
from plans.effects import rising
from plans.models import Action
from plans.road import step_by_element


@transaction.atomic
def take_scenario(*, assessment_uuid: uuid.UUID, scenario_uuid: uuid.UUID, by: User) -> list[Action]:
    """Put what the scenario raises into the plan, with the planner's effort; what it lowers is no action.

    Taken over again it adds only what is not there. Raises Http404 for a scenario of another assessment, and as
    ``add_action`` does.
    """
    assessment = visible_assessment(by, assessment_uuid)
    scenario = get_object_or_404(Scenario, assessment=assessment, uuid=scenario_uuid)
    definition = assessment.version.definition_in(get_language())
    answers = assessment_answers(assessment.answers.all())
    efforts, steps = efforts_of(assessment, definition), step_by_element(assessment.version.framework.slug)
    by_element: dict[str, list[Move]] = {}
    for move in rising(definition, answers, moves_of(scenario, definition, answers)):
        by_element.setdefault(move.element, []).append(move)
    words = _("From the scenario “%(name)s”.") % {"name": scenario.name}
    return [
        add_action(
            assessment_uuid=assessment_uuid,
            given=GivenAction(
                title=_title(definition.element_by_code[code]),
                description=words,
                effort=in_days(effort_of_moves(definition, answers, efforts, moves)),
                step=steps.get(code, ""),
                moves=tuple(moves),
            ),
            by=by,
            suggestion=f"scenario:{scenario.uuid}:{code}",
        )
        for code, moves in by_element.items()
    ]


def _title(element: Element) -> str:
    return (_("Raise %(code)s %(title)s") % {"code": element.code, "title": element.title})[:200]
