"""The history of answers: its lines beside an element and over a whole assessment, and that nobody alters them."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.actions.workflow import close_round
from assessments.models import Answer, AnswerChange, AppendOnlyError, Source
from assessments.workflow import Mode
from tests.factories import make_assessment
from tests.pages import headings, text_of

pytestmark = pytest.mark.django_db


def save_as(person, assessment, item, value, version=0, *, reason="", element="D1.1", source=Source.DESK):
    given = GivenAnswer(value, reason, version, source=source)
    return save_answer(assessment_uuid=assessment.uuid, element_code=element, item=item, given=given, by=person)


def beside(assessment, element="D1.1"):
    return reverse("assessments:history-list", args=[assessment.uuid, element])


def whole(assessment):
    return reverse("assessments:history-whole", args=[assessment.uuid])


def lines(response):
    return [
        (line.element, line.title, line.by, line.before, line.now, line.source, line.sheet_of)
        for line in response.context["lines"]
    ]


@pytest.fixture
def independent(organisation, version, manager, assessor, team_mate):
    return make_assessment(
        organisation, version, by=manager, assessors=[assessor, team_mate], mode=Mode.INDEPENDENT, title="Blind"
    )


def test_element_shows_each_change_with_what_stood_before(signed_in, assessment, assessor, team_mate):
    save_as(assessor, assessment, "1", "3")
    save_as(team_mate, assessment, "1", "n/a", 1, reason="No shops.")
    save_as(assessor, assessment, "objective", "full", source=Source.IMPORT)
    save_as(assessor, assessment, "1", "2", element="D1.2")
    response = signed_in(assessor).get(beside(assessment))
    assert lines(response) == [
        ("D1.1", "Statement of objective", "Amal Assessor", "Not answered", "Fully achieved", "Import", ""),
        ("D1.1", "Indicator 1", "Tom Teammate", "3 Defined", "Not applicable: No shops.", "", ""),
        ("D1.1", "Indicator 1", "Amal Assessor", "Not answered", "3 Defined", "", ""),
    ]
    assert headings(response) == ["History"]


def test_htmx_gets_the_panel_alone(signed_in, assessment, assessor):
    response = signed_in(assessor).get(beside(assessment), headers={"hx-request": "true"})
    assert response.content.strip().startswith(b'<section class="panel history"')
    assert headings(response) == []


def test_long_history_leads_on_to_the_whole(signed_in, assessment, assessor):
    for version in range(21):
        save_as(assessor, assessment, "comment", f"Text {version}", version)
    response = signed_in(assessor).get(beside(assessment))
    assert len(response.context["lines"]) == 20
    assert f"{whole(assessment)}?element=D1.1" in response.content.decode()


def test_unknown_element_is_not_there(signed_in, assessment, assessor):
    assert signed_in(assessor).get(beside(assessment, "D9.9")).status_code == 404


def test_whole_is_filtered_by_element_and_person(signed_in, assessment, assessor, team_mate):
    save_as(assessor, assessment, "1", "3")
    save_as(team_mate, assessment, "2", "4")
    save_as(team_mate, assessment, "1", "5", element="D1.2")
    get = signed_in(assessor).get
    found = [(line.element, line.by) for line in get(whole(assessment)).context["lines"]]
    assert found == [("D1.2", "Tom Teammate"), ("D1.1", "Tom Teammate"), ("D1.1", "Amal Assessor")]
    only = get(whole(assessment), {"element": "D1.1", "person": team_mate.email})
    assert [(line.element, line.now) for line in only.context["lines"]] == [("D1.1", "4 Managed")]
    nobody = get(whole(assessment), {"person": "nobody@example.org", "page": "x"})
    assert len(nobody.context["lines"]) == 3


def test_whole_comes_in_pages_that_keep_the_filter(signed_in, assessment, assessor):
    for version in range(51):
        save_as(assessor, assessment, "comment", f"Text {version}", version)
    get = signed_in(assessor).get
    first = get(whole(assessment), {"element": "D1.1"})
    assert (len(first.context["lines"]), "Page 1 of 2" in text_of(first)) == (50, True)
    assert "element=D1.1&amp;page=2" in first.content.decode()
    assert [line.now for line in get(whole(assessment), {"page": 2}).context["lines"]] == ["Text 0"]


def test_blind_round_shows_the_own_sheet_alone_and_afterwards_every_sheet_marked(
    signed_in, independent, assessor, team_mate, manager
):
    save_as(assessor, independent, "1", "3")
    save_as(team_mate, independent, "1", "5")
    own = [("D1.1", "Indicator 1", "Amal Assessor", "Not answered", "3 Defined", "", "Amal Assessor")]
    for address in (beside(independent), whole(independent)):
        assert lines(signed_in(assessor).get(address)) == own
        assert lines(signed_in(manager).get(address)) == []
        assert "Tom Teammate" not in text_of(signed_in(assessor).get(address))
        with_filter = signed_in(assessor).get(address, {"person": team_mate.email})
        assert lines(with_filter) == own
    close_round(assessment_uuid=independent.uuid, by=manager, reason="Time is up.")
    sheets = [line.sheet_of for line in signed_in(manager).get(beside(independent)).context["lines"]]
    assert sheets == ["Tom Teammate", "Amal Assessor"]
    assert "Sheet of Tom Teammate" in text_of(signed_in(assessor).get(whole(independent)))


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_whatever_they_show(
    signed_in, assessment, assessor, team_mate, django_assert_num_queries, count
):
    for version in range(count):
        save_as([assessor, team_mate][version % 2], assessment, "1", str(version + 1), version)
    client = signed_in(assessor)
    with django_assert_num_queries(4):  # session, person, assessment, lines
        client.get(beside(assessment))
    with django_assert_num_queries(6):  # session, person, assessment, people, count, lines
        client.get(whole(assessment))


def test_history_cannot_be_altered_through_the_models(assessment, assessor):
    save_as(assessor, assessment, "1", "3")
    change = AnswerChange.objects.get()
    change.value = "5"
    rows, answer = AnswerChange.objects.all(), change.answer
    attempts = [
        change.save,
        lambda: change.save(force_update=True, update_fields=["value"]),
        change.delete,
        rows.delete,
        lambda: rows.update(value="5"),
        lambda: rows.bulk_update([change], ["value"]),
        lambda: rows.update_or_create(pk=change.pk, defaults={"value": "5"}),
        lambda: answer.changes.all().delete(),
        lambda: answer.changes.update(value="5"),
        lambda: rows.bulk_create(
            [AnswerChange(pk=change.pk, answer=answer, version=1, changed_by=assessor, changed_at=change.changed_at)],
            update_conflicts=True,
            update_fields=["value"],
            unique_fields=["id"],
        ),
    ]
    for attempt in attempts:
        with pytest.raises(AppendOnlyError), transaction.atomic():
            attempt()
    assert list(AnswerChange.objects.values_list("value", "version")) == [("3", 1)]


@pytest.mark.both_engines
def test_a_version_has_one_line_for_good(assessment, assessor):
    save_as(assessor, assessment, "1", "3")
    change = AnswerChange.objects.get()
    with pytest.raises(IntegrityError):
        AnswerChange.objects.create(
            answer=change.answer, version=1, value="5", changed_by=assessor, changed_at=change.changed_at
        )


def test_an_answer_goes_with_its_assessment_alone(assessment, assessor):
    save_as(assessor, assessment, "1", "3")
    for attempt in (Answer.objects.get(element="D1.1", item="1").delete, Answer.stored.all().delete):
        with pytest.raises(AppendOnlyError):
            attempt()
    assessment.delete()
    assert (Answer.stored.count(), AnswerChange.objects.count()) == (0, 0)
