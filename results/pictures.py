"""The charts of a result as pictures that stand by themselves: what each shows, laid out in pixels."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from assessments.results import plain_number
from charts.bars import Bar, BarGroup, Bars
from charts.loop import LARGE, LOBES, draw_loop, label_points
from charts.overview import Overview, Part, Segment
from charts.radar import RADIUS, Radar, draw_radar
from charts.rows import PITCH, draw_rows
from charts.shapes import Box, Point, polar, share
from charts.standalone import Inset, Label, Picture, Shape, beside, short
from frameworks.definition import Level
from results.figures import Figures

MARGIN: Final = 32
AWAY: Final = 18  # how much further than its segment's middle a label over a lobe stands
BESIDE: Final = 40  # room for what stands left and right of the loop
TOP: Final = 92
SHADES: Final = range(1, 6)  # levels that have a colour of their own
LONGEST: Final = 64  # letters of a title in a row


def picture_of(figures: Figures, chart: str) -> Picture | None:
    """The picture called so; None for one that there is not, or that a framework of this shape does not have."""
    return _CHARTS[chart](figures) if chart in _CHARTS else None


def _whole(figures: Figures) -> Picture:
    """The large picture that a framework of this shape has."""
    shown = figures.overview
    if shown.picture == "loop":
        return _loop(figures)
    return _radar_picture(figures) if shown.picture == "radar" else _rows(figures)


def _loop(figures: Figures) -> Picture:
    shown, drawing = _shown(figures), draw_loop(figures.overview, LARGE)
    scale = 1.4
    inset = _inset("charts/loop.svg", drawing, drawing.box, scale, MARGIN + BESIDE)
    labels: list[Label] = []
    for index, (segment, point) in enumerate(zip(shown.segments, label_points(shown), strict=True)):
        lobe = LOBES[0 if index < len(shown.parts[0].segments) else 1]
        centre = inset.at(Point(lobe.side * (lobe.reach - lobe.radius), 0))
        labels += _around(segment, inset.at(point), centre, scale * lobe.radius / 2)
    for lobe, part in zip(LOBES, shown.parts, strict=True):
        labels += _category(part, inset.at(Point(lobe.side * (lobe.reach - lobe.radius), 0)))
    foot = inset.y + inset.height + MARGIN
    labels += _key(figures, foot, "", _("thin line inside: last time"), _("line across: target"))
    return _picture(figures, labels, inset=inset, width=inset.width + 2 * (MARGIN + BESIDE), height=foot + MARGIN)


def _radar(figures: Figures) -> Picture | None:
    return _radar_picture(figures) if figures.overview.has_radar else None


def _radar_picture(figures: Figures) -> Picture:
    drawing = draw_radar(Radar(_shown(figures)))
    inset = _inset("charts/radar.svg", drawing, drawing.box, 2.6, MARGIN)
    centre = inset.at(Point(0, 0))
    labels: list[Label] = []
    for axis in drawing.axes_in_order:
        labels += _dimension(axis.segment, inset.at(polar(axis.angle, RADIUS + 8)), centre, 40)
    foot = inset.y + inset.height + MARGIN
    labels += _key(figures, foot, _("solid: this time"), _("dashed: last time"), _("dotted: target"))
    return _picture(figures, labels, inset=inset, height=foot + MARGIN)


def _rows(figures: Figures) -> Picture:
    drawing = draw_rows(_shown(figures))
    left, high = 360, 44
    inset = Inset("charts/rows.svg", drawing, drawing.box, left, TOP, 520, high * len(drawing.rows))
    labels = []
    for place, row in enumerate(drawing.rows):
        middle = inset.at(Point(0, (place + 0.5) * PITCH)).y + 5
        labels.append(Label(MARGIN, middle, short(row.segment.title, 42), strong=True))
        labels.append(Label(left + 536, middle, _figure(row.segment)))
    return _picture(figures, labels, inset=inset, width=1160)


def _elements(figures: Figures) -> Picture:
    """Every element as a bar, with its points and percentage."""
    labels: list[Label] = []
    shapes: list[Shape] = []
    y = float(TOP)
    for group in (*figures.bars.groups, *(figures.enabler_bars.groups if figures.definition.enablers else ())):
        labels.append(Label(MARGIN, y + 18, group.title, strong=True))
        y += 26
        for bar in group.bars:
            labels += _bar_labels(bar, y, figures.bars)
            shapes += _bar_shapes(bar, group, y)
            y += 22
        y += 12
    return _picture(figures, labels, shapes=shapes, width=1160, height=y + MARGIN)


def _bar_labels(bar: Bar, y: float, bars: Bars) -> Iterator[Label]:
    yield Label(MARGIN, y + 15, f"{bar.code}  {short(bar.title, LONGEST)}", size=13)
    if bar.percent is None:
        yield Label(1128, y + 15, _("left out"), "end", size=13, colour="ink-soft")
        return
    if bar.maximum:
        yield Label(900, y + 15, f"{bar.points:.2f}", "end", size=13)
    yield Label(970, y + 15, _percent(bar.percent), "end", size=13)
    if bars.has_levels:
        yield Label(990, y + 15, _level(bar.level), size=13)


def _bar_shapes(bar: Bar, group: BarGroup, y: float) -> Iterator[Shape]:
    left, length = 550, 280
    hue = f"hue-{group.hue}" if group.hue else "ink-soft"
    yield Shape(left, y + 4, length, 12, f"{hue}-tint" if group.hue else "track", edge=bar.percent is None)
    if bar.percent:
        yield Shape(left, y + 4, length * share(bar.percent), 12, hue)


def _heat_map(figures: Figures) -> Picture:
    """Every element as a cell with its percentage and level."""
    labels, shapes, left, wide, high = [], [], 240, 96, 52
    for row_number, row in enumerate(figures.heat_map.rows):
        y = TOP + row_number * high
        labels.append(Label(MARGIN, y + 30, short(row.title, 26), strong=True))
        for column, cell in enumerate(row.cells):
            x = left + column * wide
            colour = f"level-{cell.level.number}" if _is_shaded(cell, figures) and cell.level else "sunken"
            shapes.append(Shape(x, y, wide - 3, high - 3, colour, edge=cell.percent is None))
            labels += _cell_labels(cell, x, y, figures)
    foot = TOP + len(figures.heat_map.rows) * high + 24
    if figures.bars.has_levels:
        words = " · ".join(_level(level) for level in figures.definition.levels)
        labels.append(Label(MARGIN, foot, words, size=13, colour="ink-soft"))
    width = left + max(figures.heat_map.columns, 6) * wide + MARGIN
    return _picture(figures, labels, shapes=shapes, width=width, height=foot + MARGIN)


def _cell_labels(cell: Bar, x: float, y: float, figures: Figures) -> Iterator[Label]:
    shaded = _is_shaded(cell, figures)
    ink = f"on-level-{cell.level.number}" if shaded and cell.level else "ink"
    figure = _("left out") if cell.percent is None else _percent(cell.percent)
    yield Label(x + 8, y + 18, cell.code, size=12, colour=ink)
    yield Label(x + 8, y + 39, figure, strong=True, colour=ink)
    if shaded and cell.level:
        yield Label(x + 84, y + 18, str(cell.level.number), "end", size=12, colour=ink)


def _is_shaded(cell: Bar, figures: Figures) -> bool:
    has_shade = cell.percent is not None and cell.level is not None and cell.level.number in SHADES
    return figures.bars.has_levels and has_shade


def _key(figures: Figures, y: float, now: str, before: str, target: str) -> Iterator[Label]:
    """What the lines are that stand beside this time's, where there are any."""
    beside_it = [figures.before and before, figures.wanted and target]
    if any(beside_it):
        said = [one for one in (now, *beside_it) if one]
        yield Label(MARGIN, y, " · ".join(map(str, said)), size=13, colour="ink-soft")


