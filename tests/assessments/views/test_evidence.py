"""Evidence beside the questions of an element: shown, added, used elsewhere, taken away."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, Evidence, EvidenceRevision, EvidenceUse
from assessments.models.evidence import evidence_storage
from tests.assessments.evidence import add_file, add_link, add_note, kept_files
from tests.assessments.sound_files import pdf, png
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept(files_apart):
    """Each test has a storage of its own."""


def panel_url(assessment, code="D1.1"):
    return reverse("assessments:evidence-list", args=[assessment.uuid, code])


def sent_file(name="policy.pdf", data=None, **more):
    upload = SimpleUploadedFile(name, pdf() if data is None else data, content_type="text/html")
    return {"kind": "file", "file-file": upload, **{f"file-{field}": value for field, value in more.items()}}


HTMX = {"HX-Request": "true"}


# --- adding ---------------------------------------------------------------------------------------------------------


def test_file_is_kept_under_a_random_name_and_shown(signed_in, assessment, assessor):
    client = signed_in(assessor)
    data = sent_file("../Policy.pdf", title="Policy", item="2", effective_on="2026-01-01", expires_on="2027-01-01")
    response = client.post(panel_url(assessment), data)
    assert (response.status_code, response.url) == (302, panel_url(assessment))
    piece = Evidence.objects.get()
    revision = piece.revisions.get()
    assert (piece.title, piece.kind, piece.added_by) == ("Policy", "file", assessor)
    assert (piece.effective_on, piece.expires_on) == (datetime.date(2026, 1, 1), datetime.date(2027, 1, 1))
    assert (revision.file_name, revision.content_type, revision.number) == ("Policy.pdf", "application/pdf", 1)
    assert "olicy" not in revision.file.name
    with evidence_storage().open(revision.file.name) as kept:
        assert kept.read() == pdf()
    assert piece.uses.values_list("element", "item").get() == ("D1.1", "2")
    page = client.get(panel_url(assessment)).content.decode()
    assert "Policy.pdf" in page
    assert "Indicator 2" in page


def test_title_left_empty_is_the_files_name(signed_in, assessment, assessor):
    signed_in(assessor).post(panel_url(assessment), sent_file("Board minutes.pdf"))
    assert Evidence.objects.get().title == "Board minutes"


def test_link_and_note_are_kept(signed_in, assessment, assessor):
    client = signed_in(assessor)
    client.post(panel_url(assessment), {"kind": "link", "link-address": "https://intranet/policy?a=1#b"})
    client.post(panel_url(assessment), {"kind": "note", "note-text": "They showed it.\nTwice.", "note-item": "1"})
    revisions = EvidenceRevision.objects.select_related("evidence").order_by("pk")
    kept = [(one.evidence.kind, one.evidence.title, one.address, one.text) for one in revisions]
    assert kept == [
        ("link", "intranet", "https://intranet/policy?a=1#b", ""),
        ("note", "They showed it.", "", "They showed it.\nTwice."),
    ]
    page = client.get(panel_url(assessment)).content.decode()
    assert 'href="https://intranet/policy?a=1#b" target="_blank" rel="noopener noreferrer"' in page


@pytest.mark.both_engines
@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>1</script>",
        "file:///etc/passwd",
        "ftp://example.org/",
        "//example.org/",
        "example.org",
        "https://",
        "https:///path",
        "https://name:password@example.org/",
        "https://name@example.org/",
        "https://example.org\\@evil.example/",
        "https://exa mple.org/",
        "https://example.org/\u202egpj.exe",
        "https://[::1",
        "https://example.org:port/",
        'https://example.org/"onclick="x',
        "h" * 2001,
    ],
)
def test_address_that_leads_nowhere_good_is_refused_and_stays_typed(signed_in, assessment, assessor, address):
    sent = {"kind": "link", "link-address": address, "link-title": "What I typed"}
    response = signed_in(assessor).post(panel_url(assessment), sent, headers=HTMX)
    assert response.status_code == 422
    assert Evidence.objects.count() == 0
    assert "What I typed" in response.content.decode()


def test_refused_file_keeps_what_was_typed_and_no_file(signed_in, assessment, assessor):
    sent = sent_file("a.png", b"<html>", title="What I typed")
    response = signed_in(assessor).post(panel_url(assessment), sent, headers=HTMX)
    page = response.content.decode()
    assert response.status_code == 422
    assert "What I typed" in page
    assert "Files of this kind are not taken." in page
    assert kept_files() == []


def test_expiry_before_it_holds_is_refused(signed_in, assessment, assessor):
    sent = {"kind": "note", "note-text": "x", "note-effective_on": "2026-02-01", "note-expires_on": "2026-01-31"}
    assert signed_in(assessor).post(panel_url(assessment), sent).status_code == 422
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize("kind", ["", "folder"])
def test_unknown_kind_is_refused(signed_in, assessment, assessor, kind):
    assert signed_in(assessor).post(panel_url(assessment), {"kind": kind}).status_code == 400


def test_unknown_indicator_is_refused(signed_in, assessment, assessor):
    sent = {"kind": "note", "note-text": "x", "note-item": "9"}
    assert signed_in(assessor).post(panel_url(assessment), sent).status_code == 422
    assert Evidence.objects.count() == 0


def test_file_beyond_the_limit_is_let_go_while_it_comes_in(signed_in, assessment, assessor, settings):
    settings.UPLOAD_MAX_BYTES = settings.EVIDENCE_MAX_BYTES = 100_000
    sent = sent_file("a.png", png() + bytes(200_000), title="What I typed")
    response = signed_in(assessor).post(panel_url(assessment), sent, headers=HTMX)
    page = response.content.decode()
    assert response.status_code == 422
    assert "What I typed" in page
    assert "Files of up to 97.7\xa0KB are taken." in page
    assert kept_files() == []


def test_quota_is_kept_and_told(signed_in, assessment, assessor, settings):
    settings.EVIDENCE_QUOTA_BYTES = len(pdf()) + 1
    client = signed_in(assessor)
    client.post(panel_url(assessment), sent_file("one.pdf"))
    response = client.post(panel_url(assessment), sent_file("two.pdf"), headers=HTMX)
    assert response.status_code == 422
    assert "Your organisation’s files have 1\xa0byte left." in response.content.decode()
    assert len(kept_files()) == 1
    assert Evidence.objects.count() == 1


# --- the panel ------------------------------------------------------------------------------------------------------


def test_htmx_gets_the_panel_alone_and_others_the_page(signed_in, assessment, assessor):
    client = signed_in(assessor)
    panel = client.get(panel_url(assessment), headers=HTMX).content.decode()
    page = client.get(panel_url(assessment)).content.decode()
    assert panel.strip().startswith('<section class="panel evidence"')
    assert "<h1>" in page


def test_expired_and_expiring_are_marked_in_words(signed_in, assessment, assessor):
    today = timezone.localdate()
    add_note(assessment, assessor, title="Old", expires_on=today - datetime.timedelta(days=1))
    add_note(assessment, assessor, title="Ripe", expires_on=today)
    add_note(assessment, assessor, title="Fresh", expires_on=today + datetime.timedelta(days=31))
    page = signed_in(assessor).get(panel_url(assessment)).content.decode()
    assert (page.count("Expired</span>"), page.count("Expires soon</span>")) == (1, 1)


def test_note_is_text_and_never_markup(signed_in, assessment, assessor):
    add_note(assessment, assessor, text="<script>alert(1)</script>", title="<b>bold</b>")
    page = signed_in(assessor).get(panel_url(assessment)).content.decode()
    assert "<script>alert(1)" not in page
    assert "<b>bold" not in page


def test_everybody_is_told_that_evidence_is_not_blind(signed_in, organisation, version, manager, assessor, team_mate):
    blind = make_assessment(
        organisation, version, by=manager, assessors=[assessor, team_mate], mode=Assessment.Mode.INDEPENDENT
    )
    add_note(blind, assessor, title="Seen by all")
    page = signed_in(team_mate).get(panel_url(blind)).content.decode()
    assert "Seen by all" in page
    assert "the whole team sees it at once, also while everybody scores alone" in page


@pytest.mark.parametrize("count", [1, 3])
def test_panel_costs_the_same_for_one_and_for_three(signed_in, assessment, assessor, count):
    for number in range(count):
        add_file(assessment, assessor, title=f"File {number}")
    client = signed_in(assessor)
    with CaptureQueriesContext(connection) as queries:
        client.get(panel_url(assessment), headers=HTMX)
    assert len(queries) == 7


# --- choosing what is there -----------------------------------------------------------------------------------------


def test_piece_is_found_by_words_and_used_in_a_second_place(signed_in, assessment, assessor):
    piece = add_file(assessment, assessor, title="Board minutes of May")
    add_note(assessment, assessor, title="Something else")
    client = signed_in(assessor)
    page = client.get(panel_url(assessment, "D3.1"), {"q": "may board"}).content.decode()
    assert str(piece.uuid) in page
    assert "Something else" not in page
    use = reverse("assessments:evidence-use", args=[assessment.uuid, "D3.1"])
    for _twice in range(2):
        assert client.post(use, {"evidence": piece.uuid, "item": "4"}).status_code == 302
    assert sorted(piece.uses.values_list("element", "item")) == [("D1.1", ""), ("D3.1", "4")]


def test_another_organisations_piece_is_neither_found_nor_used(
    signed_in, assessment, assessor, other_assessment, stranger
):
    theirs = add_note(other_assessment, stranger, title="Board minutes")
    client = signed_in(assessor)
    assert "Board minutes" not in client.get(panel_url(assessment), {"q": "board"}).content.decode()
    use = reverse("assessments:evidence-use", args=[assessment.uuid, "D1.1"])
    assert client.post(use, {"evidence": theirs.uuid, "item": ""}).status_code == 404
    assert EvidenceUse.objects.count() == 1


def test_piece_of_an_assessment_that_the_person_may_not_see_stays_unseen(
    signed_in, organisation, version, manager, assessment, assessor, team_mate
):
    other = make_assessment(organisation, version, by=manager, assessors=[team_mate], title="Other")
    secret = add_note(other, team_mate, title="Board minutes")
    client = signed_in(assessor)
    assert "Board minutes" not in client.get(panel_url(assessment), {"q": "board"}).content.decode()
    use = reverse("assessments:evidence-use", args=[assessment.uuid, "D1.1"])
    assert client.post(use, {"evidence": secret.uuid}).status_code == 404


@pytest.mark.parametrize("sent", [{}, {"evidence": "nonsense"}, {"evidence": "x", "item": "99"}])
def test_choosing_nothing_says_what_to_do(signed_in, assessment, assessor, sent):
    use = reverse("assessments:evidence-use", args=[assessment.uuid, "D1.1"])
    response = signed_in(assessor).post(use, sent, headers=HTMX)
    assert response.status_code == 422
    assert "Choose what to use, and where." in response.content.decode()


def test_taking_away_ends_one_place_and_keeps_the_piece(signed_in, assessment, assessor):
    piece = add_link(assessment, assessor)
    use = piece.uses.get()
    end = reverse("assessments:evidence-end", args=[assessment.uuid, "D1.1", use.uuid])
    response = signed_in(assessor).post(end, headers=HTMX)
    assert response.status_code == 200
    assert "It is no longer evidence here." in response.content.decode()
    assert (piece.uses.count(), Evidence.objects.count()) == (0, 1)


def test_use_of_another_assessment_is_not_taken_away(signed_in, assessment, assessor, other_assessment, stranger):
    theirs = add_note(other_assessment, stranger).uses.get()
    end = reverse("assessments:evidence-end", args=[assessment.uuid, "D1.1", theirs.uuid])
    signed_in(assessor).post(end)
    assert EvidenceUse.objects.filter(pk=theirs.pk).exists()


# --- states ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "status"), [("draft", 409), ("scoring", 302), ("consensus", 302), ("review", 409), ("approved", 409)]
)
def test_adding_follows_the_table_and_loses_nothing(signed_in, assessment, assessor, state, status):
    Assessment.objects.filter(pk=assessment.pk).update(state=state)
    if state == "approved":
        assessment.snapshots.create(
            kind="approval",
            version=assessment.version,
            document={},
            result={},
            names={},
            taken_by=assessor,
            surroundings={"evidence": []},
        )
    sent = {"kind": "note", "note-text": "What I typed"}
    response = signed_in(assessor).post(panel_url(assessment), sent)
    assert response.status_code == status
    assert Evidence.objects.count() == (status == 302)


def test_without_the_right_state_no_form_is_offered(signed_in, assessment, assessor):
    Assessment.objects.filter(pk=assessment.pk).update(state="review")
    page = signed_in(assessor).get(panel_url(assessment)).content.decode()
    assert "Add a file" not in page
