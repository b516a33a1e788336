"""Taking part and leaving: by managers, in their organisation's name, with the text before them."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from benchmarking import consent
from benchmarking.actions.participation import StaleParticipationError, join_benchmark, leave_benchmark
from benchmarking.forms.participation import ParticipationForm
from benchmarking.models import Participation
from tests.benchmarking.rows import make_participation
from tests.pages import text_of

GIVEN = {"sector": "banking", "region": "gulf", "size": "large", "agreed": "on"}


@pytest.fixture
def url(organisation):
    return reverse("benchmarking:participation-edit", args=[organisation.slug])


@pytest.fixture
def leave_url(organisation):
    return reverse("benchmarking:participation-leave", args=[organisation.slug])


def post(client, person, url, **data):
    client.force_login(person)
    return client.post(url, data)


def test_page_says_every_sentence_of_the_text_and_its_number(client, manager, url):
    client.force_login(manager)
    page = text_of(client.get(url))
    assert all(str(sentence) in page for sentence in consent.SENTENCES)
    assert f"This is version {consent.NUMBER} of this text." in page


def test_manager_takes_part(client, manager, organisation, url):
    post(client, manager, url, **GIVEN)
    row = Participation.objects.current().get(organisation=organisation)
    assert (row.sector, row.region, row.size, row.by) == ("banking", "gulf", "large", manager)
    assert row.consent == consent.NUMBER


def test_nothing_is_shared_without_the_tick(client, manager, url):
    response = post(client, manager, url, **{**GIVEN, "agreed": ""})
    assert response.status_code == 422
    assert "without it nothing is shared" in text_of(response)
    assert not Participation.objects.exists()


def test_unknown_sector_is_refused(client, manager, url):
    assert post(client, manager, url, **{**GIVEN, "sector": "piracy"}).status_code == 422
    assert not Participation.objects.exists()


def test_manager_changes_what_the_organisation_is_compared_by(client, manager, organisation, url):
    make_participation(organisation, by=manager)
    post(client, manager, url, **{**GIVEN, "sector": "insurance", "seen": "0"})
    row = Participation.objects.current().get(organisation=organisation)
    assert (row.sector, row.version) == ("insurance", 1)


def test_page_of_who_takes_part_knows_what_it_would_change(client, manager, organisation, url):
    client.force_login(manager)
    fresh = client.get(url).context["form"]
    assert (fresh["seen"].value(), fresh["agreed"].value()) == (None, None)
    row = make_participation(organisation, by=manager)
    Participation.objects.filter(pk=row.pk).update(version=3)
    form = client.get(url).context["form"]
    assert (form["seen"].value(), form["agreed"].value(), form["sector"].value()) == (3, True, "banking")


def test_page_tells_nothing_of_another_organisation_that_takes_part(
    client, manager, organisation, other_organisation, stranger, url, leave_url
):
    theirs = make_participation(other_organisation, by=stranger, sector="mining")
    client.force_login(manager)
    page = client.get(url)
    assert (page.context["participation"], page.context["form"]["sector"].value()) == (None, "")
    assert post(client, manager, url, **GIVEN).status_code == 302
    assert post(client, manager, url, **GIVEN, seen="0").status_code == 302
    assert Participation.objects.get(organisation=organisation).version == 1
    assert client.get(url).context["participation"].organisation == organisation
    post(client, manager, leave_url, seen="1")
    assert list(Participation.objects.current()) == [theirs]


def test_two_changes_at_once_lose_nothing(client, manager, organisation, url):
    make_participation(organisation, by=manager)
    post(client, manager, url, **{**GIVEN, "sector": "insurance", "seen": "0"})
    response = post(client, manager, url, **{**GIVEN, "sector": "retail", "seen": "0"})
    page = response.content.decode()
    assert "Somebody else changed this at the same time" in page
    assert '<option value="retail" selected' in page
    assert 'name="seen" value="1"' in page
    assert Participation.objects.current().get().sector == "insurance"


def test_joining_twice_is_told_and_done_once(client, manager, url):
    post(client, manager, url, **GIVEN)
    response = post(client, manager, url, **GIVEN)
    assert response.status_code == 422
    assert Participation.objects.count() == 1


def test_manager_leaves_and_may_come_back(client, manager, organisation, url, leave_url):
    make_participation(organisation, by=manager)
    post(client, manager, leave_url, seen="0")
    first = Participation.objects.get()
    assert (first.ended_by, first.ended_at is None) == (manager, False)
    post(client, manager, url, **GIVEN)
    marks = {row.pk: row.returned for row in Participation.objects.with_returns()}
    assert marks == {first.pk: False, Participation.objects.current().get().pk: True}


@pytest.mark.parametrize("seen", ["", "7", "x", "9" * 5000, "-1"])
def test_leaving_on_an_old_page_is_told(client, manager, organisation, leave_url, seen):
    make_participation(organisation, by=manager)
    post(client, manager, leave_url, seen=seen)
    assert Participation.objects.current().exists()


def test_database_holds_one_participation_at_a_time(manager, organisation):
    make_participation(organisation, by=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_participation(organisation, by=manager)


def test_another_organisation_is_out_of_reach(manager, other_organisation):
    given = ParticipationForm(GIVEN)
    assert given.is_valid()
    with pytest.raises(Exception, match="No Organisation"):
        join_benchmark(slug=other_organisation.slug, given=given.compared(), by=manager)


def test_what_has_ended_can_not_end_again(manager, organisation):
    make_participation(organisation, by=manager)
    leave_benchmark(slug=organisation.slug, version=0, by=manager)
    with pytest.raises(StaleParticipationError):
        leave_benchmark(slug=organisation.slug, version=1, by=manager)
