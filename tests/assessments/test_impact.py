"""What publishing a draft could make of assessments in progress: the figures that an upgrade then stores."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.actions.approval import sign_off
from assessments.actions.upgrades import upgrade_assessment
from assessments.impact import Road, impact_of
from assessments.items import EXCLUDED, Item, PlainAnswer, items_of
from assessments.models import Assessment
from assessments.results import element_score_to_json
from assessments.scoring import NOT_APPLICABLE
from assessments.upgrade_preview import preview_upgrade
from frameworks.actions.versions import publish_version
from frameworks.definition import FrameworkDefinition, UpgradeRule
from tests.definitions import RATINGS, make_category, make_dimension, make_element, tiny_definition
from tests.factories import make_assessment, make_organisation, make_user, make_version, rate_all

OLD = tiny_definition()
D1, D2, D3 = OLD.dimensions
D11, D12 = D1.elements


def newer(*, a=(D1, D2), p=(D3,), version="1.1", **changes) -> FrameworkDefinition:
    """A newer version of these dimensions."""
    categories = (make_category("A", 40, *a), make_category("P", 60, *p))
    return tiny_definition(version=version, categories=categories, **changes)


MERGED = make_element("D1.1", 20, (1, 1, 1))
VERSIONS = {
    "same": newer(),
    "points": newer(a=(replace(D1, elements=(replace(D11, points=Decimal(15)), replace(D12, points=Decimal(5)))), D2)),
    "weight": newer(a=(replace(D1, elements=(make_element("D1.1", 10, (3, 1)), D12)), D2)),
    "reworded": newer(a=(replace(D1, elements=(replace(D11, objective="Better."), D12)), D2)),
    "element gone and new": newer(a=(replace(D1, elements=(D11, make_element("D1.3", 10, (1,)))), D2)),
    "indicator gone": newer(a=(replace(D1, elements=(D11, make_element("D1.2", 10, (1, 1)))), D2)),
    "indicator new": newer(p=(make_dimension("D3", make_element("D3.1", 60, (1, 1, 1, 1, 1))),)),
    "moved": newer(a=(replace(D1, elements=(D11,)), replace(D2, elements=(*D2.elements, D12)))),
    "merged": newer(a=(replace(D1, elements=(MERGED,)), D2), upgrades=(UpgradeRule("1.0", "element", "D1.2", "D1.1"),)),
    "indicator moved": newer(
        a=(replace(D1, elements=(make_element("D1.1", 10, (1, 1, 1)), D12)), D2),
        upgrades=(UpgradeRule("1.0", "indicator", "D3.1/4", "D1.1/3"),),
    ),
    "enabler counted": newer(a=(D1, replace(D2, elements=(*D2.elements, make_element("E1", 5)))), enablers=()),
    "scale": newer(ratings=(*RATINGS[:4], replace(RATINGS[4], value=9))),
    "scale mapped": newer(
        ratings=(*RATINGS[:4], replace(RATINGS[4], value=9)), upgrades=(UpgradeRule("1.0", "rating", "5", "9"),)
    ),
    "worth": newer(ratings=(RATINGS[0], replace(RATINGS[1], percent=Decimal(30)), *RATINGS[2:])),
    "split": newer(indicators_share=Decimal(60), objective_share=Decimal(40)),
    "ladder": newer(ladder=Decimal(50)),
    "levels": newer(levels=(OLD.levels[0], replace(OLD.levels[1], from_percent=Decimal(55)))),
    "rule of another version": newer(upgrades=(UpgradeRule("0.9", "element", "D1.2", "D1.1"),)),
}


@st.composite
def answered(draw) -> tuple[PlainAnswer, ...]:
    """Answers as people may have given them; the first indicator of an element is never called not applicable."""
    rating = st.sampled_from(["", "1", "3", "5"])
    choices = {
        Item.OBJECTIVE: st.sampled_from(["", "full", "none"]),
        Item.SCOPE: st.sampled_from(["", "", EXCLUDED]),
        Item.COMMENT: st.sampled_from(["", "Seen."]),
        "1": rating,
    }
    return tuple(
        PlainAnswer(element.code, item, draw(choices.get(item, rating | st.just(NOT_APPLICABLE))))
        for element in OLD.walk()
        for item in items_of(OLD, element)
    )


@pytest.mark.parametrize("name", VERSIONS)
@settings(max_examples=20)
@given(answered())
def test_impact_says_what_the_preview_of_the_upgrade_says(name, answers):
    new = VERSIONS[name]
    preview = preview_upgrade(OLD, new, answers)
    stored = preview.old_result.elements | preview.old_result.enablers
    assessment = Assessment(element_scores={code: element_score_to_json(one) for code, one in stored.items()})
    road = Road(OLD, new)
    found = road.impact_on(assessment, [one for one in answers if one.element in road.touched and one.is_given])
    assert found.after == preview.after
    assert set(found.carried.cleared) == set(preview.carried.cleared)
    assert [one for one in found.carried.lost if one.answers] == [one for one in preview.carried.lost if one.answers]
    assert found.carried.new_elements == preview.carried.new_elements
    assert set(found.carried.new_items) == set(preview.carried.new_items)


@pytest.mark.parametrize(
    ("name", "touched"),
    [
        ("same", []),
        ("points", ["D1.1", "D1.2"]),
        ("reworded", []),
        ("merged", ["D1.1", "D1.2"]),
        ("moved", []),
        ("indicator moved", ["D1.1", "D3.1"]),
        ("enabler counted", ["E1"]),
        ("levels", []),
        ("scale mapped", ["D1.1", "D1.2", "D2.1", "D3.1", "E1"]),
    ],
)
def test_only_what_is_touched_is_worked_out(name, touched):
    assert Road(OLD, VERSIONS[name]).touched == touched


@pytest.fixture
def draft(assessment):
    """Version 1.1, in which D1.1 has 15 points, D1.2 is gone and D1.3 is new, and level 4 starts lower."""
    elements = (replace(D11, points=Decimal(15)), make_element("D1.3", 5, (1,)))
    levels = (*OLD.levels[:3], replace(OLD.levels[3], from_percent=Decimal(50)), OLD.levels[4])
    return make_version(newer(a=(replace(D1, elements=elements), D2), levels=levels), published=False)


def test_impact_counts_every_assessment_in_progress(assessment, other_assessment, draft, assessor, stranger):
    rate_all(assessment, 4, by=assessor)
    impact = impact_of(draft)
    assert (impact.assessments, impact.changing_points, impact.changing_level, impact.answers_lost) == (2, 1, 0, 4)
    assert [one.assessment for one in impact.listed] == [assessment, other_assessment]
    mine = impact.listed[0]
    # Every element stands at 67.5 %. D1.1 wins 5 points of that, 3.38 in print; D1.2, 6.75 till now, is gone.
    assert (mine.assessment.points, mine.after.points, mine.change) == (
        Decimal("67.50"),
        Decimal("64.13"),
        Decimal("-3.37"),
    )
    assert [line.code for line in mine.lost] == ["D1.2/1", "D1.2/2", "D1.2/3", "D1.2"]
    assert [(one.number, [element.code for element in one.elements], one.items) for one in impact.fresh] == [
        ("1.0", ["D1.3"], 0)
    ]


def test_level_is_told_when_it_would_be_another(assessment, draft, assessor):
    rate_all(assessment, 3, by=assessor)
    (one,) = impact_of(draft).listed
    assert (one.assessment.level, one.level_after, one.changes_level) == ("Defined", "Defined", False)
    lower = (*OLD.levels[:3], replace(OLD.levels[3], from_percent=Decimal(45)), OLD.levels[4])
    impact = impact_of(make_version(newer(version="1.2", levels=lower), published=False))
    assert (impact.changing_points, impact.changing_level) == (0, 1)
    assert impact.listed[0].level_after == "Managed"


def test_approved_assessments_and_other_frameworks_are_left_out(assessment, draft, assessor, manager, organisation):
    rate_all(assessment, 3, by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    other = make_version(tiny_definition(framework="other"))
    make_assessment(organisation, other, by=manager)
    assert impact_of(draft).assessments == 0


def test_assessments_that_are_newer_than_the_draft_are_left_out(assessment, draft):
    assert impact_of(make_version(newer(version="0.9"), published=False)).assessments == 0


def test_figures_are_those_that_the_upgrade_stores(assessment, draft, assessor, manager):
    rate_all(assessment, 5, by=assessor)
    (previewed,) = impact_of(draft).listed
    publish_version(version=draft)
    upgrade_assessment(assessment_uuid=assessment.uuid, to=draft, snapshot_name="Before", by=manager)
    assessment.refresh_from_db()
    assert (assessment.points, assessment.level) == (previewed.after.points, previewed.level_after)


def test_only_the_most_touched_are_listed(assessment, draft, assessor, monkeypatch, organisation, version, manager):
    monkeypatch.setattr("assessments.impact.MOST_LISTED", 1)
    rate_all(assessment, 4, by=assessor)
    make_assessment(organisation, version, by=manager, title="Another")
    impact = impact_of(draft)
    assert (impact.assessments, [one.assessment for one in impact.listed]) == (2, [assessment])


def test_impact_costs_the_same_at_one_assessment_and_at_three(
    assessment, draft, version, django_assert_num_queries, assessor
):
    rate_all(assessment, 4, by=assessor)
    draft.definition(), version.definition()
    for number in range(3):
        if number:
            person = make_user(f"Person {number}")
            organisation = make_organisation(f"Organisation {number}", managers=[person])
            one = make_assessment(organisation, version, by=person, assessors=[person])
            rate_all(one, number, by=person)
        with django_assert_num_queries(15):
            impact_of(draft)