def _around(segment: Segment, point: Point, centre: Point, reach: float) -> Iterator[Label]:
    """The same beside a lobe: above and under it over its middle, so that two lobes' labels keep apart."""
    if abs(point.y - centre.y) > reach:
        above = point.y < centre.y
        nearer = Point(centre.x + (point.x - centre.x) / 4, point.y + (-AWAY if above else AWAY))
        yield from _dimension(segment, nearer, centre, reach)
        return
    anchor = beside(point, centre, 0)
    for line, text in enumerate((segment.title, *_figure(segment).split(" · "))):
        yield Label(point.x, point.y - 14 + 18 * line, text, anchor, size=13 if line else 15, strong=not line)


def _dimension(segment: Segment, point: Point, centre: Point, reach: float) -> Iterator[Label]:
    """A dimension's name and figure, clear of the drawing: above it at the top, under it at the foot."""
    anchor = beside(point, centre, reach)
    lift = -22 if point.y < centre.y - reach else 14 if point.y > centre.y + reach else -4
    yield Label(point.x, point.y + lift, segment.title, anchor, size=15, strong=True)
    yield Label(point.x, point.y + lift + 18, _figure(segment), anchor, size=13)


def _category(part: Part, centre: Point) -> Iterator[Label]:
    yield Label(centre.x, centre.y - 24, part.title, "middle", size=13)
    yield Label(centre.x, centre.y + 8, number_format(part.points, 0), "middle", size=32, strong=True)
    yield Label(centre.x, centre.y + 30, _of(part.maximum), "middle", size=13, colour="ink-soft")


