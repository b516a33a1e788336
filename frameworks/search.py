"""Search over every text of a version, its translations included: plain functions over plain values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from frameworks.definition import FrameworkDefinition
from frameworks.difference.items import place_of
from frameworks.wording import wording

WORD = re.compile(r'"([^"]+)"|(\S+)')
MOST_WORDS = 12


@dataclass(frozen=True)
class Run:
    """Some of a text; ``is_hit`` marks what was searched for."""

    text: str
    is_hit: bool


@dataclass(frozen=True)
class Hit:
    """A text that has every word; without ``language`` it is the content's own."""

    key: str
    runs: tuple[Run, ...]
    language: str = ""


def search(definition: FrameworkDefinition, words: str) -> Iterator[Hit]:
    """The texts in which every word stands, in reading order, then translations; "words in quotes" stand together.

    Small and capital letters are the same. A search for a code, such as D1.1, finds everything the item says.
    """
    terms = [re.compile(re.escape(term), re.IGNORECASE) for term in terms_of(words)]
    if not terms:
        return
    for language, key, text in _texts(definition):
        code = place_of(key)[0][1]
        if all(term.search(text) or term.fullmatch(code) for term in terms):
            yield Hit(key, tuple(_runs(text, terms)), language)


def terms_of(words: str) -> list[str]:
    """The words to look for, and phrases that were put in quotes; more than a dozen are left out."""
    return [(quoted or word).strip() for quoted, word in WORD.findall(words)][:MOST_WORDS]


def _texts(definition: FrameworkDefinition) -> Iterator[tuple[str, str, str]]:
    known = wording(definition)
    yield from (("", key, text) for key, text in known.items())
    yield from ((one.language, one.key, one.text) for one in definition.translations if one.key in known)


def _runs(text: str, terms: list[re.Pattern[str]]) -> Iterator[Run]:
    last = 0
    for found in re.finditer("|".join(term.pattern for term in terms), text, re.IGNORECASE):
        if found.start() > last:
            yield Run(text[last : found.start()], is_hit=False)
        yield Run(found.group(), is_hit=True)
        last = found.end()
    if last < len(text):
        yield Run(text[last:], is_hit=False)
