"""Blind scoring: until the round has ended, nothing of a sheet reaches anybody but its owner, by whatever address.

Every address of an assessment is asked before and after somebody fills their sheet: to everybody else it has to say the
same. A new address is asked too, without being named here.
"""

import io
import re
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.actions.assessments import Duty
from assessments.actions.assignments import assign_team
from assessments.actions.workflow import submit_sheet
from assessments.models import Assessment, IndividualSheet, Remark
from organisations.models import Role
from tests.assessments.rounds import fill_sheet, make_round
from tests.cxmaturity.test_url_walk import EXPECTED, ROUTES
from tests.definitions import tiny_definition
from tests.factories import make_user, make_version
from tests.pages import text_of
from tests.words import note

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

CANARY = "Canary-41c7"
NEW_AT_EVERY_REQUEST = re.compile(r"[A-Za-z0-9]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
COUNTED = re.compile(r"progress-mark--\w+|<svg.*?</svg>|\d+ of \d+", re.DOTALL)
PICTURES = {"results:chart-picture", "results:revision-picture"}
ADDRESSES = sorted(name for method, name in EXPECTED if method == "GET" and "{assessment_uuid}" in ROUTES[name].address)


@pytest.fixture
def other_manager(organisation):
    """Manages the organisation too, and is in no team."""
    person = make_user("Olga Other")
    organisation.memberships.create(user=person, role=Role.MANAGER)
    return person


@pytest.fixture
def blind(organisation, version, manager, assessor, team_mate) -> Assessment:
    """Three score alone: an assessor, a lead, and a manager."""
    people = [assessor, team_mate, manager]
    assessment = make_round(organisation, version, by=manager, assessors=people)
    duties = {assessor: Duty(), team_mate: Duty(is_lead=True), manager: Duty()}
    assign_team(assessment_uuid=assessment.uuid, duties=duties, by=manager)
    return assessment


def score_with_words(assessment, person) -> Remark:
    """Answer everything, and say something wherever something can be said."""
    fill_sheet(assessment, person, 5, objective="full", submit=False)
    place = {"assessment_uuid": assessment.uuid, "element_code": "D1.1", "by": person}
    save_answer(**place, item="comment", given=GivenAnswer(CANARY, "", 0))
    save_answer(**place, item="1", given=GivenAnswer("n/a", CANARY, 1))
    save_answer(**place, item="confidence", given=GivenAnswer("verified", "", 0))
    return note(assessment, person, CANARY)


def arguments(assessment, remark=None) -> dict[str, object]:
    owner = assessment.assignments.get(user__full_name="Amal Assessor").user
    return {
        "assessment_uuid": assessment.uuid,
        "code": "D1.1",
        "revision": 1,
        "newer": "1.1",
        "sheet_uuid": IndividualSheet.objects.get(assessment=assessment, assessor=owner).uuid,
        "remark_uuid": remark.uuid if remark else "00000000-0000-4000-8000-000000000001",
        "post_uuid": "00000000-0000-4000-8000-000000000002",
        "upload_uuid": "00000000-0000-4000-8000-000000000003",
        "action_uuid": "00000000-0000-4000-8000-000000000004",
        "scenario_uuid": "00000000-0000-4000-8000-000000000005",
        "chart": "radar",
        "group": "all",
    }


def seen_by(person, assessment, remark=None) -> dict[str, tuple[int, str]]:
    """What every address answers, without what is new at every request."""
    browser = Client()
    browser.force_login(person)
    place = arguments(assessment, remark)
    kinds = {name: {"extension": "svg" if name in PICTURES else "csv"} for name in ["home", *ADDRESSES]}
    answers = {name: browser.get(ROUTES[name].url(place | kind)) for name, kind in kinds.items()}
    return {name: (answer.status_code, plain(answer)) for name, answer in answers.items()}


def plain(response) -> str:
    content = b"".join(response) if response.streaming else response.content
    if content[:2] == b"PK":  # a workbook
        with zipfile.ZipFile(io.BytesIO(content)) as workbook:
            parts = [name for name in workbook.namelist() if not name.startswith("docProps")]
            content = b"".join(workbook.read(name) for name in parts)
    return NEW_AT_EVERY_REQUEST.sub("", content.decode()) + response.get("Location", "")


@pytest.mark.parametrize("who", ["team_mate", "manager", "other_manager"])
def test_nothing_of_a_sheet_reaches_anybody_else_before_the_round_has_ended(blind, assessor, request, who):
    person = request.getfixturevalue(who)
    make_version(tiny_definition(version="1.1"))
    before = seen_by(person, blind)
    remark = score_with_words(blind, assessor)
    after = seen_by(person, blind, remark)
    team = "assessments:assignment-edit"
    counted = COUNTED.sub("", before.pop(team)[1]), COUNTED.sub("", after.pop(team)[1])
    assert {name for name in before if after[name] != before[name]} == set()
    assert counted[0] == counted[1]
    submit_sheet(assessment_uuid=blind.uuid, by=assessor)
    submitted = seen_by(person, blind, remark)
    assert {name for name, (_status, words) in submitted.items() if CANARY in words} == set()


def test_owner_sees_what_is_theirs(blind, assessor):
    remark = score_with_words(blind, assessor)
    seen = {name for name, (_status, words) in seen_by(assessor, blind, remark).items() if CANARY in words}
    assert {"assessments:element-score", "assessments:remark-edit", "assessments:transfer-workbook"} <= seen
    assert "results:result-detail" not in seen


def test_result_and_report_say_that_everybody_scores_alone(client, blind, manager, assessor):
    fill_sheet(blind, assessor, 5)
    client.force_login(manager)
    result = client.get(reverse("results:result-detail", args=[blind.uuid]))
    pages = [result, client.post(reverse("reports:order-list", args=[blind.uuid]), {"kind": "full"})]
    assert [page.status_code for page in pages] == [200, 409]
    for page in pages:
        text = text_of(page)
        assert "Blind scoring is under way" in text
        assert "1 of 3 sheets are in." in text
        assert not re.search(r"\bpoints\b|of 100\b|Optimising", text)
