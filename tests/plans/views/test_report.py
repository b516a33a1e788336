"""Notes and evidence at an action: by its owner too, and shown on its page."""

import pytest
from django.urls import reverse

from plans.models import Action, ActionNote, Plan, Status
from tests.assessments.evidence import add_file
from tests.pages import text_of


def at(action, name, *more):
    return reverse(f"plans:action-{name}", args=[action.plan.assessment.uuid, action.uuid, *more])


def test_the_owner_writes_something_down_once(signed_in, rated, action, assessor):
    browser = signed_in(assessor)
    for _sent_twice in range(2):
        response = browser.post(at(action, "note"), {"text": "The room is booked."}, follow=True)
    assert text_of(response).count("The room is booked.") == 1
    assert (ActionNote.objects.get().by, ActionNote.objects.get().action) == (assessor, action)


def test_an_empty_note_is_asked_for_again(signed_in, action, assessor):
    response = signed_in(assessor).post(at(action, "note"), {"text": " "})
    assert (response.status_code, ActionNote.objects.count()) == (422, 0)
    assert "Write down what you want to note." in text_of(response)


def test_evidence_is_shown_with_an_action_and_no_longer(signed_in, rated, action, manager, assessor):
    piece = add_file(rated, manager, title="Minutes")
    browser = signed_in(assessor)
    shown = browser.post(at(action, "evidence"), {"evidence": str(piece.uuid)}, follow=True)
    assert [one.evidence for one in action.evidence.all()] == [piece]
    assert "Minutes" in text_of(shown)
    browser.post(at(action, "evidence-remove", piece.uuid))
    assert (action.evidence.count(), type(piece).objects.filter(pk=piece.pk).count()) == (0, 1)


def test_evidence_of_another_organisation_can_not_be_chosen(
    signed_in, rated, action, manager, other_assessment, stranger
):
    theirs = add_file(other_assessment, stranger)
    response = signed_in(manager).post(at(action, "evidence"), {"evidence": str(theirs.uuid)})
    assert (response.status_code, action.evidence.count()) == (422, 0)


@pytest.mark.parametrize("name", ["note", "evidence", "status"])
def test_who_neither_owns_nor_plans_it_writes_nothing(signed_in, action, team_mate, name):
    assert signed_in(team_mate).post(at(action, name), {"text": "Me too."}).status_code == 403


def test_a_report_from_the_board_leads_back_to_it(signed_in, rated, action, assessor):
    sent = {"status": Status.BLOCKED, "progress": "5", "version": "0", "next": "board"}
    response = signed_in(assessor).post(at(action, "status"), sent)
    assert response.url == reverse("plans:plan-board", args=[rated.uuid])
    assert (Action.objects.get().status, Plan.objects.count()) == (Status.BLOCKED, 1)
