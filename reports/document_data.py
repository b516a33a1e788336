"""The assessment document that a report is made from: it rides inside the PDF, and its hash is printed on it."""

import hashlib
import json
from typing import Any

from django.utils.translation import gettext as _

from assessments.answersheet import assessment_document
from assessments.document import document_to_json
from press.manuscript import Attachment
from reports.kinds import Part
from reports.source import Source

NAME = "assessment.json"
WORDS = ("comment", "note")


def document_data(source: Source) -> bytes:
    """The answers as an assessment document (JSON, sorted keys), which scores the same when it is imported again.

    Without ``Part.COMMENTS`` nobody's words are in it; a reason that the format asks for says that it was left out.
    """
    document = source.kept.snapshot.document if source.kept else _as_it_stands(source)
    if not source.options.has(Part.COMMENTS):
        document = {**document, "ratings": {code: _wordless(entry) for code, entry in document["ratings"].items()}}
    return (json.dumps(document, indent=2, ensure_ascii=False, sort_keys=True) + "\n").encode()


def data_hash(source: Source) -> str:
    """The SHA-256 of that document, in hexadecimal digits."""
    return hashlib.sha256(document_data(source)).hexdigest()


def attachment_of(source: Source) -> Attachment:
    """The document as a file inside the PDF."""
    return Attachment(
        name=NAME,
        media_type="application/json",
        description=_("The answers that this report is made from, as an assessment document that can be imported"),
        data=document_data(source),
    )


def _as_it_stands(source: Source) -> dict[str, Any]:
    assessment = source.assessment
    assert assessment is not None  # noqa: S101 - a guide has no answers, and nobody asks for them
    return document_to_json(assessment_document(assessment, assessment.answers.order_by("pk")))


def _wordless(entry: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in entry.items() if key not in WORDS}
    if "excluded" in kept:
        kept["excluded"] = _("The reason was left out of this report.")
    if "indicators" in kept:
        kept["indicators"] = {number: _rating_alone(given) for number, given in kept["indicators"].items()}
    return kept


def _rating_alone(given: Any) -> Any:
    if not isinstance(given, dict):
        return given
    if "reason" in given:
        return {"rating": given["rating"], "reason": _("The reason was left out of this report.")}
    return given["rating"]
