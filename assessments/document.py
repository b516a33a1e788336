"""The assessment document (``cxmaturity-assessment/1``): one assessment's answers as JSON, read and written.

A document is read whole: every fault is named with its place, and nothing is taken from a document with a fault.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.items import CONFIDENCE_GRADES
from assessments.json_places import DocumentFaults, JsonObject, Spot, parse_json, shown
from assessments.scoring import NOT_APPLICABLE, ElementAnswers, IndicatorAnswer, has_objective
from frameworks.definition import Element, FrameworkDefinition

FORMAT = "cxmaturity-assessment/1"
DOCUMENT_KEYS = ("format", "framework", "framework_version", "organisation", "title", "ratings")
ELEMENT_KEYS = ("indicators", "objective", "excluded", "confidence", "comment")
INDICATOR_KEYS = ("rating", "reason", "note")

FindDefinition = Callable[[str, str | None], FrameworkDefinition | None]
"""Finds a definition by framework and version (``None``: the newest published); ``None`` where there is none."""


@dataclass(frozen=True)
class IndicatorEntry:
    """What the document says of one indicator: a rating, ``n/a`` with its reason, or not answered; and a note."""

    rating: IndicatorAnswer | None = None
    reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class ElementEntry:
    """What the document says of one element; ``excluded`` is the reason of its exclusion, empty when in scope.

    ``confidence`` is how well its answers are supported (``items.CONFIDENCE_GRADES``), empty where nobody said.
    """

    indicators: Mapping[int, IndicatorEntry] = field(default_factory=dict)
    objective: str | None = None
    excluded: str = ""
    comment: str = ""
    confidence: str = ""

    def to_answers(self) -> ElementAnswers:
        """The part that scoring reads."""
        ratings = {number: entry.rating for number, entry in self.indicators.items() if entry.rating is not None}
        return ElementAnswers(ratings, self.objective, excluded=bool(self.excluded))


@dataclass(frozen=True)
class AssessmentDocument:
    """One assessment's answers by element code; ``framework_version`` is the version that the document names."""

    definition: FrameworkDefinition
    framework_version: str | None
    organisation: str
    title: str
    answers: Mapping[str, ElementEntry]

    @property
    def framework(self) -> str:
        """The slug of the framework."""
        return self.definition.framework

    def to_answers(self) -> dict[str, ElementAnswers]:
        """The answers as scoring takes them."""
        return {code: entry.to_answers() for code, entry in self.answers.items()}


def parse_document(data: bytes, find: FindDefinition) -> AssessmentDocument:
    """The one document that a file holds; raises ``DocumentFaults``."""
    return _read_all([Spot(parse_json(data), "")], find)[0]


def parse_documents(data: bytes, find: FindDefinition) -> AssessmentDocument | list[AssessmentDocument]:
    """The document, or the list of documents, that a file holds; raises ``DocumentFaults`` with those of all."""
    value = parse_json(data)
    if not isinstance(value, list):
        return _read_all([Spot(value, "")], find)[0]
    return _read_all([Spot(item, f"[{index}]") for index, item in enumerate(value)], find)


def document_to_json(document: AssessmentDocument) -> dict[str, Any]:
    """The document as JSON values, in the framework's order and without what was not answered.

    Reading it gives the document back. The answers of an excluded element are left out, as they count nowhere.
    """
    version = {"framework_version": document.framework_version} if document.framework_version else {}
    entries = ((element.code, document.answers.get(element.code)) for element in document.definition.walk())
    ratings = {code: _entry_to_json(entry) for code, entry in entries if entry}
    return {
        "format": FORMAT,
        "framework": document.framework,
        **version,
        "organisation": document.organisation,
        "title": document.title,
        "ratings": {code: entry for code, entry in ratings.items() if entry},
    }


