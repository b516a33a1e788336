"""Verifying an issued report: what everybody is told, what only those who may see it, and what stands in between."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions.approval import sign_off
from assessments.actions.workflow import reopen_assessment
from assessments.models import Assessment
from assessments.workflow import Mode
from reports.codes import ALPHABET, LENGTH, new_code, read_code
from reports.models import IssuedReport
from tests.factories import rate_all
from tests.pages import headings, link_targets, text_of
from tests.reports.issuing import fresh, issue_row, issued_file

HASH = "ab" * 32
KNOWN = "A report with this code was issued here"


@pytest.fixture
def approved(assessment, assessor, manager) -> Assessment:
    rate_all(assessment, 4, by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    return fresh(assessment)


def issue_of(assessment: Assessment, by, **facts) -> IssuedReport:
    """An issued report of 38 pages; nothing of this page asks for its file."""
    return issue_row(assessment, by, **{"file_hash": HASH, "pages": 38} | facts)


def page_of(code: str, client: Client | None = None, **asked: str):
    return (client or Client()).get(reverse("reports:verification-detail", args=[code]), asked)


def test_whoever_holds_the_report_is_told_that_it_was_issued_and_nothing_of_its_content(approved, manager):
    issue = issue_of(approved, manager)
    page = page_of(issue.code)
    assert headings(page) == [KNOWN]
    shown = text_of(page)
    told = [
        "HARBOUR-BANK-2026-004, revision 1",
        "It is the current one",
        "Full maturity report, 38 pages",
        HASH,
        "cd" * 32,
    ]
    assert [words for words in told if words not in shown] == []
    kept_back = ["Harbour Bank", "2026 self-assessment", "68 of 100", "Mona", str(approved.uuid)]
    assert [words for words in kept_back if words in page.content.decode()] == []


def test_a_stranger_who_is_signed_in_sees_no_more(approved, manager, stranger, client):
    issue = issue_of(approved, manager)
    client.force_login(stranger)
    assert "Harbour Bank" not in page_of(issue.code, client).content.decode()


@pytest.mark.parametrize("person", ["manager", "assessor"])
def test_who_may_see_the_assessment_sees_the_headline(person, approved, manager, client, request):
    issue = issue_of(approved, manager)
    client.force_login(request.getfixturevalue(person))
    shown = text_of(page_of(issue.code, client))
    assert "Harbour Bank: 2026 self-assessment" in shown
    assert "68 of 100" in shown


def test_an_approval_after_it_and_a_reissue_supersede_it(approved, manager, assessor):
    issue = issue_of(approved, manager)
    reopen_assessment(assessment_uuid=approved.uuid, reason="A branch was missing", by=manager)
    assert "a newer report may follow" in text_of(page_of(issue.code))
    rate_all(approved, 5, by=assessor)
    sign_off(assessment_uuid=approved.uuid, by=manager)
    assert "has been approved anew since" in text_of(page_of(issue.code))
    newer = issue_of(approved, manager, revision=2)
    shown = text_of(page_of(issue.code))
    assert "It is superseded. Revision 2 was issued on" in shown
    assert KNOWN in shown
    assert newer.code not in page_of(issue.code).content.decode()


def test_a_reissue_that_is_not_made_yet_supersedes_nothing_and_is_not_known(approved, manager):
    issue = issue_of(approved, manager)
    waiting = issue_of(approved, manager, revision=2, file_hash="")
    assert "It is the current one" in text_of(page_of(issue.code))
    assert page_of(waiting.code).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (HASH, "Yes, it is genuine: not a byte of it was changed."),
        (f"  {HASH[:32].upper()} {HASH[32:]}\n", "Yes, it is genuine: not a byte of it was changed."),
        ("ef" * 32, "No: this file is another, or was changed."),
        ("ab", "A SHA-256 has 64 digits"),
        ("<b>" * 40, "A SHA-256 has 64 digits"),
    ],
)
def test_a_file_is_compared_by_its_hash(typed, said, approved, manager):
    assert said in text_of(page_of(issue_of(approved, manager).code, sha256=typed))


def test_a_forged_file_is_not_called_genuine_for_the_code_that_it_carries(approved, manager):
    issue = issue_of(approved, manager)
    forged = page_of(issue.code, sha256="ef" * 32)
    assert headings(forged) == ["Your file is not the report that was issued"]
    assert "genuine:" not in text_of(forged)
    assert headings(page_of(issue.code, sha256=HASH)) == ["Your file is the report that was issued"]


@pytest.mark.parametrize(
    "spelling", [str.lower, lambda code: code.replace("-", ""), lambda code: code.replace("-", " ")]
)
def test_a_code_is_read_however_it_is_typed(spelling, approved, manager, client):
    issue = issue_of(approved, manager)
    page = client.get(reverse("reports:verification-ask"), {"code": spelling(issue.code)}, follow=True)
    assert headings(page) == [KNOWN]


@pytest.mark.parametrize(("typed", "status"), [("", 200), ("4711", 422), ("ÄÄÄÄ-ÄÄÄÄ-ÄÄÄÄ", 422), ("U" * 12, 422)])
def test_what_is_no_code_is_told_so(typed, status, client):
    page = client.get(reverse("reports:verification-ask"), {"code": typed})
    assert page.status_code == status
    assert ("This is no code of ours" in text_of(page)) == (status == 422)


def test_a_code_that_was_never_issued_is_none_of_ours(client, db):
    page = page_of(new_code(), client)
    assert page.status_code == 404
    assert headings(page) == ["No report with this code is known here"]


def test_codes_are_long_and_without_letters_that_are_misread():
    codes = {new_code() for _time in range(200)}
    assert len(codes) == 200
    assert {letter for code in codes for letter in code.replace("-", "")} <= set(ALPHABET)
    assert len(ALPHABET) ** LENGTH >= 2**60
    assert read_code("oil0-1lO0-0000") == "0110-1100-0000"
    assert [read_code(one) for one in ("7K3M-Q9TD-2XVU", "7K3M-Q9TD-2XV", "7K3M-Q9TD-2XVBB", "")] == [""] * 4


@pytest.mark.parametrize(("signed_in", "queries"), [(False, 3), (True, 6)])
def test_verifying_costs_the_same_each_time(signed_in, queries, approved, manager, client, django_assert_num_queries):
    issue = issue_of(approved, manager)
    if signed_in:
        client.force_login(manager)
    page_of(issue.code, client)
    with django_assert_num_queries(queries):
        page_of(issue.code, client)


def test_only_a_manager_fetches_the_file_and_gets_it_as_it_was_issued(approved, manager, client):
    issue = issued_file(approved, manager)
    client.force_login(manager)
    page = client.get(reverse("reports:issue-file", args=[issue.uuid]))
    assert (page.content, page["Content-Type"]) == (b"%PDF-1.7 of the tests", "application/pdf")
    assert page["Content-Disposition"] == 'attachment; filename="report.pdf"'
    assert "no-store" in page["Cache-Control"]


def test_while_everybody_scores_alone_neither_figures_nor_file_are_shown(approved, manager, client):
    issue = issued_file(approved, manager)
    client.force_login(manager)
    assert "68 of 100" in text_of(page_of(issue.code, client))
    Assessment.objects.filter(pk=approved.pk).update(mode=Mode.INDEPENDENT, state=Assessment.State.SCORING)
    shown = text_of(page_of(issue.code, client))
    assert (KNOWN in shown, "68 of 100" in shown) == (True, False)
    file = client.get(reverse("reports:issue-file", args=[issue.uuid]))
    assert (file.status_code, "Blind scoring is under way" in text_of(file)) == (409, True)


def test_what_came_of_comparing_stands_at_the_head_of_the_page_and_in_its_title(approved, manager):
    code = issue_of(approved, manager).code
    titles = {HASH: "Your file is the report that was issued", "ef" * 32: "Your file is not the report that was issued"}
    for typed, words in titles.items():
        page = page_of(code, sha256=typed).content.decode()
        assert f"<title>{words} · HARBOUR-BANK-2026-004 · cxmaturity</title>" in page
    same = page_of(code, sha256=HASH).content.decode()
    assert same.index("Yes, it is genuine") < same.index("It is the current one") < same.index("<form")
    assert [way in same for way in ("certutil -hashfile", "shasum -a 256", "sha256sum")] == [True, True, True]


def test_every_page_leads_to_the_verification(client, db):
    assert reverse("reports:verification-ask") in link_targets(client.get(reverse("account_login")))
