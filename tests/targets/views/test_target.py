"""The page of a target, its table, and the form that sets it."""

import csv
import io
import json
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions.approval import approve_assessment
from assessments.actions.workflow import submit_for_review
from assessments.answersheet import stored_result
from assessments.models import Assessment
from targets.asks import Scope
from targets.models import Target
from targets.reading import current_target, goals_of
from tests.assessments.rounds import make_round
from tests.factories import make_assessment, make_version, rate_all
from tests.pages import headings, link_targets, text_of
from tests.targets.conftest import aim
from tests.targets.test_goals import LADDER

pytestmark = pytest.mark.django_db


def url(name: str, assessment, *more) -> str:
    return reverse(f"targets:{name}", args=[assessment.uuid, *more])


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def sent(number: int = 0, scope: Scope = Scope.ELEMENTS, **more: str) -> dict[str, str]:
    fields = {name.replace("__", "-").replace("_", "."): value for name, value in more.items()}
    words = {name: fields.pop(name) for name in ("reason", "due.on") if name in fields}
    return {"number": str(number), "scope": scope, "due_on": words.get("due.on", ""), **fields} | (
        {"reason": words["reason"]} if "reason" in words else {}
    )


# --- the page ---------------------------------------------------------------------------------------------------------
def test_page_without_a_target_says_what_to_do(scored, manager, assessor):
    page = browser(manager).get(url("target-detail", scored))
    assert (headings(page), "Aim one level up everywhere" in text_of(page)) == (["Target"], True)
    reader = browser(assessor).get(url("target-detail", scored))
    assert "No target yet" in text_of(reader)
    assert "<form method" not in reader.content.decode().partition("<main")[2]


def test_page_shows_every_figure_of_the_goals(scored, manager, assessor):
    aim(scored, manager, points="61.50")
    page = text_of(browser(assessor).get(url("target-detail", scored)))
    definition = scored.version.definition()
    found = goals_of(current_target(scored), definition, stored_result(scored, definition))
    for goal in (*found.elements.values(), *found.dimensions.values(), *found.categories.values(), found.total):
        assert f"{goal.now:.2f}" in page
        assert f"{goal.title} " in page or not goal.title
        assert f"{goal.points:.2f}" in page
        assert f"{goal.gap:.2f}" in page
    assert "50 of 100 3 Defined" in page
    assert "Set by Mona Manager" in page
    assert page.count("The board wants it.") == 2


def test_target_leads_on_to_the_plan_and_to_the_cheapest_way(scored, manager):
    aim(scored, manager, points="61.50")
    plan = reverse("plans:suggestion-list", args=[scored.uuid])
    cheapest = reverse("planner:plan-best", args=[scored.uuid]) + "?ask=total&total=61.50"
    browse = browser(manager)
    assert {plan, cheapest} <= link_targets(browse.get(url("target-detail", scored)))
    found = browse.get(cheapest)
    assert (found.status_code, found.context["form"].cleaned_data["total"]) == (200, Decimal("61.50"))


def test_every_figure_of_now_opens_its_line_of_the_ledger(scored, manager, assessor):
    aim(scored, manager, points="61.50")
    why = reverse("results:ledger-detail", args=[scored.uuid])
    led = {link.removeprefix(why) for link in link_targets(browser(assessor).get(url("target-detail", scored)))}
    definition = scored.version.definition()
    wanted = {
        f"#{kind}-{one.code}"
        for kind, all_ in (
            ("category", definition.categories),
            ("dimension", definition.dimensions),
            ("element", definition.elements),
        )
        for one in all_
    }
    assert {"#total", *wanted} <= led


def test_reader_is_offered_nothing_to_change(scored, manager, assessor):
    aim(scored, manager)
    change = {url("target-edit", scored), url("profile-list", scored)}
    assert change <= link_targets(browser(manager).get(url("target-detail", scored)))
    assert change & link_targets(browser(assessor).get(url("target-detail", scored))) == set()


def test_shapes_and_words_say_how_each_element_stands(scored, manager):
    browser(manager).post(
        url("target-edit", scored), sent(level__D1_1="4", level__D1_2="3", level__D2_1="2", amount__D3_1="")
    )
    html = browser(manager).get(url("target-detail", scored)).content.decode()
    rows = html.partition('id="elements"')[2]
    assert [rows.count(f"standing--{one}") for one in ("under", "equal", "over")] == [2, 1, 2]
    assert rows.count("nothing asked") == 1


