"""Stored answers as the plain values that scoring takes, as the assessment document, and their stored result."""

from collections.abc import Iterable

from assessments.document import AssessmentDocument, ElementEntry, IndicatorEntry
from assessments.items import EXCLUDED, AnswerLike, Item
from assessments.models import Answer, Assessment
from assessments.models.scored import Scored
from assessments.results import Result, element_score_from_json
from assessments.scoring import NOT_APPLICABLE, ElementAnswers, IndicatorAnswer, roll_up
from frameworks.definition import FrameworkDefinition


def element_answers(rows: Iterable[AnswerLike]) -> ElementAnswers:
    """The answers of one element from its rows; what is empty is not answered."""
    given = {row.item: row.value for row in rows if row.value}
    return ElementAnswers(
        indicators={int(item): _rating(value) for item, value in given.items() if item.isdecimal()},
        objective=given.get(Item.OBJECTIVE),
        excluded=given.get(Item.SCOPE) == EXCLUDED,
    )


def assessment_answers(rows: Iterable[AnswerLike]) -> dict[str, ElementAnswers]:
    """The answers of a whole assessment from its rows, keyed by element code."""
    return {code: element_answers(group) for code, group in rows_by_element(rows).items()}


def rows_by_element[Row: AnswerLike](rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows of an assessment, grouped by element code."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.element, []).append(row)
    return groups


def stored_result(scored: Scored, definition: FrameworkDefinition) -> Result:
    """The result as the stored element scores of an assessment or of one's own sheet have it."""
    scores = {code: element_score_from_json(definition, data) for code, data in scored.element_scores.items()}
    return roll_up(definition, scores)


def assessment_document(assessment: Assessment, rows: Iterable[Answer]) -> AssessmentDocument:
    """The assessment as a document: every answer with its reason, note and comment."""
    definition = assessment.version.definition()
    groups = rows_by_element(rows)
    return AssessmentDocument(
        definition=definition,
        framework_version=definition.version,
        organisation=assessment.organisation.name,
        title=assessment.title,
        answers={code: _entry(groups[code]) for code in definition.element_by_code if code in groups},
    )


def _entry(rows: list[Answer]) -> ElementEntry:
    by_item = {row.item: row for row in rows}
    answers = element_answers(rows)
    return ElementEntry(
        indicators={int(item): _indicator_entry(row) for item, row in by_item.items() if item.isdecimal()},
        objective=answers.objective,
        excluded=by_item[Item.SCOPE].reason if answers.excluded else "",
        comment=by_item[Item.COMMENT].value if Item.COMMENT in by_item else "",
        confidence=by_item[Item.CONFIDENCE].value if Item.CONFIDENCE in by_item else "",
    )


def _indicator_entry(row: Answer) -> IndicatorEntry:
    """A reason that outlived its “not applicable” is a note: nothing that was typed is dropped."""
    if row.value == NOT_APPLICABLE:
        return IndicatorEntry(rating=NOT_APPLICABLE, reason=row.reason)
    return IndicatorEntry(rating=_rating(row.value) if row.value else None, note=row.reason)


def _rating(value: str) -> IndicatorAnswer:
    return NOT_APPLICABLE if value == NOT_APPLICABLE else int(value)
