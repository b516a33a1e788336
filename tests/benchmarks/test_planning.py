"""The planner's part once over on a small framework: that it runs and owns up, not what it measures."""

import pytest

from benchmarks import planning
from tests.factories import SHIPPED

pytestmark = [pytest.mark.sqlite]


def test_planning_prints_a_row_for_each_question_and_what_was_not_proved(monkeypatch):
    monkeypatch.setattr(planning, "SHIPPED", SHIPPED.parent / "customer-excellence-check.yaml")
    monkeypatch.setattr(planning, "BUDGETS", planning.BUDGETS[:2])
    table, _, note = planning.measure(1).rpartition("\n\n")
    rows = [line.split(" | ")[0].strip("| ") for line in table.splitlines()[2:]]
    assert rows[:3] == ["full scoring", "every next step", "nothing answered: 2% of the whole effort"]
    assert rows[-1] == "answered at random: the highest level"
    assert note.startswith("Not proved within the time limit: ")
