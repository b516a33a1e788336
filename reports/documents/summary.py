"""The executive summary: the result, what stands out and where it leads, on two pages."""

from dataclasses import replace
from typing import Final

from django.template.loader import render_to_string

from press.manuscript import Manuscript
from reports.documents.aim import Aim, read_aim
from reports.documents.full import STYLE_SHEETS as OF_THE_REPORT
from reports.documents.full import report_of
from reports.documents.paper import Page, page_of, paper_styles
from reports.kinds import Paper
from reports.source import Source

STYLE_SHEETS: Final = (*OF_THE_REPORT, "css/summary-print.css")
ACTIONS: Final = 5  # of the plan that are named
LONG_NAME: Final = 48  # letters of an element's name in the heat map
SHORT_NAME: Final = 26
MOST_ROWS: Final = 8  # of a heat map with names
ROWS_BESIDE_MORE: Final = 6  # where the plan or the dimensions stand on its page too


def manuscript_of(source: Source) -> Manuscript:
    """The pages of the summary."""
    return summary_manuscript(summary_of(source), source.options.paper)


def summary_of(source: Source) -> Page:
    """What it says: the report's own figures, with the target and the plan always beside them."""
    report = report_of(source)
    return replace(page_of(source, report), aim=read_aim(source, report))


def summary_html(page: Page) -> str:
    """The page that the PDF is printed from."""
    context = {"page": page, "report": page.report, "frame": page.frame} | {
        "actions": _next_actions(page.aim),
        "letters": letters_of_a_name(page),
    }
    return render_to_string("reports/summary/detail.html", context)


def summary_manuscript(page: Page, paper: Paper) -> Manuscript:
    """All that the PDF is made of but the house style."""
    return Manuscript(summary_html(page), STYLE_SHEETS, styles=paper_styles(paper))


def letters_of_a_name(page: Page) -> int:
    """How much of an element's name stands in its cell of the heat map, so that there are two pages; 0 for none."""
    rows = len(page.report.heat.lines)
    if page.aim is None and not page.summary:
        return LONG_NAME if rows <= MOST_ROWS else 0
    return SHORT_NAME if rows <= ROWS_BESIDE_MORE and not page.frame.stamp else 0


def _next_actions(aim: Aim | None) -> tuple[object, ...]:
    """The first actions that are still to be done."""
    return tuple(entry for entry in aim.plan.counted if entry.action.is_open)[:ACTIONS] if aim and aim.plan else ()
