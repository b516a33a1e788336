"""What the scoring page sends: one answer, or all answers of an element, told apart by their item.

Read without a form object, which would cost an autosave more than the rest of its reading: the fields are three, and
whether an answer can be stored is said by ``assessments.validity``, in words for its row.
"""

import uuid
from collections.abc import Mapping

from assessments.actions.answers import GivenAnswer
from assessments.models import Source

MINE, THEIRS = "mine", "theirs"


class MangledSheetError(Exception):
    """The data was not made by the page."""


def given_answer(data: Mapping[str, str], item: str) -> GivenAnswer:
    """One answer: value, reason, and the version that the person saw; raises MangledSheetError.

    Whoever has chosen their own answer in a conflict has seen the other's, whose version comes as ``current``.
    """
    seen = "current" if data.get(f"{item}-choice") == MINE else "version"
    return GivenAnswer(
        value=_text(data.get(f"{item}-value", "")),
        reason=_text(data.get(f"{item}-reason", "")),
        version=_version(data.get(f"{item}-{seen}", "")),
        operation=_operation(data.get(f"{item}-operation", "")),
        confirms=f"{item}-confirm" in data,
        source=Source.LAST_CYCLE if data.get(f"{item}-source") == Source.LAST_CYCLE else Source.DESK,
    )


def given_answers(data: Mapping[str, str]) -> dict[str, GivenAnswer]:
    """The answers by item that a whole sheet holds, but for those that give way to another person's."""
    items = [name.removesuffix("-version") for name in data if name.endswith("-version")]
    return {item: given_answer(data, item) for item in items if data.get(f"{item}-choice") != THEIRS}


def seen_framework(data: Mapping[str, str]) -> uuid.UUID:
    """The framework version that the page was opened under; raises MangledSheetError.

    Without it nobody could tell which statement, and which scale, an answer was given to.
    """
    try:
        return uuid.UUID(data.get("framework_version", ""))
    except ValueError:
        raise MangledSheetError


def _text(typed: str) -> str:
    """The text without space around it, and with line ends of one character, where browsers send two."""
    return typed.strip().replace("\r\n", "\n")


def _operation(sent: str) -> uuid.UUID | None:
    """The browser's id of this save; a page without JavaScript sends none."""
    try:
        return uuid.UUID(sent) if sent else None
    except ValueError:
        raise MangledSheetError


def _version(sent: str) -> int:
    if not (sent.isascii() and sent.isdecimal() and len(sent) < 10):
        raise MangledSheetError
    return int(sent)
