"""Many who answer at once, and one form that arrives several times."""

import uuid
from collections import Counter
from functools import partial

import pytest

from pulses.actions.answers import answer_pulse
from pulses.actions.pulses import close_pulse
from pulses.models import PulseReceipt
from tests.assessments.actions.test_answers_races import all_at_once
from tests.pulses.pulses import TOKEN, answer, make_pulse

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pulse(assessment, manager):
    return make_pulse(assessment, by=manager)


def given(pulse):
    """What has been counted of the first question, waiting or shown."""
    tally = pulse.questions.get(code="D1.1").tally
    return Counter(tally.waiting) + Counter(tally.shown)


def test_no_answer_is_lost_among_many(pulse):
    all_at_once([partial(answer, {"D1.1": rating}) for rating in ("1", "2", "3", "4", "5", "?", "3")])
    assert given(pulse) == {"1": 1, "2": 1, "3": 2, "4": 1, "5": 1, "?": 1}
    pulse.refresh_from_db()
    assert (pulse.sheets_waiting, pulse.sheets_shown) == (7, 0)


def test_form_that_arrives_four_times_at_once_counts_once(pulse):
    send = partial(answer_pulse, token=TOKEN, answers={"D1.1": "3"}, operation=uuid.uuid4())
    all_at_once([send] * 4)
    assert given(pulse) == {"3": 1}
    assert PulseReceipt.objects.count() == 1


def test_whoever_answers_while_it_is_closed_leaves_nothing_waiting(pulse, manager):
    answer({"D1.1": "3"}, times=3)
    all_at_once([partial(answer, {"D1.1": "3"}), partial(close_pulse, pulse_uuid=pulse.uuid, by=manager)])
    assert pulse.questions.get(code="D1.1").waiting == {}
    assert not PulseReceipt.objects.exists()
