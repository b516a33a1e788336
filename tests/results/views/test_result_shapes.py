"""The result page of frameworks that are not the loop's: what it says of gates, rungs and related elements."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions.approval import sign_off
from assessments.models import Assessment
from frameworks.actions.storage import store_draft
from frameworks.actions.versions import publish_version
from frameworks.definition import FrameworkDefinition
from frameworks.models import FrameworkVersion
from organisations.models import Organisation, User
from tests.definitions import make_category, tiny_definition
from tests.factories import make_assessment, make_version
from tests.pages import headings, link_targets, text_of
from tests.results.test_related import pointing
from tests.results.views.test_result import give
from tests.shapes import LONG_SCALE, rungs, shaped, weakest_link

Answered = Callable[..., Assessment]


@pytest.fixture
def answered(organisation: Organisation, manager: User) -> Answered:
    """Make an assessment of a framework, with one rating for each element in turn."""

    def made(definition: FrameworkDefinition, *ratings: int) -> Assessment:
        assessment = make_assessment(organisation, make_version(definition), by=manager, assessors=[manager])
        for element, rating in zip(definition.elements, ratings, strict=False):
            give(assessment, element.code, [("1", str(rating), "")], manager)
        return Assessment.objects.get(pk=assessment.pk)

    return made


@pytest.fixture
def opened(client: Client, manager: User) -> Callable[[Assessment], Any]:
    """Open a result as the manager."""
    client.force_login(manager)
    return lambda assessment: client.get(reverse("results:result-detail", args=[assessment.uuid]))


def element_page(assessment: Assessment, code: str) -> str:
    return reverse("assessments:element-score", args=[assessment.uuid, code])


@pytest.mark.parametrize(
    ("shape", "picture"), [((3, 3), "loop"), ((2, 3), "radar"), ((7,), "radar"), ((1,), "rows"), ((5, 5), "rows")]
)
def test_each_shape_has_its_own_picture(opened, answered, shape, picture):
    response = opened(answered(shaped(*shape, ratings=LONG_SCALE), *[50] * sum(shape)))
    drawn = re.findall(r'class="(loop|radar|rows)__drawing"', response.content.decode())
    assert drawn[0] == picture
    assert headings(response) == ["Result"]


def test_gate_is_told_in_words_with_what_is_too_weak_for_it(opened, answered):
    assessment = answered(weakest_link(3, ratings=LONG_SCALE), 100, 35, 100)
    response = opened(assessment)
    words = "Held back at Defined 4 Managed Condition: No dimension below 40 % for Managed. Too weak: D2 Dimension D2"
    assert f"{words} (35.0 %, and 40 % is asked for)" in text_of(response)
    assert element_page(assessment, "D2.1") in link_targets(response)
    assert text_of(response).count("weakest") == 2  # at the radar and in the table


def test_nothing_is_held_back_while_the_gates_are_open(opened, answered):
    assert "Held back" not in text_of(opened(answered(weakest_link(3, ratings=LONG_SCALE), 100, 40, 100)))


def test_ladder_says_what_holds_what_is_climbed_and_what_waits(opened, answered):
    text = text_of(opened(answered(rungs(3, ratings=LONG_SCALE), 80, 50, 90)))
    assert re.findall(r"Holds|Being climbed: it holds from 60 %|Doesn’t count yet: its points wait", text) == [
        "Doesn’t count yet: its points wait",
        "Being climbed: it holds from 60 %",
        "Holds",
    ]
    assert "13 of 30" in text
    assert "9.00 of 10 90.0 %" in text  # what the waiting rung has of its own


def test_ladder_gives_its_levels_to_the_whole_alone(opened, answered):
    html = opened(answered(rungs(3, ratings=LONG_SCALE), 80, 50, 90)).content.decode()
    assert len(re.findall(r'class="level level--\d', html)) == 1 + 1 + 4  # the total, the gate's, and the key


def test_single_category_is_not_told_twice(opened, answered):
    assert "headline__categories" not in opened(answered(shaped(4), 3, 3, 3, 3)).content.decode()


def test_small_framework_names_nothing_as_both_strong_and_weak(opened, answered):
    html = opened(answered(shaped(5, ratings=LONG_SCALE), 90, 70, 70, 70, 20)).content.decode()
    strong, weak = (re.findall(r"(D\d\.1) Element", part) for part in re.split(r"<h3>Weaknesses", html)[:2])
    assert (strong, weak[:2]) == (["D1.1", "D2.1"], ["D5.1", "D3.1"])


# --- related elements -------------------------------------------------------------------------------------------------
RELATED = pointing(("D1.1",), ("D2.1", "E1"), ("D3.1",))


def test_related_elements_link_to_the_organisations_own_assessment(opened, answered, assessment):
    """The newest one with that framework; ``assessment`` is the organisation's with the small framework."""
    quick = answered(RELATED, 50, 20, 80)
    response = opened(quick)
    first = text_of(response).partition("Where to look first")[2].partition("What to work on")[0]
    assert re.findall(r"[DE]\d(?:\.\d)?(?= (?:Element|Enabler))", first) == [
        "D2.1",
        "D2.1",
        "E1",
        "D1.1",
        "D1.1",
        "D3.1",
        "D3.1",
    ]
    assert {element_page(assessment, code) for code in ("D1.1", "D2.1", "D3.1", "E1")} <= link_targets(response)
    assert "The links lead to “2026 self-assessment”." in text_of(response)


