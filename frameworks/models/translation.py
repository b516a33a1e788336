"""The content's texts in other languages; ``frameworks.wording`` names their keys."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from frameworks import definition as plain
from frameworks.models.framework import FrameworkVersion
from frameworks.models.version_content import VersionContent


class Translation(VersionContent):
    """One text of a version in another language."""

    reading_order = ("pk",)
    unnoted = VersionContent.unnoted | {"language", "key"}  # every line of its history names them anyway
    taken = {"key": _("This text is translated already.")}

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(
        _("language"),
        max_length=20,
        validators=[
            RegexValidator(r"^[a-z]{2,3}(-[a-z0-9]{2,8})*\Z", _("Write a language code, such as ar or pt-br."))
        ],
    )
    key = models.CharField(_("text"), max_length=100)
    text = models.TextField(_("translation"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [
            models.UniqueConstraint(fields=["version", "language", "key"], name="one_translation_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"

    def history_place(self) -> tuple[int, str]:
        """Its version and its language."""
        return self.version_id, f"translation-{self.language}"

    def value_object(self) -> plain.Translation:
        """The translation as a plain value."""
        return plain.Translation(self.language, self.key, self.text)
