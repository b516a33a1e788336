"""Ordering: which documents are offered to whom, what can be chosen, how an order is followed, who fetches the file."""

import datetime
import uuid
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.actions.approval import sign_off
from assessments.actions.workflow import reopen_assessment
from assessments.models import Assessment
from assessments.workflow import Mode
from reports import making
from reports.files import keep, throw_away
from reports.kinds import Kind, Paper, Part
from reports.models import HouseStyle, ReportOrder
from reports.options import all_of
from tests.factories import make_assessment, make_organisation, make_user, rate_all
from tests.jobs.runner import run_waiting_jobs
from tests.pages import headings, link_targets, text_of
from tests.reports.orders import choices_of, made, order_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
State = ReportOrder.State
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path, press, monkeypatch):
    """Each test has a shelf of its own; the engine is the one that is warm already."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(making, "the_press", lambda: press)
    return press


def list_url(assessment, **asked) -> str:
    return reverse("reports:order-list", args=[assessment.uuid], query=asked or None)


def detail(order) -> str:
    return reverse("reports:order-detail", args=[order.uuid])


def order_row(assessment, by, **facts) -> ReportOrder:
    """An order as the database has it."""
    given = {"kind": Kind.FULL, "options": all_of(Kind.FULL).to_json(), "language": "en-gb"} | facts
    return ReportOrder.objects.create(assessment=assessment, version=assessment.version, by=by, **given)


def done_row(assessment, by, **facts) -> ReportOrder:
    content = b"%PDF-1.7 of the tests"
    file = {"file": keep(content, "pdf"), "file_name": "a.pdf", "size": len(content), "pages": 3}
    return order_row(assessment, by, **{"state": State.DONE, "ended_at": timezone.now()} | file | facts)


# --- what is offered --------------------------------------------------------------------------------------------------


def kinds_on(response) -> list[str]:
    return [str(kind) for kind, _words in response.context["kinds"]]


def test_manager_is_offered_every_document_that_this_assessment_can_have(client, manager, assessment):
    client.force_login(manager)
    page = client.get(list_url(assessment))
    assert (headings(page), kinds_on(page)) == (["Reports"], ["full", "summary", "plan", "comparison", "interview"])
    own = {reverse("reports:words-edit", args=[assessment.uuid]), "?kind=plan#order"}
    own.add(reverse("reports:house-style-edit", args=[assessment.organisation.slug]))
    assert own <= link_targets(page)


def test_consensus_record_is_offered_where_everybody_answered_alone(client, manager, organisation, version):
    apart = make_assessment(organisation, version, by=manager, assessors=[manager], mode=Mode.INDEPENDENT)
    Assessment.objects.filter(pk=apart.pk).update(state=Assessment.State.CONSENSUS)
    client.force_login(manager)
    assert "consensus" in kinds_on(client.get(list_url(apart)))


def test_assessor_is_offered_what_holds_no_figure(client, assessor, assessment):
    client.force_login(assessor)
    page = client.get(list_url(assessment))
    assert (kinds_on(page), page.context["kind"]) == (["interview"], Kind.INTERVIEW)
    assert reverse("reports:words-edit", args=[assessment.uuid]) not in link_targets(page)


@pytest.mark.parametrize("kind", ["full", "summary", "plan", "comparison", "consensus"])
def test_assessor_can_neither_see_nor_send_the_form_of_another(client, assessor, assessment, kind):
    client.force_login(assessor)
    asked = [client.get(list_url(assessment, kind=kind)), client.post(list_url(assessment), choices_of(Kind(kind)))]
    assert [one.status_code for one in asked] == [403, 403]
    assert not ReportOrder.objects.exists()


@pytest.mark.parametrize("kind", ["guide", "nonsense", "FULL"])
def test_what_is_no_document_of_an_assessment_is_not_found(client, manager, assessment, kind):
    client.force_login(manager)
    asked = [client.get(list_url(assessment, kind=kind)), client.post(list_url(assessment), {"kind": kind})]
    assert [one.status_code for one in asked] == [404, 404]


def test_while_everybody_scores_alone_only_interview_sheets_are_made(client, manager, organisation, version, assessor):
    blind = make_assessment(organisation, version, by=manager, assessors=[assessor], mode=Mode.INDEPENDENT)
    done = done_row(blind, manager)
    client.force_login(manager)
    page = client.get(list_url(blind))
    assert (kinds_on(page), "as soon as all sheets are in" in text_of(page)) == (["interview"], True)
    asked = [client.get(list_url(blind, kind="full")), client.post(list_url(blind), choices_of(Kind.FULL))]
    asked += [client.get(detail(done)), client.get(reverse("reports:order-file", args=[done.uuid]))]
    assert [(one.status_code, "Blind scoring is under way" in text_of(one)) for one in asked] == [
        (200, True),
        (409, True),
        (409, True),
        (409, True),
    ]
    assert order_of(client, blind, Kind.INTERVIEW).kind == "interview"


# --- what can be chosen -----------------------------------------------------------------------------------------------


def test_form_begins_with_everything_and_the_house_paper(client, manager, assessment):
    HouseStyle.objects.create(organisation=assessment.organisation, paper=Paper.LETTER)
    client.force_login(manager)
    form = client.get(list_url(assessment)).context["form"]
    assert (form["format"].value(), form["paper"].value()) == ("pdf", "letter")
    assert form["parts"].value() == [str(part) for part in Part]
    said = text_of(client.get(list_url(assessment)))
    assert said.count("Nothing written yet, so it is left out.") == 2


def test_what_is_chosen_is_what_is_ordered(client, manager, assessment):
    client.force_login(manager)
    order = order_of(client, assessment, format="xlsx", paper="letter", parts=["heat-map", "ledger"], only="D1")
    assert (order.kind, order.format, order.by, order.assessment, order.state) == (
        "full",
        "xlsx",
        manager,
        assessment,
        State.WAITING,
    )
    chosen = order.choices
    assert (chosen.paper, chosen.parts, chosen.only) == (Paper.LETTER, {Part.HEAT_MAP, Part.LEDGER}, "")


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("full", {"format": "pptx"}),
        ("full", {"format": ""}),
        ("full", {"paper": "a3"}),
        ("full", {"parts": ["comments", "secrets"]}),
        ("plan", {"format": "docx"}),
        ("plan", {"parts": ["ledger"]}),
        ("interview", {"only": "D9"}),
        ("comparison", {}),
        ("comparison", {"against": ["nobody"]}),
    ],
)
def test_what_is_not_offered_is_refused_beside_its_field(client, manager, assessment, kind, wrong):
    client.force_login(manager)
    page = client.post(list_url(assessment), choices_of(Kind(kind)) | wrong)
    if kind != "comparison":
        assert "Please put this right" in text_of(page)
    assert (page.status_code, ReportOrder.objects.count()) == (422, 0)


def test_sheets_are_ordered_for_one_part(client, assessor, assessment):
    client.force_login(assessor)
    assert client.get(list_url(assessment, only="D1.1")).context["form"]["only"].value() == "D1.1"
    assert order_of(client, assessment, Kind.INTERVIEW, only="D1.1").choices.only == "D1.1"


def test_comparison_offers_cycles_first_and_only_what_the_person_may_see(
    client, manager, assessor, organisation, version, other_assessment, assessment
):
    make = {"by": manager, "assessors": [assessor]}
    elsewhere = make_organisation("Far Shore", managers=[manager])
    abroad = make_assessment(elsewhere, version, title="Abroad", by=manager, assessors=[manager])
    unit = organisation.units.create(name="Retail")
    of_unit = make_assessment(organisation, version, title="Retail", **make)
    Assessment.objects.filter(pk=of_unit.pk).update(unit=unit)
    cycle = make_assessment(organisation, version, title="2027", **make)
    make_assessment(organisation, version, by=manager, title="Draft")
    make_assessment(organisation, version, title="Blind", mode=Mode.INDEPENDENT, **make)
    client.force_login(manager)
    form = client.get(list_url(assessment, kind="comparison")).context["form"]
    assert form.fields["against"].choices == [
        (str(cycle.uuid), "2027 · 2026"),
        (str(of_unit.uuid), "Retail · 2026 · Harbour Bank · Retail"),
        (str(abroad.uuid), "Abroad · 2026 · Far Shore"),
    ]
    chosen = [str(abroad.uuid), str(cycle.uuid)]
    assert order_of(client, assessment, Kind.COMPARISON, against=chosen).options["against"] == chosen
    for foreign in (other_assessment.uuid, assessment.uuid, uuid.uuid4()):
        page = client.post(list_url(assessment), choices_of(Kind.COMPARISON, against=[str(foreign)]))
        assert (page.status_code, ReportOrder.objects.count()) == (422, 1)


def test_comparison_has_room_for_five_others(client, manager, assessor, organisation, version, assessment):
    others = [
        str(make_assessment(organisation, version, by=manager, assessors=[assessor], title=f"C{number}").uuid)
        for number in range(6)
    ]
    client.force_login(manager)
    page = client.post(list_url(assessment), choices_of(Kind.COMPARISON, against=others))
    assert (page.status_code, "A page has room for 5 others" in text_of(page)) == (422, True)


def test_without_another_assessment_there_is_nothing_to_compare(client, manager, assessment):
    client.force_login(manager)
    assert "nothing yet to set beside" in text_of(client.get(list_url(assessment, kind="comparison")))


def test_earlier_approval_can_be_printed(client, manager, assessor, assessment):
    rate_all(assessment, 3, by=assessor)
    client.force_login(manager)
    assert "revision" not in client.get(list_url(assessment)).context["form"].fields
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    assert "revision" not in client.get(list_url(assessment)).context["form"].fields
    reopen_assessment(assessment_uuid=assessment.uuid, reason="Audit.", by=manager)
    form = client.get(list_url(assessment, revision=1)).context["form"]
    assert [key for key, _words in form.fields["revision"].choices] == ["", "1"]
    assert form["revision"].value() == "1"
    assert order_of(client, assessment, revision="1").revision == 1
    assert order_of(client, assessment, revision="").revision is None
    assert client.post(list_url(assessment), choices_of(Kind.FULL, revision="2")).status_code == 422
    assert client.get(list_url(assessment, revision=2)).status_code == 404


def test_form_begins_with_an_earlier_order_of_ones_own(client, manager, assessment):
    rest = make_user("Olga Other")
    assessment.organisation.memberships.create(user=rest, role="manager")
    client.force_login(manager)
    mine = order_of(client, assessment, Kind.SUMMARY, format="pptx", paper="letter", parts=[])
    form = client.get(list_url(assessment, kind="summary", like=mine.uuid)).context["form"]
    assert (form["format"].value(), form["paper"].value(), form["parts"].value()) == ("pptx", "letter", [])
    client.force_login(rest)
    for like in (mine.uuid, "nobody"):
        form = client.get(list_url(assessment, kind="summary", like=like)).context["form"]
        assert (form["format"].value(), form["paper"].value()) == ("pdf", "a4")


# --- an order, from its form to its file ------------------------------------------------------------------------------


def test_order_is_followed_until_its_file_is_there(client, manager, assessment):
    client.force_login(manager)
    order = order_of(client, assessment)
    waiting = client.get(detail(order))
    assert headings(waiting) == ["Full maturity report"]
    assert "Waiting for its turn" in text_of(waiting)
    run_waiting_jobs()
    ready = client.get(detail(order))
    assert ("Ready" in text_of(ready), "pages" in text_of(ready)) == (True, True)
    file_url = reverse("reports:order-file", args=[order.uuid])
    assert file_url in link_targets(ready)
    file = client.get(file_url)
    assert (file.status_code, file["Content-Type"], file.content[:5]) == (200, "application/pdf", b"%PDF-")
    name = "harbour-bank-2026-self-assessment-full-maturity-report-provisional.pdf"
    assert file["Content-Disposition"] == f'attachment; filename="{name}"'
    assert {"private", "no-store"} <= set(file["Cache-Control"].split(", "))
    order.refresh_from_db()
    assert (order.state, order.size, order.pages > 3) == (State.DONE, len(file.content), True)


def test_interview_sheets_reach_an_assessor(client, assessor, assessment):
    client.force_login(assessor)
    file = made(client, assessment, Kind.INTERVIEW, only="D1")
    assert (file.status_code, file.content[:5]) == (200, b"%PDF-")


def test_order_that_fails_says_why_and_is_tried_again(
    client, manager, assessment, own_data_folder, monkeypatch, caplog
):
    client.force_login(manager)
    monkeypatch.setattr(making, "the_press", lambda: replace(own_data_folder, seconds=0.001))
    order = order_of(client, assessment, Kind.INTERVIEW, only="D1.1")
    run_waiting_jobs()
    page = client.get(detail(order))
    assert ("It could not be made" in text_of(page), "longer than a report may take" in text_of(page)) == (True, True)
    assert "when the site is less busy" in text_of(page)
    assert client.get(reverse("reports:order-file", args=[order.uuid])).url == detail(order)
    monkeypatch.setattr(making, "the_press", lambda: own_data_folder)
    again = client.post(reverse("reports:order-again", args=[order.uuid]))
    run_waiting_jobs()
    assert "Ready" in text_of(client.get(again.url))
    assert ReportOrder.objects.get(uuid=again.url.split("/")[-2]).options == order.options


def test_page_that_asks_again_is_answered_only_where_something_changed(client, manager, assessment):
    order = order_row(assessment, manager)
    client.force_login(manager)
    first = client.get(detail(order), headers=HTMX)
    shown = first.content.decode()
    assert (first.status_code, "<html" in shown, 'hx-trigger="every 1s"' in shown) == (200, False, True)
    mark = first.context["mark"]
    assert client.get(detail(order), {"seen": mark}, headers=HTMX).status_code == 204
    assert client.get(detail(order), {"seen": mark}).status_code == 200  # a reload is a whole page
    ReportOrder.objects.update(state=State.WORKING, stage=ReportOrder.Stage.SETTING)
    later = client.get(detail(order), {"seen": mark}, headers=HTMX)
    assert [step.title for step in later.context["steps"] if step.is_now] == ["Setting the pages"]
    ReportOrder.objects.update(state=State.DONE, stage="")
    ended = client.get(detail(order), {"seen": later.context["mark"]}, headers=HTMX).content.decode()
    assert ("hx-trigger" in ended, "Ready" in ended) == (False, True)


def test_page_asks_less_often_as_time_goes_by(client, manager, assessment):
    order = order_row(assessment, manager)
    client.force_login(manager)
    beats = []
    for seconds in (1, 30, 300):
        ReportOrder.objects.update(at=timezone.now() - datetime.timedelta(seconds=seconds))
        beats.append(client.get(detail(order)).context["beat"])
    assert beats == [1, 2, 5]


@pytest.mark.parametrize("person", ["assessor", "stranger", "admin"])
def test_order_is_nobody_elses(client, manager, assessment, other_organisation, request, person):
    order = done_row(assessment, manager)
    client.force_login(request.getfixturevalue(person))
    asked = [client.get(detail(order)), client.get(reverse("reports:order-file", args=[order.uuid]))]
    asked.append(client.post(reverse("reports:order-again", args=[order.uuid])))
    assert [one.status_code for one in asked] == [404, 404, 404]


def test_who_manages_no_longer_fetches_nothing(client, manager, assessment):
    order = done_row(assessment, manager)
    client.force_login(manager)
    address = reverse("reports:order-file", args=[order.uuid])
    assert client.get(address).status_code == 200
    assessment.organisation.memberships.filter(user=manager).update(role="assessor")
    assessment.assignments.create(user=manager)
    assert [client.get(one).status_code for one in (address, detail(order))] == [404, 404]
    assert client.get(list_url(assessment)).context["orders"] == []
    assessment.organisation.memberships.filter(user=manager).delete()
    assert client.get(address).status_code == 404


def test_file_that_was_cleared_away_is_made_again(client, manager, assessment):
    order = done_row(assessment, manager)
    throw_away(order.file)
    client.force_login(manager)
    page = client.get(reverse("reports:order-file", args=[order.uuid]))
    assert (page.status_code, "was cleared away" in text_of(page)) == (404, True)
    again = client.post(reverse("reports:order-again", args=[order.uuid]))
    assert ReportOrder.objects.get(uuid=again.url.split("/")[-2]).state == State.WAITING


def test_own_orders_stand_below_with_what_was_chosen(client, manager, assessment, assessor):
    done_row(assessment, manager, kind=Kind.PLAN, options={"paper": "letter", "parts": ["comments"]})
    order_row(assessment, assessor, kind=Kind.INTERVIEW)
    order_row(assessment, manager, state=State.FAILED, reason="memory", revision=2)
    client.force_login(manager)
    page = client.get(list_url(assessment))
    assert [order.kind for order in page.context["orders"]] == ["full", "plan"]
    said = text_of(page)
    for words in ("PDF · US Letter · without: Evidence list", "PDF · revision 2", "Failed", "Done", "21 bytes"):
        assert words in said.replace("\xa0", " ")


# --- what it costs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "queries"), [("full", 7), ("plan", 7), ("interview", 7), ("comparison", 8)])
def test_page_costs_the_same_with_one_order_and_with_several(
    client, manager, assessment, kind, queries, django_assert_num_queries
):
    client.force_login(manager)
    client.get(list_url(assessment))
    for _more in range(2):
        for _order in range(3):
            done_row(assessment, manager)
        with django_assert_num_queries(queries):  # session, person, assessment, style, words, orders, issued
            client.get(list_url(assessment, kind=kind))


def test_looking_at_an_order_costs_four_queries(client, manager, assessment, django_assert_num_queries):
    order = done_row(assessment, manager)
    client.force_login(manager)
    with django_assert_num_queries(4):  # session, person, order, assessment
        client.get(detail(order))
