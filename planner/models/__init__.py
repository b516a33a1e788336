"""The planner app's rows."""

from planner.models.effort_estimate import EffortEstimate
from planner.models.scenario import Scenario

__all__ = ["EffortEstimate", "Scenario"]
