"""What moves come to: the result as it is and as it would be, with what still holds it back. Plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from assessments.gates import ShutGate, shut_gates
from assessments.moves import Answers, Move, projected
from assessments.results import GroupScore, Result
from assessments.scoring import score
from frameworks.definition import FrameworkDefinition
from planner.efforts import Efforts, in_days
from planner.moving import effort_of_moves


@dataclass(frozen=True)
class Starting:
    """What every outlook starts from."""

    definition: FrameworkDefinition
    answers: Answers
    efforts: Efforts

    @cached_property
    def result(self) -> Result:
        """The result of the answers as they are."""
        return score(self.definition, self.answers)


@dataclass(frozen=True)
class Change:
    """A dimension as it is and as it would be."""

    now: GroupScore
    then: GroupScore

    @property
    def gained(self) -> Decimal:
        """Points more; negative where answers move down."""
        return self.then.points - self.now.points


@dataclass(frozen=True)
class Outlook:
    """What some moves come to, from the same start as others."""

    starting: Starting
    moves: tuple[Move, ...]
    then: Result

    @property
    def now(self) -> Result:
        """The result as it is."""
        return self.starting.result

    @property
    def gained(self) -> Decimal:
        """Points of the total more."""
        return self.then.total.points - self.now.total.points

    @cached_property
    def tenths(self) -> int:
        """The effort of all moves up, in tenths of a person-day."""
        return effort_of_moves(self.starting.definition, self.starting.answers, self.starting.efforts, self.moves)

    @property
    def days(self) -> Decimal:
        """The same in person-days."""
        return in_days(self.tenths)

    @property
    def dimensions(self) -> list[Change]:
        """Every dimension."""
        return [Change(self.now.dimensions[code], then) for code, then in self.then.dimensions.items()]

    @property
    def gates(self) -> tuple[ShutGate, ...]:
        """The gates that would hold the total back."""
        return shut_gates(self.starting.definition, self.then)


def outlook(starting: Starting, moves: Iterable[Move]) -> Outlook:
    """What the moves come to; raises ``AnswersError`` for what is no move here."""
    given = tuple(moves)
    return Outlook(starting, given, projected(starting.definition, starting.answers, given))
