import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments import seen
from assessments.actions.approval import sign_off
from assessments.actions.workflow import reopen_assessment
from assessments.answersheet import stored_result
from assessments.models import Assessment
from assessments.revisions import last_cycle
from assessments.seen import seen_by
from assessments.workflow import Mode
from comparisons import searching
from comparisons.portfolio import PAGE, listed
from comparisons.trend import trend_of
from tests.factories import rate_all
from tests.pages import headings, link_targets, text_of

PORTFOLIO = "/portfolio/"


def titles(response):
    return [one.assessment.title for one in response.context["listed"]]


@pytest.fixture
def stored(organisation, version, manager):
    """Make some more, each with a title, a percentage and a day of its own."""

    def make(count, start=0, **changes):
        fields = {"organisation": organisation, "version": version, "created_by": manager, "answered_percent": 100}
        return Assessment.objects.bulk_create(
            Assessment(
                **fields | changes,
                title=f"Stored {number:03}",
                percent=Decimal(number),
                due_on=datetime.date(2030, 1, 1) + datetime.timedelta(days=number),
            )
            for number in range(start, start + count)
        )

    return make


def test_nobody_sees_what_others_have(client, stranger, assessment, other_assessment):
    client.force_login(stranger)
    assert titles(client.get(PORTFOLIO)) == [other_assessment.title]
    assert "Harbour" not in client.get("/portfolio.csv").content.decode()


def test_who_has_nothing_is_told_what_will_stand_here(client, admin, assessment):
    client.force_login(admin)
    response = client.get(PORTFOLIO)
    assert headings(response)[0] == "All assessments"
    assert "Nothing to see yet" in text_of(response)


def test_row_says_what_it_is_about_and_how_it_moved(as_manager, organisation, cycle):
    retail = organisation.units.create(name="Retail")
    cycle("2025", 2, unit=retail, days=400)
    cycle("2024", 5, days=800)
    cycle("2026", 4, unit=retail, approved=False)
    row = "2026 Harbour Bank · Retail Tiny 1.0 Scoring 67.50 of 100 67.5 % Managed ▲ +35.0 –"
    assert row in text_of(as_manager.get(PORTFOLIO))


def test_change_of_a_reader_is_since_a_cycle_that_they_may_see(client, cycle, assessor):
    first = cycle("2025", 2, days=400)
    cycle("2026", 4)
    client.force_login(assessor)
    assert client.get(PORTFOLIO).context["listed"][0].change == Decimal("35.0")
    first.assignments.all().delete()
    assert client.get(PORTFOLIO).context["listed"][0].change is None


@pytest.fixture
def raised(cycle, manager, assessor):
    """2026 was held against the 2025 that stood then: 2025 was raised later; give it reopened, or approved again."""

    def make(*, again):
        first, last = cycle("2025", 2, days=400), cycle("2026", 4)
        cycle("2024", 1, days=800)
        reopen_assessment(assessment_uuid=first.uuid, reason="Five ratings are too low.", by=manager)
        rate_all(first, 3, by=assessor)
        if again:
            sign_off(assessment_uuid=first.uuid, by=manager)
        return last

    return make


def change_of(row, reader):
    (found,) = listed(reader, [row])
    return found.change


@pytest.mark.parametrize("again", [False, True])
def test_change_is_since_what_stood_at_the_approval_as_on_every_other_page(raised, manager, again):
    last = raised(again=again)
    seen = Assessment.objects.visible_to(manager)
    before = last_cycle(last, seen)
    total = stored_result(before, before.version.definition()).total
    assert change_of(last, manager) == last.percent - total.percent == Decimal("35.0")
    assert trend_of(seen.get(pk=last.pk), manager).total.change == Decimal("35.0")


