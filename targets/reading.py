"""What others read of targets: the one that holds, and what it means for a result."""

from assessments.models import Assessment
from assessments.results import Result
from frameworks.definition import FrameworkDefinition
from targets.asks import Scope
from targets.goals import Goals, goals
from targets.models import Target


def current_target(assessment: Assessment) -> Target | None:
    """The target that holds for the assessment: the last version of its own; None where nobody has set one."""
    return Target.objects.filter(assessment=assessment.pk).select_related("by").order_by("-number").first()


def goals_of(target: Target, definition: FrameworkDefinition, result: Result) -> Goals:
    """What the target means for this result, in points: ``targets.goals``."""
    return goals(definition, result, Scope(target.scope), target.asked)
