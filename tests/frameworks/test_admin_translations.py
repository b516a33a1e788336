"""The texts of a version in another language, side by side: counted, filtered, saved one by one."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from frameworks.actions.translations import put_translation
from frameworks.actions.versions import publish_version
from frameworks.models import FrameworkVersion, FrozenVersionError, Translation
from tests.definitions import tiny_definition
from tests.factories import make_version, shipped_content

WITHIN = {"HX-Request": "true"}


def url(version: FrameworkVersion, rest: str = "") -> str:
    return f"/admin/frameworks/frameworkversion/{version.pk}/translations/{rest}"


def save(client: Client, version: FrameworkVersion, **sent: str) -> Any:
    data = {"language": "de", "key": "element.D1.1.title", "text": "", "was": ""} | sent
    return client.post(url(version, "save/"), data, headers=WITHIN)


def stored(version: FrameworkVersion) -> list[tuple[str, str, str]]:
    return [(one.language, one.key, one.text) for one in version.translations.in_order()]


def test_every_text_stands_beside_its_translation(admin_client: Client, draft: FrameworkVersion) -> None:
    save(admin_client, draft, text="Erstes Element")
    context = admin_client.get(url(draft), {"language": "de"}).context
    assert (context["done"], context["total"], context["turned"].paginator.num_pages) == (1, 54, 2)
    (pair,) = [pair for pair in context["pairs"] if pair.key == "element.D1.1.title"]
    assert (pair.text, pair.translation, pair.place.item, pair.place.field) == (
        "Element D1.1",
        "Erstes Element",
        "D1.1 Element D1.1",
        "Title",
    )


def test_missing_ones_are_shown_alone(admin_client: Client, draft: FrameworkVersion) -> None:
    save(admin_client, draft, key="framework.title", text="Winzig")
    context = admin_client.get(url(draft), {"language": "de", "show": "missing"}).context
    assert context["turned"].paginator.count == 53
    assert "framework.title" not in [pair.key for pair in context["pairs"]]


def test_save_says_the_new_count(admin_client: Client, draft: FrameworkVersion) -> None:
    response = save(admin_client, draft, text="Erstes Element")
    assertContains(response, "1 of 54 translated", count=1)
    assertContains(response, "Saved", count=1)
    assert stored(draft) == [("de", "element.D1.1.title", "Erstes Element")]


def test_emptied_translation_is_taken_away(admin_client: Client, draft: FrameworkVersion) -> None:
    save(admin_client, draft, text="Erstes Element")
    assertContains(save(admin_client, draft, was="Erstes Element", text=" "), "0 of 54 translated")
    assert stored(draft) == []


def test_stale_save_is_refused_and_both_texts_are_shown(admin_client: Client, draft: FrameworkVersion) -> None:
    save(admin_client, draft, text="Ihres")
    response = save(admin_client, draft, text="Meines")
    assertContains(response, '<dd dir="auto">Ihres</dd>', html=True, status_code=409)
    assertContains(response, '<dd dir="auto">Meines</dd>', html=True, status_code=409)
    assert stored(draft) == [("de", "element.D1.1.title", "Ihres")]


@pytest.mark.both_engines
@pytest.mark.parametrize(
    "sent", [{"key": "element.D9.title"}, {"key": ""}, {"key": "x" * 300}, {"key": "\0", "text": ""}]
)
def test_text_that_is_not_there_is_not_translated(
    admin_client: Client, draft: FrameworkVersion, sent: dict[str, str]
) -> None:
    assert save(admin_client, draft, **{"text": "Weg"} | sent).status_code == 404


@pytest.mark.both_engines
def test_text_that_no_database_stores_is_refused(admin_client: Client, draft: FrameworkVersion) -> None:
    assert save(admin_client, draft, text="a\0b").status_code == 422


@pytest.mark.both_engines
@pytest.mark.parametrize("language", ["", "Deutsch!", "d" * 50, "d\0e"])
def test_language_that_is_none_is_refused(admin_client: Client, draft: FrameworkVersion, language: str) -> None:
    assert save(admin_client, draft, language=language, text="Weg").status_code == 422
    response = admin_client.get(url(draft), {"language": language.replace("\0", "!") or "!"})
    assertContains(response, "Write a language code in small letters")


def test_translation_of_a_text_that_is_gone_is_listed_and_taken_away(
    admin_client: Client, draft: FrameworkVersion
) -> None:
    Translation.objects.create(version=draft, language="de", key="element.D9.title", text="Weg")
    response = admin_client.get(url(draft), {"language": "de"})
    assert [pair.key for pair in response.context["orphans"]] == ["element.D9.title"]
    assert response.context["done"] == 0
    assert save(admin_client, draft, key="element.D9.title", was="Weg").status_code == 200
    assert stored(draft) == []


def test_published_translations_are_read_only(admin_client: Client, draft: FrameworkVersion) -> None:
    save(admin_client, draft, text="Erstes Element")
    publish_version(version=draft)
    response = admin_client.get(url(draft), {"language": "de"})
    assertContains(response, "Erstes Element", count=1)
    assertNotContains(response, "<textarea")
    assert save(admin_client, draft, was="Erstes Element", text="Forged").status_code == 403
    with pytest.raises(FrozenVersionError):
        put_translation(version=draft, language="de", key="framework.title", text="Forged", was="")
    assert stored(draft) == [("de", "element.D1.1.title", "Erstes Element")]


def test_without_javascript_the_page_comes_back(admin_client: Client, draft: FrameworkVersion) -> None:
    data = {"language": "de", "key": "element.D1.1.title", "text": "Erstes", "was": ""}
    response = admin_client.post(url(draft, "save/"), data)
    assert response["Location"] == f"{url(draft)}?language=de#element.D1.1.title"
    assertContains(admin_client.post(url(draft, "save/"), data | {"text": "Anderes"}), "<html", status_code=409)


def test_first_language_is_shown_unasked(admin_client: Client, draft: FrameworkVersion) -> None:
    assertContains(admin_client.get(url(draft)), "Nothing is translated yet.")
    save(admin_client, draft, text="Erstes Element")
    assert admin_client.get(url(draft)).context["language"] == "de"


@pytest.mark.django_db
@pytest.mark.parametrize("content", [tiny_definition(), shipped_content()], ids=["tiny", "shipped"])
def test_page_takes_the_same_queries_whatever_its_size(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries, content: Any
) -> None:
    version = make_version(content, published=False)
    with django_assert_num_queries(19):
        admin_client.get(url(version), {"language": "de"})
