from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.models import Assessment
from assessments.scoring import score
from assessments.workflow import Mode
from comparisons.trend import Line, Value, _value, movement_between, trend_of
from tests.assessments.versions import changed_definition
from tests.definitions import tiny_definition
from tests.factories import make_version
from tests.pages import headings, link_targets, text_of


def url(assessment, name="trend-detail", *more):
    return reverse(f"comparisons:{name}", args=[assessment.uuid, *more])


def seen(assessment, user):
    return Assessment.objects.visible_to(user).get(pk=assessment.pk)


@pytest.fixture
def three(cycle):
    """25 %, 50 % and 75 % in the ratings, 50 % in every objective."""
    return [cycle("2024", 2, days=800), cycle("2025", 3, days=400), cycle("2026", 4, approved=False)]


def test_first_cycle_has_no_line_yet(as_manager, cycle):
    response = as_manager.get(url(cycle("2026", 3)))
    assert headings(response) == ["Over time"]
    assert "This is the first cycle" in text_of(response)
    assert reverse("assessments:assessment-create", args=["harbour-bank"]) in link_targets(response)


def test_page_shows_the_cycles_and_takes_the_last_change_apart(as_manager, three):
    text = text_of(as_manager.get(url(three[2])))
    assert "2024 32.5 %" in text
    assert "2025 50.0 %" in text
    assert "2026 67.5 % so far" in text
    assert "2 Developing 3 Defined 4 Managed 5 Optimising 2024 32.5 %" in text
    assert "From 2025 to 2026 the total went from 50 to 68 points" in text
    assert "Answers ▲ +17.50" in text
    assert "Scope = 0.00" in text


def test_other_two_cycles_can_be_chosen_in_any_order(as_manager, three):
    response = as_manager.get(url(three[2]), {"from": str(three[2].uuid), "to": str(three[0].uuid)})
    assert "From 2024 to 2026" in text_of(response)
    assert as_manager.get(url(three[2]), {"from": "nonsense"}).status_code == 404


def test_lines_keep_to_the_unit_and_to_what_was_started_before(cycle, organisation, manager):
    retail = organisation.units.create(name="Retail")
    whole, unit = cycle("2024", 2, days=800), cycle("2024 Retail", 3, unit=retail, days=700)
    later, last = cycle("2025", 4, days=300), cycle("2025 Retail", 5, unit=retail, days=200)
    assert [one.label for one in trend_of(seen(last, manager), manager).cycles] == [unit.title, last.title]
    assert [one.label for one in trend_of(seen(later, manager), manager).cycles] == [whole.title, later.title]
    assert [one.label for one in trend_of(seen(unit, manager), manager).cycles] == [unit.title]


def test_assessor_sees_the_cycles_that_they_were_assigned_to(cycle, assessor):
    first, last = cycle("2024", 2, days=800), cycle("2025", 3)
    first.assignments.all().delete()
    assert [one.label for one in trend_of(seen(last, assessor), assessor).cycles] == ["2025"]


@pytest.fixture
def broken(cycle):
    """A cycle under version 1.0 and one under 1.1, in which elements went, came and changed."""
    first = cycle("2024", 3, days=800)
    return first, cycle("2025", 3, of=make_version(changed_definition()))


def test_break_is_marked_and_the_earlier_cycle_restated(broken, manager):
    trend = trend_of(seen(broken[1], manager), manager)
    assert [(before.label, after.label) for before, after in trend.breaks] == [("2024", "2025")]
    assert trend.total.values[0].percent == Decimal("50.0")
    assert trend.total.values[0].restated == trend.restated[0].total.percent != Decimal("50.0")
    assert trend.total.values[1].restated is None
    assert trend.total.drawing.paths == ()
    by_code = {line.code: line for line in trend.elements}
    assert by_code["D2.2"].values[0].percent is None


