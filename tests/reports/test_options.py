"""What was chosen for a document, kept as JSON and read back."""

import uuid

import pytest

from reports.kinds import FORMATS, MEDIA_TYPES, PARTS, Kind, Paper, Part
from reports.options import Options, all_of

pytestmark = [pytest.mark.sqlite]
CHOSEN = Options(
    paper=Paper.LETTER,
    parts=frozenset({Part.LEDGER, Part.COMMENTS}),
    against=(uuid.UUID(int=2), uuid.UUID(int=1)),
    only="D1.1",
)


def test_choices_are_read_back_as_they_were_kept():
    kept = CHOSEN.to_json()
    assert kept == {
        "paper": "letter",
        "parts": ["comments", "ledger"],
        "against": [str(uuid.UUID(int=2)), str(uuid.UUID(int=1))],
        "only": "D1.1",
    }
    assert Options.from_json(kept) == CHOSEN


def test_what_was_not_kept_is_not_in_it_and_a_part_of_long_ago_is_left_out():
    assert Options.from_json({}) == Options(paper=Paper.A4, parts=frozenset(), against=(), only="")
    assert Options.from_json({"parts": ["appendix", "aim"]}).parts == {Part.AIM}


def test_a_part_is_in_it_or_not():
    assert (CHOSEN.has(Part.COMMENTS), CHOSEN.has(Part.EVIDENCE)) == (True, False)


@pytest.mark.parametrize("kind", Kind)
def test_a_whole_document_has_each_part_of_its_kind_and_each_of_its_files_has_a_type(kind):
    assert all_of(kind, Paper.LETTER) == Options(paper=Paper.LETTER, parts=frozenset(PARTS[kind]))
    assert [one for one in FORMATS[kind] if one not in MEDIA_TYPES] == []
