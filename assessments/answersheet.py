"""Stored answers as the plain values that scoring takes, and as the assessment document."""

from collections.abc import Iterable

from assessments.models import Answer, Item
from assessments.scoring import NOT_APPLICABLE, ElementAnswers

EXCLUDED = "excluded"


def element_answers(rows: Iterable[Answer]) -> ElementAnswers:
    """The answers of one element from its rows; what is empty is not answered."""
    given = {row.item: row.value for row in rows if row.value}
    return ElementAnswers(
        indicators={int(item): _rating(value) for item, value in given.items() if item.isdecimal()},
        objective=given.get(Item.OBJECTIVE),
        excluded=given.get(Item.SCOPE) == EXCLUDED,
    )


def assessment_answers(rows: Iterable[Answer]) -> dict[str, ElementAnswers]:
    """The answers of a whole assessment from its rows, keyed by element code."""
    return {code: element_answers(group) for code, group in rows_by_element(rows).items()}


def rows_by_element(rows: Iterable[Answer]) -> dict[str, list[Answer]]:
    """The rows of an assessment, grouped by element code."""
    groups: dict[str, list[Answer]] = {}
    for row in rows:
        groups.setdefault(row.element, []).append(row)
    return groups


def _rating(value: str) -> int | str:
    return NOT_APPLICABLE if value == NOT_APPLICABLE else int(value)
