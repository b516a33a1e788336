"""The line that says whether a version's points add up, and everything else that keeps it from being published."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from frameworks.admin.numbers import plain
from frameworks.admin.structure import Branch, Spot, readable, spot_of, tree
from frameworks.checks import check
from frameworks.models import FrameworkVersion


@dataclass(frozen=True)
class Mend:
    """A fault in words, and where to mend it."""

    spot: Spot
    words: str


@dataclass(frozen=True)
class VersionState:
    """How a version stands: its points, and what is wrong with it."""

    version: FrameworkVersion
    total: str
    declared: str
    adds_up: bool
    mends: tuple[Mend, ...]


def state_name(version: FrameworkVersion) -> str:
    """Draft, published or retired."""
    if version.is_retired:
        return _("Retired")
    return _("Published") if version.is_published else _("Draft")


def state_of(version: FrameworkVersion, root: Branch | None = None) -> VersionState:
    """How the version stands now; a published one was sound when it was published, and can't have changed."""
    definition = version.definition()
    total = sum((dimension.points for dimension in definition.dimensions), Decimal(0))
    faults = [] if version.is_published else check(definition)
    root = root or (tree(version) if faults else Branch(version, {}))
    return VersionState(
        version=version,
        total=plain(total),
        declared=plain(definition.points),
        adds_up=total == definition.points,
        mends=tuple(Mend(spot_of(root, fault.place), readable(root, fault.words)) for fault in faults),
    )
