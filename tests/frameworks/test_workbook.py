"""Workbooks: every shipped framework and any text come back as they were, and what a spreadsheet's user sees."""

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frameworks.content import read_content, write_content
from frameworks.definition import FUNCTIONS, Gate, Guide, LevelDescription, SuggestedAction, Translation, UpgradeRule
from frameworks.spreadsheet.cells import read_grids
from frameworks.workbook import TooLongError, read_workbook, write_workbook
from frameworks.workbook.sheets import NOTES, SHEETS
from tests.assessments.strategies import definitions
from tests.definitions import LEVELS, OBJECTIVE_ANSWERS, RATINGS, make_element, one_element, tiny_definition
from tests.frameworks.texts import words

SHIPPED = sorted(Path("fixtures").glob("*.yaml"))
FIRST_CHARACTERS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "'=1", '="', "%", "|"]


def opened(definition):
    return openpyxl.load_workbook(io.BytesIO(write_workbook(definition)))


def full_definition():
    """Every table has a row, and every column a value."""
    levels = (LevelDescription(1, "Nothing."), LevelDescription(5, "All."))
    actions = (
        SuggestedAction(2, "Begin", "Do it once.", "sales", Decimal("0.5")),
        SuggestedAction(5, "Go on", "Do it always."),
    )
    guide = Guide(levels, ("A plan.",), ("Why?",), ("Size.",), actions)
    element = replace(make_element("D1.1", "12.5", ("0.5", 1)), guide=guide, related=("X1", "X2"))
    indicators = (replace(element.indicators[0], look_for="Dates."), *element.indicators[1:])
    return one_element(
        replace(element, indicators=indicators),
        ratings=tuple(replace(rating, meaning="So much.") for rating in RATINGS),
        objective_answers=tuple(replace(answer, meaning="So far.") for answer in OBJECTIVE_ANSWERS),
        levels=tuple(replace(level, meaning="So high.") for level in LEVELS),
        enablers=(replace(make_element("E1", 0), objective="", guide=guide),),
        ladder=Decimal("62.5"),
        related_framework="other",
        gates=(
            Gate("G1", "Not below", "dimension", ("D1",), Decimal(40), 4),
            Gate("G2", "Any", "element", (), Decimal(10), 3),
        ),
        upgrades=(UpgradeRule("0.9", "rating", "7", "5"), UpgradeRule("0.9", "element", "D9", "D1.1")),
        translations=(
            Translation("de", "element.D1.1.title", "Bedürfnisse"),
            Translation("ar", "framework.title", "السلام"),
        ),
    )


# Round trips


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_framework_comes_back_byte_for_byte(path):
    shipped = read_content(path.read_text(encoding="utf-8"))
    book = write_workbook(shipped)
    again = read_workbook(book)
    assert again == shipped
    assert write_content(again) == write_content(shipped)
    assert write_workbook(again) == book


def test_every_table_and_column_comes_back():
    definition = full_definition()
    assert read_workbook(write_workbook(definition)) == definition
    for sheet in opened(definition).worksheets[1:]:
        assert sheet.max_row > 1
        filled = {cell.column for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None}
        assert filled == set(range(1, sheet.max_column + 1)), sheet.title


@settings(deadline=None, max_examples=10)
@given(definitions())
def test_any_definition_comes_back(definition):
    assert read_workbook(write_workbook(definition)) == definition


@settings(deadline=None, max_examples=12)
@given(st.lists(words.filter(str.strip), min_size=20, max_size=20))
def test_any_words_come_back(texts):
    lines = tuple(text.strip().replace("\n", " ") for text in texts[4:])
    element = replace(make_element("D1.1"), definition=texts[0], objective=texts[1], guide=Guide(evidence=lines))
    definition = one_element(element, summary=texts[2], translations=(Translation("de", "framework.title", texts[3]),))
    assert read_workbook(write_workbook(definition)) == definition


@pytest.mark.parametrize(
    "text", ["_x000D_", "_x005F_x000D_", "a_x0041_b", "_xD800_", "\ufffe\uffff", "\x85\u2028 x \n\n", "😀"]
)
def test_text_that_looks_like_an_escape_comes_back(text):
    assert read_workbook(write_workbook(tiny_definition(summary=text))).summary == text


def test_line_breaks_of_a_form_become_plain_ones_and_control_characters_spaces():
    definition = tiny_definition(summary="one\r\ntwo\x0bthree\x1bfour")
    assert read_workbook(write_workbook(definition)).summary == "one\ntwo three four"
    assert read_content(write_content(definition)).summary == "one\ntwo three four"


