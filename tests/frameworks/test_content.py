"""Content files: what is read exactly, what is refused at which line, and that writing gives it back."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frameworks.content import ContentFaults, read_content, write_content
from frameworks.definition import Indicator, Rating
from tests.assessments.strategies import definitions
from tests.definitions import (
    RATINGS,
    make_enabler,
    tiny_definition,
)
from tests.frameworks.texts import words

SMALL = """\
format: cxmaturity-framework/1
framework: small
version: "1.0"
title: Small
points: 12.5
split:
  indicators: 70
  objective: 30
ratings:
  - {value: 0, title: "No", percent: 0}
  - {value: 1, title: Mostly, percent: 62.3}
  - {value: 2, title: "Yes", percent: 100, meaning: All of it}
objective_answers:
  - {code: none, title: Not yet, percent: 0}
  - {code: full, title: Fully, percent: 100}
levels:
  - {number: 1, title: Low, from: 0}
  - {number: 2, title: High, from: 62.5}
categories:
  - code: A
    title: Alignment
    share: 100
    dimensions:
      - code: D1
        title: Define
        question: What do customers want?
        elements:
          - code: D1.1
            title: Needs
            points: 12.5
            objective: >-
              Needs are known
              and met.
            indicators:
              - {code: D1.1/1, text: It asks., weight: 0.125}
              - code: D1.1/2
                text: It listens.
enablers:
  - code: E1
    title: Leadership
    indicators:
      - {code: E1/1, text: It leads.}
