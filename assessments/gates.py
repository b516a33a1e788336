"""What holds a result back: the gates that are shut with whatever is too weak for them, and the weakest dimension."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessments.results import ElementScore, GroupScore, Result
from frameworks.definition import FrameworkDefinition, Gate, Level


@dataclass(frozen=True)
class TooWeak:
    """Something that is below what a gate asks for."""

    code: str
    title: str
    percent: Decimal
    url: str = ""


@dataclass(frozen=True)
class ShutGate:
    """A gate that keeps the total below a level, and what it would have to be for each that is too weak."""

    gate: Gate
    level: Level
    weak: tuple[TooWeak, ...]


def shut_gates(
    definition: FrameworkDefinition, result: Result, *, address: Callable[[str], str] | None = None
) -> tuple[ShutGate, ...]:
    """The gates that hold the total back, the lowest one first; ``address`` gives the page of what is too weak."""
    gates = sorted(result.total.held_back_by, key=lambda gate: gate.level)
    return tuple(ShutGate(gate, _level(definition, gate), _weak(gate, result, address)) for gate in gates)


def weakest(definition: FrameworkDefinition, result: Result) -> frozenset[str]:
    """The codes of the weakest dimensions, where all of them stand before a gate, and not all are equally weak.

    An open question is no weakness: while anything is not answered, there is no telling which is the weakest.
    """
    chain = definition.ladder is None and any(gate.scope == "dimension" and not gate.codes for gate in definition.gates)
    percents = {code: score.percent for code, score in result.dimensions.items() if score.percent is not None}
    if not chain or not result.total.complete or len(set(percents.values())) < 2:
        return frozenset()
    return frozenset(code for code, percent in percents.items() if percent == min(percents.values()))


def _level(definition: FrameworkDefinition, gate: Gate) -> Level:
    return next(level for level in definition.levels if level.number == gate.level)


def _weak(gate: Gate, result: Result, address: Callable[[str], str] | None) -> tuple[TooWeak, ...]:
    scopes: dict[str, Mapping[str, ElementScore] | Mapping[str, GroupScore]] = {
        "category": result.categories,
        "dimension": result.dimensions,
        "element": result.elements,
    }
    return tuple(
        TooWeak(code, score.title, score.percent, address(code) if address else "")
        for code, score in scopes[gate.scope].items()
        if (not gate.codes or code in gate.codes) and score.percent is not None and score.percent < gate.at_least
    )
