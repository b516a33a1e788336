from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.scoring import NOT_APPLICABLE, ElementAnswers, score
from comparisons.movement import Given, movement
from tests.assessments.strategies import assessments, definitions, element_answers
from tests.definitions import make_category, make_dimension, make_element, tiny_definition

pytestmark = [pytest.mark.sqlite]
CODES = ("D1.1", "D1.2", "D2.1", "D3.1")


def rated(definition, rating, **changes):
    """Everything answered alike, but for what is changed by element code (a dot read as an underscore)."""
    answers = {
        element.code: ElementAnswers({one.number: rating for one in element.indicators}, "partial")
        for element in definition.elements
    }
    return answers | {code.replace("_", "."): said for code, said in changes.items()}


def moved(before, after, definition=None):
    definition = definition or tiny_definition()
    return movement(Given(definition, before), Given(definition, after), before)


def parts(found):
    return found.framework, found.scope, found.answers


def by_code(found):
    return {one.after.code: one for one in found.elements}


def test_nothing_moves_where_nothing_changed():
    tiny = tiny_definition()
    found = moved(rated(tiny, 3), rated(tiny, 3))
    assert (found.change, *parts(found)) == (0, 0, 0, 0)
    assert found.moved_most(5) == ()


def test_other_answers_are_the_answers_doing():
    """D3.1 is worth 60: 70 % for the ratings, of which all go from 50 % to 75 %, is 60 × 0.7 × 0.25 = 10.50."""
    tiny = tiny_definition()
    after = rated(tiny, 3, D3_1=ElementAnswers(dict.fromkeys((1, 2, 3, 4), 4), "partial"))
    found = moved(rated(tiny, 3), after)
    assert parts(found) == (0, 0, Decimal("10.50"))
    assert [(one.after.code, one.answers) for one in found.moved_most(5)] == [("D3.1", Decimal("10.50"))]


def test_element_that_goes_out_of_scope_is_the_scopes_doing():
    """All at 50 % but D3.1 at 100 % of 60: 80 of 100. Without D3.1, 20 of 40, which is 50 of 100."""
    tiny = tiny_definition()
    best = ElementAnswers(dict.fromkeys((1, 2, 3, 4), 5), "full")
    found = moved(rated(tiny, 3, D3_1=best), rated(tiny, 3, D3_1=ElementAnswers(excluded=True)))
    assert (found.before, found.after, *parts(found)) == (80, 50, 0, -30, 0)


def test_element_that_comes_into_scope_comes_with_the_answers_that_it_has():
    tiny = tiny_definition()
    best = ElementAnswers(dict.fromkeys((1, 2, 3, 4), 5), "full")
    found = moved(rated(tiny, 3, D3_1=ElementAnswers(excluded=True)), rated(tiny, 3, D3_1=best))
    assert parts(found) == (0, 30, 0)


def test_indicator_that_no_longer_applies_is_the_scopes_doing():
    """D2.1 has one indicator, D1.1 two: without the one at 0 %, D1.1 goes from 10 × (0.7 × 50 % + 0.3 × 50 %) up."""
    tiny = tiny_definition()
    before = rated(tiny, 3, D1_1=ElementAnswers({1: 5, 2: 1}, "partial"))
    after = rated(tiny, 3, D1_1=ElementAnswers({1: 5, 2: NOT_APPLICABLE}, "partial"))
    found = moved(before, after)
    assert parts(found) == (0, Decimal("3.50"), 0)


def test_scope_and_answers_are_told_apart_in_one_element():
    tiny = tiny_definition()
    before = rated(tiny, 3, D1_1=ElementAnswers({1: 5, 2: 1}, "partial"))
    after = rated(tiny, 3, D1_1=ElementAnswers({1: 3, 2: NOT_APPLICABLE}, "full"))
    found = by_code(moved(before, after))["D1.1"]
    assert (found.scope, found.answers) == (Decimal("3.50"), Decimal("-2.00"))


