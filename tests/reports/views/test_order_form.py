"""The form of an order: which documents are offered to whom, what can be chosen, and what is refused."""

import uuid

import pytest
from django.urls import reverse

from assessments.actions.approval import sign_off
from assessments.actions.workflow import reopen_assessment
from assessments.models import Assessment
from assessments.workflow import Mode
from plans.actions.actions import add_action
from reports.kinds import Kind, Paper, Part
from reports.models import HouseStyle, ReportOrder
from tests.factories import make_assessment, make_organisation, make_user, rate_all
from tests.pages import headings, link_targets, text_of
from tests.plans.making import given as planned
from tests.reports.orders import choices_of, detail, done_row, list_url, order_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
State = ReportOrder.State


# --- what is offered --------------------------------------------------------------------------------------------------


def kinds_on(response) -> list[str]:
    return [str(kind) for kind, _words in response.context["kinds"]]


def test_manager_is_offered_every_document_that_this_assessment_can_have(client, manager, assessment):
    client.force_login(manager)
    page = client.get(list_url(assessment))
    assert (headings(page), kinds_on(page)) == (["Reports"], ["full", "summary", "plan", "comparison", "interview"])
    own = {reverse("reports:words-edit", args=[assessment.uuid]), "?kind=plan#order"}
    own.add(reverse("reports:house-style-edit", args=[assessment.organisation.slug]))
    own.add(reverse("reports:guide-detail", args=[assessment.version.framework.slug, assessment.version.number]))
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
        ("summary", {"format": "xlsx"}),
        ("summary", {"parts": ["ledger"]}),
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


def test_pages_of_results_lead_to_their_documents(client, manager, assessor, organisation, version, assessment):
    other = make_assessment(organisation, version, title="2027", by=manager, assessors=[assessor])
    compared = reverse("comparisons:comparison-detail", query={"of": [assessment.uuid, other.uuid]})
    ways = {
        reverse("results:result-detail", args=[assessment.uuid]): list_url(assessment),
        reverse("assessments:assessment-detail", args=[assessment.uuid]): list_url(assessment),
        reverse("assessments:interview-sheet", args=[assessment.uuid, "D1"]): list_url(
            assessment, kind="interview", only="D1"
        ),
        compared: list_url(assessment, kind="comparison", against=other.uuid),
    }
    client.force_login(manager)
    for page, way in ways.items():
        assert way in {target.removesuffix("#order") for target in link_targets(client.get(page))}
    assert client.get(ways[compared]).context["form"]["against"].value() == [str(other.uuid)]
    client.force_login(assessor)
    targets = link_targets(client.get(compared))
    assert [target for target in targets if "/reports/" in target] == []


def test_comparison_has_room_for_five_others(client, manager, assessor, organisation, version, assessment):
    others = [
        str(make_assessment(organisation, version, by=manager, assessors=[assessor], title=f"C{number}").uuid)
        for number in range(6)
    ]
    client.force_login(manager)
    page = client.post(list_url(assessment), choices_of(Kind.COMPARISON, against=others))
    assert (page.status_code, "A page has room for 5 others" in text_of(page)) == (422, True)


def test_last_cycle_is_ticked_beforehand(client, manager, assessor, organisation, version, assessment):
    rate_all(assessment, 3, by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    now = make_assessment(organisation, version, title="2027", by=manager, assessors=[assessor])
    other = make_assessment(organisation, version, title="2028", by=manager, assessors=[assessor])
    client.force_login(manager)
    assert client.get(list_url(now, kind="comparison")).context["form"]["against"].value() == (str(assessment.uuid),)
    asked = client.get(list_url(now, kind="comparison", against=other.uuid))
    assert asked.context["form"]["against"].value() == [str(other.uuid)]
    none = client.post(list_url(now), choices_of(Kind.COMPARISON))
    assert (none.status_code, "Tick at least one assessment." in text_of(none)) == (422, True)


def test_what_has_nothing_to_say_says_what_is_missing_in_place_of_its_form(
    client, manager, assessment, organisation, version
):
    apart = make_assessment(organisation, version, by=manager, assessors=[manager], mode=Mode.INDEPENDENT)
    Assessment.objects.filter(pk=apart.pk).update(state=Assessment.State.CONSENSUS)
    client.force_login(manager)
    lacks = [
        (assessment, "plan", "No action is planned yet", "plans:plan-detail"),
        (assessment, "consensus", "Nobody answered alone here", None),
        (apart, "consensus", "No sheet of an assessor was handed in", "assessments:consensus-list"),
    ]
    for one, kind, words, way in lacks:
        page, sent = client.get(list_url(one, kind=kind)), client.post(list_url(one), choices_of(Kind(kind)))
        assert [(answer.status_code, words in text_of(answer)) for answer in (page, sent)] == [(200, True), (422, True)]
        assert ("Make this PDF" in text_of(page), ReportOrder.objects.exists()) == (False, False)
        assert way is None or reverse(way, args=[one.uuid]) in link_targets(page)
    add_action(assessment_uuid=assessment.uuid, given=planned(), by=manager)
    assert order_of(client, assessment, Kind.PLAN).kind == "plan"


def test_form_says_that_only_what_is_approved_is_issued(client, manager, assessor, assessment):
    client.force_login(manager)
    later = "Once the assessment is approved, it can be issued with a number."
    said = [later in text_of(client.get(list_url(assessment, kind=kind))) for kind in ("full", "interview")]
    rate_all(assessment, 3, by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    said.append(later in text_of(client.get(list_url(assessment))))
    assert said == [True, False, False]


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
