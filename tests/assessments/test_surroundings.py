"""What an approval keeps beside answers and result stays as it was, whatever is renamed, renewed or recalculated."""

import pytest

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.actions.approval import sign_off
from assessments.actions.consensus import take_middle
from assessments.actions.discussion import start_thread
from assessments.actions.evidence import Details, add_evidence, edit_evidence, note_content
from assessments.actions.remarks import GivenRemark, add_remark
from assessments.actions.workflow import submit_sheet
from assessments.agreement_record import band_kept
from assessments.confidence import confidence_of
from assessments.discussed import discussed
from assessments.evidence import evidence_of
from assessments.models import Assessment, Remark
from assessments.noted import noted
from assessments.workflow import Mode
from tests.factories import make_assessment, rate_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(assessment, assessor, manager) -> Assessment:
    """An approved assessment with something of everything around its answers."""
    place = {"assessment_uuid": assessment.uuid, "element_code": "D1.1", "by": assessor}
    rate_all(assessment, 4, by=assessor)
    save_answer(**place, item="confidence", given=GivenAnswer("documented", "", 0))
    add_evidence(**place, item="", content=note_content("Page 3."), details=Details("The brand book", None, None))
    add_remark(**place, kind=Remark.Kind.STRENGTH, given=GivenRemark("It is quoted."))
    start_thread(**place, text="Which edition?")
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    return Assessment.objects.visible_to(manager).select_related("version__framework").get(pk=assessment.pk)


def test_an_approval_keeps_evidence_words_and_what_the_points_rest_on(approved, manager):
    kept = approved.snapshots.approval().surroundings
    assert set(kept) == {"confidence", "evidence", "remarks", "threads", "band", "agreement"}
    assert [piece.title for piece in evidence_of(approved)] == ["The brand book"]
    assert [one.text for one in noted(approved, manager)] == ["It is quoted."]
    assert [post.text for thread in discussed(approved) for post in thread.posts] == ["Which edition?"]
    assert (kept["band"], kept["agreement"]) == (None, None)


def test_evidence_renamed_later_keeps_its_name_there(approved, manager, assessor):
    evidence = approved.organisation.evidence.get()
    edit_evidence(evidence_uuid=evidence.uuid, details=Details("Another name", None, None), by=manager)
    assert [piece.title for piece in evidence_of(approved)] == ["The brand book"]


def test_what_stands_in_the_rows_later_changes_nothing(approved, manager):
    before = confidence_of(approved, approved.version.definition(), None)
    approved.answers.filter(item="confidence").update(value="verified")
    Remark.objects.update(text="Something else")
    assert confidence_of(approved, approved.version.definition(), None) == before
    assert before.grades["D1.1"] == "documented"
    assert [one.text for one in noted(approved, manager)] == ["It is quoted."]


def test_agreement_and_band_of_a_team_are_kept(organisation, version, manager, assessor, team_mate):
    assessment = make_assessment(
        organisation, version, by=manager, assessors=[assessor, team_mate], mode=Mode.INDEPENDENT
    )
    for person, rating in ((assessor, 3), (team_mate, 4)):
        rate_all(assessment, rating, by=person)
        submit_sheet(assessment_uuid=assessment.uuid, by=person)
    take_middle(assessment_uuid=assessment.uuid, by=manager)
    snapshot = sign_off(assessment_uuid=assessment.uuid, by=manager)
    assert snapshot.surroundings["agreement"]["beyond_tolerance"] == 0
    assert len(snapshot.surroundings["agreement"]["assessors"]) == 2
    band = band_kept(snapshot)
    assert (str(band.low), str(band.total), str(band.high)) == ("50.00", "50.00", "67.50")
