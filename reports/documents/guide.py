"""The assessors' guide to a framework version, as pages."""

from typing import Final

from django.template.loader import render_to_string
from django.utils.translation import get_language

from frameworks.models import FrameworkVersion
from press.manuscript import Manuscript
from reports.documents.paper import paper_styles
from reports.guide import GuideBook, build_guide
from reports.kinds import Paper
from reports.source import Source
from reports.style import PLAIN, Style

STYLE_SHEETS: Final = ("css/fonts.css", "css/tokens.css", "css/report.css", "css/guide-print.css")

# On a lower sheet an element stays one spread by a little less air.
LOWER: Final = """
@page { margin-top: 18mm; margin-bottom: 15mm }
.topic__head { margin-bottom: 3mm }
.topic__objective { margin-bottom: 3.5mm }
.topic__again { margin-bottom: 2.5mm }
.looks { margin-bottom: 3.5mm; font-size: 8.2pt; line-height: 1.34 }
.looks th, .looks td { padding-top: 1mm; padding-bottom: 1mm }
.topic--helped .rungs { font-size: 9pt }
.asking { font-size: 8.2pt; line-height: 1.33 }
"""


def manuscript_of(source: Source) -> Manuscript:
    """The pages of the guide."""
    return guide_manuscript(read_book(source.version), source.options.paper, source.style)


def read_book(version: FrameworkVersion) -> GuideBook:
    """The guide of a version as this reader reads it."""
    return build_guide(version.definition_in(get_language()), is_draft=not version.is_published)


def guide_html(book: GuideBook, style: Style = PLAIN) -> str:
    """The page that the PDF is printed from; with the lines and the logo of a house style."""
    return render_to_string("reports/guide/book.html", {"book": book, "style": style})


def guide_manuscript(book: GuideBook, paper: Paper = Paper.A4, style: Style = PLAIN) -> Manuscript:
    """All that the PDF is made of but the colours and the picture of the house style."""
    return Manuscript(
        guide_html(book, style), STYLE_SHEETS, styles=paper_styles(paper) + (LOWER if paper == Paper.LETTER else "")
    )
