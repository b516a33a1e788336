"""While everybody scores alone, no word of a colleague is seen by anybody, on any page, nor how many there are."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions.open_points import close_point
from assessments.actions.workflow import close_round
from assessments.models import Remark
from assessments.workflow import Mode
from tests.factories import make_assessment
from tests.words import note, point

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
CANARY = "Canary-7f3a"


@pytest.fixture
def blind(organisation, version, manager, assessor, team_mate):
    return make_assessment(organisation, version, by=manager, assessors=[assessor, team_mate], mode=Mode.INDEPENDENT)


def write_everything(assessment, by):
    for kind in (Remark.Kind.STRENGTH, Remark.Kind.IMPROVEMENT):
        note(assessment, by, CANARY, kind=kind)
    point(assessment, by, CANARY, whom=CANARY, place=CANARY)
    one = point(assessment, by, CANARY)
    close_point(assessment_uuid=assessment.uuid, remark_uuid=one.uuid, finding=CANARY, version=0, by=by)


def pages(assessment) -> list[str]:
    of_element = [
        reverse(f"assessments:{name}", args=[assessment.uuid, "D1.1"])
        for name in ("element-score", "remark-list", "thread-list", "history-list")
    ]
    whole = [
        reverse(name, args=[assessment.uuid])
        for name in (
            "assessments:assessment-detail",
            "assessments:open-point-list",
            "assessments:thread-unresolved",
            "results:result-detail",
        )
    ]
    lists = [
        f"{whole[1]}?show={show}&by={by}" for show in ("all", "mine", "closed", "open") for by in ("whom", "place")
    ]
    return [reverse("home"), *of_element, *whole, *lists]


def everything_seen(person, assessment) -> dict[str, str]:
    """What each page says to the person, without what is new at every request."""
    browser = Client()
    browser.force_login(person)
    seen = {}
    for url in pages(assessment):
        for headers in ({}, {"hx-request": "true"}):
            page = browser.get(url, headers=headers).content.decode()
            page = re.sub(r'name="(csrfmiddlewaretoken|operation)" value="[^"]*"|"x-csrftoken": "[^"]*"', "", page)
            seen[f"{url} {headers}"] = page
    return seen


def test_nobody_sees_a_colleagues_words_nor_how_many(blind, assessor, team_mate, manager):
    readers = (team_mate, manager)
    before = [everything_seen(person, blind) for person in readers]
    write_everything(blind, assessor)
    after = [everything_seen(person, blind) for person in readers]
    assert [[url for url, page in one.items() if CANARY in page] for one in after] == [[], []]
    assert after == before  # not a count, not a mark, not a space


def test_ones_own_words_are_seen_by_oneself(blind, assessor):
    write_everything(blind, assessor)
    seen = everything_seen(assessor, blind)
    panel = reverse("assessments:remark-list", args=[blind.uuid, "D1.1"])
    assert seen[f"{panel} {{}}"].count(CANARY) >= 6
    assert "You have no sheet" not in seen[f"{panel} {{}}"]
    assert "new finding" in seen[f"{reverse('assessments:assessment-detail', args=[blind.uuid])} {{}}"]


def test_everybody_sees_them_with_their_author_when_the_round_has_ended(blind, assessor, team_mate, manager):
    write_everything(blind, assessor)
    close_round(assessment_uuid=blind.uuid, reason="Time is up", by=manager)
    panel = reverse("assessments:remark-list", args=[blind.uuid, "D1.1"])
    for person in (team_mate, manager):
        page = everything_seen(person, blind)[f"{panel} {{}}"]
        assert (CANARY in page, "Amal Assessor" in page) == (True, True)


def test_forged_post_reaches_no_colleagues_remark(blind, assessor, team_mate, manager):
    one = point(blind, assessor, CANARY)
    for person in (team_mate, manager):
        browser = Client()
        browser.force_login(person)
        for name in ("remark-edit", "remark-remove", "open-point-close", "open-point-reopen", "finding-consider"):
            url = reverse(f"assessments:{name}", args=[blind.uuid, one.uuid])
            response = browser.post(url, {"text": "x", "finding": "x", "version": "0"})
            assert (name, response.status_code, CANARY in response.content.decode()) == (name, 404, False)
    one.refresh_from_db()
    assert (one.text, one.version, one.removed_at) == (CANARY, 0, None)


def test_manager_without_a_sheet_is_told_that_all_see_what_they_note(blind, manager):
    browser = Client()
    browser.force_login(manager)
    page = browser.get(reverse("assessments:remark-list", args=[blind.uuid, "D1.1"])).content.decode()
    assert "what you note here is shown to the whole team" in page
