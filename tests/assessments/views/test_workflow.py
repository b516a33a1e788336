"""The steps from state to state, as each person meets them."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.actions.assessments import Duty
from assessments.actions.assignments import assign_team
from assessments.actions.consensus import take_middle
from assessments.actions.workflow import close_round, submit_for_review
from assessments.models import Assessment, Event, IndividualSheet, Notice
from tests.assessments.rounds import fill_sheet, make_round
from tests.factories import make_assessment
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def page(assessment, name: str) -> str:
    return reverse(f"assessments:{name}", args=[assessment.uuid])


def said(response) -> str:
    return str(list(get_messages(response.wsgi_request))[-1])


def told(kind: str) -> list[tuple[str, str]]:
    """Who was told of this, and in which words beyond the sentence."""
    rows = Notice.objects.filter(kind=kind).order_by("user__full_name").select_related("user")
    return [(str(one.user), one.words.partition("\n\n")[2]) for one in rows]


@pytest.fixture
def blind(organisation, version, manager, assessor, team_mate) -> Assessment:
    """Everybody scores alone, and the team-mate leads."""
    assessment = make_round(organisation, version, by=manager, assessors=[assessor, team_mate])
    duties = {assessor: Duty(), team_mate: Duty(is_lead=True)}
    assign_team(assessment_uuid=assessment.uuid, duties=duties, by=manager)
    Notice.objects.all().delete()
    return Assessment.objects.get(pk=assessment.pk)


# --- start ------------------------------------------------------------------------------------------------------------


def test_draft_says_what_is_missing_and_who_can_start_it(signed_in, organisation, version, manager, assessor):
    draft = make_assessment(organisation, version, by=manager)
    text = text_of(signed_in(manager).get(page(draft, "assessment-detail")))
    assert "Nobody scores it yet. Choose the team" in text
    assert "Who can start it: Mona Manager." in text
    refused = signed_in(manager).post(page(draft, "assessment-start"))
    assert (refused.status_code, "Nobody is assigned who scores" in text_of(refused)) == (409, True)
    assign_team(assessment_uuid=draft.uuid, duties={assessor: Duty(is_lead=True)}, by=manager)
    assert "Who can start it: Mona Manager, Amal Assessor." in text_of(
        signed_in(assessor).get(page(draft, "assessment-detail"))
    )


def test_nobody_is_told_before_the_start_and_then_everybody(signed_in, organisation, version, manager, assessor):
    draft = make_assessment(organisation, version, by=manager)
    assign_team(assessment_uuid=draft.uuid, duties={assessor: Duty(is_lead=True), manager: Duty()}, by=manager)
    assert told("assigned") == []
    response = signed_in(assessor).post(page(draft, "assessment-start"))
    assert said(response) == "The scoring of “2026 self-assessment” has started."
    assert told("assigned") == [("Mona Manager", "")]


# --- one's own sheet --------------------------------------------------------------------------------------------------


def test_unfinished_sheet_is_submitted_only_by_a_word_for_it(signed_in, blind, assessor):
    client = signed_in(assessor)
    assert "5 elements of yours are not answered in full." in text_of(client.get(page(blind, "sheet-submit")))
    refused = client.post(page(blind, "sheet-submit"))
    assert (refused.status_code, list(refused.context["form"].errors)) == (409, ["even_unfinished"])
    assert IndividualSheet.objects.get(assessor=assessor).submitted_at is None
    taken = client.post(page(blind, "sheet-submit"), {"even_unfinished": "on"})
    assert said(taken) == "Your sheet of “2026 self-assessment” is in. The team can agree when the others’ are in, too."
    assert IndividualSheet.objects.get(assessor=assessor).submitted_at is not None


def test_sheet_is_whole_when_everything_of_the_persons_own_is_answered(signed_in, blind, manager, assessor, team_mate):
    duties = {assessor: Duty(scope="D1"), team_mate: Duty(is_lead=True)}
    assign_team(assessment_uuid=blind.uuid, duties=duties, by=manager)
    fill_sheet(blind, assessor, 3, only=["D1.1", "D1.2"], submit=False)
    client = signed_in(assessor)
    assert "Everything that is yours to score is answered." in text_of(client.get(page(blind, "sheet-submit")))
    assert client.post(page(blind, "sheet-submit")).status_code == 302


def test_sheet_is_submitted_once_and_locked(signed_in, blind, assessor):
    client = signed_in(assessor)
    client.post(page(blind, "sheet-submit"), {"even_unfinished": "on"})
    again = client.post(page(blind, "sheet-submit"), {"even_unfinished": "on"})
    assert said(again) == "You have no sheet that could be submitted: it is in already, or you score nothing."
    assert Event.objects.filter(kind="sheet-submitted").count() == 1
    text = text_of(client.get(page(blind, "assessment-detail")))
    assert ("1 of 2 sheets are in." in text, "You submitted your sheet on" in text) == (True, True)
    assert page(blind, "sheet-submit") not in client.get(page(blind, "assessment-detail")).content.decode()


def test_last_sheet_ends_the_round_and_tells_the_leads(signed_in, blind, assessor, team_mate):
    fill_sheet(blind, team_mate, 3)
    assert told("round-ended") == []
    response = signed_in(assessor).post(page(blind, "sheet-submit"), {"even_unfinished": "on"})
    blind.refresh_from_db()
    assert blind.state == "consensus"
    assert said(response).endswith("the round has ended, and the team can agree now.")
    assert told("round-ended") == [("Tom Teammate", "")]
    assert not blind.answers.exclude(value="").exists()


def test_where_nobody_leads_the_managers_are_told_that_the_round_ended(signed_in, blind, manager, assessor):
    assign_team(assessment_uuid=blind.uuid, duties={assessor: Duty()}, by=manager)
    Notice.objects.all().delete()
    fill_sheet(blind, assessor, 3)
    assert told("round-ended") == [("Mona Manager", "")]


# --- the round --------------------------------------------------------------------------------------------------------


def test_round_is_closed_early_with_a_reason_that_stays_written_down(signed_in, blind, team_mate, assessor):
    fill_sheet(blind, team_mate, 3)
    client = signed_in(team_mate)
    assert "1 sheet is submitted. Not yet in: Amal Assessor" in text_of(client.get(page(blind, "round-close")))
    assert client.post(page(blind, "round-close"), {"reason": "  "}).status_code == 200
    assert Assessment.objects.get(pk=blind.pk).state == "scoring"
    client.post(page(blind, "round-close"), {"reason": "Amal is ill."})
    event = Event.objects.get(kind="round-closed")
    assert (Assessment.objects.get(pk=blind.pk).state, event.by, event.words) == (
        "consensus",
        team_mate,
        "Amal is ill.",
    )
    assert told("round-ended") == [("Amal Assessor", "Amal is ill.")]
    assert IndividualSheet.objects.get(assessor=assessor).submitted_at is None
    text = text_of(signed_in(assessor).get(page(blind, "assessment-detail")))
    assert "Amal is ill. Round closed before all had submitted · Tom Teammate" in text


def test_sheet_that_comes_when_the_round_is_closed_is_told_so(signed_in, blind, team_mate, assessor):
    close_round(assessment_uuid=blind.uuid, reason="Time.", by=team_mate)
    response = signed_in(assessor).post(page(blind, "sheet-submit"), {"even_unfinished": "on"})
    assert said(response) == "The round has ended, and your sheet is kept as it was. Nothing has changed."


# --- review -----------------------------------------------------------------------------------------------------------


def test_incomplete_one_is_not_submitted_and_says_what_is_missing(signed_in, assessment, manager):
    client = signed_in(manager)
    for response in (
        client.get(page(assessment, "assessment-submit")),
        client.post(page(assessment, "assessment-submit")),
    ):
        assert "It can’t be submitted yet: some elements are not answered in full." in text_of(response)
    assert response.status_code == 409
    assert Assessment.objects.get(pk=assessment.pk).state == "scoring"


def test_submission_shows_the_checks_and_reaches_the_managers_with_words(signed_in, answered, manager, assessor):
    assign_team(assessment_uuid=answered.uuid, duties={assessor: Duty(is_lead=True)}, by=manager)
    client = signed_in(assessor)
    shown = client.get(page(answered, "assessment-submit"))
    assert {check.kind for check in shown.context["checks"]} == {"unsupported", "alike"}
    response = client.post(page(answered, "assessment-submit"), {"words": "D3 was hard."})
    assert said(response) == "“2026 self-assessment” is submitted for review."
    assert told("submitted") == [("Mona Manager", "D3 was hard.")]
    text = text_of(signed_in(manager).get(page(answered, "assessment-detail")))
    assert "D3 was hard. Submitted for review · Amal Assessor" in text


def test_review_is_returned_with_comments_that_everybody_reads(signed_in, answered, manager, assessor):
    submit_for_review(assessment_uuid=answered.uuid, by=manager)
    client = signed_in(manager)
    assert client.post(page(answered, "assessment-return"), {"words": " "}).status_code == 200
    client.post(page(answered, "assessment-return"), {"words": "Look at D1 again."})
    assert Assessment.objects.get(pk=answered.pk).state == "scoring"
    both = [("Amal Assessor", "Look at D1 again."), ("Tom Teammate", "Look at D1 again.")]
    assert told("returned") == both
    text = text_of(signed_in(assessor).get(page(answered, "assessment-detail")))
    assert "Look at D1 again. Returned · Mona Manager" in text
    row = answered.answers.get(element="D1.1", item="1")
    given = GivenAnswer("2", "", row.version)
    save_answer(assessment_uuid=answered.uuid, element_code="D1.1", item="1", given=given, by=assessor)


def test_consensus_is_submitted_returned_to_consensus_and_approved(signed_in, blind, manager, assessor, team_mate):
    for person in (assessor, team_mate):
        fill_sheet(blind, person, 3)
    lead, head = signed_in(team_mate), signed_in(manager)
    take_middle(assessment_uuid=blind.uuid, by=team_mate)
    states = []
    for client, step, words in [
        (lead, "submit", {}),
        (head, "return", {"words": "Again."}),
        (lead, "submit", {}),
        (head, "approve", {}),
        (head, "reopen", {"reason": "Audit."}),
    ]:
        client.post(page(blind, f"assessment-{step}"), words)
        states.append(Assessment.objects.get(pk=blind.pk).state)
    assert states == ["review", "consensus", "review", "approved", "consensus"]
    assert told("approved") == [("Amal Assessor", ""), ("Tom Teammate", "")]
    assert told("reopened") == [("Amal Assessor", "Audit."), ("Tom Teammate", "Audit.")]


def test_what_happened_stands_on_the_page_the_newest_first(signed_in, answered, manager, assessor):
    head = signed_in(manager)
    head.post(page(answered, "assessment-submit"), {"words": "Done."})
    head.post(page(answered, "assessment-approve"))
    head.post(page(answered, "assessment-reopen"), {"reason": "<b>Audit</b>"})
    response = signed_in(assessor).get(page(answered, "assessment-detail"))
    events = [(one.kind, one.revision, one.words) for one in response.context["life"].events]
    team = "Amal Assessor: the whole\nTom Teammate: the whole"
    assert events == [
        ("reopened", 2, "<b>Audit</b>"),
        ("approved", 1, ""),
        ("submitted", 1, "Done."),
        ("started", 1, ""),
        ("assigned", 1, team),
        ("created", 1, ""),
    ]
    assert "&lt;b&gt;Audit&lt;/b&gt;" in response.content.decode()


@pytest.mark.both_engines
@pytest.mark.parametrize("name", ["round-close", "assessment-return", "assessment-reopen"])
def test_words_that_are_too_long_or_no_text_are_refused_and_kept(signed_in, blind, manager, team_mate, name):
    if name != "round-close":
        for person in blind.assessors.all():
            fill_sheet(blind, person, 3)
        take_middle(assessment_uuid=blind.uuid, by=team_mate)
        submit_for_review(assessment_uuid=blind.uuid, by=team_mate)
    client = signed_in(manager)
    if name == "assessment-reopen":
        client.post(page(blind, "assessment-approve"))
    field = "words" if name == "assessment-return" else "reason"
    before = Assessment.objects.values("state", "revision").get(pk=blind.pk)
    for text in ("x" * 10_001, "a\x00b", ""):
        response = client.post(page(blind, name), {field: text})
        assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert Assessment.objects.values("state", "revision").get(pk=blind.pk) == before
