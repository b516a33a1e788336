"""The guide as a book of plain values."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from frameworks.definition import Guide, SuggestedAction
from reports.guide import build_guide
from tests.definitions import make_element, one_element, rich_definition, tiny_definition


def test_it_has_every_element_in_order_and_the_enablers_last():
    book = build_guide(rich_definition())
    assert [sheet.element.code for sheet in book.sheets] == ["D1.1", "D1.2", "D2.1", "D3.1", "E1"]
    assert [(part.number, part.category.code, part.dimension.code) for part in book.parts] == [
        (1, "A", "D1"),
        (2, "A", "D2"),
        (3, "P", "D3"),
    ]


def test_a_sheet_has_the_levels_that_are_described_with_their_names():
    first, second, *_ = build_guide(rich_definition()).sheets
    assert [(seen.level.title, seen.text) for seen in first.seen] == [
        ("Initial", "Nobody knows."),
        ("Managed", "Everybody can show it."),
    ]
    assert (second.seen, first.asks, second.asks, first.looks, second.looks) == ((), True, False, True, False)


def test_a_sheet_has_what_helps_to_reach_each_level_upwards():
    first, second, *_rest, enabler = build_guide(rich_definition()).sheets
    assert [(one.level.title, one.action.title) for one in first.helps] == [
        ("Developing", "Name an owner"),
        ("Managed", "Look at it every quarter"),
        ("Managed", "Ask those who do it"),
    ]
    assert (second.helps, enabler.helps) == ((), first.helps)


def test_a_guide_of_actions_alone_says_something():
    guide = Guide(actions=(SuggestedAction(2, "Begin", "Anywhere."),))
    book = build_guide(one_element(replace(make_element(), guide=guide)))
    assert (book.says_something, book.is_brief) == (True, True)


@pytest.mark.parametrize(
    ("function", "effort", "facts"),
    [
        ("", None, ""),
        ("legal", None, "Legal and Compliance"),
        ("", Decimal(1), "about 1 person-day"),
        ("information-technology", Decimal("12.0"), "Information Technology · about 12 person-days"),
        ("sales", Decimal("1.4"), "Sales · about 1.4 person-days"),
    ],
)
def test_an_action_says_who_and_how_long_as_far_as_is_known(function, effort, facts):
    action = SuggestedAction(2, "Begin", "Anywhere.", function, effort)
    (sheet,) = build_guide(one_element(replace(make_element(), guide=Guide(actions=(action,))))).sheets
    html = render_to_string("reports/guide/_helps.html", {"helps": sheet.helps})
    said = " ".join(strip_tags(html).split())
    assert said == " ".join(f"What helps to reach the next level 2 Developing {facts} Begin. Anywhere.".split())


def test_a_book_knows_whether_it_says_something_and_whether_it_is_brief():
    rich, tiny = build_guide(rich_definition()), build_guide(tiny_definition(), is_draft=True)
    assert [(book.says_something, book.is_brief, book.is_draft) for book in (rich, tiny)] == [
        (True, False, False),
        (False, True, True),
    ]


def test_only_ratings_with_a_meaning_are_explained():
    ratings = tiny_definition().ratings
    told = replace(ratings[1], meaning="Begun here and there.")
    book = build_guide(tiny_definition(ratings=(ratings[0], told, *ratings[2:])))
    assert book.explained_ratings == (told,)


def test_many_indicators_are_set_closer():
    lengths = [8, 9]
    books = [build_guide(one_element(make_element(weights=(1,) * length))) for length in lengths]
    assert [sheet.is_long for book in books for sheet in book.sheets] == [False, True]
