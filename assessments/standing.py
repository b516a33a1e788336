"""The standing checks of an assessment, or of one assessor's own sheet: the rows are read here, judged by the rules."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from assessments.access import Desk, covers
from assessments.models import Answer, Assessment, EvidenceUse, Remark
from assessments.standing_rules import Check, ElementFacts, Expired, element_checks
from frameworks.definition import Element, FrameworkDefinition
from organisations.models import User

__all__ = ["Check", "checks_at", "checks_of", "standing_checks"]


class _OfElement(Protocol):
    """A row that belongs to an element."""

    element: str


def standing_checks(assessment: Assessment) -> list[Check]:
    """What is worth a look in the assessment's own answers before they are signed off, in the framework's order.

    Costs three queries, whatever the size of the assessment.
    """
    return _checks(Desk(assessment, None), Remark.objects.filter(assessment=assessment), _everything(assessment))


def checks_of(reader: User, desk: Desk) -> list[Check]:
    """The same for what the reader works on: on a sheet of their own, as far as they are to score."""
    codes = _everything(desk.assessment)
    if desk.own_sheet:
        scope: str | None = desk.assessment.scope  # type: ignore[attr-defined]  # annotated by with_access_of
        codes = [code for code in codes if covers(desk.assessment.version.definition(), scope, code)]
    return _checks(desk, _remarks(reader, desk), codes)


def checks_at(reader: User, desk: Desk, element: str) -> list[Check]:
    """The same for one element."""
    return _checks(desk, _remarks(reader, desk), [element])


def _everything(assessment: Assessment) -> list[str]:
    return [element.code for element in assessment.version.definition().walk()]


def _remarks(reader: User, desk: Desk) -> "QuerySet[Remark]":
    remarks: QuerySet[Remark] = Remark.objects.readable_by(reader, is_blind=desk.assessment.is_blind)
    return remarks.filter(assessment=desk.assessment)


def _checks(desk: Desk, remarks: "QuerySet[Remark]", codes: list[str]) -> list[Check]:
    definition = desk.assessment.version.definition_in(get_language())
    return [check for facts in _facts(definition, desk, remarks, codes) for check in element_checks(definition, facts)]


def _facts(
    definition: FrameworkDefinition, desk: Desk, remarks: "QuerySet[Remark]", codes: list[str]
) -> Iterator[ElementFacts]:
    answers = _by_element(desk.answers, codes)
    uses = _by_element(desk.assessment.evidence_uses.select_related("evidence"), codes)
    noted = _by_element(remarks, codes)
    for code in codes:
        yield _facts_of(definition.element_by_code[code], answers[code], uses[code], noted[code])


def _by_element(rows: "QuerySet[Any]", codes: list[str]) -> dict[str, list[Any]]:
    """The rows by element; of one element, no others are read."""
    groups: dict[str, list[_OfElement]] = defaultdict(list)
    for row in rows.filter(element=codes[0]) if len(codes) == 1 else rows:
        groups[row.element].append(row)
    return groups


def _facts_of(
    element: Element, answers: Iterable[Answer], uses: Iterable[EvidenceUse], remarks: list[Remark]
) -> ElementFacts:
    points = [one for one in remarks if one.kind == Remark.Kind.OPEN_POINT]
    return ElementFacts(
        element=element,
        answers={row.item: row for row in answers},
        taken_over=frozenset(row.item for row in answers if row.taken_over),
        evidence=frozenset(use.item for use in uses),
        expired=_expired(uses),
        remarks=len(remarks) - len(points),
        open_points=sum(one.closed_at is None for one in points),
        findings=sum(one.closed_at is not None and one.considered_at is None for one in points),
    )


def _expired(uses: Iterable[EvidenceUse]) -> tuple[Expired, ...]:
    """Each expired piece once, however many indicators it serves."""
    today = timezone.localdate()
    pieces = {use.evidence_id: use.evidence for use in uses}
    return tuple(
        Expired(piece.title, piece.expires_on)
        for piece in pieces.values()
        if piece.expires_on is not None and piece.expires_on < today
    )
