"""The comparison as pages: cycles and units side by side, like for like, and no figures that are not the reader's."""

from decimal import Decimal
from uuid import uuid4

import pytest

from assessments.actions.workflow import reopen_assessment
from comparisons.trend import movement_between, trend_of
from organisations.models import Unit
from press.press import Press
from reports.documents.comparison import paper_of
from reports.failures import NotMadeError
from reports.kinds import Kind
from reports.making import manuscript_of
from tests.assessments.rounds import make_round
from tests.definitions import tiny_definition
from tests.factories import make_organisation, make_user, make_version
from tests.press.checkers import complaints
from tests.reports.documents.printing import heading_jumps, headless_tables, source, words
from tests.reports.issuing import comment


@pytest.fixture
def two(cycle):
    """2025 with every rating 2, 32.5 of 100; 2026 with every rating 4, 67.5 of 100."""
    return cycle("2025", 2, days=400), cycle("2026", 4, days=10, approved=False)


def compared(assessment, reader, **choices):
    return paper_of(source(Kind.COMPARISON, assessment, reader, **choices))


def refused(assessment, reader, **choices) -> str:
    with pytest.raises(NotMadeError) as refusal:
        compared(assessment, reader, **choices)
    return refusal.value.code


def test_without_others_chosen_it_is_with_the_last_cycle(two, manager):
    before, now = two
    paper = compared(now, manager)
    assert [one.assessment.pk for one in paper.columns] == [now.pk, before.pk]
    assert paper.are_cycles
    (change,) = paper.total.changes
    assert (change.percent, change.points) == (Decimal("35.0"), Decimal("35.00"))
    assert [line.changes[0].points for line in paper.dimensions] == [Decimal("7.00"), Decimal("7.00"), Decimal("21.00")]


def test_its_figures_are_those_of_the_page_over_time(two, manager):
    _before, now = two
    source_now = source(Kind.COMPARISON, now, manager)
    shown, paper = trend_of(source_now.assessment, manager), paper_of(source_now)
    lines = {line.code: line for line in shown.elements}
    for line in paper.elements:
        assert [figure.percent for figure in line.figures] == [one.percent for one in reversed(lines[line.code].values)]
        assert line.changes[0].percent == lines[line.code].change
    assert paper.moved[0].movement == movement_between(*shown.cycles)


def test_what_moved_and_why_is_said_with_its_sign(two, manager):
    text = words(source(Kind.COMPARISON, two[1], manager))
    assert "From 2025 to 2026 the total went from 33 to 68 points." in text
    assert "D3.1 Element D3.1 19.50 40.50 +21.00 0.00 0.00 +21.00" in text


def test_whose_change_it_is_and_which_level_a_line_is_is_said(two, manager):
    text = words(source(Kind.COMPARISON, two[1], manager))
    assert "Level A since then" in text
    assert "2 Developing 3 Defined 4 Managed 5 Optimising" in text


def test_a_fall_has_its_sign_too(cycle, manager):
    cycle("2025", 4, days=400)
    now = cycle("2026", 2, days=10)
    assert "−35.0" in words(source(Kind.COMPARISON, now, manager))


def test_it_is_provisional_as_long_as_one_of_them_is(cycle, manager):
    cycle("2024", 2, days=800)
    approved = cycle("2025", 2, days=400)
    going_on = cycle("2026", 4, days=10, approved=False)
    assert compared(approved, manager).frame.state == ""
    assert compared(approved, manager, against=[going_on]).frame.state == "Provisional"


def test_units_are_set_side_by_side_without_a_movement(cycle, organisation, manager):
    units = [Unit.objects.create(organisation=organisation, name=name) for name in ("Branches", "Cards", "Loans")]
    first, *others = [
        cycle(unit.name, rating, unit=unit, days=5) for unit, rating in zip(units, (3, 2, 5), strict=True)
    ]
    paper = compared(first, manager, against=others)
    assert (paper.moved, paper.trend, paper.is_pair) == ((), None, False)
    assert [one and str(one.percent) for one in paper.total.changes] == ["17.5", "-35.0"]
    assert [one.letter for one in paper.columns] == ["A", "B", "C"]
    text = words(source(Kind.COMPARISON, first, manager, against=others))
    assert "Harbour Bank · Cards" in text
    assert "What moved" not in text


