"""Words are kept whole, by managers alone, and never one over the other's unseen."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from assessments.actions.approval import sign_off
from reports.actions.words import StaleWordsError, write_words
from reports.merging import mark_of
from reports.models import ReportWords
from reports.reading import words_of
from reports.source import Words
from tests.factories import make_assessment, make_user, rate_all

FIRST, SECOND = Words("Thanks to all.", "We are half way."), Words("Thanks.", "We are nearly there.")


def write(assessment, given, version, by, **read):
    return write_words(assessment_uuid=assessment.uuid, given=given, version=version, by=by, read=read)


def kept(assessment):
    words = ReportWords.objects.get(assessment=assessment)
    return words.foreword, words.summary, words.version, words.changed_by


def test_words_are_kept_with_who_wrote_them(assessment, manager):
    write(assessment, FIRST, 0, manager)
    write(assessment, SECOND, 1, manager)
    assert kept(assessment) == ("Thanks.", "We are nearly there.", 2, manager)


def test_who_read_an_older_version_changes_nothing(assessment, organisation, manager):
    other = make_user("Olga Other")
    organisation.memberships.create(user=other, role="manager")
    write(assessment, FIRST, 0, other)
    for version in (0, 2):
        with pytest.raises(StaleWordsError):
            write(assessment, SECOND, version, manager)
    assert kept(assessment) == ("Thanks to all.", "We are half way.", 1, other)


def test_form_that_is_sent_twice_is_kept_once(assessment, manager):
    for _press in range(2):
        write(assessment, FIRST, 0, manager)
    assert kept(assessment)[2] == 1


def test_of_two_who_changed_one_text_each_both_are_kept(assessment, manager):
    write(assessment, FIRST, 0, manager)
    read = {name: mark_of(getattr(FIRST, name)) for name in ("foreword", "summary")}
    write(assessment, Words(FIRST.foreword, "Theirs."), 1, manager, **read)
    write(assessment, Words("Mine.", FIRST.summary), 1, manager, **read)
    assert kept(assessment) == ("Mine.", "Theirs.", 3, manager)
    assert write(assessment, FIRST, 1, manager, **read).version == 3
    with pytest.raises(StaleWordsError) as fault:
        write(assessment, Words("Mine too.", FIRST.summary), 1, manager, **read)
    assert fault.value.merged == {"foreword": None, "summary": "Theirs."}
    assert kept(assessment)[:3] == ("Mine.", "Theirs.", 3)


def test_words_may_change_after_the_approval(assessment, manager, assessor):
    rate_all(assessment, 3, by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    assert write(assessment, FIRST, 0, manager).version == 1


@pytest.mark.parametrize(
    ("person", "refusal"), [("assessor", PermissionDenied), ("stranger", Http404), ("admin", Http404)]
)
def test_words_are_for_managers(assessment, other_organisation, request, person, refusal):
    with pytest.raises(refusal):
        write(assessment, FIRST, 0, request.getfixturevalue(person))
    assert not ReportWords.objects.exists()


def test_each_assessment_has_words_of_its_own(assessment, organisation, version, manager):
    others = [make_assessment(organisation, version, by=manager, title=title) for title in ("2027", "2028")]
    for one, given in zip((others[0], assessment, others[1]), (FIRST, SECOND, Words("Ours.", "")), strict=True):
        write(one, given, 0, manager)
    assert [kept(one)[:3] for one in (others[0], assessment, others[1])] == [
        ("Thanks to all.", "We are half way.", 1),
        ("Thanks.", "We are nearly there.", 1),
        ("Ours.", "", 1),
    ]
    assert [words_of(one) for one in (others[0], assessment)] == [FIRST, SECOND]
    assert words_of(make_assessment(organisation, version, by=manager, title="2029")) == Words("", "")