def test_history_keeps_every_version(scored, manager):
    aim(scored, manager, points="60", reason="First.")
    aim(scored, manager, number=1, points="70", reason="We can do more.")
    history = text_of(browser(manager).get(url("target-detail", scored))).partition("How the target was set")[2]
    assert history.index("We can do more.") < history.index("First.")
    assert ("70.00" in history, "60.00" in history) == (True, True)


def test_next_cycle_shows_the_target_that_it_is_to_meet(scored, manager, organisation, version, team_mate):

    aim(scored, manager)
    submit_for_review(assessment_uuid=scored.uuid, by=manager)
    approve_assessment(assessment_uuid=scored.uuid, by=manager)
    later = make_assessment(organisation, version, by=manager, assessors=[team_mate], title="2027")
    page = text_of(browser(manager).get(url("target-detail", later)))
    assert "held against the target of the cycle before" in page
    assert "The assessment isn’t finished" in page
    scored.assignments.filter(user=team_mate).delete()
    assert "No target yet" in text_of(browser(team_mate).get(url("target-detail", later)))


@pytest.mark.parametrize("name", ["target-detail", "target-edit", "profile-list"])
def test_while_everybody_scores_alone_no_page_has_a_figure(organisation, version, manager, assessor, name):
    blind = make_round(organisation, version, by=manager, assessors=[assessor])
    page = text_of(browser(manager).get(url(name, blind)))
    assert ("points" in page, "%" in page) == (False, False)
    assert browser(manager).post(url("target-edit", blind), sent(level__D1_1="4")).status_code == 200
    assert Target.objects.count() == 0


@pytest.mark.parametrize("versions", [1, 3])
def test_page_costs_the_same_however_often_the_target_was_restated(
    scored, manager, versions, django_assert_num_queries
):
    for number in range(versions):
        aim(scored, manager, number=number)
    client = browser(manager)
    client.get(url("target-detail", scored))
    with django_assert_num_queries(6):
        client.get(url("target-detail", scored))


# --- the table --------------------------------------------------------------------------------------------------------
def test_table_holds_the_same_figures(scored, manager):
    aim(scored, manager, points="61.50")
    answer = browser(manager).get(url("target-table", scored, "csv"))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["What"] for row in rows] == ["Element"] * 4 + ["Dimension"] * 3 + ["Category"] * 2 + ["Total"]
    total = rows[-1]
    assert (total["Points now"], total["Target points"], total["Gap in points"]) == ("50.00", "61.50", "11.50")
    assert (total["Level now"], total["Target level"], total["Against the target"]) == ("Defined", "Managed", "under")
    gaps = [Decimal(row["Gap in points"]) for row in rows if row["What"] == "Element"]
    assert sum(gaps) == Decimal("11.50")


def test_table_without_a_target_has_no_rows(scored, manager):
    document = json.loads(browser(manager).get(url("target-table", scored, "json")).content)
    assert (document["rows"], document["notes"]) == ([], ["No target is set."])
    assert browser(manager).get(url("target-table", scored, "exe")).status_code == 404


# --- the form ---------------------------------------------------------------------------------------------------------
def test_one_press_sets_one_level_up(scored, manager):
    answer = browser(manager).post(url("target-raise", scored), {"number": "0", "due_on": "2027-12-31"}, follow=True)
    target = current_target(scored)
    assert (target.scope, str(target.points_asked), str(target.due_on)) == ("elements", "60.00", "2027-12-31")
    assert "Target for 31 December 2027" in text_of(answer)


def test_form_begins_with_one_level_up(scored, manager):
    html = browser(manager).get(url("target-edit", scored)).content.decode()
    for code in ("D1.1", "D1.2", "D2.1", "D3.1"):
        marked = html.partition(f'name="level-{code}" value="4"')[2].partition(">")[0]
        assert "checked" in marked


def test_form_may_begin_with_at_least_a_level_or_another_scope(scored, manager):
    address = url("target-edit", scored)
    html = browser(manager).get(address, {"start": "level-5", "scope": "dimensions"}).content.decode()
    assert "checked" in html.partition('name="level-D1" value="5"')[2].partition(">")[0]
    assert browser(manager).get(address, {"start": "level-٥", "scope": "x"}).status_code == 200
    assert browser(manager).get(address, {"start": f"level-{'9' * 5000}"}).status_code == 200


