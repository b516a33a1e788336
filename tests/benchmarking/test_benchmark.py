"""The benchmark page: what who may see, in groups, with the own place; and what it says where there is nothing."""

import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.answersheet import stored_result
from assessments.workflow import Mode
from benchmarking.actions.snapshots import next_quarter, take_snapshot
from benchmarking.exporting import benchmark_table
from benchmarking.models import BenchmarkGroup
from benchmarking.privacy import PERCENTILES
from benchmarking.reading import lines
from tests.benchmarking.rows import NOW, make_approval, make_participants, make_participation
from tests.factories import make_assessment, rate_all
from tests.pages import headings, text_of


@pytest.fixture
def participation(organisation, manager):
    return make_participation(organisation, by=manager)


@pytest.fixture
def own(organisation, version, manager, participation):
    """The organisation's own approved assessment, at the top."""
    return make_approval(organisation, version, by=manager, ratings=5).assessment


@pytest.fixture
def figures(own, version, manager):
    """Twenty-two organisations take part; ten of them are banks, as the own one is."""
    make_participants(version, by=manager, number=9, sector="banking")
    make_participants(version, by=manager, number=12, sector="retail")
    return take_snapshot(framework=version.framework, now=NOW)


def page(client, person, assessment, **query):
    client.force_login(person)
    return client.get(reverse("benchmarking:benchmark-detail", args=[assessment.uuid]), query)


def table(client, person, assessment, *, group="all", extension="json"):
    client.force_login(person)
    return client.get(reverse("benchmarking:benchmark-table", args=[assessment.uuid, group, extension]))


def test_page_shows_size_date_and_own_place(client, manager, own, figures):
    response = page(client, manager, own)
    text = text_of(response)
    assert headings(response) == ["Benchmark"]
    assert "at least 20" in text
    assert f"{NOW:%B %Y}" in text
    assert "in the upper quarter" in text or "in the highest tenth" in text


def test_page_has_a_row_for_the_total_each_dimension_and_each_element(client, manager, own, figures):
    content = page(client, manager, own).content.decode()
    assert content.count('class="box-plot"') == 1 + 3 + 4


def test_group_can_be_chosen_and_the_own_ones_are_marked(client, manager, own, figures):
    response = page(client, manager, own, group="sector:banking")
    assert "at least 10" in text_of(response)
    assert "Of so few organisations only the middle is shown" in text_of(response)
    assert "Banking (yours)" in text_of(response)
    assert "Retail and wholesale (yours)" not in text_of(response)


@pytest.mark.parametrize("group", ["sector:health", "sector", "nothing", "' OR 1=1"])
def test_group_that_is_not_published_is_not_there(client, manager, own, figures, group):
    assert page(client, manager, own, group=group).status_code == 404


def test_own_group_that_is_held_back_is_named(client, manager, own, participation, version):
    make_participants(version, by=manager, number=12, sector="retail")
    take_snapshot(framework=version.framework, now=NOW)
    text = text_of(page(client, manager, own))
    assert "because too few are in it or because another group could be told from it: Banking." in text


def test_organisation_that_does_not_take_part_sees_nothing(client, manager, assessment, version):
    make_participants(version, by=manager, number=9)
    take_snapshot(framework=version.framework, now=NOW)
    text = text_of(page(client, manager, assessment))
    assert "Your organisation does not take part" in text
    assert "See what is shared" in text
    assert "at least" not in text
    assert table(client, manager, assessment).status_code == 404


def test_assessor_is_told_who_can_decide(client, assessor, assessment):
    text = text_of(page(client, assessor, assessment))
    assert "A manager of your organisation can decide" in text
    assert "See what is shared" not in text


def test_who_left_sees_nothing(client, manager, own, figures, participation):
    participation.ended_at = NOW
    participation.save()
    assert "at least" not in text_of(page(client, manager, own))
    assert table(client, manager, own).status_code == 404


@pytest.mark.parametrize("has_approval", [False, True])
def test_who_joined_after_the_figures_sees_them_once_its_own_is_in_them(
    client, manager, organisation, assessment, version, has_approval
):
    """Joined without an approval, and joined with one since the figures were taken: both have given nothing yet."""
    make_participants(version, by=manager, number=9)
    taken = take_snapshot(framework=version.framework, now=NOW)
    make_participation(organisation, by=manager)
    if has_approval:
        make_approval(organisation, version, by=manager)
    response = page(client, manager, assessment)
    text = text_of(response)
    assert "Your result is not among the figures yet" in text
    assert f"{next_quarter(taken.taken_at.date()):%B %Y}" in text
    assert "box-plot" not in response.content.decode()
    assert table(client, manager, assessment).status_code == 404


