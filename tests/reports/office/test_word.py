"""The Word documents: styles, tables, fields, language, pictures and what they say."""

import datetime
from dataclasses import replace

import pytest
from django.utils.translation import override

from assessments.actions.workflow import reopen_assessment
from assessments.models import Item
from plans.actions.actions import add_action
from plans.models import Action, Status
from reports.kinds import Kind, Paper, Part
from reports.office.content import Content
from reports.office.sayings import due_words
from reports.office.slides.deck import slides_of
from reports.office.word.documents import full_of, summary_of
from reports.office.word.tables import Grid, Row, cell
from reports.office.workbook import workbook_of
from reports.options import all_of
from reports.reading import source_of
from reports.source import Stamp
from reports.style import PLAIN
from tests.plans.making import given
from tests.reports.office.files import W, document, paragraphs, parts, texts
from tests.reports.office.marks import bare
from tests.reports.office.stories import COMMENT, HOUSE, REASON, approve, logo, put, source, weaken

pytestmark = [pytest.mark.sqlite]
NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


@pytest.fixture
def full(request, made_once, db) -> bytes:
    """The full report, made by the first test that asks for it."""
    return made_once(request, full_of, Kind.FULL)


def tables(data: bytes, words: str = ""):
    return [one for one in document(data).tables if words in (_caption(one) or "")]


def _caption(table) -> str | None:
    found = table._tbl.tblPr.find(f"{W}tblCaption")
    return found.get(f"{W}val") if found is not None else None


def cells(table) -> list[list[str]]:
    return [[one.text for one in row.cells] for row in table.rows]


def test_the_report_says_everything_in_its_order(full):
    assert paragraphs(full, "Heading 1") == [
        "Foreword",
        "Summary",
        "All elements at a glance",
        *("Dimension D1", "Dimension D2", "Dimension D3"),
        "Enablers",
        "Target and plan",
        "How the points are made",
        "Evidence",
        "Annex: why 50.00",
        "About this report",
    ]
    assert paragraphs(full, "Title") == ["Harbour Bank"]
    assert paragraphs(full, "Figure Number") == ["50 of 100"]
    assert paragraphs(full, "Standing")[0].startswith("3 Defined · 50.0")


def test_figures_are_those_of_the_scoring_module(full, told):
    rows = cells(tables(full, "The dimensions with their points")[0])
    assert [row[:3] for row in rows] == [
        ["Dimension", "Points", "Percent"],
        ["Dimension D1", "10.00 of 20", "50.0\u00a0%"],
        ["Dimension D2", "10.00 of 20", "50.0\u00a0%"],
        ["Category A", "20.00 of 40", "50.0\u00a0%"],
        ["Dimension D3", "30.00 of 60", "50.0\u00a0%"],
        ["Category P", "30.00 of 60", "50.0\u00a0%"],
    ]
    assert cells(tables(full, "The target by dimension")[0])[0][0] == "Dimension"
    assert cells(tables(full, "The actions in the order")[0])[1][0] == "Map the journeys"


def test_the_ledger_gives_the_total(full):
    rows = cells(tables(full, "From the dimensions to the total")[0])
    assert [row[-1] for row in rows[1:]] == ["20.00", "30.00", "50.00", "Defined"]


def test_every_table_has_our_style_a_name_and_a_head_that_is_repeated(full):
    for table in tables(full):
        assert (table.style.name, bool(_caption(table))) == ("Report Table", True)
        if table._tbl.tblPr.find(f"{W}tblLook").get(f"{W}firstRow") == "1":
            assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    assert sum(one.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None for one in tables(full)) > 12
    rows = [row for table in tables(full) for row in table.rows]
    assert all(row._tr.trPr is not None and row._tr.trPr.find(f"{W}cantSplit") is not None for row in rows)


def test_only_our_styles_are_there_and_every_paragraph_has_one_of_them(full):
    made = document(full)
    known = {style.style_id for style in made.styles}
    used = {one.get(f"{W}val") for one in made.element.iter(f"{W}pStyle")}
    assert used <= known
    assert {"Title", "Heading1", "Heading2", "OwnHeading", "BodyText", "Caption", "ListBullet", "ListNumber"} <= known
    assert len(known) < 40
    heading = made.styles["Heading 1"]
    assert (heading.font.bold, str(heading.font.color.rgb), heading.paragraph_format.keep_with_next) == (
        True,
        "7A1F5C",
        True,
    )


