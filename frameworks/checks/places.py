"""Where things lie in the content, and what lies there twice."""

from collections.abc import Iterable, Iterator

from frameworks.definition import Element, FrameworkDefinition
from frameworks.faults import Fault


def element_places(definition: FrameworkDefinition) -> Iterator[tuple[str, Element]]:
    """Each element with its place in the content, the enablers last."""
    for number, category in enumerate(definition.categories):
        for position, dimension in enumerate(category.dimensions):
            for index, element in enumerate(dimension.elements):
                yield f"categories.{number}.dimensions.{position}.elements.{index}", element
    for index, enabler in enumerate(definition.enablers):
        yield f"enablers.{index}", enabler


def once(place: str, key: str, values: Iterable[str]) -> Iterator[Fault]:
    """A fault for each value of a list that is in it already."""
    yield from repeated((f"{place}.{index}.{key}", value) for index, value in enumerate(values))


def repeated(placed: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    """A fault for each value that stood at an earlier place already."""
    first: dict[str, str] = {}
    for place, value in placed:
        if value in first:
            yield Fault(place, f"{value} is there already, at {first[value]}")
        first.setdefault(value, place)
