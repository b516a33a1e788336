"""Taking over what the guide suggests, as an action of the plan."""

import uuid

from django.db import transaction
from django.http import Http404
from django.utils.translation import get_language

from assessments.access import visible_assessment
from assessments.answersheet import assessment_answers, stored_result
from assessments.models import Assessment
from frameworks.functions import Function
from organisations.models import User
from plans.actions.actions import GivenAction, add_action
from plans.models import Action
from plans.road import step_by_element
from plans.suggestions import Suggestion, suggestions


@transaction.atomic
def take_suggestion(*, assessment_uuid: uuid.UUID, code: str, by: User) -> Action:
    """Put it into the plan, with the answers that it will change; one that is there already is given back.

    Raises Http404 for what the guide does not suggest for the element's next level, and as ``add_action`` does.
    """
    assessment = visible_assessment(by, assessment_uuid)
    suggestion = next((one for one in suggestions_of(assessment) if one.code == code), None)
    if suggestion is None:
        raise Http404
    step = step_by_element(assessment.version.framework.slug).get(suggestion.element.code, "")
    return add_action(assessment_uuid=assessment_uuid, given=given_by(suggestion, step), by=by, suggestion=code)


def suggestions_of(assessment: Assessment) -> tuple[Suggestion, ...]:
    """What the guide suggests for an assessment as it stands, in the reader's language."""
    definition = assessment.version.definition_in(get_language())
    answers = assessment_answers(assessment.answers.all())
    return suggestions(definition, answers, stored_result(assessment, definition))


def given_by(suggestion: Suggestion, step: str) -> GivenAction:
    """The action that a suggestion makes."""
    action = suggestion.action
    return GivenAction(
        title=action.title[:200],
        description=action.text,
        function=action.function if action.function in Function.values else "",
        effort=action.effort,
        step=step,
        moves=suggestion.moves,
    )