def test_who_came_in_with_four_others_sees_the_next_figures(client, manager, own, version):
    own.organisation.participations.update(ended_at=NOW)
    make_participants(version, by=manager, number=9)
    take_snapshot(framework=version.framework, now=NOW)
    own.organisation.participations.update(ended_at=None)
    make_participants(version, by=manager, number=4)
    take_snapshot(framework=version.framework, now=NOW.replace(year=NOW.year + 1))
    assert "box-plot" in page(client, manager, own).content.decode()


def test_a_figure_stands_under_its_own_percentile(own):
    values = {str(place): str(place) for place in PERCENTILES}
    group = BenchmarkGroup(kind="all", size=20, oldest=NOW.date(), newest=NOW.date(), figures={"total": values})
    definition = own.version.definition()
    made = benchmark_table(own, "All", group, lines(definition, stored_result(own, definition), group))
    (row,) = [dict(zip([column.key for column in made.columns], row, strict=True)) for row in made.rows]
    assert {key: row[key] for key in ("p10", "p25", "p50", "p75", "p90")} == {
        f"p{place}": Decimal(place) for place in PERCENTILES
    }
    assert [column.title[:2] for column in made.columns[3:8]] == ["10", "25", "Mi", "75", "90"]
    assert (made.name, row["own"]) == ("benchmark", stored_result(own, definition).total.percent)


def test_before_the_first_figures_the_page_says_so(client, manager, own):
    assert "There are no figures yet" in text_of(page(client, manager, own))


def test_too_few_are_told(client, manager, own, version):
    take_snapshot(framework=version.framework, now=NOW)
    assert "Too few take part so far" in text_of(page(client, manager, own))


def test_assessment_that_is_not_complete_has_no_place(client, manager, assessment, figures):
    text = text_of(page(client, manager, assessment))
    assert "Your own place shows as soon as this assessment is complete." in text
    assert "tenth" not in text.replace("the tenths", "")


def test_assessment_that_is_complete_and_open_says_so(client, manager, assessor, assessment, figures):
    rate_all(assessment, 1, by=assessor)
    assessment.refresh_from_db()
    text = text_of(page(client, manager, assessment))
    assert "your place is that of the answers as they are now" in text


def test_blind_assessment_shows_no_figure(client, manager, assessor, organisation, version, figures):
    blind = make_assessment(organisation, version, by=manager, assessors=[assessor], mode=Mode.INDEPENDENT)
    content = page(client, manager, blind).content.decode()
    assert "box-plot" not in content
    assert table(client, manager, blind).status_code == 404


def test_stranger_who_takes_part_sees_nobody_elses_place(client, stranger, other_organisation, own, figures, manager):
    make_participation(other_organisation, by=manager)
    assert page(client, stranger, own).status_code == 404
    assert table(client, stranger, own).status_code == 404


def test_no_other_organisation_is_named(client, manager, own, figures):
    content = page(client, manager, own).content.decode()
    assert "Participant" not in content


def test_table_as_a_file_says_what_the_page_says(client, manager, own, figures):
    found = json.loads(table(client, manager, own).content)
    total = found["rows"][0]
    assert (total["title"], total["own"]) == ("Total", "85.0")
    assert total["p50"] == figures.groups.get(kind="all").figures["total"]["50"]
    assert found["notes"][1] == "Organisations: at least 20"


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_table_is_given_in_other_kinds(client, manager, own, figures, extension):
    assert table(client, manager, own, group="sector:banking", extension=extension).status_code == 200


def test_figures_are_a_picture_for_who_may_see_them(client, manager, stranger, own, figures):
    client.force_login(manager)
    where = reverse("benchmarking:benchmark-picture", args=[own.uuid, "all", "svg"])
    svg = client.get(where).content.decode()
    wanted = (">Total<", ">D1.1  Element D1.1<", "middle ", "Diamond: own result", 'class="box-plot"')
    assert [text for text in wanted if text not in svg] == []
    client.force_login(stranger)
    assert client.get(where).status_code == 404


def test_unknown_kind_of_file_is_not_there(client, manager, own, figures):
    assert table(client, manager, own, extension="exe").status_code == 404


def test_queries_do_not_grow_with_the_groups(client, manager, own, version):
    counts = []
    for number, now in ((5, NOW), (60, NOW.replace(year=NOW.year + 1))):
        make_participants(version, by=manager, number=number, sector="retail" if number > 5 else "banking")
        take_snapshot(framework=version.framework, now=now)
        page(client, manager, own)
        with CaptureQueriesContext(connection) as queries:
            page_of = client.get(reverse("benchmarking:benchmark-detail", args=[own.uuid]))
        assert "box-plot" in page_of.content.decode()
        counts.append(len(queries))
    assert counts == [counts[0]] * 2
