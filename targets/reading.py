"""What others read of targets: the one that holds, and what it means for a result."""

from assessments.models import Assessment
from assessments.models.assessment import AssessmentQuerySet
from assessments.results import Result
from assessments.revisions import last_cycle
from frameworks.definition import FrameworkDefinition
from targets.asks import Ask, Scope
from targets.goals import Goals, goals
from targets.models import Target


def current_target(assessment: Assessment) -> Target | None:
    """The target that holds for the assessment: the last version of its own; None where nobody has set one."""
    return Target.objects.filter(assessment=assessment.pk).select_related("by", "version").first()


def target_to_meet(assessment: Assessment, seen: AssessmentQuerySet) -> Target | None:
    """The assessment's own target, or else the one that was set in the cycle before, which this one is to meet.

    The cycle before is looked for in what may be ``seen``, for its target tells of its result.
    """
    own = current_target(assessment)
    before = None if own else last_cycle(assessment, seen)
    return own or (current_target(before) if before else None)


def goals_of(target: Target, definition: FrameworkDefinition, result: Result) -> Goals:
    """What the target means for this result, in points: ``targets.goals``."""
    return goals(definition, result, Scope(target.scope), target.asked)


def profile_asks(target: Target, meant: Goals) -> dict[str, Ask]:
    """What a profile made of the target asks of each element."""
    if meant.scope == Scope.ELEMENTS:
        return dict(target.asked)
    elements = meant.elements.items()
    return {code: Ask(percent=goal.percent) for code, goal in elements if goal.percent is not None}
