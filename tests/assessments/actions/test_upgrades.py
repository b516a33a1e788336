"""An open assessment goes to a newer version as it was previewed, and back to what it was."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from assessments.access import WrongStateError
from assessments.actions.answers import GivenAnswer, OtherVersionError, save_answer
from assessments.actions.approval import sign_off
from assessments.actions.upgrades import NotAnUpgradeError, restore_snapshot, upgrade_assessment
from assessments.answersheet import assessment_answers, stored_result
from assessments.items import Item
from assessments.models import Answer, AnswerChange, Assessment, Snapshot
from assessments.scoring import score
from assessments.upgrade_preview import preview_upgrade
from frameworks.actions.versions import retire_version
from tests.assessments.versions import changed_definition
from tests.assessments.views.conftest import answer_everything, everything_stored
from tests.definitions import tiny_definition
from tests.factories import make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def newer(version):
    return make_version(changed_definition())


def give(assessment, by, element, item, value, reason="", version=None) -> None:
    row = assessment.answers.get(element=element, item=item)
    given = GivenAnswer(value, reason, row.version if version is None else version)
    save_answer(assessment_uuid=assessment.uuid, element_code=element, item=item, given=given, by=by)


def upgrade(assessment, to, by, name="Before 1.1"):
    preview = upgrade_assessment(assessment_uuid=assessment.uuid, to=to, snapshot_name=name, by=by)
    assessment.refresh_from_db()
    return preview


def restore(assessment, snapshot, by):
    kept = restore_snapshot(assessment_uuid=assessment.uuid, snapshot_uuid=snapshot.uuid, by=by)
    assessment.refresh_from_db()
    return kept


def state(assessment) -> dict:
    """Version, given answers and every stored figure."""
    assessment.refresh_from_db()
    rows = assessment.answers.order_by("element", "item").values_list("element", "item", "value", "reason")
    fields = ("version_id", "points", "maximum", "percent", "level", "complete", "answered_percent", "element_scores")
    return {"rows": list(rows)} | {field: getattr(assessment, field) for field in fields}


def assert_scores_follow_from_rows(assessment) -> None:
    definition = assessment.version.definition()
    fresh = score(definition, assessment_answers(assessment.answers.all()))
    assert stored_result(assessment, definition) == fresh
    assert (assessment.points, assessment.maximum, assessment.complete) == (
        fresh.total.points,
        fresh.total.maximum,
        fresh.total.complete,
    )


def assert_history_is_whole(assessment) -> None:
    for row in Answer.stored.filter(assessment=assessment).prefetch_related("changes"):
        changes = list(row.changes.all())
        assert [change.version for change in changes] == list(range(1, row.version + 1))
        assert (row.value, row.reason) == ((changes[-1].value, changes[-1].reason) if changes else ("", ""))


@pytest.fixture
def in_progress(assessment, assessor):
    """Everything answered with 4 and in part, but D1.1/1 with 2, D3.1/4 with 5 and D2.1 excluded; two comments."""
    answer_everything(assessment, assessor)
    give(assessment, assessor, "D1.1", "1", "2", "Seen in June")
    give(assessment, assessor, "D1.2", "1", "5")
    give(assessment, assessor, "D3.1", "4", "5")
    give(assessment, assessor, "D2.1", "scope", "excluded", "No suppliers")
    give(assessment, assessor, "D1.2", "comment", "Said here")
    assessment.refresh_from_db()
    return assessment


def test_upgrade_carries_lists_and_scores_as_previewed(in_progress, newer, manager):
    shown = preview_upgrade(
        in_progress.version.definition(), newer.definition(), list(in_progress.answers.order_by("pk"))
    )
    done = upgrade(in_progress, newer, manager)
    assert done == shown
    assert in_progress.version == newer
    assert (in_progress.points, in_progress.percent) == (done.after.points, done.after.percent)
    assert_scores_follow_from_rows(in_progress)
    assert_history_is_whole(in_progress)
    given = {(row.element, row.item): (row.value, row.reason) for row in in_progress.answers.exclude(value="")}
    assert (
        given
        == {
            ("D1.1", "1"): ("2", "Seen in June"),
            ("D1.1", "objective"): ("partial", ""),
            ("D1.1", "comment"): ("Said here", ""),
            ("D3.1", "objective"): ("partial", ""),
        }
        | {}
    )


def test_upgrade_to_the_cent(in_progress, newer, manager):
    """D1.1: 1 rated 2, 2 cleared: (0.7 x 25 / 2 + 0.3 x 50) % of 20 = 23.75 % = 4.75. D3.1: 15 % of 50 = 7.50.

    Before: D1.1 50 % of 10 = 5.00; D1.2 (0.7 x 250 / 3 + 15) % of 10 = 7.33; D3.1 71.875 % of 60 = 43.125, so 43.13.
    """
    preview = upgrade(in_progress, newer, manager)
    assert preview.before.points == Decimal("55.46")
    assert (in_progress.points, in_progress.maximum) == (Decimal("12.25"), Decimal(100))


def test_rows_without_a_place_stay_stored_out_of_sight(in_progress, newer, manager):
    before = AnswerChange.objects.count()
    upgrade(in_progress, newer, manager)
    hidden = Answer.stored.filter(assessment=in_progress, out_of_sight=True)
    assert set(hidden.values_list("element", flat=True)) == {"D1.2", "D2.1", "D3.1"}
    assert hidden.get(element="D3.1").value == "5"
    assert AnswerChange.objects.count() > before
    places = set(in_progress.answers.values_list("element", "item"))
    assert ("D2.2", "1") in places
    assert not {("D2.1", "1"), ("D3.1", "4"), ("D1.2", "1")} & places


def test_snapshot_keeps_name_version_and_what_an_exclusion_hides(in_progress, newer, manager, version):
    upgrade(in_progress, newer, manager, name="Before the spring change")
    snapshot = Snapshot.objects.get()
    assert (snapshot.name, snapshot.version, snapshot.kind) == ("Before the spring change", version, "upgrade")
    assert snapshot.document["ratings"]["D2.1"] == {"excluded": "No suppliers"}
    assert ["D2.1", "1", "4", ""] in snapshot.answers
    assert snapshot.result["total"]["points"] == "55.46"
    assert snapshot.taken_by == manager


def test_way_back_gives_the_same_answers_and_points(in_progress, newer, manager, assessor):
    before = state(in_progress)
    upgrade(in_progress, newer, manager)
    give(in_progress, assessor, "D2.2", "1", "3")
    give(in_progress, assessor, "D1.1", "1", "1")
    after = state(in_progress)
    kept = restore(in_progress, Snapshot.objects.get(), manager)
    assert state(in_progress) == before
    assert_scores_follow_from_rows(in_progress)
    assert_history_is_whole(in_progress)
    assert kept.name == "Before going back to “Before 1.1”"
    restore(in_progress, kept, manager)  # and forward again
    assert state(in_progress) == after
    assert Snapshot.objects.count() == 3


def test_item_that_comes_back_in_a_later_version_is_asked_anew(in_progress, newer, manager):
    upgrade(in_progress, newer, manager)
    again = make_version(replace(tiny_definition(), version="1.2"))
    preview = upgrade(in_progress, again, manager)
    assert [element.code for element in preview.carried.new_elements] == ["D1.2", "D2.1"]
    assert in_progress.answers.get(element="D2.1", item="1").value == ""
    assert_scores_follow_from_rows(in_progress)
    assert_history_is_whole(in_progress)


def test_assessors_go_on_after_an_upgrade(in_progress, newer, manager, assessor):
    upgrade(in_progress, newer, manager)
    answer_everything(in_progress, assessor)
    sign_off(assessment_uuid=in_progress.uuid, by=manager)
    approval = in_progress.snapshots.get(kind=Snapshot.Kind.APPROVAL)
    assert approval.version == newer
    assert approval.document["framework_version"] == "1.1"
    assert set(approval.document["ratings"]) == {"D1.1", "D2.2", "D3.1", "E1"}


def test_only_newer_versions_of_the_framework_that_are_in_use_are_taken(in_progress, newer, manager):
    older = make_version(replace(tiny_definition(), version="0.9"))
    draft = make_version(replace(tiny_definition(), version="1.2"), published=False)
    other = make_version(replace(tiny_definition(), framework="other", version="2.0"))
    retired = make_version(replace(tiny_definition(), version="1.3"))
    retire_version(version=retired)
    before = everything_stored()
    for to in (older, draft, other, retired, in_progress.version):
        with pytest.raises(NotAnUpgradeError):
            upgrade(in_progress, to, manager)
    assert everything_stored() == before


def test_second_press_of_the_button_changes_nothing(in_progress, newer, manager):
    upgrade(in_progress, newer, manager)
    before = everything_stored()
    with pytest.raises(NotAnUpgradeError):
        upgrade(in_progress, newer, manager)
    assert everything_stored() == before


def test_version_ten_comes_after_nine(in_progress, manager):
    nine = make_version(replace(tiny_definition(), version="1.9"))
    ten = make_version(replace(tiny_definition(), version="1.10"))
    upgrade(in_progress, ten, manager)
    with pytest.raises(NotAnUpgradeError):
        upgrade(in_progress, nine, manager)


def test_approved_assessment_never_changes(assessment, newer, manager, assessor):
    upgrade(assessment, newer, manager)
    snapshot = Snapshot.objects.get()
    answer_everything(assessment, assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    latest = make_version(replace(tiny_definition(), version="1.2"))
    before = everything_stored()
    with pytest.raises(WrongStateError):
        upgrade(assessment, latest, manager)
    with pytest.raises(WrongStateError):
        restore(assessment, snapshot, manager)
    assert everything_stored() == before


def test_approval_is_no_way_back(assessment, other_assessment, newer, manager, stranger):
    upgrade(assessment, newer, manager)
    upgrade(other_assessment, newer, stranger)
    theirs = other_assessment.snapshots.get()
    own = assessment.snapshots.get()
    Snapshot.objects.filter(pk=own.pk).update(kind=Snapshot.Kind.APPROVAL)
    for snapshot in (own, theirs):
        with pytest.raises(Snapshot.DoesNotExist):
            restore(assessment, snapshot, manager)


def test_only_the_manager_upgrades_and_goes_back(in_progress, newer, manager, assessor, stranger, admin):
    for person, refusal in ((assessor, PermissionDenied), (stranger, Http404), (admin, Http404)):
        with pytest.raises(refusal):
            upgrade(in_progress, newer, person)
    upgrade(in_progress, newer, manager)
    for person, refusal in ((assessor, PermissionDenied), (stranger, Http404), (admin, Http404)):
        with pytest.raises(refusal):
            restore(in_progress, Snapshot.objects.get(), person)


def test_answer_given_under_another_version_is_refused(in_progress, newer, manager, assessor, version):
    upgrade(in_progress, newer, manager)
    before = everything_stored()
    row = in_progress.answers.get(element="D1.1", item="1")
    place = {"assessment_uuid": in_progress.uuid, "element_code": "D1.1", "item": "1", "by": assessor}
    with pytest.raises(OtherVersionError):
        save_answer(**place, given=GivenAnswer("4", "", row.version), framework_version=version.uuid)
    assert everything_stored() == before
    save_answer(**place, given=GivenAnswer("4", "", row.version), framework_version=newer.uuid)


def test_item_out_of_sight_can_not_be_answered(in_progress, newer, manager, assessor):
    upgrade(in_progress, newer, manager)
    for element, item in (("D3.1", "4"), ("D2.1", "1")):
        with pytest.raises(Answer.DoesNotExist):
            save_answer(
                assessment_uuid=in_progress.uuid,
                element_code=element,
                item=item,
                given=GivenAnswer("1", "", 2),
                by=assessor,
            )


def test_upgrade_costs_the_same_statements_whatever_is_answered(
    in_progress, other_assessment, newer, manager, stranger, django_assert_num_queries
):
    newer.definition(), in_progress.version.definition()
    for assessment, person in ((in_progress, manager), (other_assessment, stranger)):
        assert Assessment.objects.get(pk=assessment.pk).is_open
        with django_assert_num_queries(16 if assessment == in_progress else 14):
            upgrade_assessment(assessment_uuid=assessment.uuid, to=newer, snapshot_name="", by=person)


def test_changes_are_dated_and_signed_by_the_manager(in_progress, newer, manager):
    earlier = timezone.now() - datetime.timedelta(seconds=1)
    upgrade(in_progress, newer, manager)
    row = in_progress.answers.get(element="D3.1", item="1")
    change = row.changes.last()
    assert (row.value, change.value, change.changed_by, row.changed_by) == ("", "", manager, manager)
    assert change.changed_at == row.changed_at > earlier
    assert in_progress.answers.get(element="D1.1", item=Item.OBJECTIVE).changed_by.full_name == "Amal Assessor"
