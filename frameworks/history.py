"""The history of a version: every change of its content as one list, whatever kind of row it was made to."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, F, QuerySet, Value
from django.utils.text import capfirst
from django.utils.translation import gettext as _

COLUMNS = ("history_date", "who", "row_kind", "history_type", "item_key", "item", "history_change_reason", "changes")


@dataclass(frozen=True)
class Change:
    """One field that was changed, with its text before and after."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One line of the history; ``who`` is empty for what was done by a command, or by an account that is gone."""

    at: datetime.datetime
    who: str
    done: str
    is_added: bool
    kind: str
    item: str
    note: str
    changes: tuple[Change, ...]


def lines_of(version: int, item: str = "") -> QuerySet[Any, Any]:
    """The lines of a version as one query, the newest first; of one item alone where its key is given."""
    place = {"version_key": version} | ({"item_key": item} if item else {})
    kinds = [_lines(model).filter(**place).values_list(*COLUMNS, "history_id") for model in _remembered()]
    whole: QuerySet[Any, Any] = kinds[0].union(*kinds[1:], all=True)
    return whole.order_by("-history_date", "-history_id")


def entry(line: tuple[Any, ...]) -> Entry:
    """A line of the query above in words."""
    at, who, kind, done, _key, item, note, changes, _id = line
    model = apps.get_model("frameworks", kind)
    return Entry(
        at=at,
        who=who or "",
        done={"+": _("Added"), "~": _("Changed"), "-": _("Removed")}[done],
        is_added=done == "+",
        kind=capfirst(str(model._meta.verbose_name)),  # noqa: SLF001 - Django documents it
        item=item,
        note=note or "",
        changes=tuple(Change(_name(model, field), old, new) for field, old, new in changes),
    )


def removed_items(version: int) -> dict[str, str]:
    """What was removed from a version and has a history of its own: names by key."""
    gone = [
        _lines(apps.get_model("frameworks", kind))
        .filter(version_key=version, history_type="-", item_key__startswith=f"{kind}-")
        .values_list("item_key", "item")
        for kind in ("category", "dimension", "element")
    ]
    return dict(gone[0].union(*gone[1:]).order_by("item"))


def _remembered() -> list[Any]:
    found = [model for model in apps.get_app_config("frameworks").get_models() if hasattr(model, "history_place")]
    return sorted(found, key=lambda model: str(model.__name__))


def _lines(model: Any) -> QuerySet[Any, Any]:
    history: QuerySet[Any, Any] = model.history.all()

    kind = Value(model._meta.model_name, output_field=CharField())  # noqa: SLF001 - Django documents it
    lines: QuerySet[Any, Any] = history.order_by().annotate(row_kind=kind, who=F("history_user__full_name"))
    return lines


def _name(model: Any, field: str) -> str:
    try:
        return capfirst(str(model._meta.get_field(field).verbose_name))  # noqa: SLF001 - Django documents it
    except FieldDoesNotExist:
        return field
