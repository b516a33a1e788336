"""Adding, renewing, using and removing evidence: who may, what is kept, and that no file stays behind."""

import datetime

import pytest
from django.core.files.storage import FileSystemStorage
from django.http import Http404

from assessments.access import WrongStateError
from assessments.actions.evidence import (
    Details,
    FrozenError,
    FullError,
    InUseError,
    OtherKindError,
    UnknownPlaceError,
    add_evidence,
    add_revision,
    bytes_kept,
    edit_evidence,
    end_use,
    file_content,
    link_content,
    note_content,
    remove_evidence,
    use_evidence,
)
from assessments.evidence import evidence_from_json, evidence_now, evidence_of, evidence_to_json, standing
from assessments.models import Assessment, Evidence, EvidenceRevision, EvidenceUse, Snapshot
from tests.assessments.evidence import add_file, add_link, add_note, kept_files, opened
from tests.assessments.sound_files import pdf, png
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)


def days(number: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=number)


@pytest.fixture(autouse=True)
def nothing_kept(files_apart):
    """Each test has a storage of its own."""


def new_pdf(name: str = "policy.pdf"):
    return file_content(opened(pdf(), name), name)


# --- files -----------------------------------------------------------------------------------------------------------


def test_file_lies_outside_of_what_is_served_readable_to_its_owner_alone(assessment, assessor, files_apart):
    add_file(assessment, assessor)
    (path,) = [path for path in files_apart.rglob("*") if path.is_file()]
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert path.suffix == ""
    assert len(path.name) == 32


def test_no_file_stays_when_the_row_fails(assessment, assessor, monkeypatch):
    monkeypatch.setattr(EvidenceRevision, "save", broken)
    with pytest.raises(RuntimeError):
        add_file(assessment, assessor)
    assert (kept_files(), Evidence.objects.count()) == ([], 0)


def test_no_file_stays_when_the_storage_breaks_half_way(assessment, assessor, monkeypatch):
    whole = FileSystemStorage._save

    def half(self, name, content):
        whole(self, name, content)
        raise OSError("no space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", half)
    with pytest.raises(OSError, match="no space"):
        add_file(assessment, assessor)
    assert (kept_files(), Evidence.objects.count()) == ([], 0)


def test_no_file_stays_when_a_person_may_not(assessment, stranger):
    with pytest.raises(Http404):
        add_file(assessment, stranger)
    assert kept_files() == []


def test_no_file_stays_beyond_the_quota(assessment, assessor, settings):
    settings.EVIDENCE_QUOTA_BYTES = len(pdf()) - 1
    with pytest.raises(FullError) as refusal:
        add_file(assessment, assessor)
    assert refusal.value.left == len(pdf()) - 1
    assert kept_files() == []


def test_quota_counts_all_revisions_of_one_organisation_and_no_other(
    assessment, assessor, other_assessment, stranger, organisation, other_organisation
):
    piece = add_file(assessment, assessor)
    add_revision(evidence_uuid=piece.uuid, content=new_pdf(), details=Details("Policy"), by=assessor)
    add_file(other_assessment, stranger)
    assert bytes_kept(organisation.pk) == 2 * len(pdf())
    assert bytes_kept(other_organisation.pk) == len(pdf())


def test_files_go_with_their_rows_and_only_on_commit(assessment, manager, django_capture_on_commit_callbacks):
    piece = add_file(assessment, manager)
    piece.uses.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(evidence_uuid=piece.uuid, by=manager)
        assert len(kept_files()) == 1
    assert kept_files() == []


def test_files_go_with_their_organisation(assessment, manager, django_capture_on_commit_callbacks):
    add_file(assessment, manager)
    with django_capture_on_commit_callbacks(execute=True):
        Evidence.objects.all().delete()
    assert kept_files() == []


def broken(*args, **kwargs):
    raise RuntimeError("broken")


# --- revisions -------------------------------------------------------------------------------------------------------


def test_revision_comes_behind_the_last_one_and_brings_its_days(assessment, assessor, team_mate):
    piece = add_file(assessment, assessor, expires_on=TODAY)
    newer = file_content(opened(png(), "board.png"), "board.png")
    details = Details("Board", days(1), days(400))
    revision = add_revision(evidence_uuid=piece.uuid, content=newer, details=details, by=team_mate)
    piece.refresh_from_db()
    assert (revision.number, revision.content_type, revision.added_by) == (2, "image/png", team_mate)
    assert (piece.title, piece.effective_on, piece.expires_on, piece.added_by) == (
        "Board",
        days(1),
        days(400),
        assessor,
    )
    assert [one.file_name for one in piece.revisions.all()] == ["policy.pdf", "board.png"]
    assert len(kept_files()) == 2


