from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.actions.workflow import reopen_assessment
from comparisons.organisation_rollup import frameworks_of, rollup_of
from comparisons.rollup import Rule
from tests.assessments.versions import changed_definition
from tests.definitions import tiny_definition
from tests.factories import make_snapshot, make_version
from tests.pages import headings, text_of


def url(organisation, name="rollup-detail", *more):
    return reverse(f"comparisons:{name}", args=[organisation.slug, *more])


@pytest.fixture
def units(organisation):
    """Retail with two parts, Corporate, and Digital, which nobody assesses."""
    retail = organisation.units.create(name="Retail", weight=3)
    return {
        "Retail": retail,
        "North": organisation.units.create(name="North", within=retail),
        "South": organisation.units.create(name="South", within=retail, weight=2),
        "Corporate": organisation.units.create(name="Corporate", weight=1),
        "Digital": organisation.units.create(name="Digital", weight=5),
    }


@pytest.fixture
def assessed(cycle, units):
    """North 32.5 %, South 67.5 %, Corporate 15 %; each rating is worth 70 % of what it is, the objective 15 %."""
    return [
        cycle("2026", 2, unit=units["North"]),
        cycle("2026", 4, unit=units["South"]),
        cycle("2026", 1, unit=units["Corporate"]),
    ]


@pytest.mark.parametrize(
    ("rule", "retail", "whole"),
    [("mean", "50.0", "32.5"), ("weighted", "55.8", "45.6"), ("worst", "32.5", "15.0")],
)
def test_whole_follows_the_rule_up_the_tree(organisation, assessed, rule, retail, whole):
    """Mean (32.5 + 67.5) ÷ 2, then with 15 ÷ 2; weighted (32.5 + 135) ÷ 3 = 55.83…, then (3 × 55.83… + 15) ÷ 4."""
    found = rollup_of(organisation, frameworks_of(organisation)[0], Rule(rule))
    by_name = {line.unit.name: line.total for line in found.lines}
    assert (by_name["Retail"], found.whole.total) == (Decimal(retail), Decimal(whole))
    assert [unit.name for unit in found.missing] == ["Digital"]


def test_page_names_the_rule_and_what_is_missing(as_manager, organisation, assessed):
    text = text_of(as_manager.get(url(organisation), {"rule": "weighted"}))
    assert "Harbour Bank: Weighted mean 45.6 %" in text
    assert "every unit directly under it counts by its weight" in text
    assert "so they are in no figure: Digital." in text


def test_newest_approved_cycle_of_each_unit_counts(organisation, assessed, cycle, units):
    cycle("2024", 5, unit=units["Corporate"], days=500)
    cycle("2027", 5, unit=units["Corporate"], approved=False)
    found = rollup_of(organisation, frameworks_of(organisation)[0], Rule.MEAN)
    assert found.approved[units["Corporate"].pk].assessment.title == "2026"


def test_snapshot_that_is_no_approval_counts_nowhere(organisation, cycle, units, manager, assessed):
    later = cycle("2027", 5, unit=units["Corporate"], approved=False)
    make_snapshot(later, by=manager)
    found = rollup_of(organisation, frameworks_of(organisation)[0], Rule.MEAN)
    assert found.approved[units["Corporate"].pk].assessment.title == "2026"


@pytest.mark.parametrize(("rule", "level"), [("weighted", 3), ("mean", 2), ("worst", 1)])
def test_whole_has_the_level_of_its_percentage(organisation, assessed, rule, level):
    found = rollup_of(organisation, frameworks_of(organisation)[0], Rule(rule))
    assert found.level.number == level


def test_reopened_assessment_counts_as_it_was_approved(organisation, assessed, manager):
    reopen_assessment(assessment_uuid=assessed[2].uuid, reason="A fault was found.", by=manager)
    found = rollup_of(organisation, frameworks_of(organisation)[0], Rule.MEAN)
    assert found.whole.total == Decimal("32.5")


def test_whole_organisation_stands_beside_and_counts_nowhere(organisation, assessed, cycle):
    cycle("Whole", 5)
    found = rollup_of(organisation, frameworks_of(organisation)[0], Rule.MEAN)
    assert (found.itself.total, found.whole.total) == (Decimal("85.0"), Decimal("32.5"))


def test_one_framework_is_rolled_up_at_a_time(as_manager, organisation, assessed, cycle, units):
    other = make_version(tiny_definition(framework="other", title="Other"))
    cycle("Other", 5, unit=units["Digital"], of=other)
    assert "Harbour Bank: Mean 85.0 %" in text_of(as_manager.get(url(organisation), {"framework": "other"}))
    assert "Harbour Bank: Mean 32.5 %" in text_of(as_manager.get(url(organisation), {"framework": "tiny"}))
    assert as_manager.get(url(organisation), {"framework": "none"}).status_code == 404


def test_framework_that_was_used_last_is_offered_first(organisation, version, cycle, units):
    other = make_version(tiny_definition(framework="other"))
    cycle("2024", 3, unit=units["North"], of=other, days=400)
    cycle("2026", 3, unit=units["South"])
    cycle("2025", 3, unit=units["Corporate"], of=other, days=200)
    assert [one.slug for one in frameworks_of(organisation)] == [version.framework.slug, "other"]


def test_different_versions_are_told(as_manager, organisation, assessed, cycle, units):
    cycle("2027", 3, unit=units["Digital"], of=make_version(changed_definition()))
    assert "different versions of the framework (1.0, 1.1)" in text_of(as_manager.get(url(organisation)))


def test_page_says_what_to_do_first(as_manager, organisation):
    assert "No units yet" in text_of(as_manager.get(url(organisation)))
    organisation.units.create(name="Retail")
    response = as_manager.get(url(organisation))
    assert headings(response) == ["Units rolled up"]
    assert "Nothing of a unit is approved yet" in text_of(response)


def test_file_holds_every_line_and_names_the_rule(as_manager, organisation, assessed):
    document = as_manager.get(f"{url(organisation, 'rollup-table', 'json')}?rule=worst").json()
    assert [(row["unit"], row["percent"]) for row in document["rows"]] == [
        ("Harbour Bank", "15.0"),
        ("Corporate", "15.0"),
        ("Digital", None),
        ("Retail", "32.5"),
        ("North", "32.5"),
        ("South", "67.5"),
    ]
    assert document["notes"][0].startswith("Worst of. ")
    assert document["notes"][1] == "Missing: Digital"
    assert as_manager.get(f"{url(organisation, 'rollup-table', 'json')}?rule=best").status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_number_of_units_costs_nothing(as_manager, organisation, cycle, django_assert_num_queries, count):
    for number in range(count):
        cycle("2026", 3, unit=organisation.units.create(name=f"Unit {number}"))
    as_manager.get(url(organisation))
    # session, person, organisation, frameworks (2), units?, newest (2), units
    with django_assert_num_queries(9):
        as_manager.get(url(organisation))
