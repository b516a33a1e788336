"""The pages of an upgrade: what it would do, doing it, many at once, and the way back."""

from dataclasses import replace

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.actions.approval import sign_off
from assessments.actions.upgrades import upgrade_assessment
from assessments.models import Answer, Assessment, Snapshot
from reports.documents.full import read_report, report_html
from tests.assessments.versions import changed_definition
from tests.assessments.views.conftest import answer_everything, everything_stored
from tests.definitions import tiny_definition
from tests.factories import make_assessment, make_version, rate_all
from tests.pages import headings, link_targets, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def newer(version):
    return make_version(changed_definition())


def page(assessment, number="1.1") -> str:
    return reverse("assessments:upgrade-detail", args=[assessment.uuid, number])


def detail(assessment) -> str:
    return reverse("assessments:assessment-detail", args=[assessment.uuid])


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def seen(response) -> str:
    return response.context["form"].initial["figures"]


def press(client, assessment, name="Before"):
    figures = seen(client.get(page(assessment)))
    return client.post(page(assessment), {"name": name, "figures": figures})


# --- one ------------------------------------------------------------------------------------------------------------
def test_page_shows_figures_before_and_after_and_what_becomes_of_the_answers(signed_in, answered, newer, manager):
    response = signed_in(manager).get(page(answered))
    text = text_of(response)
    assert headings(response) == ["Upgrade to version 1.1"]
    assert "Total 67.50 of 100 4 Managed 67.5 % 10.50 of 100 1 Initial 10.5 %" in text
    assert "Dimension D1 13.50 of 20 4 Managed 67.5 % 3.00 of 20" in text
    assert [(group.name, group.title, len(group.lines)) for group in response.context["groups"]] == [
        ("cleared", "11 answers are cleared", 11),
        ("lost", "Gone, with 3 answers", 4),
        ("new-elements", "1 new element", 1),
    ]
    assert "D3.1/1 The organisation does 1 of D3.1. 4 Managed The scale has changed" in text
    assert reverse("frameworks:difference-detail", args=["tiny"]) + "?from=1.0&to=1.1" in link_targets(response)


def test_looking_changes_nothing(signed_in, answered, newer, manager):
    before = everything_stored()
    signed_in(manager).get(page(answered))
    assert everything_stored() == before


def test_upgrade_comes_to_the_points_that_were_shown(signed_in, answered, newer, manager):
    client = signed_in(manager)
    shown = client.get(page(answered)).context["preview"].after
    response = press(client, answered, name="Before the spring")
    assert response.url == detail(answered)
    assert said(response) == [f"The assessment stands under version 1.1 now: {shown.points} points, as previewed."]
    answered.refresh_from_db()
    assert (answered.points, answered.percent, answered.version) == (shown.points, shown.percent, newer)
    assert Snapshot.objects.get().name == "Before the spring"


def test_figures_that_moved_since_are_shown_again_first(signed_in, answered, newer, manager, assessor):
    client = signed_in(manager)
    figures = seen(client.get(page(answered)))
    given = GivenAnswer("1", "", 1)
    save_answer(assessment_uuid=answered.uuid, element_code="D1.1", item="1", given=given, by=assessor)
    before = everything_stored()
    response = client.post(page(answered), {"name": "Mine", "figures": figures})
    assert response.status_code == 409
    assert "Somebody changed answers since you looked, so nothing was upgraded." in text_of(response)
    assert everything_stored() == before
    assert response.context["form"].initial["name"] == "Mine"
    assert client.post(page(answered), {"name": "Mine", "figures": seen(response)}).status_code == 302


@pytest.mark.both_engines
@pytest.mark.parametrize("name", ["", "x" * 201])
def test_snapshot_needs_a_name_that_fits(signed_in, answered, newer, manager, name):
    response = press(signed_in(manager), answered, name=name)
    assert (response.status_code, Snapshot.objects.count()) == (200, 0)


def test_other_versions_are_offered_and_unknown_ones_not_found(signed_in, assessment, newer, manager):
    make_version(replace(tiny_definition(), version="1.2"))
    client = signed_in(manager)
    assert page(assessment, "1.2") in link_targets(client.get(page(assessment)))
    assert client.get(page(assessment, "7.7")).status_code == 404


def test_pressed_twice_it_says_that_it_is_done(signed_in, assessment, newer, manager):
    client = signed_in(manager)
    figures = seen(client.get(page(assessment)))
    client.post(page(assessment), {"name": "Before", "figures": figures})
    again = client.post(page(assessment), {"name": "Before", "figures": figures})
    assert said(again)[-1] == "It stands under version 1.1 already; nothing has changed."
    assert Snapshot.objects.count() == 1