def other_points():
    """The same elements, but D1.1 is worth 30 and D3.1 is worth 40."""
    return tiny_definition(
        version="1.1",
        categories=(
            make_category(
                "A",
                60,
                make_dimension("D1", make_element("D1.1", 30), make_element("D1.2", 10, (1, 1, 1))),
                make_dimension("D2", make_element("D2.1", 20, (1,))),
            ),
            make_category("P", 40, make_dimension("D3", make_element("D3.1", 40, (1, 1, 1, 1)))),
        ),
    )


def test_other_weights_are_the_frameworks_doing():
    """The same answers, D1.1 at 100 % and the rest at 50 %: 55 of 100 before, 65 after."""
    tiny, newer = tiny_definition(), other_points()
    answers = rated(tiny, 3, D1_1=ElementAnswers({1: 5, 2: 5}, "full"))
    found = movement(Given(tiny, answers), Given(newer, answers), answers)
    assert (found.before, found.after, *parts(found)) == (55, 65, 10, 0, 0)
    assert [by_code(found)[code].framework for code in CODES] == [20, 0, 0, -10]


def test_question_that_was_not_asked_before_is_the_frameworks_doing():
    """D2.1 gets a second indicator: 100 % there where the first is at 50 % adds 20 × 0.7 × 25 %."""
    tiny = tiny_definition()
    first, second = tiny.categories
    dimension = replace(first.dimensions[1], elements=(make_element("D2.1", 20, (1, 1)),))
    newer = replace(
        tiny, version="1.1", categories=(replace(first, dimensions=(first.dimensions[0], dimension)), second)
    )
    before = rated(tiny, 3)
    after = rated(tiny, 3, D2_1=ElementAnswers({1: 3, 2: 5}, "partial"))
    assert parts(movement(Given(tiny, before), Given(newer, after), before)) == (Decimal("3.50"), 0, 0)


def test_what_is_carried_never_leaves_an_element_without_anything_to_rate():
    tiny = tiny_definition()
    before = rated(tiny, 3, D1_1=ElementAnswers({1: NOT_APPLICABLE}, "partial"))
    after = rated(tiny, 3, D1_1=ElementAnswers({1: 3, 2: NOT_APPLICABLE}, "partial"))
    found = movement(Given(tiny, rated(tiny, 3)), Given(replace(tiny, version="1.1"), after), before)
    assert found.change == found.framework + found.scope + found.answers


def test_nothing_is_said_where_everything_is_excluded():
    tiny = tiny_definition()
    nothing = {code: ElementAnswers(excluded=True) for code in CODES}
    assert moved(nothing, rated(tiny, 3)) is None
    assert moved(rated(tiny, 3), nothing) is None


def test_most_moved_come_first_in_either_direction():
    tiny = tiny_definition()
    after = rated(tiny, 3, D1_1=ElementAnswers({1: 4, 2: 4}, "partial"), D2_1=ElementAnswers({1: 1}, "none"))
    found = moved(rated(tiny, 3), after)
    assert [one.after.code for one in found.moved_most(1)] == ["D2.1"]
    assert [one.after.code for one in found.moved_most(5)] == ["D2.1", "D1.1"]


@st.composite
def cycles(draw):
    """A framework, and the answers of two cycles."""
    definition, before = draw(assessments())
    after = {element.code: draw(element_answers(definition, element)) for element in definition.walk()}
    return definition, before, after


@settings(max_examples=150, deadline=None)
@given(cycles())
def test_parts_always_add_up_to_the_change_that_the_scoring_says(drawn):
    definition, before, after = drawn
    found = moved(before, after, definition)
    ends = [score(definition, answers).total.normalised for answers in (before, after)]
    if found is None:
        assert None in ends or before != after
        return
    assert [found.before, found.after] == ends
    assert found.framework == 0
    assert found.scope + found.answers == found.change
    for one in found.elements:
        assert one.change == one.after.points - one.before.points


@settings(max_examples=100, deadline=None)
@given(definitions(), st.data())
def test_answers_of_the_elements_add_up_to_their_part_where_nothing_is_out_of_scope(definition, data):
    def whole():
        answers = {element.code: data.draw(element_answers(definition, element)) for element in definition.walk()}
        return {code: replace(said, excluded=False) for code, said in answers.items()}

    found = moved(whole(), whole(), definition)
    assert sum(one.answers for one in found.elements) == found.answers
    assert sum(one.change for one in found.elements) == found.change
