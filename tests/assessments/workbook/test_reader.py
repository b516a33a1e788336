"""Answers' workbooks as they come back: from another program, in another order, with cells that can't be answers."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given, settings

from assessments.items import PlainAnswer
from assessments.workbook.reader import NotThisWorkbookError, read_answers
from frameworks.content import read_content
from frameworks.definition import Translation
from frameworks.wording import in_language
from tests.assessments.strategies import definitions
from tests.assessments.workbooks import ASSESSMENT, SHEET, every_answer, filled, opened, row_of, saved, written
from tests.definitions import tiny_definition

TINY = tiny_definition()
FILES = [*sorted(Path("fixtures").glob("*.yaml")), Path("tests/frameworks/data/baldrige.yaml")]


def said(uploaded):
    """The answers by code."""
    return {f"{one.element}/{one.item}": (one.value, one.reason) for one in uploaded.answers}


def wrong(uploaded):
    return [(one.where, one.said, one.words) for one in uploaded.wrong]


def given_of(answers):
    return {f"{one.element}/{one.item}": (one.value, one.reason) for one in answers}


# Round trips


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_answer_comes_back(path):
    definition = read_content(path.read_text("utf-8"))
    answers = every_answer(definition)
    uploaded = read_answers(written(definition, answers), definition)
    assert said(uploaded) == given_of(answers)
    assert uploaded.wrong == ()


@settings(deadline=None, max_examples=8)
@given(definitions())
def test_every_answer_comes_back_whatever_the_framework(definition):
    answers = every_answer(definition)
    uploaded = read_answers(written(definition, answers), definition)
    assert (said(uploaded), uploaded.wrong) == (given_of(answers), ())


def test_marks_come_back():
    data = written(TINY, versions={"D1.1/1": 4, "D1.1/comment": 0}, sheet=SHEET)
    uploaded = read_answers(data, TINY)
    assert (uploaded.assessment, uploaded.sheet) == (ASSESSMENT, SHEET)
    versions = {f"{one.element}/{one.item}": one.version for one in uploaded.answers}
    assert (versions["D1.1/1"], versions["D1.1/comment"], versions["D1.1/2"]) == (4, 0, None)


def test_places_are_named_by_sheet_and_cell():
    data = written(TINY)
    places = {f"{one.element}/{one.item}": one.where for one in read_answers(data, TINY).answers}
    _title, row = row_of(opened(data), "D1.1/1")
    assert places["D1.1/1"] == f"Dimension D1!C{row}"
    assert places["D1.1/comment"] == f"Dimension D1!D{row + 3}"


# What a spreadsheet makes of it


def test_workbook_saved_by_another_program_is_read():
    answers = every_answer(TINY)
    assert said(read_answers(saved(written(TINY, answers), lambda book: None), TINY)) == given_of(answers)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("4 Managed", "4"),
        (" 4  MANAGED ", "4"),
        ("4", "4"),
        (4, "4"),
        (4.0, "4"),
        ("", ""),
        (None, ""),
    ],
)
def test_rating_is_read_however_it_was_typed(typed, value):
    assert said(read_answers(filled(written(TINY), {"D1.1/1": typed}), TINY))["D1.1/1"] == (value, "")


@pytest.mark.parametrize("typed", ["n/a Not applicable", "n/a", "N/A", "na"])
def test_not_applicable_is_read_however_it_was_typed(typed):
    data = filled(written(TINY), {"D1.1/1": typed, "D1.1/1!": "No shops"})
    assert said(read_answers(data, TINY))["D1.1/1"] == ("n/a", "No shops")


@pytest.mark.parametrize(
    ("code", "typed", "value"),
    [
        ("D1.1/objective", "Fully achieved", "full"),
        ("D1.1/objective", "partial", "partial"),
        ("D1.1/confidence", "documented", "documented"),
        ("D1.1/confidence", "None", ""),
        ("D1.1/confidence", None, ""),
        ("D1.1/scope", "in scope", ""),
        ("D1.1/scope", None, ""),
    ],
)
def test_other_answers_are_read_however_they_were_typed(code, typed, value):
    assert said(read_answers(filled(written(TINY), {code: typed}), TINY))[code] == (value, "")


def test_words_may_be_a_number_and_stand_in_either_column_of_a_comment():
    data = filled(written(TINY), {"D1.1/1!": 2026, "D1.1/comment": "Typed beside", "D1.2/comment!": " x \r\n y "})
    found = said(read_answers(data, TINY))
    assert found["D1.1/1"] == ("", "2026")
    assert found["D1.1/comment"] == ("Typed beside", "")
    assert found["D1.2/comment"] == ("x \n y", "")


def test_rows_are_found_by_their_code_wherever_they_stand():
    plain = every_answer(TINY)
    answers = [replace(one, value=one.value.lstrip("=@"), reason=one.reason.lstrip("=@")) for one in plain]

    def change(book):
        sheet = book["Dimension D1"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
        sheet.delete_rows(4, sheet.max_row)
        for row in reversed(rows):
            sheet.append(row)
        sheet.insert_cols(3)
        sheet["C3"] = "My column"
        sheet["C9"] = "=1+1"
        sheet.insert_rows(1, 2)
        sheet.title = "Renamed"
        book.move_sheet(sheet, 2)
        book.create_sheet("My notes")["A1"] = "=SUM(B1:B9)"

    assert said(read_answers(saved(written(TINY, answers), change), TINY)) == given_of(answers)


def test_rows_and_sheets_that_are_deleted_say_nothing():
    def change(book):
        del book["Dimension D2"], book["Enablers"], book["Start"]
        title, row = row_of(book, "D1.1/1")
        book[title].delete_rows(row)

    found = said(read_answers(saved(written(TINY, every_answer(TINY)), change), TINY))
    assert {"D1.1/1", "D2.1/1", "E1/1"} & found.keys() == set()
    assert {"D1.1/2", "D3.1/4"} <= found.keys()


def test_row_that_is_there_twice_with_one_answer_is_no_fault():
    def change(book):
        sheet = book["Dimension D1"]
        sheet.append([cell.value for cell in sheet[row_of(book, "D1.1/1")[1]]])

    uploaded = read_answers(saved(written(TINY, [PlainAnswer("D1.1", "1", "3")]), change), TINY)
    assert (said(uploaded)["D1.1/1"], uploaded.wrong) == (("3", ""), ())


def test_another_language_is_read_as_it_was_written():
    translations = (Translation("de", "rating.3.title", "Festgelegt"), Translation("de", "dimension.D1.title", "Säule"))
    definition = tiny_definition(translations=translations)
    with override("de"):
        data = written(in_language(definition, "de"), [PlainAnswer("D1.1", "1", "3")])
    assert opened(data).sheetnames[1] == "Säule"
    with override("en"):
        assert said(read_answers(data, definition))["D1.1/1"] == ("3", "")


# What can't be read


CHOICES = "“1 Initial”, “2 Developing”, “3 Defined”, “4 Managed”, “5 Optimising”, “n/a Not applicable”"
NONE = "This is none of the answers here. Choose one of these:"
NONE_OF = f"{NONE} {CHOICES}."
FORMULA = "There is a formula in this cell. Put its result there instead: only texts and numbers are read."
LONG = "This is longer than 10000 characters. Shorten it; what you typed is not saved yet."
WHY = "Say why in a few words; it is saved as soon as there is a reason."


@pytest.mark.parametrize(
    ("cells", "at", "shown", "words"),
    [
        ({"D1.1/1": "7"}, "C", "7", NONE_OF),
        ({"D1.1/1": 2.5}, "C", "2.5", NONE_OF),
        ({"D1.1/1": -1}, "C", "-1", NONE_OF),
        ({"D1.1/1": "Defined"}, "C", "Defined", NONE_OF),
        ({"D1.1/1": "x" * 100}, "C", "x" * 60 + "…", NONE_OF),
        ({"D1.1/1": "=1+1"}, "C", "", FORMULA),
        ({"D1.1/1": "3 Defined", "D1.1/1!": "=1+1"}, "D", "", FORMULA),
        ({"D1.1/1": True}, "C", "1", "This is a date, or true or false. Format the cell as text and type it again."),
        (
            {"D1.1/1": "#N/A"},
            "C",
            "#N/A",
            "There is an error in this cell. Choose an answer, or leave the cell empty.",
        ),
        ({"D1.1/1": "n/a"}, "D", "n/a", WHY),
        ({"D1.1/1": "3", "D1.1/1!": "x" * 10_001}, "D", "x" * 60 + "…", LONG),
    ],
)
def test_wrong_cell_is_named_with_its_words(cells, at, shown, words):
    data = filled(written(TINY), cells)
    uploaded = read_answers(data, TINY)
    assert wrong(uploaded) == [(f"Dimension D1!{at}7", shown, words)]
    assert "D1.1/1" not in said(uploaded)
    assert len(uploaded.answers) == len(read_answers(written(TINY), TINY).answers) - 1


@pytest.mark.parametrize(
    ("cells", "where", "shown", "words"),
    [
        (
            {"D1.1/objective": "Half"},
            "Dimension D1!C6",
            "Half",
            f"{NONE} “Fully achieved”, “Partially achieved”, “Not yet achieved”.",
        ),
        (
            {"D1.1/confidence": "Sure"},
            "Dimension D1!C9",
            "Sure",
            f"{NONE} “None”, “Stated”, “Documented”, “Verified”.",
        ),
        ({"D1.1/scope": "Excluded"}, "Dimension D1!D11", "Excluded", WHY),
        ({"D1.1/comment!": "x" * 10_001}, "Dimension D1!D10", "x" * 60 + "…", LONG),
    ],
)
def test_wrong_cell_of_another_kind_is_named_with_its_words(cells, where, shown, words):
    assert wrong(read_answers(filled(written(TINY), cells), TINY)) == [(where, shown, words)]


def test_answer_at_a_code_that_is_none_is_named():
    def change(book):
        sheet = book["Dimension D1"]
        sheet.append(["D9.9/1", "", "3 Defined"])
        sheet.append(["D9.9/2", "Only words of one’s own"])
        sheet.append([None, None, "3 Defined"])

    row = opened(written(TINY))["Dimension D1"].max_row + 1
    assert wrong(read_answers(saved(written(TINY), change), TINY)) == [
        (f"Dimension D1!A{row}", "D9.9/1", "This framework has no such code, so the row can’t be placed."),
    ]


def test_code_that_is_there_twice_with_two_answers_is_named():
    def change(book):
        book["Dimension D1"].append(["D1.1/1", "", "3 Defined"])

    row = opened(written(TINY))["Dimension D1"].max_row + 1
    uploaded = read_answers(saved(written(TINY), change), TINY)
    assert wrong(uploaded) == [
        (
            f"Dimension D1!A{row}",
            "D1.1/1",
            "This code is in the workbook twice; its other row is at Dimension D1!C7. Delete one of the two.",
        )
    ]


def test_code_that_is_a_formula_is_named():
    data = saved(written(TINY, every_answer(TINY)), lambda book: book["Dimension D1"].__setitem__("A8", '="D1.1/2"'))
    uploaded = read_answers(data, TINY)
    assert [(one.where, one.words) for one in uploaded.wrong] == [("Dimension D1!A8", FORMULA)]


# Workbooks that are none


def test_workbook_of_another_version_is_refused():
    words = (
        "This workbook is made for tiny 1.0, and the assessment stands under tiny 1.1. "
        "Download the workbook again and copy your answers into it."
    )
    with pytest.raises(NotThisWorkbookError) as refusal:
        read_answers(written(TINY), tiny_definition(version="1.1"))
    assert str(refusal.value) == words


def test_workbook_without_its_hidden_sheet_is_refused():
    with pytest.raises(NotThisWorkbookError, match="its hidden sheet is gone"):
        read_answers(saved(written(TINY), lambda book: book.remove(book["cxmaturity"])), TINY)


def test_workbook_without_its_columns_is_refused():
    def change(book):
        for sheet in book.worksheets[1:-1]:
            sheet["C3"] = "Rating"

    words = "No sheet of this workbook has its columns “Code”, “Answer” and “Reason, note or comment” any more."
    with pytest.raises(NotThisWorkbookError) as refusal:
        read_answers(saved(written(TINY), change), TINY)
    assert str(refusal.value) == words


@pytest.mark.parametrize("version", ["-1", "1.5", "x", "9" * 30, "²"])
def test_versions_that_are_none_mean_nothing(version):
    def change(book):
        for row in book["cxmaturity"].iter_rows():
            if row[0].value == "version":
                row[2].value = version

    assert {one.version for one in read_answers(saved(written(TINY), change), TINY).answers} == {None}
