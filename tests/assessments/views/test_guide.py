"""The guide on the scoring page: what is in it, what a save moves, and in which language it is."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from frameworks.definition import Guide, Translation
from tests.definitions import rich_definition, tiny_definition
from tests.factories import make_assessment, make_version
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def guided(organisation, manager, assessor):
    """Makes an assessment with a framework of this content."""

    def made(content):
        return make_assessment(organisation, make_version(content), by=manager, assessors=[assessor])

    return made


@pytest.fixture
def german(settings):
    settings.LANGUAGES = [("en-gb", "English"), ("de", "German")]


def address(assessment, element="D1.1") -> str:
    return reverse("assessments:element-score", args=[assessment.uuid, element])


def page_of(client, assessment, element="D1.1", **headers) -> str:
    return client.get(address(assessment, element), headers=headers).content.decode()


def save(client, assessment, value, version=0, **headers):
    url = reverse("assessments:answer-save", args=[assessment.uuid, "D1.1", "1"])
    return client.post(url, {"1-value": value, "1-reason": "", "1-version": version}, headers=headers)


def guide_of(html: str) -> str:
    return re.search(r"<aside.*?</aside>", html, re.DOTALL)[0]


def test_it_shows_all_that_the_guide_says(signed_in, assessor, guided):
    html = page_of(signed_in(assessor), guided(rich_definition()))
    assert html.count("Look for a date.") == 1
    words = guide_of(html)
    for text in ("Nobody knows.", "Everybody can show it.", "The plan, with its date.", "Who decides?"):
        assert words.count(text) == 1
    assert words.count("A plan is not yet an action.") == 1


def test_where_the_element_stands_is_unfolded_and_so_is_what_comes_next(signed_in, assessor, guided):
    words = guide_of(page_of(signed_in(assessor), guided(rich_definition())))
    steps = re.findall(r'<li class="step ?([^"]*)" data-level="(\d)">.*?<details( open)?>', words, re.DOTALL)
    assert steps == [("step--here", "1", " open"), ("step--next", "4", " open")]


def test_an_enabler_shows_what_it_has(signed_in, assessor, guided):
    words = guide_of(page_of(signed_in(assessor), guided(rich_definition()), "E1"))
    assert ("Who decides?" in words, "data-steps" in words) == (True, False)


def test_without_a_guide_nothing_empty_is_shown(signed_in, assessor, guided):
    words = guide_of(page_of(signed_in(assessor), guided(tiny_definition())))
    assert re.findall("data-steps|Evidence to ask for|Questions to ask|misjudgements|data-open-if-wide", words) == []


def test_lines_under_the_indicators_need_no_guide_to_the_levels(signed_in, assessor, guided):
    content = rich_definition()
    first = replace(content.elements[0], guide=Guide())
    category = content.categories[0]
    dimension = replace(category.dimensions[0], elements=(first, *category.dimensions[0].elements[1:]))
    category = replace(category, dimensions=(dimension, *category.dimensions[1:]))
    html = page_of(signed_in(assessor), guided(replace(content, categories=(category, *content.categories[1:]))))
    assert ("Look for a date." in html, "data-steps" in html) == (True, False)


def test_a_save_moves_the_mark(signed_in, assessor, guided):
    answer = save(signed_in(assessor), guided(rich_definition()), "5").content.decode()
    moved = re.search(r'id="guide-here" data-level="2" hx-swap-oob="true">(.*?)so far', answer, re.DOTALL)
    assert re.sub("<[^>]+>", "", moved[1]).split() == ["2", "Developing"]
    assert len(answer) < 2500


def test_whoever_only_reads_sees_the_guide_too(signed_in, manager, guided):
    html = page_of(signed_in(manager), guided(rich_definition()))
    assert ("Nobody knows." in guide_of(html), "js/guide.js" in html) == (True, True)


def test_page_and_save_are_in_the_readers_language_where_it_is_translated(signed_in, assessor, guided, german):
    content = rich_definition()
    more = (
        Translation("de", "level.2.title", "Im Aufbau"),
        Translation("de", "dimension.D1.title", "Erste Dimension"),
        Translation("de", "rating.5.title", "Spitze"),
        Translation("de", "element.D1.1.guide.1", "Niemand weiß es."),
    )
    assessment = guided(replace(content, translations=(*content.translations, *more)))
    client, language = signed_in(assessor), {"accept-language": "de"}
    html = page_of(client, assessment, **language)
    for text in ("Element D1.1 auf Deutsch", "Auf ein Datum achten.", "Niemand weiß es.", "5 Spitze"):
        assert text in html
    assert "Everybody can show it." in html
    answer = save(client, assessment, "5", **language).content.decode()
    assert ("Erste Dimension" in answer, "Im Aufbau" in answer) == (True, True)
    assert "Erste Dimension" not in page_of(client, assessment)


def test_result_is_in_the_readers_language_and_what_is_stored_is_not(signed_in, assessor, guided, german):
    content = rich_definition()
    more = (Translation("de", "level.1.title", "Am Anfang"), Translation("de", "dimension.D1.title", "Erste"))
    assessment = guided(replace(content, translations=(*content.translations, *more)))
    client = signed_in(assessor)
    save(client, assessment, "5", **{"accept-language": "de"})
    shown = text_of(
        client.get(reverse("results:result-detail", args=[assessment.uuid]), headers={"accept-language": "de"})
    )
    assert ("Am Anfang" in shown, "Erste" in shown) == (True, True)
    assessment.refresh_from_db()
    assert (assessment.level, "Am Anfang" in str(assessment.element_scores)) == ("Initial", False)
