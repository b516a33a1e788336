"""The manager's own words: what Markdown becomes, and what it never becomes."""

import re
import time

import pytest

from reports.markdown import LONGEST, Heading, List, Paragraph, Run, blocks, plain, to_html

RUNAWAY = 30  # seconds of computing: what grows without bounds needs hours
HOSTILE = {
    "quotes": ">" * LONGEST,
    "lists": "- " * (LONGEST // 2),
    "emphasis": "*a " * (LONGEST // 3),
    "brackets": "[" * LONGEST,
    "links": "[a](" * (LONGEST // 4),
    "pictures": "![a](" * (LONGEST // 5),
    "mixed": "*_" * (LONGEST // 2),
    "backticks": "".join("`" * size + " " for size in range(197)),
    "headings": "# a\n" * (LONGEST // 4),
    "items": "* a\n" * (LONGEST // 4),
    "within": "*a " * (LONGEST // 6) + "b* " * (LONGEST // 6),
    "deep": "\n".join("  " * depth + "- a" for depth in range(138)),
    "references": "[a]: b\n" * (LONGEST // 7),
}
TAGS = {"p", "h3", "h4", "h5", "ul", "ol", "li", "a", "em", "strong", "br", "blockquote"}


def one(text: str) -> Run:
    """The only run of a text."""
    [block] = blocks(text)
    assert isinstance(block, Paragraph)
    [run] = block.runs
    return run


def test_a_paragraph_becomes_runs_of_as_few_ways_as_it_is_set_in():
    [paragraph] = blocks("Plain **bold *both*** and\nthe [site](https://example.org).")
    assert paragraph == Paragraph(
        (
            Run("Plain "),
            Run("bold ", bold=True),
            Run("both", bold=True, italic=True),
            Run(" and the "),
            Run("site", link="https://example.org"),
            Run("."),
        )
    )


def test_lists_hold_their_items_and_lists_of_their_own():
    assert blocks("3. One\n4. Two\n   - inner") == (
        List(
            (
                (Paragraph((Run("One"),)),),
                (Paragraph((Run("Two"),)), List(((Paragraph((Run("inner"),)),),))),
            ),
            ordered=True,
            start=3,
        ),
    )


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# a\n## b\n### c\n#### d", [1, 2, 3, 3]),
        ("### a\n# b\n### c", [1, 1, 2]),
        ("##### a\n###### b", [1, 2]),
        ("# a\n#### b", [1, 2]),
    ],
)
def test_headings_go_down_one_step_at_a_time(text, levels):
    assert [block.level for block in blocks(text) if isinstance(block, Heading)] == levels


def test_the_page_shows_them_below_the_heading_of_their_section():
    assert to_html("# Why\n\nWe *asked*.  \nTwice.\n\n- a\n- b\n\n> So said she.") == (
        '<h3 dir="ltr">Why</h3>\n<p dir="ltr">We <em>asked</em>.<br>Twice.</p>\n'
        '<ul dir="ltr"><li>a</li>\n<li>b</li></ul>\n'
        '<blockquote dir="ltr"><p dir="ltr">So said she.</p></blockquote>'
    ).replace('<blockquote dir="ltr"><p dir="ltr">', '<blockquote dir="ltr"><p>')


def test_code_keeps_its_lines_and_a_list_its_first_number():
    assert blocks("```\na  b\n c\n```\n\n    indented\n") == (
        Paragraph((Run("a  b\n c"),)),
        Paragraph((Run("indented"),)),
    )
    assert blocks("> ```\n> said\n> ```") == (Paragraph((Run("said"),), quoted=True),)
    assert to_html("1. a\n2. b") == '<ol dir="ltr"><li>a</li>\n<li>b</li></ol>'
    assert to_html("7. a") == '<ol dir="ltr" start="7"><li>a</li></ol>'


def test_an_item_may_begin_with_something_else_than_text():
    assert to_html("- # Head\n- - inner\n- a\n\n  b") == (
        '<ul dir="ltr"><li><h3 dir="ltr">Head</h3></li>\n'
        '<li><ul dir="ltr"><li>inner</li></ul></li>\n'
        '<li>a<p dir="ltr">b</p></li></ul>'
    )


def test_words_that_lean_are_set_so_on_the_page():
    assert to_html("***both*** [*there*](https://example.org)") == (
        '<p dir="ltr"><strong><em>both</em></strong> '
        '<a href="https://example.org" rel="noopener noreferrer nofollow"><em>there</em></a></p>'
    )


@pytest.mark.parametrize("address", ["https://example.org/a", "http://example.org", "mailto:a@example.org"])
def test_a_link_leads_to_the_web_or_to_a_mailbox(address):
    assert one(f"[there]({address})").link == one(f"<{address}>").link == address


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScRiPt:x", "file:///etc/passwd", "data:text/html,x", "/report", "//a", "#x"]
)
def test_any_other_address_is_no_link(address):
    assert "<a " not in to_html(f"[there]({address})\n\n<{address}>\n\n[there][x]\n\n[x]: {address}")


def test_html_is_text_and_a_picture_is_its_description():
    text = (
        '<script>alert(1)</script> <img src="file:///etc/passwd">\n\n<table>\n\n![a chart](https://example.org/x.png)'
    )
    html = to_html(text)
    assert set(re.findall(r"<(\w+)", html)) == {"p"}
    assert plain(text).splitlines()[-1] == "a chart"


def test_arabic_runs_from_the_right():
    assert to_html("مقدمة") == '<p dir="rtl">مقدمة</p>'


def test_a_list_is_at_most_three_deep_and_loses_no_word():
    text = "\n".join("  " * depth + f"- word{depth}" for depth in range(6))
    html = to_html(text)
    assert (html.count("<ul"), plain(text).split()) == (3, [f"word{depth}" for depth in range(6)])


@pytest.mark.parametrize("text", ["\n".join(" " * depth * 2 + f"- w{depth}" for depth in range(80)), ">" * 9000 + "x"])
def test_however_deep_it_is_no_word_is_lost(text):
    assert re.findall(r"\w+", plain(text)) == re.findall(r"\w+", text)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_stay_harmless(name):
    assert len(HOSTILE[name]) <= LONGEST
    started = time.process_time()
    html = to_html(HOSTILE[name])
    assert set(re.findall(r"<(\w+)", html)) <= TAGS
    assert time.process_time() - started < RUNAWAY


def test_more_than_a_report_holds_is_set_as_it_stands_at_once():
    text = "*a* [b](\n" * 10_000 + "<i>end</i>\n"
    started = time.process_time()
    found = blocks(text)
    assert (len(found), found[0], found[-1]) == (
        10_001,
        Paragraph((Run("*a* [b]("),)),
        Paragraph((Run("<i>end</i>"),)),
    )
    assert time.process_time() - started < RUNAWAY
