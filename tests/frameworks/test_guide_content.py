"""The shipped assessors' guide: that all of it is there, that no text fits another element, and how it is put."""

import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pytest

from frameworks.content import write_content
from frameworks.definition import FUNCTIONS, Element
from tests.factories import shipped_content

DEFINITION = shipped_content()
WORD = re.compile(r"[\w'’-]+")
SHINGLE = 3  # words that follow one another
# The most alike that two texts are today: 0.05 of the descriptions, 0.13 of the lines, where much less is being said.
MOST_ALIKE = {"levels": 0.1, "look_for": 0.2, "actions": 0.1}
AMERICAN = re.compile(
    r"\b(?:(?:organ|recogn|real|prior|final|summar|standard|util|emphas|categor|author|custom|minim|maxim|optim|analy)"
    r"(?:iz|yz)\w*|behavior\w*|center\w*|color\w*|favor\w*|program|programs|catalog|labor|honor\w*|fulfill|enroll|"
    r"canceled|traveled|modeling|labeled|defense|license[sd]? (?:a|the)|gray|toward)\b",
    re.IGNORECASE,
)
MARKUP = re.compile(r"[*_`#<>|]|\]\(|^\s*[-•]|https?:|\t|\n|  |'|\"|[“‘]\s|\s[”,.;:?]|\.\.|^\s|\s$")


@dataclass(frozen=True)
class Text:
    """One text of the guide with its element; ``place`` is its key."""

    element: Element
    place: str
    text: str

    def shingles(self, without: frozenset[str] = frozenset()) -> frozenset[tuple[str, ...]]:
        words = [word for word in words_of(self.text) if word not in without]
        return frozenset(zip(*(words[start:] for start in range(SHINGLE)), strict=False))

    @property
    def own_words(self) -> frozenset[str]:
        """The words of the element's title and its code: what a sentence for all would be filled in with."""
        return frozenset([*words_of(self.element.title), self.element.code.lower()])


def words_of(text: str) -> list[str]:
    return WORD.findall(text.lower())


def descriptions() -> list[Text]:
    return [
        Text(element, f"{element.code} {one.level}", one.text)
        for element in DEFINITION.walk()
        for one in element.guide.levels
    ]


def lines_to_look_for() -> list[Text]:
    return [Text(element, one.code, one.look_for) for element in DEFINITION.walk() for one in element.indicators]


def listed(kind: str) -> list[Text]:
    return [
        Text(element, f"{element.code} {kind} {number}", line)
        for element in DEFINITION.walk()
        for number, line in enumerate(getattr(element.guide, kind), start=1)
    ]


def actions(field: str) -> list[Text]:
    return [
        Text(element, f"{element.code} {field} {one.level}", getattr(one, field))
        for element in DEFINITION.walk()
        for one in element.guide.actions
    ]


def every_text() -> Iterator[Text]:
    yield from descriptions()
    yield from lines_to_look_for()
    for kind in ("evidence", "questions", "misjudgements"):
        yield from listed(kind)
    yield from actions("text")


def likeness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """The share of shingles that two texts have in common (Jaccard)."""
    return len(one & other) / max(1, len(one | other))


def too_alike(texts: Iterable[Text], most: float) -> list[tuple[str, str]]:
    """The pairs of texts that are near-duplicates, as they are or with each element's own words taken out."""
    shingled = [(text.place, text.shingles(), text.shingles(text.own_words)) for text in texts]
    return [
        (place, other)
        for (place, whole, rest), (other, other_whole, other_rest) in itertools.combinations(shingled, 2)
        if likeness(whole, other_whole) > most or likeness(rest, other_rest) > most
    ]


def test_every_element_is_described_at_all_five_levels():
    assert {tuple(one.level for one in element.guide.levels) for element in DEFINITION.walk()} == {(1, 2, 3, 4, 5)}
    assert [len(DEFINITION.elements) * 5, len(DEFINITION.enablers) * 5] == [160, 25]


def test_every_indicator_has_its_line():
    assert [one.place for one in lines_to_look_for() if not one.text] == []
    assert sum(len(element.indicators) for element in DEFINITION.elements) == 178


def test_every_element_has_something_that_helps_to_reach_each_level_above_the_lowest():
    assert {tuple(one.level for one in element.guide.actions) for element in DEFINITION.walk()} == {(2, 3, 4, 5)}
    assert len(actions("text")) == 148


def test_every_action_has_an_owner_and_an_effort_that_rarely_falls_from_level_to_level():
    assert [one for element in DEFINITION.walk() for one in element.guide.actions if not one.function] == []
    efforts = {element.code: [one.effort for one in element.guide.actions] for element in DEFINITION.walk()}
    assert {code: found for code, found in efforts.items() if None in found or found[0] > min(found[1:])} == {}


def test_every_function_owns_something():
    assert {one.function for element in DEFINITION.walk() for one in element.guide.actions} == set(FUNCTIONS)