def _entry_to_json(entry: ElementEntry) -> dict[str, Any]:
    words = {"confidence": entry.confidence, "comment": entry.comment}
    beside = {key: text for key, text in words.items() if text}
    if entry.excluded:
        return {"excluded": entry.excluded, **beside}
    objective = {"objective": entry.objective} if entry.objective else {}
    indicators = {
        str(number): _indicator_to_json(indicator)
        for number, indicator in sorted(entry.indicators.items())
        if indicator != IndicatorEntry()
    }
    return {**objective, **({"indicators": indicators} if indicators else {}), **beside}


def _indicator_to_json(indicator: IndicatorEntry) -> Any:
    words = {"reason": indicator.reason, "note": indicator.note}
    said = {key: text for key, text in words.items() if text}
    return {"rating": indicator.rating, **said} if said else indicator.rating


def _read_all(spots: list[Spot], find: FindDefinition) -> list[AssessmentDocument]:
    documents = [_read_document(spot, find) for spot in spots]
    faults = [fault for spot in spots for fault in spot.faults]
    if faults:
        raise DocumentFaults(faults)
    return [document for document in documents if document]


def _read_document(spot: Spot, find: FindDefinition) -> AssessmentDocument | None:
    fields = spot.fields(DOCUMENT_KEYS)
    if not isinstance(spot.value, JsonObject):
        return None
    for key in ("format", "framework", "ratings"):
        if key not in fields:
            spot.at(key, None).fault("is missing")
    if "format" in fields and fields["format"].value != FORMAT:
        fields["format"].fault(f"must be {json.dumps(FORMAT)}, not {shown(fields['format'].value)}")
    definition = _find_definition(fields, find)
    organisation, title = (fields[key].text() if key in fields else "" for key in ("organisation", "title"))
    if definition is None:
        return None
    version = str(fields["framework_version"].value) if "framework_version" in fields else None
    answers = _read_ratings(fields["ratings"], definition) if "ratings" in fields else {}
    return AssessmentDocument(definition, version, organisation, title, answers)


def _find_definition(fields: Mapping[str, Spot], find: FindDefinition) -> FrameworkDefinition | None:
    """The definition to read the ratings by: the newest one also where the version that is named isn't there."""
    framework = fields["framework"].words("is empty") if "framework" in fields else ""
    newest = find(framework, None) if framework else None
    if framework and newest is None:
        fields["framework"].fault(f"no published framework {shown(framework)} is loaded")
    number = fields["framework_version"].words("is empty") if "framework_version" in fields else ""
    if newest is None or not number:
        return newest
    named = find(framework, number)
    if named is None:
        fields["framework_version"].fault(f"{framework} has no published version {shown(number)}")
    return named or newest


def _read_ratings(spot: Spot, definition: FrameworkDefinition) -> dict[str, ElementEntry]:
    answers = {}
    for code, value in spot.entries().items():
        element = definition.element_by_code.get(code)
        if element is None:
            value.fault(f"{definition.framework} {definition.version} has no such element")
        elif value.value is not None:
            answers[code] = _read_element(value, element, definition)
    return {code: entry for code, entry in answers.items() if entry != ElementEntry()}


def _read_element(spot: Spot, element: Element, definition: FrameworkDefinition) -> ElementEntry:
    fields = spot.fields(ELEMENT_KEYS)
    excluded = _read_excluded(fields, element, definition)
    indicators = _read_indicators(fields["indicators"], element, definition) if "indicators" in fields else {}
    objective = _read_objective(fields["objective"], element, definition) if "objective" in fields else None
    comment = fields["comment"].text() if "comment" in fields else ""
    confidence = _read_confidence(fields["confidence"]) if "confidence" in fields else ""
    if "excluded" in fields and (objective or any(entry.rating is not None for entry in indicators.values())):
        spot.fault("is excluded and answered at once: leave out one of the two")
    return ElementEntry(indicators, objective, excluded, comment, confidence)


