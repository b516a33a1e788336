"""The guide's page and its download: for whom, in which language, under which name, and at what cost."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from frameworks.actions.versions import retire_version
from reports import making
from reports.kinds import Paper
from reports.models import HouseStyle, ReportOrder
from reports.reading import source_of_order
from tests.definitions import rich_definition
from tests.factories import make_organisation, make_user, make_version
from tests.jobs.runner import run_waiting_jobs
from tests.pages import headings, link_targets, text_of
from tests.reports.pictures import png

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path, press, monkeypatch):
    """Each test has a shelf of its own; the engine is the one that is warm already."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(making, "the_press", lambda: press)
    return press


@pytest.fixture
def published():
    return make_version(rich_definition())


def page_url(version) -> str:
    return reverse("reports:guide-detail", args=[version.framework.slug, version.number])


def order_url(version) -> str:
    return reverse("reports:guide-order", args=[version.framework.slug, version.number])


def order_of(client, version, paper="a4", **more: str) -> ReportOrder:
    response = client.post(order_url(version), {"paper": paper} | more)
    return ReportOrder.objects.get(uuid=response["Location"].split("/")[-2])


def file_of(client, order):
    return client.get(reverse("reports:order-file", args=[order.uuid]))


def test_the_page_has_the_whole_guide_with_its_contents(client, assessor, published):
    client.force_login(assessor)
    response = client.get(page_url(published))
    said = text_of(response)
    for words in ("Nobody knows.", "Look for a date.", "Who decides?", "A plan is not yet an action.", "Enabler E1"):
        assert words in said
    assert headings(response) == ["Tiny"]
    words = "2 Developing Executive · about 2.5 person-days Name an owner. Let one person answer for the plan."
    assert words in " ".join(said.split())
    assert {"#D1.1", "#part-D3", "#part-enablers", "#scale"} <= link_targets(response)


