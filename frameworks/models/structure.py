"""The structure of a version: categories, dimensions, elements (and enablers), indicators."""

from decimal import Decimal

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from frameworks import definition as plain
from frameworks.models.framework import PERCENT, FrameworkVersion
from frameworks.models.lines import ONE_A_LINE, LinesField, lines_of
from frameworks.models.version_content import VersionContent

CODE = RegexValidator(r"^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*\Z", _("Use letters, digits and dots, such as D2.6."))
AT_LEAST_ZERO = MinValueValidator(0)
LEAST_WEIGHT = Decimal("0.001")
NO_WEIGHT = _("A weight is greater than 0.")


class Category(VersionContent):
    """A group of dimensions with its share of the points."""

    reading_order = ("position", "pk")
    taken = {"code": _("Another category of this version has this code already.")}

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="categories")
    code = models.CharField(_("code"), max_length=20, validators=[CODE])
    title = models.CharField(_("title"), max_length=200)
    share = models.DecimalField(_("share (%)"), max_digits=5, decimal_places=2, validators=PERCENT)
    summary = models.TextField(_("summary"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_category_a_code")]

    def __str__(self) -> str:
        return self.title

    def value_object(self, dimensions: tuple[plain.Dimension, ...]) -> plain.Category:
        """The category as a plain value, with its dimensions."""
        return plain.Category(self.code, self.title, self.share, self.summary, dimensions)


class Dimension(VersionContent):
    """A dimension of the framework: the question it answers and its elements."""

    part_of = "category"
    reading_order = ("category__position", "category_id", "position", "pk")
    taken = {"code": _("Another dimension of this version has this code already.")}

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="dimensions")
    category = models.ForeignKey(
        Category, on_delete=models.CASCADE, related_name="dimensions", verbose_name=_("category")
    )
    code = models.CharField(_("code"), max_length=20, validators=[CODE])
    title = models.CharField(_("title"), max_length=200)
    question = models.CharField(_("question"), max_length=300, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["category__position", "category_id", "position", "pk"]
        verbose_name = _("dimension")
        verbose_name_plural = _("dimensions")
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_dimension_a_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def value_object(self, elements: tuple[plain.Element, ...]) -> plain.Dimension:
        """The dimension as a plain value, with its elements."""
        return plain.Dimension(self.code, self.title, self.question, self.summary, elements)


class Element(VersionContent):
    """An element of a dimension; without a dimension it is an enabler, rated but never counted."""

    part_of = "dimension"
    # Enablers have no dimension; the databases differ in where they put what is not there.
    reading_order = (
        models.F("dimension__category__position").asc(nulls_last=True),
        "dimension__category_id",
        "dimension__position",
        "dimension_id",
        "position",
        "pk",
    )
    taken = {"code": _("Another element or enabler of this version has this code already.")}

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="elements")
    dimension = models.ForeignKey(
        Dimension,
        on_delete=models.CASCADE,
        related_name="elements",
        verbose_name=_("dimension"),
        null=True,
        blank=True,
    )
    code = models.CharField(_("code"), max_length=20, validators=[CODE])
    title = models.CharField(_("title"), max_length=200)
    definition = models.TextField(_("definition"), blank=True)
    objective = models.TextField(_("statement of objective"), blank=True)
    points = models.DecimalField(_("points"), max_digits=8, decimal_places=2, default=0, validators=[AT_LEAST_ZERO])
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    evidence = LinesField(_("evidence to ask for"), blank=True, help_text=ONE_A_LINE)
    questions = LinesField(_("interview questions"), blank=True, help_text=ONE_A_LINE)
    misjudgements = LinesField(_("common misjudgements"), blank=True, help_text=ONE_A_LINE)
    related = LinesField(
        _("related elements"),
        blank=True,
        help_text=_("Codes of elements of the related framework, one a line."),
    )

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("element")
        verbose_name_plural = _("elements")
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="one_element_a_code"),
            models.CheckConstraint(
                condition=models.Q(dimension__isnull=False) | models.Q(points=0, objective=""),
                name="enabler_adds_no_points",
                violation_error_message=_("An enabler has neither points nor a statement of objective."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def value_object(self) -> plain.Element:
        """The element as a plain value, with its indicators and its guide."""
        indicators = sorted(self.indicators.all(), key=lambda indicator: indicator.number)
        descriptions = sorted(self.level_descriptions.all(), key=lambda description: description.level)
        actions = sorted(self.suggested_actions.all(), key=lambda action: (action.level, action.position, action.pk))
        return plain.Element(
            code=self.code,
            title=self.title,
            definition=self.definition,
            objective=self.objective,
            points=self.points,
            indicators=tuple(indicator.value_object(self.code) for indicator in indicators),
            guide=plain.Guide(
                levels=tuple(description.value_object() for description in descriptions),
                evidence=lines_of(self.evidence),
                questions=lines_of(self.questions),
                misjudgements=lines_of(self.misjudgements),
                actions=tuple(action.value_object() for action in actions),
            ),
            related=lines_of(self.related),
        )


class Indicator(VersionContent):
    """One maturity indicator: one statement about one behaviour of the organisation."""

    version_path = "element__version"
    part_of = "element"
    reading_order = (
        models.F("element__dimension__category__position").asc(nulls_last=True),
        "element__dimension__category_id",
        "element__dimension__position",
        "element__dimension_id",
        "element__position",
        "element_id",
        "number",
    )
    taken = {"number": _("Another indicator of this element has this number already.")}

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="indicators")
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    text = models.TextField(_("statement"))
    weight = models.DecimalField(
        _("weight"), max_digits=6, decimal_places=3, default=1, validators=[MinValueValidator(LEAST_WEIGHT, NO_WEIGHT)]
    )
    look_for = models.TextField(
        _("what to look for"), blank=True, help_text=_("One line of the guide: what tells a high from a low rating.")
    )

    class Meta:
        ordering = ["number"]
        verbose_name = _("maturity indicator")
        verbose_name_plural = _("maturity indicators")
        constraints = [
            models.UniqueConstraint(fields=["element", "number"], name="one_indicator_a_number"),
            models.CheckConstraint(
                condition=models.Q(weight__gt=0),
                name="indicator_weight_positive",
                violation_error_message=NO_WEIGHT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.element.code}/{self.number}"

    @property
    def version(self) -> FrameworkVersion:
        """The version that the indicator's element belongs to."""
        return self.element.version

    def history_place(self) -> tuple[int, str]:
        """Its version and its element."""
        return self.element.version_id, f"element-{self.element_id}"

    def value_object(self, element_code: str) -> plain.Indicator:
        """The indicator as a plain value."""
        return plain.Indicator(f"{element_code}/{self.number}", self.number, self.text, self.weight, self.look_for)