def test_no_two_actions_have_one_title():
    titles = Counter(one.text.casefold() for one in actions("title"))
    assert {title: times for title, times in titles.items() if times > 1} == {}


def test_titles_of_actions_are_plain_and_short():
    assert [one.place for one in actions("title") if one.text[-1] in ".,;:?!" or len(one.text) > 60] == []
    assert {one.place: found[0] for one in actions("title") if (found := AMERICAN.search(one.text))} == {}


@pytest.mark.parametrize(("kind", "least"), [("evidence", 3), ("questions", 3), ("misjudgements", 2)])
def test_every_element_says_what_to_ask_for_what_to_ask_and_what_to_beware_of(kind, least):
    assert {e.code: len(getattr(e.guide, kind)) for e in DEFINITION.walk() if len(getattr(e.guide, kind)) < least} == {}


def test_the_elements_bring_96_questions_and_more():
    assert sum(len(element.guide.questions) for element in DEFINITION.elements) >= 96


@pytest.mark.parametrize(
    ("texts", "shortest", "longest"),
    [
        (descriptions(), 35, 62),
        (lines_to_look_for(), 12, 32),
        (listed("evidence"), 8, 25),
        (listed("questions"), 10, 35),
        (listed("misjudgements"), 18, 42),
        (actions("title"), 4, 11),
        (actions("text"), 30, 50),
    ],
    ids=["levels", "look_for", "evidence", "questions", "misjudgements", "titles of actions", "actions"],
)
def test_texts_are_neither_a_keyword_nor_an_essay(texts, shortest, longest):
    lengths = {one.place: len(one.text.split()) for one in texts}
    assert {place: length for place, length in lengths.items() if not shortest <= length <= longest} == {}


@pytest.mark.parametrize(
    ("kind", "texts"),
    [("levels", descriptions()), ("look_for", lines_to_look_for()), ("actions", actions("text"))],
)
def test_no_two_texts_are_near_duplicates(kind, texts):
    assert too_alike(texts, MOST_ALIKE[kind]) == []


def test_no_question_evidence_or_misjudgement_is_there_twice():
    texts = [text for kind in ("evidence", "questions", "misjudgements") for text in listed(kind)]
    assert too_alike(texts, 0.3) == []


def filled_in(sentence: str) -> list[Text]:
    """The same sentence for two elements, with the noun swapped."""
    return [Text(one, one.code, sentence.format(one.title)) for one in (DEFINITION.elements[0], DEFINITION.elements[9])]


def test_a_sentence_for_all_with_the_noun_swapped_is_caught():
    for sentence in (
        "{0} has been agreed, written down and is followed in most places; nobody owns {0} yet.",
        "For {0} an owner is named. Every unit reports on {0} twice a year, and on {0} alone.",
    ):
        first, second = filled_in(sentence)
        assert too_alike([first, second], MOST_ALIKE["levels"]) == [("D1.1", second.place)]


def test_swapped_nouns_are_caught_by_what_is_left_when_the_words_alone_would_pass():
    first, second = filled_in("{0}: is {0} owned? {0} is, {0} has, {0} does. See {0} again.")
    assert likeness(first.shingles(), second.shingles()) < MOST_ALIKE["levels"]
    assert too_alike([first, second], MOST_ALIKE["levels"]) == [("D1.1", second.place)]


def test_descriptions_do_not_begin_alike():
    starts = Counter(" ".join(words_of(one.text)[:3]) for one in descriptions())
    assert {start: count for start, count in starts.items() if count > 3} == {}


def test_words_are_spelt_the_british_way():
    assert {one.place: found[0] for one in every_text() if (found := AMERICAN.search(one.text))} == {}


def test_texts_are_plain_with_the_right_marks():
    apostrophes = {one.place: one.text.replace("'", "’") for one in every_text()}
    assert {place: found[0] for place, text in apostrophes.items() if (found := MARKUP.search(text))} == {}


def test_texts_are_whole_sentences():
    assert [one.place for one in every_text() if one.text[-1] not in ".?”" or not one.text[0].isupper()] == []


def test_questions_ask():
    asked = re.compile(r"\?|^Ask [\w ]+: ")
    assert [one.place for one in listed("questions") if not asked.search(one.text)] == []


def test_without_its_actions_it_is_version_1_1_to_the_byte():
    """What was published, and shipped, says what it said: the actions are all that 1.2 adds."""

    def bare(element: Element) -> Element:
        return replace(element, guide=replace(element.guide, actions=()))

    categories = tuple(
        replace(one, dimensions=tuple(replace(d, elements=tuple(map(bare, d.elements))) for d in one.dimensions))
        for one in DEFINITION.categories
    )
    old = replace(DEFINITION, version="1.1", categories=categories, enablers=tuple(map(bare, DEFINITION.enablers)))
    digest = hashlib.sha256(write_content(old).encode()).hexdigest()
    assert digest == "d08aa15a6cba81f528de3eb3c5152b9973e240d32dbcefd5e0f1e5c489d35eea"