def test_the_heat_map_is_coloured_and_says_its_numbers(full):
    table = tables(full, "Heat map")[0]
    assert cells(table)[1] == [
        "Dimension D1",
        "D1.1 · 3\nElement D1.1\n50.0\u00a0%",
        "D1.2 · 3\nElement D1.2\n50.0\u00a0%",
    ]
    assert [one.text for one in table.rows[0].cells] == ["Dimension", "Elements", "Elements"]
    fills = [one.get(f"{W}fill") for one in table._tbl.iter(f"{W}shd")]
    assert fills == ["8396BC"] * 4


def test_contents_are_filled_and_lead_to_the_headings(full):
    body = document(full).element.body
    entries = [one for one in body.iter(f"{W}hyperlink") if one.get(f"{W}anchor")]
    bookmarks = {one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")}
    assert {one.get(f"{W}anchor") for one in entries} <= bookmarks
    said = ["".join(text.text for text in one.iter(f"{W}t") if text.text) for one in entries]
    assert said[:3] == ["Foreword", "Summary", "The result"]
    assert "D1.1 Element D1.1" in said
    codes = [one.text.strip() for one in body.iter(f"{W}instrText")]
    assert codes[0] == 'TOC \\o "1-2" \\h \\z'
    assert sum(code.startswith("PAGEREF") for code in codes) == len(entries)
    assert not [one for one in body.iter(f"{W}tab") if one.get(f"{W}leader")]  # they would lead to no number
    settings = parts(full)["word/settings.xml"].decode()
    assert 'w:updateFields w:val="true"' in settings


def test_head_and_foot_have_fields_and_the_house_line(full):
    section = document(full).sections[0]
    assert section.different_first_page_header_footer
    foot = section.footer._element
    codes = [one.text.strip() for one in foot.iter(f"{W}instrText")]
    assert codes == ["PAGE", "NUMPAGES"]
    assert "For the board alone" in section.footer.paragraphs[0].text
    assert section.header.paragraphs[0].text.startswith("Harbour Bank · 2026 self-assessment · Provisional")
    assert [one.text.strip() for one in section.header._element.iter(f"{W}instrText")] == ["STYLEREF 1"]


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (210, 297)), (Paper.LETTER, (216, 279))])
def test_paper(told, manager, paper, size):
    section = document(summary_of(source(told, manager, Kind.SUMMARY, paper=paper))).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size


def test_pictures_say_what_they_show(full):
    shown = document(full).inline_shapes
    words = [one._inline.docPr.get("descr") for one in shown]
    assert words[0] == "Logo of Harbour Bank"
    assert all("Dimension D1: 10.00 of 20" in one for one in words[1:])
    assert len({one._inline.docPr.get("id") for one in shown}) == len(words) == 2


def test_language_and_properties(full):
    made = document(full)
    language = next(made.styles.element.iter(f"{W}lang"))
    assert language.get(f"{W}val") == "en-GB"
    properties = made.core_properties
    assert (properties.title, properties.author, properties.comments) == (
        "Full maturity report: Harbour Bank · 2026 self-assessment",
        "Harbour Bank",
        "",
    )
    assert "python-docx" not in texts(full)
    assert not [name for name in parts(full) if "customXml" in name or "thumbnail" in name]


def test_the_faces_name_what_stands_in_for_them(full):
    found = parts(full)
    assert b'w:altName w:val="Arial"' in found["word/fontTable.xml"]
    theme = found["word/theme/theme1.xml"].decode()
    assert '<a:latin typeface="IBM Plex Sans"' in theme
    assert '<a:accent1><a:srgbClr val="7A1F5C"/>' in theme


def test_the_managers_words_keep_their_formatting(full):
    made = document(full)
    assert paragraphs(full, "Quote") == ["We meant it."]
    assert paragraphs(full, "List Bullet") == ["Complaints", "Surveys"]
    assert paragraphs(full, "List Number")[:2] == ["first", "second"]
    bold = [run.text for one in made.paragraphs if one.text == "We gained." for run in one.runs if run.bold]
    assert bold == ["gained"]
    targets = [one.target_ref for one in made.part.rels.values() if one.is_external]
    assert targets == ["https://example.org/programme"]


def test_arabic_runs_from_right_to_left(full):
    arabic = next(one for one in document(full).paragraphs if one.text == "مرحبا بكم")
    assert arabic._p.pPr.find(f"{W}bidi") is not None
    assert arabic.runs[0]._r.rPr.find(f"{W}rtl") is not None


