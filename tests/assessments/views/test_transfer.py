"""Answers as files by page: who gets what, the upload with its preview, and what is said when something is wrong."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.actions.workflow import close_round
from assessments.models import Answer, Assessment, Upload
from assessments.transfer import CONTENT_TYPES
from assessments.workflow import Mode, State
from tests.assessments.actions.test_uploads import answer, keep, place, save
from tests.assessments.documents import document
from tests.assessments.workbooks import filled, opened, parts, row_of
from tests.factories import make_assessment

CANARY = "kingfisher"


def url(assessment, tail=""):
    return f"/assessments/{assessment.uuid}/transfer/{tail}"


def send(client, assessment, data, name="answers.xlsx"):
    return client.post(url(assessment), {"file": SimpleUploadedFile(name, data)})


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def at_desk(client, assessor):
    client.force_login(assessor)
    return client


@pytest.fixture
def blind(organisation, version, manager, assessor, team_mate):
    made = make_assessment(organisation, version, by=manager, assessors=[assessor, team_mate], mode=Mode.INDEPENDENT)
    rows = Answer.on_sheets.filter(sheet__assessor=team_mate)
    rows.filter(item="comment").update(value=CANARY, version=7)
    rows.filter(item="1").update(value="5", reason=CANARY, version=7)
    return made


# Downloads


@pytest.mark.parametrize("kind", ["xlsx", "json"])
def test_download_is_an_attachment_with_its_name(at_desk, assessment, kind):
    response = at_desk.get(url(assessment, f"answers.{kind}"))
    assert response["Content-Type"] == CONTENT_TYPES[kind]
    assert response["Content-Disposition"] == f'attachment; filename="harbour-bank-2026-self-assessment.{kind}"'
    assert "no-store" in response["Cache-Control"]


def test_downloads_hold_the_answers(at_desk, assessment, assessor):
    save(assessment, assessor, "1", "4")
    book = opened(at_desk.get(url(assessment, "answers.xlsx")).content)
    title, row = row_of(book, "D1.1/1")
    assert book[title][f"C{row}"].value == "4 Managed"
    assert at_desk.get(url(assessment, "answers.json")).json()["ratings"] == {"D1.1": {"indicators": {"1": 4}}}


@pytest.mark.parametrize("person", ["assessor", "manager"])
def test_blind_round_shows_nothing_of_others(client, blind, person, request, team_mate):
    client.force_login(request.getfixturevalue(person))
    theirs = blind.sheets.get(assessor=team_mate)
    for tail in ("", "answers.xlsx", "answers.json"):
        data = client.get(url(blind, tail)).content
        held = "".join(parts(data).values()) if data.startswith(b"PK") else data.decode()
        assert CANARY not in held
        assert str(theirs.uuid) not in held
        assert client.get(url(blind, tail), {"sheet": str(theirs.uuid)}).status_code == (404 if tail else 200)


def test_own_sheet_is_ones_own_in_a_blind_round(client, blind, team_mate):
    client.force_login(team_mate)
    book = opened(client.get(url(blind, "answers.xlsx")).content)
    title, row = row_of(book, "D1.1/comment")
    assert (book[title][f"D{row}"].value, book["Start"]["A4"].value) == (CANARY, "The sheet of Tom Teammate")


def test_everybodys_sheets_are_there_after_the_round(client, blind, assessor, team_mate, manager):
    close_round(assessment_uuid=blind.uuid, reason="Time is up", by=manager)
    client.force_login(assessor)
    theirs = blind.sheets.get(assessor=team_mate)
    page = client.get(url(blind)).content.decode()
    assert page.count("?sheet=") == 4
    assert CANARY in "".join(parts(client.get(url(blind, f"answers.xlsx?sheet={theirs.uuid}")).content).values())
    assert client.get(url(blind, f"answers.json?sheet={theirs.uuid}")).json()["ratings"]["D1.1"]["comment"] == CANARY
    assert CANARY not in client.get(url(blind, "answers.json")).content.decode()


@pytest.mark.parametrize("sheet", ["x", "00000000-0000-4000-8000-000000000000", "' OR 1=1"])
def test_sheet_that_is_none_is_not_there(at_desk, assessment, sheet):
    assert at_desk.get(url(assessment, "answers.xlsx"), {"sheet": sheet}).status_code == 404


@pytest.mark.parametrize(("tail", "most"), [("answers.xlsx", 5), ("answers.json", 4)])
def test_download_queries_do_not_grow(at_desk, assessment, assessor, django_assert_num_queries, tail, most):
    at_desk.get(url(assessment, tail))
    for item in ("1", "2"):
        save(assessment, assessor, item, "4")
        with django_assert_num_queries(most):
            at_desk.get(url(assessment, tail))


# The page


def test_page_offers_the_upload_to_who_can_answer(client, assessment, assessor, manager):
    shown = {}
    for person in (assessor, manager):
        client.force_login(person)
        shown[person] = 'type="file"' in client.get(url(assessment)).content.decode()
    assert shown == {assessor: True, manager: False}


@pytest.mark.parametrize("state", [state for state in State if state != State.SCORING])
def test_upload_in_another_state_is_refused_with_words(at_desk, assessment, state):
    Assessment.objects.filter(pk=assessment.pk).update(state=state)
    if state != State.APPROVED:
        assert 'type="file"' not in at_desk.get(url(assessment)).content.decode()
    response = send(at_desk, assessment, b"PK")
    assert (response.status_code, response.url) == (302, url(assessment))
    assert not Upload.objects.exists()


def test_file_that_can_not_be_read_is_said_beside_the_field(at_desk, assessment):
    ratings = {"D1.1": {"indicators": {"9": 3}}}
    response = send(at_desk, assessment, json.dumps(document(ratings=ratings)).encode(), "x.json")
    assert response.status_code == 422
    assert "The file is no sound assessment document, so nothing of it was read." in text(response)
    assert "ratings.D1.1.indicators.9: D1.1 has 2 indicators" in text(response)
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("sent", "words"), [(None, "Choose a file."), (b"", "The file is empty."), (b"x" * 4_000_001, "at most 4000000")]
)
def test_file_that_is_none_is_said(at_desk, assessment, sent, words):
    data = {} if sent is None else {"file": SimpleUploadedFile("x.xlsx", sent)}
    response = at_desk.post(url(assessment), data)
    assert response.status_code == 422
    assert words in text(response)


def test_sheet_of_a_team_mate_is_refused_in_a_blind_round(client, blind, assessor, team_mate):
    client.force_login(team_mate)
    theirs = client.get(url(blind, "answers.xlsx")).content
    client.force_login(assessor)
    response = send(client, blind, theirs)
    assert response.status_code == 422
    assert "This workbook is somebody else’s sheet." in text(response)
    assert CANARY not in response.content.decode()
    assert not Upload.objects.exists()


# The preview


def test_whole_way_from_download_to_saved(at_desk, assessment, team_mate):
    save(assessment, team_mate, "2", "2")
    data = at_desk.get(url(assessment, "answers.xlsx")).content
    changed = filled(data, {"D1.1/1": "4 Managed", "D1.1/2": "5 Optimising", "D1.1/comment!": "=1+1 <b>", "E1/1": "9"})
    changed = filled(changed, {"D1.2/comment!": "plain"})
    response = send(at_desk, assessment, changed)
    upload = Upload.objects.get()
    assert response.url == url(assessment, f"{upload.uuid}/")
    page = at_desk.get(response.url)
    chosen = re.findall(r'name="choice" value="([^"]+)"[^>]* checked', page.content.decode())
    assert sorted(chosen) == ["D1.1/1=0", "D1.1/2=1", "D1.2/comment=0"]
    assert "New 2 Changed 1 In conflict 0 Wrong 2" in text(page)
    assert "Enablers!C6" in text(page)
    done = at_desk.post(response.url, {"choice": chosen}, follow=True)
    assert "3 answers are saved." in text(done)
    assert [answer(assessment, item)[0] for item in ("1", "2")] == ["4", "5"]
    assert not Upload.objects.exists()


def test_conflict_shows_both_and_who_gave_what_stands(at_desk, assessment, assessor, team_mate):
    save(assessment, team_mate, "1", "2")
    upload = keep(assessment, assessor, place("1", "5"))
    page = at_desk.get(url(assessment, f"{upload.uuid}/"))
    assert "In conflict 1" in text(page)
    for words in ("2 Developing", "5 Optimising", "Tom Teammate", "Dimension D1!C7"):
        assert words in text(page)
    assert re.findall(r'name="choice" value="([^"]+)"([^>]*)', page.content.decode()) == [
        ("D1.1/1=1", ' id="choose-D1.1-1"')
    ]
    at_desk.post(url(assessment, f"{upload.uuid}/"), {"choice": ["D1.1/1=1"]})
    assert answer(assessment, "1") == ("5", "", 2)


def test_what_changed_meanwhile_is_said_and_can_be_chosen_again(at_desk, assessment, assessor, team_mate):
    upload = keep(assessment, assessor, place("1", "5"), place("2", "4"))
    save(assessment, team_mate, "1", "2")
    response = at_desk.post(url(assessment, f"{upload.uuid}/"), {"choice": ["D1.1/1=0", "D1.1/2=0"]})
    assert response.status_code == 409
    assert "D1.1/1: Somebody changed this answer while you looked, so it was not saved." in text(response)
    assert "1 answer is saved." in text(response)
    assert 'value="D1.1/1=1"' in response.content.decode()


def test_discarding_saves_nothing(at_desk, assessment, assessor):
    upload = keep(assessment, assessor, place("1", "5"))
    response = at_desk.post(url(assessment, f"{upload.uuid}/"), {"discard": "", "choice": ["D1.1/1=0"]}, follow=True)
    assert "Nothing of the file was saved." in text(response)
    assert answer(assessment, "1") == ("", "", 0)
    assert not Upload.objects.exists()


def test_upload_that_is_gone_is_said(at_desk, assessment, assessor):
    upload = keep(assessment, assessor, place("1", "5"))
    address = url(assessment, f"{upload.uuid}/")
    upload.delete()
    for response in (at_desk.get(address, follow=True), at_desk.post(address, {"choice": "x"}, follow=True)):
        assert "The upload is gone: it was saved, or it is older than an hour. Send the file again." in text(response)


def test_upload_of_another_assessment_is_not_there(at_desk, assessment, assessor, organisation, version, manager):
    other = make_assessment(organisation, version, by=manager, assessors=[assessor])
    upload = keep(other, assessor, place("1", "5"))
    assert at_desk.get(url(assessment, f"{upload.uuid}/")).status_code == 404


@pytest.mark.both_engines
@pytest.mark.parametrize("choice", ["", "D1.1/1", "D1.1/1=x", "=0", "D1.1/1=0=0", "a/b/c=1", "D1.1/1=" + "9" * 20])
def test_choice_that_is_none_is_not_looked_at(at_desk, assessment, assessor, choice):
    upload = keep(assessment, assessor, place("1", "5"))
    assert at_desk.post(url(assessment, f"{upload.uuid}/"), {"choice": choice}).status_code == 302
    assert answer(assessment, "1") == ("", "", 0)


def test_preview_queries_do_not_grow(at_desk, assessment, assessor, django_assert_num_queries):
    for answers in ([place("1", "5")], [place("1", "5"), place("2", "4"), place("objective", "full")]):
        upload = keep(assessment, assessor, *answers)
        at_desk.get(url(assessment, f"{upload.uuid}/"))
        with django_assert_num_queries(6):
            at_desk.get(url(assessment, f"{upload.uuid}/"))


def test_words_of_a_file_are_no_markup(at_desk, assessment, assessor):
    payload = "<script>alert(1)</script>"
    uploaded = place("comment", payload)
    upload = keep(assessment, assessor, uploaded)
    Upload.objects.update(wrong=[[payload, payload, payload]], file_name=payload)
    page = at_desk.get(url(assessment, f"{upload.uuid}/")).content.decode()
    assert payload not in page
    assert page.count("&lt;script&gt;") >= 4


def test_assessment_page_leads_here(at_desk, assessment):
    assert url(assessment) in at_desk.get(f"/assessments/{assessment.uuid}/").content.decode()
