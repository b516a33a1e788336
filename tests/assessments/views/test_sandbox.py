"""The trial: an administrator scores a draft, sees what an assessor would, and stores nothing."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessments.models import Answer, Assessment
from organisations.models import User
from tests.definitions import tiny_definition
from tests.factories import make_user, make_version
from tests.pages import headings, link_targets, text_of


@pytest.fixture
def draft(db):
    return make_version(tiny_definition(version="1.1"), published=False)


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


def url(version, code=""):
    return reverse(
        "assessments:sandbox-element" if code else "assessments:sandbox", args=[version.uuid, *filter(None, [code])]
    )


def sent(**answers):
    """A sheet as the page sends it."""
    data = {}
    for item, value in answers.items():
        name = item.lstrip("_")
        data |= {f"{name}-value": value, f"{name}-version": "0"}
    return data


def test_element_looks_as_the_assessor_sees_it(as_admin, draft, assessment, assessor, client):
    response = as_admin.get(url(draft, "D1.1"))
    assert headings(response) == ["D1.1 Element D1.1"]
    assertContains(response, "This is a trial of Tiny 1.1")
    client.force_login(assessor)
    real = client.get(reverse("assessments:element-score", args=[assessment.uuid, "D1.1"]))
    for words in ("D1.1 is achieved.", "The organisation does 2 of D1.1.", "Fully achieved", "Exclude this element"):
        assertContains(response, words)
        assertContains(real, words)


def test_no_script_and_no_address_of_an_assessment_is_on_the_page(as_admin, draft):
    response = as_admin.get(url(draft, "D1.1"))
    assertNotContains(response, "hx-post")
    assertNotContains(response, "js/desk/")
    assert {target for target in link_targets(response) if target.startswith("/assessments/")} == set()
    assert url(draft, "D1.2") in link_targets(response)


def test_answers_are_kept_and_the_result_so_far_is_shown(as_admin, draft):
    response = as_admin.post(url(draft, "D1.1"), sent(_1="5", _2="5", objective="full") | {"then": "next"})
    assertRedirects(response, url(draft, "D1.2"))
    page = as_admin.get(url(draft))
    assert "10 of 100" in text_of(page)
    assert headings(page) == ["Tiny 1.1"]
    assertContains(
        as_admin.get(url(draft, "D1.1")), 'value="5" form="sheet" aria-label="5 Optimising" checked', count=2
    )
    assert (Assessment.objects.count(), Answer.objects.count()) == (0, 0)


def test_answer_that_is_none_is_said_beside_its_row(as_admin, draft):
    response = as_admin.post(url(draft, "D1.1"), sent(_1="n/a", _2="4"))
    assert response.status_code == 422
    assertContains(response, "Say why in a few words", status_code=422)
    assert "4.38 of 10" not in text_of(response)


def test_answers_are_taken_back(as_admin, draft):
    as_admin.post(url(draft, "D1.1"), sent(_1="5", _2="5"))
    assertRedirects(as_admin.post(url(draft)), url(draft))
    assert "0 of 100" in text_of(as_admin.get(url(draft)))


def test_content_that_changed_meanwhile_drops_out(as_admin, draft):
    as_admin.post(url(draft, "D1.1"), sent(_1="5", _2="5"))
    draft.elements.get(code="D1.1").indicators.get(number=2).delete()
    assert "7.00 of 10" in text_of(as_admin.get(url(draft, "D1.1")))
    draft.elements.get(code="D1.1").delete()
    assert as_admin.get(url(draft, "D1.1")).status_code == 404
    assert as_admin.get(url(draft)).status_code == 200


@pytest.mark.parametrize("spoil", ["indicators", "levels", "ratings"])
def test_draft_that_cant_be_scored_says_what_to_mend(as_admin, draft, spoil):
    as_admin.post(url(draft, "D1.1"), sent(_1="5"))
    if spoil == "indicators":
        draft.elements.get(code="D1.1").indicators.all().delete()
    else:
        getattr(draft, spoil).all().delete()
    for page in (
        as_admin.get(url(draft)),
        as_admin.get(url(draft, "D1.1")),
        as_admin.post(url(draft, "D1.1"), sent(_1="4")),
    ):
        assert page.status_code in {200, 302, 422}
    if spoil != "ratings":
        assert "This draft can’t be scored yet." in text_of(as_admin.get(url(draft)))


def test_data_that_no_page_sends_is_refused(as_admin, draft):
    assert as_admin.post(url(draft, "D1.1"), {"1-value": "5", "1-version": "many"}).status_code == 400
    assert as_admin.get(url(draft, "D9.9")).status_code == 404


def test_trial_is_for_those_who_may_change_content(client, draft, assessor):
    for user in (assessor, make_user("Rita Reader")):
        client.force_login(user)
        assert [client.get(url(draft)).status_code, client.post(url(draft, "D1.1")).status_code] == [404, 404]
    User.objects.filter(pk=user.pk).update(is_staff=True)
    assert client.get(url(draft)).status_code == 404
    user.user_permissions.set(Permission.objects.filter(codename="change_frameworkversion"))
    assert client.get(url(draft)).status_code == 200


def test_trial_of_one_is_not_the_trial_of_another(client, draft, admin):
    other = make_user("Otto Other", staff=True)
    client.force_login(admin)
    client.post(url(draft, "D1.1"), sent(_1="5", _2="5"))
    client.logout()
    client.force_login(other)
    assert "0 of 100" in text_of(client.get(url(draft)))


def test_looking_writes_nothing_and_costs_few_queries(as_admin, draft, django_assert_max_num_queries):
    with django_assert_max_num_queries(18) as queries:
        as_admin.get(url(draft, "D1.1"))
    assert [query for query in queries.captured_queries if not query["sql"].startswith("SELECT")] == []