def test_change_of_an_open_cycle_is_since_the_newest_approval(cycle, raised, manager):
    raised(again=True)
    Assessment.objects.filter(title="2026").delete()
    assert change_of(cycle("2027", 4, approved=False), manager) == Decimal("17.5")


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("title", ["Stored 000", "Stored 001", "Stored 002"]),
        ("-title", ["Stored 002", "Stored 001", "Stored 000"]),
        ("percent", ["Stored 002", "Stored 001", "Stored 000"]),
        ("-percent", ["Stored 000", "Stored 001", "Stored 002"]),
        ("due", ["Stored 000", "Stored 001", "Stored 002"]),
        ("period", ["Stored 000", "Stored 001", "Stored 002"]),
        ("nonsense", ["Stored 002", "Stored 001", "Stored 000"]),
    ],
)
def test_list_is_sorted_as_asked(as_manager, stored, sort, expected):
    stored(3)
    assert titles(as_manager.get(PORTFOLIO, {"sort": sort})) == expected


def test_head_turns_the_order_that_it_stands_for(as_manager, stored):
    stored(2)
    response = as_manager.get(PORTFOLIO, {"sort": "title", "q": "Stored"})
    assert {"?q=Stored&sort=-title", "?q=Stored&sort=percent"} <= link_targets(response)
    assert 'aria-sort="ascending"' in response.content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "stored 001"}, 1),
        ({"q": "retail"}, 1),
        ({"q": "harbour"}, 3),
        ({"q": "%"}, 0),
        ({"organisation": "harbour-bank"}, 3),
        ({"organisation": "quiet-clinic"}, 0),
        ({"framework": "tiny"}, 3),
        ({"framework": "other"}, 0),
        ({"state": "draft"}, 3),
        ({"state": "approved"}, 0),
        ({"level": "Managed"}, 1),
        ({"level": "Initial"}, 0),
    ],
)
def test_list_is_narrowed_as_asked(as_manager, organisation, other_assessment, stored, asked, found):
    rows = stored(3)
    Assessment.objects.filter(pk=rows[0].pk).update(level="Managed", unit=organisation.units.create(name="Retail"))
    response = as_manager.get(PORTFOLIO, asked)
    assert len(titles(response)) == found
    assert ("Nothing fits" in text_of(response)) == (found == 0)


def test_units_of_a_managed_organisation_are_offered_once_it_is_chosen(as_manager, organisation, stored):
    retail = organisation.units.create(name="Retail")
    stored(2, unit=retail)
    stored(1, start=5)
    asked = {"organisation": organisation.slug, "unit": str(retail.uuid)}
    response = as_manager.get(PORTFOLIO, asked)
    assert len(titles(response)) == 2
    assert f'value="{retail.uuid}" selected' in response.content.decode()
    assert as_manager.get(PORTFOLIO, {"unit": "nonsense"}).status_code == 404


def test_list_is_walked_page_by_page_and_back(as_manager, stored):
    stored(PAGE + 2)
    first = as_manager.get(PORTFOLIO, {"sort": "title"})
    (onward,) = [target for target in link_targets(first) if "after=" in target]
    second = as_manager.get(PORTFOLIO + onward)
    assert titles(second) == [f"Stored {PAGE:03}", f"Stored {PAGE + 1:03}"]
    (back,) = [target for target in link_targets(second) if "before=" in target]
    assert titles(as_manager.get(PORTFOLIO + back)) == titles(first)


def test_page_never_starts_from_what_one_may_not_see(as_manager, assessment, other_assessment):
    for key in (str(other_assessment.uuid), "nonsense"):
        assert as_manager.get(PORTFOLIO, {"after": key}).status_code == 404


@pytest.fixture
def blind(cycle):
    """Everybody scores alone, while figures of an earlier round are stored."""
    assessment = cycle("2026", 4, approved=False)
    Assessment.objects.filter(pk=assessment.pk).update(mode=Mode.INDEPENDENT, level="Managed")
    return assessment


