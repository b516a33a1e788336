"""Answering: what is kept of it, and what is not."""

import uuid

import pytest
from django.apps import apps
from django.utils import timezone

from pulses.actions.answers import NoSuchPulseError, NotOpenError, answer_pulse
from pulses.models import Pulse, PulseReceipt
from tests.pulses.pulses import TOKEN, answer, make_pulse

pytestmark = pytest.mark.django_db


@pytest.fixture
def pulse(assessment, manager):
    return make_pulse(assessment, by=manager)


def counts(pulse):
    return {question.code: (question.waiting, question.shown) for question in pulse.questions.all()}


def rows():
    """Every row of the app, column by column, as an administrator of the database reads them."""
    models = apps.get_app_config("pulses").get_models()
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_answers_are_added_up_question_by_question(pulse):
    answer({"D1.1": "3", "D2.1": "5"}, times=3)
    answer({"D1.1": "1", "D3.1": "?"}, times=2)
    assert counts(pulse) == {
        "D1.1": ({"1": 2, "3": 3}, {}),
        "D1.2": ({}, {}),
        "D2.1": ({"5": 3}, {}),
        "D3.1": ({"?": 2}, {}),
    }
    pulse.refresh_from_db()
    assert (pulse.sheets_waiting, pulse.sheets_shown) == (5, 0)


def test_no_row_comes_of_an_answer_but_a_receipt_that_leads_nowhere(pulse):
    before = rows()
    answer({"D1.1": "3", "D1.2": "4"})
    after = rows()
    assert {name: len(found) - len(before[name]) for name, found in after.items()} == {
        "Pulse": 0,
        "PulseQuestion": 0,
        "PulseReceipt": 1,
    }
    assert set(after["PulseReceipt"][0]) == {"id", "pulse_id", "digest"}
    assert set(after["PulseQuestion"][0]) == {"id", "pulse_id", "place", "code", "waiting", "shown"}


def test_rows_are_the_same_whoever_answered_first(pulse, assessment, manager):
    other = make_pulse(assessment, by=manager, token="another-token")
    for each in ("1", "5", "2"):
        answer({"D1.1": each})
    for each in ("2", "1", "5"):
        answer({"D1.1": each}, token="another-token")
    first, second = (list(one.questions.order_by("place").values_list("waiting", "shown")) for one in (pulse, other))
    assert repr(first) == repr(second)


def test_only_days_and_times_of_those_who_run_it_are_stored(pulse):
    before = rows()
    answer({"D1.1": "3"}, times=5)
    times = ["opens_on", "closes_on", "created_at", "closed_at"]
    for old, new in zip(before["Pulse"], rows()["Pulse"], strict=True):
        assert {name: new[name] for name in times} == {name: old[name] for name in times}
    models = apps.get_app_config("pulses").get_models()
    fields = [field for model in models for field in model._meta.fields]
    assert [field.name for field in fields if "Date" in field.get_internal_type()] == times


def test_form_that_is_sent_again_counts_once(pulse):
    operation = uuid.uuid4()
    for answers in ({"D1.1": "3"}, {"D1.1": "3"}, {"D1.1": "5"}):
        answer_pulse(token=TOKEN, answers=answers, operation=operation)
    assert counts(pulse)["D1.1"] == ({"3": 1}, {})
    assert PulseReceipt.objects.count() == 1


def test_one_operation_counts_once_in_each_pulse(pulse, assessment, manager):
    other = make_pulse(assessment, by=manager, token="another-token")
    operation = uuid.uuid4()
    for token in (TOKEN, "another-token"):
        answer_pulse(token=token, answers={"D1.1": "3"}, operation=operation)
    assert counts(pulse)["D1.1"] == counts(other)["D1.1"] == ({"3": 1}, {})


@pytest.mark.parametrize("answers", [{}, {"D1.1": "6"}, {"D1.1": ""}, {"D9.9": "3"}, {"D1": "3"}])
def test_what_is_neither_asked_nor_offered_is_refused(pulse, answers):
    with pytest.raises(ValueError, match="this pulse does not"):
        answer(answers)
    assert set(map(str, counts(pulse).values())) == {"({}, {})"}
    assert not PulseReceipt.objects.exists()


def test_wrong_link_and_closed_pulse_are_refused(pulse):
    with pytest.raises(NoSuchPulseError):
        answer({"D1.1": "3"}, token="no-such-token")
    Pulse.objects.update(closed_at=timezone.now())
    with pytest.raises(NotOpenError):
        answer({"D1.1": "3"})


@pytest.mark.parametrize("answers", [{"D1.1": "3"}, {"D1.1": "3", "D1.2": "4", "D2.1": "?", "D3.1": "1"}])
def test_form_costs_the_same_queries_for_one_answer_and_for_all(pulse, answers, django_assert_num_queries):
    answer({"D1.1": "3"})  # the framework version is remembered from here on
    with django_assert_num_queries(14):
        answer(answers)
