"""Browsers of the cast, and assessments in the states that the stories need."""

import json
from collections.abc import Callable

import pytest
from django.core import serializers
from django.test import Client

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.models import Answer, AnswerChange, Assessment, Assignment, Item, Snapshot
from organisations.models import User

SignIn = Callable[[User], Client]


@pytest.fixture
def signed_in() -> SignIn:
    """A browser in which the person is signed in."""

    def browser(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return browser


def answer_everything(assessment: Assessment, by: User) -> Assessment:
    """Answer every indicator with 4 and every objective in part, through the real action."""
    answers = assessment.answers.exclude(item__in=[Item.SCOPE, Item.COMMENT])
    for answer in answers:
        value = "partial" if answer.item == Item.OBJECTIVE else "4"
        save_answer(
            assessment_uuid=assessment.uuid,
            element_code=answer.element,
            item=answer.item,
            given=GivenAnswer(value, "", answer.version),
            by=by,
        )
    assessment.refresh_from_db()
    return assessment


@pytest.fixture
def answered(assessment, assessor) -> Assessment:
    """The assessment with nothing left to answer."""
    return answer_everything(assessment, assessor)


def everything_stored() -> str:
    """All rows of the app as text, to hold against itself."""
    models = (Assessment, Assignment, Answer, AnswerChange, Snapshot)
    return json.dumps([serializers.serialize("json", model.objects.order_by("pk")) for model in models])
