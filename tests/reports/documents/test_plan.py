"""The improvement plan as pages: the figures of the plan's own pages, and nothing that was not asked for."""

import datetime
import io
from decimal import Decimal

import pypdf
import pytest

from assessments.actions.approval import sign_off
from assessments.models import Assessment
from assessments.moves import Move
from charts.timeline import Quarter
from plans.actions.actions import add_action
from plans.actions.approval import approve_plan, reopen_plan
from plans.actions.reports import Report, add_note, attach_evidence, report_progress
from plans.models import Action, Plan, Status
from plans.reading import read_plan
from press.press import Press
from reports.documents.plan import paper_of
from reports.failures import NotMadeError
from reports.kinds import Kind, Part
from reports.making import manuscript_of
from targets.actions.targets import GivenTarget, set_target
from targets.asks import TOTAL, Ask, Scope
from tests.assessments.evidence import add_note as add_evidence_note
from tests.plans.making import given
from tests.press.checkers import complaints
from tests.reports.documents.printing import heading_jumps, headless_tables, source, words

RAISE_D3 = (Move("D3.1", "1", "4"), Move("D3.1", "2", "4"))
MAY, AUGUST = datetime.date(2027, 5, 31), datetime.date(2027, 8, 31)


def add(assessment: Assessment, by, title: str = "Map the journeys", **facts: object) -> Action:
    return add_action(assessment_uuid=assessment.uuid, given=given(title, **facts), by=by)


@pytest.fixture
def planned(rated, manager, assessor) -> Assessment:
    """D2.1 by May, D3.1 by August, one action without a day, and one that was dropped."""
    facts = {"owner": assessor, "sponsor": "The board", "cost": Decimal(1200), "currency": "EUR", "step": "T4"}
    add(rated, manager, start=datetime.date(2027, 1, 4), **facts)
    add(rated, manager, "Answer sooner", moves=RAISE_D3, due=AUGUST, function="operations", effort=Decimal("7.5"))
    add(rated, manager, "Tell the story", moves=(), due=None, function="")
    dropped = add(rated, manager, "Buy a system", moves=(), due=MAY)
    _report(rated, dropped, manager, Status.DROPPED, 0, "Too dear.")
    return rated


def _report(assessment, action, by, status, progress, text=""):
    now = Action.objects.get(pk=action.pk)
    report = Report(status, progress, text)
    report_progress(
        assessment_uuid=assessment.uuid, action_uuid=action.uuid, report=report, version=now.report_version, by=by
    )


def named(assessment, title) -> Action:
    return Action.objects.get(plan__assessment=assessment, title=title)


def test_its_figures_are_those_of_the_plans_own_page(planned, manager):
    paper = paper_of(source(Kind.PLAN, planned, manager))
    shown = read_plan(planned)
    assert paper.sheet.projection == shown.projection
    assert paper.marks == tuple(paper.marks)
    text = words(source(Kind.PLAN, planned, manager))
    for line in shown.projection.lines:
        assert f"+{line.alone} points alone, +{line.added} together" in text
        assert str(line.result.total.points) in text


def test_an_action_stands_in_its_quarter_with_all_that_was_agreed(planned, manager):
    text = words(source(Kind.PLAN, planned, manager))
    row = (
        "Q2 2027 then 39.50 2 Developing Map the journeys D2.1 Amal Assessor Marketing The board "
        "12 1,200 EUR 4 Jan 2027 31 May 2027 Planned 7.00 7.00"
    )
    assert row in text
    # D3.1 is worth 60; two of its four ratings from 25 % to 75 %: 60 × 0.7 × 0.25 = 10.5 points
    assert "Q3 2027 then 50.00 3 Defined Answer sooner D3.1" in text
    assert "No day yet then 50.00 3 Defined Tell the story" in text
    assert "Dropped Buy a system" in text


def test_the_sections_hold_every_action_once(planned, manager):
    sections = paper_of(source(Kind.PLAN, planned, manager)).sections
    assert [section.quarter for section in sections] == [Quarter(2027, 2), Quarter(2027, 3), None, None]
    assert sum(len(section.entries) for section in sections) == 4


def test_the_road_map_has_all_eight_steps_and_what_is_on_none(planned, manager):
    stages = paper_of(source(Kind.PLAN, planned, manager)).stages
    assert [stage.number for stage in stages] == [1, 2, 3, 4, 5, 6, 7, 8, 0]
    assert [entry.action.title for entry in stages[3].entries] == ["Map the journeys"]
    assert len(stages[-1].entries) == 3


def test_who_owns_what_is_the_matrix_of_the_page(planned, manager):
    text = words(source(Kind.PLAN, planned, manager))
    assert "Function Dimension D1 Dimension D2 Dimension D3 Elsewhere All" in text
    assert "Marketing – 1 12 days – – 1 12 days" in text


