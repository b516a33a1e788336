"""Native charts: PowerPoint draws them from figures that can be edited in the workbook inside the file.

The library's own writer of that workbook takes a title that begins with “=” for a formula, and notes the time; so the
workbook is written by the project's own hand.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import Workbook
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Inches, Pt

from frameworks.spreadsheet import bytes_of, write_text
from reports.office.look import colour
from reports.office.slides.texts import Box
from reports.office.texts import shortened

LONGEST: Final = 60  # characters of a name in a chart
SHEET: Final = "Sheet1"  # the name by which the chart's references know it
PERCENT: Final = '0.0" %"'
POINTS: Final = "#,##0"
ABREAST: Final = 14  # figures that stand side by side over a line
STEPS: Final = 5  # of the scale beside a line
RADAR_PLACE: Final = (("x", "0.2"), ("y", "0.1"), ("w", "0.6"), ("h", "0.72"))
KEY: Final = Inches(0.35)  # how high the key over a chart is
EPOCH: Final = datetime.date(1899, 12, 30)  # from which office programs count days


@dataclass(frozen=True)
class Series:
    """A row of figures with its name and colour; None where there is none."""

    name: str
    figures: Sequence[Decimal | None]
    tint: str
    dashed: bool = False


@dataclass(frozen=True)
class Figures:
    """What a chart shows: series over names or days; ``words`` say it to whoever can't see it.

    ``top`` is the end of its axis, where that isn't a hundred percent.
    """

    places: Sequence[str | datetime.date]
    series: Sequence[Series]
    words: str
    form: str = PERCENT
    top: Decimal = Decimal(100)


def add_bars(slide: Slide, box: Box, figures: Figures, name: str) -> None:
    """Bars from left to right, the first at the top, with the figures of the first series beside them."""
    left, top, width, height = box
    if len(figures.series) > 1:
        _add_key(slide, (left, top, width, KEY), figures)
        top, height = top + KEY, height - KEY
    chart = _add(slide, XL_CHART_TYPE.BAR_CLUSTERED, (left, top, width, height), figures, name)
    chart.has_legend = False
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = _rgb(colour("rule-strong"))
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    _set_hundred(chart)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 55, -5
    for one, series in zip(plot.series, figures.series, strict=True):
        one.format.fill.solid()
        one.format.fill.fore_color.rgb = _rgb(series.tint)
    labels = plot.series[0].data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, figures.form, False
    labels.font.size = Pt(11)


def _add_key(slide: Slide, box: Box, figures: Figures) -> None:
    """What each colour is, in the order of the bars: programs differ in which way they list them."""
    shapes: Any = slide.shapes
    shape = shapes.add_textbox(*box)
    shape.name = _("Key to the chart")
    frame = shape.text_frame
    frame.word_wrap, frame.margin_left, frame.margin_top = True, 0, 0
    for place, series in enumerate(figures.series):
        for text, tint in ((f"{'     ' if place else ''}■", series.tint), (f" {series.name}", colour("ink"))):
            run = frame.paragraphs[0].add_run()
            run.text, run.font.size, run.font.color.rgb = text, Pt(12), _rgb(tint)


def add_radar(slide: Slide, box: Box, figures: Figures, name: str) -> None:
    """A radar with a line for each series."""
    chart = _add(slide, XL_CHART_TYPE.RADAR_MARKERS, box, figures, name)
    _set_hundred(chart)
    _set_place(chart._chartSpace)  # noqa: SLF001 - the library knows no places of what is drawn
    _set_lines(chart, figures)


def add_lines(slide: Slide, box: Box, figures: Figures, name: str) -> None:
    """Lines over days on the whole scale, so that a small rise looks like one."""
    chart = _add(slide, XL_CHART_TYPE.LINE_MARKERS, box, figures, name)
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, float(figures.top)
    chart.value_axis.major_unit = float(figures.top) / STEPS
    _set_room(chart.category_axis, figures)
    chart.value_axis.format.line.fill.background()
    chart.category_axis.tick_labels.number_format = "mmm yyyy"
    chart.category_axis.tick_labels.number_format_is_linked = False
    _set_months(chart.category_axis._element, figures)  # noqa: SLF001 - the library knows no steps of days
    _set_lines(chart, figures)
    for one in chart.plots[0].series:
        one.smooth = False
    labels = chart.plots[0].series[0].data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, figures.form, False
    labels.font.size, labels.position = Pt(11), XL_LABEL_POSITION.BELOW
    _leave_out(labels, set(range(len(figures.places))) - labelled(figures))


def labelled(figures: Figures) -> set[int]:
    """The days that have room for their figure: the first, the last, and those far enough from the one before."""
    days = [one for one in figures.places if isinstance(one, datetime.date)]
    room = max((days[-1] - days[0]) / ABREAST, datetime.timedelta(days=1))
    shown = [0]
    for place, day in enumerate(days[:-1]):
        if day - days[shown[-1]] >= room and days[-1] - day >= room:
            shown.append(place)
    return {*shown, len(days) - 1}


def _leave_out(labels: Any, places: Iterable[int]) -> None:
    """No figure at these places; what is said of single ones stands before what is said of all."""
    for nth, place in enumerate(sorted(places)):
        one = labels._element.makeelement(qn("c:dLbl"), {})  # noqa: SLF001 - the library knows no label left out
        one.append(one.makeelement(qn("c:idx"), {"val": str(place)}))
        one.append(one.makeelement(qn("c:delete"), {"val": "1"}))
        labels._element.insert(nth, one)  # noqa: SLF001


def workbook_of(figures: Figures) -> bytes:
    """The figures as the workbook inside the chart: places down the first column, a column for each series."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    for row, place in enumerate(figures.places, start=2):
        _put(sheet.cell(row, 1), place)
    for column, series in enumerate(figures.series, start=2):
        _put(sheet.cell(1, column), series.name)
        for row, number in enumerate(series.figures, start=2):
            sheet.cell(row, column).value = number
    return bytes_of(book)


