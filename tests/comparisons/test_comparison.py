from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.models import Assessment, IndividualSheet
from assessments.workflow import Mode, State
from comparisons.side_by_side import Likeness, SideBySide
from comparisons.subjects import chosen
from tests.assessments.versions import changed_definition
from tests.definitions import tiny_definition
from tests.factories import make_version
from tests.pages import headings, link_targets, text_of

PAGE = "/comparisons/"


def ask(client, *subjects, **more):
    return client.get(PAGE, {"of": [str(one.uuid) for one in subjects], **more})


def compared(user, *subjects):
    return SideBySide(chosen(user, [str(one.uuid) for one in subjects]).subjects)


@pytest.fixture
def pair(cycle):
    return cycle("North", 2), cycle("South", 4)


def test_totals_dimensions_and_elements_stand_side_by_side(as_manager, pair):
    response = ask(as_manager, *pair)
    text = text_of(response)
    assert headings(response) == ["Comparison"]
    assert "A North Harbour Bank · North · Tiny · 1.0 32.5 % 32.50 of 100" in text
    assert "The totals lie 35.0 percentage points apart." in text
    assert "D3.1 Element D3.1 32.5 67.5 ▲ +35.0 ▲ +21.00" in text


def test_elements_farthest_apart_come_first_or_in_the_frameworks_order(manager, pair, as_manager):
    scores = pair[1].element_scores
    scores["D2.1"]["percent"] = "99.0"
    Assessment.objects.filter(pk=pair[1].pk).update(element_scores=scores)
    found = compared(manager, *pair)
    assert found.by_difference[0].code == "D2.1"
    assert [row.code for row in found.elements] == ["D1.1", "D1.2", "D2.1", "D3.1"]
    text = text_of(ask(as_manager, *pair, order="framework"))
    assert text.index("D1.1 Element") < text.index("D2.1 Element")


def test_versions_of_one_framework_are_compared_by_code_and_it_is_said(cycle, manager, as_manager):
    older, newer = cycle("Old", 3, days=9), cycle("New", 3, of=make_version(changed_definition()))
    found = compared(manager, older, newer)
    assert found.likeness == Likeness.VERSIONS
    by_code = {row.code: row for row in found.elements}
    assert by_code["D2.1"].percents == (Decimal("50.0"), None)
    assert by_code["D2.1"].apart is None
    assert "different versions of one framework" in text_of(ask(as_manager, older, newer))


def test_different_frameworks_share_nothing_but_the_total(cycle, manager, as_manager):
    other = make_version(tiny_definition(framework="other", title="Other"))
    one, two = cycle("One", 2), cycle("Two", 4, of=other)
    found = compared(manager, one, two)
    assert (found.likeness, found.dimensions, found.elements) == (Likeness.FRAMEWORKS, (), ())
    assert found.total.apart == Decimal("35.0")
    text = text_of(ask(as_manager, one, two))
    assert "scored with different frameworks" in text
    assert "D1.1" not in text


def test_file_says_the_same(as_manager, pair):
    document = as_manager.get("/comparisons.json", {"of": [str(one.uuid) for one in pair]}).json()
    assert document["rows"][0] == {
        "code": "",
        "title": "Total",
        "percent_a": "32.5",
        "percent_b": "67.5",
        "apart": "35.0",
        "difference": "35.0",
        "points": "35.00",
    }
    assert as_manager.get("/comparisons.json", {"of": str(pair[0].uuid)}).status_code == 404


def test_nothing_of_a_stranger_is_compared(as_manager, pair, other_assessment, client, stranger):
    assert ask(as_manager, pair[0], other_assessment).status_code == 404
    assert as_manager.get(PAGE, {"of": "nonsense"}).status_code == 404
    client.force_login(stranger)
    assert ask(client, *pair).status_code == 404


def test_choice_keeps_what_is_chosen_and_lists_what_can_be(as_manager, pair, other_assessment):
    response = ask(as_manager, pair[0])
    assert headings(response) == ["What do you want to compare?"]
    page = response.content.decode()
    assert f'value="{pair[0].uuid}" checked' in page
    assert f'value="{pair[1].uuid}"' in page
    assert str(other_assessment.uuid) not in page


def test_choice_is_searched_and_what_is_chosen_stays(as_manager, pair):
    response = ask(as_manager, pair[0], q="south", choose="1")
    assert [one.title for one in response.context["candidates"]] == ["South"]
    assert [one.title for one in response.context["kept"]] == ["North"]


