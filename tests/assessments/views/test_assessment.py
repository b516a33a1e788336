"""An assessment's start, its page and its approval."""

import datetime
import re
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.actions.assessments import RetiredVersionError
from assessments.models import Assessment, Snapshot
from frameworks.actions.versions import retire_version
from tests.assessments.views.conftest import answer_everything, everything_stored
from tests.definitions import rich_definition, tiny_definition
from tests.factories import make_assessment, make_version

pytestmark = pytest.mark.django_db


def detail(assessment) -> str:
    return reverse("assessments:assessment-detail", args=[assessment.uuid])


def approve(assessment) -> str:
    return reverse("assessments:assessment-approve", args=[assessment.uuid])


def create(organisation) -> str:
    return reverse("assessments:assessment-create", args=[organisation.slug])


def filled(version, *assessors, **changes) -> dict:
    """What a person sends who has filled in the form."""
    given = {"title": "2027", "period": "Q1", "version": version.pk, "mode": "joint", "tolerance": "1", "due_on": ""}
    return given | {"assessors": [one.pk for one in assessors]} | changes


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


# --- start ------------------------------------------------------------------------------------------------------------


def test_manager_starts_an_assessment(signed_in, organisation, version, manager, assessor):
    response = signed_in(manager).post(create(organisation), filled(version, assessor))
    assessment = Assessment.objects.get()
    assert (response.status_code, response.url) == (302, detail(assessment))
    assert said(response) == ["“2027” is ready to be scored."]
    assert (assessment.state, assessment.mode, assessment.tolerance) == ("scoring", "joint", 1)
    assert (assessment.title, assessment.period, assessment.version, assessment.created_by) == (
        "2027",
        "Q1",
        version,
        manager,
    )
    assert list(assessment.assessors.all()) == [assessor]
    assert (assessment.points, assessment.maximum) == (Decimal(0), Decimal(100))


def test_manager_keeps_a_draft_of_how_the_team_shall_score(signed_in, organisation, version, manager):
    day = timezone.localdate() + datetime.timedelta(days=30)
    data = filled(version, mode="independent", tolerance="2", due_on=day.isoformat(), then="draft")
    response = signed_in(manager).post(create(organisation), data)
    assessment = Assessment.objects.get()
    assert said(response) == ["“2027” is kept as a draft."]
    facts = (assessment.state, assessment.mode, assessment.tolerance, assessment.due_on)
    assert facts == ("draft", "independent", 2, day)


def test_scoring_does_not_start_without_anybody_to_score(signed_in, organisation, version, manager):
    response = signed_in(manager).post(create(organisation), filled(version, then="start"))
    errors = response.context["form"].errors
    assert errors == {"assessors": ["Choose who scores it, or keep it as a draft for now."]}
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"), [("tolerance", "10"), ("tolerance", "-1"), ("due_on", "2020-01-01"), ("mode", "secret")]
)
def test_what_no_set_up_can_be_is_refused_and_nothing_typed_is_lost(
    signed_in, organisation, version, manager, assessor, field, value
):
    response = signed_in(manager).post(create(organisation), filled(version, assessor, **{field: value}))
    assert list(response.context["form"].errors) == [field]
    assert 'value="2027"' in response.content.decode()
    assert not Assessment.objects.exists()


def test_form_offers_members_and_published_versions_alone(signed_in, organisation, version, manager, stranger):
    newer = make_version(tiny_definition(version="2.0"))
    make_version(tiny_definition(version="3.0"), published=False)
    form = signed_in(manager).get(create(organisation)).context["form"]
    assert [str(label) for _, label in form.fields["assessors"].choices] == [
        "Amal Assessor (amal.assessor@example.org)",
        "Mona Manager (mona.manager@example.org)",
        "Tom Teammate (tom.teammate@example.org)",
    ]
    assert [value.instance for value, _ in form.fields["version"].choices] == [newer, version]
    assert form.initial["version"] == newer


def test_form_offers_no_retired_version(signed_in, organisation, version, manager):
    newer = make_version(tiny_definition(version="2.0"))
    retire_version(version=newer)
    form = signed_in(manager).get(create(organisation)).context["form"]
    assert [value.instance for value, _ in form.fields["version"].choices] == [version]


def test_retired_version_is_refused_with_words(signed_in, organisation, version, manager):
    retire_version(version=version)
    make_version(tiny_definition(version="1.1"))
    response = signed_in(manager).post(create(organisation), filled(version, then="draft"))
    assert "New assessments aren’t made with this version. Choose another one." in response.content.decode()
    with pytest.raises(RetiredVersionError):
        make_assessment(organisation, version, by=manager)
    assert Assessment.objects.count() == 0