@pytest.mark.parametrize(
    ("scope", "fields", "asks"),
    [
        (Scope.ELEMENTS, {"level__D1_1": "5"}, {"D1.1": {"level": 5}}),
        (Scope.ELEMENTS, {"level__D1_1": "5", "amount__D1_1": "62.5"}, {"D1.1": {"percent": "62.5"}}),
        (Scope.DIMENSIONS, {"level__D1": "4", "amount__D3": "70"}, {"D1": {"level": 4}, "D3": {"percent": "70"}}),
        (Scope.TOTAL, {"amount__total": "72.25"}, {"total": {"points": "72.25"}}),
        (Scope.TOTAL, {"level__total": "4"}, {"total": {"level": 4}}),
    ],
)
def test_form_sets_what_it_holds(scored, manager, scope, fields, asks):
    answer = browser(manager).post(url("target-edit", scored), sent(scope=scope, **fields))
    assert answer.status_code == 302
    assert (current_target(scored).scope, current_target(scored).asks) == (scope, asks)


@pytest.mark.both_engines
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Ask for something"),
        ({"amount__D1_1": "101"}, "less than or equal to 100"),
        ({"amount__D1_1": "NaN"}, "Enter a number"),
        ({"amount__D1_1": "1e200000000"}, "less than or equal to 100"),
        ({"level__D1_1": "9"}, "Select a valid choice"),
        ({"level__D1_1": "4", "due_on": "tomorrow"}, "Enter a valid date"),
        ({"level__D1_1": "4", "due_on": "9999-12-31"}, "from 1990 to 2199"),
        ({"level__D1_1": "4", "reason": "x" * 2001}, "at most 2000"),
    ],
)
def test_form_says_what_is_wrong_and_stores_nothing(scored, manager, fields, words):
    due = fields.pop("due_on", "")
    answer = browser(manager).post(url("target-edit", scored), sent(**fields) | {"due_on": due})
    assert (answer.status_code, words in text_of(answer), Target.objects.count()) == (422, True, 0)


def test_restating_needs_a_reason(scored, manager):
    aim(scored, manager)
    answer = browser(manager).post(url("target-edit", scored), sent(1, level__D1_1="4"))
    assert (answer.status_code, "Say why it changes" in text_of(answer)) == (422, True)
    assert browser(manager).post(url("target-edit", scored), sent(1, level__D1_1="4", reason="Why")).status_code == 302
    assert browser(manager).post(url("target-raise", scored), {"number": "2"}).status_code == 422


def test_first_target_sent_twice_is_set_once_and_asks_for_no_reason(scored, manager):
    form = sent(level__D1_1="4")
    for _again in range(2):
        assert browser(manager).post(url("target-edit", scored), form).status_code == 302
    assert Target.objects.count() == 1
    other = browser(manager).post(url("target-edit", scored), sent(level__D1_1="5"))
    assert (other.status_code, "Somebody has set another target" in text_of(other)) == (409, True)


def test_one_level_up_pressed_twice_is_set_once(scored, manager):
    for _again in range(2):
        assert browser(manager).post(url("target-raise", scored), {"number": "0"}).status_code == 302
    assert Target.objects.count() == 1


def test_two_managers_at_once_lose_nothing(scored, manager):
    aim(scored, manager)
    answer = browser(manager).post(url("target-edit", scored), sent(0, level__D1_1="5", reason="Mine."))
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Somebody has set another target" in page
    assert "What stands now: 60 points, set by Mona Manager" in page
    html = answer.content.decode()
    assert "Mine." in html
    assert 'name="number" value="1"' in html
    assert "checked" in html.partition('name="level-D1.1" value="5"')[2].partition(">")[0]
    assert browser(manager).post(url("target-raise", scored), {"number": "0", "reason": "x"}).status_code == 409
    assert Target.objects.count() == 1


def test_codes_of_elements_that_are_not_there_are_not_stored(scored, manager):
    browser(manager).post(url("target-edit", scored), sent(level__D1_1="4", level__D9_9="4", amount__E1="50"))
    assert current_target(scored).asks == {"D1.1": {"level": 4}}


def test_ladder_is_asked_in_percent(organisation, manager, assessor):
    version = make_version(LADDER)
    climb = make_assessment(organisation, version, by=manager, assessors=[assessor])
    rate_all(climb, 3, by=assessor)
    form = browser(manager).get(url("target-edit", climb)).content.decode()
    assert ("level-R1" in form, 'name="amount-R1" value="60"' in form) == (False, True)
    browser(manager).post(url("target-raise", climb), {"number": "0"})
    assert current_target(Assessment.objects.get(pk=climb.pk)).asks == {"R1": {"percent": "60"}}
    page = text_of(browser(manager).get(url("target-detail", climb)))
    assert ("spread over its elements: the weakest first" in page, "Level now" in page) == (True, True)
