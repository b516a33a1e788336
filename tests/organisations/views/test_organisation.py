import pytest
from django.urls import reverse

from tests.factories import make_assessment, make_organisation, make_user
from tests.pages import headings, link_targets, text_of


def page(client, person, organisation):
    client.force_login(person)
    return client.get(reverse("organisations:organisation-detail", args=[organisation.slug]))


def test_manager_sees_every_assessment_and_the_ways_to_act(client, organisation, version, manager, assessor):
    make_assessment(organisation, version, by=manager, title="First")
    make_assessment(organisation, version, by=manager, assessors=[assessor], title="Second")
    response = page(client, manager, organisation)
    assert [each.title for each in response.context["assessments"]] == ["Second", "First"]
    assert {
        reverse("assessments:assessment-create", args=[organisation.slug]),
        reverse("organisations:member-list", args=[organisation.slug]),
    } <= link_targets(response)


def test_assessor_sees_what_is_assigned_to_them_and_no_way_to_manage(client, organisation, version, manager, assessor):
    make_assessment(organisation, version, by=manager, title="First")
    make_assessment(organisation, version, by=manager, assessors=[assessor], title="Second")
    response = page(client, assessor, organisation)
    assert [each.title for each in response.context["assessments"]] == ["Second"]
    assert "First" not in text_of(response)
    assert not {
        reverse("assessments:assessment-create", args=[organisation.slug]),
        reverse("organisations:member-list", args=[organisation.slug]),
    } & link_targets(response)


def test_members_are_listed_with_their_roles_and_without_their_addresses(client, organisation, assessor):
    text = text_of(page(client, assessor, organisation))
    assert "Amal Assessor Assessor Mona Manager Manager Tom Teammate Assessor" in text
    assert "mona.manager@example.org" not in text


def test_empty_page_tells_a_manager_to_create_and_an_assessor_to_wait(client, organisation, manager, assessor):
    assert "Create the first one" in text_of(page(client, manager, organisation))
    assert "Nothing is assigned to you yet" in text_of(page(client, assessor, organisation))


def test_page_has_one_heading_with_the_name(client, organisation, manager):
    assert headings(page(client, manager, organisation)) == ["Harbour Bank"]


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_whatever_it_lists(client, version, manager, django_assert_num_queries, count):
    organisation = make_organisation(
        "Long List", managers=[manager], assessors=[make_user(f"Person {number}") for number in range(count)]
    )
    for number in range(count):
        make_assessment(organisation, version, by=manager, title=f"Assessment {number}")
    client.force_login(manager)
    with django_assert_num_queries(5):  # session, person, organisation, assessments, members
        page_again = client.get(reverse("organisations:organisation-detail", args=[organisation.slug]))
    assert len(page_again.context["assessments"]) == count
