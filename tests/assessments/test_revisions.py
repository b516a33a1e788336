"""What was approved stays as it was, whatever is reopened, renamed, reweighted or approved after it."""

import re

import pytest
from django.urls import reverse

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.actions.approval import sign_off
from assessments.actions.assessments import SetUp, set_up_assessment
from assessments.actions.upgrades import upgrade_assessment
from assessments.actions.workflow import reopen_assessment
from assessments.models import Assessment, Snapshot
from assessments.revisions import approved_answers, as_approved, last_cycle
from reports.documents.full import approved_report, report_html
from results.access import readable_revision
from tests.definitions import LEVELS, tiny_definition
from tests.factories import make_assessment, make_user, make_version, rate_all
from tests.pages import text_of

pytestmark = pytest.mark.django_db
TOKENS = re.compile(r"[A-Za-z0-9]{64}")


def result(assessment, revision=None) -> str:
    if revision is None:
        return reverse("results:result-detail", args=[assessment.uuid])
    return reverse("results:revision-result", args=[assessment.uuid, revision])


def main_of(response) -> str:
    return TOKENS.sub("", response.content.decode().partition("<main")[2].partition("</main>")[0])


def without_mark(html: str) -> str:
    """The page without the notice that says which revision it is, and without space between its elements."""
    return re.sub(r">\s+<", "><", re.sub(r'<div class="notice.*?</div>', "", html, flags=re.DOTALL))


def report(assessment, revision, reader) -> str:
    return report_html(approved_report(readable_revision(assessment, revision), reader))