def test_workbook_names_nobody_and_no_time():
    with zipfile.ZipFile(io.BytesIO(write_workbook(tiny_definition()))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2000-01-01T00:00:00Z"}
    assert "openpyxl" not in core


def test_text_that_fits_in_no_cell_is_named():
    with pytest.raises(TooLongError, match=r"^Version!E2: has 32768 characters; at most 32767 fit in a cell$"):
        write_workbook(tiny_definition(summary="x" * 32768))


# What the file holds


@pytest.mark.parametrize("text", FIRST_CHARACTERS)
def test_text_is_never_a_formula(text):
    definition = tiny_definition(title=text, summary=text, translations=(Translation("de", "framework.title", text),))
    with zipfile.ZipFile(io.BytesIO(write_workbook(definition))) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    assert not [sheet for sheet in sheets if "<f>" in sheet or "<f " in sheet]
    cell = opened(definition)["Version"]["E2"]
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    assert read_workbook(write_workbook(definition)) == definition


def test_text_cells_below_the_last_row_are_text_too():
    book = opened(tiny_definition())
    assert book["Elements"].column_dimensions["B"].number_format == "@"
    assert book["Elements"].column_dimensions["D"].number_format == "General"


def test_sheets_are_made_to_be_edited():
    book = opened(full_definition())
    assert book.sheetnames == [NOTES, *(sheet.title for sheet in SHEETS)]
    assert book.active.title == "Version"
    for sheet, worksheet in zip(SHEETS, book.worksheets[1:], strict=True):
        assert [cell.value for cell in worksheet[1]] == [column.heading for column in sheet.columns]
        assert worksheet.freeze_panes == "A2"
        assert all(cell.font.bold and cell.fill.fgColor.rgb == "001F3A5F" for cell in worksheet[1])
        assert all(cell.alignment.wrap_text for row in worksheet.iter_rows(min_row=2) for cell in row if cell.value)
        assert [worksheet.column_dimensions[cell.column_letter].width for cell in worksheet[1]] == [
            column.width for column in sheet.columns
        ]


def test_cells_offer_what_may_stand_in_them():
    book = opened(full_definition())
    rules = {str(rule.sqref): rule.formula1 for rule in book["Elements"].data_validations.dataValidation}
    assert rules == {"A2:A20000": "Dimensions!$B$2:$B$20000", "D2:D20000": "0"}
    kinds = book["Guide lines"].data_validations.dataValidation[0]
    assert (str(kinds.sqref), kinds.formula1) == ("B2:B20000", '"evidence,questions,misjudgements"')


def test_cell_of_a_function_offers_those_there_are_within_what_a_spreadsheet_takes():
    rules = opened(full_definition())["Suggested actions"].data_validations.dataValidation
    (functions,) = [rule for rule in rules if rule.type == "list"]
    assert (str(functions.sqref), functions.formula1) == ("E2:E20000", f'"{",".join(FUNCTIONS)}"')
    assert len(functions.formula1) <= 255


def test_notes_explain_every_sheet_and_column():
    rows = [[cell.value for cell in row] for row in opened(tiny_definition())[NOTES].iter_rows(min_row=2)]
    assert [row[0] for row in rows if row[0]] == [sheet.title for sheet in SHEETS]
    assert [row[1] for row in rows if row[1]] == [column.heading for sheet in SHEETS for column in sheet.columns]


# What a spreadsheet makes of it


def saved(change, definition=None):
    """The bytes after somebody opened the workbook, changed it and saved it."""
    book = opened(definition or tiny_definition())
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_workbook_saved_by_another_program_is_read():
    assert read_workbook(saved(lambda book: None)) == tiny_definition()


def test_sheets_and_columns_may_be_in_another_order_and_headings_in_other_letters():
    def change(book):
        book.move_sheet("Elements", -5)
        sheet = book["Ratings"]
        for row in sheet.iter_rows():
            row[1].value, row[2].value = row[2].value, row[1].value
        sheet["A1"] = " VALUE "

    assert read_workbook(saved(change)) == tiny_definition()


def test_empty_rows_and_missing_tables_that_may_be_empty_are_no_fault():
    def change(book):
        book["Ratings"].insert_rows(3)
        del book["Gates"], book["Translations"], book["Notes"]

    assert read_workbook(saved(change)) == tiny_definition()


def test_number_is_read_as_it_was_typed():
    def change(book):
        book["Levels"]["C3"] = 12.3 + 1e-14
        book["Levels"]["C4"] = "40"

    found = read_workbook(saved(change))
    assert [str(level.from_percent) for level in found.levels] == ["0", "12.3", "40", "60", "80"]


def test_codes_of_a_gate_may_be_separated_by_anything_usual():
    def change(book):
        book["Gates"]["D2"] = "D1; D2,\nD3"

    gate = Gate("G1", "Not below", "dimension", ("D1",), Decimal(40), 4)
    assert read_workbook(saved(change, tiny_definition(gates=(gate,)))).gates[0].codes == ("D1", "D2", "D3")


def test_shapes_that_other_programs_write_are_read():
    relation = '<Relationships xmlns="r"><Relationship Id="{}" Type="x/{}" Target="{}"/>{}</Relationships>'
    strings = '<Relationship Id="s" Type="x/sharedStrings" Target="/xl/strings.xml"/>'
    link = '<Relationship Id="l" Type="x/worksheet" Target="http://example.com/" TargetMode="External"/>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("_rels/.rels", relation.format("b", "officeDocument", "xl/book.xml", ""))
        archive.writestr("xl/_rels/book.xml.rels", relation.format("w", "worksheet", "one.xml", strings + link))
        archive.writestr(
            "xl/book.xml", '<workbook xmlns:r="rel"><sheets><sheet name="One" r:id="w"/></sheets></workbook>'
        )
        archive.writestr(
            "xl/strings.xml", "<sst><si><r><t>Rich </t></r><r><t>text</t></r><rPh><t>aloud</t></rPh></si></sst>"
        )
        archive.writestr(
            "xl/one.xml",
            "<worksheet><sheetData><row><c t='s'><v>0</v></c><c/><c><v>1</v></c></row><row r='5'><c><v>2</v></c>"
            "<c r='AB5' t='b'><v>1</v></c><c t='str'><f>A1</f><v>x</v></c></row></sheetData></worksheet>",
        )
    [grid] = read_grids(stream.getvalue())
    assert (grid.title, {place: (cell.kind, cell.text) for place, cell in grid.cells.items()}) == (
        "One",
        {
            (1, 1): ("text", "Rich text"),
            (1, 3): ("number", "1"),
            (5, 1): ("number", "2"),
            (5, 28): ("truth", "1"),
            (5, 29): ("formula", "x"),
        },
    )
