"""The checklist of open points: groups, filters, and the order of the framework."""

import pytest

from assessments.checklist import Grouping, Show, checklist_of
from assessments.noted import noted
from tests.words import found, note, point

pytestmark = pytest.mark.django_db


@pytest.fixture
def remarks(assessment, assessor, team_mate):
    point(assessment, assessor, "Third", element="D3.1", whom="zoe", place="Hall")
    point(assessment, assessor, "First", element="D1.1", whom="Ann", assignee=team_mate)
    point(assessment, team_mate, "Second", element="D1.2", whom="zoe", place="Attic")
    point(assessment, assessor, "Nobody", element="E1")
    found(assessment, assessor, element="D2.1", text="Done", whom="Ann")
    note(assessment, assessor, "A strength is no point")
    return noted(assessment, assessor)


def shown(assessment, remarks, reader, grouping=Grouping.WHOM, show=Show.OPEN):
    checklist = checklist_of(assessment.version.definition(), remarks, reader, grouping, show)
    return [(group.heading, [one.noted.text for one in group.points]) for group in checklist.groups]


def test_points_stand_under_the_person_to_ask_in_the_order_of_the_framework(assessment, remarks, assessor):
    groups = [("Ann", ["First"]), ("zoe", ["Second", "Third"]), ("", ["Nobody"])]
    assert shown(assessment, remarks, assessor) == groups


def test_points_stand_under_their_place(assessment, remarks, assessor):
    groups = [("Attic", ["Second"]), ("Hall", ["Third"]), ("", ["First", "Nobody"])]
    assert shown(assessment, remarks, assessor, Grouping.PLACE) == groups


def test_filters_show_closed_mine_and_all(assessment, remarks, assessor, team_mate):
    assert shown(assessment, remarks, assessor, show=Show.CLOSED) == [("Ann", ["Done"])]
    assert shown(assessment, remarks, assessor, show=Show.MINE) == [("zoe", ["Third"]), ("", ["Nobody"])]
    assert shown(assessment, remarks, team_mate, show=Show.MINE) == [("Ann", ["First"]), ("zoe", ["Second"])]
    assert len(shown(assessment, remarks, assessor, show=Show.ALL)) == 3


def test_counts_are_of_each_filter(assessment, remarks, team_mate):
    checklist = checklist_of(assessment.version.definition(), remarks, team_mate, Grouping.WHOM, Show.OPEN)
    assert checklist.counts == {"open": 4, "mine": 2, "closed": 1, "all": 5}
