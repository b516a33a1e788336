"""Pulses from the side of those who run and read them."""

import datetime
import json
import re
from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.models import Assessment
from assessments.workflow import Mode
from pulses.models import Pulse
from tests.definitions import tiny_definition
from tests.factories import make_assessment, make_version, rate_all
from tests.pages import headings, link_targets, text_of
from tests.pulses.pulses import TOKEN, answer, end, make_pulse


@pytest.fixture
def pulse(assessment, manager):
    return make_pulse(assessment, by=manager)


@pytest.fixture
def manager_client(client, manager):
    client.force_login(manager)
    return client


def detail(pulse):
    return reverse("pulses:pulse-detail", args=[pulse.uuid])


def table(client, pulse):
    response = client.get(reverse("pulses:pulse-table", args=[pulse.uuid, "json"]))
    return json.loads(response.content)["rows"]


def test_list_offers_the_first_pulse_to_who_may_make_one(manager_client, assessment):
    page = manager_client.get(reverse("pulses:pulse-list", args=[assessment.uuid]))
    assert "Nobody has been asked yet" in text_of(page)
    assert reverse("pulses:pulse-create", args=[assessment.uuid]) in link_targets(page)


def test_list_offers_nothing_to_an_assessor(client, assessor, assessment):
    client.force_login(assessor)
    page = client.get(reverse("pulses:pulse-list", args=[assessment.uuid]))
    assert reverse("pulses:pulse-create", args=[assessment.uuid]) not in link_targets(page)


@pytest.mark.parametrize(("sheets", "words"), [(4, "Answers fewer than 5"), (5, "Answers 5"), (9, "Answers 9")])
def test_number_of_answers_is_told_when_it_is_over(manager_client, assessment, pulse, sheets, words):
    answer({"D1.1": "3"}, times=sheets)
    assert "told when it is over" in text_of(manager_client.get(reverse("pulses:pulse-list", args=[assessment.uuid])))
    assert "Answers told when it is over" in text_of(manager_client.get(detail(pulse)))
    end(pulse)
    assert words in text_of(manager_client.get(detail(pulse)))


def test_list_costs_the_same_for_one_pulse_and_for_three(
    manager_client, assessment, manager, django_assert_num_queries
):
    address = reverse("pulses:pulse-list", args=[assessment.uuid])
    for number in range(3):
        make_pulse(assessment, by=manager, token=f"token-{number}")
        with django_assert_num_queries(4):
            manager_client.get(address)


def created(client, assessment, **changes):
    address = reverse("pulses:pulse-create", args=[assessment.uuid])
    page = client.get(address).content.decode()
    sent = {
        name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("opens_on", "closes_on", "operation")
    }
    return client.post(address, sent | {"title": "How we serve", "kind": "elements"} | changes)


def test_link_is_shown_once_and_works(manager_client, assessment):
    response = created(manager_client, assessment)
    link = re.search(r'value="(http://testserver/p/[^"]+)"', response.content.decode())[1]
    assert headings(response) == ["The link to send"]
    assert manager_client.get(link).status_code == 200
    for page in (detail(Pulse.objects.get()), reverse("pulses:pulse-list", args=[assessment.uuid])):
        assert "/p/" not in manager_client.get(page).content.decode()


def test_form_that_is_sent_again_says_that_the_link_was_shown(manager_client, assessment):
    address = reverse("pulses:pulse-create", args=[assessment.uuid])
    page = manager_client.get(address).content.decode()
    operation = re.search(r'name="operation" value="([^"]*)"', page)[1]
    created(manager_client, assessment, operation=operation)
    again = created(manager_client, assessment, operation=operation)
    assert "This pulse was made before, and its link has been shown." in text_of(again)
    assert Pulse.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"closes_on": "9999-12-31"}, "Give a day of the years from 1990 to 2199."),
        ({"closes_on": "2020-01-01"}, "This day has passed. Choose today or a later day."),
        ({"opens_on": "2199-01-01"}, "The last day comes before the first. Choose a later day."),
        ({"title": ""}, "This field is required."),
    ],
)
def test_form_that_makes_no_sense_is_refused(manager_client, assessment, changes, fault):
    response = created(manager_client, assessment, **changes)
    assert response.status_code == 422
    assert fault in text_of(response)
    assert not Pulse.objects.exists()


def test_new_link_replaces_the_old_one(manager_client, pulse):
    response = manager_client.post(reverse("pulses:pulse-link", args=[pulse.uuid]))
    link = re.search(r'value="(http://testserver/p/[^"]+)"', response.content.decode())[1]
    assert manager_client.get(link).status_code == 200
    assert manager_client.get(f"/p/{TOKEN}/").status_code == 404


def test_closed_pulse_offers_no_link_and_no_closing(manager_client, pulse):
    manager_client.post(reverse("pulses:pulse-close", args=[pulse.uuid]))
    page = manager_client.get(detail(pulse))
    assert reverse("pulses:pulse-link", args=[pulse.uuid]) not in link_targets(page)
    response = manager_client.get(reverse("pulses:pulse-link", args=[pulse.uuid]), follow=True)
    assert "This pulse is closed and takes no answers any more." in text_of(response)


def test_four_answers_show_nothing(manager_client, pulse):
    answer({"D1.1": "3"}, times=4)
    end(pulse)
    assert "Too few answers to show" in text_of(manager_client.get(detail(pulse)))
    assert {row["perceived_percent"] for row in table(manager_client, pulse)} == {None}


