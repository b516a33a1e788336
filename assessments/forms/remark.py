"""The forms of what is noted about an element."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.actions.remarks import GivenRemark
from assessments.models import Remark
from organisations.models import User

LONGEST_TEXT = 10_000
LARGEST_VERSION = 2_000_000_000


class Words(forms.CharField):
    """What somebody writes: several lines, whose ends are one character each, where browsers send two."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=LONGEST_TEXT, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        """Count and store lines alike, whatever sent them."""
        return super().clean(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class RemarkForm(forms.Form):
    """A strength, or an area for improvement."""

    operation = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=LARGEST_VERSION, initial=0
    )
    text = Words(label=_("In your words"), error_messages={"required": _("Write down what you want to note.")})

    def given(self) -> GivenRemark:
        """What a valid form holds."""
        return GivenRemark(self.cleaned_data["text"])


class OpenPointForm(RemarkForm):
    """Something to check on site: what, with whom, where, and who of the team does it."""

    whom = forms.CharField(
        label=_("Whom to ask"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "known-whom", "autocomplete": "off"}),
    )
    place = forms.CharField(
        label=_("Where"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "known-place", "autocomplete": "off"}),
    )
    assignee = forms.TypedChoiceField(label=_("Who checks it"), required=False, empty_value=None)

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What to find out")
        by_key = {str(person.pk): person for person in people}
        if not people:  # on one's own sheet it is one's own
            del self.fields["assignee"]
            return
        field = self.fields["assignee"]
        field.choices = [("", _("Nobody yet")), *((key, str(person)) for key, person in by_key.items())]  # type: ignore[attr-defined]
        field.coerce = by_key.__getitem__  # type: ignore[attr-defined]

    def given(self) -> GivenRemark:
        """What a valid form holds."""
        data = self.cleaned_data
        return GivenRemark(data["text"], data["whom"], data["place"], data.get("assignee"))


def remark_form(kind: str, data: Mapping[str, Any] | None, people: Sequence[User]) -> RemarkForm:
    """An empty form for a new remark of this kind, or what was sent of one."""
    return _form(kind, data, people, kind, {"operation": uuid.uuid4(), "version": 0})


def edit_form(remark: Remark, data: Mapping[str, Any] | None, people: Sequence[User]) -> RemarkForm:
    """The form that changes this remark."""
    now = {"text": remark.text, "whom": remark.whom, "place": remark.place, "version": remark.version}
    return _form(remark.kind, data, people, f"edit-{remark.uuid}", now | {"assignee": remark.assignee_id})


def _form(
    kind: str, data: Mapping[str, Any] | None, people: Sequence[User], label: str, initial: dict[str, Any]
) -> RemarkForm:
    if kind == Remark.Kind.OPEN_POINT:
        return OpenPointForm(data, people=people, auto_id=f"{label}-%s", initial=initial)
    return RemarkForm(data, auto_id=f"{label}-%s", initial=initial)
