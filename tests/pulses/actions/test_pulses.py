"""Making a pulse, its links, and closing it."""

import datetime
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.http import Http404

from assessments.models import Assignment
from organisations.models.invitation import token_digest
from pulses.actions.answers import NoSuchPulseError, NotOpenError, open_pulse
from pulses.actions.pulses import (
    PulseClosedError,
    PulseKeptError,
    close_pulse,
    create_pulse,
    delete_pulse,
    extend_pulse,
    new_link,
)
from pulses.models import Pulse, PulseReceipt
from tests.pulses.pulses import TOKEN, answer, end, given_pulse, make_pulse


def create(assessment, by, **changes):
    return create_pulse(
        **{"assessment_uuid": assessment.uuid, "given": given_pulse(), "operation": uuid.uuid4(), "by": by} | changes
    )


@pytest.mark.parametrize(
    ("kind", "codes"),
    [(Pulse.Kind.ELEMENTS, ["D1.1", "D1.2", "D2.1", "D3.1"]), (Pulse.Kind.DIMENSIONS, ["D1", "D2", "D3"])],
)
def test_pulse_asks_one_question_each(assessment, manager, kind, codes):
    pulse = create(assessment, manager, given=given_pulse(kind)).pulse
    assert [question.code for question in pulse.questions.all()] == codes
    assert pulse.version == assessment.version


def test_link_is_kept_as_a_digest_only(assessment, manager):
    issued = create(assessment, manager)
    assert open_pulse(issued.token) == issued.pulse
    stored = " ".join(map(str, Pulse.objects.values_list().get()))
    assert token_digest(issued.token) in stored
    assert issued.token not in stored


def test_pulse_made_twice_by_one_page_is_one_and_its_link_stays_hidden(assessment, manager):
    operation = uuid.uuid4()
    first, again = (create(assessment, manager, operation=operation) for _time in range(2))
    assert (again.pulse, again.token) == (first.pulse, "")
    assert open_pulse(first.token) == first.pulse


def test_operation_of_another_assessment_gives_nothing_away(assessment, other_assessment, manager, stranger):
    theirs = create(other_assessment, stranger).pulse
    mine = create(assessment, manager, operation=theirs.uuid)
    assert mine.pulse != theirs
    assert mine.pulse.assessment == assessment
    assert mine.token


def test_lead_may_run_pulses_and_assessor_may_not(assessment, assessor):
    with pytest.raises(PermissionDenied):
        create(assessment, assessor)
    Assignment.objects.filter(user=assessor).update(is_lead=True)
    pulse = create(assessment, assessor).pulse
    assert close_pulse(pulse_uuid=pulse.uuid, by=assessor).is_closed


def test_stranger_finds_nothing(assessment, manager, stranger):
    pulse = make_pulse(assessment, by=manager)
    for attempt in (
        lambda: create(assessment, stranger),
        lambda: new_link(pulse_uuid=pulse.uuid, by=stranger),
        lambda: close_pulse(pulse_uuid=pulse.uuid, by=stranger),
    ):
        with pytest.raises(Http404):
            attempt()


def test_new_link_stops_the_old_one_and_keeps_the_answers(assessment, manager):
    pulse = make_pulse(assessment, by=manager)
    answer({"D1.1": "3"}, times=5)
    issued = new_link(pulse_uuid=pulse.uuid, by=manager)
    with pytest.raises(NoSuchPulseError):
        open_pulse(TOKEN)
    assert open_pulse(issued.token).sheets_waiting == 5


