"""What a pulse asks, and what its page and files make of the counts."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from charts.dumbbell import draw_dumbbell
from pulses.models import Pulse
from pulses.outcome import Line, Outcome
from pulses.perception import Perceived
from pulses.questions import Question, codes_asked, percents, questions
from pulses.table import perception_table
from tables.json import json_of
from tests.definitions import tiny_definition
from tests.factories import shipped_content


def line(code, percent, assessed, group="Define"):
    said = Perceived(code, code, Decimal(percent) if percent else None, 5 if percent else 0, 0, Decimal(assessed))
    return Line(Question(code, code, "", group, 1), said, draw_dumbbell(said.assessed, said.percent))


OUTCOME = Outcome(
    (
        line("D1.1", "80", "40"),
        line("D1.2", "45", "40"),
        line("D2.1", "10", "40", "Design"),
        line("D2.2", "", "40", ""),
    ),
    with_assessed=True,
)


@pytest.mark.parametrize(("kind", "number"), [(Pulse.Kind.ELEMENTS, 32), (Pulse.Kind.DIMENSIONS, 6)])
def test_shipped_framework_asks_each_element_or_dimension_once_in_words(kind, number):
    asked = questions(shipped_content(), kind)
    assert [one.code for one in asked] == codes_asked(shipped_content(), kind)
    assert len({one.code for one in asked}) == number
    assert all(one.title and one.text for one in asked)


def test_element_is_asked_by_its_objective_under_its_dimension():
    definition = tiny_definition()
    asked = questions(definition, Pulse.Kind.ELEMENTS)
    assert [(one.text, one.group) for one in asked] == [
        (element.objective, definition.dimension_by_element[element.code].title) for element in definition.elements
    ]
    assert [one.hue for one in asked] == [1, 1, 2, 3]


def test_dimension_stands_under_nothing():
    assert {one.group for one in questions(tiny_definition(), Pulse.Kind.DIMENSIONS)} == {""}


def test_ratings_are_worth_what_the_framework_says():
    assert percents(tiny_definition()) == {
        "1": Decimal(0),
        "2": Decimal(25),
        "3": Decimal(50),
        "4": Decimal(75),
        "5": Decimal(100),
    }


def test_leanings_are_counted_where_both_figures_are_there():
    assert OUTCOME.leanings == {"higher": 1, "alike": 1, "lower": 1}


def test_lines_are_grouped_by_dimension_in_order():
    assert [(title, len(lines)) for title, lines in OUTCOME.groups] == [("Define", 2), ("Design", 1), ("", 1)]


def test_table_without_assessed_figures_has_no_column_for_them():
    pulse = SimpleNamespace(title="How we serve")
    with_both = perception_table(pulse, OUTCOME)
    alone = perception_table(pulse, Outcome(OUTCOME.lines, with_assessed=False))
    assert [column.key for column in with_both.columns][:5] == [column.key for column in alone.columns]
    assert b"40" not in json_of(alone)
    assert with_both.rows[0] == ["D1.1", "D1.1", Decimal(80), 5, 0, Decimal(40), Decimal(40), "Staff see it higher"]
    assert with_both.rows[3] == ["D2.2", "D2.2", None, 0, 0, Decimal(40), None, ""]


@pytest.mark.parametrize(("title", "name"), [("How we serve", "how-we-serve"), ("؟", "perception")])
def test_file_is_called_after_the_pulse(title, name):
    assert perception_table(SimpleNamespace(title=title), OUTCOME).name == name
