"""Telling people: who is told what, once, and what comes by e-mail."""

import logging
import smtplib

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language, override

from assessments.actions.notices import choose_notices, mark_all_read, open_notice, tell
from assessments.models import Notice
from assessments.notice_links import unsubscribe_path
from organisations.models import User
from tests.factories import make_notice

Kind = Notice.Kind


@pytest.fixture(autouse=True)
def assessment(assessment, mailoutbox):
    """The assessment of the story, with nobody told of anything yet."""
    Notice.objects.all().delete()
    mailoutbox.clear()
    return assessment


@pytest.fixture
def told(assessment, assessor, team_mate, manager, django_capture_on_commit_callbacks):
    """Tell the assessor and the team-mate, as the manager, and let what waits for the commit happen."""

    def tell_them(kind=Kind.REMINDER, **facts):
        with django_capture_on_commit_callbacks(execute=True):
            tell(assessment=assessment, kind=kind, to=[assessor, team_mate, manager], by=manager, **facts)
        return list(Notice.objects.order_by("user__full_name"))

    return tell_them


def choose(person, choice):
    User.objects.filter(pk=person.pk).update(notices_by_email=choice)
    person.refresh_from_db()


def addresses(mailoutbox):
    return sorted(message.to[0] for message in mailoutbox)


@pytest.fixture
def broken_mail(monkeypatch):
    """A mail server that refuses whatever it is given, or with ``reach=False`` can't be reached."""

    def broken(fault: Exception, *, reach: bool = True):
        def refuse(*_: object) -> None:
            raise fault

        monkeypatch.setattr(EmailBackend, "send_messages" if reach else "open", refuse)

    return broken


def test_everybody_is_told_but_the_one_who_did_it(told, assessor, team_mate):
    notices = told(said="By Friday, please")
    assert [(one.user, one.words) for one in notices] == [
        (assessor, "Mona Manager reminds you of “2026 self-assessment”.\n\nBy Friday, please"),
        (team_mate, "Mona Manager reminds you of “2026 self-assessment”.\n\nBy Friday, please"),
    ]


def test_nobody_is_told_twice_and_no_closed_account_at_all(assessment, assessor, team_mate, manager):
    team_mate.is_active = False
    tell(assessment=assessment, kind=Kind.REMINDER, to=[assessor, assessor, team_mate], by=manager)
    assert list(Notice.objects.values_list("user", flat=True)) == [assessor.pk]


def test_words_are_in_the_readers_language_and_not_in_the_writers(told, settings):
    settings.LANGUAGE_CODE = "de"
    asked: list[str | None] = []
    with override("ar"), pytest.MonkeyPatch.context() as patch:
        patch.setattr("assessments.notice_words._sentence", lambda kind: asked.append(get_language()) or "")
        told()
    assert asked == ["de"]


def test_each_comes_by_e_mail_at_once_with_one_link_and_the_way_to_end_them(told, mailoutbox, assessment, assessor):
    notices = told(Kind.MENTIONED, element="D1.1", said="Is this so?")
    assert addresses(mailoutbox) == ["amal.assessor@example.org", "tom.teammate@example.org"]
    message = next(one for one in mailoutbox if one.to == [assessor.email])
    end = f"http://127.0.0.1:8000{unsubscribe_path(assessor)}"
    assert message.subject == "Mona Manager mentions you at D1.1 of “2026 self-assessment”."
    assert message.body.strip().split("\n\n") == [
        "Mona Manager mentions you at D1.1 of “2026 self-assessment”.",
        "Is this so?",
        f"http://127.0.0.1:8000/assessments/{assessment.uuid}/elements/D1.1/threads/",
        f"-- \nNo more of these e-mails: {end}",
    ]
    assert message.extra_headers["List-Unsubscribe"] == f"<{end}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.message().get_content_type() == "text/plain"
    assert all(one.sent_at for one in Notice.objects.filter(pk__in=[one.pk for one in notices]))


