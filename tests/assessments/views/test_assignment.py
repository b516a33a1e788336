"""The team's page: who scores what, how far each is, who covers what, and a reminder."""

import datetime
import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.actions.assessments import Duty
from assessments.actions.assignments import assign_team
from assessments.actions.workflow import submit_sheet
from assessments.models import Assignment, Event, IndividualSheet, Notice
from assessments.workflow import Mode
from organisations.actions.memberships import remove_member
from tests.factories import make_assessment
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def address(assessment) -> str:
    return reverse("assessments:assignment-edit", args=[assessment.uuid])


def remind(assessment, person) -> str:
    membership = assessment.organisation.memberships.get(user=person)
    return reverse("assessments:assignment-remind", args=[assessment.uuid, membership.uuid])


def ticks(assessment, given) -> list[str]:
    """What the page sends for these codes by person."""
    members = {one.user: one.uuid for one in assessment.organisation.memberships.select_related("user")}
    return [f"{members[person]}:{code}" for person, codes in given.items() for code in codes.split()]


def post(client, assessment, given, **changes):
    seen = client.get(address(assessment)).context["seen"]
    return client.post(address(assessment), {"seen": seen, "duty": ticks(assessment, given)} | changes)


def team(assessment) -> list[tuple[str, str, bool]]:
    return [(str(one.user), one.scope, one.is_lead) for one in assessment.assignments.select_related("user")]


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def blind(organisation, version, manager, assessor, team_mate):
    people = [assessor, team_mate]
    return make_assessment(organisation, version, by=manager, assessors=people, mode=Mode.INDEPENDENT)


def test_team_does_not_read_what_somebody_has_put_out_of_scope_while_everybody_scores_alone(
    signed_in, blind, manager, assessor, team_mate
):
    duties = {assessor: Duty(scope="D1.1"), team_mate: Duty(is_lead=True)}
    assign_team(assessment_uuid=blind.uuid, duties=duties, by=manager)

    def counted() -> list[str]:
        return re.findall(r"\d+ of \d+", text_of(signed_in(team_mate).get(address(blind))))[:1]

    def save(item: str, value: str) -> None:
        place = {"assessment_uuid": blind.uuid, "element_code": "D1.1", "item": item}
        save_answer(**place, given=GivenAnswer(value, "Not ours", 0), by=assessor)

    seen = [counted()]
    for item, value in (("1", "n/a"), ("scope", "excluded")):
        save(item, value)
        seen.append(counted())
    assert seen == [["0 of 3"], ["1 of 3"], ["3 of 3"]]


BOTH = [("Amal Assessor", "", False), ("Tom Teammate", "", False)]


def test_page_shows_who_scores_what_now(signed_in, assessment, manager, team_mate, assessor):
    given = {assessor: Duty(is_lead=True, scope="D1 D2.1"), team_mate: Duty()}
    assign_team(assessment_uuid=assessment.uuid, duties=given, by=manager)
    candidates = signed_in(manager).get(address(assessment)).context["candidates"]
    assert [(str(one.person), sorted(one.ticked), one.singles) for one in candidates] == [
        ("Amal Assessor", ["D1", "D2.1", "lead"], 1),
        ("Tom Teammate", ["whole"], 0),
        ("Mona Manager", [], 0),
    ]


@pytest.mark.parametrize(
    ("codes", "scope", "is_lead"),
    [
        ("whole", "", False),
        ("whole D1 D2.1", "", False),
        ("D2.1 D1 E", "D1 E D2.1", False),
        ("D1 D1.2 lead", "D1", True),
        ("E E1", "E", False),
        ("lead", "-", True),
    ],
)
def test_manager_assigns_the_whole_dimensions_or_elements(
    signed_in, assessment, manager, team_mate, codes, scope, is_lead
):
    kept = Assignment.objects.get(assessment=assessment, user=team_mate)
    response = post(signed_in(manager), assessment, {team_mate: codes})
    assert (response.status_code, said(response)) == (302, ["The team of “2026 self-assessment” is saved."])
    assert team(assessment) == [("Tom Teammate", scope, is_lead)]
    assert Assignment.objects.get(assessment=assessment, user=team_mate) == kept


def test_nobody_may_be_chosen(signed_in, assessment, manager):
    post(signed_in(manager), assessment, {})
    assert team(assessment) == []


def test_lead_assigns_as_a_manager_does(signed_in, assessment, manager, assessor, team_mate):
    assign_team(assessment_uuid=assessment.uuid, duties={assessor: Duty(is_lead=True), team_mate: Duty()}, by=manager)
    assert post(signed_in(assessor), assessment, {assessor: "whole lead", manager: "D1"}).status_code == 302
    assert team(assessment) == [("Amal Assessor", "", True), ("Mona Manager", "D1", False)]


def test_stranger_cannot_be_chosen(signed_in, assessment, manager, other_organisation):
    theirs = other_organisation.memberships.get()
    client = signed_in(manager)
    seen = client.get(address(assessment)).context["seen"]
    response = client.post(address(assessment), {"seen": seen, "duty": [f"{theirs.uuid}:whole"]})
    assert (response.status_code, team(assessment)) == (409, BOTH)