def test_assessment_of_a_version_that_is_retired_goes_on(signed_in, assessment, version, assessor):
    retire_version(version=version)
    signed_in(assessor)
    given = GivenAnswer("5", "", 0)
    saved = save_answer(
        assessment_uuid=assessment.uuid,
        element_code="D1.1",
        item="1",
        given=given,
        by=assessor,
        framework_version=version.uuid,
    )
    assert saved.answer.value == "5"


def test_form_suggests_the_framework_loaded_first_until_another_was_used(signed_in, organisation, version, manager):
    other = make_version(rich_definition(framework="another", title="Another"))
    form = signed_in(manager).get(create(organisation)).context["form"]
    assert [value.instance for value, _ in form.fields["version"].choices] == [other, version]
    assert form.initial["version"] == version
    make_assessment(organisation, other, by=manager)
    assert signed_in(manager).get(create(organisation)).context["form"].initial["version"] == other


@pytest.mark.parametrize(("field", "value"), [("title", ""), ("version", ""), ("version", "999"), ("assessors", "999")])
def test_faulty_form_starts_nothing(signed_in, organisation, version, manager, assessor, field, value):
    data = filled(version, assessor) | {field: value}
    response = signed_in(manager).post(create(organisation), data)
    assert list(response.context["form"].errors) == [field]
    assert not Assessment.objects.exists()


def test_stranger_cannot_be_made_an_assessor(signed_in, organisation, version, manager, stranger):
    data = filled(version, stranger)
    assert list(signed_in(manager).post(create(organisation), data).context["form"].errors) == ["assessors"]


def test_draft_cannot_be_assessed_with(signed_in, organisation, manager):
    draft = make_version(tiny_definition(), published=False)
    response = signed_in(manager).post(create(organisation), filled(draft, then="draft"))
    assert list(response.context["form"].errors) == ["version"]


def test_without_a_framework_the_page_says_what_to_do(signed_in, organisation, manager):
    html = signed_in(manager).get(create(organisation)).content.decode()
    assert "No framework is published yet" in html
    assert "<form" not in html.split("<main")[1]


def test_only_managers_start_assessments(signed_in, organisation, version, assessor, stranger, admin):
    data = filled(version, then="draft")
    outcomes = [
        signed_in(person).post(create(organisation), data).status_code for person in (assessor, stranger, admin)
    ]
    assert outcomes == [403, 404, 404]
    assert not Assessment.objects.exists()


# --- page -------------------------------------------------------------------------------------------------------------


def test_page_shows_dimensions_with_their_progress(signed_in, assessment, assessor):
    context = signed_in(assessor).get(detail(assessment)).context
    assert [(one.dimension.code, one.answered, one.applicable) for one in context["progress"].dimensions] == [
        ("D1", 0, 7),
        ("D2", 0, 2),
        ("D3", 0, 5),
    ]
    assert [str(one.user) for one in context["life"].team] == ["Amal Assessor", "Tom Teammate"]


def test_page_links_every_element(signed_in, assessment, assessor):
    html = signed_in(assessor).get(detail(assessment)).content.decode()
    assert re.findall(r'class="row-link" href="/assessments/[^/]+/elements/([^/]+)/"', html) == [
        "D1.1",
        "D1.2",
        "D2.1",
        "D3.1",
        "E1",
    ]


def test_page_sends_the_assessor_where_something_is_open(signed_in, assessment, assessor):
    client = signed_in(assessor)
    assert "Start scoring" in client.get(detail(assessment)).content.decode()
    answer_everything(assessment, assessor)
    assert "Go on with" not in client.get(detail(assessment)).content.decode()


@pytest.mark.parametrize(("person", "offered"), [("assessor", False), ("manager", True)])
def test_team_and_submission_are_offered_to_who_leads_a_complete_one(signed_in, answered, request, person, offered):
    html = signed_in(request.getfixturevalue(person)).get(detail(answered)).content.decode()
    places = [
        reverse(f"assessments:{name}", args=[answered.uuid])
        for name in ("assessment-submit", "assignment-edit", "assessment-edit")
    ]
    assert [f'href="{place}"' in html for place in places] == [offered] * 3


def test_page_is_for_readers_alone(signed_in, assessment, stranger, admin, manager, team_mate):
    people = (stranger, admin, manager, team_mate)
    assert [signed_in(person).get(detail(assessment)).status_code for person in people] == [404, 404, 200, 200]


PAGE = 8  # session, person, assessment, grades, team, events, open points, threads


def test_page_costs_the_same_few_queries(signed_in, assessment, assessor, django_assert_num_queries):
    client = signed_in(assessor)
    with django_assert_num_queries(PAGE):
        client.get(detail(assessment))


def test_page_costs_no_more_with_all_of_the_shipped_framework_answered(
    signed_in, organisation, shipped_version, manager, assessor, team_mate, django_assert_num_queries
):
    people = [assessor, team_mate, manager]
    assessment = make_assessment(organisation, shipped_version, by=manager, assessors=people)
    answer_everything(assessment, assessor)
    client = signed_in(assessor)
    with django_assert_num_queries(PAGE):
        client.get(detail(assessment))


