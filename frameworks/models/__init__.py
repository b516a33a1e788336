"""Framework content as stored: a framework, its versions, their scales and their structure."""

from frameworks.models.framework import Framework, FrameworkVersion
from frameworks.models.frozen import FrozenVersionError, MisplacedContentError
from frameworks.models.guide import LevelDescription, SuggestedAction
from frameworks.models.rule import Gate, UpgradeRule
from frameworks.models.scale import MaturityLevel, ObjectiveStep, RatingStep
from frameworks.models.structure import Category, Dimension, Element, Indicator
from frameworks.models.translation import Translation

__all__ = [
    "Category",
    "Dimension",
    "Element",
    "Framework",
    "FrameworkVersion",
    "FrozenVersionError",
    "Gate",
    "Indicator",
    "LevelDescription",
    "MaturityLevel",
    "MisplacedContentError",
    "ObjectiveStep",
    "RatingStep",
    "SuggestedAction",
    "Translation",
    "UpgradeRule",
]
