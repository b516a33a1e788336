"""The heat map: a row for each dimension, and every cell with its number."""

import re

from django.template import Context, Template

from assessments.scoring import ElementAnswers, score
from charts.from_result import bars
from charts.heat_map import heat_map
from tests.definitions import ladder_definition, tiny_definition


def drawn(definition, answers) -> str:
    heat = heat_map(bars(definition, score(definition, answers)))
    return Template("{% load charts %}{% heat_map_table heat %}").render(Context({"heat": heat}))


def test_heat_map_pads_the_shorter_rows():
    definition = tiny_definition()
    heat = heat_map(bars(definition, score(definition, {})))
    assert [(row.title, len(row.cells), row.rest) for row in heat.rows] == [
        ("Dimension D1", 2, 0),
        ("Dimension D2", 1, 1),
        ("Dimension D3", 1, 1),
    ]
    assert heat.columns == 2


def test_every_cell_is_read_without_its_colour():
    answers = {"D1.1": ElementAnswers({1: 5, 2: 5}, "full"), "D2.1": ElementAnswers(excluded=True)}
    page = drawn(tiny_definition(), answers)
    assert re.findall(r"heat-map__cell--(\d)", page) == ["5", "1", "1"]
    text = " ".join(re.sub(r"<[^>]*>", " ", page).split())
    assert "D1.1 100.0 Level 5" in text
    assert "D2.1 left out" in text
    assert "D3.1 0.0 Level 1 so far" in text


def test_on_a_ladder_no_cell_has_a_level():
    assert "heat-map__cell--" not in drawn(ladder_definition(), {"R1.1": ElementAnswers({1: 5})})
