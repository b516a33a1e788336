"""What can be an answer, and what can't: each refusal in words that tell the person what to do."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from assessments.items import CONFIDENCE_GRADES, EXCLUDED, LONGEST_TEXT, Item
from assessments.scoring import NOT_APPLICABLE
from frameworks.definition import Element, FrameworkDefinition


class InvalidAnswerError(Exception):
    """The value can't be an answer here; the message tells the person what to do."""


def refuse_invalid(definition: FrameworkDefinition, item: str, value: str, reason: str) -> None:
    """Raise InvalidAnswerError unless the value is one that the item can take; an empty value takes an answer back."""
    _refuse_unstorable(value)
    _refuse_unstorable(reason)
    if item == Item.COMMENT:
        return
    if value and value not in _choices(definition, item):
        raise InvalidAnswerError(_("That is not an answer to choose here. Choose one of those shown."))
    if value in (NOT_APPLICABLE, EXCLUDED) and not reason.strip():
        raise InvalidAnswerError(_("Say why in a few words; it is saved as soon as there is a reason."))


def refuse_all_not_applicable(definition: FrameworkDefinition, element: Element, ratings: Mapping[str, str]) -> None:
    """Raise InvalidAnswerError when none of the ratings, by item, is left that applies (docs/scoring.md, rule 8)."""
    if any(value != NOT_APPLICABLE for value in ratings.values()):
        return
    if element.code in definition.dimension_by_element:
        words = _("Not every indicator can be “not applicable”. If %(element)s is out of scope, exclude it instead.")
    else:
        words = _("Not every indicator can be “not applicable”. Leave %(element)s without answers instead.")
    raise InvalidAnswerError(words % {"element": element.code})


def _refuse_unstorable(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        words = _("This is longer than %(limit)s characters. Shorten it; what you typed is not saved yet.")
        raise InvalidAnswerError(words % {"limit": LONGEST_TEXT})
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise InvalidAnswerError(_("The text holds a character that can't be stored. Type it again."))


def _choices(definition: FrameworkDefinition, item: str) -> set[str]:
    if item == Item.SCOPE:
        return {EXCLUDED}
    if item == Item.CONFIDENCE:
        return set(CONFIDENCE_GRADES)
    if item == Item.OBJECTIVE:
        return set(definition.objective_answer_by_code)
    return {NOT_APPLICABLE, *(str(rating.value) for rating in definition.ratings)}
