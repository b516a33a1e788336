"""The form of a post in a discussion."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.remark import LARGEST_VERSION, Words
from organisations.models import User


class PostForm(forms.Form):
    """What somebody has to say, and who shall be told of it."""

    operation = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=LARGEST_VERSION)
    text = Words(error_messages={"required": _("Write down what you want to say.")})
    to = forms.TypedMultipleChoiceField(label=_("Tell"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: Sequence[User], label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        by_key = {str(person.pk): person for person in people}
        field = cast("forms.TypedMultipleChoiceField", self.fields["to"])
        field.choices = [(key, str(person)) for key, person in by_key.items()]
        field.coerce = by_key.__getitem__

    @property
    def tells(self) -> bool:
        """Whether somebody is chosen to be told."""
        return bool(self["to"].value())


def post_form(key: str, label: str, people: Sequence[User], data: Mapping[str, Any] | None = None) -> PostForm:
    """An empty form for a new post, or what was sent; ``key`` tells the forms of a page apart."""
    initial = {"operation": uuid.uuid4()}
    return PostForm(data, people=people, label=label, auto_id=f"{key}-%s", initial=initial)
