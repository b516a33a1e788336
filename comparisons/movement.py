"""Why a total moved between two cycles: the framework, the scope, the answers. Pure functions, exact arithmetic.

The way from the one result to the other is gone in three steps, each a whole result of the scoring module:

1. **Framework**: the earlier answers under the later version. Where it asks what the earlier one did not (or an answer
   could not be carried), the later answer stands: a question that was never asked has not moved.
2. **Scope**: what is excluded or not applicable now is so; what came into scope comes with the answers that it has now.
3. **Answers**: the rest, so that the later result is reached.

What a step adds is its total less the one before, so the three always add up to the whole change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from assessments.results import ElementScore, Result
from assessments.scoring import NOT_APPLICABLE, ElementAnswers, has_objective, score
from frameworks.definition import Element, FrameworkDefinition

Answers = Mapping[str, ElementAnswers]
NOTHING = ElementAnswers()


@dataclass(frozen=True)
class Given:
    """The answers of one cycle, and the framework version that they were given under."""

    definition: FrameworkDefinition
    answers: Answers


@dataclass(frozen=True)
class ElementMovement:
    """How the points of one element of the later version moved; ``before`` is the earlier one's score of the same code.

    ``framework``, ``scope`` and ``answers`` are points with 2 decimals, and add up to ``change``.
    """

    before: ElementScore | None
    after: ElementScore
    framework: Decimal
    scope: Decimal
    answers: Decimal

    @property
    def change(self) -> Decimal:
        """The points that the element won, below zero lost; one that was not there had none."""
        return self.framework + self.scope + self.answers


@dataclass(frozen=True)
class Movement:
    """The change of the total on the framework's own scale (rule 7), with 2 decimals, and what it is made of."""

    before: Decimal
    after: Decimal
    framework: Decimal
    scope: Decimal
    answers: Decimal
    elements: tuple[ElementMovement, ...]

    @property
    def change(self) -> Decimal:
        """The points that were won, below zero lost: exactly the sum of the three parts."""
        return self.after - self.before

    def moved_most(self, shown: int) -> tuple[ElementMovement, ...]:
        """The elements whose points moved, those that moved most first; ties go by the framework's order."""
        moved = [one for one in self.elements if one.change]
        return tuple(sorted(moved, key=lambda one: -abs(one.change))[:shown])


def movement(earlier: Given, later: Given, carried: Answers) -> Movement | None:
    """What moved the total between the cycles; ``carried`` are the earlier answers under the later version.

    None where either has no result, for everything is excluded. Raises ``AnswersError`` as scoring does.
    """
    definition = later.definition
    # Within one version nothing can be left to fill: what is empty was not answered.
    fills = later.answers if earlier.definition.version != definition.version else {}
    restated = {one.code: _filled(one, _of(carried, one), _of(fills, one)) for one in definition.walk()}
    scoped = {
        one.code: _scoped(definition, one, restated[one.code], _of(later.answers, one)) for one in definition.walk()
    }
    ways = [score(earlier.definition, earlier.answers)]
    ways += [score(definition, answers) for answers in (restated, scoped, later.answers)]
    totals = [result.total.normalised for result in ways]
    if totals[0] is None or totals[1] is None or totals[2] is None or totals[3] is None:
        return None
    return Movement(
        before=totals[0],
        after=totals[3],
        framework=totals[1] - totals[0],
        scope=totals[2] - totals[1],
        answers=totals[3] - totals[2],
        elements=tuple(_element(one.code, ways) for one in definition.elements),
    )


def _of(answers: Answers, element: Element) -> ElementAnswers:
    return answers.get(element.code, NOTHING)


def _element(code: str, ways: list[Result]) -> ElementMovement:
    before = ways[0].elements.get(code)
    points = [result.elements[code].points for result in ways[1:]]
    return ElementMovement(
        before=before,
        after=ways[-1].elements[code],
        framework=points[0] - (before.points if before else Decimal("0.00")),
        scope=points[1] - points[0],
        answers=points[2] - points[1],
    )


def _filled(element: Element, carried: ElementAnswers, later: ElementAnswers) -> ElementAnswers:
    """The carried answers, and the later ones where none was carried."""
    if carried == NOTHING:
        return later
    if carried.excluded or later.excluded:
        return carried
    filled = replace(
        carried,
        indicators={**later.indicators, **carried.indicators},
        objective=carried.objective if carried.objective is not None else later.objective,
    )
    return filled if _is_ratable(element, filled) else later


def _scoped(
    definition: FrameworkDefinition, element: Element, before: ElementAnswers, after: ElementAnswers
) -> ElementAnswers:
    """The earlier answers in the later scope; what came into it stands as it is answered later."""
    if after.excluded or before.excluded:
        return after
    rated = {number: answer for number, answer in before.indicators.items() if answer != NOT_APPLICABLE}
    moved_in_scope = {
        number: answer
        for number, answer in after.indicators.items()
        if answer == NOT_APPLICABLE or before.indicators.get(number) == NOT_APPLICABLE
    }
    objective = before.objective if has_objective(definition, element) else None
    return ElementAnswers(indicators=rated | moved_in_scope, objective=objective)


def _is_ratable(element: Element, answers: ElementAnswers) -> bool:
    return any(answers.indicators.get(one.number) != NOT_APPLICABLE for one in element.indicators)
