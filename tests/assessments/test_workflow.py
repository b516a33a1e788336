"""Every state, part, act and mode, through the functions and pages that people use; the expectation is written out.

M a manager, L a lead (who is assigned too), A an assessor. Who stands in no cell is turned away: with 403 where no
state would let them (``never``), and else told that it can't be done now. A stranger finds nothing, ever.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.test import Client
from django.urls import reverse

from assessments.access import WrongStateError, assessment_for, visible_assessment
from assessments.actions.answers import GivenAnswer, save_answer
from assessments.actions.approval import approve_assessment
from assessments.actions.assessments import Duty, SetUp, assign_duties, create_assessment, set_up_assessment
from assessments.actions.assignments import assign_team, remind_assessor
from assessments.actions.consensus import take_middle
from assessments.actions.discussion import start_thread
from assessments.actions.evidence import Details, add_evidence, link_content
from assessments.actions.upgrades import upgrade_assessment
from assessments.actions.workflow import (
    close_round,
    reopen_assessment,
    return_assessment,
    start_scoring,
    submit_for_review,
    submit_sheet,
)
from assessments.models import Answer, Assessment
from assessments.steps import ROUTES
from assessments.workflow import Act, Mode, State, workflow_table
from organisations.models import User
from tests.assessments.rounds import fill_sheet
from tests.definitions import tiny_definition
from tests.factories import make_version, rate_all

pytestmark = pytest.mark.django_db

DOCS = Path(__file__).resolve().parents[2] / "docs" / "workflow.md"
TABLES = {
    Mode.JOINT: """
                draft   scoring consensus review  approved  never
read            MLA     MLA     MLA       MLA     MLA       -
set-up          ML      -       -         -       -         A
assign          ML      ML      ML        ML      -         A
remind          -       ML      ML        -       -         A
start           ML      -       -         -       -         A
score           -       LA      -         -       -         M
submit-sheet    -       -       -         -       -         MLA
close-round     -       -       -         -       -         MLA
agree           -       -       -         -       -         MLA
note            -       MLA     MLA       -       -         -
discuss         -       MLA     MLA       MLA     -         -
compare         -       -       -         -       -         MLA
submit          -       ML      ML        -       -         A
return          -       -       -         M       -         LA
approve         -       -       -         M       -         LA
reopen          -       -       -         -       M         LA
upgrade         M       M       -         -       -         LA
""",
    Mode.INDEPENDENT: """
                draft   scoring consensus review  approved  never
