"""Codes that are changed in forms: what names them follows, and published answers find the new ones."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from frameworks.actions.codes import ancestry, follow_codes
from frameworks.models import Category, Dimension, Element, Indicator

KINDS: dict[type[Any], str] = {Category: "category", Dimension: "dimension", Element: "element"}


@contextmanager
def following(forms: Iterable[Any]) -> Iterator[None]:
    """Around the saving of forms: let everything follow the codes that they change."""
    changed = [(form.instance, *names) for form in forms if (names := _names(form))]
    before = ancestry(changed[0][0].version) if changed else None
    yield
    codes: dict[str, dict[str, str]] = defaultdict(dict)
    for _row, kind, old, new in changed:
        codes[kind][old] = new
    for kind, renamed in codes.items():
        if before:
            follow_codes(before=before, kind=kind, codes=renamed)


def _names(form: Any) -> tuple[str, str, str] | None:
    """The kind of a row, and its code before and after; nothing where that stays, or the row is new or goes."""
    row = form.instance
    field = "number" if isinstance(row, Indicator) else "code"
    if row.pk is None or field not in form.changed_data or form.cleaned_data.get("DELETE"):
        return None
    old, new = form[field].initial, form.cleaned_data[field]
    if isinstance(row, Indicator):
        return "indicator", f"{row.element.code}/{old}", f"{row.element.code}/{new}"
    kind = KINDS.get(type(row))
    return (kind, str(old), str(new)) if kind else None
