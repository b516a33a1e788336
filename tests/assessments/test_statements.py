"""The statements of an autosave do what the ORM's would."""

import uuid

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from assessments.access import scorable_assessment
from assessments.models import Answer, AnswerChange, Assessment
from assessments.statements import PreparedQuery, insert_row, update_rows

pytestmark = pytest.mark.django_db


def test_prepared_query_finds_what_the_query_finds(assessment, other_assessment):
    query = PreparedQuery(
        lambda whole, element: Answer.objects.filter(assessment__uuid=whole, element=element).order_by("pk"),
        whole=uuid.UUID(int=1),
        element="an example",
    )
    for whole in (assessment, other_assessment):
        for element in ("D1.1", "E1", "none"):
            found = query.run(whole=whole.uuid, element=element)
            assert found == list(whole.answers.filter(element=element).order_by("pk"))


def test_prepared_query_is_made_once(assessment):
    made = []

    def build(element):
        made.append(element)
        return Answer.objects.filter(element=element)

    query = PreparedQuery(build, element="an example")
    assert [len(query.run(element="D1.1")), len(query.run(element="E1"))] == [6, 4]
    assert made == ["an example"]


def test_prepared_query_without_a_place_for_a_value_is_refused():
    query = PreparedQuery(lambda element, item: Answer.objects.filter(element=element), element="an example", item="x")
    with pytest.raises(LookupError, match="takes no item"):
        query.run(element="D1.1", item="1")


@pytest.mark.django_db(transaction=True)
def test_held_assessment_needs_a_transaction_each_time(assessment, assessor):
    with transaction.atomic():
        scorable_assessment(assessor, assessment.uuid)
    with pytest.raises(TransactionManagementError):
        scorable_assessment(assessor, assessment.uuid)


def test_held_assessment_is_the_same_as_the_visible_one(assessment, assessor):
    held = scorable_assessment(assessor, assessment.uuid)
    stored = Assessment.objects.get(pk=assessment.pk)
    for field in Assessment._meta.concrete_fields:
        assert getattr(held, field.attname) == getattr(stored, field.attname)
    assert uuid.UUID(str(held.version_uuid)) == assessment.version.uuid


def test_update_sets_values_of_the_rows_that_match_alone(assessment, assessor):
    answer, other = assessment.answers.order_by("pk")[:2]
    now = timezone.now()
    changed = update_rows(
        Answer, {"id": answer.pk, "version": 0}, {"value": "3", "changed_by_id": assessor.pk, "changed_at": now}
    )
    assert changed == 1
    assert update_rows(Answer, {"id": answer.pk, "version": 5}, {"value": "4"}) == 0
    answer.refresh_from_db()
    other.refresh_from_db()
    assert (answer.value, answer.changed_by, answer.changed_at) == ("3", assessor, now)
    assert other.value == ""


def test_update_converts_as_the_model_does(assessment):
    update_rows(Assessment, {"id": assessment.pk}, {"element_scores": {"a": [1, "“b”"]}, "percent": None})
    assessment.refresh_from_db()
    assert (assessment.element_scores, assessment.percent) == ({"a": [1, "“b”"]}, None)


def test_insert_stores_a_row(assessment, assessor):
    answer, now = assessment.answers.first(), timezone.now()
    insert_row(
        AnswerChange,
        {
            "answer_id": answer.pk,
            "version": 1,
            "value": "n/a",
            "reason": "%s; DROP",
            "taken_over": False,
            "source": "desk",
            "operation": None,
            "changed_by_id": assessor.pk,
            "changed_at": now,
        },
    )
    change = AnswerChange.objects.get()
    assert (change.answer, change.value, change.reason, change.changed_at) == (answer, "n/a", "%s; DROP", now)
