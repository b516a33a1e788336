"""Like for like: an approved result of an older framework version as it would be under a newer one. Nothing is stored.

The answers are those of the stored document, carried as an upgrade carries them. The original stays what it is.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from assessments.document import AssessmentDocument, ElementEntry, parse_document
from assessments.items import EXCLUDED, Item, PlainAnswer
from assessments.results import result_to_json
from assessments.upgrade_preview import UpgradePreview, preview_upgrade
from frameworks.definition import FrameworkDefinition


def restate(document: Mapping[str, Any], old: FrameworkDefinition, new: FrameworkDefinition) -> UpgradePreview:
    """A stored assessment document, given under ``old``, with its results under both versions."""
    read = parse_document(json.dumps(document).encode(), lambda _framework, _number: old)
    return preview_upgrade(old, new, document_answers(read))


def document_answers(document: AssessmentDocument) -> Iterator[PlainAnswer]:
    """The answers of a document, as rows would hold them."""
    for code, entry in document.answers.items():
        yield from _entry_answers(code, entry)


def _entry_answers(code: str, entry: ElementEntry) -> Iterator[PlainAnswer]:
    for number, said in entry.indicators.items():
        value = "" if said.rating is None else str(said.rating)
        yield PlainAnswer(code, str(number), value, said.reason or said.note)
    yield PlainAnswer(code, Item.OBJECTIVE, entry.objective or "")
    yield PlainAnswer(code, Item.CONFIDENCE, entry.confidence)
    yield PlainAnswer(code, Item.COMMENT, entry.comment)
    if entry.excluded:
        yield PlainAnswer(code, Item.SCOPE, EXCLUDED, entry.excluded)


def restated_to_json(restated: UpgradePreview) -> dict[str, Any]:
    """The restated result, marked as such, with the original beside it and all that could not be carried."""
    carried = restated.carried
    return {
        "framework": restated.new.framework,
        "framework_version": restated.old.version,
        "restated_under": restated.new.version,
        "original": result_to_json(restated.old_result),
        "restated": result_to_json(restated.new_result),
        "cleared": [_answer_to_json(one.old) | {"why": one.why.value} for one in carried.cleared],
        "lost": [_answer_to_json(answer) for one in carried.lost for answer in one.answers],
        "gone": ["/".join(filter(None, (one.element.code, one.item))) for one in carried.lost],
        "new_elements": [element.code for element in carried.new_elements],
        "new_items": [f"{one.element.code}/{one.item}" for one in carried.new_items],
        "reworded": [f"{one.answer.element}/{one.answer.item}" for one in carried.reworded],
    }


def _answer_to_json(answer: PlainAnswer) -> dict[str, str]:
    said = {"value": answer.value, "reason": answer.reason}
    return {"element": answer.element, "item": answer.item} | {key: text for key, text in said.items() if text}
