"""All evidence of an organisation and of an assessment."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.actions.evidence import Details, edit_evidence, use_evidence
from assessments.evidence import evidence_to_json
from tests.assessments.actions.test_evidence import approve
from tests.assessments.evidence import add_file, add_link, add_note
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept(files_apart):
    """Each test has a storage of its own."""


def library(organisation) -> str:
    return reverse("assessments:evidence-library", args=[organisation.slug])


def whole(assessment) -> str:
    return reverse("assessments:evidence-whole", args=[assessment.uuid])


@pytest.fixture
def shelf(assessment, assessor):
    today = timezone.localdate()
    add_file(assessment, assessor, title="Alpha", name="policy.pdf", expires_on=today - datetime.timedelta(days=1))
    add_link(assessment, assessor, title="Beta", expires_on=today + datetime.timedelta(days=5))
    add_note(assessment, assessor, title="Gamma").uses.all().delete()
    return ["Alpha", "Beta", "Gamma"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "Alpha Beta Gamma"),
        ({"kind": "file"}, "Alpha"),
        ({"standing": "expired"}, "Alpha"),
        ({"standing": "soon"}, "Beta"),
        ({"standing": "unused"}, "Gamma"),
        ({"kind": "link", "standing": "expired"}, ""),
        ({"q": "POLICY"}, "Alpha"),
        ({"q": "nothing like it"}, ""),
        ({"kind": "folder", "standing": "odd"}, "Alpha Beta Gamma"),
        ({"page": "999"}, "Alpha Beta Gamma"),
    ],
)
def test_filter_lets_through_what_was_asked_for(signed_in, organisation, manager, shelf, asked, found):
    page = signed_in(manager).get(library(organisation), asked).content.decode()
    assert [title for title in shelf if f">{title}</a>" in page] == found.split()


def test_manager_reads_how_much_is_left(signed_in, organisation, manager, assessor, shelf):
    assert "of 2.0\xa0GB." in signed_in(manager).get(library(organisation)).content.decode()
    assert "2.0\xa0GB" not in signed_in(assessor).get(library(organisation)).content.decode()


def test_assessor_sees_neither_pieces_nor_places_of_other_assessments(
    signed_in, organisation, version, manager, assessment, assessor, team_mate
):
    other = make_assessment(organisation, version, by=manager, assessors=[team_mate], title="Secret")
    add_note(other, team_mate, title="Theirs")
    shared = add_note(assessment, assessor, title="Shared")
    place = {"assessment_uuid": other.uuid, "element_code": "D3.1", "item": ""}
    use_evidence(**place, evidence_uuid=shared.uuid, by=team_mate)
    page = signed_in(assessor).get(library(organisation)).content.decode()
    assert [word for word in ("Shared", "Theirs", "Secret") if word in page] == ["Shared"]


@pytest.mark.parametrize("person", ["stranger", "admin"])
def test_library_is_not_there_for_others(signed_in, organisation, request, person):
    assert signed_in(request.getfixturevalue(person)).get(library(organisation)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_for_one_and_for_three(signed_in, organisation, assessment, assessor, count):
    for number in range(count):
        add_file(assessment, assessor, title=f"File {number}")
    client = signed_in(assessor)
    spent = []
    for address in (library(organisation), whole(assessment)):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        spent.append(len(queries))
    assert spent == [7, 6]


def test_long_list_is_turned_page_by_page(signed_in, organisation, assessment, manager):
    for number in range(51):
        add_note(assessment, manager, title=f"Note {number:02}")
    client = signed_in(manager)
    first = client.get(library(organisation), {"kind": "note"}).content.decode()
    assert "Page 1 of 2" in first
    assert 'href="?kind=note&amp;page=2"' in first
    second = client.get(library(organisation), {"kind": "note", "page": "2"}).content.decode()
    assert "Note 50" in second
    assert "Note 49" not in second


def test_assessments_list_names_each_element_once_in_the_frameworks_order(signed_in, assessment, assessor):
    piece = add_note(assessment, assessor, code="E1")
    for code, item in [("D3.1", ""), ("D1.2", "1"), ("D1.2", "2")]:
        place = {"assessment_uuid": assessment.uuid, "element_code": code, "item": item}
        use_evidence(**place, evidence_uuid=piece.uuid, by=assessor)
    page = signed_in(assessor).get(whole(assessment)).content.decode()
    links = [reverse("assessments:evidence-list", args=[assessment.uuid, code]) for code in ("D1.2", "D3.1", "E1")]
    assert [page.count(f'href="{link}"') for link in links] == [1, 1, 1]
    assert page.index(links[0]) < page.index(links[1]) < page.index(links[2])


def test_approved_assessment_lists_the_evidence_of_that_day(signed_in, assessment, assessor, manager):
    piece = add_note(assessment, assessor, title="Of that day", text="As it was.")
    approve(assessment, manager, evidence_to_json(assessment))
    edit_evidence(evidence_uuid=piece.uuid, details=Details("Of today"), by=manager)
    panel = reverse("assessments:evidence-list", args=[assessment.uuid, "D1.1"])
    client = signed_in(assessor)
    for address in (whole(assessment), panel):
        page = client.get(address).content.decode()
        assert ("Of that day" in page, "Of today" in page) == (True, False)
