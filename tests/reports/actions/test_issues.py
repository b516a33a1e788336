"""Issuing a report: its number and code, the data inside it, and that it never changes again."""

import datetime
import hashlib
import io
import json
import uuid
from dataclasses import replace

import pikepdf
import pypdf
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from assessments.actions.approval import sign_off
from assessments.actions.workflow import reopen_assessment
from assessments.document import parse_document
from assessments.models import Assessment
from assessments.scoring import score
from reports import making, remaking
from reports.actions.ending import fail, finish
from reports.actions.issues import BeingIssuedError, NotApprovedError, issue_report
from reports.document_data import NAME
from reports.files import hash_of, kept, throw_away
from reports.kinds import PARTS, Kind, Part
from reports.models import HouseStyle, IssuedReport, ReportOrder, TemplateEdition
from reports.options import Options, all_of
from reports.packing import pack, unpack
from reports.source import Made
from tests.factories import rate_all
from tests.jobs.runner import run_waiting_jobs
from tests.pages import text_of as words_on
from tests.press.checkers import complaints
from tests.reports.issuing import comment, fresh, issued

WITHOUT_WORDS = Options(parts=frozenset(PARTS[Kind.FULL]) - {Part.COMMENTS})


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path, press, monkeypatch):
    settings.DATA_DIR = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "reports": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "made")},
        }
    }
    for module in (making, remaking):
        monkeypatch.setattr(module, "the_press", lambda: press)


