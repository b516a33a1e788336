"""The assessment document (``cxmaturity-assessment/1``): one assessment's answers as JSON, read and written.

A document is read whole: every fault is named with its place, and nothing is taken from a document with a fault.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.scoring import NOT_APPLICABLE, ElementAnswers, IndicatorAnswer, has_objective
from frameworks.definition import Element, FrameworkDefinition
from frameworks.faults import Fault, Faults

FORMAT = "cxmaturity-assessment/1"
DOCUMENT_KEYS = ("format", "framework", "framework_version", "organisation", "title", "ratings")
ELEMENT_KEYS = ("indicators", "objective", "excluded", "comment")
INDICATOR_KEYS = ("rating", "reason", "note")

FindDefinition = Callable[[str, str | None], FrameworkDefinition | None]
"""Finds a definition by framework and version (``None``: the newest published); ``None`` where there is none."""


class DocumentFaults(Faults):
    """A document was refused; ``faults`` names every place that is wrong."""


@dataclass(frozen=True)
class IndicatorEntry:
    """What the document says of one indicator: a rating, ``n/a`` with its reason, or not answered; and a note."""

    rating: IndicatorAnswer | None = None
    reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class ElementEntry:
    """What the document says of one element; ``excluded`` is the reason of its exclusion, empty when in scope."""

    indicators: Mapping[int, IndicatorEntry] = field(default_factory=dict)
    objective: str | None = None
    excluded: str = ""
    comment: str = ""

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
    return _read_all([_Spot(_parse_json(data), "")], find)[0]


def parse_documents(data: bytes, find: FindDefinition) -> AssessmentDocument | list[AssessmentDocument]:
    """The document, or the list of documents, that a file holds; raises ``DocumentFaults`` with those of all."""
    value = _parse_json(data)
    if not isinstance(value, list):
        return _read_all([_Spot(value, "")], find)[0]
    return _read_all([_Spot(item, f"[{index}]") for index, item in enumerate(value)], find)


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
    comment = {"comment": entry.comment} if entry.comment else {}
    if entry.excluded:
        return {"excluded": entry.excluded, **comment}
    objective = {"objective": entry.objective} if entry.objective else {}
    indicators = {
        str(number): _indicator_to_json(indicator)
        for number, indicator in sorted(entry.indicators.items())
        if indicator != IndicatorEntry()
    }
    return {**objective, **({"indicators": indicators} if indicators else {}), **comment}


def _indicator_to_json(indicator: IndicatorEntry) -> Any:
    words = {"reason": indicator.reason, "note": indicator.note}
    said = {key: text for key, text in words.items() if text}
    return {"rating": indicator.rating, **said} if said else indicator.rating


class _Object(dict[str, Any]):
    """A JSON object that remembers which keys it was given more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.duplicates: list[str] = []
        if len(self) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            self.duplicates = [key for key, count in counts.items() if count > 1]


def _parse_json(data: bytes) -> object:
    try:
        text = data.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_Object, parse_int=_whole_number)
    except UnicodeDecodeError as error:
        raise DocumentFaults([Fault("document", f"is not UTF-8 text: see byte {error.start + 1}")]) from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise DocumentFaults([Fault(place, f"is not JSON: {error.msg}")]) from error
    except RecursionError as error:
        raise DocumentFaults([Fault("document", "is nested too deeply")]) from error


def _whole_number(digits: str) -> int | float:
    """Python refuses to read thousands of digits; such a number is as wrong here as any fraction."""
    return int(digits) if len(digits) < 20 else math.inf


@dataclass(frozen=True)
class _Spot:
    """A value of the document with its place, and the faults found so far in its document."""

    value: object
    place: str
    faults: list[Fault] = field(default_factory=list)

    def fault(self, words: str) -> None:
        self.faults.append(Fault(self.place or "document", words))

    def at(self, key: str, value: object) -> "_Spot":
        step = key if re.fullmatch(r"[\w./-]{1,40}", key, re.ASCII) else json.dumps(key[:40])
        return _Spot(value, f"{self.place}.{step}" if self.place else step, self.faults)

    def entries(self) -> "dict[str, _Spot]":
        """The values of an object by key; what is no object has none."""
        if not isinstance(self.value, _Object):
            self.fault(f"must be an object, not {_shown(self.value)}")
            return {}
        for key in self.value.duplicates:
            self.at(key, None).fault("is there more than once")
        return {key: self.at(key, value) for key, value in self.value.items()}

    def fields(self, known: Collection[str]) -> "dict[str, _Spot]":
        """The same without those that are null; any key that is not known is a fault, null or not."""
        entries = self.entries()
        for key, spot in entries.items():
            if key not in known:
                spot.fault(f"unknown key; the keys here are {', '.join(known)}")
        return {key: spot for key, spot in entries.items() if spot.value is not None}

    def text(self) -> str:
        """A text that a database can keep."""
        if not isinstance(self.value, str):
            self.fault(f"must be text, not {_shown(self.value)}")
            return ""
        if re.search("[\0\ud800-\udfff]", self.value):
            self.fault("holds a character that can't be stored")
            return ""
        return self.value

    def words(self, missing: str) -> str:
        """A text that says something; ``missing`` is the fault when it doesn't."""
        text = self.text()
        if isinstance(self.value, str) and not self.value.strip():
            self.fault(missing)
        return text


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    text = json.dumps(value)
    return text if len(text) <= 40 else f"{text[:40]}..."


