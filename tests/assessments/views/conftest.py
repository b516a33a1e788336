"""Browsers of the cast, and assessments in the states that the stories need."""

import json
import re
import uuid
from collections.abc import Callable

import pytest
from django.core import serializers
from django.test import Client

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.models import Answer, AnswerChange, Assessment, Assignment, Item, Snapshot
from frameworks.models import FrameworkVersion
from organisations.models import User

SignIn = Callable[[User], Client]


class Browser(Client):
    """A browser that has just opened the scoring page which it posts: the page says its framework version."""

    def post(self, path, data=None, *args, **kwargs):
        found = re.match(r"/assessments/([0-9a-f-]{36})/elements/", path)
        if found and "framework_version" not in (data or {}):
            version = FrameworkVersion.objects.filter(assessments__uuid=found[1]).first()
            data = {"framework_version": version.uuid if version else uuid.uuid4()} | (data or {})
        return super().post(path, data, *args, **kwargs)


@pytest.fixture
def signed_in() -> SignIn:
    """A browser in which the person is signed in."""

    def browser(person: User) -> Client:
        client = Browser()
        client.force_login(person)
        return client

    return browser


def answer_everything(assessment: Assessment, by: User) -> Assessment:
    """Answer every indicator with 4 and every objective in part, through the real action."""
    answers = assessment.answers.exclude(item__in=[Item.SCOPE, Item.CONFIDENCE, Item.COMMENT])
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