def test_related_elements_are_plain_text_without_such_an_assessment(opened, answered, version):
    response = opened(answered(RELATED, 50, 20, 80))
    assert "E1 Enabler E1" in text_of(response)
    assert [link for link in link_targets(response) if link.endswith("/elements/E1/")] == []


def test_related_elements_of_somebody_elses_assessment_are_never_linked(opened, answered, other_assessment):
    links = link_targets(opened(answered(RELATED, 50, 20, 80)))
    assert [link for link in links if str(other_assessment.uuid) in link] == []


def test_related_framework_that_is_not_here_is_not_spoken_of(opened, answered):
    assert "Where to look first" not in text_of(opened(answered(RELATED, 50, 20, 80)))


def newer(**changes: Any) -> FrameworkVersion:
    """A second version of the small framework, in which an element has another name."""
    first, *others = tiny_definition().categories[0].dimensions
    renamed = replace(first, elements=(replace(first.elements[0], title="Renamed"), *first.elements[1:]))
    categories = (make_category("A", 40, renamed, *others), tiny_definition().categories[1])
    return publish_version(
        version=store_draft(content=tiny_definition(version="2.0", categories=categories, **changes))
    )


def test_titles_are_those_of_the_newest_version_in_use(opened, answered, version):
    quick = answered(RELATED, 50, 20, 80)
    assert "Renamed" not in text_of(opened(quick))
    second = newer()
    assert "Renamed" in text_of(opened(quick))
    FrameworkVersion.objects.filter(pk=second.pk).mark_retired(timezone.now())
    assert "Renamed" not in text_of(opened(quick))


def test_titles_of_an_approved_result_stay_those_of_its_day(opened, answered, version, manager):
    quick = answered(RELATED, 50, 20, 80)
    sign_off(assessment_uuid=quick.uuid, by=manager)
    newer()
    FrameworkVersion.objects.filter(pk=version.pk).mark_retired(timezone.now())
    assert ("Renamed" in text_of(opened(quick)), "Element D1.1" in text_of(opened(quick))) == (False, True)


def test_related_elements_cost_two_more_queries(opened, answered, assessment, django_assert_num_queries):
    """Session, person, assessment, last cycle, remarks, support, target; the related version, where the links lead."""
    quick = answered(RELATED, 50, 20, 80)
    opened(quick)
    with django_assert_num_queries(9):
        opened(quick)


def test_links_follow_a_newer_assessment_though_nothing_was_answered(
    opened, answered, assessment, organisation, manager
):
    quick = answered(RELATED, 50, 20, 80)
    opened(quick)
    later = make_assessment(organisation, assessment.version, by=manager, title="Later")
    assert element_page(later, "E1") in link_targets(opened(quick))


def test_framework_of_the_same_shape_without_a_ladder_has_levels_at_each_element(opened, answered):
    html = opened(answered(replace(rungs(3, ratings=LONG_SCALE), ladder=None, gates=()), 80, 50, 90))
    assert len(re.findall(r'class="level level--\d', html.content.decode())) > 10


def test_change_is_told_on_a_scale_of_any_size(opened, answered, organisation, manager):
    first = answered(shaped(4, ratings=LONG_SCALE), 50, 50, 50, 50)
    sign_off(assessment_uuid=first.uuid, by=manager)
    later = make_assessment(organisation, first.version, by=manager, assessors=[manager], title="Later")
    for element in first.version.definition().elements:
        give(later, element.code, [("1", "75", "")], manager)
    response = opened(Assessment.objects.get(pk=later.pk))
    assert "▲ 10 points up since 2026 self-assessment" in text_of(response)
    assert Decimal(30) == Assessment.objects.get(pk=later.pk).points
