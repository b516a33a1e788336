import pytest
from django.urls import reverse

from organisations.units import unit_mark
from tests.pages import headings, link_targets, text_of


def url(name, organisation, *arguments):
    return reverse(f"organisations:{name}", args=[organisation.slug, *arguments])


@pytest.fixture
def as_manager(client, manager, organisation):
    client.force_login(manager)
    return client


@pytest.fixture
def retail(organisation):
    return organisation.units.create(name="Retail", weight=120)


def test_list_says_what_a_unit_is_while_there_is_none(as_manager, organisation):
    response = as_manager.get(url("unit-list", organisation))
    assert headings(response) == ["Units"]
    assert "No units yet" in text_of(response)
    assert url("unit-create", organisation) in link_targets(response)


def test_list_shows_the_tree(as_manager, organisation, retail):
    organisation.units.create(name="North", within=retail)
    response = as_manager.get(url("unit-list", organisation))
    assert "Retail Harbour Bank 120 North Retail 1" in text_of(response)


@pytest.mark.parametrize("count", [1, 4])
def test_list_costs_the_same_whatever_it_lists(as_manager, organisation, django_assert_num_queries, count):
    for number in range(count):
        organisation.units.create(name=f"Unit {number}", within=organisation.units.first())
    with django_assert_num_queries(4):  # session, person, organisation, units
        as_manager.get(url("unit-list", organisation))


def test_organisation_leads_its_manager_to_the_units(as_manager, organisation, client, assessor):
    page = reverse("organisations:organisation-detail", args=[organisation.slug])
    assert url("unit-list", organisation) in link_targets(as_manager.get(page))
    client.force_login(assessor)
    assert url("unit-list", organisation) not in link_targets(client.get(page))


def test_unit_is_added_and_changed(as_manager, organisation):
    answer = as_manager.post(url("unit-create", organisation), {"name": "Retail", "within": "", "weight": "12.5"})
    assert answer.url == url("unit-list", organisation)
    unit = organisation.units.get()
    edit = url("unit-edit", organisation, unit.uuid)
    as_manager.post(edit, {"name": "Shops", "within": "", "weight": "13", "seen": unit_mark(unit)})
    unit.refresh_from_db()
    assert (unit.name, unit.weight) == ("Shops", 13)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "Retail", "There is a unit of this name already."),
        ("weight", "0", "greater than or equal to 0.01"),
        ("within", "999999", "Select a valid choice."),
    ],
)
def test_faults_stand_beside_their_fields(as_manager, organisation, retail, field, value, words):
    form = {"name": "North", "within": "", "weight": "1"} | {field: value}
    response = as_manager.post(url("unit-create", organisation), form)
    assert words in text_of(response)
    assert list(response.context["form"].errors) == [field]
    assert organisation.units.get() == retail


def test_unit_of_another_organisation_is_neither_offered_nor_taken(as_manager, organisation, other_organisation):
    foreign = other_organisation.units.create(name="Canary Ward")
    page = as_manager.get(url("unit-create", organisation))
    assert "Canary" not in page.content.decode()
    form = {"name": "North", "within": str(foreign.pk), "weight": "1"}
    assert "Select a valid choice." in text_of(as_manager.post(url("unit-create", organisation), form))
    assert as_manager.get(url("unit-edit", organisation, foreign.uuid)).status_code == 404


def test_conflict_loses_nothing_and_a_second_save_stands(as_manager, organisation, retail):
    seen = unit_mark(retail)
    organisation.units.update(name="Branches")
    edit = url("unit-edit", organisation, retail.uuid)
    answer = as_manager.post(edit, {"name": "Shops", "within": "", "weight": "7", "seen": seen})
    assert answer.status_code == 409
    assert headings(answer) == ["Branches"]
    assert "Somebody else has changed this unit" in text_of(answer)
    form = answer.context["form"]
    again = {name: form[name].value() or "" for name in ("name", "within", "weight", "seen")}
    assert again["name"] == "Shops"
    as_manager.post(edit, again)
    retail.refresh_from_db()
    assert retail.name == "Shops"


def test_unit_in_use_is_kept_and_the_page_says_why(as_manager, organisation, retail):
    part = organisation.units.create(name="North", within=retail)
    answer = as_manager.post(url("unit-remove", organisation, retail.uuid))
    assert answer.status_code == 409
    assert "This unit can’t be removed" in text_of(answer)
    assert as_manager.post(url("unit-remove", organisation, part.uuid)).status_code == 302
    assert organisation.units.get() == retail
