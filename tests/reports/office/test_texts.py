"""What office files can hold of a text, and figures in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reports.office.look import colour, contrast, legible_on
from reports.office.texts import clean, is_rtl, lines_of, one_line, shortened
from reports.office.words import headline, kept, percent_words, plain, points_words, share_words


@given(st.text())
def test_a_clean_text_is_text_in_xml(text):
    node = etree.Element("t")
    node.text = clean(text)
    assert etree.fromstring(etree.tostring(node)).text in {clean(text), None}


def test_lines_end_in_one_way_and_empty_ones_go():
    assert lines_of("one\r\n\r\n two\u2028three\rfour\x00") == ["one", " two", "three", "four"]


def test_one_line_keeps_a_figure_and_its_sign_together():
    assert one_line(" a \t\n b 5\u00a0% ") == "a b 5\u00a0%"


@pytest.mark.parametrize(("text", "longest", "shown"), [("short", 5, "short"), ("a longer one", 9, "a longer…")])
def test_shortened(text, longest, shown):
    assert shortened(text, longest) == shown


def test_direction():
    assert (is_rtl("مرحبا"), is_rtl("Hello مرحبا"), is_rtl("12")) == (True, False, False)


def test_figures_in_words():
    assert points_words(Decimal(12)) == "12.00"
    assert [plain(Decimal(one)) for one in ("20", "12.5", "7.500000", "1000.00")] == ["20", "12.5", "7.5", "1000"]
    assert percent_words(Decimal("50.0")) == "50.0\u00a0%"
    assert share_words(Decimal("75.00")) == "75\u00a0%"
    assert percent_words(None) == "–"
    assert (points_words(Decimal("-1.5")), headline(Decimal("-1.4"))) == ("−1.50", "−1")
    assert kept("so far: 5 % of 10 %") == "so far: 5\u00a0% of 10\u00a0%"


@pytest.mark.parametrize("ground", ["000000", "FFFFFF", "7A1F5C", "FFD400", "777777"])
def test_what_stands_on_a_colour_is_legible(ground):
    assert contrast(legible_on(ground), ground) >= 4.4


def test_contrast_is_that_of_the_guidelines():
    assert round(contrast("000000", "FFFFFF"), 2) == 21
    assert colour("ink") == "16202B"
