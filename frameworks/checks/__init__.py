"""What must hold for a framework version to be assessed with.

The places of the faults are paths into the content file (``categories.0.dimensions.1.elements.2.points``), so
that a file's reader can add line numbers, and an admin page can link to the row.
"""

from frameworks.checks.guide import check_guide
from frameworks.checks.places import element_places
from frameworks.checks.rules import check_rules
from frameworks.checks.structure import check_structure
from frameworks.definition import FrameworkDefinition
from frameworks.faults import Fault

__all__ = ["check", "element_places"]


def check(definition: FrameworkDefinition) -> list[Fault]:
    """Everything that keeps the definition from being assessed with; an empty list when it is sound."""
    return [*check_structure(definition), *check_rules(definition), *check_guide(definition)]
