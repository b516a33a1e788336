"""What a person may compare: assessments, and the individual sheets of a round that has ended."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.access import may, readable_sheets
from assessments.answersheet import stored_result
from assessments.models import Assessment, IndividualSheet
from assessments.models.assessment import AssessmentQuerySet
from assessments.models.scored import Scored
from assessments.seen import seen_by
from assessments.workflow import Act
from comparisons.searching import holding
from comparisons.side_by_side import Subject
from organisations.models import User

CANDIDATES: Final = 50


@dataclass(frozen=True)
class Chosen:
    """What was asked for, out of what the person may see; ``blind`` are left out while everybody scores alone.

    ``assessments`` are those among the subjects that are no sheets.
    """

    subjects: tuple[Subject, ...]
    blind: tuple[Assessment, ...]
    assessments: tuple[Assessment, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """Something that can be chosen."""

    key: str
    title: str
    detail: str
    is_chosen: bool


def chosen(reader: User, keys: Sequence[str]) -> Chosen:
    """The assessments and sheets with these uuids, in this order; Http404 for one that the reader may not see."""
    wanted = list(dict.fromkeys(_uuid(key) for key in keys))
    assessments = {one.uuid: one for one in _visible(reader).filter(uuid__in=wanted)}
    sheets = {one.uuid: one for one in _sheets(reader, [key for key in wanted if key not in assessments])}
    found: list[tuple[Assessment, IndividualSheet | None]] = []
    for key in wanted:
        if key not in assessments and key not in sheets:
            raise Http404
        sheet = sheets.get(key)
        found.append((sheet.assessment if sheet else assessments[key], sheet))
    open_ones = [pair for pair in found if not pair[0].is_blind]
    return Chosen(
        tuple(_subject(place, *pair) for place, pair in enumerate(open_ones)),
        tuple(one for one, _sheet in found if one.is_blind),
        tuple(one for one, sheet in open_ones if sheet is None),
    )


def candidates(reader: User, text: str, keys: Iterable[str]) -> list[Candidate]:
    """The newest assessments that the reader may see and whose name holds the text, and those chosen already."""
    given = set(keys)
    seen = seen_by(reader).for_lists().select_related("version__framework")
    seen = seen.exclude(state=Assessment.State.DRAFT).not_blind()
    if text:
        seen = holding(seen, text)
    return [Candidate(str(one.uuid), one.title, _detail(one), str(one.uuid) in given) for one in seen[:CANDIDATES]]


def sheet_candidates(reader: User, keys: Sequence[str]) -> list[Candidate]:
    """The sheets of the assessments that are chosen, as far as the reader may read them and the round has ended."""
    given, wanted = set(keys), [_uuid(key) for key in keys]
    found = _visible(reader).filter(uuid__in=wanted, mode=Assessment.Mode.INDEPENDENT)
    return [
        Candidate(str(sheet.uuid), str(sheet.assessor), assessment.title, str(sheet.uuid) in given)
        for assessment in found
        if not assessment.is_blind
        for sheet in readable_sheets(reader, assessment)
    ]


def _visible(reader: User) -> AssessmentQuerySet:
    return Assessment.objects.visible_to(reader).select_related("organisation", "unit", "version__framework")


def _sheets(reader: User, keys: Sequence[uuid.UUID]) -> Iterable[IndividualSheet]:
    """Those that the reader may read: their own, and everybody's where the round has ended."""
    if not keys:
        return
    sheets = list(IndividualSheet.objects.filter(uuid__in=keys).select_related("assessor"))
    seen = _visible(reader).in_bulk([sheet.assessment_id for sheet in sheets])
    for sheet in sheets:
        assessment = seen.get(sheet.assessment_id)
        if assessment and (sheet.assessor_id == reader.pk or may(assessment, Act.COMPARE)):
            sheet.assessment = assessment
            yield sheet


def _subject(place: int, assessment: Assessment, sheet: IndividualSheet | None) -> Subject:
    definition = assessment.version.definition_in(get_language())
    scored: Scored = sheet or assessment
    if sheet:
        url = reverse("assessments:sheet-detail", args=[assessment.uuid, sheet.uuid])
    else:
        url = reverse("results:result-detail", args=[assessment.uuid])
    return Subject(
        key=str(sheet.uuid if sheet else assessment.uuid),
        place=place,
        title=_sheet_title(sheet) if sheet else assessment.title,
        detail=f"{assessment.title}, {assessment.whose}" if sheet else _detail(assessment),
        url=url,
        is_open=not scored.complete,
        definition=definition,
        result=stored_result(scored, definition),
    )


def _sheet_title(sheet: IndividualSheet) -> str:
    return _("Sheet of %(person)s") % {"person": sheet.assessor}


def _detail(assessment: Assessment) -> str:
    parts = (assessment.whose, assessment.period, str(assessment.version.framework), assessment.version.number)
    return " · ".join(filter(None, parts))


def _uuid(key: str) -> uuid.UUID:
    try:
        return uuid.UUID(key)
    except ValueError as error:
        raise Http404 from error
