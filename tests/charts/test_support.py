"""The bar of what points rest on: stretches end to end, each known by its lines."""

import re
from decimal import Decimal

from charts.support import support_bar

PARTS = [
    ("verified", "Verified", Decimal(50), Decimal("50.0")),
    ("documented", "Documented", Decimal(25), Decimal("25.0")),
    ("stated", "Stated", Decimal(25), Decimal("25.0")),
    ("", "None", Decimal(0), Decimal("0.0")),
]


def test_stretches_stand_end_to_end_over_the_whole_bar():
    bar = support_bar("Support", PARTS)
    assert [stretch.outline for stretch in bar.stretches] == [
        "M0 0 H50 V10 H0 Z",
        "M50 0 H75 V10 H50 Z",
        "M75 0 H100 V10 H75 Z",
        "",
    ]


def test_each_stretch_is_known_without_colour():
    solid, upright, across, bare = support_bar("Support", PARTS).stretches
    assert (solid.hatch, bare.hatch) == ("", "")
    assert len(re.findall("M", upright.hatch)) == 10
    assert upright.hatch.startswith("M51.25 0 L51.25 10 M53.75 0 L53.75 10")
    assert across.hatch == "M75 3 L100 3 M75 7 L100 7"


def test_nothing_to_rest_on_draws_nothing():
    bar = support_bar("Support", [(grade, title, Decimal(0), None) for grade, title, _points, _percent in PARTS])
    assert bar.is_empty
    assert {stretch.outline + stretch.hatch for stretch in bar.stretches} == {""}