@pytest.fixture
def approved(assessment, assessor, manager) -> Assessment:
    rate_all(assessment, 3, by=assessor)
    place = {"assessment_uuid": assessment.uuid, "element_code": "D1.1", "item": "comment"}
    save_answer(**place, given=GivenAnswer("As we saw it then.", "", 0), by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    return Assessment.objects.get(pk=assessment.pk)


def change_everything(assessment, manager, assessor) -> None:
    """Reopen it, take up a newer version with other levels, rename all and everybody, and answer anew."""
    reopen_assessment(assessment_uuid=assessment.uuid, reason="Audit.", by=manager)
    levels = tuple(level for level in LEVELS if level.number != 3)
    newer = make_version(tiny_definition(version="1.1", title="Tiny anew", levels=levels))
    upgrade_assessment(assessment_uuid=assessment.uuid, to=newer, snapshot_name="Before", by=manager)
    set_up_assessment(assessment_uuid=assessment.uuid, given=SetUp("Another title", "Q9", None), by=manager)
    assessment.refresh_from_db()
    rate_all(assessment, 5, by=assessor)
    assessment.assignments.filter(user__full_name="Tom Teammate").delete()
    organisation = assessment.organisation
    organisation.name, manager.full_name, assessor.full_name = "Harbour Holding", "Mona Married", "Amal Anew"
    for row in (organisation, manager, assessor):
        row.save()
    make_user("Nora Newcomer")


def test_revision_reads_as_it_did_on_the_day_whatever_changes_later(client, approved, manager, assessor):
    client.force_login(manager)
    then, report_then = main_of(client.get(result(approved))), report(approved, 1, manager)
    assert ("50" in then, "Defined" in then, "As we saw it then." in report_then) == (True, True, True)
    change_everything(approved, manager, assessor)
    reopened = client.get(result(approved, 1))
    assert "Revision 1, approved on" in text_of(reopened)
    assert "this result stands until the next is approved" in text_of(reopened)
    assert without_mark(main_of(reopened)) == without_mark(then)
    now = text_of(client.get(result(approved)))
    assert ("Result so far" in now, "85 of 100" in now) == (False, True)
    assert report(Assessment.objects.get(), 1, manager) == report_then
    sign_off(assessment_uuid=approved.uuid, by=manager)
    superseded = client.get(result(approved, 1))
    assert "superseded by a newer one" in text_of(superseded)
    assert without_mark(main_of(superseded)) == without_mark(then)
    marked = report(Assessment.objects.get(), 1, manager)
    assert "<br>Revision 1, superseded by a newer one." in marked
    assert marked.replace("<br>Revision 1, superseded by a newer one.", "") == report_then
    second = text_of(client.get(result(approved, 2)))
    assert ("85 of 100" in second, "Harbour Holding" in second) == (True, True)
    assert second == text_of(client.get(result(approved)))


def test_revisions_are_listed_with_what_they_came_to(client, approved, manager, assessor, team_mate):
    change_everything(approved, manager, assessor)
    sign_off(assessment_uuid=approved.uuid, by=manager)
    client.force_login(manager)
    response = client.get(reverse("assessments:assessment-detail", args=[approved.uuid]))
    listed = [(one.number, one.approved_by, one.is_superseded) for one in response.context["life"].revisions]
    assert listed == [(2, "Mona Married", False), (1, "Mona Manager", True)]
    html = response.content.decode()
    for number in (1, 2):
        assert reverse("results:revision-result", args=[approved.uuid, number]) in html
        assert reverse("reports:order-list", args=[approved.uuid], query={"revision": number}) in html


@pytest.mark.parametrize("number", [0, 2, 10**30])
def test_revision_that_was_not_approved_is_not_there(client, approved, manager, number):
    reopen_assessment(assessment_uuid=approved.uuid, reason="Audit.", by=manager)
    client.force_login(manager)
    addresses = [
        reverse("results:revision-result", args=[approved.uuid, number]),
        reverse("reports:order-list", args=[approved.uuid], query={"revision": number}),
    ]
    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_revisions_are_read_by_whoever_reads_the_assessment(client, approved, team_mate, stranger, manager):
    reopen_assessment(assessment_uuid=approved.uuid, reason="Audit.", by=manager)
    report_address = reverse("reports:order-list", args=[approved.uuid], query={"kind": "full", "revision": 1})
    found = {}
    for person in (team_mate, stranger):
        client.force_login(person)
        found[person] = [client.get(address).status_code for address in (result(approved, 1), report_address)]
    assert found == {team_mate: [200, 403], stranger: [404, 404]}


def test_answers_of_a_revision_are_those_that_were_approved(approved, manager, assessor):
    change_everything(approved, manager, assessor)
    snapshot = Snapshot.objects.get(kind="approval")
    kept = as_approved(Assessment.objects.get(), snapshot)
    given = {answer.place: answer.value for answer in approved_answers(kept.version.definition(), snapshot)}
    assert (given["D1.1", "1"], given["D1.1", "comment"], kept.title) == (
        "3",
        "As we saw it then.",
        "2026 self-assessment",
    )
    assert kept.element_scores["D1.1"]["points"] == "5.00"


# --- the last cycle ---------------------------------------------------------------------------------------------------


@pytest.fixture
def later(approved, organisation, version, manager, assessor) -> Assessment:
    """The next cycle, answered better."""
    assessment = make_assessment(organisation, version, by=manager, assessors=[assessor], title="2027")
    rate_all(assessment, 4, by=assessor)
    return Assessment.objects.get(pk=assessment.pk)


def test_last_approval_stands_while_its_assessment_is_open_again(client, approved, later, manager, assessor):
    client.force_login(manager)
    before = text_of(client.get(result(later)))
    assert "▲ 18 points up since 2026 self-assessment" in before
    reopen_assessment(assessment_uuid=approved.uuid, reason="Audit.", by=manager)
    rate_all(Assessment.objects.get(pk=approved.pk), 1, by=assessor)
    assert text_of(client.get(result(later))) == before
    sign_off(assessment_uuid=approved.uuid, by=manager)
    assert "▲ 18 points up" not in text_of(client.get(result(later)))


def test_approved_result_is_compared_with_what_stood_on_its_day(client, approved, later, manager, assessor):
    sign_off(assessment_uuid=later.uuid, by=manager)
    reopen_assessment(assessment_uuid=approved.uuid, reason="Audit.", by=manager)
    rate_all(Assessment.objects.get(pk=approved.pk), 1, by=assessor)
    sign_off(assessment_uuid=approved.uuid, by=manager)
    cycle = last_cycle(Assessment.objects.get(pk=later.pk), Assessment.objects.all())
    assert (cycle.revision, cycle.element_scores["D1.1"]["points"]) == (1, "5.00")


def test_first_cycle_has_none_before_it(approved):
    assert last_cycle(approved, Assessment.objects.all()) is None
