"""The beat of an open page: who else is at the element, what they have saved since, and what it costs."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.actions.presence import BEAT, FORGOTTEN, GONE
from assessments.actions.workflow import close_round
from assessments.models import Presence
from assessments.workflow import Mode
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db
FRESH = "1:0 2:0 objective:0 scope:0 confidence:0 comment:0"


def address(assessment, element="D1.1"):
    return reverse("assessments:presence-note", args=[assessment.uuid, element])


def save_as(person, assessment, item, value, version=0, *, reason=""):
    given = GivenAnswer(value, reason, version)
    save_answer(assessment_uuid=assessment.uuid, element_code="D1.1", item=item, given=given, by=person)


@pytest.fixture
def beat(signed_in):
    def sent(person, assessment, versions=FRESH, **data):
        page = {"framework_version": assessment.version.uuid, "sheet": "", "versions": versions, "here": ""} | data
        return signed_in(person).post(address(assessment), page)

    return sent


@pytest.fixture
def independent(organisation, version, manager, assessor, team_mate):
    people = [assessor, team_mate]
    return make_assessment(organisation, version, by=manager, assessors=people, mode=Mode.INDEPENDENT)


def people_in(response):
    return re.findall(r'presence__name">([^<]*)<', response.content.decode())


def theirs_in(response):
    found = re.findall(
        r'data-theirs="(\w+)" data-value="([^"]*)" data-reason="([^"]*)" data-version="(\d+)" data-by="([^"]*)"',
        response.content.decode(),
    )
    return sorted(found)


def seen_ago(person, ago):
    Presence.objects.filter(user=person).update(seen_at=timezone.now() - ago)


def test_who_else_has_the_element_open_is_shown(beat, assessment, assessor, team_mate, manager):
    assert people_in(beat(assessor, assessment)) == []
    assert people_in(beat(team_mate, assessment)) == ["Amal Assessor"]
    beat(manager, assessment)
    response = beat(assessor, assessment)
    assert people_in(response) == ["Mona Manager", "Tom Teammate"]
    assert "Also at this element:" in response.content.decode()
    assert ">MM</span>" in response.content.decode()


def test_who_is_elsewhere_or_gone_is_not_shown(beat, signed_in, assessment, assessor, team_mate):
    signed_in(team_mate).post(address(assessment, "D1.2"), {})
    assert people_in(beat(assessor, assessment)) == []
    beat(team_mate, assessment)
    seen_ago(team_mate, GONE)
    assert people_in(beat(assessor, assessment)) == []


def test_unchanged_company_is_left_out_of_the_answer(beat, assessment, assessor, team_mate):
    beat(team_mate, assessment)
    assert beat(assessor, assessment, here="Tom Teammate").content.strip() == b""
    assert b"presence-people" in beat(assessor, assessment, here="Mona Manager").content


def test_what_others_saved_since_comes_with_all_that_moves(beat, assessment, assessor, team_mate):
    save_as(team_mate, assessment, "1", "4", reason='Say "so" & <b>more</b>')
    save_as(team_mate, assessment, "2", "5")
    save_as(team_mate, assessment, "2", "3", 1)
    response = beat(assessor, assessment, "1:0 2:1 objective:0")
    assert theirs_in(response) == [
        ("1", "4", "Say &quot;so&quot; &amp; &lt;b&gt;more&lt;/b&gt;", "1", "Tom Teammate"),
        ("2", "3", "", "2", "Tom Teammate"),
    ]
    assert re.findall(r'id="([\w-]+)"[^>]* hx-swap-oob', response.content.decode()) == [
        "presence-theirs",
        "figures",
        "mark-here",
        "guide-here",
        "mark-group",
        "mark-all",
    ]
    assert 'name="1-version" value="1"' in response.content.decode()
    assert theirs_in(beat(assessor, assessment, "1:1 2:2 objective:0")) == []


def test_reader_gets_them_without_fields(beat, assessment, manager, team_mate):
    save_as(team_mate, assessment, "1", "4")
    response = beat(manager, assessment)
    assert [one[0] for one in theirs_in(response)] == ["1"]
    assert "1-version" not in response.content.decode()


@pytest.mark.parametrize("page", [{"framework_version": "another"}, {"sheet": "another"}])
def test_page_of_another_version_or_sheet_gets_no_rows(beat, assessment, assessor, team_mate, page):
    save_as(team_mate, assessment, "1", "4")
    assert theirs_in(beat(assessor, assessment, **page)) == []


def test_blind_round_tells_and_notes_nothing_of_others(beat, independent, assessor, team_mate, manager):
    save_as(team_mate, independent, "1", "4")
    for person in (team_mate, manager, assessor):
        sheet = independent.sheets.filter(assessor=person).first()
        response = beat(person, independent, sheet=str(sheet.uuid) if sheet else "")
        assert people_in(response) == []
        assert [one[0] for one in theirs_in(response)] == (["1"] if person == team_mate else [])
    assert Presence.objects.count() == 0
    close_round(assessment_uuid=independent.uuid, reason="Time is up.", by=manager)
    beat(team_mate, independent)
    assert people_in(beat(assessor, independent)) == ["Tom Teammate"]


@pytest.mark.parametrize("versions", ["1", "1:x", "1:2:3"])
def test_mangled_beat_is_refused(beat, assessment, assessor, versions):
    assert beat(assessor, assessment, versions).status_code == 400


def test_who_is_signed_out_is_told_so(client, assessment):
    assert client.post(address(assessment)).status_code == 401


def test_one_write_a_person_in_ten_seconds(beat, assessment, assessor, django_assert_num_queries):
    beat(assessor, assessment)
    first = Presence.objects.get()
    beat(assessor, assessment)
    assert Presence.objects.get().seen_at == first.seen_at
    seen_ago(assessor, BEAT)
    beat(assessor, assessment)
    assert Presence.objects.get().seen_at > first.seen_at


def test_what_is_long_gone_is_swept_away_when_somebody_comes(beat, assessment, assessor, team_mate, manager):
    for person, ago in ((team_mate, FORGOTTEN + timedelta(seconds=1)), (manager, FORGOTTEN - timedelta(seconds=30))):
        beat(person, assessment)
        seen_ago(person, ago)
    beat(assessor, assessment)
    assert set(Presence.objects.values_list("user__full_name", flat=True)) == {"Mona Manager", "Amal Assessor"}


@pytest.mark.parametrize("count", [1, 3])
def test_a_beat_costs_the_same_whatever_it_brings(
    signed_in, assessment, assessor, team_mate, manager, admin, django_assert_num_queries, count
):
    now = timezone.now()
    for person in [team_mate, manager, admin][:count]:
        Presence.objects.create(assessment=assessment, element="D1.1", user=person, seen_at=now)
    for item in ["1", "2", "comment"][:count]:
        save_as(team_mate, assessment, item, "1")
    client = signed_in(assessor)
    page = {"framework_version": assessment.version.uuid, "sheet": "", "versions": FRESH}
    client.post(address(assessment), page)
    with django_assert_num_queries(5):  # session, person, assessment, who is here, the element's answers
        client.post(address(assessment), page)
    seen_ago(assessor, BEAT)
    with django_assert_num_queries(6):  # and one write
        client.post(address(assessment), page)
