"""The guard that keeps published content as it was: no save, update, delete or bulk write passes it."""

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class FrozenVersionError(Exception):
    """A change to a published version was refused; copy the version to a draft and change that."""

    def __init__(self) -> None:
        """Say it in the words an administrator can act on."""
        super().__init__(
            _("A published version can't be changed. Copy it to a new draft, change the draft, and publish that.")
        )


class VersionContentQuerySet(models.QuerySet[Any]):
    """Refuses bulk writes that would touch the content of a published version."""

    def in_order(self) -> Self:
        """The rows in the order in which people read them."""
        return self.order_by(*self.model.reading_order)

    def update(self, **kwargs: Any) -> int:
        """Update the rows, all of which must belong to drafts."""
        self._refuse_frozen()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the rows, all of which must belong to drafts."""
        self._refuse_frozen()
        return super().delete()

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Create the rows, all of which must belong to drafts."""
        rows = list(objs)
        if any(version.is_published for version in {row.content_version for row in rows}):
            raise FrozenVersionError
        return super().bulk_create(rows, *args, **kwargs)

    def _refuse_frozen(self) -> None:
        path = f"{self.model.version_path}__published_at__isnull"
        if self.order_by().filter(**{path: False}).exists():
            raise FrozenVersionError


class VersionContent(models.Model):
    """A row of content; it can be written only while its version is a draft."""

    version_path: ClassVar[str] = "version"
    reading_order: ClassVar[tuple[str, ...]] = ("pk",)

    objects = VersionContentQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def content_version(self) -> Any:
        """The version that this row belongs to."""
        found: Any = self
        for step in self.version_path.split("__"):
            found = getattr(found, step)
        return found

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row; neither its stored version nor the one it moves to may be published."""
        self._refuse_frozen()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row, which must belong to a draft."""
        self._refuse_frozen()
        return super().delete(*args, **kwargs)

    def _refuse_frozen(self) -> None:
        path = f"{self.version_path}__published_at__isnull"
        stored_frozen = self.pk is not None and type(self)._default_manager.filter(pk=self.pk, **{path: False}).exists()
        if stored_frozen or self.content_version.is_published:
            raise FrozenVersionError