def test_perception_stands_beside_the_assessed_score(manager_client, pulse, assessment, assessor):
    rate_all(assessment, 3, by=assessor)
    answer({"D1.1": "5", "D1.2": "1"}, times=5)
    end(pulse)
    row, other, unasked, _last = table(manager_client, pulse)
    score = Assessment.objects.get(pk=assessment.pk).element_scores["D1.1"]
    assert row == {
        "code": "D1.1",
        "title": row["title"],
        "perceived_percent": "100.0",
        "ratings": 5,
        "dont_know": 0,
        "assessed_percent": score["percent"],
        "difference": str(100 - Decimal(score["percent"])),
        "in_words": "Staff see it higher",
    }
    assert other["in_words"] == "Staff see it lower"
    assert (unasked["perceived_percent"], unasked["difference"], unasked["in_words"]) == (None, None, "")
    page = text_of(manager_client.get(detail(pulse)))
    assert f"staff 100.0 %, assessed {score['percent']} %" in page


def test_quick_scan_stands_beside_the_dimensions(manager_client, assessment, manager, assessor):
    pulse = make_pulse(assessment, by=manager, kind=Pulse.Kind.DIMENSIONS)
    rate_all(assessment, 3, by=assessor)
    answer({"D1": "3"}, times=5)
    end(pulse)
    assert [row["code"] for row in table(manager_client, pulse)] == ["D1", "D2", "D3"]
    assert table(manager_client, pulse)[0]["assessed_percent"] == "50.0"


def test_nothing_that_is_not_answered_is_called_assessed(manager_client, pulse):
    answer({"D1.1": "3"}, times=5)
    assert {row["assessed_percent"] for row in table(manager_client, pulse)} == {None}


def test_newer_framework_version_is_told(manager_client, pulse, assessment):
    assert "Staff were asked in the words of version" not in text_of(manager_client.get(detail(pulse)))
    newer = make_version(tiny_definition(version="1.1"))
    Assessment.objects.filter(pk=assessment.pk).update(version=newer)
    assert f"Staff were asked in the words of version {pulse.version.number}" in text_of(
        manager_client.get(detail(pulse))
    )


def test_blind_assessment_shows_what_staff_say_alone(manager_client, organisation, version, manager, assessor):
    blind = make_assessment(organisation, version, by=manager, assessors=[assessor], mode=Mode.INDEPENDENT)
    scores = {
        code: one | {"percent": "77.7", "answered_percent": "100.0"} for code, one in blind.element_scores.items()
    }
    Assessment.objects.filter(pk=blind.pk).update(element_scores=scores)
    pulse = make_pulse(blind, by=manager)
    answer({"D1.1": "3"}, times=5)
    end(pulse)
    page = manager_client.get(detail(pulse))
    assert "Everybody is scoring alone at this time." in text_of(page)
    assert "77.7" not in page.content.decode()
    assert set(table(manager_client, pulse)[0]) == {"code", "title", "perceived_percent", "ratings", "dont_know"}


def test_onlooker_at_the_page_and_the_files_sees_nothing_until_it_is_over(manager_client, pulse):
    """Answers come in one by one: whoever reads everything after each reads the same every time."""
    seen = set()
    for each in ["1", "5", "?", "3", "2", "4", "5"]:
        answer({"D1.1": each})
        seen.add((text_of(manager_client.get(detail(pulse))), str(table(manager_client, pulse))))
    assert len(seen) == 1
    end(pulse)
    assert table(manager_client, pulse)[0]["ratings"] == 6


def test_last_day_is_put_off_by_a_form(manager_client, pulse):
    where = reverse("pulses:pulse-extend", args=[pulse.uuid])
    assert where in link_targets(manager_client.get(detail(pulse)))
    assert manager_client.post(where, {"closes_on": str(pulse.closes_on)}).status_code == 422
    later = pulse.closes_on + datetime.timedelta(days=7)
    assert "until the new last day" in text_of(manager_client.post(where, {"closes_on": str(later)}, follow=True))
    assert Pulse.objects.get().closes_on == later
    end(pulse)
    assert "This pulse is closed" in text_of(manager_client.get(where, follow=True))


def test_a_pulse_without_figures_is_deleted_after_a_question(manager_client, pulse):
    where = reverse("pulses:pulse-delete", args=[pulse.uuid])
    assert where not in link_targets(manager_client.get(detail(pulse)))
    assert "has to be closed first" in text_of(manager_client.post(where, follow=True))
    end(pulse)
    assert where in link_targets(manager_client.get(detail(pulse)))
    assert "is deleted" in text_of(manager_client.post(where, follow=True))
    assert not Pulse.objects.exists()


def test_files_are_offered_in_three_kinds(manager_client, pulse):
    answer({"D1.1": "3"}, times=5)
    end(pulse)
    targets = link_targets(manager_client.get(detail(pulse)))
    for extension in ("csv", "xlsx", "json"):
        address = reverse("pulses:pulse-table", args=[pulse.uuid, extension])
        assert address in targets
        assert manager_client.get(address).status_code == 200
    assert manager_client.get(reverse("pulses:pulse-table", args=[pulse.uuid, "exe"])).status_code == 404


def test_what_staff_say_is_a_picture_once_it_may_be_shown(manager_client, pulse, assessment, assessor):
    where = reverse("pulses:pulse-picture", args=[pulse.uuid, "svg"])
    assert manager_client.get(where).status_code == 404
    rate_all(assessment, 3, by=assessor)
    answer({"D1.1": "5"}, times=5)
    end(pulse)
    svg = manager_client.get(where).content.decode()
    wanted = ("staff 100.0 % · assessed", "· Staff see it higher<", ">Diamond: staff. Round: assessed.<")
    assert [text for text in wanted if text not in svg] == []
