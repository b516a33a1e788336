"""Texts under their keys, and the content in another language."""

from dataclasses import replace

from frameworks.wording import rewritten, translated, wording
from tests.definitions import rich_definition


def test_wording_names_every_kind_of_text():
    texts = wording(rich_definition())
    assert texts["framework.title"] == "Tiny"
    assert texts["rating.3.title"] == "Defined"
    assert texts["objective_answer.full.title"] == "Fully achieved"
    assert texts["level.5.title"] == "Optimising"
    assert texts["category.A.summary"] == "About A."
    assert texts["dimension.D1.question"] == "What about D1?"
    assert texts["element.D1.1.objective"] == "D1.1 is achieved."
    assert texts["element.D1.1.guide.4"] == "Everybody can show it."
    assert texts["element.D1.1.evidence.2"] == "Minutes of the last meeting."
    assert texts["element.D1.1.action_title.2.1"] == "Name an owner"
    assert texts["element.D1.1.action_text.4.2"] == "Let the front line say what stands in the way."
    assert texts["element.E1.questions.1"] == "Who decides?"
    assert texts["indicator.D1.1/1.look_for"] == "Look for a date."
    assert texts["gate.G1.title"] == "No dimension below 40 % for Managed."


def test_wording_leaves_out_what_says_nothing():
    texts = wording(rich_definition())
    assert all(texts.values())
    assert "indicator.D1.1/2.look_for" not in texts
    assert "element.E1.objective" not in texts


def test_rewritten_with_the_same_texts_is_the_same():
    rich = rich_definition()
    assert rewritten(rich, lambda _, text: text) == rich


def test_rewritten_hands_each_key_once_and_changes_every_text():
    keys = []

    def shout(key: str, text: str) -> str:
        keys.append(key)
        return text.upper()

    shouted = wording(rewritten(rich_definition(), shout))
    assert len(keys) == len(set(keys))
    assert shouted == {key: text.upper() for key, text in wording(rich_definition()).items()}


def test_translated_puts_in_what_is_translated_and_leaves_the_rest():
    rich = rich_definition()
    before, after = wording(rich), wording(translated(rich, "de"))
    changed = {key: text for key, text in after.items() if before[key] != text}
    assert changed == {
        "element.D1.1.title": "Element D1.1 auf Deutsch",
        "indicator.D1.1/1.look_for": "Auf ein Datum achten.",
    }


def test_translated_changes_no_number_and_no_code():
    rich = rich_definition()
    assert rewritten(translated(rich, "de"), lambda *_: "x") == rewritten(rich, lambda *_: "x")


def test_translated_to_a_language_that_is_not_there_is_the_same():
    rich = rich_definition()
    assert translated(rich, "fr") == rich
    assert translated(replace(rich, translations=()), "de") == replace(rich, translations=())
