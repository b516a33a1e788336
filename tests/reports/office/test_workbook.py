"""All the data as a workbook: a sheet for each table, texts as texts, nothing that reckons."""

import zipfile
from decimal import Decimal
from io import BytesIO

import pytest

from assessments.models import Evidence, Item
from reports.document_data import data_hash
from reports.kinds import Kind, Paper, Part
from reports.office.content import Content
from reports.office.workbook import workbook_of
from tests.reports.office.files import parts, texts, workbook
from tests.reports.office.stories import COMMENT, REASON, approve, put, source

pytestmark = [pytest.mark.sqlite]
SHEETS = ["Result", "Dimensions", "Elements", "Answers", "Comments", "Evidence", "Ledger", "Target", "Plan", "About"]


@pytest.fixture
def made(request, made_once, db) -> bytes:
    """The workbook, made by the first test that asks for it."""
    return made_once(request, workbook_of, Kind.FULL)


def table(data: bytes, sheet: str) -> list[dict[str, object]]:
    """The rows of a sheet below its heads."""
    shown = workbook(data)[sheet]
    top = int(shown.freeze_panes[1:]) - 1
    heads = [cell.value for cell in shown[top]]
    return [dict(zip(heads, row, strict=True)) for row in shown.iter_rows(min_row=top + 1, values_only=True)]


def test_every_table_has_its_sheet(made):
    assert workbook(made).sheetnames == SHEETS


def test_figures_are_numbers_and_those_of_the_scoring_module(told, manager, made):
    result = Content(source(told, manager, Kind.FULL)).report.result
    assert {row["What"]: row["Value"] for row in table(made, "Result")}["Points"] == float(result.total.points)
    rows = table(made, "Elements")
    assert [(row["Code"], row["Points"], row["Percent"], row["Left out"]) for row in rows[:4]] == [
        (code, float(one.points), float(one.percent), "no") for code, one in result.elements.items()
    ]
    assert [Decimal(str(row["Percent"])) for row in table(made, "Dimensions")] == [
        one.percent for one in result.dimensions.values()
    ]
    assert table(made, "Ledger")[0]["Points"] == 50


def test_answers_have_their_ratings_and_reasons(made):
    rows = table(made, "Answers")
    assert rows[0]["Answer"] == "Partially achieved"
    one = rows[1]
    assert (one["Code"], one["Rating"], one["Answer"], one["Worth in percent"], one["Reason"]) == (
        "D1.1/1",
        3,
        "3 Defined",
        50,
        REASON,
    )


def test_comments_evidence_target_and_plan(made):
    assert [(row["Code"], row["What"], row["Text"]) for row in table(made, "Comments")] == [
        ("D1.1", "Comment", COMMENT)
    ]
    assert [(row["Evidence"], row["Used in"], row["Text"]) for row in table(made, "Evidence")] == [
        ("Programme charter", "D1.1", None),
        ("Seen on site", "D2.1", "They showed the board minutes."),
    ]
    assert table(made, "Target")[-1]["Target points"] == 60
    assert [row["Action"] for row in table(made, "Plan")] == ["Map the journeys"]
    assert "Overdue" not in table(made, "Plan")[0]


def test_about_says_by_what_the_data_is_known(told, manager, made):
    rows = {row["What"]: row["Value"] for row in table(made, "About")}
    assert (rows["Framework version"], rows["Organisation"]) == ("1.0", "Harbour Bank")
    assert len(rows["Hash of the data (SHA-256)"]) == 64
    assert data_hash(source(told, manager, Kind.FULL)) == rows["Hash of the data (SHA-256)"]


def test_without_comments_nobodys_words_are_in_it(told, manager, made):
    silent = workbook_of(source(told, manager, Kind.FULL, leave=frozenset({Part.COMMENTS})))
    assert workbook(silent).sheetnames == [name for name in SHEETS if name != "Comments"]
    for words in ("A second line", REASON, "They showed the board minutes.", "regulator"):
        assert words not in texts(silent)
    assert REASON in texts(made)


