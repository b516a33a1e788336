"""One text of a draft said in another language."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from frameworks.models import FrameworkVersion, Translation
from frameworks.models.framework import refuse_published


class StaleTranslationError(Exception):
    """Somebody else wrote ``theirs`` meanwhile."""

    def __init__(self, theirs: str) -> None:
        super().__init__()
        self.theirs = theirs


@transaction.atomic
def put_translation(*, version: FrameworkVersion, language: str, key: str, text: str, was: str) -> None:
    """Store what a text is in a language; an empty text takes it away.

    ``was`` is what the writer saw. Raises StaleTranslationError where something else is stored by now,
    FrozenVersionError in a published version, and ValidationError for a language or a key that can be none.
    """
    if "\x00" in language + key:
        raise ValidationError(_("There is no such text or language."))
    refuse_published([version.pk])
    row = version.translations.filter(language=language, key=key).first()
    row = row or Translation(version=version, language=language, key=key, text="")
    if row.text not in {was, text}:
        raise StaleTranslationError(row.text)
    if not text and row.pk:
        row.delete()
    elif text:
        row.text = text
        row.full_clean()
        row.save()