@pytest.fixture
def approved(assessment, assessor, manager) -> Assessment:
    rate_all(assessment, 4, by=assessor)
    comment(assessment, "D1.1", "Ana Canary said so", by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    return fresh(assessment)


def attached(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return opened.attachments[NAME].get_file().read_bytes()


def printed(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def test_an_issued_report_carries_its_own_data_and_is_made_again_to_the_byte(approved, manager, client):
    issue = issued(approved, manager)
    pdf = kept(issue.file)
    assert issue.file_hash == hash_of(pdf)
    assert (issue.name, issue.revision, issue.approved_revision) == (f"HARBOUR-BANK-{issue.issued_at.year}-001", 1, 1)
    # The document inside it is the one whose hash stands on the cover, and scores the same when it is read again.
    inside = attached(pdf)
    assert hashlib.sha256(inside).hexdigest() == issue.data_hash
    definition = approved.version.definition()
    read = parse_document(inside, lambda *_named: definition)
    assert score(definition, read.to_answers()).total.points == approved.points
    words = printed(pdf).replace(" ", "")
    cover = [issue.name, issue.code, issue.data_hash]
    assert [one for one in cover if one.replace(" ", "") not in words] == []
    assert complaints(pdf) == []
    # Made again from what was kept, although the product's own styles are others by now.
    assert hash_of(remaking.remade(issue)) == issue.file_hash
    throw_away(issue.file)
    assert remaking.look_at(issue) == [remaking.Found.GONE]
    assert remaking.issued_file(issue) == pdf


def test_a_report_without_comments_holds_nobodys_words_in_its_data_either(approved, manager):
    issue = issued(approved, manager, options=WITHOUT_WORDS)
    pdf = kept(issue.file)
    assert "Canary" not in attached(pdf).decode()
    assert "Canary" not in printed(pdf)
    assert "Canary" not in issue.snapshot_document
    definition = approved.version.definition()
    assert score(definition, parse_document(attached(pdf), lambda *_: definition).to_answers()).total.points == (
        approved.points
    )


def test_the_next_issue_of_a_kind_is_a_revision_of_its_number_and_another_kind_has_its_own(approved, manager):
    first = issued(approved, manager, Kind.PLAN)
    assert first.file_hash == ""  # there is no plan to print: tried again under its own number
    again = issue_report(assessment=approved, kind=Kind.PLAN, options=all_of(Kind.PLAN), by=manager)
    assert again.issue_id == first.pk
    run_waiting_jobs()
    first = issued(approved, manager)  # and a number that nobody was given is free again
    second = issued(approved, manager)
    assert [(one.number, one.revision) for one in (first, second)] == [(1, 1), (1, 2)]
    assert first.name == second.name
    assert first.code != second.code
    assert TemplateEdition.objects.count() == 1


def test_an_issue_is_of_the_approved_revision_although_the_assessment_was_reopened(approved, manager, assessor):
    reopen_assessment(assessment_uuid=approved.uuid, reason="A branch was missing", by=manager)
    rate_all(approved, 2, by=assessor)
    issue = issued(approved, manager)
    assert (issue.approved_revision, json.loads(issue.snapshot_document)["ratings"]["D1.1"]["indicators"]["1"]) == (
        1,
        4,
    )


def test_what_is_not_approved_is_not_issued(assessment, manager):
    with pytest.raises(NotApprovedError):
        issue_report(assessment=fresh(assessment), kind=Kind.FULL, options=all_of(Kind.FULL), by=manager)
    assert not ReportOrder.objects.exists()


@pytest.mark.parametrize("kind", [Kind.GUIDE, Kind.INTERVIEW])
def test_what_holds_no_figures_is_not_issued(kind, approved, manager):
    with pytest.raises(ValueError, match="is not issued"):
        issue_report(assessment=approved, kind=kind, options=all_of(kind), by=manager)


def test_an_issue_asked_for_twice_while_it_is_made_is_one(approved, manager):
    orders = [
        issue_report(assessment=approved, kind=Kind.FULL, options=all_of(Kind.FULL), by=manager) for _again in range(2)
    ]
    assert orders[0] == orders[1]
    assert IssuedReport.objects.count() == 1


def test_a_worker_that_comes_back_from_the_dead_changes_nothing_of_an_issued_report(approved, manager):
    issue = issued(approved, manager)
    order = issue.orders.get()
    assert not finish(order, Made(b"%PDF forged", "forged.pdf", pages=1, page=b"forged"))
    issue.refresh_from_db()
    order.refresh_from_db()
    assert hash_of(kept(issue.file)) == issue.file_hash == order.file_hash
    assert bytes(issue.page) != b"forged"


def test_the_command_finds_a_file_that_was_tampered_with(approved, manager, tmp_path, capsys):
    issue = issued(approved, manager)
    call_command("verify_reports", again=True)
    assert capsys.readouterr().out == f"{issue.name} revision 1: whole, made again: the same bytes\n"
    (tmp_path / "made" / issue.file).write_bytes(b"%PDF another")
    with pytest.raises(CommandError, match="1 issued reports are not as they were"):
        call_command("verify_reports")
    assert capsys.readouterr().out == f"{issue.name} revision 1: its file is not the one that was issued\n"


def test_issuing_costs_the_same_whatever_was_issued_before(approved, manager, django_assert_num_queries):
    issued(approved, manager)
    with django_assert_num_queries(20):
        issue_report(assessment=approved, kind=Kind.SUMMARY, options=all_of(Kind.SUMMARY), by=manager)


def test_the_page_issues_what_is_approved_and_lists_it(approved, manager, client):
    client.force_login(manager)
    page = reverse("reports:order-list", args=[approved.uuid])
    ordered = client.post(page, {"kind": "full", "format": "pdf", "paper": "letter", "issue": "1"})
    issue = IssuedReport.objects.get()
    assert ordered.url == reverse("reports:order-detail", args=[issue.orders.get().uuid])
    assert (issue.orders.get().format, issue.options["paper"], issue.orders.get().revision) == ("pdf", "letter", 1)
    shown = words_on(client.get(page))
    assert f"{issue.name} revision 1" in shown
    assert "not made yet" in shown


def test_the_page_offers_no_issue_before_the_approval(assessment, manager, client):
    client.force_login(manager)
    page = reverse("reports:order-list", args=[assessment.uuid])
    assert "Issue it with a number" not in words_on(client.get(page))
    client.post(page, {"kind": "full", "format": "pdf", "paper": "a4", "issue": "1"})
    assert not IssuedReport.objects.exists()


def test_an_issue_that_has_its_file_is_never_made_again_in_other_words(approved, manager, client):
    issue = issued(approved, manager)
    HouseStyle.objects.create(organisation=approved.organisation, cover_line="Another look")
    client.force_login(manager)
    order = issue.orders.get()
    again = client.post(reverse("reports:order-again", args=[order.uuid]))
    assert again.url == f"{reverse('reports:order-list', args=[approved.uuid])}#issued"
    run_waiting_jobs()
    assert [one.file_hash for one in issue.orders.all()] == [issue.file_hash]
    fetched = client.get(reverse("reports:order-file", args=[order.uuid]), follow=True)
    assert hash_of(fetched.content) == issue.file_hash


def test_of_two_workers_that_make_one_issue_both_orders_hand_out_the_issues_own_file(approved, manager):
    issue = issued(approved, manager)
    first = issue.file_hash
    late = ReportOrder.objects.get(issue=issue)
    late.pk, late.uuid, late.state = None, uuid.uuid4(), ReportOrder.State.WORKING
    late.save(force_insert=True)
    assert finish(late, Made(b"%PDF of the late one", "late.pdf", pages=1, page=b"late"))
    late.refresh_from_db()
    issue.refresh_from_db()
    assert late.file == issue.file
    assert late.file_hash == issue.file_hash == hash_of(kept(issue.file)) == first


def test_what_could_not_be_made_is_issued_as_it_is_asked_for_now(approved, manager):
    order = issue_report(assessment=approved, kind=Kind.FULL, options=all_of(Kind.FULL), by=manager)
    fail(order, "memory")
    issue = issued(approved, manager, options=WITHOUT_WORDS)
    assert (issue.pk, issue.number) == (order.issue_id, 1)
    assert Options.from_json(issue.options) == WITHOUT_WORDS
    assert "Canary" not in printed(kept(issue.file)) + issue.snapshot_document


def test_while_one_is_being_issued_another_choice_is_refused(approved, manager, client):
    issue_report(assessment=approved, kind=Kind.FULL, options=all_of(Kind.FULL), by=manager)
    with pytest.raises(BeingIssuedError):
        issue_report(assessment=approved, kind=Kind.FULL, options=WITHOUT_WORDS, by=manager)
    client.force_login(manager)
    page = reverse("reports:order-list", args=[approved.uuid])
    refused = client.post(page, {"kind": "full", "format": "pdf", "paper": "letter", "issue": "1"})
    assert refused.status_code == 422
    assert "You asked for it with other choices on" in words_on(refused)


def test_only_a_pdf_of_the_newest_approval_is_issued(approved, manager, client):
    client.force_login(manager)
    page = reverse("reports:order-list", args=[approved.uuid])
    refused = client.post(page, {"kind": "full", "format": "docx", "paper": "a4", "issue": "1"})
    assert "Only a PDF is issued with a number" in words_on(refused)
    assert not ReportOrder.objects.exists()


def test_the_command_finds_data_and_pages_that_were_tampered_with(approved, manager, capsys):
    issue = issued(approved, manager, Kind.SUMMARY)
    IssuedReport.objects.update(snapshot_document="{}")
    with pytest.raises(CommandError, match="1 issued reports"):
        call_command("verify_reports")
    IssuedReport.objects.update(snapshot_document=issue.snapshot_document, page=b"nothing")
    with pytest.raises(CommandError, match="1 issued reports"):
        call_command("verify_reports", again=True)
    assert capsys.readouterr().out.splitlines() == [
        f"{issue.name} revision 1: its data is not what its cover names",
        f"{issue.name} revision 1: what it was printed from is damaged",
    ]


def test_the_command_finds_whatever_of_the_row_is_not_what_its_page_says(approved, manager):
    issue = issued(approved, manager)
    other_data = issue.snapshot_document.replace("Ana", "Eva")
    page = unpack(bytes(issue.page))
    tampered = {
        "name": "HARBOUR-BANK-2026-009",
        "revision": 11,
        "code": "0000-0000-0000",
        "issued_at": issue.issued_at + datetime.timedelta(days=1),
        "page": pack(replace(page, html=page.html.replace(issue.code, "0000-0000-0000"))),
    }
    assert remaking.look_at(issue) == []
    for field, value in tampered.items():
        IssuedReport.objects.filter(pk=issue.pk).update(**{field: value})
        assert remaking.look_at(IssuedReport.objects.get()) == [remaking.Found.OTHER_PAGE], field
        IssuedReport.objects.filter(pk=issue.pk).update(**{field: getattr(issue, field)})
    together = {"snapshot_document": other_data, "data_hash": hash_of(other_data.encode())}
    IssuedReport.objects.update(**together)
    assert remaking.look_at(IssuedReport.objects.get()) == [remaking.Found.OTHER_PAGE]
    IssuedReport.objects.update(file_hash="")
    found = [remaking.Found.CHANGED, remaking.Found.OTHER_PAGE]
    assert remaking.look_at(IssuedReport.objects.get()) == found
    with pytest.raises(CommandError, match="1 issued reports"):
        call_command("verify_reports")


def test_page_that_says_other_figures_is_found_by_making_it_again(approved, manager, capsys):
    issue = issued(approved, manager, Kind.SUMMARY)
    page = unpack(bytes(issue.page))
    IssuedReport.objects.update(page=pack(replace(page, html=page.html.replace("Harbour Bank", "Harbour Club"))))
    call_command("verify_reports")
    with pytest.raises(CommandError, match="1 issued reports"):
        call_command("verify_reports", again=True)
    assert "made again: other bytes, so what it was printed from is not as it was" in capsys.readouterr().out


def test_an_issue_that_an_upgrade_overtook_is_set_with_the_edition_of_its_making(approved, manager):
    issue_report(assessment=approved, kind=Kind.SUMMARY, options=all_of(Kind.SUMMARY), by=manager)
    TemplateEdition.objects.update(digest="e" * 64, styles={"css/older.css": ""})
    run_waiting_jobs()
    issue = IssuedReport.objects.select_related("edition").get()
    assert (issue.edition.number, issue.pages) == (2, 2)
    assert f"template edition {issue.edition.number}" in printed(kept(issue.file))


def test_issuing_once_more_is_asked_first_and_what_could_not_be_made_stands_in_no_list(approved, manager, client):
    issue = issued(approved, manager)
    issued(approved, manager, Kind.PLAN)  # there is none
    client.force_login(manager)
    page = reverse("reports:order-list", args=[approved.uuid])
    assert "not made yet" not in words_on(client.get(page))
    wish = {"kind": "full", "format": "pdf", "paper": "a4"}
    asked = client.post(page, wish | {"issue": "1"})
    assert f"It is issued already: {issue.name}, revision 1." in words_on(asked)
    assert 'name="issue" value="again"' in asked.content.decode()
    assert client.post(page, wish | {"issue": "again"}).status_code == 302
    assert IssuedReport.objects.filter(kind="full").count() == 2
