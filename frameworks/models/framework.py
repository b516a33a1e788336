"""A framework and its versions."""

import uuid
from functools import lru_cache
from typing import Any, Self

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from frameworks import definition as plain
from frameworks.models.frozen import FrozenVersionError


class Framework(models.Model):
    """A maturity framework, known by its slug; its content lives in versions."""

    slug = models.SlugField(_("slug"), unique=True)
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        ordering = ["title"]
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")

    def __str__(self) -> str:
        return self.title


class FrameworkVersionQuerySet(models.QuerySet["FrameworkVersion"]):
    """Reads of versions by their state."""

    def published(self) -> Self:
        """Versions that assessments can be made with, the newest first."""
        return self.filter(published_at__isnull=False).order_by("-published_at", "-pk")

    def drafts(self) -> Self:
        """Versions whose content can still be changed."""
        return self.filter(published_at__isnull=True)

    def newest_published(self, slug: str) -> "FrameworkVersion | None":
        """The newest published version of the framework with this slug, if there is one."""
        return self.published().filter(framework__slug=slug).select_related("framework").first()

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete drafts; a published version stays."""
        if self.published().exists():
            raise FrozenVersionError
        return super().delete()


class FrameworkVersion(models.Model):
    """One version of a framework: a draft until it is published, and unchangeable from then on."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    framework = models.ForeignKey(
        Framework, on_delete=models.PROTECT, related_name="versions", verbose_name=_("framework")
    )
    number = models.CharField(
        _("version"),
        max_length=20,
        validators=[RegexValidator(r"^[0-9]+(\.[0-9]+)*$", _("Write the version as numbers and dots, such as 1.1."))],
    )
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    points = models.DecimalField(_("points in total"), max_digits=8, decimal_places=2)
    indicators_share = models.DecimalField(_("share of the indicators (%)"), max_digits=5, decimal_places=2)
    objective_share = models.DecimalField(_("share of the objective (%)"), max_digits=5, decimal_places=2)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)

    objects = FrameworkVersionQuerySet.as_manager()

    class Meta:
        ordering = ["framework__title", "-pk"]
        verbose_name = _("framework version")
        verbose_name_plural = _("framework versions")
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "number"],
                name="one_version_a_number",
                violation_error_message=_("This framework has a version with this number already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def is_published(self) -> bool:
        """Whether the content is frozen and can be assessed with."""
        return self.published_at is not None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the version unless what is stored is published already."""
        if self.pk and FrameworkVersion.objects.published().filter(pk=self.pk).exists():
            raise FrozenVersionError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft; a published version stays."""
        if self.is_published:
            raise FrozenVersionError
        return super().delete(*args, **kwargs)

    def definition(self) -> plain.FrameworkDefinition:
        """The whole content as plain values; kept in memory once published, for it can't change any more."""
        return _published_definition(self.uuid) if self.is_published else _read_definition(self)


@lru_cache(maxsize=32)
def _published_definition(version_uuid: uuid.UUID) -> plain.FrameworkDefinition:
    return _read_definition(FrameworkVersion.objects.select_related("framework").get(uuid=version_uuid))


def _read_definition(version: FrameworkVersion) -> plain.FrameworkDefinition:
    elements = list(version.elements.in_order().prefetch_related("indicators"))
    return plain.FrameworkDefinition(
        framework=version.framework.slug,
        version=version.number,
        title=version.title,
        summary=version.summary,
        points=version.points,
        indicators_share=version.indicators_share,
        objective_share=version.objective_share,
        ratings=tuple(step.value_object() for step in version.ratings.in_order()),
        objective_answers=tuple(step.value_object() for step in version.objective_answers.in_order()),
        levels=tuple(level.value_object() for level in version.levels.in_order()),
        categories=_read_categories(version, elements),
        enablers=tuple(element.value_object() for element in elements if element.dimension_id is None),
    )


def _read_categories(version: FrameworkVersion, elements: list[Any]) -> tuple[plain.Category, ...]:
    by_dimension: dict[int, list[plain.Element]] = {}
    for element in elements:
        by_dimension.setdefault(element.dimension_id, []).append(element.value_object())
    by_category: dict[int, list[plain.Dimension]] = {}
    for dimension in version.dimensions.in_order():
        value = dimension.value_object(tuple(by_dimension.get(dimension.pk, ())))
        by_category.setdefault(dimension.category_id, []).append(value)
    return tuple(
        category.value_object(tuple(by_category.get(category.pk, ()))) for category in version.categories.in_order()
    )