# --- approval ---------------------------------------------------------------------------------------------------------


def test_manager_is_asked_before_anything_freezes(signed_in, answered, manager):
    before = everything_stored()
    html = signed_in(manager).get(approve(answered)).content.decode()
    assert "nobody can change an answer any more" in html
    assert everything_stored() == before


def test_manager_approves(signed_in, answered, manager):
    response = signed_in(manager).post(approve(answered))
    assert (response.status_code, response.url) == (302, detail(answered))
    assert said(response) == ["“2026 self-assessment” is approved. Its answers are frozen."]
    answered.refresh_from_db()
    assert (answered.state, answered.approved_by) == (Assessment.State.APPROVED, manager)
    assert Snapshot.objects.get().assessment == answered


def test_incomplete_one_says_what_is_missing(signed_in, assessment, manager):
    client = signed_in(manager)
    for response in (client.get(approve(assessment)), client.post(approve(assessment))):
        html = response.content.decode().split("<main")[1]
        assert re.findall(r'href="/assessments/[^/]+/elements/([^/]+)/"', html) == ["D1.1", "D1.2", "D2.1", "D3.1"]
        assert "<button" not in html
    assert response.status_code == 409
    assessment.refresh_from_db()
    assert assessment.is_open


def test_one_with_every_element_excluded_says_that_nothing_is_left(signed_in, assessment, assessor, manager):
    for element in assessment.version.definition().elements:
        out = GivenAnswer("excluded", "Not ours.", 0)
        save_answer(assessment_uuid=assessment.uuid, element_code=element.code, item="scope", given=out, by=assessor)
    client = signed_in(manager)
    for response in (client.get(approve(assessment)), client.post(approve(assessment))):
        html = response.content.decode().split("<main")[1]
        assert "Every element is excluded, so there is no result to approve." in html
        assert "<button" not in html
    assert response.status_code == 409
    assessment.refresh_from_db()
    assert assessment.is_open


def test_second_approval_changes_nothing(signed_in, answered, manager):
    client = signed_in(manager)
    client.post(approve(answered))
    before = everything_stored()
    assert said(client.post(approve(answered)))[-1] == "It was approved before; nothing has changed."
    assert client.get(approve(answered)).url == detail(answered)
    assert everything_stored() == before


def test_only_managers_approve(signed_in, answered, assessor, stranger, admin):
    outcomes = [signed_in(person).post(approve(answered)).status_code for person in (assessor, stranger, admin)]
    assert outcomes == [403, 404, 404]
    answered.refresh_from_db()
    assert answered.is_open


# --- set-up -----------------------------------------------------------------------------------------------------------


def set_up(assessment) -> str:
    return reverse("assessments:assessment-edit", args=[assessment.uuid])


def changed(**changes) -> dict:
    return {"title": "Spring", "period": "H1", "due_on": ""} | changes


def test_draft_is_set_up_whole(signed_in, organisation, version, manager):
    draft = make_assessment(organisation, version, by=manager)
    response = signed_in(manager).post(set_up(draft), changed(mode="independent", tolerance="0"))
    draft.refresh_from_db()
    assert response.url == detail(draft)
    assert (draft.title, draft.period, draft.mode, draft.tolerance) == ("Spring", "H1", "independent", 0)


def test_how_the_team_scores_is_fixed_once_it_does(signed_in, assessment, manager):
    page = signed_in(manager).get(set_up(assessment))
    assert list(page.context["form"].fields) == ["title", "period", "due_on"]
    signed_in(manager).post(set_up(assessment), changed())
    assessment.refresh_from_db()
    assert (assessment.title, assessment.mode) == ("Spring", "joint")


def test_set_up_of_a_draft_that_was_started_meanwhile_is_refused_and_nothing_typed_is_lost(
    signed_in, assessment, manager
):
    response = signed_in(manager).post(set_up(assessment), changed(mode="independent", tolerance="3"))
    html = response.content.decode()
    assert (response.status_code, 'value="Spring"' in html, "how the team scores stays as it is" in html) == (
        409,
        True,
        True,
    )
    assessment.refresh_from_db()
    assert (assessment.title, assessment.mode, assessment.tolerance) == ("2026 self-assessment", "joint", 1)


def test_posting_every_other_field_changes_none_of_them(signed_in, assessment, manager, other_organisation):
    before = Assessment.objects.values().get(pk=assessment.pk)
    sent = dict.fromkeys(before, "9") | {"organisation": other_organisation.pk, "state": "approved"}
    for name in ("mode", "tolerance"):
        sent.pop(name)
    signed_in(manager).post(set_up(assessment), sent | changed())
    after = Assessment.objects.values().get(pk=assessment.pk)
    assert {name for name in after if after[name] != before[name]} == {"title", "period"}