def test_one_is_too_few_and_seven_are_too_many(as_manager, cycle, pair):
    assert "Choose at least one more." in text_of(ask(as_manager, pair[0], compare="1"))
    seven = [*pair, *(cycle(f"Unit {number}", 3) for number in range(5))]
    assert "That is more than 6" in text_of(ask(as_manager, *seven))
    assert headings(ask(as_manager, *seven[:6])) == ["Comparison"]


def test_blind_assessment_is_left_out_and_it_is_said(as_manager, cycle, pair):
    blind = cycle("Secret", 5, approved=False)
    Assessment.objects.filter(pk=blind.pk).update(mode=Mode.INDEPENDENT)
    text = text_of(ask(as_manager, *pair, blind))
    assert "Everybody still scores alone in Secret: it is left out." in text
    assert "82.5" not in text
    assert "Everybody still scores alone in Secret" in text_of(ask(as_manager, pair[0], blind))
    assert "Secret" not in [one.title for one in ask(as_manager).context["candidates"]]


@pytest.fixture
def round_ended(cycle, assessor, team_mate):
    """An assessment in consensus, with two sheets."""
    assessment = cycle("2026", 3, approved=False)
    Assessment.objects.filter(pk=assessment.pk).update(mode=Mode.INDEPENDENT, state=State.CONSENSUS)
    sheets = [
        IndividualSheet.objects.create(
            assessment=assessment, assessor=person, element_scores=assessment.element_scores, complete=True
        )
        for person in (assessor, team_mate)
    ]
    return assessment, sheets


def test_sheets_are_compared_once_the_round_has_ended(as_manager, round_ended):
    assessment, sheets = round_ended
    assert "Sheet of Amal Assessor" in text_of(ask(as_manager, *sheets, assessment))
    listed = ask(as_manager, assessment).context["sheets"]
    assert [one.title for one in listed] == ["Amal Assessor", "Tom Teammate"]
    assert reverse("assessments:sheet-detail", args=[assessment.uuid, sheets[0].uuid]) in link_targets(
        ask(as_manager, *sheets)
    )


def test_sheet_is_nobodys_business_before_nor_a_strangers_ever(as_manager, round_ended, client, stranger):
    _assessment, sheets = round_ended
    client.force_login(stranger)
    assert ask(client, *sheets).status_code == 404


def test_another_ones_sheet_is_not_there_while_everybody_scores_alone(client, round_ended, assessor):
    assessment, sheets = round_ended
    Assessment.objects.filter(pk=assessment.pk).update(state=State.SCORING)
    client.force_login(assessor)
    assert ask(client, sheets[0], sheets[1]).status_code == 404
    assert "it can be compared as soon as the sheets are in" in text_of(ask(client, sheets[0], assessment))


@pytest.mark.parametrize("count", [2, 4])
def test_comparison_costs_the_same_for_any_number(as_manager, cycle, django_assert_num_queries, count):
    several = [cycle(f"Unit {number}", 3) for number in range(count)]
    ask(as_manager, *several)
    with django_assert_num_queries(3):  # session, person, assessments
        ask(as_manager, *several)


def test_comparison_is_a_picture_with_every_mark_named(as_manager, pair):
    where = reverse("comparisons:comparison-picture", args=["svg"])
    svg = as_manager.get(where, {"of": [str(one.uuid) for one in pair]}).content.decode()
    wanted = (
        ">32.5 % · 67.5 %<",
        ">D3.1  Element D3.1<",
        ">A  North · Harbour Bank · North · Tiny · 1.0<",
        'class="spread"',
    )
    assert [text for text in wanted if text not in svg] == []
    assert svg.count("spread-key") == len(pair)


def test_difference_is_signed_between_two_and_unsigned_among_more(cycle, manager, as_manager):
    found = [cycle("North", 4), cycle("South", 2), cycle("West", 3)]
    pair = compared(manager, *found[:2])
    assert (pair.total.difference, pair.total.points) == (Decimal("-35.0"), Decimal("-35.00"))
    assert "▼ −35.0" in text_of(ask(as_manager, *found[:2]))
    three = compared(manager, *found)
    assert (three.is_pair, three.total.difference, three.total.points) == (False, None, None)
    assert "Apart" in text_of(ask(as_manager, *found))
