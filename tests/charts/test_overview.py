from decimal import Decimal

import pytest

from assessments.scoring import score
from charts.from_result import overview
from tests.definitions import ladder_definition, tiny_definition
from tests.shapes import shaped


@pytest.mark.parametrize(
    ("shape", "picture"),
    [
        ((3, 3), "loop"),
        ((6,), "radar"),
        ((2, 2, 2), "radar"),
        ((2, 1), "radar"),
        ((9,), "radar"),
        ((1,), "rows"),
        ((1, 1), "rows"),
        ((5, 5), "rows"),
    ],
)
def test_picture_follows_from_the_shape(shape, picture):
    definition = shaped(*shape)
    assert overview(definition, score(definition, {})).picture == picture


def test_ladder_is_a_ladder_whatever_its_shape():
    for definition in (ladder_definition(), shaped(3, 3, ladder=Decimal(60))):
        drawn = overview(definition, score(definition, {}))
        assert (drawn.picture, drawn.ladder) == ("ladder", Decimal(60))


def test_categories_are_parts_of_any_number():
    drawn = overview(tiny_definition(), score(tiny_definition(), {}))
    assert [(part.title, len(part.segments)) for part in drawn.parts] == [("Category A", 2), ("Category P", 1)]
    assert [len(part.segments) for part in overview(shaped(2, 3, 2), score(shaped(2, 3, 2), {})).parts] == [2, 3, 2]
