"""Who changed what, when, and what it said before: a line for each row that is written, kept for good.

A line holds the row as it was left, and in ``changes`` each field that changed with the text before and after, so that
reading the history asks for nothing else. Rows that are stored or deleted with their whole version leave no lines; the
version's own line says where they came from. Bulk updates leave none either.
"""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar, NoReturn

from django.db import models
from django.dispatch import receiver
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _
from simple_history.manager import HistoricalQuerySet
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

from frameworks.models.frozen import FrozenVersionError
from frameworks.models.taken import UniqueValues

LINE_STAYS = _("What was changed, when and by whom stays as it was noted.")


class ChangeLineQuerySet(HistoricalQuerySet):
    """Lines are written and read; nothing changes or deletes them."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise FrozenVersionError(LINE_STAYS)

    def delete(self) -> NoReturn:
        """Refuse."""
        raise FrozenVersionError(LINE_STAYS)


class ChangeLine(models.Model):
    """One change of one row; ``item_key`` names what people look its history up by, such as ``element-12``."""

    version_key = models.BigIntegerField(db_index=True, editable=False)
    item_key = models.CharField(max_length=60, editable=False)
    item = models.CharField(max_length=250, editable=False)
    changes = models.JSONField(default=list, editable=False)

    objects = ChangeLineQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new line."""
        if not self._state.adding:
            raise FrozenVersionError(LINE_STAYS)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise FrozenVersionError(LINE_STAYS)


class ChangeLines(HistoricalRecords):
    """Leaves a line where something changed, and none for what goes with its whole version."""

    def get_meta_options(self, model: Any) -> dict[str, Any]:
        """Nobody is given a right to lines: who may see a version may see its history."""
        options: dict[str, Any] = super().get_meta_options(model)
        return options | {"default_permissions": ()}

    def post_save(self, instance: Any, created: bool, using: Any = None, **kwargs: Any) -> None:  # noqa: FBT001 - so called by Django
        """Leave a line, unless everything is as it was; rows that are loaded as they were dumped bring theirs along."""
        if kwargs.get("raw"):
            return
        instance.changes = instance.changed_since(kwargs.get("update_fields"))
        if created or instance.changes:
            super().post_save(instance, created, using, **kwargs)

    def post_delete(self, instance: Any, using: Any = None, **kwargs: Any) -> None:
        """Leave a line with what is gone, unless the whole version goes."""
        if instance.goes_alone(kwargs.get("origin")):
            instance.changes = instance.gone()
            super().post_delete(instance, using, **kwargs)

    def get_change_reason_for_object(self, instance: Any, history_type: str, using: Any) -> str:
        """What whoever wrote the row had to say about it."""
        return str(instance.note)


class Remembered(UniqueValues):
    """A row whose changes are noted; ``note`` may say in a few words how a change came about."""

    unnoted: ClassVar[frozenset[str]] = frozenset({"id", "version", "uuid", "created_at"})
    note: str = ""
    before: dict[str, Any]

    history = ChangeLines(
        inherit=True,
        bases=[ChangeLine],
        historical_queryset=ChangeLineQuerySet,
        history_change_reason_field=models.TextField(null=True),
        user_related_name="+",
    )

    class Meta:
        abstract = True

    def history_place(self) -> tuple[int, str]:
        """The id of its version, and the key of the item that its history belongs to."""
        raise NotImplementedError

    def goes_alone(self, origin: Any) -> bool:
        """Whether a deletion that began with ``origin`` (a row, or a query for rows) leaves its version in place."""
        model = getattr(origin, "model", type(origin))
        return isinstance(self, model) or not hasattr(model.objects, "newest_published")

    def recall(self, *more: str) -> dict[str, Any]:
        """Keep in mind what is stored before it is written over; empty for a new row."""
        names = [field.attname for field in self._noted()]
        stored = type(self).objects.filter(pk=self.pk) if self.pk else type(self).objects.none()  # type: ignore[attr-defined]
        self.before = stored.values(*names, *more).first() or {}
        return self.before

    def leave_line(self, note: str = "", changes: Sequence[Sequence[str]] = ()) -> None:
        """Note something that was done to the row otherwise than by saving it."""
        version, key = self.history_place()
        lines: Any = self.history
        place = {"version_key": version, "item_key": key, "item": str(self)[:250], "changes": list(changes)}
        lines.bulk_history_create([self], update=True, default_change_reason=note, custom_historical_attrs=place)

    def changed_since(self, only: Any = None) -> list[list[str]]:
        """Each field that is not as it was recalled, with its text before and now."""
        noted = self._noted() if self.before else self._own()
        asked = [field for field in noted if only is None or {field.name, field.attname} & set(only)]
        texts = [[field.name, *self._texts(field)] for field in asked]
        return [[name, old, new] for name, old, new in texts if old != new]

    def gone(self) -> list[list[str]]:
        """Each field that said something, with its text."""
        texts = [[field.name, _text(field, getattr(self, field.attname)), ""] for field in self._own()]
        return [line for line in texts if line[1]]

    def _own(self) -> list[Any]:
        """What a row is made of, wherever it lies."""
        return [field for field in self._noted() if not field.is_relation and field.name != "position"]

    def _noted(self) -> list[Any]:
        return [field for field in self._meta.concrete_fields if field.name not in self.unnoted]

    def _texts(self, field: Any) -> tuple[str, str]:
        old, new = (_clean(field, value) for value in (self.before.get(field.attname), getattr(self, field.attname)))
        return ("", "") if old == new else (_text(field, old), _text(field, new))


def _clean(field: Any, value: Any) -> Any:
    return None if value is None else field.to_python(field.get_prep_value(value))


def _text(field: Any, value: Any) -> str:
    """A stored value in words: a number without idle noughts, the name of a row or choice, a moment as it is said."""
    if value is None:
        return ""
    if field.is_relation:
        return str(field.related_model.objects.filter(pk=value).first() or value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime.datetime):
        return formats.date_format(timezone.localtime(value), "j F Y, H:i")
    return str(dict(field.flatchoices).get(value, value))


@receiver(pre_create_historical_record)
def _place(instance: Any, history_instance: Any, **kwargs: Any) -> None:
    """Tell a new line where it belongs and what it is about."""
    history_instance.version_key, history_instance.item_key = instance.history_place()
    history_instance.item = str(instance)[:250]
    history_instance.changes = instance.changes