def test_without_comments_nobodys_words_are_in_it(told, manager):
    silent = texts(full_of(source(told, manager, Kind.FULL, leave=frozenset({Part.COMMENTS}))))
    spoken = texts(full_of(source(told, manager, Kind.FULL)))
    for words in (COMMENT.split("\n")[1], REASON):
        assert (words in spoken, words in silent) == (True, False)
    assert "They showed the board minutes." not in spoken


def test_parts_that_were_not_chosen_are_not_there(told, manager, full):
    without = full_of(source(told, manager, Kind.FULL, leave=frozenset(Part)))
    assert paragraphs(without, "Heading 1") == ["Summary", "About this report"]
    assert len(paragraphs(full, "Heading 1")) == 12
    assert "We gained." not in texts(without)


def test_the_same_source_gives_the_same_bytes(told, manager, full):
    assert full_of(source(told, manager, Kind.FULL)) == full


def test_a_file_that_can_be_changed_bears_no_number_that_could_be_verified(told, manager):
    approved = source(approve(told, manager), manager, Kind.FULL)
    stamp = Stamp("HARBOUR-BANK-2026-004", 2, "7K3M-Q9TD-2XVB", "https://cxm.example/verify/", NOON, 1, "0" * 64)
    for write in (full_of, slides_of, workbook_of):
        made = write(replace(approved, stamp=stamp))
        assert (stamp.number in texts(made), stamp.code in texts(made)) == (False, False)


def test_what_was_approved_is_told_as_it_was(told, manager):
    approved = approve(told, manager)
    made = summary_of(source(approved, manager, Kind.SUMMARY))
    put(approved, "D1.1", "1", value="5")
    assert summary_of(source(approved, manager, Kind.SUMMARY)) == made
    assert "Provisional" not in texts(made)
    assert document(made).core_properties.created == approved.approved_at.replace(microsecond=0)


def test_the_summary_looks_ahead(told, manager):
    made = summary_of(source(told, manager, Kind.SUMMARY))
    ahead = paragraphs(made, "List Bullet")[-3:]
    assert ahead[1] == "Target: 60 of 100 points (4 Managed); 10 points to go."
    assert ahead[2].startswith("1 action is planned. With it the total would be ")
    assert "instrText" not in str(document(made).element.body.xml)
    (due,) = tables(made, "What is due next, with the points that each action adds")
    assert cells(due)[1][:3] == ["Map the journeys", "", "31 May 2027"]


def test_what_is_overdue_is_said_to_be(told, manager):
    add_action(assessment_uuid=told.uuid, given=given("Late", due=datetime.date(2020, 1, 2)), by=manager)
    late, soon = Content(source(told, manager, Kind.SUMMARY)).next_actions
    assert [due_words(late), due_words(soon)] == ["2 January 2020, overdue", "31 May 2027"]
    Action.objects.update(status=Status.BLOCKED)
    assert due_words(Content(source(told, manager, Kind.SUMMARY)).next_actions[1]) == "31 May 2027 · Blocked"


def test_of_a_reopened_approval_no_target_and_no_plan_is_told(told, manager):
    content = Content(source(approve(told, manager), manager, Kind.FULL))
    assert (content.target is None, content.plan is None) == (False, False)
    reopen_assessment(assessment_uuid=told.uuid, reason="New figures", by=manager)
    told.refresh_from_db()
    options = all_of(Kind.FULL)
    content = Content(source_of(told, kind=Kind.FULL, options=options, reader=manager, revision=1))
    assert (content.target, content.goals, content.plan, content.next_actions) == (None, None, None, ())


def test_evidence_is_named_as_it_is_in_print(full):
    (listed,) = tables(full, "The evidence, and")
    assert cells(listed)[1:] == [["Programme charter", "Link", "D1.1", ""], ["Seen on site", "Note", "D2.1", ""]]


def test_a_code_in_the_annex_has_its_statement(full):
    assert "D1.1/1  The organisation does 1 of D1.1." in [row[0] for row in cells(tables(full, "Dimension D1")[0])]


def test_without_a_house_style_it_is_the_products_own(told, manager):
    made = document(summary_of(source(told, manager, Kind.SUMMARY, style=PLAIN)))
    assert str(made.styles["Title"].font.color.rgb) == "16202B"
    assert len(made.inline_shapes) == 1


