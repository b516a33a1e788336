"""What a plan brings: by action, by date, gates and all."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.moves import Move, projected
from assessments.scoring import NOT_APPLICABLE, ElementAnswers, score
from frameworks.definition import Gate
from plans.effects import rising
from plans.projection import Line, Planned, Projection, project
from tests.definitions import tiny_definition

DEFINITION = tiny_definition()
MAY, JUNE = datetime.date(2027, 5, 31), datetime.date(2027, 6, 30)
ALL_TWO = {one.code: ElementAnswers(dict.fromkeys(one.indicator_by_number, 2), "none") for one in DEFINITION.elements}
PLACES = [(element.code, str(number)) for element in DEFINITION.walk() for number in element.indicator_by_number]
MOVES = st.builds(
    lambda place, value: Move(*place, str(value)), st.sampled_from(PLACES), st.integers(min_value=1, max_value=5)
)
ANSWERS = st.fixed_dictionaries(
    {
        element.code: st.builds(
            ElementAnswers,
            st.fixed_dictionaries({}, optional={n: st.integers(1, 5) for n in element.indicator_by_number}),
        )
        for element in DEFINITION.walk()
    }
)
PLANS = st.lists(
    st.tuples(st.one_of(st.none(), st.dates(MAY, JUNE)), st.lists(MOVES, max_size=4), st.booleans()), max_size=6
).map(lambda plans: [Planned(str(n), due, tuple(moves), done) for n, (due, moves, done) in enumerate(plans)])


def test_a_plan_of_two_actions_by_hand():
    # D2.1 is worth 20 points and has one indicator (70 %): from 25 % to 75 % is 20 × 0.7 × 0.5 = 7 points.
    # D3.1 is worth 60 points and has four indicators: one from 25 % to 50 % is 60 × 0.7 × 0.25 ÷ 4 = 2.625:
    # the element has 10.50 before and 13.125 after, which is printed as 13.13.
    first = Planned("first", JUNE, (Move("D2.1", "1", "4"),))
    second = Planned("second", MAY, (Move("D3.1", "1", "3"),))
    plan = project(DEFINITION, ALL_TWO, [first, second])
    assert plan.now.total.points == Decimal("17.50")
    assert [(line.planned.key, line.alone, line.added) for line in plan.lines] == [
        ("second", Decimal("2.63"), Decimal("2.63")),
        ("first", Decimal("7.00"), Decimal("7.00")),
    ]
    assert [(one.due, one.result.total.points) for one in plan.milestones] == [
        (MAY, Decimal("20.13")),
        (JUNE, Decimal("27.13")),
    ]
    assert (plan.gain, plan.end.total.level.title) == (Decimal("9.63"), "Developing")


def test_no_action_changes_nothing():
    plan = project(DEFINITION, ALL_TWO, [])
    assert (plan.end, plan.done, plan.gain, plan.milestones) == (plan.now, plan.now, Decimal(0), ())


def test_two_actions_on_one_answer_bring_it_once():
    to_three = Planned("three", MAY, (Move("D2.1", "1", "3"),))
    to_four = Planned("four", JUNE, (Move("D2.1", "1", "4"),))
    plan = project(DEFINITION, ALL_TWO, [to_three, to_four])
    assert [(line.alone, line.added) for line in plan.lines] == [
        (Decimal("3.50"), Decimal("3.50")),
        (Decimal("7.00"), Decimal("3.50")),
    ]


def test_a_lower_step_after_a_higher_one_takes_nothing_back():
    to_four = Planned("four", MAY, (Move("D2.1", "1", "4"),))
    to_three = Planned("three", JUNE, (Move("D2.1", "1", "3"),))
    assert [line.added for line in project(DEFINITION, ALL_TWO, [to_four, to_three]).lines] == [Decimal("7.00"), 0]


def test_on_a_day_only_what_is_due_by_then_counts_and_never_what_has_no_day():
    dated, undated = Planned("dated", MAY, (Move("D2.1", "1", "4"),)), Planned("none", None, (Move("D3.1", "1", "3"),))
    plan = project(DEFINITION, ALL_TWO, [undated, dated])
    points = [plan.on(MAY - datetime.timedelta(days=1)), plan.on(MAY), plan.on(datetime.date(2050, 1, 1)), plan.end]
    assert [result.total.points for result in points] == [Decimal(x) for x in ("17.50", "24.50", "24.50", "27.13")]
    assert [one.due for one in plan.milestones] == [MAY, None]


def test_what_is_done_is_told_apart():
    done = Planned("done", JUNE, (Move("D2.1", "1", "4"),), done=True)
    plan = project(DEFINITION, ALL_TWO, [Planned("open", MAY, (Move("D3.1", "1", "3"),)), done])
    assert plan.done.total.points == Decimal("24.50")


def test_gates_are_heeded():
    gated = tiny_definition(gates=(Gate("G1", "No dimension below 40 %.", "dimension", (), Decimal(40), 3),))
    moves = (*(Move("D3.1", str(number), "5") for number in range(1, 5)), Move("D3.1", "objective", "full"))
    end = project(gated, ALL_TWO, [Planned("all", MAY, moves)]).end
    assert (end.total.percent, end.total.level.number, [gate.code for gate in end.total.held_back_by]) == (
        Decimal("67.0"),
        2,
        ["G1"],
    )


@pytest.mark.parametrize(
    "move",
    [
        Move("X9", "1", "3"),
        Move("D2.1", "7", "3"),
        Move("D2.1", "1", "9"),
        Move("D2.1", "1", "n/a"),
        Move("D2.1", "comment", "3"),
        Move("D2.1", "objective", "maybe"),
        Move("E1", "objective", "full"),
    ],
)
def test_what_the_framework_has_no_place_for_is_left_out_and_told(move):
    plan = project(DEFINITION, ALL_TWO, [Planned("lost", MAY, (move,))])
    assert (plan.lost, plan.gain) == ((move,), 0)


def test_what_is_not_applicable_or_left_out_stays_so():
    answers = {
        "D2.1": ElementAnswers(excluded=True),
        "D1.1": ElementAnswers({1: NOT_APPLICABLE, 2: 2}, "none"),
    }
    moves = (Move("D2.1", "1", "5"), Move("D1.1", "1", "5"))
    assert project(DEFINITION, answers, [Planned("any", MAY, moves)]).gain == 0


@given(ANSWERS, PLANS)
def test_what_is_added_is_never_negative_and_sums_up_to_the_gain(answers, planned):
    plan = project(DEFINITION, answers, planned)
    assert all(line.added >= 0 and line.alone >= 0 for line in plan.lines)
    assert sum((line.added for line in plan.lines), Decimal(0)) == plan.gain
    assert sorted(line.planned.key for line in plan.lines) == sorted(one.key for one in planned)


@given(ANSWERS, PLANS)
def test_the_end_is_the_scoring_modules_own_result_whatever_the_order(answers, planned):
    moves = rising(DEFINITION, answers, [move for one in planned for move in one.moves])
    expected = projected(DEFINITION, answers, moves)
    assert project(DEFINITION, answers, planned).end == expected
    assert project(DEFINITION, answers, planned[::-1]).end == expected


@given(ANSWERS, st.lists(MOVES, max_size=8))
def test_a_rising_move_raises_and_each_place_has_one(answers, moves):
    kept = rising(DEFINITION, answers, moves)
    assert len({(move.element, move.item) for move in kept}) == len(kept)
    for move in kept:
        now = answers[move.element].indicators.get(int(move.item), 0)
        assert int(move.value) > now
    assert score(DEFINITION, answers).total.points <= projected(DEFINITION, answers, kept).total.points


def test_headlines_add_up_as_they_are_printed():
    """From 566.61 to 611.17 is 44.56, but from 567 to 611 a reader makes 44."""
    totals = [Decimal("566.61"), Decimal("611.17")]
    now, end = (
        replace(score(DEFINITION, {}), total=replace(score(DEFINITION, {}).total, points=one)) for one in totals
    )
    line = Line(Planned("a", None, ()), Decimal(0), Decimal(0), end)
    assert Projection(now=now, lines=(line,), done=now, lost=()).gain_between_headlines == 44