@pytest.mark.parametrize("content", [link_content("https://example.org/"), note_content("x")])
def test_file_does_not_become_something_else(assessment, assessor, content):
    piece = add_file(assessment, assessor)
    with pytest.raises(OtherKindError):
        add_revision(evidence_uuid=piece.uuid, content=content, details=Details("x"), by=assessor)
    assert piece.revisions.count() == 1


def test_title_and_days_change_without_a_revision(assessment, assessor):
    piece = add_link(assessment, assessor)
    edit_evidence(evidence_uuid=piece.uuid, details=Details("New", TODAY, days(1)), by=assessor)
    piece.refresh_from_db()
    assert (piece.title, piece.effective_on, piece.expires_on) == ("New", TODAY, days(1))
    assert piece.revisions.count() == 1


# --- places ----------------------------------------------------------------------------------------------------------


def test_one_piece_serves_many_places_once_each(assessment, assessor, team_mate):
    piece = add_note(assessment, assessor)
    place = {"assessment_uuid": assessment.uuid, "evidence_uuid": piece.uuid, "by": team_mate}
    uses = [use_evidence(element_code="D3.1", item="2", **place) for _twice in range(2)]
    use_evidence(element_code="E1", item="", **place)
    assert uses[0] == uses[1]
    assert sorted(piece.uses.values_list("element", "item")) == [("D1.1", ""), ("D3.1", "2"), ("E1", "")]
    end_use(assessment_uuid=assessment.uuid, use_uuid=uses[0].uuid, by=assessor)
    assert sorted(piece.uses.values_list("element", "item")) == [("D1.1", ""), ("E1", "")]


@pytest.mark.parametrize(("element", "item"), [("D9.9", ""), ("D1.1", "3"), ("D1.1", "objective"), ("", "")])
def test_place_that_is_not_there_is_refused(assessment, assessor, element, item):
    piece = add_note(assessment, assessor)
    with pytest.raises(UnknownPlaceError):
        use_evidence(
            assessment_uuid=assessment.uuid, element_code=element, item=item, evidence_uuid=piece.uuid, by=assessor
        )


def test_other_organisations_piece_is_not_used(assessment, assessor, other_assessment, stranger):
    theirs = add_note(other_assessment, stranger)
    with pytest.raises(Evidence.DoesNotExist):
        use_evidence(
            assessment_uuid=assessment.uuid, element_code="D1.1", item="", evidence_uuid=theirs.uuid, by=assessor
        )


def test_manager_of_two_organisations_keeps_their_evidence_apart(
    assessment, manager, other_assessment, other_organisation, stranger
):
    other_organisation.memberships.create(user=manager, role="manager")
    theirs = add_note(other_assessment, stranger)
    with pytest.raises(Evidence.DoesNotExist):
        use_evidence(
            assessment_uuid=assessment.uuid, element_code="D1.1", item="", evidence_uuid=theirs.uuid, by=manager
        )


# --- who may ---------------------------------------------------------------------------------------------------------


def changes(piece: Evidence, assessment: Assessment, by):
    use = piece.uses.first()
    place = {"assessment_uuid": assessment.uuid, "by": by}
    details = Details("x")
    return {
        "add": lambda: add_evidence(element_code="D1.1", item="", content=note_content("x"), details=details, **place),
        "use": lambda: use_evidence(element_code="D1.2", item="", evidence_uuid=piece.uuid, **place),
        "end": lambda: end_use(use_uuid=use.uuid, **place),
        "renew": lambda: add_revision(evidence_uuid=piece.uuid, content=note_content("x"), details=details, by=by),
        "edit": lambda: edit_evidence(evidence_uuid=piece.uuid, details=details, by=by),
        "remove": lambda: remove_evidence(evidence_uuid=piece.uuid, by=by),
    }


CHANGES = ["add", "use", "end", "renew", "edit", "remove"]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("person", ["stranger", "admin", "editor"])
def test_who_does_not_belong_changes_nothing(assessment, assessor, request, person, change):
    piece = add_note(assessment, assessor)
    outsider = request.getfixturevalue(person)
    with pytest.raises(Http404):
        changes(piece, assessment, outsider)[change]()
    assert (EvidenceRevision.objects.count(), EvidenceUse.objects.count()) == (1, 1)


@pytest.mark.parametrize("change", CHANGES)
def test_removed_member_changes_nothing_at_once(assessment, assessor, team_mate, organisation, change):
    piece = add_note(assessment, team_mate)
    organisation.memberships.filter(user=team_mate).delete()
    with pytest.raises(Http404):
        changes(piece, assessment, team_mate)[change]()


@pytest.mark.parametrize("state", ["draft", "review", "approved"])
@pytest.mark.parametrize("change", CHANGES)
def test_assessor_changes_nothing_outside_of_scoring_and_consensus(assessment, assessor, state, change):
    piece = add_note(assessment, assessor)
    Assessment.objects.filter(pk=assessment.pk).update(state=state)
    with pytest.raises(WrongStateError) as refusal:
        changes(piece, assessment, assessor)[change]()
    assert refusal.value.state == state


