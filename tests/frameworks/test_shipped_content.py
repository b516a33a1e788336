"""The shipped content file against the outline of its source: nothing missing, nothing added, one form of words.

Read as plain YAML on purpose: these tests hold the words and numbers to account, not the code that loads them.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

CONTENT_FILE = Path(__file__).parents[2] / "fixtures" / "cem-six-dimensions.yaml"
OUTLINE_FILE = Path(__file__).parent / "data" / "outline.csv"

Node = dict[str, Any]

KEYS = [
    ["code", "title", "share", "summary", "dimensions"],
    ["code", "title", "question", "summary", "elements"],
    ["code", "title", "points", "definition", "objective", "guide", "indicators"],
    ["code", "title", "definition", "guide", "indicators"],
    ["code", "text", "look_for"],
]

CODE = re.compile(r"\b(?:D\d\.\d|E\d)\b")
INDICATOR_FORM = re.compile(r"The organisation [a-z]+s,? [^.;:!?]+\.")
OBJECTIVE_FORM = re.compile(r"[A-Z][^.;:!?]* (?:is|are) [^.;:!?]*, so that [^.;:!?]+\.")
AMERICAN = re.compile(
    r"\b(?!(?:re|down|over|under)?siz|priz|seiz|capsiz)(?:\w+(?:iz(?:e[ds]?|ing|ation\w*)|yz(?:e[ds]?|ing))|behavior\w*|color\w*|favor\w*|labor|center(?:s|ed)?"
    r"|programs?|fulfills?|enroll|skillful|modeling|labeled|practices its)\b",
    re.IGNORECASE,
)


def load_content() -> Node:
    content: Node = yaml.safe_load(CONTENT_FILE.read_text(encoding="utf-8"))
    return content


def load_outline() -> list[dict[str, str]]:
    with OUTLINE_FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CONTENT = load_content()
OUTLINE = load_outline()
SCORED = [row for row in OUTLINE if row["category"] != "Enablers"]
CATEGORIES: list[Node] = CONTENT["categories"]
DIMENSIONS: list[Node] = [dimension for category in CATEGORIES for dimension in category["dimensions"]]
ELEMENTS: list[Node] = [element for dimension in DIMENSIONS for element in dimension["elements"]]
ENABLERS: list[Node] = CONTENT["enablers"]
INDICATORS: list[Node] = [indicator for element in (*ELEMENTS, *ENABLERS) for indicator in element["indicators"]]


def strings(node: object) -> Iterator[str]:
    """Every text in the file, however deep."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)


def points_of(element_nodes: list[Node]) -> int:
    return sum(element["points"] for element in element_nodes)


def elements_of(category: Node) -> list[Node]:
    return [element for dimension in category["dimensions"] for element in dimension["elements"]]


def sentence_count(text: str) -> int:
    """How many sentences a text has; the full stop inside a code such as D2.4 ends none."""
    return len(re.findall(r"[.!?](?=\s|$)", CODE.sub("code", text)))


