"""A downloaded workbook that is edited with LibreOffice comes back right; it has to be there, as Chromium has."""

import csv
import io
import shutil

import pytest

from assessments.items import PlainAnswer
from assessments.workbook.reader import read_answers
from frameworks.spreadsheet import read_grids
from tests.assessments.libreoffice import Office, reckoned, typed
from tests.assessments.workbooks import every_answer, opened, row_of, written
from tests.definitions import rich_definition

RICH = rich_definition()
FORMULA_LIKE = {"1": "=1+1", "2": "+1+1", "objective": "-1+1", "comment": "@SUM(A1)", "scope": "=cmd|' /C calc'!A0"}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    if not shutil.which("soffice"):
        pytest.fail("LibreOffice was not found. Type this, then try again: scripts/system test")
    return Office(tmp_path_factory.mktemp("office"))


def test_workbook_edited_with_libreoffice_comes_back_right(office):
    answers = every_answer(RICH)
    data = written(RICH, answers)
    title, row = row_of(opened(data), "D1.1/1")
    steps = [
        typed(title, f"C{row}", "4 Managed"),
        typed(title, f"D{row}", "Gesehen im Juni ✓"),
        typed(title, f"D{row + 1}", "=1+1"),
        typed(title, f"D{row + 3}", "Zwei"),
        reckoned(title, f"D{row + 4}", "=1+1"),
        typed("Enablers", f"C{row_of(opened(data), 'E1/1')[1]}", "2"),
    ]
    expected = {f"{one.element}/{one.item}": (one.value, one.reason) for one in answers} | {
        "D1.1/1": ("4", "Gesehen im Juni ✓"),
        "D1.1/2": ("n/a", "=1+1"),
        "D1.1/comment": ("Zwei", ""),
        "E1/1": ("2", next(one.reason for one in answers if (one.element, one.item) == ("E1", "1"))),
    }
    again = office.edited(data, *steps)
    uploaded = read_answers(again, RICH)
    assert [(one.where, one.said) for one in uploaded.wrong] == [(f"{title}!D{row + 4}", "2")]
    del expected["D1.1/scope"]
    assert {f"{one.element}/{one.item}": (one.value, one.reason) for one in uploaded.answers} == expected
    assert {one.version for one in uploaded.answers} == {0}
    keeps_its_lists_and_its_lock(again)


def keeps_its_lists_and_its_lock(data):
    book = opened(data)
    sheet = book["Dimension D1"]
    assert book["cxmaturity"].sheet_state == "hidden"
    assert sheet.protection.sheet
    rules = {rule.formula1.replace("$", "").split("!")[0] for rule in sheet.data_validations.dataValidation}
    assert rules == {"cxmaturity"}


def test_text_like_a_formula_is_shown_as_text_and_stays_one(office):
    answers = [PlainAnswer("D1.1", item, "", text) for item, text in FORMULA_LIKE.items() if item != "comment"]
    data = written(RICH, [*answers, PlainAnswer("D1.1", "comment", FORMULA_LIKE["comment"])])
    lines = list(csv.reader(io.StringIO(office.shown(data)["Dimension D1"])))
    shown = {line[0].removeprefix("D1.1/"): line[3] for line in lines if line[0].startswith("D1.1/")}
    assert shown == FORMULA_LIKE | {"confidence": ""}
    kinds = {cell.kind for grid in read_grids(office.edited(data)) for cell in grid.cells.values()}
    assert kinds == {"text"}
