"""Which days a plan, a target or a pulse can speak of: those of years that somebody can mean."""

import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

EARLIEST: Final = datetime.date(1990, 1, 1)
LATEST: Final = datetime.date(2199, 12, 31)


def sensible_day(day: datetime.date) -> None:
    """A validator; a slip of the finger such as the year 0202 or 9999 is told, and not reckoned with."""
    if not EARLIEST <= day <= LATEST:
        raise ValidationError(_("Give a day of the years from 1990 to 2199."))
