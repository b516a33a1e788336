"""Several people who add evidence at once."""

from collections import Counter

import pytest

from assessments.actions.assessments import Duty, assign_assessors
from assessments.actions.assignments import assign_team
from assessments.actions.evidence import (
    Details,
    FullError,
    InUseError,
    add_revision,
    bytes_kept,
    file_content,
    remove_evidence,
    use_evidence,
)
from assessments.models import Evidence
from tests.assessments.actions.test_answers_races import all_at_once
from tests.assessments.evidence import add_file, add_note, kept_files, opened
from tests.assessments.sound_files import pdf

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_kept(files_apart):
    """Each test has a storage of its own."""


def test_two_files_do_not_get_in_where_one_fits(assessment, assessor, organisation, settings):
    settings.EVIDENCE_QUOTA_BYTES = 2 * len(pdf()) + 5

    def add() -> str:
        try:
            add_file(assessment, assessor)
        except FullError:
            return "full"
        return "kept"

    assert Counter(all_at_once([add] * 4)) == {"kept": 2, "full": 2}
    assert bytes_kept(organisation.pk) == 2 * len(pdf())
    assert len(kept_files()) == 2


def test_revisions_at_once_get_numbers_of_their_own(assessment, assessor):
    piece = add_file(assessment, assessor)

    def renew() -> str:
        content = file_content(opened(pdf(), "a.pdf"), "a.pdf")
        return str(add_revision(evidence_uuid=piece.uuid, content=content, details=Details("x"), by=assessor).number)

    assert sorted(all_at_once([renew] * 4)) == ["2", "3", "4", "5"]


@pytest.mark.parametrize("attempt", range(3))
def test_piece_is_used_or_removed_and_never_both(assessment, manager, attempt):
    piece = add_note(assessment, manager)
    piece.uses.all().delete()

    def use() -> str:
        place = {"assessment_uuid": assessment.uuid, "element_code": "D3.1", "item": ""}
        try:
            use_evidence(**place, evidence_uuid=piece.uuid, by=manager)
        except Evidence.DoesNotExist:
            return "gone"
        return "used"

    def remove() -> str:
        try:
            remove_evidence(evidence_uuid=piece.uuid, by=manager)
        except InUseError:
            return "stays"
        return "removed"

    assert sorted(all_at_once([use, remove])) in (["removed", "gone"][::-1], ["stays", "used"])


def test_same_piece_is_used_once_in_a_place(assessment, assessor):
    piece = add_note(assessment, assessor)

    def use() -> str:
        place = {"assessment_uuid": assessment.uuid, "element_code": "D3.1", "item": "1"}
        use_evidence(**place, evidence_uuid=piece.uuid, by=assessor)
        return "used"

    assert Counter(all_at_once([use] * 4)) == {"used": 4}
    assert piece.uses.count() == 2


def test_adding_and_assigning_do_not_wait_for_each_other_for_ever(assessment, assessor, team_mate, manager):
    def add() -> str:
        add_file(assessment, assessor)
        return "done"

    def assign() -> str:
        assign_assessors(assessment=assessment, assessors=[assessor, team_mate], by=manager)
        return "done"

    assert Counter(all_at_once([add, assign] * 3)) == {"done": 6}


def test_files_come_in_while_the_team_changes(assessment, assessor, team_mate, manager):
    def add() -> str:
        for _ in range(8):
            add_file(assessment, assessor)
        return "kept"

    def assign() -> str:
        for number in range(8):
            duties = {assessor: Duty(), team_mate: Duty(scope="D1" if number % 2 else "D1.1")}
            assign_team(assessment_uuid=assessment.uuid, duties=duties, by=manager)
        return "assigned"

    assert Counter(all_at_once([add, assign] * 2)) == {"kept": 2, "assigned": 2}
