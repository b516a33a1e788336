"""What every page of the planner reads: the assessment's answers, its efforts, and its framework in words."""

from django.utils.translation import get_language

from assessments.answersheet import assessment_answers
from assessments.models import Assessment
from planner.outlook import Starting
from planner.reading import efforts_of
from planner.task import Task


def starting_of(assessment: Assessment) -> Starting:
    """What all moves start from; two queries beside the framework's."""
    definition = assessment.version.definition_in(get_language())
    answers = assessment_answers(assessment.answers.all())
    return Starting(definition, answers, efforts_of(assessment, definition))


def task_of(starting: Starting, within: frozenset[str] = frozenset()) -> Task:
    """The same as the solver takes it; without ``within``, steps are taken in every dimension."""
    return Task(starting.definition, starting.answers, starting.efforts, within)
