"""What the benchmark page says: the groups to choose from, and a line for each measure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Assessment
from assessments.results import Result
from benchmarking.cells import ALL, Group
from benchmarking.contributions import TOTAL, percentages
from benchmarking.models import BenchmarkGroup, Participation, Region, Sector
from benchmarking.places import Place, place_of
from benchmarking.privacy import PERCENTILES, shown
from charts.box_plot import BoxPlot
from charts.shapes import hue
from frameworks.definition import FrameworkDefinition
from organisations.models import Organisation

NAMES: Final = {"sector": Sector, "region": Region, "size": Organisation.Size}
PLACES: Final[dict[Place, Promise | str]] = {
    Place.LOWEST_TENTH: gettext_lazy("in the lowest tenth"),
    Place.LOWER_QUARTER: gettext_lazy("in the lower quarter"),
    Place.BELOW_MIDDLE: gettext_lazy("below the middle"),
    Place.MIDDLE: gettext_lazy("about the middle"),
    Place.ABOVE_MIDDLE: gettext_lazy("above the middle"),
    Place.UPPER_QUARTER: gettext_lazy("in the upper quarter"),
    Place.HIGHEST_TENTH: gettext_lazy("in the highest tenth"),
}


@dataclass(frozen=True)
class Choice:
    """A published group, by the name that it has on the page; ``is_own`` where the organisation belongs to it."""

    key: str
    name: str
    size: int
    is_own: bool


@dataclass(frozen=True)
class Line:
    """One measure: its figures, the own percentage, and the own place in a word; ``hue`` is its dimension's."""

    code: str
    title: str
    hue: int
    plot: BoxPlot
    words: str
    is_head: bool = False
    places: tuple[int, ...] = PERCENTILES

    @property
    def cells(self) -> list[Decimal | None]:
        """The figures in the order of their percentiles, None where one is not given."""
        return [self.plot.figures.get(place) for place in PERCENTILES]

    @property
    def given(self) -> list[Decimal | None]:
        """The same, without the percentiles that a group of this size never has."""
        return [self.plot.figures.get(place) for place in self.places]


def name_of(group: Group) -> str:
    """The group's name in the reader's language."""
    if group == ALL:
        return _("All who take part")
    return str(dict(NAMES[group.kind].choices).get(group.value, group.value))


def choices(groups: Sequence[BenchmarkGroup], participation: Participation) -> list[Choice]:
    """The groups to choose from, all first, then sectors, regions and sizes by name."""
    own = participation.groups | {ALL}
    found = [Choice(one.key, name_of(one.group), one.size, one.group in own) for one in groups]
    kinds = ["all", *NAMES]
    return sorted(found, key=lambda choice: (kinds.index(choice.key.split(":")[0]), choice.name))


def held_back(groups: Sequence[BenchmarkGroup], participation: Participation) -> list[str]:
    """The names of the groups that the organisation belongs to and that could not be published."""
    missing = participation.groups - {one.group for one in groups}
    return [name_of(group) for group in sorted(missing)]


def drawn_from(assessment: Assessment) -> str:
    """A digest of all that decides about the own places, so that a finished drawing can be kept while it stands."""
    parts = [str(assessment.uuid), assessment.version_id, assessment.complete, assessment.element_scores]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def lines(definition: FrameworkDefinition, result: Result | None, group: BenchmarkGroup) -> list[Line]:
    """The total, then each dimension before its elements; what the group has no figures of is left out."""
    own = percentages(result) if result else {}
    figures = {
        measure: {int(place): Decimal(value) for place, value in values.items()}
        for measure, values in group.figures.items()
    }
    found = [_line("", _("Total"), 0, figures.get(TOTAL), own.get(TOTAL), is_head=True)]
    for index, dimension in enumerate(definition.dimensions):
        code, colour = dimension.code, hue(index)
        found.append(_line(code, dimension.title, colour, figures.get(code), own.get(code), is_head=True))
        found += [
            _line(one.code, one.title, colour, figures.get(one.code), own.get(one.code)) for one in dimension.elements
        ]
    places = shown(group.size)
    return [replace(one, places=places) for one in found if one.plot.figures]


def _line(
    code: str,
    title: str,
    colour: int,
    figures: Mapping[int, Decimal] | None,
    own: Decimal | None,
    *,
    is_head: bool = False,
) -> Line:
    place = place_of(own, figures or {})
    words = str(PLACES[place]) if place else ""
    return Line(code, title, colour, BoxPlot(title, figures or {}, own), words, is_head)