def test_the_drawing_goes_on_to_the_day_of_the_target(planned, manager):
    asked = GivenTarget(Scope.TOTAL, {TOTAL: Ask(points=Decimal(60))}, datetime.date(2028, 2, 1), "The board wants it.")
    set_target(assessment_uuid=planned.uuid, given=asked, by=manager)
    paper = paper_of(source(Kind.PLAN, planned, manager))
    assert (paper.quarters[-1], paper.lane_quarters[-1]) == (Quarter(2028, 1), Quarter(2027, 3))
    assert paper.climb is not None
    assert paper.climb.flag.endswith("Z")
    said = "The target is 60 points by 1 February 2028. As planned it is 50 by then: 10 points are still to be found."
    assert said in words(source(Kind.PLAN, planned, manager))


def test_notes_are_in_it_only_where_comments_are_asked_for(planned, manager):
    action = named(planned, "Map the journeys")
    add_note(assessment_uuid=planned.uuid, action_uuid=action.uuid, text="The branches want to come.", by=manager)
    with_words, without = (source(Kind.PLAN, planned, manager, parts=parts) for parts in (None, ()))
    assert "The branches want to come." in words(with_words)
    page = manuscript_of(without).html
    assert "The branches want to come." not in page
    assert "Too dear." not in page


def test_evidence_is_in_it_only_where_it_is_asked_for(planned, manager):
    action = named(planned, "Map the journeys")
    piece = add_evidence_note(planned, manager, title="Minutes of May")
    attach_evidence(assessment_uuid=planned.uuid, action_uuid=action.uuid, evidence_uuid=piece.uuid, by=manager)
    assert "Evidence Minutes of May (Note)" in words(source(Kind.PLAN, planned, manager))
    assert "Minutes of May" not in words(source(Kind.PLAN, planned, manager, parts=[Part.COMMENTS]))


def test_it_says_who_approved_it_and_why_it_was_reopened(planned, manager):
    assert "Draft of the plan, revision 1: not approved yet" in words(source(Kind.PLAN, planned, manager))
    plan = Plan.objects.get(assessment=planned)
    approve_plan(assessment_uuid=planned.uuid, version=plan.version, by=manager)
    approved = source(Kind.PLAN, planned, manager)
    assert "Plan approved by Mona Manager on" in words(approved)
    assert paper_of(approved).frame.state == ""
    reopen_plan(assessment_uuid=planned.uuid, reason="The budget was cut.", by=manager)
    assert "Plan reopened: The budget was cut." in words(source(Kind.PLAN, planned, manager))
    assert "The budget was cut." not in manuscript_of(source(Kind.PLAN, planned, manager, parts=())).html


def test_of_an_approved_assessment_it_starts_from_what_was_approved(planned, manager):
    before = read_plan(planned).projection.now.total.points
    sign_off(assessment_uuid=planned.uuid, by=manager)
    paper = paper_of(source(Kind.PLAN, planned, manager))
    assert paper.sheet.projection.now.total.points == before
    assert "The assessment was approved on" in words(source(Kind.PLAN, planned, manager))


def test_without_an_action_there_is_nothing_to_print(rated, manager):
    with pytest.raises(NotMadeError) as refused:
        manuscript_of(source(Kind.PLAN, rated, manager))
    assert refused.value.code == "nothing"


def test_more_actions_cost_no_more_queries(planned, manager, django_assert_num_queries):
    made_from = source(Kind.PLAN, planned, manager)
    with django_assert_num_queries(10):
        manuscript_of(made_from)
    for place in range(3):
        add(planned, manager, f"Further {place}", moves=(), due=AUGUST)
    made_from = source(Kind.PLAN, planned, manager)
    with django_assert_num_queries(10):
        manuscript_of(made_from)


def test_whoever_listens_to_it_misses_nothing(planned, manager):
    page = manuscript_of(source(Kind.PLAN, planned, manager)).html
    assert headless_tables(page) == []
    assert heading_jumps(page) == []
    assert page.count("<svg") == page.count("<title>") - 1  # the page's own


def test_hostile_words_are_words(rated, manager):
    title = '<img src="file:///etc/passwd">{{ 7|add:"7" }}'
    add(rated, manager, title)
    page = manuscript_of(source(Kind.PLAN, rated, manager)).html
    assert "&lt;img src=&quot;file:///etc/passwd&quot;&gt;" in page
    assert "<img src=&quot;file" not in page
    assert '<img src="file' not in page


def test_the_pdf_is_tagged_and_lies_on_its_long_side_where_a_table_needs_it(planned, manager, press: Press):
    pdf = press.render(manuscript_of(source(Kind.PLAN, planned, manager)))
    assert complaints(pdf) == []
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    wide = [page.mediabox.width > page.mediabox.height for page in pages]
    assert wide[:6] == [False, False, True, True, True, False]
