"""A save that is sent again, and one that comes from a page of somebody else's: told apart by what travels with it."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import AnswerChange

pytestmark = pytest.mark.django_db


def send(client: Client, assessment, operation: uuid.UUID, **fields):
    data = {"1-value": "3", "1-reason": "", "1-version": 0, "1-operation": operation} | fields
    address = reverse("assessments:answer-save", args=[assessment.uuid, "D1.1", "1"])
    return client.post(address, data | {"framework_version": assessment.version.uuid})


def text(response) -> str:
    """What the answer says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_operation_that_is_sent_again_counts_once(signed_in, assessment, assessor):
    client, operation = signed_in(assessor), uuid.uuid4()
    replies = [send(client, assessment, operation) for _ in range(2)]
    assert [text(reply)[:5] for reply in replies] == ["Saved", "Saved"]
    assert AnswerChange.objects.count() == 1


def test_operation_that_was_overtaken_brings_what_stands_and_by_whom(signed_in, assessment, assessor, team_mate):
    client, operation = signed_in(assessor), uuid.uuid4()
    send(client, assessment, operation)
    theirs = {"1-value": "5", "1-reason": "A <note>", "1-version": 1}
    send(signed_in(team_mate), assessment, uuid.uuid4(), **theirs)
    reply = send(client, assessment, operation)
    html = reply.content.decode()
    assert reply.status_code == 200
    assert text(reply).startswith(
        "Yours was saved, and then Tom Teammate changed it. It now says: 5 Optimising: A &lt;note&gt;"
    )
    assert re.findall(r'data-overtaken data-value="(.*?)" data-reason="(.*?)"', html) == [("5", "A &lt;note&gt;")]
    assert 'name="1-version" value="2"' in html
    assert AnswerChange.objects.count() == 2


def test_id_that_has_saved_another_value_is_refused_on_the_answer_and_on_the_whole_sheet(
    signed_in, assessment, assessor
):
    client, operation = signed_in(assessor), uuid.uuid4()
    send(client, assessment, operation)
    again = {"1-value": "4", "1-version": 1, "1-operation": operation}
    page = reverse("assessments:element-score", args=[assessment.uuid, "D1.1"])
    replies = [send(client, assessment, operation, **again), client.post(page, again)]
    assert [reply.status_code for reply in replies] == [400, 400]
    assert [change.value for change in AnswerChange.objects.all()] == ["3"]
    assert assessment.answers.get(element="D1.1", item="1").value == "3"


def test_page_of_another_person_of_the_browser_saves_nothing(signed_in, assessment, assessor, team_mate):
    response = send(signed_in(team_mate), assessment, uuid.uuid4(), person=assessor.pk)
    assert response.status_code == 401
    assert response.content.decode() == "Somebody else has signed in in this browser, so nothing was saved."
    assert not AnswerChange.objects.exists()