def test_closing_shows_what_is_enough_and_forgets_the_rest_and_the_receipts(assessment, manager):
    pulse = make_pulse(assessment, by=manager)
    answer({"D1.1": "3", "D1.2": "?"}, times=7)
    answer({"D2.1": "3"}, times=4)
    pulse = close_pulse(pulse_uuid=pulse.uuid, by=manager)
    found = {question.code: (question.waiting, question.shown) for question in pulse.questions.all()}
    assert found == {"D1.1": ({}, {"3": 7}), "D1.2": ({}, {"?": 7}), "D2.1": ({}, {}), "D3.1": ({}, {})}
    assert (pulse.sheets_waiting, pulse.sheets_shown) == (0, 11)
    assert not PulseReceipt.objects.exists()


def test_daily_tidying_shows_and_forgets_the_same_of_a_pulse_that_ended_by_its_day(assessment, manager):
    ended, going_on = (make_pulse(assessment, by=manager, token=token, opens=-9) for token in (TOKEN, "another"))
    for token in (TOKEN, "another"):
        answer({"D1.1": "3"}, times=7, token=token)
    Pulse.objects.filter(pk=ended.pk).update(closes_on=ended.opens_on)
    call_command("tidy")
    found = {}
    for pulse in Pulse.objects.all():
        question = pulse.questions.get(code="D1.1")
        found[pulse.pk] = (pulse.receipts.count(), pulse.sheets_waiting, question.waiting, question.shown)
    assert found == {ended.pk: (0, 0, {}, {"3": 7}), going_on.pk: (7, 7, {"3": 7}, {})}


def test_closed_pulse_stays_as_it_was_closed(assessment, manager):
    pulse = make_pulse(assessment, by=manager)
    closed = close_pulse(pulse_uuid=pulse.uuid, by=manager)
    assert close_pulse(pulse_uuid=pulse.uuid, by=manager).closed_at == closed.closed_at
    with pytest.raises(PulseClosedError):
        new_link(pulse_uuid=pulse.uuid, by=manager)
    with pytest.raises(NotOpenError):
        open_pulse(TOKEN)


@pytest.mark.parametrize(
    ("opens", "closes", "state"), [(0, 0, "open"), (-1, 0, "open"), (1, 3, "planned"), (-3, -1, "closed")]
)
def test_first_and_last_day_belong_to_it(assessment, manager, opens, closes, state):
    assert make_pulse(assessment, by=manager, opens=opens, closes=closes).state == state


def test_last_day_can_be_put_off_while_it_goes_on_and_never_be_brought_forward(assessment, manager, assessor):
    pulse = make_pulse(assessment, by=manager, closes=3)
    later = pulse.closes_on + datetime.timedelta(days=7)
    assert extend_pulse(pulse_uuid=pulse.uuid, closes_on=later, by=manager).closes_on == later
    with pytest.raises(ValueError, match="earlier"):
        extend_pulse(pulse_uuid=pulse.uuid, closes_on=pulse.closes_on, by=manager)
    with pytest.raises(PermissionDenied):
        extend_pulse(pulse_uuid=pulse.uuid, closes_on=later, by=assessor)
    end(pulse)
    with pytest.raises(PulseClosedError):
        extend_pulse(pulse_uuid=pulse.uuid, closes_on=later, by=manager)


@pytest.mark.parametrize(
    ("sheets", "is_over", "goes"), [(0, False, False), (0, True, True), (4, True, True), (5, True, False)]
)
def test_only_a_pulse_without_figures_is_deleted_and_never_an_open_one(assessment, manager, sheets, is_over, goes):
    pulse = make_pulse(assessment, by=manager)
    answer({"D1.1": "3"}, times=sheets)
    if is_over:
        end(pulse)
    if goes:
        delete_pulse(pulse_uuid=pulse.uuid, by=manager)
    else:
        with pytest.raises(PulseKeptError):
            delete_pulse(pulse_uuid=pulse.uuid, by=manager)
    assert Pulse.objects.exists() is not goes


def test_a_pulse_that_has_not_opened_yet_can_be_deleted(assessment, manager):
    delete_pulse(pulse_uuid=make_pulse(assessment, by=manager, opens=2).uuid, by=manager)
    assert not Pulse.objects.exists()
