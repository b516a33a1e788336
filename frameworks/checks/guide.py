"""The assessors' guide: what it says of levels that exist, and related elements of a framework that is named."""

from collections.abc import Iterator
from itertools import pairwise

from frameworks.checks.places import element_places, once
from frameworks.definition import FUNCTIONS, Element, FrameworkDefinition, SuggestedAction
from frameworks.faults import Fault


def check_guide(definition: FrameworkDefinition) -> Iterator[Fault]:
    """The faults of the guide and of the related elements."""
    levels = {level.number for level in definition.levels}
    for place, element in element_places(definition):
        yield from _descriptions(f"{place}.guide.levels", element, levels)
        yield from _actions(f"{place}.guide.actions", element, definition)
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


def _actions(place: str, element: Element, definition: FrameworkDefinition) -> Iterator[Fault]:
    actions = element.guide.actions
    yield from once(place, "title", [action.title for action in actions])
    for index, action in enumerate(actions):
        yield from _action(f"{place}.{index}", action, definition)
    for index, (before, after) in enumerate(pairwise(actions), start=1):
        if after.level < before.level:
            words = f"can't be less than {before.level}: actions are listed upwards, level by level"
            yield Fault(f"{place}.{index}.level", words)


def _action(place: str, action: SuggestedAction, definition: FrameworkDefinition) -> Iterator[Fault]:
    levels = [level.number for level in definition.levels]
    if action.level not in levels:
        yield Fault(f"{place}.level", f"there is no level {action.level} in this version")
    elif action.level == levels[0]:
        yield Fault(f"{place}.level", "must be a level above the lowest, for nothing is needed to reach that one")
    if action.function and action.function not in FUNCTIONS:
        yield Fault(f"{place}.function", f"must be one of {', '.join(FUNCTIONS)}")
    if action.effort is not None and action.effort <= 0:
        yield Fault(f"{place}.effort", "must be greater than 0")
