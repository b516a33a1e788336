"""The public page: for whoever has the link, and for nobody in particular."""

import re
import uuid

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pulses.models import Pulse
from tests.pages import headings, text_of
from tests.pulses.pulses import TOKEN, make_pulse

URL = f"/p/{TOKEN}/"


@pytest.fixture(autouse=True)
def _nobody_has_sent_anything(db):
    cache.clear()


@pytest.fixture
def pulse(assessment, manager):
    return make_pulse(assessment, by=manager)


def form(**answers):
    return {"operation": str(uuid.uuid4()), **answers}


def test_page_says_what_is_kept_before_the_first_question(pulse, client):
    page = text_of(client.get(URL))
    assert page.index("What is not kept") < page.index("Don’t know")
    assert (
        "Nothing while it can be answered, not even how many have; then, once, averages of at least 5 people." in page
    )
    assert "This can’t be prevented: whoever has sent in all other forms" in page
    assert headings(client.get(URL)) == ["How we serve"]


def test_page_asks_one_question_an_element_with_its_objective_and_the_scale(pulse, client):
    page = client.get(URL).content.decode()
    assert page.count("<fieldset") == 4
    assert page.count('type="radio"') == 4 * 6
    definition = pulse.version.definition()
    for element in definition.elements:
        assert element.title in page
        assert element.objective in page
    assert re.findall(r'<input type="(\w+)" name="operation"', page) == ["hidden"]


def test_quick_scan_asks_one_question_a_dimension(assessment, manager, client):
    make_pulse(assessment, by=manager, kind=Pulse.Kind.DIMENSIONS)
    page = client.get(URL)
    assert page.content.decode().count("<fieldset") == 3
    assert "It takes about one minute." in text_of(page)


def test_answers_are_counted_and_thanked_for_at_an_address_without_token(pulse, client):
    response = client.post(URL, form(**{"D1.1": "4", "D2.1": "?"}))
    assert (response.status_code, response.url) == (302, "/p/thanks/")
    assert headings(client.get(response.url)) == ["Thank you"]
    assert {one.code: one.waiting for one in pulse.questions.all() if one.waiting} == {
        "D1.1": {"4": 1},
        "D2.1": {"?": 1},
    }


def test_neither_cookie_nor_session_nor_script(pulse, client):
    responses = [client.get(URL), client.post(URL, form(**{"D1.1": "4"})), client.get("/p/thanks/")]
    assert [response.cookies for response in responses] == [{}, {}, {}]
    assert "<script" not in responses[0].content.decode()


def test_no_forgery_token_is_needed(pulse):
    assert Client(enforce_csrf_checks=True).post(URL, form(**{"D1.1": "4"})).status_code == 302


def test_who_is_signed_in_stays_unknown(pulse, client, assessor):
    client.force_login(assessor)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(URL)
        client.post(URL, form(**{"D1.1": "4"}))
    asked = " ".join(query["sql"] for query in queries)
    assert "django_session" not in asked
    assert "organisations_user" not in asked
    assert assessor.full_name not in page.content.decode()


def test_page_keeps_out_of_search_engines_and_caches_and_tells_no_other_site(pulse, client):
    response = client.get(URL)
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("wrong", [{}, {"D1.1": "9"}, {"D1.1": "4", "operation": "x"}])
def test_form_without_answers_or_with_a_wrong_one_counts_nothing(pulse, client, wrong):
    response = client.post(URL, form() | wrong)
    assert response.status_code == 422
    assert "Your answers are not sent yet" in text_of(response)
    assert not any(one.waiting for one in pulse.questions.all())


def test_form_that_is_refused_keeps_what_was_chosen(pulse, client):
    page = client.post(URL, {"operation": "x", "D1.2": "2"}).content.decode()
    assert re.findall(r'name="(\S+)" value="(\S)" checked', page) == [("D1.2", "2")]


def test_network_that_sends_too_much_is_asked_to_wait_and_loses_nothing(pulse, client, monkeypatch):
    monkeypatch.setattr("pulses.throttle.LIMIT", 1)
    assert client.post(URL, form(**{"D1.1": "4"})).status_code == 302
    sent = form(**{"D1.1": "5"})
    response = client.post(URL, sent)
    assert response.status_code == 429
    assert "Please send it again in ten minutes" in text_of(response)
    assert sent["operation"] in response.content.decode()
    assert pulse.questions.get(code="D1.1").waiting == {"4": 1}


def test_form_that_is_sent_again_counts_once_against_the_limit(pulse, client, monkeypatch):
    monkeypatch.setattr("pulses.throttle.LIMIT", 2)
    again = form(**{"D1.1": "4"})
    sent = [client.post(URL, each).status_code for each in (again, again, again, form(**{"D1.1": "5"}), again)]
    assert sent == [302] * 5


def test_unknown_link_is_told_in_plain_words(db, client):
    response = client.get("/p/nothing-here/")
    assert response.status_code == 404
    assert headings(response) == ["This link does not work"]


@pytest.mark.parametrize(
    ("opens", "closes", "status", "heading"),
    [(-3, -1, 410, "This survey is closed"), (2, 3, 404, "This survey has not opened yet")],
)
def test_link_before_and_after_its_days(assessment, manager, client, opens, closes, status, heading):
    make_pulse(assessment, by=manager, opens=opens, closes=closes)
    for response in (client.get(URL), client.post(URL, form(**{"D1.1": "4"}))):
        assert response.status_code == status
        assert headings(response) == [heading]
        assert "Harbour Bank" not in text_of(response)


def test_nothing_stored_anywhere_names_the_sender(pulse, client):
    client.post(URL, form(**{"D1.1": "4"}), REMOTE_ADDR="192.0.2.77", HTTP_USER_AGENT="Tell-Tale/1.0")
    with connection.cursor() as cursor:
        stored = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            stored += [str(value) for row in cursor.fetchall() for value in row]
    everything = "\n".join(stored)
    for secret in ("192.0.2.77", "Tell-Tale", TOKEN):
        assert secret not in everything


def test_address_of_the_page_is_short(pulse):
    assert reverse("pulses:pulse-answer", args=[TOKEN]) == URL
    assert settings.SECURE_REFERRER_POLICY == "same-origin"  # of all other pages
