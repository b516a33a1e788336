"""The answers' workbook as it is downloaded: what stands where, what can be chosen, and that no text is a formula."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from assessments.items import PlainAnswer
from assessments.workbook.layout import HUES, TINTS, pages_of
from frameworks.content import read_content
from tests.assessments.workbooks import every_answer, opened, parts, row_of, written
from tests.definitions import make_dimension, make_element, rich_definition, tiny_definition

SHIPPED = sorted(Path("fixtures").glob("*.yaml"))
ROOT = Path(__file__).resolve().parents[3]
FIRST_CHARACTERS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "'=1", '="', "%", "|"]


def column(sheet, letter):
    return [sheet[f"{letter}{row}"].value for row in range(1, sheet.max_row + 1)]


def test_sheets_are_the_start_the_dimensions_the_enablers_and_a_hidden_one():
    book = opened(written(tiny_definition()))
    assert [(sheet.title, sheet.sheet_state) for sheet in book.worksheets] == [
        ("Start", "visible"),
        ("Dimension D1", "visible"),
        ("Dimension D2", "visible"),
        ("Dimension D3", "visible"),
        ("Enablers", "visible"),
        ("cxmaturity", "hidden"),
    ]


def test_rows_are_those_of_the_scoring_page_in_its_order():
    sheet = opened(written(tiny_definition()))["Dimension D1"]
    assert [code for code in column(sheet, "A") if code] == [
        "D1 Dimension D1",
        "Code",
        "D1.1",
        *(f"D1.1/{item}" for item in ("objective", "1", "2", "confidence", "comment", "scope")),
        "D1.2",
        *(f"D1.2/{item}" for item in ("objective", "1", "2", "3", "confidence", "comment", "scope")),
    ]
    assert sheet.freeze_panes == "A4"


def test_enablers_have_neither_objective_nor_scope():
    sheet = opened(written(tiny_definition()))["Enablers"]
    codes = [code for code in column(sheet, "A") if code]
    assert codes[2:] == ["E1", "E1/1", "E1/2", "E1/confidence", "E1/comment"]


def test_answers_stand_as_they_are_called():
    answers = [
        PlainAnswer("D1.1", "1", "3", "Seen in June"),
        PlainAnswer("D1.1", "2", "n/a", "No shops"),
        PlainAnswer("D1.1", "objective", "partial"),
        PlainAnswer("D1.1", "confidence", "verified"),
        PlainAnswer("D1.1", "comment", "Asked two people"),
        PlainAnswer("D1.2", "scope", "excluded", "Not sold here"),
    ]
    sheet = opened(written(tiny_definition(), answers))["Dimension D1"]
    shown = {row[0].value: (row[2].value, row[3].value) for row in sheet.iter_rows(min_row=4) if row[0].value}
    assert shown == {
        "D1.1": (None, None),
        "D1.1/objective": ("Partially achieved", None),
        "D1.1/1": ("3 Defined", "Seen in June"),
        "D1.1/2": ("n/a Not applicable", "No shops"),
        "D1.1/confidence": ("Verified", None),
        "D1.1/comment": (None, "Asked two people"),
        "D1.1/scope": ("In scope", None),
        "D1.2": (None, None),
        "D1.2/objective": (None, None),
        "D1.2/1": (None, None),
        "D1.2/2": (None, None),
        "D1.2/3": (None, None),
        "D1.2/confidence": ("None", None),
        "D1.2/comment": (None, None),
        "D1.2/scope": ("Excluded", "Not sold here"),
    }


def offered(book, code):
    """What the drop-down of a row offers."""
    title, row = row_of(book, code)
    [rule] = [rule for rule in book[title].data_validations.dataValidation if f"C{row}" in rule.sqref]
    name, place = rule.formula1.split("!")
    return [row[0].value for row in book[name][place]]


def test_cells_offer_what_can_be_answered():
    book = opened(written(tiny_definition()))
    ratings = ["1 Initial", "2 Developing", "3 Defined", "4 Managed", "5 Optimising"]
    assert offered(book, "D1.1/1") == [*ratings, "n/a Not applicable"]
    assert offered(book, "D2.1/1") == ratings  # an element's only indicator can't be “not applicable”
    assert offered(book, "D1.1/objective") == ["Fully achieved", "Partially achieved", "Not yet achieved"]
    assert offered(book, "D1.1/scope") == ["In scope", "Excluded"]
    assert offered(book, "D1.1/confidence") == ["None", "Stated", "Documented", "Verified"]


def test_structure_is_locked_without_a_password_and_answers_are_open():
    book = opened(written(tiny_definition()))
    for sheet in book.worksheets:
        assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
    sheet = book["Dimension D1"]
    unlocked = [cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
    rows = {code: row_of(book, code)[1] for code in ("D1.1/objective", "D1.1/1", "D1.1/comment", "D1.1/scope")}
    assert f"C{rows['D1.1/objective']}" in unlocked
    assert f"D{rows['D1.1/objective']}" not in unlocked
    assert {f"C{rows['D1.1/1']}", f"D{rows['D1.1/1']}", f"D{rows['D1.1/comment']}"} <= set(unlocked)
    assert f"C{rows['D1.1/comment']}" not in unlocked
    assert not [place for place in unlocked if place[0] not in "CD"]


def test_guide_runs_down_beside_the_answers():
    sheet = opened(written(rich_definition()))["Dimension D1"]
    assert [line for line in column(sheet, "F")[4:12] if line] == [
        "1 Initial: Nobody knows.",
        "4 Managed: Everybody can show it.",
        "Evidence to ask for: The plan, with its date.",
        "Evidence to ask for: Minutes of the last meeting.",
        "Ask: Who decides?",
    ]
    assert sheet[f"E{row_of(sheet.parent, 'D1.1/1')[1]}"].value == "Look for a date."


def test_a_guide_longer_than_its_element_ends_in_one_cell():
    element = make_element("D1.1", 100, (1,))
    lines = tuple(f"Paper {number}." for number in range(1, 10))
    long = replace(element, guide=replace(element.guide, evidence=lines))
    category = tiny_definition().categories[0]
    whole = replace(category, share=tiny_definition().points, dimensions=(make_dimension("D1", long),))
    sheet = opened(written(tiny_definition(categories=(whole,), enablers=())))["Dimension D1"]
    said = [line for line in column(sheet, "F")[4:] if line]
    assert "\n".join(said).splitlines() == [f"Evidence to ask for: {line}" for line in lines]
    assert said[-1].count("\n") == 3


def test_start_says_what_this_is_and_how_far_it_is():
    answers = [PlainAnswer("D1.1", "1", "3"), PlainAnswer("D1.1", "comment", "x")]
    sheet = opened(written(tiny_definition(), answers))["Start"]
    said = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in said[:4]] == [
        "2026 self-assessment",
        "Harbour Bank",
        "Tiny, 1.0",
        "The answers of the whole team",
    ]
    assert ["D1 Dimension D1", "1 of 7", "What about D1?"] in said
    assert ["Enablers", "0 of 2", None] in said


def test_links_lead_to_the_sheets():
    sheet = opened(written(tiny_definition()))["Start"]
    links = [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert links == ["'Dimension D1'!A1", "'Dimension D2'!A1", "'Dimension D3'!A1", "'Enablers'!A1"]


def test_sheets_print_on_landscape_pages_with_their_head():
    sheet = opened(written(tiny_definition()))["Dimension D1"]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.print_area == f"'Dimension D1'!$A$1:$E${row_of(sheet.parent, 'D1.2/scope')[1]}"


def test_hues_are_those_of_the_pages():
    tokens = (ROOT / "static" / "css" / "tokens.css").read_text("utf-8").split("@media")[0]
    light = dict(re.findall(r"--(hue-\d(?:-tint)?): #(\w+);", tokens))
    assert [light[f"hue-{number}"].upper() for number in range(1, 7)] == list(HUES)
    assert [light[f"hue-{number}-tint"].upper() for number in range(1, 7)] == list(TINTS)
    book = opened(written(tiny_definition()))
    assert [book[f"Dimension D{n}"].sheet_properties.tabColor.rgb for n in (1, 2, 3)] == [f"00{h}" for h in HUES[:3]]


@pytest.mark.parametrize("text", FIRST_CHARACTERS)
def test_text_is_never_a_formula(text):
    element = replace(make_element("D1.1"), title=text, definition=text, objective=text)
    dimension = replace(make_dimension("D1", element), title=text, question=text)
    category = replace(tiny_definition().categories[0], dimensions=(dimension,))
    definition = tiny_definition(title=text, categories=(category,), enablers=())
    answers = [PlainAnswer("D1.1", "1", "3", text), PlainAnswer("D1.1", "comment", text)]
    data = written(definition, answers)
    sheets = [text for name, text in parts(data).items() if "worksheets/sheet" in name]
    assert not [sheet for sheet in sheets if "<f>" in sheet or "<f " in sheet]
    book = opened(data)
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value}
    assert kinds == {"s"}
    title, row = row_of(book, "D1.1/comment")
    assert (book[title][f"D{row}"].value, book[title][f"D{row}"].number_format) == (text, "@")


def test_titles_of_sheets_are_what_a_spreadsheet_takes():
    titles = ["History", "A/B: [c]?*", "x" * 40, "x" * 40, "cxmaturity", "Start", "'quoted'", ""]
    dimensions = tuple(
        replace(make_dimension(f"D{n}", make_element(f"D{n}.1")), title=title) for n, title in enumerate(titles)
    )
    category = replace(tiny_definition().categories[0], dimensions=dimensions)
    pages = pages_of(tiny_definition(categories=(category,)), ["Start", "cxmaturity"])
    assert [page.title for page in pages] == [
        "History 2",
        "A B c",
        "x" * 30 + "…",
        "x" * 28 + "… 2",
        "cxmaturity 2",
        "Start 2",
        "quoted",
        "–",
        "Enablers",
    ]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_same_answers_give_the_same_bytes(path):
    definition = read_content(path.read_text("utf-8"))
    answers = every_answer(definition)
    assert written(definition, answers) == written(definition, answers)


def test_bytes_do_not_depend_on_the_process():
    program = (
        "import django; django.setup(); import hashlib; from tests.assessments.workbooks import *;"
        "from tests.definitions import rich_definition as r;"
        "print(hashlib.sha256(written(r(), every_answer(r()))).hexdigest())"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": "."}
    found = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", program],
            env=environment | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            cwd=ROOT,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1


def test_file_names_nobody_and_no_time():
    core = parts(written(tiny_definition()))["docProps/core.xml"]
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2000-01-01T00:00:00Z"}
    assert "openpyxl" not in core