def _shown(figures: Figures) -> Overview:
    """The figures to be labelled; on a ladder a rung has no level of its own."""
    shown = figures.overview
    if shown.ladder is None:
        return shown
    parts = (replace(part, segments=tuple(replace(one, level=None) for one in part.segments)) for part in shown.parts)
    return replace(shown, parts=tuple(parts))


def _figure(segment: Segment) -> str:
    if segment.percent is None:
        return _("left out")
    level = f" · {_level(segment.level)}" if segment.level else ""
    return f"{segment.points:.2f} {_of(segment.maximum)} · {_percent(segment.percent)}{level}"


def _of(maximum: Decimal) -> str:
    return _("of %(maximum)s") % {"maximum": plain_number(maximum)}


def _percent(percent: Decimal) -> str:
    return _("%(percent)s %%") % {"percent": percent}


def _level(level: Level | None) -> str:
    return f"{level.number} {level.title}" if level else "–"


def _inset(template: str, drawing: object, box: Box, scale: float, left: float) -> Inset:
    return Inset(template, drawing, box, left, TOP, box.width * scale, box.height * scale)


def _picture(
    figures: Figures,
    labels: Iterable[Label],
    *,
    shapes: Iterable[Shape] = (),
    inset: Inset | None = None,
    width: float = 0,
    height: float = 0,
) -> Picture:
    total, assessment = figures.result.total, figures.assessment
    words = _("%(points)s of %(maximum)s points") if total.complete else _("%(points)s of %(maximum)s points so far")
    level = f" · {_level(total.level)}" if total.level else ""
    note = words % {"points": f"{total.points:.2f}", "maximum": plain_number(total.maximum)} + level
    note += "" if assessment.is_approved else f" · {_('not yet approved')}"
    return Picture(
        title=short(f"{assessment.organisation.name} · {assessment.title}", 90),
        note=note,
        width=round(width or (inset.width + 2 * MARGIN if inset else 0)),
        height=round(height or (inset.y + inset.height + MARGIN if inset else 0)),
        labels=tuple(labels),
        shapes=tuple(shapes),
        inset=inset,
        description="; ".join(f"{one.title}: {_figure(one)}" for one in _shown(figures).segments),
    )


_CHARTS: Final[dict[str, Callable[[Figures], Picture | None]]] = {
    "picture": _whole,
    "radar": _radar,
    "heat-map": _heat_map,
    "elements": _elements,
}
