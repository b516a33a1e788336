"""A plan as its pages read it: sums, days, the time line, and forms that begin with what stands."""

import datetime
from decimal import Decimal

import pytest

from assessments.moves import Move
from frameworks.functions import Function
from plans.actions.actions import add_action
from plans.choices import raisables
from plans.differences import Difference, differences
from plans.forms.action import Around, edit_form
from plans.models import Status
from plans.quarters import lanes_of, marks_of
from plans.reading import read_plan
from plans.steps import Step
from plans.words import change_lines
from targets.actions.targets import GivenTarget, restate_target
from targets.asks import TOTAL, Ask, Scope
from tests.definitions import tiny_definition
from tests.plans.making import TODAY, given

D3 = (Move("D3.1", "1", "3"), Move("D3.1", "2", "3"))


@pytest.fixture
def add(rated, manager):
    def more(title, **changes):
        return add_action(assessment_uuid=rated.uuid, given=given(title, **changes), by=manager)

    return more


def on(*day):
    return datetime.date(2027, *day)


def sheet_of(assessment):
    return read_plan(assessment, today=TODAY)


def test_cost_is_summed_by_currency_and_effort_over_what_counts(rated, add):
    add("One", cost=Decimal(1200), currency="EUR", effort=Decimal(2))
    add("Two", cost=Decimal("0.50"), currency="EUR", effort=None)
    add("Three", cost=Decimal(7), currency="AED", effort=Decimal("0.5"))
    add("Four", cost=None, effort=Decimal(1))
    dropped = add("Five", cost=Decimal(99), currency="EUR", effort=Decimal(99))
    type(dropped).objects.filter(pk=dropped.pk).update(status=Status.DROPPED)
    sheet = sheet_of(rated)
    assert sheet.costs == {"EUR": Decimal("1200.50"), "AED": Decimal(7)}
    assert (sheet.effort, len(sheet.counted), len(sheet.entries)) == (Decimal("3.5"), 4, 5)


@pytest.mark.parametrize(("days", "soon", "over"), [(-1, 0, 1), (0, 1, 0), (14, 1, 0), (15, 0, 0)])
def test_what_is_due_within_two_weeks_and_what_is_over(rated, add, days, soon, over):
    add("One", due=TODAY + datetime.timedelta(days=days))
    add("Two", due=None)
    sheet = sheet_of(rated)
    assert (len(sheet.due_soon), len(sheet.overdue)) == (soon, over)


def test_lanes_stand_in_the_order_of_their_starts(rated, add):
    add("Late", due=on(3, 1), start=on(2, 20))
    add("Long", due=on(9, 1), start=on(1, 4))
    add("Short", due=on(2, 1), start=on(1, 4))
    add("Day", due=on(2, 10))
    add("None", due=None)
    quarters, lanes = lanes_of(sheet_of(rated))
    assert [lane.entry.action.title for lane in lanes] == ["Short", "Long", "Day", "Late"]
    assert [one.due for one in marks_of(sheet_of(rated), quarters) if one.due] == [3, 1]


def test_what_has_no_line_brings_nothing(rated, add):
    action = add("One")
    projection = sheet_of(rated).projection
    assert projection.line_of(str(action.uuid)).alone == 7
    assert projection.line_of("another") is None


def test_the_plan_is_held_against_the_target_by_its_day(rated, add, manager):
    add("One", due=on(5, 31))
    add("Two", due=on(9, 30), moves=D3)
    for number, (day, planned) in enumerate([(on(5, 31), "39.50"), (on(5, 30), "32.50"), (None, "44.75")]):
        asked = GivenTarget(Scope.TOTAL, {TOTAL: Ask(points=Decimal("45.00"))}, due_on=day, reason="Anew.")
        restate_target(assessment_uuid=rated.uuid, given=asked, number=number, by=manager)
        aim = sheet_of(rated).aim
        assert (aim.planned, aim.missing) == (Decimal(planned), Decimal("45.00") - Decimal(planned))


def test_a_form_begins_with_all_that_stands(rated, add, assessor):
    action = add("One", owner=assessor, cost=Decimal(5), currency="EUR", moves=(*D3, Move("D2.1", "1", "4")))
    sheet = sheet_of(rated)
    form = edit_form(Around(sheet.definition, sheet.answers, [assessor]), action)
    assert form.initial["elements"].split() in (["D3.1", "D2.1"], ["D2.1", "D3.1"])
    said = {name: form.initial[name] for name in ("title", "owner", "cost", "version", "change-D2.1-1")}
    assert said == {"title": "One", "owner": assessor.pk, "cost": Decimal(5), "version": 0, "change-D2.1-1": "4"}


def test_what_was_agreed_on_can_be_chosen_though_it_is_no_longer_higher():
    definition = tiny_definition()
    element = definition.element_by_code["D2.1"]
    (first,) = [one for one in raisables(definition, {}, element, [Move("D2.1", "1", "1")]) if one.item == "1"]
    assert first.choices[0] == ("1", "1 Initial")


def test_a_change_without_a_place_is_named_and_told_to_be_none():
    (line,) = change_lines(tiny_definition(), {}, [Move("D2.1", "9", "3")])
    assert (line.code, line.element, line.is_open) == ("D2.1", None, False)


def test_two_versions_differ_in_words():
    theirs = given(step=Step.DESIGN, function=Function.SALES, due=on(5, 31), effort=Decimal("7.5"))
    mine = given(step="", function=Function.MARKETING, due=on(6, 1), effort=None, moves=D3[:1])
    labels = {"step": "Step", "function": "Function", "due": "Due", "effort": "Effort", "moves": "Answers"}
    found = {one.label: one for one in differences(tiny_definition(), theirs, mine, labels)}
    assert found == {
        "Step": Difference("Step", "Design", ""),
        "Function": Difference("Function", "Sales", "Marketing"),
        "Due": Difference("Due", "31 May 2027", "1 June 2027"),
        "Effort": Difference("Effort", "7.5", ""),
        "Answers": Difference("Answers", "D2.1, Indicator 1: 4 Managed", "D3.1, Indicator 1: 3 Defined"),
    }


def test_the_order_of_the_answers_is_no_difference():
    theirs, mine = given(moves=D3), given(moves=D3[::-1])
    assert differences(tiny_definition(), theirs, mine, {}) == []
