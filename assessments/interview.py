"""The interview sheet: what is printed of an element, a dimension or a whole framework, to be filled in by hand."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.access import ENABLERS
from assessments.items import Item
from assessments.scoring import has_objective
from assessments.sheet import LONGEST_ROW, Choice, choices
from frameworks.definition import Element, FrameworkDefinition


@dataclass(frozen=True)
class Part:
    """What can be printed by itself: a dimension, the enablers, or one element."""

    code: str
    title: str
    elements: tuple[Element, ...]


@dataclass(frozen=True)
class InterviewElement:
    """One element as it is printed: what there is to tick, nothing of what anybody has answered."""

    definition: FrameworkDefinition
    element: Element

    @property
    def objective(self) -> list[Choice]:
        """What the objective can be ticked as; empty where the framework doesn't ask for it."""
        return _ticked(self.definition, Item.OBJECTIVE) if has_objective(self.definition, self.element) else []

    @property
    def ratings(self) -> list[Choice]:
        """What an indicator can be ticked as; empty where the scale is too long for boxes, and a number is written."""
        offered = _ticked(self.definition, "1")
        return offered if len(offered) < LONGEST_ROW else []

    @property
    def span(self) -> tuple[int, int]:
        """The lowest and the highest rating."""
        values = [rating.value for rating in self.definition.ratings]
        return min(values), max(values)

    @property
    def confidence(self) -> list[Choice]:
        """What the grade of confidence can be ticked as."""
        return _ticked(self.definition, Item.CONFIDENCE)


def _ticked(definition: FrameworkDefinition, item: str) -> list[Choice]:
    """A box is left empty for “not answered”, so that it has none of its own."""
    return [choice for choice in choices(definition, item) if choice.value]


def parts_of_sheet(definition: FrameworkDefinition) -> list[Part]:
    """The dimensions, and the enablers where there are some."""
    parts = [Part(one.code, one.title, tuple(one.elements)) for one in definition.dimensions]
    enablers = tuple(definition.enablers)
    return [*parts, Part(ENABLERS, _("Enablers"), enablers)] if enablers else parts


def part_of_sheet(definition: FrameworkDefinition, code: str) -> Part | None:
    """The element, dimension or enablers with this code; none where the framework doesn't have it."""
    element = definition.element_by_code.get(code)
    if element is not None:
        return Part(code, element.title, (element,))
    return next((part for part in parts_of_sheet(definition) if part.code == code), None)
