"""Rounds in which everybody scores alone, played as people would."""

from collections.abc import Iterable, Mapping

from assessments.actions.answers import GivenAnswer, save_sheet
from assessments.actions.workflow import submit_sheet
from assessments.models import Answer, Assessment, Item
from assessments.workflow import Mode
from organisations.models import Organisation, User
from tests.factories import make_assessment


def make_round(organisation: Organisation, version, *, by: User, assessors: Iterable[User], **changes) -> Assessment:
    """An assessment in which these people score alone."""
    return make_assessment(organisation, version, by=by, assessors=assessors, mode=Mode.INDEPENDENT, **changes)


def fill_sheet(
    assessment: Assessment,
    person: User,
    rating: int | str,
    *,
    objective: str = "partial",
    but: Mapping[tuple[str, str], str | tuple[str, str]] | None = None,
    only: Iterable[str] | None = None,
    submit: bool = True,
) -> None:
    """Rate everything alike on the person's own sheet, but for some places; ``only`` these elements."""
    codes = [element.code for element in assessment.version.definition().walk()] if only is None else list(only)
    for code in codes:
        rows = Answer.on_sheets.filter(sheet__assessor=person, assessment=assessment, element=code)
        given = {
            row.item: GivenAnswer(objective if row.item == Item.OBJECTIVE else str(rating), "", row.version)
            for row in rows
            if row.item not in {Item.SCOPE, Item.CONFIDENCE, Item.COMMENT}
        }
        for (element, item), said in (but or {}).items():
            if element == code:
                value, reason = said if isinstance(said, tuple) else (said, "")
                given[item] = GivenAnswer(value, reason, 0)
        outcome = save_sheet(assessment_uuid=assessment.uuid, element_code=code, given=given, by=person)
        assert (outcome.stale, outcome.invalid) == ({}, {})
    if submit:
        submit_sheet(assessment_uuid=assessment.uuid, by=person)
        assessment.refresh_from_db()


def agreed(assessment: Assessment, element: str) -> dict[str, str]:
    """The assessment's own answers to an element that are given, by item."""
    return {row.item: row.value for row in assessment.answers.of_element(element) if row.value}
