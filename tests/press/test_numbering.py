"""Page numbers that are written in once the pages are set: the target's own, where they stand and what follows them."""

import io

import pypdf
import pytest

from tests.engine import page

STYLES = """
.list a::before { content: "000\\2003"; text-align: right }
.see::after { content: "\\A0 000" }
section { break-before: page }
"""
CHAPTERS = 11


@pytest.fixture(scope="module")
def pages(press) -> list[pypdf.PageObject]:
    """A list of eleven chapters, a sentence with two of them and one that leads nowhere; each chapter on a page."""
    links = "".join(f'<li><a href="#c{n}">Chapter {n}</a></li>' for n in range(1, CHAPTERS + 1))
    words = '<p>See <a class="see" href="#c1">page</a>, or <a class="see" href="#c11">page</a>.</p>'
    other = '<p><a class="see" href="https://example.org/000">Nowhere 000</a></p>'
    sections = "".join(f'<section><h2 id="c{n}">Chapter {n}</h2></section>' for n in range(1, CHAPTERS + 1))
    body = f'<ul class="list">{links}</ul>{words}{other}{sections}'
    manuscript = page(body, styles=STYLES)
    return list(pypdf.PdfReader(io.BytesIO(press.render(manuscript))).pages)


def lines(one: pypdf.PageObject) -> list[str]:
    return [" ".join(line.split()) for line in one.extract_text().splitlines()]


def places(one: pypdf.PageObject) -> dict[str, float]:
    """Where each piece of text begins, in points from the left."""
    found: dict[str, float] = {}

    def note(text, matrix, shift, _font, _size):
        if text.strip():
            found.setdefault(text.strip(), shift[4] * matrix[0] + matrix[4])

    one.extract_text(visitor_text=note)
    return found


def test_every_link_names_the_page_of_its_target(pages):
    assert [line for line in lines(pages[0]) if "Chapter" in line] == [f"{n + 1} Chapter {n}" for n in range(1, 12)]


def test_the_numbers_of_a_list_stand_under_one_another_at_their_end(pages):
    begins = places(pages[0])
    assert (begins["2"], begins["11"]) == (pytest.approx(begins["9"]), pytest.approx(begins["12"]))
    assert begins["9"] - begins["12"] > 5  # points, about a figure's width


def test_a_sentence_closes_up_behind_a_short_number(pages):
    assert "See page 2, or page 12." in lines(pages[0])


def test_a_link_to_outside_has_no_page(pages):
    assert "Nowhere 000" in lines(pages[0])


def test_no_place_is_left_over(pages):
    assert [one for one in pages if "000" in one.extract_text().replace("Nowhere 000", "")] == []
