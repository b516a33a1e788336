"""A version's content in a reader's language: what is translated, what stays, and that it is made once."""

import pytest

from frameworks.models import FrameworkVersion
from frameworks.wording import in_language
from tests.definitions import rich_definition, tiny_definition
from tests.factories import make_version


@pytest.mark.parametrize("language", ["de", "DE", "de-at"])
def test_what_is_translated_is_said_in_the_language_and_the_rest_stays(language):
    own, spoken = rich_definition(), in_language(rich_definition(), language)
    assert [one.title for one in spoken.elements[:2]] == ["Element D1.1 auf Deutsch", "Element D1.2"]
    assert [one.look_for for one in spoken.elements[0].indicators] == ["Auf ein Datum achten.", ""]
    assert (spoken.title, spoken.elements[0].guide) == (own.title, own.elements[0].guide)


@pytest.mark.parametrize("language", ["en-gb", "fr", "", None])
def test_a_language_without_translations_gets_the_own_words(language):
    definition = rich_definition()
    assert in_language(definition, language) is definition


def test_it_is_made_once_for_each_language():
    definition = rich_definition()
    assert in_language(definition, "de") is in_language(definition, "de")
    assert in_language(definition, "ar") is not in_language(definition, "de")


def test_what_was_made_is_no_part_of_the_content():
    definition, same = rich_definition(), rich_definition()
    in_language(definition, "de")
    assert definition == same


@pytest.mark.django_db
def test_a_stored_version_speaks_it_without_a_query(django_assert_num_queries):
    version = FrameworkVersion.objects.get(pk=make_version(rich_definition(framework="spoken")).pk)
    assert version.definition_in("en-gb") is version.definition()
    with django_assert_num_queries(0):
        assert version.definition_in("de").elements[0].title == "Element D1.1 auf Deutsch"


@pytest.mark.django_db
def test_a_draft_speaks_the_words_that_it_has_now():
    draft = make_version(rich_definition(), published=False)
    draft.translations.filter(key="element.D1.1.title").update(text="Geändert")
    assert draft.definition_in("de").elements[0].title == "Geändert"


def test_numbers_and_codes_are_the_same_in_every_language():
    own, spoken = tiny_definition(), in_language(rich_definition(), "ar")
    assert [(one.code, one.points) for one in own.walk()] == [(one.code, one.points) for one in spoken.walk()]
