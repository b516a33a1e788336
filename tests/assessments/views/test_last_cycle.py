"""The last cycle beside the questions: what it says, taking it over by one press, and confirming it by another."""

import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.models import Answer, Assessment, Source
from assessments.workflow import Mode
from tests.assessments.versions import changed_definition
from tests.factories import make_assessment, make_version
from tests.pages import headings, text_of

pytestmark = pytest.mark.django_db
GIVEN = {"1": ("3", "As noted."), "2": ("n/a", "No shops."), "objective": ("full", ""), "comment": ("Well said.", "")}


def address(assessment, element="D1.1"):
    return reverse("assessments:last-cycle", args=[assessment.uuid, element])


def save_as(person, assessment, item, value, version=0, *, reason="", element="D1.1"):
    given = GivenAnswer(value, reason, version)
    save_answer(assessment_uuid=assessment.uuid, element_code=element, item=item, given=given, by=person)


def close(assessment):
    """As approval leaves it; how it is approved is another story."""
    Assessment.objects.filter(pk=assessment.pk).update(state=Assessment.State.APPROVED, approved_at="2025-12-01T12:00Z")


@pytest.fixture
def before(organisation, version, manager, assessor):
    last = make_assessment(organisation, version, by=manager, assessors=[assessor], title="2025 self-assessment")
    for item, (value, reason) in GIVEN.items():
        save_as(assessor, last, item, value, reason=reason)
    close(last)
    return last


@pytest.fixture
def press(signed_in):
    def pressed(person, assessment, versions="1:0 2:0 objective:0 comment:0", *, htmx=True, at="", **data):
        page = {"framework_version": assessment.version.uuid, "sheet": "", "versions": versions} | data
        beside = f"http://testserver{reverse('assessments:element-score', args=[assessment.uuid, 'D1.1'])}"
        headers = {"hx-request": "true", "hx-current-url": at or beside} if htmx else {}
        return signed_in(person).post(address(assessment), page, headers=headers)

    return pressed


def stored(assessment, element="D1.1"):
    rows = Answer.stored.filter(assessment=assessment, element=element).exclude(value="", reason="")
    return {row.item: (row.value, row.reason, row.taken_over) for row in rows}


def said(response):
    return text_of(response)


def test_page_shows_what_was_answered_then(signed_in, before, assessment, assessor):
    save_as(assessor, assessment, "1", "5")
    response = signed_in(assessor).get(address(assessment))
    shown = response.context["cycle"]
    assert [(one.title, one.words, one.standing_words) for one in shown.answers] == [
        ("Indicator 1", "3 Defined: As noted.", "5 Optimising"),
        ("Indicator 2", "Not applicable: No shops.", "Not answered"),
        ("Statement of objective", "Fully achieved", "Not answered"),
        ("Comment", "Well said.", "no comment"),
    ]
    assert headings(response) == ["Last cycle"]
    assert "“2025 self-assessment”, approved on 1 December 2025" in said(response)
    assert re.findall(r'name="(\w+)" value="(\w+)" data-put', response.content.decode()) == [
        ("instead", "1"),
        ("item", "2"),
        ("item", "objective"),
        ("item", "comment"),
    ]


def test_without_a_last_cycle_the_page_says_so(signed_in, assessment, assessor, other_assessment, stranger):
    save_as(stranger, other_assessment, "1", "5")
    close(other_assessment)
    response = signed_in(assessor).get(address(assessment))
    assert "No earlier assessment with this framework was approved." in said(response)


def test_last_cycle_without_answers_here_says_so(signed_in, before, assessment, assessor):
    response = signed_in(assessor).get(address(assessment, "D1.2"))
    assert "“2025 self-assessment” has no answers to this element." in said(response)


def test_one_press_takes_all_over_until_confirmed(press, before, assessment, assessor):
    response = press(assessor, assessment, all="yes")
    assert stored(assessment) == {item: (*given, True) for item, given in GIVEN.items()}
    change = assessment.answers.get(element="D1.1", item="1").changes.get()
    assert (change.source, change.taken_over, change.changed_by) == (Source.LAST_CYCLE, True, assessor)
    assert "4 answers were taken over." in response.content.decode()
    assert set(re.findall(r'data-theirs="(\w+)"', response.content.decode())) == set(GIVEN)
    response = press(assessor, assessment, "1:1 2:1 objective:1 comment:1", confirm="yes")
    assert stored(assessment) == {item: (*given, False) for item, given in GIVEN.items()}
    assert "4 answers are confirmed." in response.content.decode()


def test_one_answer_is_taken_over_alone_and_without_javascript(press, before, assessment, assessor):
    response = press(assessor, assessment, htmx=False, item="2")
    assert response.url == address(assessment)
    assert [str(one) for one in get_messages(response.wsgi_request)] == ["1 answer was taken over."]
    assert stored(assessment) == {"2": ("n/a", "No shops.", True)}


def test_panel_on_its_own_page_brings_no_rows(press, before, assessment, assessor):
    response = press(assessor, assessment, item="1", at=f"http://testserver{address(assessment)}")
    assert "1 answer was taken over." in response.content.decode()
    assert "data-theirs" not in response.content.decode()


