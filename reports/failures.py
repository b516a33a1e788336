"""Why a document could not be made, in the words of whoever asked for it."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from press.press import REASONS as OF_THE_PRESS

REASONS: Final[dict[str, Promise]] = {
    **OF_THE_PRESS,
    "gone": _("You may not read this assessment any more, or it is gone."),
    "blind": _("Everybody scores alone at this time; there are no figures to print before the round has ended."),
    "nothing": _("There is nothing yet that this document could say. Its page says what has to be there first."),
    "lost": _("The server was stopped several times while it was being made. Ask for it again."),
}


class NotMadeError(Exception):
    """No document came out; ``code`` is one of REASONS, and the message is that reason."""

    def __init__(self, code: str) -> None:
        super().__init__(str(REASONS[code]))
        self.code = code
