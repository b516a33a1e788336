"""How far an assessment is: its dimensions and elements with what is answered in each, for pages to show."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.models.scored import Scored
from assessments.results import ElementScore, GroupScore, Result, TotalScore, plain_number
from assessments.scopes import covered_elements
from assessments.scoring import has_objective
from frameworks.definition import Dimension, Element, FrameworkDefinition


@dataclass(frozen=True)
class ElementProgress:
    """One element or enabler with its score so far."""

    element: Element
    score: ElementScore


@dataclass(frozen=True)
class Figure:
    """A number of the bar that stays: what it is of, as it is printed."""

    label: str
    value: str
    maximum: str = ""


@dataclass(frozen=True)
class DimensionProgress:
    """One dimension with its score so far; the counts are of elements."""

    dimension: Dimension
    score: GroupScore
    elements: tuple[ElementProgress, ...]

    @property
    def count(self) -> str:
        """How many elements have nothing left to answer, in words."""
        return _count(self.elements)

    @property
    def answered(self) -> int:
        """How many answers are given, of those that apply."""
        return sum(place.score.answered for place in self.elements)

    @property
    def applicable(self) -> int:
        """How many answers there are to give."""
        return sum(place.score.applicable for place in self.elements)


@dataclass(frozen=True)
class Progress:
    """The whole assessment; the enablers stand beside its dimensions."""

    total: TotalScore
    dimensions: tuple[DimensionProgress, ...]
    enablers: tuple[ElementProgress, ...]

    @property
    def elements(self) -> tuple[ElementProgress, ...]:
        """All scored elements, in order."""
        return tuple(place for dimension in self.dimensions for place in dimension.elements)

    @property
    def complete_count(self) -> int:
        """How many scored elements have nothing left to answer."""
        return _complete(self.elements)

    @property
    def count(self) -> str:
        """The same in words."""
        return _count(self.elements)

    @property
    def enabler_count(self) -> str:
        """How many enablers have nothing left to answer, in words."""
        return _count(self.enablers)

    @property
    def is_started(self) -> bool:
        """Whether anything is answered yet."""
        return any(place.score.answered or place.score.excluded for place in self.walk())

    def walk(self) -> Iterator[ElementProgress]:
        """Every place in the order in which an assessor meets them, the enablers last."""
        yield from self.elements
        yield from self.enablers

    def place(self, code: str) -> ElementProgress:
        """The element or enabler with this code."""
        return next(place for place in self.walk() if place.element.code == code)

    def dimension_of(self, code: str) -> DimensionProgress | None:
        """The dimension of the element with this code; an enabler has none."""
        return next((one for one in self.dimensions if any(place.element.code == code for place in one.elements)), None)

    def group_count(self, code: str) -> str:
        """The count of the dimension that the element is in, or of the enablers."""
        dimension = self.dimension_of(code)
        return dimension.count if dimension else self.enabler_count

    def figures(self, code: str) -> list[Figure]:
        """What the page of an element keeps in sight: its points, its dimension's, and the total."""
        label = _("Total") if self.total.complete else _("Total so far")
        return [*self._figures_of(code), Figure(label, str(self.total.points), _of(self.total.maximum))]

    def _figures_of(self, code: str) -> list[Figure]:
        score, dimension = self.place(code).score, self.dimension_of(code)
        if dimension is None:
            return [Figure(code, "–" if score.percent is None else _("%(percent)s %%") % {"percent": score.percent})]
        group = dimension.score
        here = Figure(code, _("excluded")) if score.excluded else Figure(code, str(score.points), _of(score.maximum))
        return [here, Figure(dimension.dimension.title, str(group.points), _of(group.maximum))]

    def open_elements(self) -> list[ElementProgress]:
        """The scored elements in which something is not answered: what keeps the assessment from approval."""
        return [place for place in self.elements if not place.score.complete]

    def next_open(self) -> ElementProgress | None:
        """Where to go on: the first place in which something is not answered."""
        return next((place for place in self.walk() if not place.score.complete), None)

    def open_after(self, code: str) -> list[ElementProgress]:
        """Every other place in which something is not answered, from the one after this one round to the one before."""
        places = list(self.walk())
        here = [place.element.code for place in places].index(code)
        return [place for place in (*places[here + 1 :], *places[:here]) if not place.score.complete]

    def before(self, code: str) -> ElementProgress | None:
        """The place before this one."""
        return self._neighbour(code, -1)

    def after(self, code: str) -> ElementProgress | None:
        """The place after this one."""
        return self._neighbour(code, 1)

    def _neighbour(self, code: str, step: int) -> ElementProgress | None:
        places = list(self.walk())
        index = [place.element.code for place in places].index(code) + step
        return places[index] if 0 <= index < len(places) else None


def progress_of(definition: FrameworkDefinition, result: Result) -> Progress:
    """The progress of an assessment from its result so far."""
    return Progress(
        total=result.total,
        dimensions=tuple(
            DimensionProgress(
                dimension,
                result.dimensions[dimension.code],
                tuple(ElementProgress(element, result.elements[element.code]) for element in dimension.elements),
            )
            for dimension in definition.dimensions
        ),
        enablers=tuple(ElementProgress(enabler, result.enablers[enabler.code]) for enabler in definition.enablers),
    )


@dataclass(frozen=True)
class Count:
    """How many answers are given of those that there are to give, and nothing about what they say."""

    answered: int
    applicable: int

    @property
    def is_all(self) -> bool:
        """Whether there is nothing left."""
        return self.answered >= self.applicable


def count_in_scope(definition: FrameworkDefinition, scored: Scored, scope: str) -> Count:
    """How much a person has answered of what is theirs to score."""
    scores = [scored.element_scores.get(element.code, {}) for element in covered_elements(definition, scope)]
    return Count(sum(one.get("answered", 0) for one in scores), sum(one.get("applicable", 0) for one in scores))


def settled_in_scope(definition: FrameworkDefinition, scored: Scored, scope: str) -> Count:
    """How many of the questions that are a person's to score wait for nothing more.

    One that does not apply is settled as an answered one is, so that neither number tells which of the two it was.
    """
    elements = covered_elements(definition, scope)
    asked = sum(len(element.indicators) + has_objective(definition, element) for element in elements)
    count = count_in_scope(definition, scored, scope)
    return Count(asked - (count.applicable - count.answered), asked)


def open_in_scope(definition: FrameworkDefinition, scored: Scored, scope: str) -> list[Element]:
    """Those of a person's elements in which something is not answered."""
    elements = covered_elements(definition, scope)
    return [element for element in elements if not scored.element_scores.get(element.code, {}).get("complete")]


def _of(maximum: Decimal) -> str:
    return _("of %(maximum)s") % {"maximum": plain_number(maximum)}


def _complete(places: tuple[ElementProgress, ...]) -> int:
    return sum(place.score.complete for place in places)


def _count(places: tuple[ElementProgress, ...]) -> str:
    return _("%(complete)s of %(whole)s") % {"complete": _complete(places), "whole": len(places)}