read            MLA     MLA     MLA       MLA     MLA       -
set-up          ML      -       -         -       -         A
assign          ML      ML      ML        ML      -         A
remind          -       ML      ML        -       -         A
start           ML      -       -         -       -         A
score           -       LA      -         -       -         M
submit-sheet    -       LA      -         -       -         M
close-round     -       ML      -         -       -         A
agree           -       -       ML        -       -         A
note            -       MLA     MLA       -       -         -
discuss         -       -       MLA       MLA     -         -
compare         -       -       MLA       MLA     MLA       -
submit          -       -       ML        -       -         A
return          -       -       -         M       -         LA
approve         -       -       -         M       -         LA
reopen          -       -       -         -       M         LA
upgrade         M       -       -         -       -         LA
""",
}
PEOPLE = {"M": "manager", "L": "team_mate", "A": "assessor", "S": "stranger"}


def expected(mode: Mode, state: State) -> dict[str, dict[str, str]]:
    """What becomes of each act of each person in this state, as the table says."""
    header, *rows = [line.split() for line in TABLES[mode].splitlines() if line.split()]
    column, found = header.index(state) + 1, {}
    for row in rows:
        allowed, never = row[column], row[-1]
        told = {who: "403" if who in never else "yes" if who in allowed else "not now" for who in "MLA"}
        found[row[0]] = told | {"S": "404"}
    return found


@pytest.fixture
def people(manager, team_mate, assessor, stranger, organisation, other_organisation) -> dict[str, User]:
    return dict(zip("MLAS", [manager, team_mate, assessor, stranger], strict=True))


@pytest.fixture
def reach(people, organisation, version) -> Callable[[Mode, State], Assessment]:
    """Brings an assessment into a state by the steps that lead there, with everything answered that can be."""

    def brought(mode: Mode, state: State) -> Assessment:
        manager, lead, assessor, _stranger = people.values()
        facts = {"title": "2026", "period": "", "assessors": [], "by": manager, "mode": mode}
        assessment = create_assessment(organisation=organisation, version=version, **facts)
        duties = {lead: Duty(is_lead=True), assessor: Duty()}
        assign_duties(assessment=assessment, duties=duties, by=manager)
        is_forced = (mode, state) == (Mode.JOINT, State.CONSENSUS)  # no road leads there
        for step in _steps(assessment, mode, manager, lead, assessor):
            if assessment.state == (State.REVIEW if is_forced else state):
                break
            step()
            assessment.refresh_from_db()
        if is_forced:
            Assessment.objects.filter(pk=assessment.pk).update(state=state)
        if assessment.state == State.SCORING and mode == Mode.JOINT:
            rate_all(assessment, 3, by=assessor)
        if assessment.state == State.CONSENSUS and mode == Mode.INDEPENDENT:
            take_middle(assessment_uuid=assessment.uuid, by=lead)
        return Assessment.objects.get(pk=assessment.pk)

    return brought


def _steps(assessment, mode, manager, lead, assessor) -> Iterator[Callable[[], object]]:
    whose: dict[str, Any] = {"assessment_uuid": assessment.uuid}
    yield lambda: start_scoring(**whose, by=manager)
    if mode == Mode.INDEPENDENT:
        yield lambda: [fill_sheet(assessment, person, 3) for person in (lead, assessor)]
        take_middle(**whose, by=lead)
    else:
        rate_all(assessment, 3, by=assessor)
    yield lambda: submit_for_review(**whose, by=lead)
    yield lambda: approve_assessment(**whose, by=manager)


def score_one(assessment: Assessment, by: User) -> None:
    rows = Answer.stored.filter(assessment=assessment, element="D1.1", item="1")
    row = rows.filter(sheet__assessor=by).first() or rows.get(sheet=None)
    given = GivenAnswer("2", "", row.version)
    save_answer(assessment_uuid=assessment.uuid, element_code="D1.1", item="1", given=given, by=by)


def acts(assessment: Assessment, by: User, assessor: User) -> dict[Act, Callable[[], object]]:
    """Each act as this person does it."""
    place: dict[str, Any] = {"assessment_uuid": assessment.uuid, "by": by}
    element = {"element_code": "D1.1"}
    membership = assessment.organisation.memberships.get(user=assessor).uuid
    newer = assessment.version.framework.versions.get(number="1.1")
    set_up = SetUp("2026", "", None, Mode(assessment.mode), 2)
    link, details = link_content("https://example.org/policy"), Details("Policy")
    return {
        Act.READ: lambda: visible_assessment(by, assessment.uuid),
        Act.SET_UP: lambda: set_up_assessment(**place, given=set_up),
        Act.ASSIGN: lambda: assign_team(**place, duties={assessor: Duty(scope="D1")}),
        Act.REMIND: lambda: remind_assessor(**place, membership_uuid=membership),
        Act.START: lambda: start_scoring(**place),
        Act.SCORE: lambda: score_one(assessment, by),
        Act.SUBMIT_SHEET: lambda: submit_sheet(**place),
        Act.CLOSE_ROUND: lambda: close_round(**place, reason="Tom is ill."),
        Act.AGREE: lambda: take_middle(**place),
        Act.NOTE: lambda: add_evidence(**place, **element, item="", content=link, details=details),
        Act.DISCUSS: lambda: start_thread(**place, **element, text="Is this so?"),
        Act.COMPARE: lambda: assessment_for(by, assessment.uuid, Act.COMPARE),
        Act.SUBMIT: lambda: submit_for_review(**place),
        Act.RETURN: lambda: return_assessment(**place, words="Look at D1 again."),
        Act.APPROVE: lambda: approve_assessment(**place),
        Act.REOPEN: lambda: reopen_assessment(**place, reason="The audit found more."),
        Act.UPGRADE: lambda: upgrade_assessment(**place, to=newer, snapshot_name="Before"),
    }


def outcome(act: Callable[[], object]) -> str:
    """What becomes of it; whatever it does is undone."""
    with transaction.atomic():
        try:
            act()
        except PermissionDenied:
            return "403"
        except Http404:
            return "404"
        except WrongStateError:
            return "not now"
        finally:
            transaction.set_rollback(True)
    return "yes"


CASES = [(mode, state) for mode in Mode for state in State]


@pytest.mark.parametrize(("mode", "state"), CASES)
def test_every_act_of_everybody_is_done_or_refused_as_the_table_says(reach, people, assessor, mode, state):
    assessment = reach(mode, state)
    make_version(tiny_definition(version="1.1"))
    assert (assessment.mode, assessment.state) == (mode, state)
    by_person = {who: acts(assessment, person, assessor) for who, person in people.items()}
    found = {act.value: {who: outcome(by_person[who][act]) for who in people} for act in Act}
    assert found == expected(mode, state)


SENT = {Act.CLOSE_ROUND: {"reason": "Tom is ill."}, Act.RETURN: {"words": "Again."}, Act.REOPEN: {"reason": "Audit."}}


@pytest.mark.sqlite
@pytest.mark.parametrize(("mode", "state"), CASES)
def test_every_step_is_taken_or_refused_on_its_page_as_the_table_says(reach, people, mode, state):
    assessment = reach(mode, state)
    clients = {who: Client() for who in people}
    for who, person in people.items():
        clients[who].force_login(person)
    found = {act.value: {who: pressed(clients[who], assessment, act) for who in people} for act in ROUTES}
    wanted = {act.value: expected(mode, state)[act.value] for act in ROUTES}
    # A manager who may submit may do both steps in one.
    if "yes" in wanted["submit"].values():
        wanted["approve"]["M"] = "yes"
    assert found == wanted


def pressed(client, assessment: Assessment, act: Act) -> str:
    """What becomes of the button; a page that is only looked at says the same before."""
    address = reverse(ROUTES[act], args=[assessment.uuid])
    seen = client.get(address).status_code
    with transaction.atomic():
        response = client.post(address, {"even_unfinished": "on"} | SENT.get(act, {}))
        after = Assessment.objects.get(pk=assessment.pk)
        moved = (after.state, after.revision) != (assessment.state, assessment.revision)
        transaction.set_rollback(True)
    if response.status_code != 302:
        assert seen == response.status_code
        return str(response.status_code)
    level = list(get_messages(response.wsgi_request))[-1].level_tag
    assert (
        (seen, moved or act == Act.SUBMIT_SHEET) == (200, True) if level == "success" else (seen, moved) == (302, False)
    )
    return {"success": "yes", "info": "not now"}[level]


@pytest.mark.parametrize("mode", Mode)
def test_documents_table_is_the_one_of_the_code(mode):
    assert DOCS.read_text(encoding="utf-8").count(workflow_table(mode)) == 1


def test_the_table_knows_no_act_and_no_state_that_is_not_tried():
    for table in TABLES.values():
        header, *rows = [line.split() for line in table.splitlines() if line.split()]
        assert header == [*State.values, "never"]
        assert [row[0] for row in rows] == Act.values
