"""The logo is the loop: its files hold the very paths that the geometry gives."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from charts.loop import LOGO, draw_loop
from tests.charts.conftest import make_loop

FILES = ["static/img/logo.svg", "templates/_partials/logo.html"]


@pytest.mark.parametrize("name", FILES)
def test_logo_is_the_full_loop(name):
    drawing = draw_loop(make_loop(*["100"] * 6), LOGO)
    drawn = re.findall(r' d="([^"]+)"', (Path(settings.BASE_DIR) / name).read_text())
    assert drawn == [drawing.under, drawing.over, drawing.over, *(segment.fill for segment in drawing.segments)]


@pytest.mark.parametrize("name", FILES)
def test_logo_shows_the_same_box(name):
    box = draw_loop(make_loop(*["100"] * 6), LOGO).box.view_box
    assert re.findall(r'viewBox="([^"]+)"', (Path(settings.BASE_DIR) / name).read_text()) == [box]
