"""What a plan will bring: the total and the level as planned, action by action and by date. Pure functions.

Every figure is the scoring module's own, of the present answers with the moves made; nothing is added up here but
differences of totals that it gave.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from assessments.moves import Answers, Move, moved
from assessments.results import Result
from assessments.scoring import roll_up, score, score_element
from frameworks.definition import FrameworkDefinition
from plans.effects import has_place, rising


@dataclass(frozen=True)
class Planned:
    """An action as the projection knows it; one that was dropped is not given to it."""

    key: str
    due: datetime.date | None
    moves: tuple[Move, ...]
    done: bool = False


@dataclass(frozen=True)
class Line:
    """What one action brings: ``alone`` on top of today's answers, ``added`` on top of those that are due before.

    Both are points. ``result`` is the whole result once it and all before it are done.
    """

    planned: Planned
    alone: Decimal
    added: Decimal
    result: Result


@dataclass(frozen=True)
class Milestone:
    """A day on which something is due, None for whatever has no day, and the result as planned after it."""

    due: datetime.date | None
    lines: tuple[Line, ...]

    @property
    def result(self) -> Result:
        """The result with everything that is due by then."""
        return self.lines[-1].result


@dataclass(frozen=True)
class Projection:
    """A plan's projection: today's result, a line for each action in the order of their days, and what is done.

    ``done`` is the result with the actions alone that are done already. ``lost`` holds the moves that the framework
    version has no place for.
    """

    now: Result
    lines: tuple[Line, ...]
    done: Result
    lost: tuple[Move, ...]

    @property
    def end(self) -> Result:
        """The result with the whole plan carried out."""
        return self.lines[-1].result if self.lines else self.now

    @property
    def gain(self) -> Decimal:
        """The points that the whole plan adds."""
        return self.end.total.points - self.now.total.points

    @property
    def gain_between_headlines(self) -> Decimal:
        """The same between the totals as headlines print them, without decimals, for readers who reckon."""
        now, end = (one.total.points.quantize(Decimal(1), ROUND_HALF_UP) for one in (self.now, self.end))
        return end - now

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """The days in order, each with what is due on it; what has no day comes last."""
        days = groupby(self.lines, key=lambda line: line.planned.due)
        return tuple(Milestone(day, tuple(lines)) for day, lines in days)

    def on(self, day: datetime.date) -> Result:
        """The result as planned at the end of this day."""
        results = [line.result for line in self.lines if line.planned.due and line.planned.due <= day]
        return results[-1] if results else self.now

    def line_of(self, key: str) -> Line | None:
        """What this action brings; None for one that was dropped."""
        return next((line for line in self.lines if line.planned.key == key), None)


def project(definition: FrameworkDefinition, answers: Answers, planned: Iterable[Planned]) -> Projection:
    """The projection of these actions; those due first count first, those without a day last, in the order given."""
    ordered = sorted(planned, key=lambda one: one.due or datetime.date.max)
    scoring = _Scoring(definition, answers, score(definition, answers))
    now, lines = scoring.now, list[Line]()
    for place, one in enumerate(ordered, start=1):
        before = lines[-1].result if lines else now
        after = scoring.with_done(ordered[:place])
        alone = scoring.with_done([one]).total.points - now.total.points
        lines.append(Line(one, alone, after.total.points - before.total.points, after))
    lost = tuple(move for one in ordered for move in one.moves if not has_place(definition, move))
    return Projection(now, tuple(lines), scoring.with_done([one for one in ordered if one.done]), lost)


@dataclass(frozen=True)
class _Scoring:
    """Results over the same answers; only the elements that are touched are scored afresh, the rest is rolled up."""

    definition: FrameworkDefinition
    answers: Answers
    now: Result

    def with_done(self, done: Sequence[Planned]) -> Result:
        """As ``assessments.moves.projected`` says it, with the moves that still raise something."""
        moves = rising(self.definition, self.answers, [move for one in done for move in one.moves])
        if not moves:
            return self.now
        touched = {move.element for move in moves}
        answers = moved(self.definition, self.answers, moves)
        elements = {code: self.definition.element_by_code[code] for code in touched}
        fresh = {code: score_element(self.definition, element, answers[code]) for code, element in elements.items()}
        return roll_up(self.definition, {**self.now.elements, **self.now.enablers, **fresh})
