"""The figures that an upgrade would bring: worked by hand, and for generated frameworks and answers."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given

from assessments.items import EXCLUDED, Item, PlainAnswer
from assessments.scoring import score
from assessments.upgrade_preview import preview_upgrade
from frameworks.definition import UpgradeRule
from tests.assessments.strategies import assessments
from tests.definitions import make_category, make_dimension, make_element, tiny_definition


def rows_of(answers) -> list[PlainAnswer]:
    """The rows that stand for plain scoring answers."""
    rows = []
    for code, one in answers.items():
        rows += [PlainAnswer(code, str(number), str(value), "Why") for number, value in one.indicators.items()]
        rows += [PlainAnswer(code, Item.OBJECTIVE, one.objective)] if one.objective else []
        rows += [PlainAnswer(code, Item.SCOPE, EXCLUDED, "Out")] if one.excluded else []
    return rows


@given(assessments())
def test_identical_copy_changes_no_figure(drawn):
    definition, answers = drawn
    preview = preview_upgrade(definition, replace(definition, version="1.1"), rows_of(answers))
    assert preview.is_lossless
    assert preview.before == preview.after == score(definition, answers).total
    assert preview.new_result == preview.old_result
    assert preview.change == 0


def test_merged_and_reweighted_elements_are_scored_to_the_cent():
    """1.0: D1.1 4 and 5, full: (0.7 x 87.5 + 0.3 x 100) % of 10 = 9.125, half up 9.13; D1.2 2, 3, -, partial.

    D1.2: (0.7 x (25 + 50) / 3 + 0.3 x 50) % of 10 = 3.25. In 1.1 D1.2 has merged into D1.1 of 33 points with a third
    indicator that weighs 2: 1 has min(4, 2) = 2, 2 has min(5, 3) = 3, 3 was D1.2/3, not answered; the objective is the
    lower one, partial. (25 + 50 + 0) / 4 = 18.75; 0.7 x 18.75 + 0.3 x 50 = 28.125 % of 33 = 9.28125, half up 9.28.
    """
    new = tiny_definition(
        version="1.1",
        categories=(
            make_category("A", 40, make_dimension("D1", make_element("D1.1", 33, (1, 1, 2)), make_element("D1.3", 7))),
            make_category("P", 60, make_dimension("D3", make_element("D3.1", 60, (1, 1, 1, 1)))),
        ),
        upgrades=(UpgradeRule("1.0", "element", "D1.2", "D1.1"),),
    )
    given = [
        PlainAnswer("D1.1", "1", "4"),
        PlainAnswer("D1.1", "2", "5"),
        PlainAnswer("D1.1", "objective", "full"),
        PlainAnswer("D1.2", "1", "2"),
        PlainAnswer("D1.2", "2", "3"),
        PlainAnswer("D1.2", "objective", "partial"),
    ]
    preview = preview_upgrade(tiny_definition(), new, given)
    assert preview.before.points == Decimal("12.38")
    assert preview.after.points == Decimal("9.28")
    assert preview.change == Decimal("-3.10")
    assert [one.old for one in preview.carried.cleared] == given[:3]
    assert [element.code for element in preview.carried.new_elements] == ["D1.3"]