def test_another_version_is_compared_like_for_like(cycle, version, manager):
    halves = tiny_definition(version="2.0", indicators_share=Decimal(50), objective_share=Decimal(50))
    cycle("2025", 2, days=400)
    now = cycle("2026", 4, days=10, of=make_version(halves))
    paper = compared(now, manager)
    # In halves 2025 is worth 0.5 × 25 + 0.5 × 50 = 37.5 instead of 32.5, and 2026 0.5 × 75 + 0.5 × 50 = 62.5
    assert [str(one.percent) for one in paper.total.figures] == ["62.5", "32.5"]
    assert str(paper.total.figures[1].like) == "37.5"
    assert str(paper.total.changes[0].percent) == "25.0"
    text = words(source(Kind.COMPARISON, now, manager))
    assert "Differences are like for like: the other answers as they are worth under version 2.0." in text
    assert "32.5 (37.5)" in text


def test_of_another_framework_there_are_the_totals_alone(cycle, manager):
    now = cycle("2026", 4, days=10)
    other = cycle("Small", 4, of=make_version(tiny_definition(framework="small", title="Small")))
    paper = compared(now, manager, against=[other])
    assert (paper.dimensions, paper.elements, paper.words, paper.moved) == ((), (), (), ())
    assert paper.total.changes == (None,)
    assert "These results were scored with different frameworks." in words(
        source(Kind.COMPARISON, now, manager, against=[other])
    )


def test_what_was_reopened_is_compared_as_it_was_approved(cycle, manager, assessor):
    before = cycle("2025", 2, days=400)
    now = cycle("2026", 4, days=10)
    reopen_assessment(assessment_uuid=before.uuid, reason="A branch was forgotten.", by=manager)
    comment(before, "D1.1", "Not approved by anybody.", by=assessor)
    for choice in ((), (before,)):
        page = manuscript_of(source(Kind.COMPARISON, now, manager, against=choice)).html
        assert "Not approved by anybody." not in page


def test_comments_are_in_it_only_where_they_are_asked_for(cycle, manager, assessor):
    cycle("2025", 2, days=400)
    now = cycle("2026", 4, days=10, approved=False)
    comment(now, "D1.1", "They showed us the new desk.", by=assessor)
    assert "D1.1 Element D1.1 A They showed us the new desk." in words(source(Kind.COMPARISON, now, manager))
    assert "They showed us the new desk." not in manuscript_of(source(Kind.COMPARISON, now, manager, parts=())).html


def test_without_an_earlier_cycle_there_is_nothing(cycle, manager):
    assert refused(cycle("2026", 4), manager) == "nothing"


def test_nobody_compares_with_what_they_may_not_see(two, other_assessment, manager):
    assert refused(two[1], manager, against=[two[0], other_assessment]) == "gone"
    assert refused(two[1], manager, against=[uuid4()]) == "gone"


def test_who_lost_the_right_to_the_last_cycle_is_shown_none(two, organisation, assessor, manager):
    two[0].assignments.all().delete()
    assert refused(two[1], assessor) == "nothing"
    assert len(compared(two[1], manager).columns) == 2


def test_nothing_is_told_of_a_round_in_which_everybody_scores_alone(two, organisation, version, manager, assessor):
    blind = make_round(organisation, version, by=manager, assessors=[assessor])
    assert refused(two[1], manager, against=[blind]) == "blind"
    assert refused(blind, manager, against=[two[0]]) == "blind"


def test_one_chosen_twice_or_itself_stands_once(two, manager):
    before, now = two
    assert len(compared(now, manager, against=[before, now, before]).columns) == 2
    assert refused(now, manager, against=[now]) == "nothing"


def test_another_organisation_is_compared_where_the_reader_sees_both(two, version, manager):
    theirs = make_organisation("Quiet Clinic", managers=[manager, make_user("Sami Stranger")])
    other = make_round(theirs, version, by=manager, assessors=[])
    paper = compared(two[1], manager, against=[other])
    assert not paper.are_cycles


def test_more_cycles_cost_the_same_for_each(cycle, manager, django_assert_num_queries):
    others = [cycle(str(year), 2, days=2000 - year + 400) for year in (2021, 2022, 2023)]
    now = cycle("2026", 4, days=10)
    made_from = source(Kind.COMPARISON, now, manager, against=others[:1])
    with django_assert_num_queries(2):
        manuscript_of(made_from)
    made_from = source(Kind.COMPARISON, now, manager, against=others)
    with django_assert_num_queries(6):
        manuscript_of(made_from)


def test_whoever_listens_to_it_misses_nothing(two, manager):
    page = manuscript_of(source(Kind.COMPARISON, two[1], manager)).html
    assert headless_tables(page) == []
    assert heading_jumps(page) == []
    assert page.count("<svg") == page.count("<title>") - 1  # the page's own


def test_the_pdf_is_tagged(two, manager, press: Press):
    assert complaints(press.render(manuscript_of(source(Kind.COMPARISON, two[1], manager)))) == []
