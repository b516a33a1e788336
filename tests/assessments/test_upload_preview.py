"""What saving an uploaded file would do: new, changed, in conflict, wrong, unchanged."""

import pytest

from assessments.access import Desk, visible_assessment
from assessments.actions.answers import GivenAnswer, save_answer
from assessments.actions.assessments import Duty, assign_duties
from assessments.models import Upload
from assessments.upload_preview import preview_of
from assessments.uploaded import GivenPlace, answers_to_json

WHERE = "Dimension D1!C7"


def save(assessment, by, item, value, reason="", element="D1.1"):
    row = assessment.answers.get(element=element, item=item)
    given = GivenAnswer(value, reason, row.version)
    save_answer(assessment_uuid=assessment.uuid, element_code=element, item=item, given=given, by=by)


def upload(assessment, by, *answers, own=True, wrong=()):
    return Upload.objects.create(
        assessment=assessment,
        person=by,
        version_number="1.0",
        file_name="x",
        answers=answers_to_json(GivenPlace(*answer) for answer in answers),
        wrong=list(wrong),
        is_own=own,
    )


def look(assessment, by, *answers, **changes):
    kept = upload(assessment, by, *answers, **changes)
    return preview_of(kept, Desk(visible_assessment(by, assessment.uuid), None))


def one(item, value, version, reason=""):
    return "D1.1", item, value, reason, WHERE, version


def summary(preview):
    shown = {
        name: [(f"{line.element}/{line.item}", line.before, line.after) for line in getattr(preview, name)]
        for name in ("new", "changed", "conflicts")
    }
    return {name: lines for name, lines in shown.items() if lines}


def test_answer_where_none_was_is_new(assessment, assessor):
    preview = look(assessment, assessor, one("1", "3", 0, "Seen"))
    assert summary(preview) == {"new": [("D1.1/1", "Not answered", "3 Defined: Seen")]}
    [line] = preview.new
    assert (line.where, line.by, line.at, line.choice) == (WHERE, "", None, "D1.1/1=0")
    assert line.asked == "The organisation does 1 of D1.1."


def test_same_answer_is_unchanged_whoever_gave_it(assessment, assessor, team_mate):
    save(assessment, team_mate, "1", "3", "Seen")
    preview = look(assessment, assessor, one("1", "3", 0, "Seen"), one("2", "", 0))
    assert (summary(preview), preview.unchanged) == ({}, {("D1.1", "1"), ("D1.1", "2")})


def test_answer_that_the_file_has_seen_is_changed(assessment, assessor, team_mate):
    save(assessment, team_mate, "1", "2")
    preview = look(assessment, assessor, one("1", "3", 1))
    assert summary(preview) == {"changed": [("D1.1/1", "2 Developing", "3 Defined")]}
    [line] = preview.changed
    assert (line.by, line.at, line.choice) == (
        str(team_mate),
        assessment.answers.get(element="D1.1", item="1").changed_at,
        "D1.1/1=1",
    )


def test_answer_that_was_emptied_is_changed(assessment, assessor):
    save(assessment, assessor, "1", "2")
    preview = look(assessment, assessor, one("1", "", 1))
    assert summary(preview) == {"changed": [("D1.1/1", "2 Developing", "Not answered")]}


def test_answer_that_somebody_changed_since_is_in_conflict(assessment, assessor, team_mate):
    save(assessment, assessor, "1", "2")
    save(assessment, team_mate, "1", "4")
    preview = look(assessment, assessor, one("1", "3", 1))
    assert summary(preview) == {"conflicts": [("D1.1/1", "4 Managed", "3 Defined")]}
    assert (preview.conflicts[0].by, preview.conflicts[0].version) == (str(team_mate), 2)


def test_answer_that_somebody_emptied_since_is_in_conflict(assessment, assessor, team_mate):
    save(assessment, assessor, "1", "2")
    save(assessment, team_mate, "1", "")
    assert summary(look(assessment, assessor, one("1", "3", 1))) == {
        "conflicts": [("D1.1/1", "Not answered", "3 Defined")]
    }


@pytest.mark.parametrize("first", ["2", ""])
def test_answer_that_only_somebody_else_changed_is_left_alone(assessment, assessor, team_mate, first):
    if first:
        save(assessment, assessor, "1", first)
    save(assessment, team_mate, "1", "4")
    preview = look(assessment, assessor, one("1", first, 1 if first else 0))
    assert (summary(preview), preview.unchanged) == ({}, {("D1.1", "1")})


def test_version_that_never_was_is_in_conflict(assessment, assessor, team_mate):
    save(assessment, team_mate, "1", "4")
    assert summary(look(assessment, assessor, one("1", "3", 9))).keys() == {"conflicts"}