def test_an_empty_sheet_says_why_and_what_is_true_is_said_in_words(told, manager, made):
    Evidence.objects.all().delete()
    shown = workbook(workbook_of(source(told, manager, Kind.FULL)))["Evidence"]
    assert "No evidence was added." in [row[0].value for row in shown.iter_rows(max_col=1)]
    assert {row["Counts"] for row in table(made, "Dimensions")} == {"yes"}
    assert {row["Left out"] for row in table(made, "Elements")} == {"no"}


def test_why_an_element_is_left_out_is_a_comment(told, manager, assessor):
    put(told, "D2.1", Item.SCOPE, value="excluded", reason="We have no branches at all")
    scores = told.element_scores
    scores["D2.1"] = {**scores["D2.1"], "excluded": True, "percent": None}
    every = workbook_of(source(told, manager, Kind.FULL))
    silent = workbook_of(source(told, manager, Kind.FULL, leave=frozenset({Part.COMMENTS})))
    assert ("no branches at all" in texts(every), "no branches at all" in texts(silent)) == (True, False)


def test_parts_that_were_not_chosen_have_no_sheet(told, manager):
    made = workbook_of(source(told, manager, Kind.FULL, leave=frozenset(Part)))
    assert workbook(made).sheetnames == ["Result", "Dimensions", "Elements", "Answers", "About"]


def test_nothing_in_it_reckons_or_leads_anywhere(told, manager):
    put(told, "D1.1", Item.COMMENT, value="=cmd|' /C calc'!A0")
    put(told, "D1.2", Item.COMMENT, value="\x00\x0b_x0041_" * 6_000)
    put(told, "D2.1", Item.COMMENT, value="\n".join("+1+1" for _line in range(3_000)))
    put(told, "D3.1", Item.COMMENT, value="@" + "x" * 100_000)
    told.title = "=1+1"
    made = workbook_of(source(told, manager, Kind.FULL))
    found = parts(made)
    sheets = [part for name, part in found.items() if name.startswith("xl/worksheets/")]
    assert not [one for one in sheets if b"<f>" in one or b"<f " in one or b"hyperlink" in one]
    said = {row["Code"]: row["Text"] for row in table(made, "Comments")}
    assert said["D1.1"] == "=cmd|' /C calc'!A0"
    assert len(said["D3.1"]) == 32_767
    assert said["D1.2"].startswith("_x005F_x0041_")  # as workbooks write what looks like one of their own signs
    assert len(said["D1.2"]) <= 32_767


def test_the_same_source_gives_the_same_bytes(told, manager, made):
    assert workbook_of(source(told, manager, Kind.FULL)) == made


def test_properties_and_print(told, manager):
    approved = approve(told, manager)
    made = workbook_of(source(approved, manager, Kind.FULL, paper=Paper.LETTER))
    book = workbook(made)
    assert (book.properties.title, book.properties.creator) == (
        "Full maturity report: Harbour Bank · 2026 self-assessment",
        "Harbour Bank",
    )
    assert book.properties.created == approved.approved_at.replace(tzinfo=None, microsecond=0)
    assert {sheet.page_setup.paperSize for sheet in book} == {1}
    assert all(sheet.print_title_rows and sheet.auto_filter.ref for sheet in book)
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}


def test_figures_stand_at_the_right_and_no_text_runs_into_them(told, manager):
    put(told, "D1.1", Item.COMMENT, value="قال العملاء")
    book = workbook(workbook_of(source(told, manager, Kind.FULL)))
    sheet = book["Dimensions"]
    top = int(sheet.freeze_panes[1:]) - 1
    looks = {cell.value: (cell.alignment.horizontal, cell.alignment.indent) for cell in sheet[top]}
    assert (looks["Points"], looks["Level"]) == (("right", 2), ("left", 1))
    row = {sheet.cell(top, cell.column).value: cell.alignment for cell in sheet[top + 1]}
    assert (row["Points"].horizontal, row["Level"].horizontal, row["Level"].indent) == (None, "left", 1)
    said = next(cell for row in book["Comments"].iter_rows() for cell in row if cell.value == "قال العملاء")
    assert (said.alignment.horizontal, said.alignment.readingOrder) == ("right", 2)
    assert sheet.row_dimensions[1].height > 20
