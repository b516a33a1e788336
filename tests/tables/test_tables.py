"""A table as CSV, XLSX and JSON: the same rows in each, numbers as numbers, and no text that is a formula."""

import csv
import datetime
import io
import json
from decimal import Decimal

import pytest
from django.http import Http404
from openpyxl import load_workbook

from tables.csv import csv_of
from tables.downloads import KINDS, download
from tables.json import json_of
from tables.table import Column, Table
from tables.texts import harmless
from tables.xlsx import xlsx_of

FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1", "－1", "＠x",
    '=HYPERLINK("http://example.org","x")', "=cmd|' /C calc'!A0", "\u00a0=1",
]  # fmt: skip


def table(*rows, notes=("Rounded to 2 decimals.",)):
    columns = [Column("element", "Element"), Column("points", "Points"), Column("on", "Day")]
    return Table("gap", "The gap", columns, rows, notes)


ROW = ("Vision, “mission”\nand values", Decimal("12.50"), datetime.date(2026, 11, 22))


def test_table_with_a_row_too_short_is_refused():
    with pytest.raises(ValueError, match="gap: every row needs 3 cells"):
        table(("D1.1", 1))


def test_csv_reads_back_as_it_was():
    text = csv_of(table(ROW, ("", None, None))).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["Element", "Points", "Day"],
        ["Vision, “mission”\nand values", "12.50", "2026-11-22"],
        ["", "", ""],
    ]
    assert text.startswith("Element,Points,Day\r\n")


def test_json_keeps_every_digit():
    assert json.loads(json_of(table(ROW, ("x", True, None)))) == {
        "title": "The gap",
        "notes": ["Rounded to 2 decimals."],
        "columns": {"element": "Element", "points": "Points", "on": "Day"},
        "rows": [
            {"element": "Vision, “mission”\nand values", "points": "12.50", "on": "2026-11-22"},
            {"element": "x", "points": True, "on": None},
        ],
    }


def test_xlsx_has_numbers_and_days_under_a_filter():
    sheet = load_workbook(io.BytesIO(xlsx_of(table(ROW)))).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["The gap", None, None],
        ["Rounded to 2 decimals.", None, None],
        [None, None, None],
        ["Element", "Points", "Day"],
        [ROW[0], 12.5, datetime.datetime(2026, 11, 22)],  # noqa: DTZ001 - as openpyxl reads a day
    ]
    assert (sheet["B5"].number_format, sheet["C5"].number_format) == ("0.00", "yyyy-mm-dd")
    assert (sheet.auto_filter.ref, sheet.freeze_panes) == ("A4:C5", "A5")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula_in_any_file(text):
    made = table((text, -1, None))
    sheet = load_workbook(io.BytesIO(xlsx_of(made))).worksheets[0]
    assert sheet["A5"].data_type == "s"
    assert sheet["B5"].value == -1
    line = csv_of(made).decode("utf-8-sig").partition("\r\n")[2]
    cell, number, _day = next(csv.reader(io.StringIO(line, newline="")))
    assert (cell, number) == (f"'{text}", "-1")
    assert json.loads(json_of(made))["rows"][0]["element"] == text


def test_a_blank_that_a_program_looks_behind_is_marked_even_before_a_plain_word():
    assert [harmless("\tSales"), harmless("Sales")] == ["'\tSales", "Sales"]


def test_csv_says_yes_and_no_in_small_letters():
    line = csv_of(table(("", True, None), ("", False, None))).decode("utf-8-sig").splitlines()[1:]
    assert line == [",true,", ",false,"]


def test_json_is_readable_by_people():
    assert "“mission”" in json_of(table(ROW)).decode()


def test_workbook_shows_as_many_decimals_as_there_are_and_makes_room_for_long_texts():
    rows = [
        ("short", Decimal(12), None),
        ("x" * 21, Decimal("1E+1"), None),
        ("a\nb", Decimal("NaN"), None),
        ("x" * 61, 1, None),
    ]
    sheet = load_workbook(io.BytesIO(xlsx_of(table(*rows[:2])))).worksheets[0]
    assert [sheet[f"B{row}"].number_format for row in (5, 6)] == ["0", "0"]
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [23, 10, 10]
    full = load_workbook(io.BytesIO(xlsx_of(table(*rows)))).worksheets[0]
    assert [bool(full[f"A{row}"].alignment.wrap_text) for row in (5, 6, 7, 8)] == [False, False, True, True]
    assert full["B7"].number_format == "0"
    assert full.column_dimensions["A"].width == 60


def test_a_table_of_the_same_rows_is_the_same_bytes():
    assert [write(table(ROW)) for _type, write in KINDS.values()] == [
        write(table(ROW)) for _type, write in KINDS.values()
    ]


def test_text_that_no_cell_can_hold_is_cut_in_the_workbook_alone():
    made = table(("x" * 40_000, 1, None))
    sheet = load_workbook(io.BytesIO(xlsx_of(made))).worksheets[0]
    assert (len(sheet["A5"].value), len(json.loads(json_of(made))["rows"][0]["element"])) == (32_767, 40_000)


@pytest.mark.parametrize("kind", KINDS)
def test_download_is_an_attachment(kind):
    answer = download(table(ROW), kind)
    assert answer["Content-Disposition"] == f'attachment; filename="gap.{kind}"'
    assert answer["Content-Type"] == KINDS[kind][0]


def test_download_of_a_kind_that_there_is_not_is_not_found():
    with pytest.raises(Http404):
        download(table(ROW), "pdf")
