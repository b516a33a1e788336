"""Codes that change in a draft: whatever names them follows, and answers given under the old ones find the new.

An answer is carried to a newer version by the code of its element or indicator. So where a code changes that a
published version of the framework knows, the draft gets an upgrade rule for each such version. Translations and gates
are renamed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import CharField, F, Value
from django.db.models.functions import Concat, Substr

from frameworks.definition import FrameworkDefinition
from frameworks.difference.pairs import became
from frameworks.difference.values import Key
from frameworks.models import FrameworkVersion, Gate, Translation, UpgradeRule
from frameworks.models.lines import lines_of

ANSWERED = ("element", "indicator")
# What may follow the code in a text's key: not another part of a code, as D1.1 is of D1 (``frameworks.wording``).
FIELD = r"([a-z_]+|(guide|evidence|questions|misjudgements)\.[0-9]+|action_(title|text)\.[0-9]+\.[0-9]+)$"
NUMBER_AND_FIELD = r"[0-9]+\.[a-z_]+$"
ASIDE = "~"  # no text's key begins with it


@dataclass(frozen=True)
class Ancestry:
    """What each item of the published versions is in a draft, as things stand before its codes change."""

    version: FrameworkVersion
    pairs: Mapping[str, Mapping[Key, Key]]


def ancestry(version: FrameworkVersion) -> Ancestry:
    """Where the items of a draft come from; to be asked before the codes change."""
    draft = version.definition()
    older = version.framework.versions.published().exclude(pk=version.pk).select_related("framework")
    return Ancestry(version, {one.number: became(one.definition(), draft) for one in older})


def follow_codes(*, before: Ancestry, kind: str, codes: Mapping[str, str]) -> None:
    """Let everything follow items of one kind (``element``, ``category``, …) from their old codes to the new ones."""
    changed = {old: new for old, new in codes.items() if old != new}
    if not changed:
        return
    _rename_texts(before.version, kind, changed)
    _rename_in_gates(before.version, kind, changed)
    if kind in ANSWERED:
        _keep_rules(before, kind, changed)


def known_numbers(version: FrameworkVersion, element: str) -> set[int]:
    """The numbers that any published version gives to indicators of the element with this code."""
    found = (one.element_by_code.get(element) for one in _published(version))
    return {number for one in found if one for number in one.indicator_by_number}


def known_elements(version: FrameworkVersion) -> set[str]:
    """The codes that any published version gives to elements."""
    return {code for one in _published(version) for code in one.element_by_code}


def _published(version: FrameworkVersion) -> Iterator[FrameworkDefinition]:
    for one in version.framework.versions.published().select_related("framework"):
        yield one.definition()


def _keep_rules(before: Ancestry, kind: str, codes: Mapping[str, str]) -> None:
    """One rule for each published item whose code here changed; a rule that says nothing any more goes."""
    for number, pairs in before.pairs.items():
        for (old_kind, old), (_kind, here) in pairs.items():
            if old_kind == kind and here in codes:
                _rule(before.version, number, kind, old, codes[here])
        if kind == "element":
            _follow_elements(before.version, number, codes)


def _rule(version: FrameworkVersion, number: str, kind: str, old: str, new: str) -> None:
    rules = version.upgrade_rules.filter(from_version=number, kind=kind)
    if old == new and not _element_goes_elsewhere(version, number, kind, old):
        rules.filter(old=old).delete()
        return
    rule = rules.filter(old=old).first() or UpgradeRule(version=version, from_version=number, kind=kind, old=old)
    rule.new = new
    rule.save()


def _element_goes_elsewhere(version: FrameworkVersion, number: str, kind: str, old: str) -> bool:
    """Whether an indicator would go with its element if there were no rule of its own."""
    element = version.upgrade_rules.filter(from_version=number, kind="element", old=old.partition("/")[0])
    return kind == "indicator" and element.exists()


def _follow_elements(version: FrameworkVersion, number: str, codes: Mapping[str, str]) -> None:
    """Indicators that have rules of their own lie in elements that have new codes now."""
    for rule in version.upgrade_rules.filter(from_version=number, kind="indicator"):
        element, slash, place = rule.new.partition("/")
        if element in codes:
            rule.new = f"{codes[element]}{slash}{place}"
            rule.save()


def _rename_texts(version: FrameworkVersion, kind: str, codes: Mapping[str, str]) -> None:
    """Put the renamed keys aside first: two items may exchange their codes."""
    for old, new in codes.items():
        for prefix, renamed, rest in _prefixes(kind, old, new):
            rows = Translation.objects.filter(version=version, key__regex=f"^{re.escape(prefix)}{rest}")
            tail = Substr(F("key"), len(prefix) + 1)
            rows.update(key=Concat(Value(ASIDE + renamed), tail, output_field=CharField()))
    aside = Translation.objects.filter(version=version, key__startswith=ASIDE)
    aside.update(key=Substr(F("key"), len(ASIDE) + 1))


def _prefixes(kind: str, old: str, new: str) -> Iterable[tuple[str, str, str]]:
    yield f"{kind}.{old}.", f"{kind}.{new}.", FIELD
    if kind == "element":
        yield f"indicator.{old}/", f"indicator.{new}/", NUMBER_AND_FIELD


def _rename_in_gates(version: FrameworkVersion, kind: str, codes: Mapping[str, str]) -> None:
    for gate in Gate.objects.filter(version=version, scope=kind):
        gate.codes = "\n".join(codes.get(code, code) for code in lines_of(gate.codes))
        gate.save()
