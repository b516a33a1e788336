"""Improvement plans as stored: the plan, its actions, what happened to both."""

from plans.models.action import Action, ActionChange, ActionEvidence, ActionNote, Status
from plans.models.plan import Plan, PlanEvent, State

__all__ = ["Action", "ActionChange", "ActionEvidence", "ActionNote", "Plan", "PlanEvent", "State", "Status"]