"""


def faults_of(text):
    with pytest.raises(ContentFaults) as refusal:
        read_content(text)
    return [str(fault) for fault in refusal.value.faults]


# What is read


def test_content_is_read_whole():
    found = read_content(SMALL)
    element = found.elements[0]
    assert (found.framework, found.version, found.title, found.summary) == ("small", "1.0", "Small", "")
    assert (element.title, element.definition, element.objective) == ("Needs", "", "Needs are known and met.")
    assert found.dimensions[0].question == "What do customers want?"
    assert [enabler.points for enabler in found.enablers] == [Decimal(0)]
    assert element.indicators == (
        Indicator("D1.1/1", 1, "It asks.", Decimal("0.125")),
        Indicator("D1.1/2", 2, "It listens.", Decimal(1)),
    )
    assert found.ratings[2] == Rating(2, "Yes", Decimal(100), "All of it")


def test_numbers_are_exactly_what_was_typed():
    found = read_content(SMALL)
    numbers = [found.points, found.ratings[1].percent, found.levels[1].from_percent, found.elements[0].points]
    assert [str(number) for number in numbers] == ["12.5", "62.3", "62.5", "12.5"]
    assert {type(number) for number in numbers} == {Decimal}


def test_objective_scale_enablers_and_objectives_may_be_left_out_where_the_split_leaves_them_nothing():
    text = cut(cut(SMALL, "objective_answers:", "levels:"), "enablers:", None)
    text = cut(text, "            objective: >-", "            indicators:")
    found = read_content(text.replace("indicators: 70", "indicators: 100").replace("objective: 30", "objective: 0"))
    assert (found.objective_answers, found.enablers, found.elements[0].objective) == ((), (), "")


def cut(text, start, end):
    """The text without the part from one piece up to, not including, another."""
    before, rest = text[: text.index(start)], text[text.index(start) :]
    return before + (rest[rest.index(end) :] if end else "")


def test_shipped_framework_is_read_and_written():
    shipped = read_content(Path("fixtures/cem-six-dimensions.yaml").read_text(encoding="utf-8"))
    assert read_content(write_content(shipped)) == shipped


# What is refused while reading


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("format: cxmaturity-framework/1", 'format: ""', ["line 1, format: must be cxmaturity-framework/1"]),
        ("format: cxmaturity-framework/1", "format: 2", ["line 1, format: must be text, not a number"]),
        ("framework/1", "framework/2", ["line 1, format: must be cxmaturity-framework/1"]),
        ("framework: small", "framework: Small One", ["line 2, framework: must be small letters, digits and hyphens"]),
        ('version: "1.0"', "version: 1.0", ["line 3, version: must be text, not a number"]),
        ('version: "1.0"', "version: one", ["line 3, version: must be numbers and dots, such as 1.1"]),
        ('title: "Yes"', "title: Yes", ["line 12, ratings.2.title: must be text, not yes or no"]),
        ("title: Small\n", "title:\n", ["line 4, title: is missing"]),
        ("title: Small\n", 'title: " "\n', ["line 4, title: is empty"]),
        ("title: Small\n", f"title: {'x' * 201}\n", ["line 4, title: has 201 characters; at most 200 fit"]),
        ("title: Small\n", 'title: "a\\0b"\n', ["line 4, title: holds a character that can't be stored or shown"]),
        ("title: Small\n", 'title: "a\\eb"\n', ["line 4, title: holds a character that can't be stored or shown"]),
        ("title: Small\n", "", ["line 1, title: is missing"]),
        ("title: Small\n", "title: Small\ntitle: Big\n", ["line 5, title: is there twice"]),
        ("title: Small\n", "title: Small\ncolour: red\n", ["line 5, colour: unknown key"]),
        ("title: Small\n", "title: [Small]\n", ["line 4, title: must be text, not a list"]),
        ("title: Small\n", "title: 2026-01-01\n", ["line 4, title: must be text, not a date"]),
        ("title: Small\n", "title: !!python/name:os.system x\n", ["line 4, title: must be text, not that"]),
        ("points: 12.5\nsplit", 'points: "12.5"\nsplit', ["line 5, points: must be a number such as 20 or 12.5"]),
        ("points: 12.5\nsplit", "points: 1e3\nsplit", ["line 5, points: must be a number such as 20 or 12.5"]),
        ("points: 12.5\nsplit", "points: 0x10\nsplit", ["line 5, points: must be a number such as 20 or 12.5"]),
        ("points: 12.5\nsplit", "points: 012\nsplit", ["line 5, points: must be a number such as 20 or 12.5"]),
        ("points: 12.5\nsplit", "points: 1_2\nsplit", ["line 5, points: must be a number such as 20 or 12.5"]),
        ("points: 12.5\nsplit", "points: .nan\nsplit", ["line 5, points: must be a number such as 20 or 12.5"]),
        (
            "points: 12.5\nsplit",
            "points: 12.555\nsplit",
            ["line 5, points: must have at most 6 digits before the point and 2 after it"],
        ),
        ("split:\n", "split: 70\nspilt:\n", ["line 6, split: must be a mapping", "line 7, spilt: unknown key"]),
        ("value: 1,", "value: 1.5,", ["line 11, ratings.1.value: must have at most 4 digits before the point and 0"]),
        ("  - {code: none", "  - 5\n  - {code: none", ["line 14, objective_answers.0: must be a mapping"]),
        (
            "code: D1.1/2\n",
            "code: 5\n",
            ["line 36, categories.0.dimensions.0.elements.0.indicators.1.code: must be text"],
        ),
        (
            "code: D1.1/2\n",
            f"code: D1.1/{'9' * 5000}\n",
            ["line 36, categories.0.dimensions.0.elements.0.indicators.1.code: has 5005 characters; at most 25 fit"],
        ),
        (
            "              - {code: D1.1/1, text: It asks., weight: 0.125}",
            "              - {text: It asks., weight: much}",
            [
                "line 35, categories.0.dimensions.0.elements.0.indicators.0.code: is missing",
                "line 35, categories.0.dimensions.0.elements.0.indicators.0.weight: must be a number such as 20",
            ],
        ),
        ("title: Leadership\n", "title: Leadership\n    points: 5\n", ["line 41, enablers.0.points: unknown key"]),
        (
            "title: Leadership\n",
            "title: Leadership\n    objective: X\n",
            ["line 41, enablers.0.objective: unknown key"],
        ),
    ],
)
def test_wrong_value_is_refused_at_its_line(old, new, faults):
    assert old in SMALL
    found = faults_of(SMALL.replace(old, new, 1))
    assert [one[: len(start)] for one, start in zip(found, faults, strict=True)] == faults


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "content: must be a mapping, not empty"),
        ("- 1\n", "line 1, content: must be a mapping, not a list"),
        ("a: [\n", "line 2, content: is not YAML: did not find expected node content"),
        ("a: 1\nb: \x00\n", "line 2, content: holds a character that can't be stored or shown (U+0000)"),
        ("a: &x 1\nb: *x\n", "line 2, content: aliases (*) are not used in this format"),
        ("a: 1\n---\nb: 2\n", "line 2, content: holds a second document (---); a file is one framework version"),
        ("[" * 5000, "line 1, content: is nested more than 20 levels deep"),
    ],
)
def test_text_that_is_no_content_is_refused(text, fault):
    assert faults_of(text)[0][: len(fault)] == fault


def test_a_few_aliases_are_refused_before_they_grow():
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    assert faults_of(bomb) == ["line 2, content: aliases (*) are not used in this format"]


def test_every_fault_is_named_at_once_in_the_order_of_lines():
    text = SMALL.replace('"1.0"', "1.0").replace("share: 100", "share: all").replace("code: E1\n", "cod: E1\n")
    assert [fault.partition(":")[0] for fault in faults_of(text)] == [
        "line 3, version",
        "line 22, categories.0.share",
        "line 39, enablers.0.code",
        "line 39, enablers.0.cod",
    ]


def test_unknown_key_does_not_hide_that_points_do_not_add_up():
    text = SMALL.replace("title: Small\n", "colour: red\ntitle: Small\n").replace(
        "            points: 12.5", "            points: 12"
    )
    assert faults_of(text) == [
        "line 4, colour: unknown key",
        "line 6, points: the elements add up to 12 points, not to the declared 12.5",
        "line 23, categories.0.share: A holds 12 points, not 100 % of 12.5",
    ]


# What is written


def test_written_content_is_block_style_with_ids_first_and_long_text_folded():
    indicators = (Indicator("E1/1", 1, "word " * 22 + "end"), Indicator("E1/2", 2, "Short.", Decimal("2.50")))
    definition = tiny_definition(enablers=(replace(make_enabler("E1"), indicators=indicators, definition=""),))
    written = write_content(definition)
    assert written[written.index("enablers:") :] == (
        "enablers:\n"
        "  - code: E1\n"
        "    title: Enabler E1\n"
        "    indicators:\n"
        "      - code: E1/1\n"
        "        text: >-\n"
        f"          {'word ' * 20}word\n"
        "          word end\n"
        "      - code: E1/2\n"
        "        text: Short.\n"
        "        weight: 2.5\n"
    )
    assert written.splitlines()[:9] == [
        "format: cxmaturity-framework/1",
        "framework: tiny",
        'version: "1.0"',
        "title: Tiny",
        "summary: A framework for tests.",
        "points: 100",
        "split:",
        "  indicators: 70",
        "  objective: 30",
    ]


def test_scale_is_written_in_the_order_of_the_format():
    written = write_content(tiny_definition(ratings=(replace(RATINGS[0], meaning="Nothing yet"), *RATINGS[1:])))
    assert "  - value: 1\n    title: Initial\n    percent: 0\n    meaning: Nothing yet\n" in written
    assert "  - number: 2\n    title: Developing\n    from: 20\n" in written


@settings(deadline=None, max_examples=15)
@given(definitions())
def test_written_definition_is_read_back_as_it_was(definition):
    assert read_content(write_content(definition)) == definition


@settings(deadline=None, max_examples=200)
@given(words, words.filter(lambda text: 0 < len(text) <= 200 and text.strip()))
def test_written_words_are_read_back_as_they_were(long, short):
    definition = tiny_definition(summary=long, title=short)
    written = write_content(definition)
    assert read_content(written) == definition
    assert write_content(read_content(written)) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Short.", "Short."),
        ("Ends in a colon:", '"Ends in a colon:"'),
        ("yes", '"yes"'),
        ("1.0", '"1.0"'),
        ("1e3", '"1e3"'),
        (" led by a space", '" led by a space"'),
        ("a\u2028b\x85c\ufeff", '"a\\u2028b\\x85c\\ufeff"'),
        ("tab\there", '"tab\\there"'),
        ("😀 and السلام", "😀 and السلام"),
        ("one\ntwo\n\n- three", "|-\n  one\n  two\n\n  - three"),
        ("one\n two", '"one\\n two"'),
        (f"{'word ' * 30}end", f">-\n  {'word ' * 22}word\n  {'word ' * 7}end"),
        (f"{'word ' * 30}end\nnext", f">-\n  {'word ' * 22}word\n  {'word ' * 7}end\n\n  next"),
        (f"{'x' * 130}", f">-\n  {'x' * 130}"),
        (f"{'x ' * 60} ", f'"{"x " * 60} "'),
    ],
)
def test_text_is_written_as_plainly_as_it_can_be(text, written):
    definition = tiny_definition(summary=text)
    assert f"\nsummary: {written}\npoints:" in write_content(definition)
    assert read_content(write_content(definition)) == definition


@settings(deadline=None, max_examples=50)
@given(st.sampled_from(SMALL.splitlines()), st.sampled_from(["", "- x", "? y", "  a: [", "points: ~", "{}", "'"]))
def test_damaged_file_is_read_or_refused_but_never_breaks(line, instead):
    try:
        read_content(SMALL.replace(line, instead, 1))
    except ContentFaults as refusal:
        found = refusal.faults
    else:
        found = ("none",)
    assert found != ()
