"""The assessors' guide: descriptions of levels that exist, and related elements of a framework that is named."""

from collections.abc import Iterator
from itertools import pairwise

from frameworks.checks.places import element_places
from frameworks.definition import Element, FrameworkDefinition
from frameworks.faults import Fault


def check_guide(definition: FrameworkDefinition) -> Iterator[Fault]:
    """The faults of the guide and of the related elements."""
    levels = {level.number for level in definition.levels}
    for place, element in element_places(definition):
        yield from _descriptions(f"{place}.guide.levels", element, levels)
        if element.related and not definition.related_framework:
            yield Fault(f"{place}.related", "name the framework of these elements as the version's related_framework")


def _descriptions(place: str, element: Element, levels: set[int]) -> Iterator[Fault]:
    for index, description in enumerate(element.guide.levels):
        if description.level not in levels:
            yield Fault(f"{place}.{index}.level", f"there is no level {description.level} in this version")
    for index, (lower, upper) in enumerate(pairwise(element.guide.levels), start=1):
        if upper.level <= lower.level:
            words = f"must be greater than {lower.level}: descriptions are listed upwards, each level once"
            yield Fault(f"{place}.{index}.level", words)