def test_a_title_can_put_no_header_into_an_e_mail(told, mailoutbox, assessment):
    assessment.title = "Fine\r\nBcc: everybody@example.org"
    told()
    assert [message.recipients() for message in mailoutbox] == [[message.to[0]] for message in mailoutbox]
    assert "\n" not in mailoutbox[0].subject
    assert mailoutbox[0].message()["Bcc"] is None


def test_nothing_is_sent_of_what_was_undone(
    assessment, assessor, manager, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        tell(assessment=assessment, kind=Kind.REMINDER, to=[assessor], by=manager)
    assert (len(callbacks), mailoutbox) == (1, [])


@pytest.mark.parametrize("choice", [User.Notices.DAILY, User.Notices.NONE])
def test_who_chose_otherwise_gets_none_at_once(told, mailoutbox, team_mate, choice):
    choose(team_mate, choice)
    notices = told()
    assert addresses(mailoutbox) == ["amal.assessor@example.org"]
    assert [one.for_email for one in notices] == [True, choice != User.Notices.NONE]


def test_a_removed_member_gets_nothing(
    assessment, organisation, assessor, manager, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        tell(assessment=assessment, kind=Kind.REMINDER, to=[assessor], by=manager)
        organisation.memberships.get(user=assessor).delete()
    assert mailoutbox == []
    assert list(Notice.objects.of(assessor)) == []


@pytest.mark.parametrize(
    ("fault", "reach"),
    [
        (ConnectionRefusedError("nobody there"), False),
        (smtplib.SMTPServerDisconnected("gone"), True),
        (smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no")}), True),
        (smtplib.SMTPDataError(451, b"later"), True),
    ],
)
def test_a_mail_server_that_fails_loses_nothing_and_is_written_to_the_log(told, broken_mail, caplog, fault, reach):
    broken_mail(fault, reach=reach)
    with caplog.at_level(logging.WARNING, "assessments"):
        notices = told()
    assert [(one.sent_at, one.claimed_at) for one in notices] == [(None, None), (None, None)]
    assert [record.name for record in caplog.records][:1] == ["assessments.actions.notice_mail"]
    assert list(Notice.objects.to_send(timezone.now())) == notices


def test_one_address_that_is_refused_holds_back_no_other(told, broken_mail, monkeypatch, assessor, mailoutbox):
    whole = EmailBackend.send_messages

    def refuse_one(self, messages):
        if messages[0].to == [assessor.email]:
            raise smtplib.SMTPRecipientsRefused({assessor.email: (550, b"no")})
        return whole(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_one)
    notices = told()
    assert addresses(mailoutbox) == ["tom.teammate@example.org"]
    assert [bool(one.sent_at) for one in notices] == [False, True]


# --- what a person does with them -----------------------------------------------------------------------------------
def test_opening_marks_as_read_once(assessment, assessor):
    made = make_notice(assessment, assessor)
    assert open_notice(notice_uuid=made.uuid, by=assessor) == made
    made.refresh_from_db()
    first = made.read_at
    open_notice(notice_uuid=made.uuid, by=assessor)
    made.refresh_from_db()
    assert first == made.read_at is not None


def test_nobody_opens_or_marks_anothers(assessment, assessor, team_mate):
    made = make_notice(assessment, assessor)
    with pytest.raises(Http404):
        open_notice(notice_uuid=made.uuid, by=team_mate)
    mark_all_read(by=team_mate)
    assert list(Notice.objects.unread()) == [made]
    mark_all_read(by=assessor)
    assert list(Notice.objects.unread()) == []


def test_who_chooses_none_is_not_sent_what_waited_when_they_choose_otherwise(assessment, assessor):
    make_notice(assessment, assessor)
    choose_notices(user=assessor, choice=User.Notices.NONE)
    choose_notices(user=assessor, choice=User.Notices.ALL)
    assert list(Notice.objects.to_send(timezone.now())) == []
    assert User.objects.get(pk=assessor.pk).notices_by_email == "all"
