"""The same assessment gives the same document, in whichever order the database happens to have its rows.

A query that asks for no order gets one that an engine may change from one day to the next; SQLite can be told to turn
it round, which shows whoever relied on it.
"""

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from assessments.access import Desk, visible_assessment
from assessments.transfer import document_of, workbook_of
from reports.document_data import attachment_of
from reports.kinds import Format, Kind
from reports.making import WRITERS, manuscript_of
from tests.factories import make_assessment, rate_all
from tests.reports.documents.printing import source
from tests.reports.office.stories import story

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@contextmanager
def rows_turned_round() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA reverse_unordered_selects = ON")
        try:
            yield
        finally:
            cursor.execute("PRAGMA reverse_unordered_selects = OFF")


@pytest.fixture
def told(assessment, assessor, manager):
    return story(assessment, assessor, manager)


def both_ways[Made](make: Callable[[], Made]) -> tuple[Made, Made]:
    made = make()
    with rows_turned_round():
        return made, make()


def test_rows_are_really_turned_round(told):
    one, other = both_ways(lambda: list(told.answers.values_list("pk", flat=True)))
    assert one == other[::-1] != other


@pytest.mark.parametrize("kind", [Kind.FULL, Kind.SUMMARY, Kind.PLAN, Kind.INTERVIEW])
def test_pages_and_attachment_stay_the_same(kind, told, manager):
    def made():
        made_from = source(kind, told, manager)
        return dataclasses.astuple(manuscript_of(made_from)), attachment_of(made_from)

    one, other = both_ways(made)
    assert one == other


def test_comparison_stays_the_same(told, organisation, version, manager, assessor):
    before = make_assessment(organisation, version, by=manager, assessors=[assessor], title="Before")
    rate_all(before, 1, by=assessor)
    one, other = both_ways(lambda: manuscript_of(source(Kind.COMPARISON, told, manager, against=[before])).html)
    assert one == other


# Word says what the two others say from the same content, and takes the longest to write.
@pytest.mark.parametrize(("kind", "kind_of_file"), [one for one in WRITERS if one[1] != Format.DOCX])
def test_office_files_stay_the_same(kind, kind_of_file, told, manager):
    one, other = both_ways(lambda: WRITERS[kind, kind_of_file](source(kind, told, manager)))
    assert one == other


@pytest.mark.parametrize("write", [workbook_of, document_of])
def test_answers_as_files_stay_the_same(write, told, manager):
    one, other = both_ways(lambda: write(Desk(visible_assessment(manager, told.uuid), None)))
    assert one == other
