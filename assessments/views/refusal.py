"""What is said to somebody whose page was opened before the assessment's framework version was changed."""

import uuid
from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from assessments.actions.answers import GivenAnswer, OtherSheetError, OtherVersionError
from assessments.items import PlainAnswer
from assessments.models import Assessment
from assessments.upgrade_words import line_of
from frameworks.models import FrameworkVersion
from organisations.requests import PersonRequest


def refusal_words(refusal: Exception) -> str:
    """Said beside an answer that was not saved; it stays in its field."""
    if isinstance(refusal, OtherSheetError):
        return _(
            "The team has begun or ended scoring each for themselves since you opened the page. What you entered still "
            "stands here: copy what you need, then reload the page."
        )
    if not isinstance(refusal, OtherVersionError):
        return str(refusal)
    return _(
        "A manager has changed the framework version of this assessment since you opened the page, so what this "
        "question asks may have changed. What you entered still stands here: copy what you need, then reload the page."
    )


def refused_sheet(
    request: PersonRequest, assessment: Assessment, code: str, given: Mapping[str, GivenAnswer], seen: uuid.UUID
) -> HttpResponse:
    """Show what was typed, for nothing of it was saved: it answers another version's questions."""
    version = FrameworkVersion.objects.published().filter(uuid=seen).first()
    definition = (version or assessment.version).definition()
    lines = [
        line_of(definition, PlainAnswer(code, item, answer.value, answer.reason))
        for item, answer in given.items()
        if answer.value or answer.reason
    ]
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "code": code,
        "is_there": code in assessment.version.definition().element_by_code,
        "lines": lines,
    }
    return render(request, "assessments/upgrade/refused.html", context, status=409)
