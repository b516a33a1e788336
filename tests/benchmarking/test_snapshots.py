"""Taking the figures of a quarter: whose assessments count, once a quarter, and what is stored."""

import datetime
from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.results import element_score_to_json
from assessments.scoring import ElementAnswers, score
from benchmarking.actions.snapshots import next_quarter, quarter_of, take_snapshot
from benchmarking.contributions import COUNTS_FOR, contributions
from benchmarking.models import BenchmarkGroup, BenchmarkSnapshot, Participation
from organisations.models import Unit
from tests.benchmarking.rows import NOW, make_approval, make_participants, make_participation
from tests.definitions import tiny_definition
from tests.factories import make_version

LATER = NOW + datetime.timedelta(days=100)


@pytest.fixture
def framework(version):
    return version.framework


def totals(framework):
    """The totals that count, by approval."""
    return sorted(scores["total"] for scores in contributions(framework, timezone.now()).values())


def half(version, rating):
    """The total, in percent, of who is rated alike throughout, every objective half achieved."""
    definition = version.definition()
    answers = {
        one.code: ElementAnswers({each.number: rating for each in one.indicators}, "partial" if one.objective else None)
        for one in definition.walk()
    }
    return score(definition, answers).total.percent


@pytest.mark.parametrize(("month", "quarter"), [(1, "2026-Q1"), (3, "2026-Q1"), (4, "2026-Q2"), (12, "2026-Q4")])
def test_quarter_of_a_day(month, quarter):
    assert quarter_of(datetime.date(2026, month, 28)) == quarter


@pytest.mark.parametrize(("day", "following"), [("2026-01-31", "2026-04-01"), ("2026-12-31", "2027-01-01")])
def test_quarter_after_a_day(day, following):
    assert next_quarter(datetime.date.fromisoformat(day)).isoformat() == following


def test_figures_know_whose_results_are_in_them(organisation, version, framework, manager):
    members = make_participants(version, by=manager, number=6)
    snapshot = take_snapshot(framework=framework, now=NOW)
    assert all(snapshot.has(one.pk) for one in members)
    assert not snapshot.has(organisation.pk)


def test_percentages_that_count_are_the_scoring_modules(organisation, version, framework, manager):
    make_participation(organisation, by=manager)
    make_approval(organisation, version, by=manager, ratings=4)
    assert totals(framework) == [half(version, 4)]
    (scores,) = contributions(framework, timezone.now()).values()
    assert scores.keys() == {"total", "D1", "D2", "D3", "D1.1", "D1.2", "D2.1", "D3.1"}


def test_who_does_not_take_part_does_not_count(organisation, version, framework, manager):
    make_approval(organisation, version, by=manager)
    assert totals(framework) == []


def test_newest_approval_counts(organisation, version, framework, manager):
    make_participation(organisation, by=manager)
    for days, rating in ((10, 2), (5, 5), (20, 3)):
        make_approval(organisation, version, by=manager, ratings=rating, at=NOW - datetime.timedelta(days=days))
    assert totals(framework) == [half(version, 5)]


def test_units_do_not_count(organisation, version, framework, manager):
    make_participation(organisation, by=manager)
    unit = Unit.objects.create(organisation=organisation, name="Retail")
    make_approval(organisation, version, by=manager, unit=unit)
    assert totals(framework) == []


def test_what_is_older_than_two_years_does_not_count(organisation, version, framework, manager):
    make_participation(organisation, by=manager)
    make_approval(organisation, version, by=manager, at=NOW - datetime.timedelta(days=740))
    assert totals(framework) == []


def test_approval_of_another_framework_does_not_count(organisation, version, framework, manager):
    make_participation(organisation, by=manager)
    other = make_version(replace(tiny_definition(), framework="other"))
    make_approval(organisation, other, by=manager)
    assert totals(framework) == []
    assert totals(other.framework) == [half(version, 3)]


def test_what_is_approved_after_the_moment_does_not_count(organisation, version, framework, manager):
    make_participation(organisation, by=manager)
    make_approval(organisation, version, by=manager, at=NOW)
    moments = (NOW - datetime.timedelta(days=1), NOW, NOW + COUNTS_FOR)
    assert [len(contributions(framework, moment)) for moment in moments] == [0, 1, 1]