@pytest.mark.parametrize(("own", "seen"), [(False, 1), (True, None)])
def test_file_that_knows_no_versions_puts_nothing_over_anything(assessment, assessor, team_mate, own, seen):
    save(assessment, team_mate, "1", "4")
    save(assessment, team_mate, "comment", "Words")
    answers = [one("1", "3", seen), one("2", "2", seen), one("comment", "", seen)]
    preview = look(assessment, assessor, *answers, own=own)
    assert summary(preview) == {
        "new": [("D1.1/2", "Not answered", "2 Developing")],
        "conflicts": [("D1.1/1", "4 Managed", "3 Defined")],
    }
    assert preview.unchanged == {("D1.1", "comment")}


def test_what_a_document_does_not_say_stays(assessment, assessor):
    save(assessment, assessor, "1", "4", "Seen")
    same, other = ("D1.1", "1", "4", None, WHERE, None), ("D1.1", "1", None, "Heard", WHERE, None)
    assert look(assessment, assessor, same, own=False).unchanged == {("D1.1", "1")}
    [line] = look(assessment, assessor, other, own=False).conflicts
    assert (line.after, line.said) == ("4 Managed: Heard", ("4", "Heard"))


def test_space_around_words_is_no_change(assessment, assessor):
    assessment.answers.filter(element="D1.1", item="comment").update(value=" One\r\ntwo ", version=1)
    assert look(assessment, assessor, one("comment", "One\ntwo", 1)).unchanged == {("D1.1", "comment")}


def test_element_of_somebody_else_is_wrong(assessment, assessor, team_mate, manager):
    duties = {assessor: Duty(scope="D2 E"), team_mate: Duty()}
    assign_duties(assessment=assessment, duties=duties, by=manager)
    answers = [one("1", "3", 0), ("D2.1", "1", "3", "", "Dimension D2!C7", 0), ("E1", "1", "3", "", "Enablers!C5", 0)]
    preview = look(assessment, assessor, *answers)
    assert [line.place for line in preview.new] == [("D2.1", "1"), ("E1", "1")]
    assert [(one.where, one.words) for one in preview.wrong] == [(WHERE, "You are not assigned to score D1.1.")]


def test_not_everything_can_be_not_applicable(assessment, assessor):
    save(assessment, assessor, "1", "n/a", "No shops")
    answers = [("D1.1", "2", "n/a", "None", "Dimension D1!C8", 0), ("D2.1", "objective", "full", "", "D2!C4", 0)]
    preview = look(assessment, assessor, *answers)
    assert [line.place for line in preview.new] == [("D2.1", "objective")]
    words = "Not every indicator can be “not applicable”. If D1.1 is out of scope, exclude it instead."
    assert [(one.where, one.said, one.words) for one in preview.wrong] == [
        ("Dimension D1!C8", "Not applicable: None", words)
    ]


def test_what_becomes_applicable_in_the_same_file_counts(assessment, assessor):
    save(assessment, assessor, "1", "n/a", "No shops")
    preview = look(assessment, assessor, one("1", "3", 1), one("2", "n/a", 0, "None"))
    assert summary(preview).keys() == {"new", "changed"}


def test_place_that_is_gone_is_wrong(assessment, assessor):
    preview = look(assessment, assessor, ("D9", "1", "3", "", "X!C1", 0), wrong=[("X!C2", "Words", "said")])
    assert [(one.where, one.said) for one in preview.wrong] == [("X!C2", "said"), ("X!C1", "")]


def test_answer_taken_over_is_not_confirmed_by_a_file(assessment, assessor):
    assessment.answers.filter(element="D1.1", item="1").update(value="3", version=1, taken_over=True)
    assert look(assessment, assessor, one("1", "3", 1)).unchanged == {("D1.1", "1")}


def test_queries_are_two_and_one_for_what_others_changed(assessment, assessor, team_mate, django_assert_num_queries):
    desk = Desk(visible_assessment(assessor, assessment.uuid), None)
    desk.assessment.version.definition()
    items = ("1", "2", "objective")
    untouched = upload(assessment, assessor, *(one(item, "full" if item == "objective" else "3", 0) for item in items))
    with django_assert_num_queries(1):
        preview_of(untouched, desk)
    for count in (1, 3):
        for item in items[:count]:
            save(assessment, team_mate, item, "none" if item == "objective" else "5")
            save(assessment, team_mate, item, "partial" if item == "objective" else "4")
        with django_assert_num_queries(2):
            assert len(preview_of(untouched, desk).conflicts) == count