def parametrise(nodes: list[Node]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("node", nodes, ids=[str(node["code"]) for node in nodes])


# Structure: every code once, in order, and nothing else


def test_file_names_its_format_framework_and_version() -> None:
    found = [CONTENT["format"], CONTENT["framework"], CONTENT["version"]]
    assert found == ["cxmaturity-framework/1", "cem-six-dimensions", "1.2"]


def test_file_has_exactly_the_known_parts() -> None:
    assert list(CONTENT) == [
        *("format", "framework", "version", "title", "summary", "points", "split"),
        *("ratings", "objective_answers", "levels", "categories", "enablers"),
    ]


def test_categories_are_the_two_of_the_outline() -> None:
    found = [(category["code"], category["title"]) for category in CATEGORIES]
    assert found == [("A", "Alignment"), ("P", "Performance")]


def test_dimensions_follow_the_outline_within_their_categories() -> None:
    found = [
        (category["title"], dimension["code"], dimension["title"])
        for category in CATEGORIES
        for dimension in category["dimensions"]
    ]
    expected = [(row["category"], row["element"].split(".")[0], row["dimension"]) for row in SCORED]
    assert found == list(dict.fromkeys(expected))


def test_elements_follow_the_outline_within_their_dimensions() -> None:
    found = [
        (dimension["title"], element["code"], element["title"])
        for dimension in DIMENSIONS
        for element in dimension["elements"]
    ]
    assert found == [(row["dimension"], row["element"], row["title"]) for row in SCORED]


def test_enablers_follow_the_outline() -> None:
    found = [(enabler["code"], enabler["title"]) for enabler in ENABLERS]
    assert found == [(row["element"], row["title"]) for row in OUTLINE if row["category"] == "Enablers"]


def test_indicator_codes_are_those_of_the_outline_in_order() -> None:
    expected = [f"{row['element']}/{number}" for row in OUTLINE for number in range(1, int(row["indicators"]) + 1)]
    assert [indicator["code"] for indicator in INDICATORS] == expected


def test_indicators_stand_under_the_element_that_their_code_names() -> None:
    for element in (*ELEMENTS, *ENABLERS):
        owners = {indicator["code"].split("/")[0] for indicator in element["indicators"]}
        assert owners == {element["code"]}


def test_counts_are_those_of_the_framework() -> None:
    scored = sum(len(element["indicators"]) for element in ELEMENTS)
    rated_only = sum(len(enabler["indicators"]) for enabler in ENABLERS)
    assert (len(DIMENSIONS), len(ELEMENTS), scored) == (6, 32, 178)
    assert (len(ENABLERS), rated_only) == (5, 33)


@parametrise([*CATEGORIES, *DIMENSIONS, *ELEMENTS, *ENABLERS, *INDICATORS])
def test_node_has_exactly_its_keys_and_none_is_empty(node: Node) -> None:
    assert list(node) in KEYS
    assert [key for key, value in node.items() if not value] == []


# Numbers


def test_points_of_each_element_are_those_of_the_outline() -> None:
    found = {element["code"]: element["points"] for element in ELEMENTS}
    assert found == {row["element"]: int(row["points"]) for row in SCORED}


@pytest.mark.parametrize(("code", "each", "total"), [("A", 20, 400), ("P", 50, 600)])
def test_elements_of_a_category_share_its_points_evenly(code: str, each: int, total: int) -> None:
    (category,) = [category for category in CATEGORIES if category["code"] == code]
    assert {element["points"] for element in elements_of(category)} == {each}
    assert points_of(elements_of(category)) == total


def test_points_of_all_elements_are_the_declared_thousand() -> None:
    assert points_of(ELEMENTS) == CONTENT["points"] == 1000


def test_points_of_each_dimension() -> None:
    found = {dimension["title"]: points_of(dimension["elements"]) for dimension in DIMENSIONS}
    assert found == {"Define": 100, "Design": 160, "Develop": 140, "Deploy": 100, "Discover": 250, "Devise": 250}


def test_shares_of_the_categories_are_their_part_of_the_points() -> None:
    shares = [category["share"] for category in CATEGORIES]
    assert shares == [40, 60]
    assert [points_of(elements_of(category)) * 100 / CONTENT["points"] for category in CATEGORIES] == shares


def test_split_adds_up_to_a_hundred() -> None:
    assert CONTENT["split"] == {"indicators": 70, "objective": 30}
    assert sum(CONTENT["split"].values()) == 100


def test_ratings_rise_from_nothing_to_everything() -> None:
    found = [(rating["value"], rating["title"], rating["percent"]) for rating in CONTENT["ratings"]]
    assert found == [
        *((1, "Initial", 0), (2, "Developing", 25), (3, "Defined", 50)),
        *((4, "Managed", 75), (5, "Optimising", 100)),
    ]


def test_objective_answers_fall_from_everything_to_nothing() -> None:
    found = [(answer["code"], answer["title"], answer["percent"]) for answer in CONTENT["objective_answers"]]
    assert found == [
        ("full", "Fully achieved", 100),
        ("partial", "Partially achieved", 50),
        ("none", "Not yet achieved", 0),
    ]


def test_levels_start_at_nothing_and_rise() -> None:
    found = [(level["number"], level["title"], level["from"]) for level in CONTENT["levels"]]
    assert found == [
        *((1, "Initial", 0), (2, "Developing", 20), (3, "Defined", 40)),
        *((4, "Managed", 60), (5, "Optimising", 80)),
    ]


def test_every_step_of_the_scales_says_what_it_means() -> None:
    steps = [*CONTENT["ratings"], *CONTENT["objective_answers"], *CONTENT["levels"]]
    assert [sentence_count(step["meaning"]) for step in steps] == [1] * 13


# Words


@parametrise(INDICATORS)
def test_indicator_is_one_sentence_about_the_organisation(node: Node) -> None:
    assert INDICATOR_FORM.fullmatch(CODE.sub("code", node["text"]))


@parametrise(INDICATORS)
def test_indicator_can_be_read_in_one_breath(node: Node) -> None:
    assert len(node["text"].split()) <= 36


@parametrise(ELEMENTS)
def test_objective_is_one_state_with_its_effect(node: Node) -> None:
    assert OBJECTIVE_FORM.fullmatch(node["objective"])
    assert node["objective"].count("so that") == 1


@parametrise(ENABLERS)
def test_enabler_has_neither_objective_nor_points(node: Node) -> None:
    assert {"objective", "points"} & node.keys() == set()


@parametrise([*ELEMENTS, *ENABLERS])
def test_definition_is_one_or_two_sentences(node: Node) -> None:
    assert sentence_count(node["definition"].replace(": ", " ")) in (1, 2)
    assert node["definition"].endswith(".")


@parametrise(DIMENSIONS)
def test_dimension_asks_one_question_and_answers_in_two_or_three_sentences(node: Node) -> None:
    assert re.fullmatch(r"[A-Z][^.?!]+\?", node["question"])
    assert sentence_count(node["summary"]) in (2, 3)


def test_references_in_the_words_name_elements_that_exist() -> None:
    known = {row["element"] for row in OUTLINE}
    prose = [text for text in strings(CONTENT) if " " in text]
    assert {code for text in prose for code in CODE.findall(text)} - known == set()


def test_no_two_sentences_are_the_same() -> None:
    prose = Counter(text.casefold() for text in strings(CONTENT) if text.endswith((".", "?")))
    assert [text for text, times in prose.items() if times > 1] == []


def test_no_text_has_stray_white_space() -> None:
    assert [text for text in strings(CONTENT) if text != " ".join(text.split())] == []


def test_spelling_is_british() -> None:
    assert [text for text in strings(CONTENT) if AMERICAN.search(text)] == []


@pytest.mark.parametrize("word", ["prioritize", "analyzed", "organizing", "Optimization", "behavior", "programs"])
def test_american_form_would_be_found(word: str) -> None:
    assert AMERICAN.fullmatch(word)


@pytest.mark.parametrize(
    "slip", ["preposition", "implrovement", "role framework", "synerg", "share of wallet", "D2.5", " the the "]
)
def test_slip_of_the_source_is_gone(slip: str) -> None:
    assert [text for text in strings(CONTENT) if slip in text and text.endswith(".")] == []
