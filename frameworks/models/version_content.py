"""The guard that keeps published content as it was: no save, update, delete or bulk write passes it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from frameworks.models.framework import refuse_published
from frameworks.models.frozen import MisplacedContentError
from frameworks.models.history import Remembered


class VersionContentQuerySet(models.QuerySet[Any]):
    """Refuses bulk writes that would touch the content of a published version."""

    def in_order(self) -> Self:
        """The rows in the order in which people read them."""
        return self.order_by(*self.model.reading_order)

    def update(self, **kwargs: Any) -> int:
        """Update the rows, all of which must belong to drafts; they aren't moved this way."""
        if any(self.model._meta.get_field(name).is_relation for name in kwargs):  # noqa: SLF001 - Django's public API
            raise MisplacedContentError(_("Content is moved row by row, by saving each row."))
        with transaction.atomic():
            refuse_published(self._versions())
            return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the rows, all of which must belong to drafts."""
        with transaction.atomic():
            refuse_published(self._versions())
            return super().delete()

    def bulk_create(self, objs: Iterable[Any], *args: Any, update_conflicts: bool = False, **kwargs: Any) -> list[Any]:
        """Create the rows, all of which must belong to drafts; it never overwrites one."""
        rows = list(objs)
        places = versions_of(self.model, rows)
        if update_conflicts or any(len(place) > 1 for place in places):
            raise MisplacedContentError
        with transaction.atomic():
            refuse_published({version for place in places for version in place})
            return super().bulk_create(rows, *args, **kwargs)

    def _versions(self) -> models.QuerySet[Any]:
        return self.order_by().values(self.model.version_path)


class VersionContent(Remembered):
    """A row of content; it can be written only while its version is a draft.

    ``version_path`` leads to the version in queries, ``part_of`` to the row above that lies in a version too;
    ``reading_order`` is the order in which people read the rows.
    """

    version_path: ClassVar[str] = "version"
    part_of: ClassVar[str] = ""
    reading_order: ClassVar[tuple[str | models.OrderBy, ...]] = ("pk",)
    if TYPE_CHECKING:
        version_id: int

    objects = VersionContentQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"  # related managers write through it

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row; it stays in its version, which may not be published."""
        with transaction.atomic():
            placed_in = self.placed_in()
            refuse_published(placed_in)
            elsewhere = {self.recall(self.version_path).get(self.version_path)} - placed_in - {None}
            refuse_published(elsewhere)
            if elsewhere or len(placed_in) > 1:
                raise MisplacedContentError
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row, which must belong to a draft."""
        with transaction.atomic():
            refuse_published(self.placed_in() | self._stored_in())
            return super().delete(*args, **kwargs)

    def placed_in(self) -> set[int]:
        """Ids of the versions that the row and the one above it are in: one, when all is well."""
        return versions_of(type(self), [self])[0]

    def history_place(self) -> tuple[int, str]:
        """Its version, and the row itself."""
        return self.version_id, f"{self._meta.model_name}-{self.pk}"

    def _stored_in(self) -> set[int]:
        stored = type(self).objects.filter(pk=self.pk) if self.pk else type(self).objects.none()
        return set(stored.values_list(self.version_path, flat=True))


def versions_of(model: type[VersionContent], rows: list[Any]) -> list[set[int]]:
    """For each row the ids of the versions that it and the row above it are in.

    Where the row above lies is asked of the database: what is in memory may say anything.
    """
    own = [{row.version_id} if model.version_path == "version" else set() for row in rows]
    if not model.part_of:
        return own
    above: Any = model._meta.get_field(model.part_of).related_model  # noqa: SLF001 - Django's public API
    ids = [getattr(row, f"{model.part_of}_id") for row in rows]
    stored = dict(above.objects.filter(pk__in=set(ids) - {None}).values_list("pk", above.version_path))
    return [place | ({stored[pk]} if pk in stored else set()) for place, pk in zip(own, ids, strict=True)]


class VersionRow(VersionContent):
    """A row that belongs to the version itself: its changes are the version's."""

    class Meta(VersionContent.Meta):
        abstract = True

    def history_place(self) -> tuple[int, str]:
        """Its version, as a whole."""
        return self.version_id, "version"