def test_no_figure_of_a_blind_assessment_shows(as_manager, cycle, blind):
    cycle("2025", 2, days=400)
    response = as_manager.get(PORTFOLIO, {"q": "2026"})
    assert "2026 Harbour Bank Tiny 1.0 Scoring – – – – –" in text_of(response)
    for kind in ("csv", "json"):
        assert "67.5" not in as_manager.get(f"/portfolio.{kind}?q=2026").content.decode()


def test_neither_order_nor_filter_tells_a_figure_of_a_blind_assessment(as_manager, cycle, blind):
    cycle("2025", 2, days=400)
    for sort in ("percent", "-percent"):
        assert titles(as_manager.get(PORTFOLIO, {"sort": sort})) == ["2025", "2026"]
    assert titles(as_manager.get(PORTFOLIO, {"level": "Managed"})) == []


def test_file_holds_the_whole_list_as_it_is_narrowed(as_manager, stored):
    stored(PAGE + 5)
    rows = as_manager.get("/portfolio.json?sort=title&q=Stored").json()["rows"]
    assert [row["assessment"] for row in rows] == [f"Stored {number:03}" for number in range(PAGE + 5)]
    assert as_manager.get("/portfolio.doc").status_code == 404


def test_overdue_is_said_while_it_is_worked_at(as_manager, cycle):
    assessment = cycle("2026", 3, approved=False)
    past = timezone.localdate() - datetime.timedelta(days=1)
    Assessment.objects.filter(pk=assessment.pk).update(due_on=past)
    assert "overdue" in text_of(as_manager.get(PORTFOLIO))


@pytest.mark.parametrize("few", [200, 1])
def test_ways_of_finding_what_a_person_may_see_find_the_same(
    monkeypatch, few, assessor, manager, stranger, admin, assessment, other_assessment
):
    monkeypatch.setattr(seen, "FEW", few)
    for person in (assessor, manager, stranger, admin):
        assert set(seen_by(person)) == set(Assessment.objects.visible_to(person))


def test_who_left_sees_nothing_though_they_were_assigned(monkeypatch, organisation, assessment, assessor):
    assessment.assignments.exclude(user=assessor).delete()
    organisation.memberships.filter(user=assessor)._raw_delete("default")
    assert not seen_by(assessor).exists()


@pytest.mark.parametrize("count", [1, 30])
def test_page_costs_the_same_however_many_are_stored(as_manager, stored, django_assert_num_queries, count):
    stored(count, complete=True)
    as_manager.get(PORTFOLIO)
    # session, person, what is seen (2), page, last cycles, organisations, frameworks, versions
    with django_assert_num_queries(9):
        as_manager.get(PORTFOLIO)


@pytest.mark.parametrize("count", [1, 30])
def test_search_costs_one_query_more_however_many_hold_the_word(
    monkeypatch, as_manager, stored, django_assert_num_queries, count
):
    monkeypatch.setattr(searching, "RARE", 10)
    stored(count, complete=True)
    as_manager.get(PORTFOLIO)
    with django_assert_num_queries(10):
        as_manager.get(PORTFOLIO, {"q": "stored"})


@pytest.mark.parametrize("rare", [200, 0])
@pytest.mark.parametrize("text", ["stored 00", "RETAIL", "harbour", "2027", "%", "nowhere"])
def test_ways_of_finding_a_word_find_the_same(monkeypatch, organisation, stored, cycle, rare, text):
    cycle("2027", 2, unit=organisation.units.create(name="Retail"))
    stored(3)
    rows = Assessment.objects.order_by("pk")
    common = {one.pk for one in rows if text.lower() in f"{one.title}|{one.period}|{one.whose}".lower()}
    monkeypatch.setattr(searching, "RARE", rare)
    assert {one.pk for one in searching.holding(rows, text)} == common


def test_home_shows_the_newest_few_and_leads_to_all(as_manager, stored):
    stored(14)
    response = as_manager.get(reverse("home"))
    assert [one.title for one in response.context["assessments"]] == [f"Stored {n:03}" for n in range(13, 3, -1)]
    assert PORTFOLIO in link_targets(response)
    assert "Your newest assessments" in text_of(response)
