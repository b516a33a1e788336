"""Foreword and summary: the page, the preview, and two managers who write at once."""

import pytest
from django.urls import reverse

from reports.actions.words import write_words
from reports.forms.words import LONGEST
from reports.models import ReportWords
from reports.source import Words
from tests.factories import make_user
from tests.pages import headings, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def page_url(assessment, client, manager) -> str:
    """The page, for the manager who is signed in."""
    client.force_login(manager)
    return reverse("reports:words-edit", args=[assessment.uuid])


@pytest.fixture
def other(organisation):
    """Another manager."""
    person = make_user("Olga Other")
    organisation.memberships.create(user=person, role="manager")
    return person


def sent(foreword="", summary="", version=0, **more):
    return {"version": version, "foreword": foreword, "summary": summary} | more


def test_what_is_written_is_kept_and_stands_there_again(client, page_url, assessment):
    assert headings(client.get(page_url)) == ["Foreword and summary"]
    page = client.post(page_url, sent("Thanks to **all**.\r\n\r\nAnd to you.", "We are half way."), follow=True)
    words = ReportWords.objects.get()
    assert (words.foreword, words.summary, words.version) == (
        "Thanks to **all**.\n\nAnd to you.",
        "We are half way.",
        1,
    )
    said = text_of(page)
    assert ("Foreword and summary are kept." in said, "Last changed by Mona Manager on" in said) == (True, True)
    html = page.content.decode()
    assert ("Thanks to **all**." in html, "<strong>all</strong>" in html) == (True, True)


def test_preview_keeps_nothing(client, page_url):
    given = sent("# Dear reader\n\n- one\n- <script>alert(1)</script>", preview="1")
    part = client.post(page_url, given, headers=HTMX)
    html = part.content.decode()
    assert ("<h3" in html, "<li>" in html, "&lt;script&gt;" in html) == (True, True, True)
    assert ("<html" in html, "<script" in html, ReportWords.objects.exists()) == (False, False, False)
    whole = client.post(page_url, given)
    assert (whole.status_code, "# Dear reader" in whole.content.decode(), headings(whole)) == (
        200,
        True,
        ["Foreword and summary"],
    )
    assert not ReportWords.objects.exists()


def test_preview_counts_what_is_written(client, page_url):
    part = text_of(client.post(page_url, sent("x" * 30, "y" * (LONGEST + 1), preview="1"), headers=HTMX))
    assert ("30 of 20,000 characters" in part, "20,001 characters are more than fit" in part) == (True, True)


def test_text_that_is_too_long_is_refused_and_stays(client, page_url):
    lines = "\r\n".join(["x" * 99] * 200)  # as long as it may be, once a line's end counts as one
    assert client.post(page_url, sent(lines)).status_code == 302
    page = client.post(page_url, sent("z" * (LONGEST + 1), version=1))
    assert (page.status_code, "zzz" in page.content.decode(), "Please put this right" in text_of(page)) == (
        422,
        True,
        True,
    )
    assert ReportWords.objects.get().version == 1


def test_of_two_who_write_at_once_nothing_is_lost(client, page_url, assessment, other):
    write_words(assessment_uuid=assessment.uuid, given=Words("Theirs.", "Their summary."), version=0, by=other)
    page = client.post(page_url, sent("Mine.", "My summary."))
    said = text_of(page)
    assert (page.status_code, "Olga Other has changed this on" in said) == (409, True)
    for words in ("Theirs.", "Their summary.", "Mine.", "My summary.", "Save mine over it", "Keep what stands"):
        assert words in said
    assert ReportWords.objects.get().foreword == "Theirs."
    again = client.post(
        page_url, sent("Mine, and theirs.", "My summary.", version=page.context["form"]["version"].value())
    )
    assert (again.status_code, ReportWords.objects.get().foreword) == (302, "Mine, and theirs.")


def test_text_that_was_left_alone_stays_as_the_other_wrote_it(client, page_url, assessment, other):
    read = {name: client.get(page_url).context["form"][name].value() for name in ("foreword_read", "summary_read")}
    write_words(assessment_uuid=assessment.uuid, given=Words("", "Their summary."), version=0, by=other)
    page = client.post(page_url, sent("Mine.", **read), follow=True)
    words = ReportWords.objects.get()
    assert (words.foreword, words.summary, words.version) == ("Mine.", "Their summary.", 2)
    assert "What you had left alone was changed meanwhile" in text_of(page)
    page = client.post(page_url, sent("Mine too.", **read))
    assert (page.status_code, page.context["both"]) == (409, [("Foreword", "Mine.")])
    assert "You changed this in another window on" in text_of(page)
    form = page.context["form"]
    assert (form["foreword"].value(), form["summary"].value()) == ("Mine too.", "Their summary.")
    again = {name: form[name].value() for name in ("version", "foreword", "summary", *read)}
    assert client.post(page_url, again).status_code == 302
    words.refresh_from_db()
    assert (words.foreword, words.summary, words.version) == ("Mine too.", "Their summary.", 3)


def test_what_was_not_sent_by_the_page_is_refused(client, page_url):
    for version in ("", "-1", "x"):
        assert client.post(page_url, sent("A", version=version)).status_code == 422


def test_page_costs_four_queries(client, page_url, assessment, manager, django_assert_num_queries):
    client.get(page_url)
    write_words(assessment_uuid=assessment.uuid, given=Words("A", "B"), version=0, by=manager)
    with django_assert_num_queries(4):  # session, person, assessment, words
        client.get(page_url)