def test_movement_across_a_break_is_told_apart_and_adds_up(broken, manager):
    """The same ratings everywhere: whatever moved is the framework's doing, for what is new is answered alike."""
    cycles = trend_of(seen(broken[1], manager), manager).cycles
    moved = movement_between(*cycles)
    assert (moved.before, moved.after) == (50, 50)
    assert moved.framework + moved.scope + moved.answers == moved.change == 0
    assert moved.answers == 0


def test_break_is_said_on_the_page_and_in_the_file(as_manager, broken):
    words = "The framework changed from version 1.0 to 1.1 between 2024 and 2025"
    assert words in text_of(as_manager.get(url(broken[1])))
    document = as_manager.get(url(broken[1], "trend-table", "json")).json()
    assert document["notes"] == [f"{words}."]
    assert document["rows"][0]["percent_1"] == "50.0"


@pytest.mark.parametrize("name", ["trend-table", "movement-table"])
def test_files_hold_what_the_page_shows(as_manager, three, name):
    response = as_manager.get(url(three[2], name, "csv"))
    assert response.status_code == 200
    assert "Total" in response.content.decode("utf-8-sig")
    assert as_manager.get(url(three[2], name, "doc")).status_code == 404


def test_incomplete_cycle_has_a_point_but_nothing_is_taken_apart(as_manager, three):
    answer = three[2].answers.filter(element="D1.1", item="1")
    answer.update(value="")
    Assessment.objects.filter(pk=three[2].pk).update(complete=False)
    scores = three[2].element_scores
    scores["D1.1"]["complete"] = False
    Assessment.objects.filter(pk=three[2].pk).update(element_scores=scores)
    text = text_of(as_manager.get(url(three[2])))
    assert "From 2024 to 2025" in text


def test_nothing_shows_while_everybody_scores_alone(as_manager, three):
    Assessment.objects.filter(pk=three[2].pk).update(mode=Mode.INDEPENDENT)
    assert "67.5" not in as_manager.get(url(three[2])).content.decode()
    for name in ("trend-table", "movement-table"):
        assert as_manager.get(url(three[2], name, "json")).status_code == 404


def test_number_of_cycles_costs_nothing(as_manager, cycle, django_assert_num_queries):
    cycle("2023", 2, days=1200)
    last = cycle("2026", 4)
    as_manager.get(url(last))
    with django_assert_num_queries(5):  # session, person, assessment, approvals, answers
        as_manager.get(url(last))
    cycle("2024", 2, days=800)
    cycle("2025", 3, days=400)
    with django_assert_num_queries(5):
        as_manager.get(url(last))


def test_page_leads_to_the_comparison_and_the_elements(as_manager, three):
    targets = link_targets(as_manager.get(url(three[2])))
    assert f"{reverse('comparisons:comparison-detail')}?of={three[2].uuid}" in targets
    assert reverse("assessments:element-score", args=[three[2].uuid, "D3.1"]) in targets


def test_change_is_since_the_cycle_before_and_like_for_like():
    def line(*values):
        known = [None if one is None else Value(*(None if x is None else Decimal(x) for x in one)) for one in values]
        return Line("", "", "total", tuple(known), ()).change

    assert line(("10.0", "10", None), ("32.5", "32.5", None), ("40.0", "40", None)) == Decimal("7.5")
    assert line(("32.5", "32.5", "35.0"), ("40.0", "40", None)) == Decimal("5.0")
    assert [line(("32.5", "32.5", None)), line(None, ("40.0", "40", None))] == [None, None]
    assert line((None, None, None), ("40.0", "40", None)) is None
    assert line(("40.0", "40", None), (None, None, None)) is None


def test_what_has_no_score_or_no_answer_has_no_value():
    element = score(tiny_definition(), {}).elements["D1.1"]
    assert _value(None, None) is None
    assert _value(None, Decimal(5)) == Value(None, None, Decimal(5))
    assert _value(element, None) == Value(None, None, None)


def test_movement_is_a_file_only_where_two_cycles_can_be_set_against_each_other(as_manager, cycle):
    assert as_manager.get(url(cycle("2026", 3), "movement-table", "json")).status_code == 404