@pytest.mark.parametrize("nonsense", ["", ":", "whole", "1:whole", "{who}", "{who}:D9", "{who}:-", "é:D1"])
def test_what_nobody_could_tick_is_refused_whole(signed_in, assessment, manager, team_mate, nonsense):
    who = ticks(assessment, {team_mate: "D1"})[0].partition(":")[0]
    sent = {"duty": [nonsense.format(who=who), f"{who}:D2"]}
    response = post(signed_in(manager), assessment, {}, **sent)
    assert (response.status_code, team(assessment)) == (409, BOTH)
    ticked = {str(one.person): set(one.ticked) for one in response.context["candidates"]}
    assert ticked["Tom Teammate"] == {"D2"}


def test_team_that_somebody_changed_meanwhile_is_not_overwritten(signed_in, assessment, manager, assessor, team_mate):
    client = signed_in(manager)
    seen = client.get(address(assessment)).context["seen"]
    assign_team(assessment_uuid=assessment.uuid, duties={assessor: Duty(), manager: Duty()}, by=manager)
    data = {"seen": seen, "duty": ticks(assessment, {team_mate: "D3"})}
    response = client.post(address(assessment), data)
    assert response.status_code == 409
    assert "Somebody has changed the team" in text_of(response)
    assert {str(one.person): set(one.ticked) for one in response.context["candidates"]}["Tom Teammate"] == {"D3"}
    assert [name for name, _scope, _lead in team(assessment)] == ["Amal Assessor", "Mona Manager"]
    again = client.post(address(assessment), data | {"seen": response.context["seen"]})
    assert (again.status_code, team(assessment)) == (302, [("Tom Teammate", "D3", False)])


def test_only_leads_and_managers_see_the_page(signed_in, assessment, assessor, stranger, admin):
    people = (assessor, stranger, admin)
    assert [signed_in(person).get(address(assessment)).status_code for person in people] == [403, 404, 404]
    assert [signed_in(person).post(address(assessment), {}).status_code for person in people] == [403, 404, 404]
    assert team(assessment) == BOTH


def test_who_joins_is_told_and_who_stays_is_not_told_again(signed_in, assessment, manager, assessor):
    Notice.objects.all().delete()
    post(signed_in(manager), assessment, {assessor: "D1", manager: "whole"})
    post(signed_in(manager), assessment, {assessor: "D2"})
    assert not Notice.objects.exists()  # one does not tell oneself
    post(signed_in(manager), assessment, {})
    post(signed_in(manager), assessment, {assessor: "D2"})
    assert [(str(one.user), one.kind) for one in Notice.objects.all()] == [("Amal Assessor", "assigned")]


def test_changes_of_the_team_are_written_down(signed_in, assessment, manager, assessor):
    post(signed_in(manager), assessment, {assessor: "D1 E lead"})
    event = Event.objects.filter(kind="assigned").last()
    assert event.words == ("Amal Assessor: leads, Dimension D1, the enablers\nTom Teammate: no longer in the team")
    post(signed_in(manager), assessment, {assessor: "D1 E lead"})
    assert Event.objects.filter(kind="assigned").last() == event


def test_progress_counts_what_is_theirs(signed_in, assessment, manager, assessor, team_mate):
    given = {assessor: Duty(scope="D1"), team_mate: Duty(is_lead=True, scope="-")}
    assign_team(assessment_uuid=assessment.uuid, duties=given, by=manager)
    place = {"assessment_uuid": assessment.uuid, "element_code": "D1.1", "item": "1"}
    save_answer(**place, given=GivenAnswer("4", "", 0), by=assessor)
    shown = signed_in(manager).get(address(assessment)).context["team"]
    counts = [(str(one.person), one.scope, one.count and (one.count.answered, one.count.applicable)) for one in shown]
    assert counts == [("Amal Assessor", "Dimension D1", (1, 7)), ("Tom Teammate", "scores nothing", None)]


def test_elements_that_nobody_or_one_alone_scores_are_named(signed_in, blind, manager, assessor, team_mate):
    given = {assessor: Duty(scope="D1 D2"), team_mate: Duty(scope="D1 E")}
    assign_team(assessment_uuid=blind.uuid, duties=given, by=manager)
    page = signed_in(manager).get(address(blind))
    coverage = page.context["coverage"]
    assert [one.code for one in coverage.nobodys] == ["D3.1"]
    assert [one.code for one in coverage.ones] == ["D2.1", "E1"]
    assert "Nobody scores: D3.1 Element D3.1" in text_of(page)


# --- while everybody scores alone -------------------------------------------------------------------------------------


def test_who_joins_gets_a_sheet_and_who_comes_back_finds_theirs(signed_in, blind, manager, assessor, team_mate):
    sheet = IndividualSheet.objects.get(assessor=team_mate)
    save_answer(assessment_uuid=blind.uuid, element_code="D1.1", item="1", given=GivenAnswer("4", "", 0), by=team_mate)
    post(signed_in(manager), blind, {assessor: "whole", manager: "whole"})
    assert IndividualSheet.objects.filter(assessor=manager).count() == 1
    post(signed_in(manager), blind, {assessor: "whole", team_mate: "whole"})
    assert IndividualSheet.objects.get(assessor=team_mate) == sheet
    assert sheet.answers(manager="on_sheets").get(element="D1.1", item="1").value == "4"


