"""What holds for every small framework: its difference, its wording, its files, its life in the database."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from frameworks.actions.storage import store_draft
from frameworks.actions.versions import copy_version, publish_version
from frameworks.checks import check
from frameworks.definition import (
    FUNCTIONS,
    Element,
    FrameworkDefinition,
    Gate,
    Guide,
    LevelDescription,
    SuggestedAction,
    Translation,
)
from frameworks.difference import Difference, Reworded, difference, difference_to_json
from frameworks.models import FrameworkVersion
from frameworks.transfer import Format, read_file, write_file
from frameworks.wording import rewritten, translated, wording
from tests.assessments.strategies import cents, definitions

PROPERTY = settings(deadline=None, max_examples=25)
ACTION = re.compile(r"(.+)\.action_(?:title|text)\.(\d+)\.\d+")
LETTERS = "abcdefghijklmnopqrstuvwxyz "
sentences = st.text(LETTERS + "ABÄé’-,;:.", min_size=1, max_size=40).map(lambda text: f"S{text}.")
lines = st.lists(sentences, max_size=3).map(tuple)


@st.composite
def guides(draw: Any, definition: FrameworkDefinition, *, counted: bool) -> Guide:
    numbers = [level.number for level in definition.levels]
    described = sorted(draw(st.sets(st.sampled_from(numbers), max_size=3))) if counted else []
    levels = tuple(LevelDescription(number, draw(sentences)) for number in described)
    return Guide(levels, draw(lines), draw(lines), draw(lines), draw(actions(numbers[1:])) if counted else ())


@st.composite
def actions(draw: Any, numbers: list[int]) -> tuple[SuggestedAction, ...]:
    """A few for each level above the lowest, each title once."""
    titles = draw(st.lists(sentences, unique=True, max_size=4)) if numbers else []
    reached = sorted(draw(st.sampled_from(numbers)) for _title in titles)
    efforts, functions = st.none() | st.integers(1, 99999).map(tenths), st.sampled_from(("", *FUNCTIONS))
    return tuple(
        SuggestedAction(level, title, draw(sentences), draw(functions), draw(efforts))
        for level, title in zip(reached, titles, strict=True)
    )


def tenths(number: int) -> Decimal:
    return Decimal(number) / 10


def with_elements(definition: FrameworkDefinition, change: Callable[[Element], Element]) -> FrameworkDefinition:
    """The definition with each element and enabler changed."""

    def dimension(one: Any) -> Any:
        return replace(one, elements=tuple(map(change, one.elements)))

    categories = tuple(replace(one, dimensions=tuple(map(dimension, one.dimensions))) for one in definition.categories)
    return replace(definition, categories=categories, enablers=tuple(map(change, definition.enablers)))


@st.composite
def gates(draw: Any, definition: FrameworkDefinition) -> tuple[Gate, ...]:
    numbers = [level.number for level in definition.levels[1:]]
    codes = st.lists(st.sampled_from([one.code for one in definition.elements]), unique=True, max_size=2).map(tuple)
    count = draw(st.integers(0, 2)) if numbers else 0
    return tuple(
        Gate(f"G{n}", draw(sentences), "element", draw(codes), draw(cents(0, 10000)), draw(st.sampled_from(numbers)))
        for n in range(count)
    )


@st.composite
def contents(draw: Any) -> FrameworkDefinition:
    """A sound framework with a guide, gates and translations, any of which may be empty."""
    plain = draw(definitions())
    counted = {element.code for element in plain.elements}

    def explained(element: Element) -> Element:
        guide = draw(guides(plain, counted=element.code in counted))
        return replace(element, guide=guide, related=tuple(draw(st.sets(st.sampled_from(["X1", "X2.3"])))))

    rich = replace(with_elements(plain, explained), gates=draw(gates(plain)), related_framework="other")
    keys = draw(st.lists(st.sampled_from(sorted(wording(rich))), unique=True, max_size=3))
    return replace(rich, translations=tuple(Translation("de", key, draw(sentences)) for key in keys))


@PROPERTY
@given(contents())
def test_generated_contents_are_sound(definition: FrameworkDefinition) -> None:
    assert check(definition) == []


# Wording


@PROPERTY
@given(contents())
def test_every_text_has_a_key_of_its_own(definition: FrameworkDefinition) -> None:
    said: list[tuple[str, str]] = []

    def say(key: str, text: str) -> str:
        said.append((key, text))
        return text

    assert rewritten(definition, say) == definition
    assert len({key for key, _text in said}) == len(said)
    assert list(wording(definition).items()) == said


@PROPERTY
@given(contents())
def test_every_text_can_be_said_anew_and_nothing_else_is(definition: FrameworkDefinition) -> None:
    marked = rewritten(definition, lambda key, text: f"{key}: {text}")
    assert wording(marked) == {key: f"{key}: {text}" for key, text in wording(definition).items()}
    assert rewritten(marked, lambda key, text: text.removeprefix(f"{key}: ")) == definition
    spoken = wording(definition) | {one.key: one.text for one in definition.translations}
    assert wording(translated(definition, "de")) == spoken


# Differences


def newer(definition: FrameworkDefinition) -> FrameworkDefinition:
    return replace(definition, version="1.1")


def reworded(definition: FrameworkDefinition, texts: dict[str, str]) -> FrameworkDefinition:
    return rewritten(definition, texts.get)


def key_of(one: Reworded | dict[str, Any]) -> str:
    """The key of a text, without the number of a line; what helps to reach a level is one text."""
    kind, code, field = (
        (one["kind"], one["code"], one["field"]) if isinstance(one, dict) else (*one.item.key, one.field)
    )
    return ".".join(filter(None, (kind, code, field)))


def without_line(key: str) -> str:
    head, _dot, number = key.rpartition(".")
    if found := ACTION.fullmatch(key):
        return f"{found[1]}.actions.{found[2]}"
    return head if number.isdecimal() and head.endswith(("evidence", "questions", "misjudgements")) else key


@PROPERTY
@given(contents())
def test_nothing_differs_from_itself(definition: FrameworkDefinition) -> None:
    assert difference(definition, definition) == Difference()
    assert difference(definition, newer(definition)) == Difference()


@PROPERTY
@given(contents(), sentences, st.data())
def test_reworded_text_is_one_rewording_whose_pieces_make_both_texts(
    definition: FrameworkDefinition, text: str, data: st.DataObject
) -> None:
    texts = wording(definition)
    key = data.draw(st.sampled_from(sorted(texts)))
    assume(text != texts[key])
    found = difference(definition, reworded(newer(definition), {key: text}))
    (one,) = found.reworded
    assert found == Difference(reworded=(one,))
    assert (key_of(one), one.language) == (without_line(key), "")
    assert "".join(piece.text for piece in one.pieces if piece.kind != "added") == one.old
    assert "".join(piece.text for piece in one.pieces if piece.kind != "removed") == one.new
    if key == without_line(key):
        assert (one.old, one.new) == (texts[key], text)


@st.composite
def changes(draw: Any) -> tuple[FrameworkDefinition, FrameworkDefinition, set[str], set[str], set[str]]:
    """A framework and the next version, with the keys of what was reworded, weighted anew, and removed."""
    old = draw(contents())
    keys = draw(st.lists(st.sampled_from(sorted(wording(old))), unique=True, max_size=4))
    weighted = draw(st.sets(st.sampled_from(sorted(one.code for one in old.walk())), max_size=3))
    removed = draw(st.sets(st.sampled_from(sorted(old.element_by_code)), max_size=2)) - weighted
    new = reworded(newer(old), {key: f"Anew {key}" for key in keys})

    def change(element: Element) -> Element:
        if element.code not in weighted:
            return element
        first = element.indicators[0]
        return replace(element, indicators=(replace(first, weight=first.weight + 1), *element.indicators[1:]))

    new = with_elements(new, change)
    kept = [element for element in new.enablers if element.code not in removed]
    gone = {element.code for element in new.enablers} & removed
    return old, replace(new, enablers=tuple(kept)), {without_line(key) for key in keys}, weighted, gone


@settings(PROPERTY, max_examples=30)
@given(changes())
def test_json_names_every_change_and_nothing_else(drawn: Any) -> None:
    old, new, keys, weighted, removed = drawn
    found = difference_to_json(old, new, difference(old, new))
    assert {"from": found["from"], "to": found["to"]} == {"from": "1.0", "to": "1.1"}
    gone = {f"element.{code}" for code in removed}
    gone |= {f"indicator.{one.code}" for code in removed for one in old.element_by_code[code].indicators}
    assert {f"{item['kind']}.{item['code']}" for item in found["removed"]} == gone
    stays = {key for key in keys if not any(key.startswith(f"{item}.") for item in gone)}
    own = [key_of(one) for one in found["reworded"] if "language" not in one]
    assert sorted(own) == sorted(stays)
    assert {(one["code"], one["weight"]) for one in found["reweighted"]} == {
        (f"{code}/1", "weight") for code in weighted
    }
    assert (found["added"], found["moved"]) == ([], [])


@PROPERTY
@given(changes())
def test_difference_back_is_the_difference_turned_round(drawn: Any) -> None:
    old, new = drawn[:2]
    forth, back = difference(old, new), difference(new, old)
    assert [item.key for item in back.added] == [item.key for item in forth.removed]
    assert {(key_of(one), one.new, one.old) for one in back.reworded} == {
        (key_of(one), one.old, one.new) for one in forth.reworded
    }
    assert {(one.item.key, one.new, one.old) for one in back.reweighted} == {
        (one.item.key, one.old, one.new) for one in forth.reweighted
    }


# Files and the database


@pytest.mark.parametrize("kind", ["yaml", "xlsx"])
@settings(PROPERTY, max_examples=15)
@given(definition=contents())
def test_what_is_written_is_read_back(kind: Format, definition: FrameworkDefinition) -> None:
    written = write_file(definition, kind)
    assert read_file(written) == definition
    assert write_file(read_file(written), kind) == written


@pytest.mark.django_db
@settings(PROPERTY, max_examples=10)
@given(definition=contents())
def test_sound_content_is_stored_published_and_copied_as_it_is(definition: FrameworkDefinition) -> None:
    with transaction.atomic():
        draft = store_draft(content=definition)
        assert draft.definition() == definition
        published = publish_version(version=draft)
        assert FrameworkVersion.objects.get(pk=published.pk).definition() == definition
        copy = copy_version(version=published)
        assert (copy.is_published, copy.definition()) == (False, newer(definition))
        assert not difference(published.definition(), copy.definition())
        transaction.set_rollback(True)
