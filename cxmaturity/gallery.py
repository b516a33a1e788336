"""The gallery: every component and chart on one page, for those who build and look after the product."""

from dataclasses import replace
from decimal import Decimal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from charts.bars import Bar, BarGroup, Bars
from charts.overview import Overview, Part, Segment
from charts.radar import Radar
from frameworks.definition import Level

LEVELS = tuple(
    Level(number, title, Decimal(20 * (number - 1)))
    for number, title in enumerate(("Initial", "Developing", "Defined", "Managed", "Optimising"), start=1)
)
BOUNDS = tuple(level.from_percent for level in LEVELS)
DIMENSIONS = (
    ("D1", "Define", 100, 84, 70),
    ("D2", "Design", 160, 55, 41),
    ("D3", "Develop", 140, 38, 40),
    ("D4", "Deploy", 100, 66, 35),
    ("D5", "Discover", 250, 72, 61),
    ("D6", "Devise", 250, 24, 15),
)


def gallery(request: HttpRequest) -> HttpResponse:
    """Show the page to administrators, and to everyone signed in while debugging."""
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404
    loop = sample_loop()
    context = {
        "levels": LEVELS,
        "loop": loop,
        "left_out": sample_loop(left_out="D3", complete=False),
        "radar": Radar(loop),
        "bars": sample_bars(),
        "chain": sample_chain(),
        "ladder": sample_ladder(),
        "facts": [("Organisation", "Harbour Bank"), ("Period", "2026"), ("Framework", "Six dimensions, version 1.0")],
    }
    return render(request, "gallery.html", context)


def level_of(percent: Decimal) -> Level:
    """The sample level of a percentage."""
    return max((level for level in LEVELS if level.from_percent <= percent), key=lambda level: level.number)


def sample_loop(*, left_out: str = "", complete: bool = True) -> Overview:
    """A loop with believable figures; one dimension may be left out of it."""
    all_in = [_segment(*figures) for figures in DIMENSIONS]
    segments = tuple(_left_out(segment) if segment.code == left_out else segment for segment in all_in)
    lobes = (_lobe("Alignment", segments[:3]), _lobe("Performance", segments[3:]))
    points, maximum = sum(lobe.points for lobe in lobes), sum(lobe.maximum for lobe in lobes)
    return Overview(Decimal(points), Decimal(maximum), lobes, BOUNDS, complete)


def sample_chain() -> Overview:
    """Five dimensions in one category, one of them the weakest."""
    segments = tuple(replace(_segment(*figures), weakest=figures[0] == "D2") for figures in DIMENSIONS[:5])
    part = _lobe("All", segments)
    return Overview(part.points, part.maximum, (part,), BOUNDS)


def sample_ladder() -> Overview:
    """Four rungs: two that hold, one that is being climbed, and one that waits."""
    rungs = (
        ("R1", "First", 25, 88, 70),
        ("R2", "Second", 25, 64, 61),
        ("R3", "Third", 25, 40, 20),
        ("R4", "Fourth", 25, 52, 10),
    )
    segments = tuple(replace(_segment(*figures), counts=figures[0] != "R4") for figures in rungs)
    part = _lobe("All", segments)
    return Overview(
        sum((one.points for one in segments[:3]), Decimal(0)), part.maximum, (part,), BOUNDS, ladder=Decimal(60)
    )


def sample_bars() -> Bars:
    """Two groups of elements, one of them with an element that is left out."""
    rows = (("D1.1", "Customer needs", 84), ("D1.2", "Position against market needs", 31), ("D1.3", "Loyalty", None))
    bars = tuple(_bar(code, title, percent) for code, title, percent in rows)
    points, maximum = sum(bar.points for bar in bars), sum(bar.maximum for bar in bars)
    percent = round(100 * Decimal(points) / Decimal(maximum), 1)
    groups = tuple(
        BarGroup(title, hue, Decimal(points), Decimal(maximum), percent, level_of(percent), bars)
        for title, hue in (("Define", 1), ("Discover", 5))
    )
    return Bars(groups, BOUNDS)


def _segment(code: str, title: str, maximum: int, percent: int, before: int) -> Segment:
    points, exact = Decimal(maximum * percent) / 100, Decimal(percent)
    level, wanted = level_of(exact), min(Decimal(100), exact + 15)
    return Segment(code, title, points, Decimal(maximum), exact, level, Decimal(before), url="#loop", target=wanted)


def _left_out(segment: Segment) -> Segment:
    return replace(
        segment, points=Decimal(0), maximum=Decimal(0), percent=None, level=None, before=None, url="", target=None
    )


def _lobe(title: str, segments: tuple[Segment, ...]) -> Part:
    points = Decimal(sum(segment.points for segment in segments))
    maximum = Decimal(sum(segment.maximum for segment in segments))
    percent = round(100 * points / maximum, 1)
    return Part(title, points, maximum, percent, level_of(percent), segments)


def _bar(code: str, title: str, percent: int | None) -> Bar:
    if percent is None:
        return Bar(code, title, Decimal(0), Decimal(0), None, None)
    exact = Decimal(percent)
    level, wanted = level_of(exact), min(Decimal(100), exact + 15)
    return Bar(code, title, exact / 5, Decimal(20), exact, level, complete=percent > 50, url="#bars", target=wanted)
