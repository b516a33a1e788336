"""The form of one answer; a whole sheet is many of them, told apart by their item."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from assessments.actions.answers import GivenAnswer

MINE, THEIRS = "mine", "theirs"


class TextField(forms.CharField):
    """Free text as typed; whether it can be stored is said by ``assessments.validity``, in words for the page."""

    def __init__(self) -> None:
        super().__init__(required=False, strip=True)

    def to_python(self, value: object) -> str:
        """Browsers send line ends of two characters; one is stored."""
        return str(super().to_python(value) or "").replace("\r\n", "\n")

    def run_validators(self, value: Any) -> None:
        """Leave it to the one place that refuses answers."""


class AnswerForm(forms.Form):
    """One answer: the value, a reason, and the version that the person saw. The prefix is the item.

    After a conflict ``choice`` says which answer shall stand, and ``current`` the version of the other's.
    """

    value = TextField()
    reason = TextField()
    version = forms.IntegerField(min_value=0)
    choice = forms.ChoiceField(choices=[(MINE, MINE), (THEIRS, THEIRS)], required=False)
    current = forms.IntegerField(min_value=0, required=False)

    def given(self) -> GivenAnswer:
        """What the person gave; the form is valid."""
        cleaned = self.cleaned_data
        version = cleaned["version"]
        if cleaned["choice"] == MINE and cleaned["current"] is not None:
            version = cleaned["current"]
        return GivenAnswer(cleaned["value"], cleaned["reason"], version)

    @property
    def gives_way(self) -> bool:
        """Whether the person leaves the other's answer as it is."""
        return bool(self.cleaned_data["choice"] == THEIRS)


class MangledSheetError(Exception):
    """The data was not made by the page."""


def given_answers(data: Mapping[str, Any]) -> dict[str, GivenAnswer]:
    """The answers by item that a whole sheet holds; raises MangledSheetError."""
    forms_ = {item: AnswerForm(data, prefix=item) for item in _items(data)}
    if not all(form.is_valid() for form in forms_.values()):
        raise MangledSheetError
    return {item: form.given() for item, form in forms_.items() if not form.gives_way}


def _items(data: Mapping[str, Any]) -> Iterable[str]:
    return [name.removesuffix("-version") for name in data if name.endswith("-version")]
