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
    if "\x00" in language + key + text:
        raise ValidationError(_("There is no such text or language: none holds that character."))
    refuse_published([version.pk])
    new = Translation(version=version, language=language, key=key, text=text or "-")
    new.clean_fields(exclude=["version"])
    row = version.translations.filter(language=language, key=key).first()
    theirs = row.text if row else ""
    if theirs not in {was, text}:
        raise StaleTranslationError(theirs)
    if row and not text:
        row.delete()
    elif text:
        row = row or new
        row.text = text
        row.save()
