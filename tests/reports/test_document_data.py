"""The data of a report: the answers as they were approved or as they stand, without anybody's words if so chosen."""

import hashlib
import json

import pytest

from assessments.actions.approval import sign_off
from assessments.actions.workflow import reopen_assessment
from reports.document_data import _wordless, attachment_of, data_hash, document_data
from reports.kinds import Kind, Part
from reports.options import Options, all_of
from reports.reading import source_of
from tests.factories import rate_all
from tests.reports.issuing import comment, fresh

SILENT = Options(parts=frozenset(Part) - {Part.COMMENTS})
LEFT_OUT = "The reason was left out of this report."


@pytest.mark.parametrize(
    ("entry", "kept"),
    [
        ({"comment": "she", "note": "he", "objective": "full"}, {"objective": "full"}),
        ({"excluded": "because of her"}, {"excluded": LEFT_OUT}),
        ({"indicators": {"1": 3, "2": "n/a"}}, {"indicators": {"1": 3, "2": "n/a"}}),
        (
            {"indicators": {"1": {"rating": "n/a", "reason": "she"}, "2": {"rating": 4, "note": "he"}}},
            {"indicators": {"1": {"rating": "n/a", "reason": LEFT_OUT}, "2": 4}},
        ),
    ],
)
def test_words_go_and_ratings_stay(entry, kept):
    assert _wordless(entry) == kept


def test_data_is_as_approved_until_it_is_approved_anew_and_silent_where_words_were_not_chosen(
    assessment, assessor, manager
):
    rate_all(assessment, 4, by=assessor)
    comment(assessment, "D1.1", "Ana Çanary said so", by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    reopen_assessment(assessment_uuid=assessment.uuid, reason="A branch was missing", by=manager)
    rate_all(assessment, 2, by=assessor)

    def rated(options: Options, revision: int | None) -> tuple[int, str]:
        source = source_of(fresh(assessment), kind=Kind.FULL, options=options, reader=manager, revision=revision)
        data = document_data(source)
        assert data_hash(source) == hashlib.sha256(attachment_of(source).data).hexdigest()
        assert data.decode() == json.dumps(json.loads(data), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
        entry = json.loads(data)["ratings"]["D1.1"]
        return entry["indicators"]["1"], entry.get("comment", "")

    assert rated(all_of(Kind.FULL), None) == (2, "Ana Çanary said so")
    assert rated(all_of(Kind.FULL), 1) == (4, "Ana Çanary said so")
    assert (rated(SILENT, None), rated(SILENT, 1)) == ((2, ""), (4, ""))
