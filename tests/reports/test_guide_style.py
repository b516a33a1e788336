"""The guide in an organisation's house style: its logo, its lines, and nothing of them in the product's own look."""

from reports.documents.guide import guide_html, guide_manuscript
from reports.guide import build_guide
from reports.style import Style
from tests.definitions import tiny_definition

HOUSE = Style(cover_line="Harbour Bank, customer office", footer="Quay Street 1", logo=b"png")
LINES = [
    '<img src="asset:///picture/logo.png" alt="Logo of the organisation">',
    '<p class="cover__line" dir="ltr">Harbour Bank, customer office</p>',
    '<span class="running__house">Quay Street 1</span>',
]


def test_it_has_the_logo_and_the_lines_of_the_house():
    page = guide_html(build_guide(tiny_definition()), HOUSE)
    assert [line for line in LINES if line not in page] == []


def test_without_a_house_there_is_none_of_them():
    page = guide_manuscript(build_guide(tiny_definition())).html
    assert [word for word in ("cover__logo", "cover__line", "running__house") if word in page] == []