def _read_all(spots: list[_Spot], find: FindDefinition) -> list[AssessmentDocument]:
    documents = [_read_document(spot, find) for spot in spots]
    faults = [fault for spot in spots for fault in spot.faults]
    if faults:
        raise DocumentFaults(faults)
    return [document for document in documents if document]


def _read_document(spot: _Spot, find: FindDefinition) -> AssessmentDocument | None:
    fields = spot.fields(DOCUMENT_KEYS)
    if not isinstance(spot.value, _Object):
        return None
    for key in ("format", "framework", "ratings"):
        if key not in fields:
            spot.at(key, None).fault("is missing")
    if "format" in fields and fields["format"].value != FORMAT:
        fields["format"].fault(f"must be {json.dumps(FORMAT)}, not {_shown(fields['format'].value)}")
    definition = _find_definition(fields, find)
    organisation, title = (fields[key].text() if key in fields else "" for key in ("organisation", "title"))
    if definition is None:
        return None
    version = str(fields["framework_version"].value) if "framework_version" in fields else None
    answers = _read_ratings(fields["ratings"], definition) if "ratings" in fields else {}
    return AssessmentDocument(definition, version, organisation, title, answers)


def _find_definition(fields: Mapping[str, _Spot], find: FindDefinition) -> FrameworkDefinition | None:
    """The definition to read the ratings by: the newest one also where the version that is named isn't there."""
    framework = fields["framework"].words("is empty") if "framework" in fields else ""
    newest = find(framework, None) if framework else None
    if framework and newest is None:
        fields["framework"].fault(f"no published framework {_shown(framework)} is loaded")
    number = fields["framework_version"].words("is empty") if "framework_version" in fields else ""
    if newest is None or not number:
        return newest
    named = find(framework, number)
    if named is None:
        fields["framework_version"].fault(f"{framework} has no published version {_shown(number)}")
    return named or newest


def _read_ratings(spot: _Spot, definition: FrameworkDefinition) -> dict[str, ElementEntry]:
    answers = {}
    for code, value in spot.entries().items():
        element = definition.element_by_code.get(code)
        if element is None:
            value.fault(f"{definition.framework} {definition.version} has no such element")
        elif value.value is not None:
            answers[code] = _read_element(value, element, definition)
    return {code: entry for code, entry in answers.items() if entry != ElementEntry()}


def _read_element(spot: _Spot, element: Element, definition: FrameworkDefinition) -> ElementEntry:
    fields = spot.fields(ELEMENT_KEYS)
    excluded = _read_excluded(fields, element, definition)
    indicators = _read_indicators(fields["indicators"], element, definition) if "indicators" in fields else {}
    objective = _read_objective(fields["objective"], element, definition) if "objective" in fields else None
    comment = fields["comment"].text() if "comment" in fields else ""
    if "excluded" in fields and (objective or any(entry.rating is not None for entry in indicators.values())):
        spot.fault("is excluded and answered at once: leave out one of the two")
    return ElementEntry(indicators, objective, excluded, comment)


def _read_excluded(fields: Mapping[str, _Spot], element: Element, definition: FrameworkDefinition) -> str:
    if "excluded" not in fields:
        return ""
    if element.code not in definition.dimension_by_element:
        fields["excluded"].fault("an enabler can't be excluded: it adds no points; leave it unanswered instead")
        return ""
    return fields["excluded"].words("an exclusion needs its reason")


def _read_objective(spot: _Spot, element: Element, definition: FrameworkDefinition) -> str | None:
    if not has_objective(definition, element):
        spot.fault(f"{element.code} has no statement of objective to answer")
    elif not isinstance(spot.value, str) or spot.value not in definition.objective_answer_by_code:
        codes = _choices(json.dumps(code) for code in definition.objective_answer_by_code)
        spot.fault(f"must be {codes}, not {_shown(spot.value)}")
    else:
        return spot.value
    return None


def _read_indicators(spot: _Spot, element: Element, definition: FrameworkDefinition) -> dict[int, IndicatorEntry]:
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


def _read_indicator(spot: _Spot, definition: FrameworkDefinition) -> IndicatorEntry:
    """A bare rating, or an object with the rating, its reason and a note."""
    if spot.value is None:
        return IndicatorEntry()
    if not isinstance(spot.value, _Object):
        return _entry(spot, spot, {}, definition)
    fields = spot.fields(INDICATOR_KEYS)
    return _entry(spot, fields.get("rating"), fields, definition)


def _entry(
    spot: _Spot, rating: _Spot | None, fields: Mapping[str, _Spot], definition: FrameworkDefinition
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


def _read_rating(spot: _Spot, definition: FrameworkDefinition) -> IndicatorAnswer | None:
    """Exactly a whole number of the scale: ``true``, ``3.0`` and ``"3"`` are none."""
    if spot.value == NOT_APPLICABLE:
        return NOT_APPLICABLE
    if type(spot.value) is int and spot.value in definition.rating_by_value:
        return spot.value
    allowed = _choices([*map(str, definition.rating_by_value), '"n/a"'])
    spot.fault(f"must be {allowed}, not {_shown(spot.value)}")
    return None


def _choices(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last
