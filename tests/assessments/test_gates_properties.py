"""What gates and ladders do to a total, whatever is answered; levels by a second computation."""

from dataclasses import replace
from decimal import Decimal
from itertools import takewhile
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessments.scoring import ElementAnswers, Result, score
from frameworks.checks.rules import check_rules
from frameworks.definition import FrameworkDefinition, Gate, Level
from tests.assessments.strategies import cents, element_answers
from tests.definitions import ladder_definition, tiny_definition

PROPERTY = settings(deadline=None, max_examples=50)
Drawn = tuple[FrameworkDefinition, dict[str, ElementAnswers]]


@st.composite
def gates(draw: Any, definition: FrameworkDefinition) -> tuple[Gate, ...]:
    """Up to four gates of any scope, some on everything in it."""
    codes = {
        "category": [category.code for category in definition.categories],
        "dimension": [dimension.code for dimension in definition.dimensions],
        "element": [element.code for element in definition.elements],
    }
    bounds = st.one_of(st.sampled_from([0, 20, 40, 50, 60, 75, 100]).map(Decimal), cents(0, 10000))
    numbers = st.sampled_from([level.number for level in definition.levels[1:]])
    found = []
    for number in range(draw(st.integers(0, 4))):
        scope = draw(st.sampled_from(sorted(codes)))
        of = tuple(draw(st.lists(st.sampled_from(codes[scope]), unique=True, max_size=3)))
        found.append(Gate(f"G{number}", f"Gate {number}", scope, of, draw(bounds), draw(numbers)))
    return tuple(found)


@st.composite
def gated(draw: Any) -> Drawn:
    """One of the two small frameworks with gates of its own or any others, perhaps on a ladder, and answers."""
    definition = draw(st.sampled_from([tiny_definition(), ladder_definition()]))
    if not definition.gates or draw(st.booleans()):
        definition = replace(definition, gates=draw(gates(definition)))
    if draw(st.booleans()):
        definition = replace(definition, ladder=draw(st.sampled_from([None, *map(Decimal, (1, 25, 60, 100))])))
    return definition, {element.code: draw(element_answers(definition, element)) for element in definition.walk()}


def ungated(drawn: Drawn) -> Result:
    return score(replace(drawn[0], gates=()), drawn[1])


# A second computation


def counting(definition: FrameworkDefinition, result: Result) -> list[str]:
    """The rungs up to and with the first that doesn't hold; one that is out of scope holds nobody up."""
    codes = [dimension.code for dimension in definition.dimensions]
    if definition.ladder is None:
        return codes
    percents = {code: result.dimensions[code].percent for code in codes}
    low = [code for code in codes if (percents[code] or 0) < definition.ladder and percents[code] is not None]
    return codes[: codes.index(low[0]) + 1] if low else codes


def reached(definition: FrameworkDefinition, percent: Decimal) -> list[Level]:
    """The levels from the lowest up to the one of this percentage."""
    return list(takewhile(lambda level: level.from_percent <= percent, definition.levels))


def lets_through(gate: Gate, result: Result) -> bool:
    groups: dict[str, Any] = {
        "category": result.categories,
        "dimension": result.dimensions,
        "element": result.elements,
    }
    watched = [groups[gate.scope][code] for code in gate.codes or groups[gate.scope]]
    return min((one.percent for one in watched if one.percent is not None), default=Decimal(100)) >= gate.at_least


def expected_level(definition: FrameworkDefinition, result: Result) -> Level | None:
    """Climb from the lowest level, and stop below the first that a gate shuts."""
    if result.total.percent is None:
        return None
    climbed = reached(definition, result.total.percent)
    shut = [gate.level for gate in definition.gates if not lets_through(gate, result)]
    return list(takewhile(lambda level: all(level.number < number for number in shut), climbed))[-1]


@settings(PROPERTY, max_examples=100)
@given(gated())
def test_level_equals_a_second_computation(drawn: Drawn) -> None:
    definition, answers = drawn
    assert list(check_rules(definition)) == []
    result = score(definition, answers)
    assert result.total.level == expected_level(definition, result)


@settings(PROPERTY, max_examples=100)
@given(gated())
def test_total_is_the_points_of_the_dimensions_that_count(drawn: Drawn) -> None:
    definition, answers = drawn
    result = score(definition, answers)
    codes = counting(definition, result)
    assert [code for code, one in result.dimensions.items() if one.counts] == codes
    assert result.total.points == sum(result.dimensions[code].points for code in codes)
    assert result.total.points == sum(one.points for one in result.categories.values())
    assert result.total.maximum == sum(one.maximum for one in result.dimensions.values())


# With gates and without


@PROPERTY
@given(gated())
def test_gates_change_the_level_alone_and_never_raise_it(drawn: Drawn) -> None:
    free, held = ungated(drawn), score(*drawn)
    assert replace(held.total, level=free.total.level, held_back_by=()) == free.total
    assert (held.categories, held.dimensions, held.elements) == (free.categories, free.dimensions, free.elements)
    if free.total.level and held.total.level:
        assert held.total.level.number <= free.total.level.number
        assert (held.total.level == free.total.level) is not bool(held.total.held_back_by)


@PROPERTY
@given(gated())
def test_what_holds_back_is_what_would_have_to_open(drawn: Drawn) -> None:
    """With those gates gone the level is the ungated one; with them alone it is the same as with all."""
    definition, answers = drawn
    held = score(definition, answers).total
    others = tuple(gate for gate in definition.gates if gate not in held.held_back_by)
    assert score(replace(definition, gates=others), answers).total.level == ungated(drawn).total.level
    alone = score(replace(definition, gates=held.held_back_by), answers).total
    assert (alone.level, alone.held_back_by) == (held.level, held.held_back_by)


@PROPERTY
@given(gated(), st.randoms(use_true_random=False))
def test_order_of_gates_changes_no_level(drawn: Drawn, chance: Any) -> None:
    definition, answers = drawn
    shuffled = replace(definition, gates=tuple(chance.sample(definition.gates, len(definition.gates))))
    held, again = score(definition, answers).total, score(shuffled, answers).total
    assert again.level == held.level
    assert set(again.held_back_by) == set(held.held_back_by)


@PROPERTY
@given(gated(), st.data())
def test_another_gate_never_raises_a_level(drawn: Drawn, data: st.DataObject) -> None:
    definition, answers = drawn
    more = data.draw(gates(definition))
    assume(more)
    before = score(definition, answers).total.level
    after = score(replace(definition, gates=definition.gates + more), answers).total.level
    assert (before is None) is (after is None)
    assert before is None or after is None or after.number <= before.number


# The ladder of definitions.py, whose gates make each held rung a level


@PROPERTY
@given(st.lists(st.integers(1, 5), min_size=3, max_size=3))
def test_ladder_stands_as_high_as_its_unbroken_rungs(ratings: list[int]) -> None:
    """A rung holds from rating 4 (75 %); what lies above the first gap moves nothing."""
    answers = {f"R{number}.1": ElementAnswers({1: rating}) for number, rating in enumerate(ratings, start=1)}
    total = score(ladder_definition(), answers).total
    held = len(list(takewhile(lambda rating: rating >= 4, ratings)))
    worth = {1: 0, 2: 25, 3: 50, 4: 75, 5: 100}
    assert total.points == sum(Decimal(worth[rating]) / 10 for rating in ratings[: held + 1])
    assert total.level is not None
    assert total.level.number == held
