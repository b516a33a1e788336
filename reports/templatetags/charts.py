"""Tags that draw the charts: ``{% load charts %}``. Each takes plain chart values, see ``reports.charts``."""

from typing import Any

from django import template

from reports.charts.bars import Bars
from reports.charts.loop import COMPACT, LARGE, Loop, draw_loop
from reports.charts.paint import palette
from reports.charts.radar import Radar, draw_radar

register = template.Library()


@register.simple_tag
def paint(*name: str | int) -> str:
    """The printed colour of a token, whose name may come in parts: ``{% paint 'hue' 3 'tint' %}``."""
    return palette()["-".join(str(part) for part in name)]


@register.inclusion_tag("reports/charts/loop.html")
def loop_chart(loop: Loop) -> dict[str, Any]:
    """The large loop with a label at each dimension and the categories inside the lobes."""
    return {"drawing": draw_loop(loop, LARGE)}


@register.inclusion_tag("reports/charts/loop.svg")
def loop_mark(loop: Loop, *, highlight: str = "") -> dict[str, Any]:
    """The small loop without labels; with ``highlight``, a dimension's code, that one alone is filled."""
    return {"drawing": draw_loop(loop, COMPACT, highlight)}


@register.inclusion_tag("reports/charts/radar.html")
def radar_chart(radar: Radar) -> dict[str, Any]:
    """The radar with a label at each axis, and a key where there is more than one outline."""
    return {"drawing": draw_radar(radar)}


@register.inclusion_tag("reports/charts/bars.html")
def element_bars(bars: Bars) -> dict[str, Any]:
    """The table of all elements with a bar in each row."""
    return {"bars": bars}


@register.inclusion_tag("reports/charts/dimension_table.html")
def dimension_table(loop: Loop) -> dict[str, Any]:
    """The numbers of the loop and the radar as a table."""
    return {"loop": loop, "with_before": any(segment.before is not None for segment in loop.segments)}
