"""Tags and filters of the documents' own templates: ``{% load report %}``."""

import textwrap
from collections.abc import Collection
from decimal import Decimal
from typing import Protocol

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from assessments.results import ElementScore, GroupScore, TotalScore
from reports.direction import direction
from reports.qr import QrCode, qr_code
from results.findings import points_missing

register = template.Library()


class Scored(Protocol):
    """A line of the ledger whose points are summed."""

    @property
    def score(self) -> ElementScore | GroupScore:
        """Its points, and whether they count."""


@register.filter(name="direction")
def direction_filter(text: str) -> str:
    """Which way a text runs, for its ``dir`` attribute."""
    return direction(text)


@register.inclusion_tag("reports/issue/_qr.svg", name="qr_code")
def qr_code_tag(address: str) -> dict[str, QrCode | str]:
    """An address as a QR code, drawn as paths."""
    return {"code": qr_code(address), "title": _("QR code that leads to the page which verifies this report")}


@register.filter
def shortened(title: str, letters: int) -> str:
    """A title of so many letters at most, cut between two words."""
    return textwrap.shorten(title, letters, placeholder="…")


@register.filter
def plus(number: Decimal) -> str:
    """A change with its sign as plain text: +1.25, −0.50, 0.00; a mark of its direction would be a box in every row."""
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return sign + number_format(abs(number), use_l10n=True)


@register.filter
def missing(element: ElementScore) -> Decimal:
    """The points that are still to be gained in an element."""
    return points_missing(element)


@register.inclusion_tag("reports/report/_summed.html")
def summed(lines: Collection[Scored], score: GroupScore | TotalScore) -> dict[str, object]:
    """How a sum of points was made, and its share of the maximum: (9.69 + 8.75) ÷ 25 = 73.8 %."""
    return {"terms": [line.score.points for line in lines if _counts(line.score)] or [score.points], "score": score}


def _counts(score: ElementScore | GroupScore) -> bool:
    """Whether it is in the sum: a rung of a ladder above one that doesn't hold is not."""
    return not isinstance(score, GroupScore) or score.counts