def test_hostile_words_give_a_document_that_opens(told, manager):
    put(told, "D1.1", Item.COMMENT, value="\x00\x0b\ufffe<w:p>&amp; ]]> " + "ب" * 100_000)
    put(told, "D2.1", Item.COMMENT, value="\n".join(f"=cmd|' /C calc'!A{number}" for number in range(3_000)))
    put(told, "D1.1", "1", reason="x" * 100_000)
    words = replace(source(told, manager, Kind.FULL).words, foreword="- " * 400 + "<script>alert(1)</script>" + "\x07")
    made = full_of(source(told, manager, Kind.FULL, words=words, style=replace(HOUSE, footer="\x01 & <b>")))
    assert len(paragraphs(made, "Note Text")) == 3_001
    assert "<w:p>&amp; ]]> " in texts(made)
    long = next(row for table in tables(made, "Answers to D1.1") for row in table.rows if "xxx" in row.cells[1].text)
    assert long._tr.trPr is None


def test_a_page_that_is_read_from_right_to_left_is_laid_out_so(told, manager):
    with override("ar"):
        made = document(summary_of(source(told, manager, Kind.SUMMARY)))
    assert made.sections[0]._sectPr.find(f"{W}bidi") is not None
    assert all(one._tbl.tblPr.find(f"{W}bidiVisual") is not None for one in made.tables)
    assert next(made.styles.element.iter(f"{W}lang")).get(f"{W}val") == "ar"


def test_parts_of_properties_stand_in_the_order_of_the_schema(full):
    order = ["pStyle", "keepNext", "numPr", "pBdr", "shd", "tabs", "bidi", "spacing", "ind", "jc", "outlineLvl"]
    for marks in document(full).element.body.iter(f"{W}pPr"):
        names = [bare(one) for one in marks if bare(one) in order]
        assert names == sorted(names, key=order.index)


def test_a_row_with_a_cell_too_few_is_refused():
    with pytest.raises(ValueError, match="every row needs 2 cells"):
        Grid(["A", "B"], [Row((cell("one"),))], [1, 1], "Short")


def test_a_small_table_stays_whole_and_no_row_of_a_long_one_is_left_alone(full):
    def held(table) -> list[bool]:
        return [row._tr.find(f".//{W}keepNext") is not None for row in table.rows][1:]

    small = tables(full, "The target by dimension")[0]
    long = next(one for one in tables(full) if len(one.rows) > 8)
    assert held(small) == [True, True, False]
    assert (held(long)[0], held(long)[-3:], any(held(long)[1:-2])) == (True, [False, True, False], False)


def test_the_weakest_link_is_told_once_something_rests_on_the_stronger(told, manager, assessor, full):
    assert "The weakest link" in paragraphs(full, "Heading 2")
    assert not tables(full, "The weakest element of each dimension")
    made = full_of(source(weaken(told, "D1.2", assessor), manager, Kind.FULL))
    assert [row[1] for row in cells(tables(made, "The weakest element of each dimension")[0])][1:] == [
        "D1.2 Element D1.2",
        "D2.1 Element D2.1",
        "D3.1 Element D3.1",
    ]
    assert "stronger elements alone." in "\n".join(one.text for one in document(made).paragraphs)


def test_headings_in_the_managers_words_are_a_level_below_the_chapter_and_not_in_the_contents(told, manager):
    words = replace(source(told, manager, Kind.FULL).words, summary="# One\n\n## Two\n\n### Three\n\ntext")
    made = full_of(source(told, manager, Kind.FULL, words=words))
    assert (paragraphs(made, "Own Heading"), paragraphs(made, "Own Subheading")) == (["One"], ["Two", "Three"])
    assert "One" not in paragraphs(made, "toc 2")


@pytest.mark.parametrize(("size", "high"), [((400, 400), 22), ((2400, 100), 3), ((60, 30), 8)])
def test_a_logo_is_no_larger_than_a_letterhead_has_it(told, manager, size, high):
    style = replace(HOUSE, logo=logo(size), logo_width=size[0], logo_height=size[1])
    made = document(summary_of(source(told, manager, Kind.SUMMARY, style=style)))
    shape = made.inline_shapes[0]
    assert round(shape.height.mm) in {high - 1, high}
    assert shape.width.mm <= 56
    assert round(shape.width / shape.height, 1) == round(size[0] / size[1], 1)


def test_a_long_name_is_smaller_on_the_cover_and_cut_in_the_running_head(told, manager):
    told.organisation.name = "Gesellschaft für Rechtsschutzversicherungsangelegenheiten in Norddeutschland"
    told.organisation.save()
    made = document(full_of(source(told, manager, Kind.FULL)))
    assert made.styles["Title"].font.size.pt == 20
    head = made.sections[0].header.paragraphs[0].text
    assert "…" in head
    assert len(head) < 85
    assert head.rstrip("\t").endswith("Provisional")
