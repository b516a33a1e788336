"""From an element to those of another framework."""

from dataclasses import replace

import pytest

from assessments.scoring import ElementAnswers, score
from frameworks.definition import FrameworkDefinition
from results.related import related
from tests.definitions import tiny_definition
from tests.shapes import LONG_SCALE, shaped

OTHER = tiny_definition()


def pointing(*targets: tuple[str, ...]) -> FrameworkDefinition:
    """One element for each of these, which touches so many of the small framework's."""
    plain = shaped(len(targets), ratings=LONG_SCALE, related_framework="tiny")
    dimensions = tuple(
        replace(dimension, elements=(replace(dimension.elements[0], related=codes),))
        for dimension, codes in zip(plain.dimensions, targets, strict=True)
    )
    return replace(plain, categories=(replace(plain.categories[0], dimensions=dimensions),))


def answered(definition: FrameworkDefinition, *percents: int | None):
    pairs = zip(definition.elements, percents, strict=True)
    return score(definition, {one.code: ElementAnswers({1: value}) for one, value in pairs if value is not None})


def test_weakest_stands_first_with_titles_and_pages_of_the_other_framework():
    definition = pointing(("D1.1",), ("D2.1", "E1"), ("D3.1",))
    found = related(definition, answered(definition, 50, 20, 80), OTHER, address=lambda code: f"/{code}/")
    assert (found.title, [pointer.score.code for pointer in found.first]) == ("Tiny", ["D2.1", "D1.1", "D3.1"])
    assert [(one.code, one.title, one.url) for one in found.first[0].related] == [
        ("D2.1", "Element D2.1", "/D2.1/"),
        ("E1", "Enabler E1", "/E1/"),
    ]


def test_all_stand_in_the_frameworks_order():
    definition = pointing(("D1.1",), ("D2.1",), ("D3.1",))
    found = related(definition, answered(definition, 50, 20, 80), OTHER)
    assert [pointer.score.code for pointer in found.pointers] == ["D1.1", "D2.1", "D3.1"]


@pytest.mark.parametrize(("percent", "shown"), [(100, []), (None, []), (95, ["D1.1"])])
def test_what_is_full_or_open_is_no_place_to_look_first(percent, shown):
    definition = pointing(("D1.1",))
    assert [one.score.code for one in related(definition, answered(definition, percent), OTHER).first] == shown


def test_element_that_the_other_framework_no_longer_has_is_left_out():
    definition = pointing(("D1.1", "D9.9"), ("D9.9",))
    found = related(definition, answered(definition, 10, 10), OTHER)
    assert [[one.code for one in pointer.related] for pointer in found.pointers] == [["D1.1"]]


@pytest.mark.parametrize(("elements", "shown"), [(2, 2), (5, 3), (9, 4), (14, 5)])
def test_no_more_stand_first_than_a_reader_can_take_in(elements, shown):
    definition = pointing(*[("D1.1",)] * elements)
    assert len(related(definition, answered(definition, *[10] * elements), OTHER).first) == shown
