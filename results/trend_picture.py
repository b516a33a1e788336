"""The total over the cycles as a picture that stands by itself."""

from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from charts.cycles import LARGE, draw_cycles
from charts.from_result import bounds
from charts.shapes import Point
from charts.standalone import Inset, Label, Picture
from comparisons.trend import Trend

LEFT: Final = 32
TOP: Final = 92
FOOT: Final = 76
SIDE: Final = 150


def trend_picture(trend: Trend) -> Picture | None:
    """The line with a label at each cycle, and the levels at the right; None with fewer than two cycles to connect."""
    drawing = draw_cycles(trend.total.points, bounds=bounds(trend.definition))
    if drawing is None:
        return None
    inset = Inset("charts/cycles.svg", drawing, drawing.box, LEFT, TOP, drawing.box.width, drawing.box.height)
    width = drawing.box.width / len(trend.cycles)
    foot = TOP + drawing.box.height
    labels = []
    for place, (cycle, value) in enumerate(zip(trend.cycles, trend.total.values, strict=True)):
        x = LEFT + width * (place + 0.5)
        figure = "–" if value is None or value.percent is None else _("%(percent)s %%") % {"percent": value.percent}
        labels.append(Label(x, foot + 24, cycle.label, "middle", size=13))
        labels.append(Label(x, foot + 44, figure, "middle", strong=True))
    for level in trend.definition.levels:
        if level.from_percent:
            y = inset.at(Point(0, _height(level.from_percent))).y
            labels.append(Label(LEFT + drawing.box.width + 8, y + 4, f"{level.number} {level.title}", size=12))
    newest = trend.cycles[-1].assessment
    return Picture(
        title=f"{newest.organisation.name} · {newest.title}",
        note=_("The total over the cycles, in percent of the maximum"),
        width=round(LEFT + drawing.box.width + SIDE),
        height=round(foot + FOOT),
        labels=tuple(labels),
        inset=inset,
        description="; ".join(f"{point.label}: {point.percent} %" for point in drawing.points),
    )


def _height(percent: Decimal) -> float:
    """Where a percentage lies in the drawing, as it rules its levels."""
    return LARGE.margin + (LARGE.height - 2 * LARGE.margin) * (1 - float(percent) / 100)
