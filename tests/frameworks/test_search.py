"""Search over every text of a version, and its page."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains

from frameworks.definition import Guide, LevelDescription, SuggestedAction, Translation
from frameworks.models import FrameworkVersion
from frameworks.search import search, terms_of
from tests.definitions import make_category, make_dimension, make_element, tiny_definition
from tests.factories import make_version, shipped_content


def keys(words: str, content: Any = None) -> list[str]:
    return [hit.key for hit in search(content or tiny_definition(), words)]


def marked(words: str, content: Any = None) -> list[str]:
    hits = search(content or tiny_definition(), words)
    return ["".join(f"[{run.text}]" if run.is_hit else run.text for run in hit.runs) for hit in hits]


def with_guide(**changes: Any) -> Any:
    levels, actions = (LevelDescription(4, "Zebras are counted."),), (SuggestedAction(3, "Count zebras", "Begin."),)
    guide = Guide(levels, ("Zebra lists",), ("Which zebra?",), ("No zebra.",), actions)
    element = replace(make_element("D1.1", 100), guide=guide)
    indicator = replace(element.indicators[0], look_for="Stripes of zebras.")
    element = replace(element, indicators=(indicator, *element.indicators[1:]))
    return tiny_definition(categories=(make_category("A", 100, make_dimension("D1", element)),), **changes)


def test_every_word_stands_in_the_text() -> None:
    assert keys("about D2") == ["dimension.D2.question", "dimension.D2.summary"]
    assert keys("about nowhere") == []


def test_words_in_quotes_stand_together() -> None:
    assert keys('"does 3 of D1.2"') == ["indicator.D1.2/3.text"]
    assert keys('"D1.2 of 3"') == []


def test_nothing_is_found_for_nothing() -> None:
    assert keys("") == keys("   ") == keys('""') == []


def test_letters_are_the_same_small_or_capital_and_no_letter_is_special() -> None:
    assert keys("OPTIMISING") == ["rating.5.title", "level.5.title"]
    assert keys(".*") == []


def test_hits_are_marked() -> None:
    assert marked("does d2.1") == ["The organisation [does] 1 of [D2.1]."]


def test_code_finds_everything_that_the_item_says() -> None:
    assert set(keys("D2.1")) >= {"element.D2.1.title", "element.D2.1.definition", "element.D2.1.objective"}


def test_guide_is_searched() -> None:
    assert keys("zebra", with_guide()) == [
        "indicator.D1.1/1.look_for",
        "element.D1.1.guide.4",
        "element.D1.1.evidence.1",
        "element.D1.1.questions.1",
        "element.D1.1.misjudgements.1",
        "element.D1.1.action_title.3.1",
    ]


def test_translations_are_searched() -> None:
    content = tiny_definition(translations=(Translation("de", "element.D1.1.title", "Zebrastreifen"),))
    (hit,) = search(content, "zebra")
    assert (hit.key, hit.language) == ("element.D1.1.title", "de")


def test_more_words_than_anybody_types_are_left_out() -> None:
    assert len(terms_of("word " * 500)) == 12


def page(client: Client, version: FrameworkVersion, words: str) -> Any:
    return client.get(f"/admin/frameworks/frameworkversion/{version.pk}/search/", {"q": words})


def test_page_marks_hits_and_links_to_where_they_are_edited(admin_client: Client, db: None) -> None:
    version = make_version(with_guide(), published=False)
    response = page(admin_client, version, "zebra")
    element = version.elements.get(code="D1.1")
    assertContains(response, "6 texts")
    assertContains(response, "<mark>Zebra</mark>s are counted.")
    url = f"/admin/frameworks/element/{element.pk}/change/"
    tables = ("level_descriptions-group", "suggested_actions-group")
    for anchor in (*tables, "id_evidence", "id_questions", "id_misjudgements"):
        assertContains(response, f'href="{url}#{anchor}"', count=1)
        assertContains(admin_client.get(url), f'id="{anchor}"', count=1)
    indicator = element.indicators.get(number=1)
    assertContains(response, f'href="/admin/frameworks/indicator/{indicator.pk}/change/#id_look_for"', count=1)


def test_page_finds_scales_and_the_version_itself(admin_client: Client, draft: FrameworkVersion) -> None:
    response = page(admin_client, draft, "optimising")
    url = f"/admin/frameworks/frameworkversion/{draft.pk}/change/"
    for anchor in ("ratings-group", "levels-group"):
        assertContains(response, f'href="{url}#{anchor}"', count=1)
        assertContains(admin_client.get(url), f'id="{anchor}"', count=1)
    assertContains(page(admin_client, draft, "tests"), f'href="{url}#id_summary"', count=1)


def test_page_shows_what_was_typed_as_text(admin_client: Client, draft: FrameworkVersion) -> None:
    assertContains(page(admin_client, draft, "<b>"), 'value="&lt;b&gt;"')
    assert page(admin_client, draft, "a b" * 1000).status_code == 200


@pytest.mark.django_db
def test_page_stops_where_nobody_reads_on(admin_client: Client) -> None:
    response = page(admin_client, make_version(shipped_content()), "the")
    assert (response.context["count"], response.context["is_cut"]) == (200, True)


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["organisation", "customer", "nothing-has-this"])
@pytest.mark.parametrize("content", [tiny_definition(), shipped_content()], ids=["tiny", "shipped"])
def test_page_takes_the_same_queries_whatever_is_found(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries, content: Any, words: str
) -> None:
    version = make_version(content, published=False)
    with django_assert_num_queries(19):
        page(admin_client, version, words)