def _put(cell: Any, value: str | datetime.date) -> None:
    if isinstance(value, str):
        write_text(cell, shortened(value, LONGEST))
    else:
        cell.value, cell.number_format = value, "yyyy-mm-dd"


def _add(slide: Slide, kind: Any, box: Box, figures: Figures, name: str) -> Any:
    data: Any = CategoryChartData(number_format=figures.form)
    data.categories = [one if isinstance(one, datetime.date) else shortened(one, LONGEST) for one in figures.places]
    for series in figures.series:
        data.add_series(series.name, [None if one is None else float(one) for one in series.figures])
    shapes: Any = slide.shapes
    shape = shapes.add_chart(kind, *box, data)
    shape.name = name
    shape._element.nvGraphicFramePr.cNvPr.set("descr", figures.words)  # noqa: SLF001 - the library has no name for it
    shape.chart.part.chart_workbook.update_from_xlsx_blob(workbook_of(figures))
    _set_look(shape.chart, several=len(figures.series) > 1)
    _mend(shape.chart._chartSpace)  # noqa: SLF001 - nor for the ids of axes
    return shape.chart


def _mend(tree: Any) -> None:
    """The library writes ids of axes below zero, and curves in a radar: the format has neither."""
    for one in tree.iter(qn("c:axId"), qn("c:crossAx")):
        one.set("val", one.get("val").lstrip("-"))
    for one in tree.findall(f".//{qn('c:radarChart')}/{qn('c:ser')}/{qn('c:smooth')}"):
        one.getparent().remove(one)


def _set_look(chart: Any, *, several: bool) -> None:
    chart.font.size, chart.font.color.rgb = Pt(12), _rgb(colour("ink"))
    chart.has_title = False
    chart.has_legend = several
    if several:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.value_axis.major_gridlines.format.line.color.rgb = _rgb(colour("grid"))
    chart.value_axis.major_gridlines.format.line.width = Pt(0.5)


def _set_place(tree: Any) -> None:
    """Where a radar is drawn, as shares of its box: long names would make it small."""
    area = next(tree.iter(qn("c:plotArea")))
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = area.makeelement(qn("c:layout"), {})
    area.insert(0, layout)
    manual = layout.makeelement(qn("c:manualLayout"), {})
    for name, value in (("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"), *RADAR_PLACE):
        manual.append(manual.makeelement(qn(f"c:{name}"), {"val": value}))
    layout.append(manual)


def _set_months(axis: Any, figures: Figures) -> None:
    """A name every so many months, no more than a dozen in all."""
    days = [one for one in figures.places if isinstance(one, datetime.date)]
    months = (max(days) - min(days)).days // 30 + 1
    for old in [one for one in axis if one.tag.endswith(("baseTimeUnit", "majorUnit", "majorTimeUnit"))]:
        axis.remove(old)
    for name, value in (("baseTimeUnit", "days"), ("majorUnit", -(-months // 12)), ("majorTimeUnit", "months")):
        axis.append(axis.makeelement(qn(f"c:{name}"), {"val": str(value)}))


def _set_room(axis: Any, figures: Figures) -> None:
    """Some days more at both ends, so that the first figure does not stand on the axis."""
    days = [one for one in figures.places if isinstance(one, datetime.date)]
    room = max((days[-1] - days[0]) // 25, datetime.timedelta(days=2))
    axis.minimum_scale, axis.maximum_scale = ((day - EPOCH).days for day in (days[0] - room, days[-1] + room))


def _set_hundred(chart: Any) -> None:
    """Percentages: from nothing to all."""
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, 100, 20
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = '0" %"', False
    axis.tick_labels.font.size = Pt(10)
    axis.tick_labels.font.color.rgb = _rgb(colour("ink-soft"))
    axis.format.line.fill.background()


def _set_lines(chart: Any, figures: Figures) -> None:
    for one, series in zip(chart.plots[0].series, figures.series, strict=True):
        one.format.line.color.rgb, one.format.line.width = _rgb(series.tint), Pt(2.5 if not series.dashed else 1.75)
        if series.dashed:
            one.format.line.dash_style = MSO_LINE.DASH
            one.marker.style = XL_MARKER_STYLE.NONE
        else:
            one.marker.style, one.marker.size = XL_MARKER_STYLE.CIRCLE, 7
            one.marker.format.fill.solid()
            one.marker.format.fill.fore_color.rgb = _rgb(series.tint)
            one.marker.format.line.color.rgb = _rgb(series.tint)


def _rgb(hexadecimal: str) -> Any:
    return RGBColor.from_string(hexadecimal)
