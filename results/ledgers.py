"""The ledger of an assessment, read from its stored answers and scores; of an approval, from what it keeps."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import get_language

from assessments.answersheet import rows_by_element, stored_result
from assessments.items import AnswerLike
from assessments.models import Assessment
from assessments.revisions import Approved, approved_answers
from results.ledger import TOTAL, Ledger, anchor, build_ledger
from results.sheet import Answers, Given


def ledger_now(assessment: Assessment) -> Ledger:
    """The ledger as things stand; one query, for the answers."""
    return _ledger(assessment, assessment.answers.order_by("pk"))


def ledger_kept(kept: Approved) -> Ledger:
    """The ledger of an approved revision, from what was stored with the approval; no query."""
    return _ledger(kept.assessment, approved_answers(kept.assessment.version.definition(), kept.snapshot))


def given_answers(rows: Iterable[AnswerLike]) -> Answers:
    """Stored answers by element code and item, as sheets and ledgers take them."""
    groups = rows_by_element(rows).items()
    return {code: {row.item: Given(row.value, row.reason) for row in group} for code, group in groups}


def ledger_path(assessment: Assessment, kept: Approved | None = None) -> str:
    """The page of the ledger that says where the figures of this result come from."""
    if kept is None:
        return reverse("results:ledger-detail", args=[assessment.uuid])
    return reverse("results:ledger-revision", args=[assessment.uuid, kept.snapshot.revision])


class LineAddresses:
    """The address of each line: ``addresses("dimension", "D1")``, and that of the total without a kind."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __call__(self, kind: str = "", code: str = "") -> str:
        """The line of this kind and code."""
        return f"{self.path}#{anchor(kind, code) if kind else TOTAL}"


def _ledger(assessment: Assessment, rows: Iterable[AnswerLike]) -> Ledger:
    definition = assessment.version.definition_in(get_language())
    return build_ledger(definition, stored_result(assessment, definition), given_answers(rows))
