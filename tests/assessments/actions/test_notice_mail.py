"""What waits is sent, by one process and once; or all of it in one message a day."""

import datetime
import threading

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

from assessments.actions.notice_mail import Sent, send_digests, send_each
from assessments.models import Notice
from organisations.models import User
from tests.factories import make_notice

MORNING = datetime.datetime(2026, 11, 23, 7, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def assessment(assessment, mailoutbox):
    """The assessment of the story, with nobody told of anything yet."""
    Notice.objects.all().delete()
    mailoutbox.clear()
    return assessment


@pytest.fixture
def waiting(assessment, assessor):
    """Two notices for the assessor that no e-mail has told, of an hour before."""
    for words in ("First.", "Second."):
        make_notice(assessment, assessor, words=words)
    Notice.objects.update(at=MORNING - HOUR)
    return Notice.objects.order_by("pk")


@pytest.fixture
def daily(assessor):
    User.objects.filter(pk=assessor.pk).update(notices_by_email=User.Notices.DAILY)


def bodies(mailoutbox):
    return [message.body for message in mailoutbox]


def test_what_waits_is_sent_once(waiting, mailoutbox):
    assert send_each(now=MORNING) == Sent(sent=2)
    assert send_each(now=MORNING) == Sent()
    assert [message.subject for message in mailoutbox] == ["First.", "Second."]


def test_costs_the_same_for_each(waiting, assessment, assessor, django_assert_num_queries):
    with django_assert_num_queries(5):  # what waits; a claim and a mark for each of two
        send_each(now=MORNING)


@pytest.mark.parametrize(
    "change",
    [
        {"read_at": MORNING},
        {"for_email": False},
        {"sent_at": MORNING},
        {"claimed_at": MORNING - datetime.timedelta(minutes=14)},
        {"at": MORNING - 8 * DAY},
    ],
)
def test_what_was_read_or_sent_or_is_being_sent_or_is_old_does_not_leave(waiting, mailoutbox, change):
    waiting.update(**change)
    assert send_each(now=MORNING) == Sent()
    assert mailoutbox == []


def test_what_somebody_died_with_is_sent_by_the_next(waiting, mailoutbox):
    waiting.update(claimed_at=MORNING - datetime.timedelta(minutes=16))
    assert send_each(now=MORNING) == Sent(sent=2)


@pytest.mark.parametrize("lost", ["membership", "assignment", "account"])
def test_who_may_no_longer_read_it_gets_nothing(waiting, mailoutbox, assessment, organisation, assessor, lost):
    if lost == "membership":
        organisation.memberships.filter(user=assessor).delete()
    elif lost == "assignment":
        assessment.assignments.filter(user=assessor).delete()
    else:
        User.objects.filter(pk=assessor.pk).update(is_active=False)
    assert send_each(now=MORNING) == Sent()
    assert mailoutbox == []


def test_one_message_a_day_holds_all_that_waits(waiting, daily, mailoutbox):
    assert send_each(now=MORNING) == Sent()
    assert send_digests(now=MORNING) == Sent(sent=1)
    assert send_digests(now=MORNING + HOUR) == Sent()
    (message,) = mailoutbox
    assert message.subject == "2 notices about your assessments"
    assert message.body.startswith(
        "23 November 2026, 06:00\nFirst.\n\n23 November 2026, 06:00\nSecond.\n\n"
        "Open them here: http://127.0.0.1:8000/notices/\n\n-- \nNo more of these e-mails: http://127.0.0.1:8000/notices/"
    )


def test_what_comes_later_waits_for_the_next_day(waiting, daily, mailoutbox, assessment, assessor):
    send_digests(now=MORNING)
    make_notice(assessment, assessor, words="Third.")
    assert send_digests(now=MORNING + 12 * HOUR) == Sent()
    assert send_digests(now=MORNING + DAY - 2 * HOUR) == Sent()  # before six
    assert send_digests(now=MORNING + DAY) == Sent(sent=1)
    assert ["Third." in body for body in bodies(mailoutbox)] == [False, True]


def test_nobody_gets_a_message_without_news(daily, assessment, mailoutbox):
    assert send_digests(now=MORNING) == Sent()
    assert mailoutbox == []


def test_a_day_whose_message_failed_is_tried_again(waiting, daily, mailoutbox, monkeypatch):
    def refuse(*_):
        raise ConnectionResetError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse)
        assert send_digests(now=MORNING) == Sent(failed=1)
    assert send_digests(now=MORNING) == Sent(sent=1)
    assert len(mailoutbox) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("by_day", [False, True])
def test_several_at_once_send_nothing_twice(waiting, assessor, mailoutbox, by_day):
    """Seen to fail with ``take`` answering True whoever was first."""
    if by_day:
        User.objects.filter(pk=assessor.pk).update(notices_by_email=User.Notices.DAILY)
    outcomes, start = [], threading.Barrier(6)

    def run():
        try:
            start.wait(timeout=10)
            outcomes.append((send_digests if by_day else send_each)(now=MORNING))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    expected = 1 if by_day else 2
    assert (len(outcomes), sum(one.sent for one in outcomes), len(mailoutbox)) == (6, expected, expected)
