"""One piece of evidence: its page, its revisions, and its files as they are handed over."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.actions.evidence import Details, add_revision, file_content
from assessments.models import Assessment, Evidence
from tests.assessments.evidence import add_file, add_link, add_note, kept_files, opened
from tests.assessments.sound_files import pdf, png
from tests.assessments.test_evidence_files import TAKEN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept(files_apart):
    """Each test has a storage of its own."""


def url(name: str, piece: Evidence, *more) -> str:
    return reverse(f"assessments:evidence-{name}", args=[piece.uuid, *more])


def body(response) -> bytes:
    return b"".join(response.streaming_content)  # the test's client closes it behind the last piece


# --- files -----------------------------------------------------------------------------------------------------------

HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.mark.parametrize("what", TAKEN)
def test_harmless_file_is_handed_over_as_it_came_to_be_kept_and_never_shown(signed_in, assessment, assessor, what):
    name, data, content_type = TAKEN[what]
    piece = add_file(assessment, assessor, name=name, data=data)
    response = signed_in(assessor).get(url("download", piece, 1))
    assert response.status_code == 200
    assert {header: response[header] for header in HEADERS} == HEADERS
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert body(response) == data


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("Größe der Fläche.pdf", "attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe%20der%20Fl%C3%A4che.pdf"),
        ('a"b;c.pdf', 'attachment; filename="a_b;c.pdf"'),
        ("a\r\nX-Evil: 1.pdf", 'attachment; filename="aX-Evil_ 1.pdf"'),
        ("..\\..\\evil.exe", 'attachment; filename="evil.exe.pdf"'),
    ],
)
def test_file_name_is_one_name_in_one_header(signed_in, assessment, assessor, name, disposition):
    piece = add_file(assessment, assessor, name=name)
    response = signed_in(assessor).get(url("download", piece, 1))
    assert response["Content-Disposition"] == disposition
    assert "X-Evil" not in response.headers
    assert body(response) == pdf()


def test_each_revision_hands_over_its_own_file(signed_in, assessment, assessor):
    piece = add_file(assessment, assessor)
    newer = file_content(opened(png(), "board.png"), "board.png")
    add_revision(evidence_uuid=piece.uuid, content=newer, details=Details("Board"), by=assessor)
    client = signed_in(assessor)
    assert body(client.get(url("download", piece, 1))) == pdf()
    assert body(client.get(url("download", piece, 2))) == png()
    assert client.get(url("download", piece, 3)).status_code == 404


def test_link_and_note_have_no_file(signed_in, assessment, assessor):
    client = signed_in(assessor)
    pieces = [add_link(assessment, assessor), add_note(assessment, assessor)]
    assert [client.get(url("download", piece, 1)).status_code for piece in pieces] == [404, 404]


def test_file_that_the_storage_has_lost_is_a_missing_page(signed_in, assessment, assessor, files_apart, caplog):
    piece = add_file(assessment, assessor)
    next(path for path in files_apart.rglob("*") if path.is_file()).unlink()
    assert signed_in(assessor).get(url("download", piece, 1)).status_code == 404
    assert str(piece.uuid) in caplog.text


def test_removed_member_gets_no_file_at_the_next_request(signed_in, assessment, assessor, organisation):
    piece = add_file(assessment, assessor)
    client = signed_in(assessor)
    assert body(client.get(url("download", piece, 1))) == pdf()
    organisation.memberships.filter(user=assessor).delete()
    assert [client.get(url(name, piece, *more)).status_code for name, more in PAGES] == [404] * len(PAGES)


def test_person_who_is_no_longer_assigned_gets_no_file(signed_in, assessment, assessor):
    piece = add_file(assessment, assessor)
    assessment.assignments.filter(user=assessor).delete()
    assert signed_in(assessor).get(url("download", piece, 1)).status_code == 404


PAGES = [("detail", ()), ("edit", ()), ("renew", ()), ("remove", ()), ("download", (1,))]


@pytest.mark.parametrize(("name", "more"), PAGES)
@pytest.mark.parametrize("person", ["stranger", "admin", "editor"])
def test_stranger_finds_nothing(signed_in, assessment, assessor, request, person, name, more):
    piece = add_file(assessment, assessor)
    client = signed_in(request.getfixturevalue(person))
    theirs, nowhere = (client.get(url(name, one, *more)) for one in (piece, Evidence()))
    assert (theirs.status_code, theirs.content) == (404, nowhere.content)


# --- its page --------------------------------------------------------------------------------------------------------


def test_page_shows_revisions_and_only_the_places_that_the_person_may_see(
    signed_in, organisation, version, manager, assessment, assessor, team_mate
):
    piece = add_link(assessment, assessor, address="https://example.org/<b>")
    secret = Assessment.objects.create(
        organisation=organisation,
        version=version,
        title="Secret",
        created_by=manager,
        points=0,
        maximum=0,
        answered_percent=0,
        element_scores={},
    )
    piece.uses.create(assessment=secret, element="D1.1", added_by=manager)
    page = signed_in(assessor).get(url("detail", piece)).content.decode()
    assert "2026 self-assessment, D1.1" in page
    assert "Secret" not in page
    assert 'href="https://example.org/&lt;b&gt;" target="_blank" rel="noopener noreferrer"' in page
    assert "Secret" in signed_in(manager).get(url("detail", piece)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_one_revision_and_for_three(signed_in, assessment, assessor, count):
    piece = add_file(assessment, assessor)
    for _more in range(count - 1):
        content = file_content(opened(pdf(), "a.pdf"), "a.pdf")
        add_revision(evidence_uuid=piece.uuid, content=content, details=Details("x"), by=assessor)
    client = signed_in(assessor)
    with CaptureQueriesContext(connection) as queries:
        client.get(url("detail", piece))
    assert len(queries) == 7


def test_newer_revision_is_kept_beside_the_old_one(signed_in, assessment, assessor):
    piece = add_file(assessment, assessor)
    sent = {"file-file": SimpleUploadedFile("new.pdf", pdf()), "file-title": "New", "file-expires_on": "2027-01-01"}
    response = signed_in(assessor).post(url("renew", piece), sent)
    piece.refresh_from_db()
    assert (response.status_code, response.url) == (302, url("detail", piece))
    assert (piece.title, piece.revisions.count(), len(kept_files())) == ("New", 2, 2)


def test_hostile_revision_is_refused_with_words(signed_in, assessment, assessor):
    piece = add_file(assessment, assessor)
    sent = {"file-file": SimpleUploadedFile("new.pdf", b"<html>"), "file-title": "What I typed"}
    response = signed_in(assessor).post(url("renew", piece), sent)
    assert response.status_code == 422
    assert "What I typed" in response.content.decode()
    assert len(kept_files()) == 1


def test_revision_beyond_the_quota_is_told(signed_in, assessment, assessor, settings):
    piece = add_file(assessment, assessor)
    settings.EVIDENCE_QUOTA_BYTES = len(pdf())
    response = signed_in(assessor).post(url("renew", piece), {"file-file": SimpleUploadedFile("a.pdf", pdf())})
    assert response.status_code == 422
    assert "Your organisation’s files have 0\xa0bytes left." in response.content.decode()


def test_title_and_days_are_changed(signed_in, assessment, assessor):
    piece = add_note(assessment, assessor)
    signed_in(assessor).post(url("edit", piece), {"title": "New", "effective_on": "", "expires_on": "2027-01-01"})
    piece.refresh_from_db()
    assert (piece.title, str(piece.expires_on), piece.added_by) == ("New", "2027-01-01", assessor)


def test_posting_other_names_changes_only_what_is_declared(
    signed_in, assessment, assessor, manager, other_organisation
):
    piece = add_note(assessment, assessor)
    before = Evidence.objects.values().get()
    sent = {"title": "New", "organisation": other_organisation.pk, "kind": "file", "added_by": manager.pk, "uuid": "1"}
    signed_in(assessor).post(url("edit", piece), sent)
    assert Evidence.objects.values().get() == before | {"title": "New"}


@pytest.mark.parametrize("name", ["edit", "renew", "remove"])
def test_in_another_state_the_person_is_told_why_not(signed_in, assessment, assessor, name):
    piece = add_note(assessment, assessor)
    Assessment.objects.filter(pk=assessment.pk).update(state="review")
    client = signed_in(assessor)
    for response in (client.get(url(name, piece), follow=True), client.post(url(name, piece), follow=True)):
        assert "The assessment is being reviewed" in response.content.decode()
    assert url(name, piece) not in client.get(url("detail", piece)).content.decode()


def test_removing_asks_first_and_refuses_what_is_used(signed_in, assessment, manager):
    piece = add_note(assessment, manager, title="Old plan")
    client = signed_in(manager)
    assert "It stays while it is used." in client.get(url("remove", piece)).content.decode()
    assert client.post(url("remove", piece)).status_code == 409
    piece.uses.all().delete()
    assert client.get(url("remove", piece)).status_code == 200
    response = client.post(url("remove", piece), follow=True)
    assert "“Old plan” is removed." in response.content.decode()
    assert Evidence.objects.count() == 0
