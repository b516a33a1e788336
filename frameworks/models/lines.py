"""Short texts kept one a line in a text field, so that they are typed and read without a form for each."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

ONE_A_LINE = _("One a line.")


class LinesField(models.TextField[str, str]):
    """A text of lines, stored without empty ones and without spaces around each."""

    def get_prep_value(self, value: Any) -> Any:
        """What is stored: the lines, tidied."""
        return "\n".join(lines_of(value)) if isinstance(value, str) else super().get_prep_value(value)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines that say something."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())
