"""The infinity loop, the product's own picture: categories as lobes, dimensions as segments filled by score."""

from dataclasses import dataclass

from charts.overview import Overview, Segment
from charts.ribbon import LEFT, RIGHT, Lobe, Stretch, divide
from charts.shapes import Box, Point, hue, line, number, share

LOBES = (Lobe(LEFT), Lobe(RIGHT))


@dataclass(frozen=True)
class LoopStyle:
    """Proportions, in the drawing's own unit: a hundredth of a lobe's radius."""

    width: float
    gap: float
    lead: float
    beside: float
    above: float
    ticks: bool

    @property
    def margin(self) -> float:
        """How far from the crossing the segments keep: clear of the other strand, with a lead of bare ribbon."""
        return self.width / 2 + self.gap + self.lead

    @property
    def box(self) -> Box:
        """The ribbon with the room beside and above it that the labels need."""
        right = LOBES[1].reach + self.width / 2 + self.beside
        bottom = LOBES[1].radius + self.width / 2 + self.above
        return Box(-right, -bottom, 2 * right, 2 * bottom)


LARGE = LoopStyle(width=30, gap=4, lead=3, beside=130, above=62, ticks=True)
COMPACT = LoopStyle(width=40, gap=6, lead=2, beside=4, above=4, ticks=False)
LOGO = LoopStyle(width=46, gap=9, lead=0, beside=4, above=4, ticks=False)


@dataclass(frozen=True)
class SegmentDrawing:
    """The paths of one dimension; ``fill``, ``before`` and ``target`` are empty where there is nothing to draw."""

    segment: Segment
    hue: int
    place: str
    track: str
    fill: str
    before: str
    target: str
    ticks: tuple[str, ...]

    @property
    def excluded(self) -> bool:
        """Whether there is no score to draw, because everything in the dimension is left out."""
        return self.segment.percent is None


@dataclass(frozen=True)
class LoopDrawing:
    """What the template draws: the strand that passes under the crossing, the one over it, and the segments."""

    overview: Overview
    box: Box
    width: str
    casing: str
    under: str
    over: str
    hatch: str
    arrow: str
    segments: tuple[SegmentDrawing, ...]

    @property
    def has_target(self) -> bool:
        """Whether it is drawn where the dimensions are wanted."""
        return any(segment.target for segment in self.segments)

    @property
    def has_before(self) -> bool:
        """Whether last cycle's figures are drawn beside this one's."""
        return any(segment.before for segment in self.segments)


def draw_loop(overview: Overview, style: LoopStyle = LARGE, highlight: str = "") -> LoopDrawing:
    """Lay out the loop; with ``highlight``, a dimension's code, that one alone is filled."""
    places = [place for index, part in enumerate(overview.parts) for place in _places(index, len(part.segments), style)]
    drawings = tuple(
        _draw_segment(overview, style, index, place, filled=highlight in {"", overview.segments[index].code})
        for index, place in enumerate(places)
    )
    return LoopDrawing(
        overview=overview,
        box=style.box,
        width=number(style.width),
        casing=number(style.width + 2 * style.gap),
        under=_strand(style, 1),
        over=_strand(style, 0),
        hatch=f"{number(style.width / 20)} {number(style.width / 5)}",
        arrow=_arrow(style.width / 3) if style.ticks else "",
        segments=drawings,
    )


def _places(side: int, parts: int, style: LoopStyle) -> list[tuple[str, Stretch]]:
    stretches = divide(LOBES[side], parts, style.margin, style.gap)
    return [(f"{('left', 'right')[side]}-{index}", stretch) for index, stretch in enumerate(stretches, start=1)]


def _draw_segment(
    overview: Overview, style: LoopStyle, index: int, place: tuple[str, Stretch], *, filled: bool
) -> SegmentDrawing:
    segment, (name, stretch) = overview.segments[index], place
    fraction, before = share(segment.percent) if filled else 0.0, share(segment.before)
    bounds = overview.bounds if style.ticks and segment.percent is not None else ()
    return SegmentDrawing(
        segment=segment,
        hue=hue(index),
        place=name,
        track=stretch.path(),
        fill=stretch.first(fraction).path() if fraction else "",
        before=stretch.first(before).path(style.width / 2 + 5) if before and filled and style.ticks else "",
        target=stretch.tick(share(segment.target), style.width + 12) if filled and _has_target(segment, style) else "",
        ticks=tuple(stretch.tick(share(bound), style.width + 1) for bound in bounds if 0 < bound < 100),
    )


def _has_target(segment: Segment, style: LoopStyle) -> bool:
    return style.ticks and segment.percent is not None and segment.target is not None


def _strand(style: LoopStyle, side: int) -> str:
    """The bare ribbon through the crossing, from the end of one lobe's last segment to the next lobe's first."""
    clear = style.margin - style.gap
    leaving, entering = LOBES[side], LOBES[1 - side]
    return line([leaving.at(leaving.length - clear), entering.at(clear)])


def _arrow(size: float) -> str:
    """A chevron on the upper strand: the way one travels, up into the right lobe."""
    tip = Point(size * 0.35, -size * 0.35)
    return line([Point(tip.x - size, tip.y), tip, Point(tip.x, tip.y + size)])


def label_points(overview: Overview, style: LoopStyle = LARGE, away: float = 12) -> list[Point]:
    """Where the label of each dimension stands, outside its segment's middle, in the framework's order."""
    stretches = [
        stretch
        for side, part in enumerate(overview.parts)
        for stretch in divide(LOBES[side], len(part.segments), style.margin, style.gap)
    ]
    return [one.lobe.at((one.start + one.end) / 2, -(style.width / 2 + away)) for one in stretches]