@pytest.mark.parametrize("lacks", ["an element", "an answer"])
def test_approval_that_is_not_whole_does_not_count(organisation, version, framework, manager, lacks):
    make_participation(organisation, by=manager)
    approval = make_approval(organisation, version, by=manager)
    scores = approval.element_scores
    if lacks == "an element":
        del scores["D3.1"]
    else:
        content = version.definition()
        scores["D3.1"] = element_score_to_json(score(content, {}).elements["D3.1"])
    approval.save()
    assert totals(framework) == []


def test_approval_at_the_moment_of_coming_back_counts(organisation, version, framework, manager):
    first = make_participation(organisation, by=manager)
    Participation.objects.filter(pk=first.pk).update(ended_at=NOW)
    again = make_participation(organisation, by=manager)
    make_approval(organisation, version, by=manager, at=again.since)
    assert totals(framework) == [half(version, 3)]


def test_assessment_in_progress_does_not_count(organisation, assessment, framework, manager):
    make_participation(organisation, by=manager)
    assert totals(framework) == []


def test_who_comes_back_counts_with_what_is_approved_from_then_on(organisation, version, framework, manager):
    first = make_participation(organisation, by=manager)
    make_approval(organisation, version, by=manager, ratings=2, at=NOW - datetime.timedelta(days=1))
    first.ended_at = timezone.now()
    first.save()
    make_participation(organisation, by=manager)
    assert totals(framework) == []
    make_approval(organisation, version, by=manager, ratings=5, at=timezone.now())
    assert totals(framework) == [half(version, 5)]


def test_element_that_is_left_out_has_no_percentage(organisation, version, framework, manager):
    make_participation(organisation, by=manager)
    make_approval(organisation, version, by=manager, ratings={"D2.1": 0})
    (scores,) = contributions(framework, timezone.now()).values()
    assert (scores["D2.1"], scores["D2"]) == (None, None)
    assert isinstance(scores["total"], Decimal)


def test_figures_of_twelve(version, framework, manager):
    make_participants(version, by=manager, number=6, sector="banking")
    make_participants(version, by=manager, number=6, sector="retail")
    snapshot = take_snapshot(framework=framework, now=NOW)
    found = {group.key: (group.size, group.figures["total"]) for group in snapshot.groups.all()}
    assert found.keys() == {"all", "sector:banking", "sector:retail", "region:gulf", "size:large"}
    assert found["all"] == (10, {"50": "45"})
    assert found["sector:banking"][0] == 5


def test_under_five_there_are_no_groups(version, framework, manager):
    make_participants(version, by=manager, number=4)
    assert take_snapshot(framework=framework, now=NOW).groups.count() == 0


def test_quarter_is_taken_once(version, framework, manager):
    make_participants(version, by=manager, number=5)
    take_snapshot(framework=framework, now=NOW)
    make_participants(version, by=manager, number=9)
    assert take_snapshot(framework=framework, now=NOW) is None
    assert BenchmarkSnapshot.objects.get().groups.get(kind="all").size == 5


def test_next_quarter_lets_in_five_who_joined(version, framework, manager):
    make_participants(version, by=manager, number=10)
    first = take_snapshot(framework=framework, now=NOW)
    make_participants(version, by=manager, number=4)
    second = take_snapshot(framework=framework, now=LATER)
    make_participants(version, by=manager, number=1)
    third = take_snapshot(framework=framework, now=LATER + datetime.timedelta(days=100))
    sizes = [one.groups.get(kind="all").size for one in (first, second, third)]
    assert sizes == [10, 10, 15]
    dates = [one.groups.get(kind="all").newest for one in (first, second, third)]
    assert dates[0] == dates[1] == NOW.date() < dates[2]


def test_nothing_that_is_stored_holds_a_score(version, framework, manager):
    make_participants(version, by=manager, number=7)
    snapshot = take_snapshot(framework=framework, now=NOW)
    stored = str(snapshot.release) + str(list(BenchmarkGroup.objects.values()))
    assert half(version, 2) == Decimal("32.5")
    assert "32.5" not in stored


def test_reading_costs_the_same_for_one_and_for_many(version, framework, manager):
    counts = []
    for number in (1, 6):
        make_participants(version, by=manager, number=number)
        with CaptureQueriesContext(connection) as queries:
            contributions(framework, timezone.now())
        counts.append(len(queries))
    assert counts[0] == counts[1] == 2


def test_command_says_what_it_took_and_that_it_took_it_before(version, manager):
    make_participants(version, by=manager, number=5)
    said = []
    for _time in range(2):
        out = StringIO()
        call_command("take_benchmark", stdout=out)
        said.append(out.getvalue().strip().rsplit(": ", 1)[1])
    assert said == ["4 groups", "taken already"]