@pytest.mark.parametrize("change", ["renew", "edit"])
def test_manager_keeps_the_organisations_evidence_in_order_at_any_time(assessment, assessor, manager, change):
    piece = add_note(assessment, assessor)
    Assessment.objects.filter(pk=assessment.pk).update(state="approved")
    changes(piece, assessment, manager)[change]()
    piece.refresh_from_db()
    assert piece.title == "x"


# --- removing --------------------------------------------------------------------------------------------------------


def test_piece_in_use_is_not_removed(assessment, manager):
    piece = add_note(assessment, manager)
    with pytest.raises(InUseError):
        remove_evidence(evidence_uuid=piece.uuid, by=manager)


def test_piece_of_an_approved_result_is_never_removed(assessment, manager):
    piece = add_file(assessment, manager)
    approve(assessment, manager, evidence_to_json(assessment))
    Assessment.objects.filter(pk=assessment.pk).update(state="scoring")  # reopened
    piece.uses.all().delete()
    with pytest.raises(FrozenError):
        remove_evidence(evidence_uuid=piece.uuid, by=manager)
    assert len(kept_files()) == 1


def approve(assessment: Assessment, by, evidence) -> None:
    Assessment.objects.filter(pk=assessment.pk).update(state="approved")
    assessment.refresh_from_db()
    Snapshot.objects.create(
        assessment=assessment,
        kind=Snapshot.Kind.APPROVAL,
        version=assessment.version,
        document={},
        result={},
        names={},
        surroundings={"evidence": evidence},
        taken_by=by,
    )


# --- reading ---------------------------------------------------------------------------------------------------------


def test_json_comes_back_as_it_was(assessment, assessor):
    add_file(assessment, assessor, effective_on=TODAY, expires_on=days(1), item="2")
    add_link(assessment, assessor, code="E1")
    add_note(assessment, assessor, code="D3.1")
    assert evidence_from_json(evidence_to_json(assessment)) == evidence_now(assessment)


def test_approved_assessment_keeps_the_evidence_of_that_day(assessment, assessor, manager):
    piece = add_file(assessment, assessor)
    other = add_note(assessment, assessor, code="D3.1")
    before = evidence_of(assessment)
    approve(assessment, manager, evidence_to_json(assessment))
    add_revision(evidence_uuid=piece.uuid, content=new_pdf("newer.pdf"), details=Details("Newer"), by=manager)
    EvidenceUse.objects.filter(evidence=other).delete()
    assert evidence_of(assessment) == before
    assert [one.title for one in evidence_of(assessment, "D1.1")] == ["Policy"]
    assert [one.title for one in evidence_of(assessment, "D3.1")] == ["Note"]


def test_what_expires_is_found_by_its_day(assessment, assessor):
    for number in (-1, 0, 30, 31):
        add_note(assessment, assessor, title=str(number), expires_on=days(number))
    add_note(assessment, assessor, title="never")
    found = Evidence.objects
    assert [one.title for one in found.expiring_on_or_before(TODAY)] == ["-1", "0"]
    assert [one.title for one in found.expiring_between(TODAY, days(30))] == ["0", "30"]
    assert [one.title for one in found.stale_on(TODAY)] == ["-1"]
    assert [standing(days(number), TODAY) for number in (-1, 0, 30, 31)] == ["expired", "soon", "soon", ""]


def test_unused_is_what_serves_no_place(assessment, assessor):
    add_note(assessment, assessor, title="used")
    add_note(assessment, assessor, title="unused").uses.all().delete()
    assert [one.title for one in Evidence.objects.unused()] == ["unused"]


@pytest.mark.parametrize(
    ("words", "found"), [("policy", 1), ("POLICY pdf", 1), ("pdf note", 0), ("", 2), ("example", 0)]
)
def test_words_are_looked_for_in_titles_and_names(assessment, assessor, words, found):
    add_file(assessment, assessor, title="Rules", name="policy.pdf")
    add_note(assessment, assessor)
    assert Evidence.objects.titled(words).count() == found


def test_person_sees_what_their_assessments_use_and_a_manager_all(
    organisation, version, manager, assessment, assessor, team_mate
):
    theirs = make_assessment(organisation, version, by=manager, assessors=[team_mate], title="Other")
    add_note(assessment, assessor, title="shared")
    add_note(theirs, team_mate, title="theirs")
    add_note(assessment, assessor, title="loose").uses.all().delete()

    def seen(person) -> list[str]:
        return [one.title for one in Evidence.objects.visible_to(person)]

    assert seen(assessor) == ["shared"]
    assert seen(team_mate) == ["shared", "theirs"]
    assert seen(manager) == ["loose", "shared", "theirs"]
