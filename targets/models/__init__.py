"""Targets and the profiles of them."""

from targets.models.profile import TargetProfile
from targets.models.target import Target

__all__ = ["Target", "TargetProfile"]
