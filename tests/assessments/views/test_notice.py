"""A person's notices on their page, their choice, and the end of the e-mails."""

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from assessments.actions.notice_mail import send_each
from assessments.models import Notice
from assessments.notice_links import unsubscribe_path
from organisations.models import User
from tests.factories import make_assessment, make_notice, make_organisation
from tests.pages import headings, link_targets, text_of

LIST = reverse("assessments:notice-list")
SETTINGS = reverse("assessments:notice-settings")


@pytest.fixture(autouse=True)
def assessment(assessment):
    """The assessment of the story, with nobody told of anything yet."""
    Notice.objects.all().delete()
    return assessment


@pytest.fixture
def as_assessor(client, assessor):
    client.force_login(assessor)
    return client


def choice(person):
    return User.objects.get(pk=person.pk).notices_by_email


def test_new_ones_say_so_and_are_opened_with_a_mark(as_assessor, assessment, assessor):
    notice = make_notice(assessment, assessor, words="Mona mentions you.\n\nIs it <b>so</b>?")
    page = as_assessor.get(LIST)
    assert "New Mona mentions you. Is it <b>so</b>? Harbour Bank" in text_of(page)
    assert "Mark all as read" in text_of(page)
    opened = as_assessor.post(reverse("assessments:notice-open", args=[notice.uuid]))
    place = reverse("assessments:assessment-detail", args=[assessment.uuid])
    assert opened.url == place
    page = as_assessor.get(LIST)
    assert "New" not in text_of(page)
    assert "Mark all as read" not in text_of(page)
    assert place in link_targets(page)


def test_one_at_an_element_leads_there(as_assessor, assessment, assessor):
    notice = make_notice(assessment, assessor)
    Notice.objects.update(element="D1.2")
    opened = as_assessor.post(reverse("assessments:notice-open", args=[notice.uuid]))
    assert opened.url == reverse("assessments:element-score", args=[assessment.uuid, "D1.2"])


def test_all_are_marked_at_once(as_assessor, assessment, assessor, team_mate):
    for person in (assessor, assessor, team_mate):
        make_notice(assessment, person)
    assert as_assessor.post(reverse("assessments:notice-read")).url == LIST
    assert list(Notice.objects.unread().values_list("user__full_name", flat=True)) == ["Tom Teammate"]


def test_looking_marks_nothing(as_assessor, assessment, assessor):
    make_notice(assessment, assessor)
    as_assessor.get(LIST)
    assert Notice.objects.unread().count() == 1


def test_nothing_yet_says_what_will_stand_here(as_assessor):
    page = as_assessor.get(LIST)
    assert headings(page) == ["Notices"]
    assert "When somebody assigns you, mentions you or returns an assessment, it stands here." in text_of(page)


def test_nothing_is_left_of_an_organisation_that_one_has_left(as_assessor, assessment, organisation, assessor):
    make_notice(assessment, assessor)
    organisation.memberships.get(user=assessor).delete()
    assert "Harbour Bank" not in text_of(as_assessor.get(LIST))


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_whatever_it_lists(
    as_assessor, version, manager, assessor, assessment, django_assert_num_queries, count
):
    for number in range(count):
        organisation = make_organisation(f"Bank {number}", managers=[manager], assessors=[assessor])
        make_notice(make_assessment(organisation, version, by=manager, assessors=[assessor]), assessor)
    with django_assert_num_queries(3):  # session, person, notices
        as_assessor.get(LIST)


def test_each_person_chooses(as_assessor, assessor):
    assert "Each at once One message a day None" in text_of(as_assessor.get(SETTINGS))
    assert as_assessor.post(SETTINGS, {"notices_by_email": "daily"}).url == LIST
    assert choice(assessor) == "daily"
    assert 'value="daily"' in as_assessor.get(SETTINGS).content.decode().split("checked", 1)[0].rsplit("<input", 1)[1]


@pytest.mark.parametrize("given", ["", "sometimes"])
def test_a_choice_that_is_none_is_refused_in_words(as_assessor, assessor, given):
    page = as_assessor.post(SETTINGS, {"notices_by_email": given})
    assert page.status_code == 200
    assert choice(assessor) == "all"


# --- from within an e-mail, signed in or not -------------------------------------------------------------------------
def test_following_the_link_asks_and_the_button_ends_the_e_mails(client, assessor):
    link = unsubscribe_path(assessor)
    assert headings(client.get(link)) == ["No more notices by e-mail?"]
    assert choice(assessor) == "all"
    assert headings(client.post(link)) == ["You get no more notices by e-mail"]
    assert choice(assessor) == "none"


def test_a_mail_program_ends_them_with_one_post_without_cookies(assessment, assessor, mailoutbox):
    make_notice(assessment, assessor)
    assert send_each().sent == 1
    address = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    program = Client(enforce_csrf_checks=True)
    response = program.post(address, {"List-Unsubscribe": "One-Click"})
    assert (response.status_code, settings.SESSION_COOKIE_NAME in response.cookies) == (200, False)
    assert choice(assessor) == "none"


def test_a_link_that_was_changed_ends_nobodys(client, assessor, team_mate):
    link = unsubscribe_path(assessor)
    other = link.replace(f"/{assessor.pk}.", f"/{team_mate.pk}.")
    for wrong in (other, f"{link[:-2]}/", "/notices/unsubscribe/nonsense/"):
        assert client.post(wrong).status_code == 404
    assert (choice(assessor), choice(team_mate)) == ("all", "all")


def test_a_link_to_the_page_stands_in_the_menu(as_assessor):
    assert LIST in link_targets(as_assessor.get("/"))
