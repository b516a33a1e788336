"""Tags that draw the charts: ``{% load charts %}``. Each takes plain chart values, see ``charts``."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from assessments.uncertainty import Band
from charts.band import draw_band
from charts.bars import Bars
from charts.from_result import bounds
from charts.heat_map import HeatMap
from charts.loop import COMPACT, LARGE, draw_loop
from charts.overview import Overview
from charts.paint import palette
from charts.radar import BARE, Radar, draw_radar
from charts.rows import draw_rows
from charts.shapes import hue
from charts.timeline import Lane
from frameworks.definition import FrameworkDefinition

register = template.Library()


@register.simple_tag
def paint(*name: str | int) -> str:
    """The printed colour of a token, whose name may come in parts: ``{% paint 'hue' 3 'tint' %}``."""
    return palette()["-".join(str(part) for part in name)]


register.filter("hue", hue)


@register.inclusion_tag("charts/loop.html")
def loop_chart(overview: Overview) -> dict[str, Any]:
    """The large loop with a label at each dimension and the categories inside the lobes."""
    return {"drawing": draw_loop(overview, LARGE)}


@register.inclusion_tag("charts/loop.svg")
def loop_mark(overview: Overview, *, highlight: str = "") -> dict[str, Any]:
    """The small loop without labels; with ``highlight``, a dimension's code, that one alone is filled."""
    return {"drawing": draw_loop(overview, COMPACT, highlight)}


@register.inclusion_tag("charts/radar.html")
def radar_chart(radar: Radar) -> dict[str, Any]:
    """The radar with a label at each axis, and a key where there is more than one outline."""
    return {"drawing": draw_radar(radar)}


@register.inclusion_tag("charts/bars.html")
def element_bars(bars: Bars) -> dict[str, Any]:
    """The table of all elements with a bar in each row."""
    return {"bars": bars}


@register.inclusion_tag("charts/rows.html")
def rows_chart(overview: Overview) -> dict[str, Any]:
    """The dimensions as rows with a label at each; on a ladder, as its rungs."""
    return {"drawing": draw_rows(overview)}


@register.inclusion_tag("charts/picture.html")
def picture(overview: Overview) -> dict[str, Any]:
    """The large picture that a framework of this shape has."""
    return {"overview": overview, "radar": Radar(overview)}


@register.simple_tag
def picture_mark(overview: Overview) -> SafeString:
    """The same without labels."""
    if overview.picture == "loop":
        return render_to_string("charts/loop.svg", loop_mark(overview))
    if overview.picture == "radar":
        return render_to_string("charts/radar.svg", {"drawing": draw_radar(Radar(overview), BARE)})
    return render_to_string("charts/rows.svg", rows_chart(overview))


@register.inclusion_tag("charts/dimension_table.html")
def dimension_table(overview: Overview) -> dict[str, Any]:
    """The numbers of the picture as a table."""
    with_before = any(segment.before is not None for segment in overview.segments)
    return {"overview": overview, "with_before": with_before, "with_target": overview.has_targets}


@register.inclusion_tag("charts/band.svg")
def band_drawing(band: Band, definition: FrameworkDefinition) -> dict[str, Any]:
    """The band of a total on the scale of its levels."""
    drawing = draw_band(band.total, band.low, band.high, band.maximum, bounds(definition))
    return {"band": band, "drawing": drawing}


@register.inclusion_tag("charts/timeline.svg")
def timeline_lane(lane: Lane, title: str) -> dict[str, Any]:
    """One action's lane of a time line; the quarters above it are the page's."""
    return {"lane": lane, "title": title}


@register.inclusion_tag("charts/heat_map.html")
def heat_map_table(heat: HeatMap) -> dict[str, Any]:
    """All elements as a map of their levels, each with its number."""
    return {"map": heat}