def test_given_answer_is_not_replaced_without_asking(press, before, assessment, assessor):
    save_as(assessor, assessment, "1", "5")
    press(assessor, assessment, "1:1 2:0", all="yes")
    assert stored(assessment)["1"] == ("5", "", False)
    response = press(assessor, assessment, "1:1 2:0", item="1")
    assert "Nothing was taken over: another answer stands there now." in response.content.decode()
    assert stored(assessment)["1"] == ("5", "", False)
    press(assessor, assessment, "1:1 2:0", instead="1")
    assert stored(assessment)["1"] == ("3", "As noted.", True)


def test_what_was_changed_since_the_page_was_opened_stays(press, before, assessment, assessor, team_mate):
    save_as(team_mate, assessment, "1", "5")
    response = press(assessor, assessment, "1:0 2:0", instead="1")
    assert "What was changed in the meantime stays as it is" in response.content.decode()
    assert stored(assessment)["1"] == ("5", "", False)


def test_confirming_leaves_what_was_changed_since(press, before, assessment, assessor, team_mate):
    press(assessor, assessment, all="yes")
    save_as(team_mate, assessment, "1", "5", 1)
    press(assessor, assessment, "1:1 2:1 objective:1 comment:1", confirm="yes")
    assert stored(assessment)["1"] == ("5", "", False)
    assert assessment.answers.get(element="D1.1", item="1").version == 2


def test_what_cannot_stand_is_told_and_keeps_nothing_back(press, before, organisation, version, manager, assessor):
    save = save_as
    now = make_assessment(organisation, version, by=manager, assessors=[assessor])
    save(assessor, now, "1", "n/a", reason="None here.")
    response = press(assessor, now, "1:1 2:0", all="yes")
    assert set(stored(now)) == {"1", "objective", "comment"}
    assert "2 answers were taken over." in response.content.decode()


def test_own_sheet_takes_over_while_all_score_alone(
    signed_in, press, before, organisation, version, manager, assessor, team_mate
):
    pair = [assessor, team_mate]
    alone = make_assessment(organisation, version, by=manager, assessors=pair, mode=Mode.INDEPENDENT)
    sheet = alone.sheets.get(assessor=assessor)
    press(assessor, alone, all="yes", sheet=str(sheet.uuid))
    taken = Answer.on_sheets.filter(taken_over=True)
    assert {row.sheet_id for row in taken} == {sheet.pk}
    assert taken.count() == 4
    others = signed_in(team_mate).get(address(alone)).context["cycle"]
    assert [one.is_given for one in others.answers] == [False] * 4
    press(assessor, alone, "1:1 2:1 objective:1 comment:1", confirm="yes", sheet=str(sheet.uuid))
    assert Answer.on_sheets.filter(taken_over=True).count() == 0


def test_answers_are_carried_where_the_version_has_changed(signed_in, organisation, version, manager, assessor):
    last = make_assessment(organisation, version, by=manager, assessors=[assessor])
    for item, value in {"1": "3", "2": "4", "4": "2"}.items():
        save_as(assessor, last, item, value, element="D3.1", reason="Seen.")
    close(last)
    newer = make_version(changed_definition())
    now = make_assessment(organisation, newer, by=manager, assessors=[assessor])
    response = signed_in(assessor).get(address(now, "D3.1"))
    # Rating 4 has no place on the newer scale, the fourth indicator none in the element; the first was reworded.
    assert [(one.item, one.words, one.was) for one in response.context["cycle"].answers] == [
        ("1", "3 Defined: Seen.", "The organisation does 1 of D3.1."),
        ("2", "Not answered: Seen.", ""),
    ]
    assert "worded differently then" in said(response)


def test_reader_gets_no_buttons_and_may_not_press(signed_in, press, before, assessment, manager):
    page = signed_in(manager).get(address(assessment)).content.decode()
    assert "data-put" not in page.split("<main", 1)[1]
    assert press(manager, assessment, all="yes").status_code == 403
    assert stored(assessment) == {}


def test_page_of_another_sheet_takes_nothing_over(press, before, assessment, assessor):
    response = press(assessor, assessment, all="yes", sheet="another")
    assert "begun or ended scoring" in response.content.decode()
    assert stored(assessment) == {}


@pytest.mark.parametrize("data", [{"framework_version": "x"}, {"versions": "1:x"}])
def test_mangled_page_is_refused(press, before, assessment, assessor, data):
    assert press(assessor, assessment, **({"all": "yes"} | data)).status_code == 400


@pytest.mark.parametrize("answers", [1, 3])
def test_page_costs_the_same_whatever_it_shows(
    signed_in, organisation, version, manager, assessor, django_assert_num_queries, answers
):
    last = make_assessment(organisation, version, by=manager, assessors=[assessor])
    for item in ["1", "2", "comment"][:answers]:
        save_as(assessor, last, item, "3")
    close(last)
    now = make_assessment(organisation, version, by=manager, assessors=[assessor])
    client = signed_in(assessor)
    with django_assert_num_queries(6):  # session, person, assessment, last one, its answers, those that stand
        client.get(address(now))
