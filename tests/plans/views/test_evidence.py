"""Evidence on the page of an action: who may not see a piece learns that there is one, and nothing of it."""

import pytest
from django.urls import reverse

from plans.actions.reports import attach_evidence
from tests.assessments.evidence import add_file
from tests.pages import text_of


@pytest.fixture
def page(rated, action, manager):
    """The address of an action that shows three pieces, two of which serve no place of any assessment."""
    for title in ("Policy", "Minutes of the board", "Contract"):
        piece = add_file(rated, manager, title=title)
        attach_evidence(assessment_uuid=rated.uuid, action_uuid=action.uuid, evidence_uuid=piece.uuid, by=manager)
        if title != "Policy":
            piece.uses.all().delete()
    return reverse("plans:action-detail", args=[rated.uuid, action.uuid])


def test_a_reader_learns_how_many_pieces_they_may_not_see_and_nothing_of_them(signed_in, page, assessor):
    response = signed_in(assessor).get(page)
    text = text_of(response)
    assert "Policy" in text
    assert "2 pieces of evidence are attached that you may not see." in text
    assert [title for title in ("Minutes of the board", "Contract") if title in response.content.decode()] == []


def test_who_sees_all_is_told_of_nothing_more(signed_in, page, manager):
    text = text_of(signed_in(manager).get(page))
    assert [title for title in ("Policy", "Minutes of the board", "Contract") if title not in text] == []
    assert "may not see" not in text
