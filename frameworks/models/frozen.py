"""What published content says when somebody tries to change it, or to put content where it doesn't belong."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class FrozenVersionError(Exception):
    """A change to a published version was refused; copy the version to a draft and change that."""

    def __init__(self, words: str | Promise = "") -> None:
        """Say it in the words an administrator can act on."""
        self.words = words or _(
            "A published version can't be changed. Copy it to a new draft, change the draft, and publish that."
        )
        super().__init__(self.words)


class MisplacedContentError(Exception):
    """A row was to lie in two versions at once, to change its version, or to be written unchecked."""

    def __init__(self, words: str | Promise = "") -> None:
        """Say where content belongs."""
        self.words = words or _("Content stays in its version, together with everything that it is part of.")
        super().__init__(self.words)