def test_round_ends_when_the_last_who_was_waited_for_is_taken_out(signed_in, blind, manager, assessor):
    submit_sheet(assessment_uuid=blind.uuid, by=assessor)
    response = post(signed_in(manager), blind, {assessor: "whole"})
    blind.refresh_from_db()
    assert (response.status_code, blind.state) == (302, "consensus")
    assert Event.objects.filter(kind="round-ended", by=manager).count() == 1


def test_round_ends_when_the_last_who_was_waited_for_only_leads(signed_in, blind, manager, assessor, team_mate):
    submit_sheet(assessment_uuid=blind.uuid, by=assessor)
    post(signed_in(manager), blind, {assessor: "whole", team_mate: "lead"})
    blind.refresh_from_db()
    assert blind.state == "consensus"


def test_round_goes_on_while_nobody_has_submitted(signed_in, blind, manager, assessor):
    post(signed_in(manager), blind, {assessor: "whole"})
    blind.refresh_from_db()
    assert blind.state == "scoring"


def test_round_ends_when_the_last_who_was_waited_for_leaves_the_organisation(blind, manager, assessor, team_mate):
    submit_sheet(assessment_uuid=blind.uuid, by=assessor)
    remove_member(membership=blind.organisation.memberships.get(user=team_mate), by=manager)
    blind.refresh_from_db()
    ended = Event.objects.get(kind="round-ended")
    assert (blind.state, ended.by, ended.words) == ("consensus", manager, "Tom Teammate is no longer a member.")


# --- reminders --------------------------------------------------------------------------------------------------------


def test_reminder_reaches_one_person_and_is_written_down(signed_in, assessment, manager, assessor):
    Notice.objects.all().delete()
    response = signed_in(manager).post(remind(assessment, assessor))
    assert said(response) == ["A reminder is on its way to Amal Assessor."]
    assert [(one.user, one.kind) for one in Notice.objects.all()] == [(assessor, "reminder")]
    assert [(one.by, one.words) for one in Event.objects.filter(kind="reminded")] == [(manager, "Amal Assessor")]


def test_nobody_is_reminded_twice_within_an_hour(signed_in, assessment, manager, assessor, team_mate):
    client = signed_in(manager)
    client.post(remind(assessment, assessor))
    told = said(client.post(remind(assessment, assessor)))[-1]
    assert re.fullmatch(
        r"Nobody is reminded twice in an hour: the last was at \d\d:\d\d, the next can leave at \d\d:\d\d\.", told
    )
    client.post(remind(assessment, team_mate))
    assert Notice.objects.filter(kind="reminder").count() == 2
    Notice.objects.filter(kind="reminder").update(at=timezone.now() - datetime.timedelta(minutes=61))
    client.post(remind(assessment, assessor))
    assert Notice.objects.filter(kind="reminder").count() == 3


def test_only_others_of_the_team_are_reminded(signed_in, assessment, manager, assessor, team_mate, other_organisation):
    assign_team(assessment_uuid=assessment.uuid, duties={assessor: Duty(is_lead=True)}, by=manager)
    theirs = other_organisation.memberships.get().uuid
    client = signed_in(assessor)
    places = [remind(assessment, assessor), remind(assessment, team_mate)]
    places += [reverse("assessments:assignment-remind", args=[assessment.uuid, theirs])]
    assert [client.post(place).status_code for place in places] == [404, 404, 404]
    assert not Notice.objects.filter(kind="reminder").exists()


def test_who_has_submitted_is_not_offered_a_reminder(signed_in, blind, manager, assessor, team_mate):
    submit_sheet(assessment_uuid=blind.uuid, by=assessor)
    html = signed_in(manager).get(address(blind)).content.decode()
    assert [remind(blind, person) in html for person in (assessor, team_mate)] == [False, True]


def test_reviewed_one_reminds_nobody(signed_in, answered, manager, assessor):
    client = signed_in(manager)
    client.post(reverse("assessments:assessment-submit", args=[answered.uuid]))
    assert said(client.post(remind(answered, assessor)))[-1] == (
        "The assessment is being reviewed, so nobody has to be reminded."
    )
    assert not Notice.objects.filter(kind="reminder").exists()


@pytest.mark.parametrize("people", [1, 3])
def test_page_costs_the_same_whoever_is_in_the_team(
    signed_in, blind, manager, assessor, team_mate, django_assert_num_queries, people
):
    duties = dict.fromkeys([assessor, team_mate, manager][:people], Duty())
    assign_team(assessment_uuid=blind.uuid, duties=duties, by=manager)
    client = signed_in(manager)
    client.get(address(blind))
    with django_assert_num_queries(7):  # session, person, assessment, members, team, reminders, sheets
        client.get(address(blind))
