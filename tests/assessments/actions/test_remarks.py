"""Noting strengths, areas for improvement and open points, changing and taking them away."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from assessments.actions.assessments import Duty, assign_duties
from assessments.actions.open_points import close_point
from assessments.actions.remarks import GivenRemark, StaleRemarkError, add_remark, edit_remark, remove_remark
from assessments.actions.workflow import close_round
from assessments.models import Remark
from assessments.readers import NotAReaderError, readers_of
from assessments.workflow import Mode
from tests.factories import make_assessment, make_user
from tests.words import note, point

pytestmark = pytest.mark.django_db


@pytest.fixture
def blind(organisation, version, manager, assessor, team_mate):
    """An assessment that two people score each for themselves."""
    return make_assessment(organisation, version, by=manager, assessors=[assessor, team_mate], mode=Mode.INDEPENDENT)


def edit(remark, by, text, version=0):
    which = {"assessment_uuid": remark.assessment.uuid, "remark_uuid": remark.uuid}
    return edit_remark(**which, given=GivenRemark(text), version=version, by=by)


def remove(remark, by):
    return remove_remark(assessment_uuid=remark.assessment.uuid, remark_uuid=remark.uuid, by=by)


def test_remark_says_what_by_whom_and_where(assessment, assessor, team_mate):
    noted = point(assessment, assessor, whom="Head of IT", place="Head office", assignee=team_mate)
    stored = Remark.objects.get()
    assert stored == noted
    assert (stored.element, stored.kind, stored.text) == ("D1.1", "open-point", "Is the plan known?")
    assert (stored.by, stored.whom, stored.place, stored.assignee) == (assessor, "Head of IT", "Head office", team_mate)
    assert (stored.sheet, stored.version, stored.edited_at) == (None, 0, None)


def test_element_that_the_framework_does_not_have_is_not_there(assessment, assessor):
    with pytest.raises(Http404):
        note(assessment, assessor, element="D9.9")


def test_sent_twice_it_is_noted_once_in_the_words_sent_last(assessment, assessor):
    where = {"assessment_uuid": assessment.uuid, "element_code": "D1.1", "kind": Remark.Kind.STRENGTH}
    operation = uuid.uuid4()
    for text in ("First", "First", "Second"):
        add_remark(**where, given=GivenRemark(text), by=assessor, operation=operation)
    assert [(one.uuid, one.text) for one in Remark.objects.all()] == [(operation, "Second")]


@pytest.mark.parametrize("since", ["edited", "removed", "closed"])
def test_reply_that_was_lost_undoes_nothing_that_was_done_since(assessment, assessor, manager, since):
    where = {"assessment_uuid": assessment.uuid, "element_code": "D1.1", "kind": Remark.Kind.OPEN_POINT}
    first = {"given": GivenRemark("First"), "by": assessor, "operation": uuid.uuid4()}
    remark = add_remark(**where, **first)
    if since == "edited":
        edit(remark, manager, "Mona's words")
    elif since == "removed":
        remove(remark, manager)
    else:
        which = {"assessment_uuid": assessment.uuid, "remark_uuid": remark.uuid}
        close_point(**which, finding="It hangs in the hall.", version=0, by=manager)
    stood = Remark.stored.values().get()
    add_remark(**where, **first)
    add_remark(**where, **(first | {"given": GivenRemark("Second")}))
    assert Remark.stored.values().get() == stood


@pytest.mark.parametrize("elsewhere", [{"element_code": "D1.2"}, {"kind": Remark.Kind.IMPROVEMENT}])
def test_same_id_at_another_place_makes_another_remark(assessment, assessor, elsewhere):
    where = {"assessment_uuid": assessment.uuid, "element_code": "D1.1", "kind": Remark.Kind.STRENGTH}
    said = {"by": assessor, "operation": uuid.uuid4()}
    add_remark(**where, **said, given=GivenRemark("First"))
    add_remark(**(where | elsewhere), **said, given=GivenRemark("Second"))
    assert sorted(Remark.objects.values_list("text", flat=True)) == ["First", "Second"]


def test_somebody_elses_id_makes_a_remark_of_ones_own(assessment, assessor, team_mate):
    theirs = note(assessment, team_mate, "Theirs")
    where = {"assessment_uuid": assessment.uuid, "element_code": "D1.1", "kind": Remark.Kind.STRENGTH}
    mine = add_remark(**where, given=GivenRemark("Mine"), by=assessor, operation=theirs.uuid)
    theirs.refresh_from_db()
    assert mine.uuid != theirs.uuid
    assert (theirs.text, mine.text) == ("Theirs", "Mine")


def test_point_is_given_only_to_who_can_see_the_assessment(assessment, assessor, stranger, organisation):
    for person in (stranger, make_user("Mia Member")):
        with pytest.raises(NotAReaderError):
            point(assessment, assessor, assignee=person)
    assert Remark.objects.count() == 0


def test_readers_are_the_team_and_the_managers(assessment, assessor, team_mate, manager, stranger, other_organisation):
    assert readers_of(assessment) == [assessor, manager, team_mate]
    assign_duties(assessment=assessment, duties={assessor: Duty()}, by=manager)
    assert readers_of(assessment) == [assessor, manager]
    assessment.organisation.memberships.get(user=assessor).delete()
    assert readers_of(assessment) == [manager]


def test_author_lead_and_manager_change_it_and_nobody_else(assessment, assessor, team_mate, manager):
    remark = note(assessment, assessor)
    with pytest.raises(PermissionDenied):
        edit(remark, team_mate, "Not mine")
    edit(remark, assessor, "Mine")
    edit(remark, manager, "The manager's", version=1)
    assign_duties(assessment=assessment, duties={assessor: Duty(), team_mate: Duty(is_lead=True)}, by=manager)
    changed = edit(remark, team_mate, "The lead's", version=2)
    assert (changed.text, changed.version, changed.by, changed.edited_by) == ("The lead's", 3, assessor, team_mate)


def test_stale_edit_is_refused_and_tells_what_stands(assessment, assessor, manager):
    remark = note(assessment, assessor)
    edit(remark, manager, "Theirs")
    with pytest.raises(StaleRemarkError) as refused:
        edit(remark, assessor, "Mine")
    assert refused.value.current.text == "Theirs"
    assert Remark.objects.get().text == "Theirs"


def test_same_words_again_are_no_conflict(assessment, assessor):
    remark = note(assessment, assessor)
    edit(remark, assessor, "Better")
    assert edit(remark, assessor, "Better").version == 1


def test_what_is_taken_away_is_kept_out_of_sight(assessment, assessor, team_mate, manager):
    remark = note(assessment, assessor)
    with pytest.raises(PermissionDenied):
        remove(remark, team_mate)
    remove(remark, assessor)
    assert (Remark.objects.count(), assessment.remarks.count()) == (0, 0)
    assert Remark.stored.get().removed_by == assessor
    with pytest.raises(Http404):
        edit(remark, assessor, "Back?")


def test_stranger_finds_nothing(assessment, assessor, stranger, other_organisation):
    remark = note(assessment, assessor)
    for action in (
        lambda: note(assessment, stranger),
        lambda: edit(remark, stranger, "x"),
        lambda: remove(remark, stranger),
    ):
        with pytest.raises(Http404):
            action()


def test_remark_of_another_assessment_is_not_here(assessment, assessor, organisation, version, manager):
    other = make_assessment(organisation, version, by=manager, assessors=[assessor], title="Other")
    remark = note(other, assessor)
    with pytest.raises(Http404):
        edit_remark(
            assessment_uuid=assessment.uuid, remark_uuid=remark.uuid, given=GivenRemark("x"), version=0, by=assessor
        )


def test_blind_remark_stays_on_its_authors_sheet_until_the_round_ends(blind, assessor, team_mate, manager):
    mine, managers = note(blind, assessor, "Mine"), note(blind, manager, "For all")
    assert (mine.sheet, managers.sheet) == (blind.sheets.get(assessor=assessor), None)
    assert readable(blind, assessor) == ["Mine", "For all"]
    assert readable(blind, team_mate) == readable(blind, manager) == ["For all"]
    for person in (team_mate, manager):
        with pytest.raises(Http404):
            edit(mine, person, "Seen")
        with pytest.raises(Http404):
            remove(mine, person)
    close_round(assessment_uuid=blind.uuid, reason="Time is up", by=manager)
    blind.refresh_from_db()
    assert readable(blind, team_mate) == ["Mine", "For all"]


def readable(assessment, person):
    return [one.text for one in assessment.remarks.readable_by(person, is_blind=assessment.is_blind)]