def test_the_pdf_is_ordered_and_named_after_the_framework(client, assessor, published):
    client.force_login(assessor)
    order = order_of(client, published, "letter")
    assert (order.kind, order.assessment, order.choices.paper) == ("guide", None, Paper.LETTER)
    run_waiting_jobs()
    ready = client.get(reverse("reports:order-detail", args=[order.uuid]))
    assert ("Ready" in text_of(ready), page_url(published) in link_targets(ready)) == (True, True)
    file = file_of(client, order)
    assert (file.status_code, file["Content-Type"], file.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert file["Content-Disposition"].startswith('attachment; filename="tiny-1-0-assessors')


def test_one_that_fails_says_why_and_is_tried_again(client, assessor, published, own_data_folder, monkeypatch, caplog):
    client.force_login(assessor)
    monkeypatch.setattr(making, "the_press", lambda: replace(own_data_folder, seconds=0.001))
    order = order_of(client, published)
    run_waiting_jobs()
    response = client.get(reverse("reports:order-detail", args=[order.uuid]))
    assert "longer than a report may take" in text_of(response)
    again = client.post(reverse("reports:order-again", args=[order.uuid]))
    assert (again.status_code, again.url != reverse("reports:order-detail", args=[order.uuid])) == (302, True)


def test_paper_that_there_is_not_leads_back(client, assessor, published):
    client.force_login(assessor)
    assert client.post(order_url(published), {"paper": "a3"}).url == page_url(published)
    assert not ReportOrder.objects.exists()


def test_draft_is_ordered_by_those_who_edit_frameworks_as_long_as_they_do(client, admin, manager):
    draft = make_version(rich_definition(), published=False)
    client.force_login(manager)
    assert client.post(order_url(draft), {"paper": "a4"}).status_code == 404
    client.force_login(admin)
    order = order_of(client, draft)
    run_waiting_jobs()
    file = file_of(client, order)
    assert (file.status_code, "draft.pdf" in file["Content-Disposition"]) == (200, True)
    type(admin).objects.filter(pk=admin.pk).update(is_staff=False, is_superuser=False)
    assert file_of(client, order).status_code == 404


def test_a_draft_is_for_those_who_edit_frameworks(client, admin, manager):
    draft = make_version(rich_definition(), published=False)
    answers = {}
    for person in (admin, manager):
        client.force_login(person)
        answers[person] = client.get(page_url(draft)).status_code
    assert answers == {admin: 200, manager: 404}


def test_an_editor_without_every_right_reads_drafts_by_the_right_to_see_versions(client):
    draft = make_version(rich_definition(), published=False)
    editor = make_user("Edith Editor")
    editor.is_staff = True
    editor.save()
    client.force_login(editor)
    assert client.get(page_url(draft)).status_code == 404
    editor.user_permissions.add(Permission.objects.get(codename="view_frameworkversion"))
    assert "This version is a draft" in text_of(client.get(page_url(draft)))


def test_a_retired_version_can_still_be_read(client, assessor, published):
    retire_version(version=published)
    client.force_login(assessor)
    assert client.get(page_url(published)).status_code == 200


@pytest.mark.parametrize(("framework", "number"), [("tiny", "9.9"), ("nothing", "1.0")])
def test_what_is_not_there_is_not_found(client, assessor, published, framework, number):
    client.force_login(assessor)
    assert client.get(reverse("reports:guide-detail", args=[framework, number])).status_code == 404


def test_the_page_is_in_the_readers_language_where_it_is_translated(client, assessor, published, settings):
    settings.LANGUAGES = [("en-gb", "English"), ("de", "German")]
    client.force_login(assessor)
    said = text_of(client.get(page_url(published), headers={"accept-language": "de"}))
    assert ("Element D1.1 auf Deutsch" in said, "Auf ein Datum achten." in said, "Nobody knows." in said) == (
        True,
        True,
        True,
    )
    assert "auf Deutsch" not in text_of(client.get(page_url(published)))


@pytest.mark.parametrize("styles", [1, 3])
def test_reading_costs_four_queries(client, manager, published, styles, django_assert_num_queries):
    for number in range(styles):
        HouseStyle.objects.create(organisation=make_organisation(f"House {number}", managers=[manager]))
    client.force_login(manager)
    client.get(page_url(published))
    with django_assert_num_queries(4):  # session, person, version, house styles
        client.get(page_url(published))


# --- in a house style -------------------------------------------------------------------------------------------------


@pytest.fixture
def styled(organisation, other_organisation):
    """Both organisations have a house style; the manager manages the first, where the assessor is a member."""
    for whose in (organisation, other_organisation):
        HouseStyle.objects.create(organisation=whose, primary="#7a1f4d", logo=png(40, 20))
    return organisation


def houses_on(response) -> list[str]:
    return [key for key, _name in response.context["form"].fields["house"].choices]


def test_who_manages_an_organisation_prints_it_in_its_style(client, manager, assessor, styled, published):
    client.force_login(manager)
    page = client.get(page_url(published))
    assert (houses_on(page), "House style" in text_of(page)) == (["", styled.slug], True)
    order = order_of(client, published, house=styled.slug)
    manuscript = making.manuscript_of(source_of_order(order, None))
    assert ("#7a1f4d" in manuscript.styles, "logo.png" in manuscript.pictures) == (True, True)
    assert "house style of Harbour Bank" in text_of(client.get(reverse("reports:order-detail", args=[order.uuid])))
    plain = making.manuscript_of(source_of_order(order_of(client, published), None))
    assert ("#7a1f4d" in plain.styles, plain.pictures) == (False, {})
    client.force_login(assessor)
    page = client.get(page_url(published))
    assert (houses_on(page), "House style" in text_of(page)) == ([""], False)


@pytest.mark.parametrize("person", ["assessor", "stranger", "admin"])
def test_style_of_an_organisation_that_one_does_not_manage_is_refused(client, person, styled, published, request):
    client.force_login(request.getfixturevalue(person))
    sent = client.post(order_url(published), {"paper": "a4", "house": styled.slug})
    assert (sent.url, ReportOrder.objects.exists()) == (page_url(published), False)


def test_who_manages_it_no_longer_neither_gets_it_made_nor_fetches_it(client, manager, styled, published):
    client.force_login(manager)
    waiting = order_of(client, published, house=styled.slug)
    styled.memberships.filter(user=manager).update(role="assessor")
    run_waiting_jobs()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reason) == ("failed", "gone")
    assert client.get(reverse("reports:order-detail", args=[waiting.uuid])).status_code == 404
