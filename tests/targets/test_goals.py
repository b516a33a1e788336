"""A target in points: by hand on the small framework, then what holds for every framework and every result."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.results import Result
from assessments.scoring import ElementAnswers, percent_of, roll_up, score
from frameworks.definition import FrameworkDefinition, Gate
from targets.asks import TOTAL, Ask, Scope
from targets.goals import at_least, goals, next_levels, one_level_up
from tests.assessments.strategies import assessments
from tests.definitions import make_category, make_dimension, make_element, tiny_definition
from tests.factories import shipped_contents

TINY = tiny_definition()
ANSWERS = {
    "D1.1": ElementAnswers({1: 5, 2: 5}, "full"),  # 10.00 of 10, Optimising
    "D1.2": ElementAnswers({1: 3, 2: 3, 3: 3}, "partial"),  # 5.00 of 10, Defined
    "D2.1": ElementAnswers({1: 2}, "none"),  # 3.50 of 20, Initial
    "D3.1": ElementAnswers({1: 4, 2: 4, 3: 3, 4: 3}, "partial"),  # 35.25 of 60, Defined (58.8 %)
}
RESULT = score(TINY, ANSWERS)
PROPERTY = settings(deadline=None, max_examples=40)


def elements(**asks: Ask) -> dict[str, Ask]:
    return {code.replace("_", "."): ask for code, ask in asks.items()}


def points(goals_by_code) -> dict[str, str]:
    return {code: str(goal.points) for code, goal in goals_by_code.items()}


def meant(scope: Scope, asks: dict[str, Ask], result: Result = RESULT, definition: FrameworkDefinition = TINY):
    return goals(definition, result, scope, asks)


# --- by element -------------------------------------------------------------------------------------------------------
def test_default_is_one_level_up_and_the_highest_stays():
    scope, asks = one_level_up(TINY, RESULT)
    assert (scope, {code: ask.level for code, ask in asks.items()}) == (
        Scope.ELEMENTS,
        {"D1.1": 5, "D1.2": 4, "D2.1": 2, "D3.1": 4},
    )


def test_level_is_asked_from_its_lower_bound():
    found = meant(*one_level_up(TINY, RESULT))
    assert points(found.elements) == {"D1.1": "10.00", "D1.2": "6.00", "D2.1": "4.00", "D3.1": "36.00"}
    assert [str(goal.gap) for goal in found.elements.values()] == ["0.00", "1.00", "0.50", "0.75"]
    assert [goal.standing for goal in found.elements.values()] == ["equal", "under", "under", "under"]
    assert points(found.dimensions) == {"D1": "16.00", "D2": "4.00", "D3": "36.00"}
    assert points(found.categories) == {"A": "20.00", "P": "36.00"}
    assert (found.total.now, found.total.points, found.total.gap) == (
        Decimal("53.75"),
        Decimal("56.00"),
        Decimal("2.25"),
    )
    assert (found.total.percent, found.total.level.title, found.total.standing) == (Decimal("56.0"), "Defined", "under")


def test_target_below_what_is_there_takes_nothing_away_and_is_over():
    found = meant(Scope.ELEMENTS, elements(D1_1=Ask(level=3), D1_2=Ask(level=3), D3_1=Ask(percent=Decimal(40))))
    assert points(found.elements) == {"D1.1": "10.00", "D1.2": "5.00", "D2.1": "3.50", "D3.1": "35.25"}
    assert [goal.standing for goal in found.elements.values()] == ["over", "equal", "", "over"]
    assert {code: goal.standing for code, goal in found.dimensions.items()} == {"D1": "over", "D2": "", "D3": "over"}
    assert (found.total.gap, found.total.standing) == (Decimal("0.00"), "over")


def test_percentage_is_rounded_up_to_the_cent_so_that_it_is_reached():
    found = meant(Scope.ELEMENTS, elements(D2_1=Ask(percent=Decimal("33.33"))))
    assert found.elements["D2.1"].points == Decimal("6.68")
    assert found.elements["D1.1"].asked is None
    assert found.elements["D2.1"].asked == Ask(percent=Decimal("33.33"))


def test_level_with_a_bound_that_cannot_be_printed_is_reached_from_the_next_that_can():
    low = replace(TINY, levels=(TINY.levels[0], replace(TINY.levels[1], from_percent=Decimal("0.01"))))
    total = meant(Scope.TOTAL, {TOTAL: Ask(level=2)}, score(low, {}), low).total
    assert (total.points, total.percent, total.level.number) == (Decimal("0.10"), Decimal("0.1"), 2)


def test_level_that_is_printed_as_reached_is_reached():
    """39.95 % is printed as 40.0 %, and what is printed is what is judged."""
    just = replace(RESULT.elements["D2.1"], points=Decimal("7.99"), percent=Decimal("40.0"), level=TINY.levels[2])
    result = roll_up(TINY, {**RESULT.elements, **RESULT.enablers, "D2.1": just})
    goal = meant(Scope.ELEMENTS, elements(D2_1=Ask(level=3)), result).elements["D2.1"]
    assert (goal.points, goal.gap, goal.standing) == (Decimal("7.99"), Decimal("0.00"), "equal")


def test_excluded_element_has_no_goal_and_asks_nothing():
    result = score(TINY, ANSWERS | {"D2.1": ElementAnswers(excluded=True)})
    scope, asks = one_level_up(TINY, result)
    assert "D2.1" not in asks
    found = meant(scope, asks | {"D2.1": Ask(level=5)}, result)
    goal = found.elements["D2.1"]
    assert (goal.points, goal.maximum, goal.percent, goal.level, goal.standing) == (0, 0, None, None, "")
    assert (found.dimensions["D2"].standing, found.dimensions["D2"].percent) == ("", None)
    assert (found.total.points, found.total.maximum) == (Decimal("52.00"), Decimal(80))


def test_nothing_answered_is_raised_from_nothing():
    found = meant(*one_level_up(TINY, score(TINY, {})), score(TINY, {}))
    assert points(found.elements) == {"D1.1": "2.00", "D1.2": "2.00", "D2.1": "4.00", "D3.1": "12.00"}
    assert found.result.total.complete is False


def test_everything_left_out_has_no_goal():
    result = score(TINY, {code: ElementAnswers(excluded=True) for code in ANSWERS})
    for scope, asks in ((Scope.ELEMENTS, elements(D1_1=Ask(level=5))), (Scope.TOTAL, {TOTAL: Ask(level=5)})):
        total = meant(scope, asks, result).total
        assert (total.points, total.percent, total.level, total.standing) == (0, None, None, "")


def test_what_the_framework_no_longer_has_is_asked_of_nothing():
    asks = elements(D9_1=Ask(level=5), D2_1=Ask(level=17))
    found = meant(Scope.ELEMENTS, asks)
    assert (found.total.gap, found.elements["D2.1"].gap) == (0, 0)


def test_enablers_stand_beside_it_as_they_are():
    assert meant(*one_level_up(TINY, RESULT)).result.enablers == RESULT.enablers


# --- by dimension and as a total --------------------------------------------------------------------------------------
def test_dimension_is_spread_over_its_elements_the_weakest_first():
    found = meant(Scope.DIMENSIONS, {"D1": Ask(percent=Decimal(80)), "D3": Ask(level=2)})
    assert points(found.elements) == {"D1.1": "10.00", "D1.2": "6.00", "D2.1": "3.50", "D3.1": "35.25"}
    assert [goal.standing for goal in found.elements.values()] == ["equal", "under", "equal", "equal"]
    assert {code: goal.standing for code, goal in found.dimensions.items()} == {
        "D1": "under",
        "D2": "equal",
        "D3": "over",
    }
    assert (found.dimensions["D1"].points, found.dimensions["D1"].asked) == (Decimal("16.00"), Ask(percent=Decimal(80)))


def test_total_is_spread_over_all_elements_the_weakest_first():
    """D2.1 (17.5 %) first: up to the 50 % of D1.2, which takes 6.50; then both, and 0.75 more, to 52.5 % of 30."""
    found = meant(Scope.TOTAL, {TOTAL: Ask(points=Decimal("61.00"))})
    assert points(found.elements) == {"D1.1": "10.00", "D1.2": "5.25", "D2.1": "10.50", "D3.1": "35.25"}
    assert (found.total.points, found.total.standing, found.total.asked) == (61, "under", Ask(points=Decimal("61.00")))


@pytest.mark.parametrize(
    ("ask", "expected", "standing"),
    [
        (Ask(level=4), "60.00", "under"),
        (Ask(percent=Decimal("75.5")), "75.50", "under"),
        (Ask(points=Decimal(100)), "100.00", "under"),
        (Ask(points=Decimal("53.75")), "53.75", "equal"),
        (Ask(level=3), "53.75", "equal"),
        (Ask(level=2), "53.75", "over"),
        (Ask(points=Decimal(10)), "53.75", "over"),
    ],
)
def test_total_may_be_asked_as_level_percentage_or_points(ask, expected, standing):
    found = meant(Scope.TOTAL, {TOTAL: ask})
    assert (str(found.total.points), found.total.standing) == (expected, standing)


def test_total_that_nobody_asked_for_asks_nothing():
    assert meant(Scope.TOTAL, {}).total.gap == 0


# --- gates and ladders ------------------------------------------------------------------------------------------------
def test_gate_still_holds_the_level_back():
    gate = Gate("G1", "No dimension below 40 %.", "dimension", (), Decimal(40), 4)
    gated = replace(TINY, gates=(gate,))
    asks = elements(D1_2=Ask(level=5), D3_1=Ask(level=5))
    total = goals(gated, score(gated, ANSWERS), Scope.ELEMENTS, asks)
    assert (total.total.percent, total.total.level.title) == (Decimal("69.5"), "Defined")
    assert total.result.total.held_back_by == (gate,)


def ladder() -> FrameworkDefinition:
    """Three rungs of two elements with 10 points each, which hold from 60 %; an answer is all of an element."""
    rungs = [make_dimension(f"R{n}", *(make_element(f"R{n}.{m}", 10, (1,)) for m in (1, 2))) for n in (1, 2, 3)]
    category = make_category("A", 100, *rungs)
    shares = {"indicators_share": Decimal(100), "objective_share": Decimal(0), "points": Decimal(60)}
    return tiny_definition(categories=(category,), ladder=Decimal(60), **shares)


LADDER = ladder()


def climbed(*ratings: int) -> Result:
    codes = [element.code for element in LADDER.elements]
    return score(LADDER, {code: ElementAnswers({1: rating}) for code, rating in zip(codes, ratings, strict=True)})


def test_default_on_a_ladder_is_the_next_rung():
    result = climbed(5, 4, 2, 3, 4, 4)
    assert one_level_up(LADDER, result) == (
        Scope.DIMENSIONS,
        {"R1": Ask(percent=Decimal(60)), "R2": Ask(percent=Decimal(60))},
    )
    found = goals(LADDER, result, *one_level_up(LADDER, result))
    assert points(found.elements) == {
        "R1.1": "10.00", "R1.2": "7.50", "R2.1": "6.00", "R2.2": "6.00", "R3.1": "7.50", "R3.2": "7.50",
    }  # fmt: skip
    assert (result.total.points, found.total.points) == (Decimal("25.00"), Decimal("44.50"))
    assert [goal.standing for goal in found.dimensions.values()] == ["over", "under", "equal"]


def test_where_every_rung_holds_the_default_asks_nothing_more():
    result = climbed(5, 5, 4, 4, 4, 4)
    found = goals(LADDER, result, *one_level_up(LADDER, result))
    assert (found.total.gap, found.total.standing) == (0, "over")


def test_elements_of_the_next_rung_are_filled_in_for_a_ladder():
    asks = next_levels(LADDER, climbed(1, 1, 2, 3, 4, 4), Scope.ELEMENTS)
    assert asks == {"R1.1": Ask(percent=Decimal(60)), "R1.2": Ask(percent=Decimal(60))}


def test_total_on_a_ladder_climbs_rung_by_rung():
    result = climbed(3, 3, 1, 1, 1, 1)
    assert result.total.points == Decimal("10.00")
    found = goals(LADDER, result, Scope.TOTAL, {TOTAL: Ask(points=Decimal("11.50"))})
    assert points(found.elements) == {
        "R1.1": "5.75", "R1.2": "5.75", "R2.1": "0.00", "R2.2": "0.00", "R3.1": "0.00", "R3.2": "0.00",
    }  # fmt: skip
    found = goals(LADDER, result, Scope.TOTAL, {TOTAL: Ask(points=Decimal("20.00"))})
    assert points(found.dimensions) == {"R1": "12.00", "R2": "8.00", "R3": "0.00"}
    found = goals(LADDER, result, Scope.TOTAL, {TOTAL: Ask(points=Decimal("40.00"))})
    assert points(found.dimensions) == {"R1": "13.34", "R2": "13.34", "R3": "13.32"}


def test_rung_that_begins_to_hold_may_bring_more_than_was_asked():
    result = climbed(3, 3, 5, 5, 1, 1)
    found = goals(LADDER, result, Scope.TOTAL, {TOTAL: Ask(points=Decimal("15.00"))})
    assert (result.total.points, found.total.points) == (Decimal("10.00"), Decimal("32.00"))


# --- what a form begins with ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope.ELEMENTS, {"D1.1": 5, "D1.2": 4, "D2.1": 2, "D3.1": 4}),
        (Scope.DIMENSIONS, {"D1": 5, "D2": 2, "D3": 4}),
        (Scope.TOTAL, {TOTAL: 4}),
    ],
)
def test_next_level_of_whatever_a_target_speaks_of(scope, expected):
    assert {code: ask.level for code, ask in next_levels(TINY, RESULT, scope).items()} == expected


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope.ELEMENTS, {"D1.1": 5, "D1.2": 4, "D2.1": 4, "D3.1": 4}),
        (Scope.DIMENSIONS, {"D1": 4, "D2": 4, "D3": 4}),
        (Scope.TOTAL, {TOTAL: 4}),
    ],
)
def test_at_least_a_level_lowers_nobody(scope, expected):
    assert {code: ask.level for code, ask in at_least(TINY, RESULT, scope, 4).items()} == expected


# --- what always holds ------------------------------------------------------------------------------------------------
@st.composite
def targets(draw):
    """A framework, answers to it, and a target that it has a place for."""
    definition, answers = draw(assessments())
    result = score(definition, answers)
    scope = draw(st.sampled_from(Scope))
    codes = {Scope.ELEMENTS: result.elements, Scope.DIMENSIONS: result.dimensions, Scope.TOTAL: {TOTAL: result.total}}
    ask = st.one_of(
        st.sampled_from(definition.levels).map(lambda level: Ask(level=level.number)),
        st.integers(0, 1000).map(lambda number: Ask(percent=Decimal(number).scaleb(-1))),
        st.integers(0, 100_000).map(lambda number: Ask(points=Decimal(number).scaleb(-2))),
    )
    return definition, result, scope, {code: draw(ask) for code in codes[scope] if draw(st.booleans())}


@PROPERTY
@given(targets())
def test_goals_add_up_as_scores_do_and_no_gap_is_negative(drawn):
    definition, result, scope, asks = drawn
    found = goals(definition, result, scope, asks)
    for dimension in definition.dimensions:
        members = [found.elements[element.code] for element in dimension.elements]
        assert found.dimensions[dimension.code].points == sum(goal.points for goal in members)
        assert found.dimensions[dimension.code].gap == sum(goal.gap for goal in members)
    assert found.total.points == sum(goal.points for goal in found.categories.values())
    assert found.total.gap == sum(goal.gap for goal in found.dimensions.values())
    everything = [*found.elements.values(), *found.dimensions.values(), *found.categories.values(), found.total]
    assert [goal for goal in everything if goal.gap < 0 or goal.now + goal.gap != goal.points] == []
    assert [goal for goal in everything if goal.percent != percent_of(goal.points, goal.maximum)] == []


@PROPERTY
@given(targets())
def test_what_was_asked_is_reached_once_the_goals_are(drawn):
    definition, result, scope, asks = drawn
    found = goals(definition, result, scope, asks)
    again = goals(definition, found.result, scope, asks)
    assert again.total.gap == 0
    assert [goal.standing for goal in (*again.elements.values(), again.total) if goal.standing == "under"] == []
    by_scope = {Scope.ELEMENTS: found.elements, Scope.DIMENSIONS: found.dimensions, Scope.TOTAL: {TOTAL: found.total}}
    for code, ask in asks.items():
        goal = by_scope[scope][code]
        if ask.level is not None and goal.level is not None:
            assert goal.level.number >= ask.level
        if ask.percent is not None and goal.percent is not None:
            assert goal.percent >= ask.percent


@PROPERTY
@given(targets())
def test_total_in_points_is_met_to_the_cent(drawn):
    definition, result, _scope, _asks = drawn
    asked = (result.total.points + result.total.maximum) / 2
    asked = asked.quantize(Decimal("0.01"))
    total = goals(definition, result, Scope.TOTAL, {TOTAL: Ask(points=asked)}).total
    assert total.points == max(asked, result.total.points)


@pytest.mark.parametrize("definition", shipped_contents(), ids=lambda one: one.framework)
def test_every_shipped_framework_can_have_every_target(definition):
    middle = sorted(definition.rating_by_value)[len(definition.ratings) // 2]
    answers = {
        one.code: ElementAnswers({item.number: middle for item in one.indicators}) for one in definition.elements
    }
    result = score(definition, answers)
    for scope in Scope:
        asks = next_levels(definition, result, scope)
        found = goals(definition, result, scope, asks)
        assert asks
        assert found.total.points >= result.total.points
    full = goals(definition, result, Scope.TOTAL, {TOTAL: Ask(percent=Decimal(100))})
    assert (full.total.points, full.total.level) == (definition.points, definition.levels[-1])