def test_approved_one_is_left_alone(signed_in, answered, newer, manager):
    sign_off(assessment_uuid=answered.uuid, by=manager)
    before = everything_stored()
    for response in (
        signed_in(manager).get(page(answered)),
        signed_in(manager).post(page(answered), {"name": "Before", "figures": ""}),
    ):
        assert said(response) == ["It is approved: an approved assessment never changes."]
    assert everything_stored() == before


def test_title_and_comments_are_never_markup(signed_in, assessment, newer, manager, assessor):
    given = GivenAnswer('<img src=x onerror="x">', "", 0)
    save_answer(assessment_uuid=assessment.uuid, element_code="D2.1", item="comment", given=given, by=assessor)
    html = signed_in(manager).get(page(assessment)).content.decode()
    assert "<img" not in html
    assert "&lt;img" in html


# --- the assessment's own page ------------------------------------------------------------------------------------
def test_only_managers_are_told_of_a_newer_version(signed_in, assessment, newer, manager, assessor):
    words = "A newer version 1.1 of the framework is published."
    assert words in text_of(signed_in(manager).get(detail(assessment)))
    assert page(assessment) in link_targets(signed_in(manager).get(detail(assessment)))
    assert words not in text_of(signed_in(assessor).get(detail(assessment)))


def test_nobody_is_told_when_there_is_none(signed_in, assessment, manager):
    make_version(replace(tiny_definition(), version="1.1"), published=False)
    assert "newer version" not in text_of(signed_in(manager).get(detail(assessment)))


def test_page_of_a_manager_costs_two_more_however_many_there_are(
    signed_in, assessment, newer, manager, django_assert_num_queries
):
    for number in ("1.2", "1.3"):
        make_version(replace(tiny_definition(), version=number))
    upgrade_assessment(assessment_uuid=assessment.uuid, to=newer, snapshot_name="Before", by=manager)
    client = signed_in(manager)
    client.get(detail(assessment))
    with django_assert_num_queries(10):
        client.get(detail(assessment))


def test_one_press_goes_back(signed_in, answered, newer, manager):
    client = signed_in(manager)
    points = answered.points
    press(client, answered, name="Before the spring")
    snapshot = Snapshot.objects.get()
    response = client.get(detail(answered))
    assert "Before the spring Version 1.0, 67.50 points; kept by Mona Manager" in text_of(response)
    response = client.post(reverse("assessments:snapshot-restore", args=[answered.uuid, snapshot.uuid]))
    assert response.url == detail(answered)
    answered.refresh_from_db()
    assert (answered.points, answered.version.number) == (points, "1.0")
    assert said(response)[-1].endswith("is kept as “Before going back to “Before the spring””.")


def test_snapshots_are_shown_to_managers_alone(signed_in, answered, newer, manager, assessor):
    press(signed_in(manager), answered, name="Before the spring")
    assert "Before the spring" not in text_of(signed_in(assessor).get(detail(answered)))


def test_snapshot_of_another_assessment_is_not_found(signed_in, assessment, organisation, newer, manager):
    other = make_assessment(organisation, assessment.version, by=manager)
    press(signed_in(manager), other)
    address = reverse("assessments:snapshot-restore", args=[assessment.uuid, Snapshot.objects.get().uuid])
    assert signed_in(manager).post(address).status_code == 404


def test_every_page_and_report_can_be_read_afterwards(signed_in, answered, newer, manager):
    client = signed_in(manager)
    press(client, answered)
    answered.refresh_from_db()
    pages = [
        reverse("assessments:element-score", args=[answered.uuid, code]) for code in ("D1.1", "D2.2", "D3.1", "E1")
    ]
    for address in [detail(answered), reverse("results:result-detail", args=[answered.uuid]), *pages]:
        assert client.get(address).status_code == 200
    assert client.get(reverse("assessments:element-score", args=[answered.uuid, "D2.1"])).status_code == 404
    report = report_html(read_report(Assessment.objects.get(pk=answered.pk), manager))
    assert "Element D2.2" in report
    assert "Element D2.1" not in report


