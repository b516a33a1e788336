"""A framework and its versions."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from frameworks import definition as plain
from frameworks.models.frozen import FrozenVersionError, MisplacedContentError
from frameworks.models.history import Remembered
from frameworks.models.reading import published_definition, read_definition
from frameworks.wording import in_language

MOMENTS = {"published_at", "retired_at"}
PERCENT = (MinValueValidator(0), MaxValueValidator(100))


class FrameworkQuerySet(models.QuerySet["Framework"]):
    """Keeps the slug of frameworks that have been published."""

    def update(self, **kwargs: Any) -> int:
        """Update the rows; a slug only where nothing was published under it."""
        if "slug" in kwargs and FrameworkVersion.objects.published().filter(framework__in=self).exists():
            raise FrozenVersionError(Framework.SLUG_STAYS)
        return super().update(**kwargs)


class Framework(models.Model):
    """A maturity framework, known by its slug; its content lives in versions."""

    SLUG_STAYS = _("The slug stays as it is once a version was published: content files name the framework by it.")

    slug = models.SlugField(_("slug"), unique=True, help_text=_("The name in content files, such as quick-scan."))
    title = models.CharField(_("title"), max_length=200)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        ordering = ["title"]
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the framework; its slug stays once a version was published."""
        published = FrameworkVersion.objects.published().filter(framework=self.pk)
        if self.pk and published.exclude(framework__slug=self.slug).exists():
            raise FrozenVersionError(self.SLUG_STAYS)
        super().save(*args, **kwargs)


class FrameworkVersionQuerySet(models.QuerySet["FrameworkVersion"]):
    """Reads of versions by their state; refuses bulk writes to published ones."""

    def published(self) -> Self:
        """Versions whose content is fixed, the newest first; retired ones are among them."""
        return self.filter(published_at__isnull=False).order_by("-published_at", "-pk")

    def in_use(self) -> Self:
        """Versions that new assessments can be made with, the newest first: published, and not retired."""
        return self.published().filter(retired_at__isnull=True)

    def drafts(self) -> Self:
        """Versions whose content can still be changed."""
        return self.filter(published_at__isnull=True)

    def newest_published(self, slug: str) -> "FrameworkVersion | None":
        """The newest published version of the framework with this slug, if there is one."""
        return self.published().filter(framework__slug=slug).select_related("framework").first()

    def by_framework(self) -> Self:
        """Framework by framework, the newest version of each first."""
        return self.order_by("framework__title", "framework_id", "-published_at", "-pk")

    def mark_retired(self, at: datetime.datetime | None) -> int:
        """Retire published versions, or with ``None`` bring them back: all that ever changes of them."""
        return models.QuerySet.update(self.filter(published_at__isnull=False).order_by(), retired_at=at)

    def with_counts(self) -> Self:
        """Mark each row with ``element_count`` and ``element_points`` over its elements, enablers left out."""
        counted = models.Q(elements__dimension__isnull=False)
        return self.annotate(
            element_count=models.Count("elements", filter=counted),
            element_points=models.Sum("elements__points", filter=counted, default=0),
        )

    def update(self, **kwargs: Any) -> int:
        """Update drafts; a published version stays as it is, and none becomes one this way."""
        if MOMENTS & kwargs.keys():
            raise FrozenVersionError(FrameworkVersion.NOT_BY_HAND)
        with transaction.atomic():
            refuse_published(self.order_by().values("pk"))
            return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete drafts; a published version stays."""
        with transaction.atomic():
            refuse_published(self.order_by().values("pk"))
            return super().delete()

    def bulk_create(self, *args: Any, update_conflicts: bool = False, **kwargs: Any) -> list["FrameworkVersion"]:
        """Create versions; it never overwrites one."""
        if update_conflicts:
            raise MisplacedContentError
        return super().bulk_create(*args, **kwargs)


class FrameworkVersion(Remembered):
    """One version of a framework: a draft until it is published, and unchangeable from then on."""

    NOT_BY_HAND = _("A version is published, and retired, by the actions for it, which check it first.")

    taken = {"number": _("This framework has a version with this number already.")}

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    framework = models.ForeignKey(
        Framework, on_delete=models.PROTECT, related_name="versions", verbose_name=_("framework")
    )
    number = models.CharField(
        _("version"),
        max_length=20,
        validators=[RegexValidator(r"^[0-9]+(\.[0-9]+)*\Z", _("Write the version as numbers and dots, such as 1.1."))],
    )
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    points = models.DecimalField(
        _("points in total"),
        max_digits=8,
        decimal_places=2,
        validators=[MinValueValidator(0)],
        help_text=_("What the points of all elements must add up to."),
    )
    indicators_share = models.DecimalField(
        _("share of the indicators (%)"), max_digits=5, decimal_places=2, validators=PERCENT
    )
    objective_share = models.DecimalField(
        _("share of the objective (%)"),
        max_digits=5,
        decimal_places=2,
        validators=PERCENT,
        help_text=_("The two shares split an element's points; together they make 100."),
    )
    ladder = models.DecimalField(
        _("ladder: a rung holds from (%)"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=PERCENT,
        help_text=_("Leave empty, unless the points of a dimension count only while each one before it reaches this."),
    )
    related_framework = models.SlugField(
        _("related framework"),
        blank=True,
        help_text=_("The slug of the framework whose elements are named as related."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True, editable=False)

    objects = FrameworkVersionQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        ordering = ["framework__title", "-pk"]
        verbose_name = _("framework version")
        verbose_name_plural = _("framework versions")
        constraints = [models.UniqueConstraint(fields=["framework", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the version unless what is stored is published already."""
        with transaction.atomic():
            refuse_published([self.pk])
            self.recall()
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft; a published version stays."""
        with transaction.atomic():
            refuse_published([self.pk])
            return super().delete(*args, **kwargs)

    def history_place(self) -> tuple[int, str]:
        """Itself."""
        return self.pk, "version"

    @property
    def is_published(self) -> bool:
        """Whether the content is frozen."""
        return self.published_at is not None

    @property
    def is_retired(self) -> bool:
        """Whether no new assessment can be made with it, though those that were made go on."""
        return self.retired_at is not None

    def definition(self) -> plain.FrameworkDefinition:
        """The whole content as plain values; kept in memory once published, for it can't change any more."""
        if self.published_at is None:
            return read_definition(self)
        return published_definition(type(self), self.uuid, self.published_at)

    def definition_in(self, language: str | None) -> plain.FrameworkDefinition:
        """The content with its texts in a language, as far as translated; for pages, never for what is kept."""
        return in_language(self.definition(), language)


def refuse_published(versions: Iterable[Any]) -> None:
    """Raise FrozenVersionError if any of these versions (ids, or a query for them) is published.

    The versions stay locked until the transaction ends, so that none is published between this and the write.
    """
    locked = FrameworkVersion.objects.select_for_update(no_key=True).filter(pk__in=versions).order_by("pk")
    if any(published_at is not None for published_at in locked.values_list("published_at", flat=True)):
        raise FrozenVersionError