def _read_excluded(fields: Mapping[str, Spot], element: Element, definition: FrameworkDefinition) -> str:
    if "excluded" not in fields:
        return ""
    if element.code not in definition.dimension_by_element:
        fields["excluded"].fault("an enabler can't be excluded: it adds no points; leave it unanswered instead")
        return ""
    return fields["excluded"].words("an exclusion needs its reason")


def _read_objective(spot: Spot, element: Element, definition: FrameworkDefinition) -> str | None:
    if not has_objective(definition, element):
        spot.fault(f"{element.code} has no statement of objective to answer")
    elif not isinstance(spot.value, str) or spot.value not in definition.objective_answer_by_code:
        codes = _choices(json.dumps(code) for code in definition.objective_answer_by_code)
        spot.fault(f"must be {codes}, not {shown(spot.value)}")
    else:
        return spot.value
    return None


def _read_confidence(spot: Spot) -> str:
    if isinstance(spot.value, str) and spot.value in CONFIDENCE_GRADES:
        return spot.value
    spot.fault(f"must be {_choices(map(json.dumps, CONFIDENCE_GRADES))}, not {shown(spot.value)}")
    return ""


def _read_indicators(spot: Spot, element: Element, definition: FrameworkDefinition) -> dict[int, IndicatorEntry]:
    numbers = {str(number): number for number in element.indicator_by_number}
    entries = {}
    for key, value in spot.entries().items():
        if key in numbers:
            entries[numbers[key]] = _read_indicator(value, definition)
        elif re.fullmatch("[0-9]+", key):
            value.fault(f"{element.code} has {len(numbers)} indicators")
        else:
            value.fault("is not the number of an indicator")
    applicable = [number for number in numbers.values() if not _is_not_applicable(entries.get(number))]
    if not applicable:
        counted = element.code in definition.dimension_by_element
        instead = f"exclude {element.code} with a reason" if counted else f"leave {element.code} unanswered"
        spot.fault(f"not every indicator can be not applicable: {instead} instead")
    return {number: entry for number, entry in entries.items() if entry != IndicatorEntry()}


def _is_not_applicable(entry: IndicatorEntry | None) -> bool:
    return entry is not None and entry.rating == NOT_APPLICABLE


def _read_indicator(spot: Spot, definition: FrameworkDefinition) -> IndicatorEntry:
    """A bare rating, or an object with the rating, its reason and a note."""
    if spot.value is None:
        return IndicatorEntry()
    if not isinstance(spot.value, JsonObject):
        return _entry(spot, spot, {}, definition)
    fields = spot.fields(INDICATOR_KEYS)
    return _entry(spot, fields.get("rating"), fields, definition)


def _entry(
    spot: Spot, rating: Spot | None, fields: Mapping[str, Spot], definition: FrameworkDefinition
) -> IndicatorEntry:
    value = None if rating is None else _read_rating(rating, definition)
    if value == NOT_APPLICABLE and "reason" not in fields:
        spot.fault('not applicable needs a reason: {"rating": "n/a", "reason": "..."}')
    if value != NOT_APPLICABLE and "reason" in fields:
        fields["reason"].fault('only "n/a" has a reason; write it as a note')
    return IndicatorEntry(
        rating=value,
        reason=fields["reason"].words("not applicable needs a reason") if "reason" in fields else "",
        note=fields["note"].text() if "note" in fields else "",
    )


def _read_rating(spot: Spot, definition: FrameworkDefinition) -> IndicatorAnswer | None:
    """Exactly a whole number of the scale: ``true``, ``3.0`` and ``"3"`` are none."""
    if spot.value == NOT_APPLICABLE:
        return NOT_APPLICABLE
    if type(spot.value) is int and spot.value in definition.rating_by_value:
        return spot.value
    allowed = _choices([*map(str, definition.rating_by_value), '"n/a"'])
    spot.fault(f"must be {allowed}, not {shown(spot.value)}")
    return None


def _choices(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last
