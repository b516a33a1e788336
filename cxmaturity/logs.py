"""What the log must not hold: a link that lets in whoever has it."""

import logging
import re

# An address whose next part is the token of a link: a pulse, a shared result, an invitation, a new password.
LINK = re.compile(r"(/(?:p|s|invitations|reset/key)/)[^/\s?\"']+")


class HideTokens(logging.Filter):
    """Takes the tokens of links out of what is logged; a refused request is logged with its path, for one."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, with no token in its words."""
        words = record.getMessage()
        hidden = LINK.sub(r"\1…", words)
        if hidden != words:
            record.msg, record.args = hidden, ()
        return True
