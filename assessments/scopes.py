"""What a person scores of an assessment: the whole, dimensions, single elements, or nothing, as codes and in words.

``Assignment.scope`` says how it is written, ``assessments.access.covers`` whether it holds an element.
"""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from assessments.access import ENABLERS, covers
from assessments.models import Assignment
from frameworks.definition import Element, FrameworkDefinition

WHOLE = ""


def known_codes(definition: FrameworkDefinition) -> frozenset[str]:
    """Every code that a scope may hold."""
    groups = {dimension.code for dimension in definition.dimensions} | ({ENABLERS} if definition.enablers else set())
    return frozenset(groups | set(definition.element_by_code))


def scope_of(definition: FrameworkDefinition, codes: Collection[str]) -> str:
    """The scope with these codes, in the framework's order; an element goes without saying beside its dimension."""
    groups = [one.code for one in definition.dimensions if one.code in codes]
    groups += [ENABLERS] if ENABLERS in codes else []
    covered = " ".join(groups) or Assignment.NOTHING
    single = [one.code for one in definition.walk() if one.code in codes and not covers(definition, covered, one.code)]
    return " ".join(groups + single) or Assignment.NOTHING


def covered_elements(definition: FrameworkDefinition, scope: str) -> Iterator[Element]:
    """The elements and enablers within a scope, in the framework's order."""
    return (element for element in definition.walk() if covers(definition, scope, element.code))


def scope_words(definition: FrameworkDefinition, scope: str) -> str:
    """A scope as a person would say it."""
    if scope == WHOLE:
        return _("the whole")
    if scope == Assignment.NOTHING:
        return _("scores nothing")
    titles = {dimension.code: dimension.title for dimension in definition.dimensions} | {ENABLERS: _("the enablers")}
    return ", ".join(titles.get(code, code) for code in scope.split())