def test_page_that_is_read_while_an_upgrade_comes_in_between_is_a_page_all_the_same(signed_in, assessment, assessor):
    """The assessment was read as it was, its answers as they are."""
    Answer.objects.filter(element="D1.1", item="2").update(out_of_sight=True)
    Answer.objects.create(assessment=assessment, element="D1.1", item="7")
    address = reverse("assessments:element-score", args=[assessment.uuid, "D1.1"])
    response = signed_in(assessor).get(address)
    assert [row.item for row in response.context["sheet"].indicators] == ["1", "2"]


# --- many -----------------------------------------------------------------------------------------------------------
LIST = "/assessments/upgrades/"


def choices(client, *assessments) -> list[str]:
    """What the boxes of these assessments say on the page as it is now."""
    offers = {offer.assessment: offer for offer in client.get(LIST).context["offers"]}
    return [offers[assessment].seen for assessment in assessments]


def test_list_holds_the_open_ones_on_older_versions_that_the_person_manages(
    signed_in, assessment, other_assessment, organisation, newer, manager, assessor
):
    approved = make_assessment(organisation, assessment.version, by=manager, assessors=[assessor], title="Done")
    sign_off(assessment_uuid=answer_everything(approved, assessor).uuid, by=manager)
    make_assessment(organisation, newer, by=manager, title="New")
    response = signed_in(manager).get(LIST)
    assert [offer.assessment for offer in response.context["offers"]] == [assessment]
    assert "1.0 → 1.1" in text_of(response)
    assert signed_in(assessor).get(LIST).context["offers"] == []


def test_those_chosen_are_upgraded_each_with_its_outcome(signed_in, assessment, organisation, newer, manager):
    second = make_assessment(organisation, assessment.version, by=manager, title="Second")
    third = make_assessment(organisation, assessment.version, by=manager, title="Third")
    client = signed_in(manager)
    response = client.post(LIST, {"assessment": choices(client, assessment, third)})
    assert [(offer.assessment.title, offer.is_done) for offer in response.context["done"]] == [
        ("Third", True),
        ("2026 self-assessment", True),
    ]
    assert "Under version 1.1 now. 0.00 points before, 0.00 now." in text_of(response)
    assert [offer.assessment for offer in response.context["offers"]] == [second]
    assert set(Assessment.objects.filter(version=newer)) == {assessment, third}
    assert Snapshot.objects.count() == 2


def test_nobody_elses_can_be_chosen(signed_in, assessment, other_assessment, newer, manager):
    before = everything_stored()
    client = signed_in(manager)
    (choice,) = choices(client, assessment)
    forged = choice.replace(str(assessment.uuid), str(other_assessment.uuid))
    assert "Choose at least one" in text_of(client.post(LIST, {"assessment": [forged, "", "x y z"]}))
    assert everything_stored() == before


def test_one_for_which_a_newer_version_came_is_shown_again_first(signed_in, assessment, newer, manager):
    client = signed_in(manager)
    chosen = choices(client, assessment)
    make_version(tiny_definition(version="2.0"))
    before = everything_stored()
    response = client.post(LIST, {"assessment": chosen})
    assert "It has changed since you looked, so nothing was done." in text_of(response)
    assert [offer.version.number for offer in response.context["offers"]] == ["2.0"]
    assert everything_stored() == before


def test_one_whose_answers_moved_is_shown_again_first(signed_in, answered, newer, manager, assessor):
    client = signed_in(manager)
    chosen = choices(client, answered)
    rate_all(answered, 1, by=assessor)
    response = client.post(LIST, {"assessment": chosen})
    assert [(offer.is_done, offer.is_open) for offer in response.context["done"]] == [(False, True)]
    client.post(LIST, {"assessment": choices(client, answered)})
    assert Assessment.objects.get(pk=answered.pk).version == newer


def test_nothing_chosen_is_said_so(signed_in, assessment, newer, manager):
    assert "Choose at least one assessment." in text_of(signed_in(manager).post(LIST))


def test_one_that_was_approved_meanwhile_is_no_choice_any_more(signed_in, assessment, newer, manager):
    client = signed_in(manager)
    chosen = choices(client, assessment)
    Assessment.objects.filter(pk=assessment.pk).update(state=Assessment.State.APPROVED)
    assert "Choose at least one" in text_of(client.post(LIST, {"assessment": chosen}))


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_whatever_it_lists(
    signed_in, organisation, version, newer, manager, assessor, django_assert_num_queries, count
):
    for number in range(count):
        make_assessment(organisation, version, by=manager, assessors=[assessor], title=f"Cycle {number}")
    client = signed_in(manager)
    client.get(LIST)
    with django_assert_num_queries(5):  # session, person, assessments, versions in use, answers
        client.get(LIST)
