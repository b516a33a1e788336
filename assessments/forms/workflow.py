"""What a step from state to state asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.items import LONGEST_TEXT


class StepForm(forms.Form):
    """A step that asks nothing."""


class WordsField(forms.CharField):
    """A text of some lines."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_TEXT, **kwargs)
        self.widget.attrs["rows"] = 4


class CloseForm(forms.Form):
    """Why the round ends before all have submitted."""

    reason = WordsField(
        label=_("Reason"), help_text=_("It is kept with the assessment, and everybody in the team reads it.")
    )


class SubmitForm(forms.Form):
    """What a manager should know who looks at it now."""

    words = WordsField(label=_("Words to the managers"), required=False)


class ReturnForm(forms.Form):
    """What is to be done before it comes back."""

    words = WordsField(
        label=_("Comments"),
        help_text=_("What the team should look at again. Everybody in it gets these words."),
    )


class ReopenForm(forms.Form):
    """Why what was approved is worked at again."""

    reason = WordsField(
        label=_("Reason"), help_text=_("It is kept with the assessment, and everybody in the team reads it.")
    )


class SheetForm(forms.Form):
    """Whether a sheet shall go in though something of it is not answered."""

    even_unfinished = forms.BooleanField(label=_("Submit it all the same, with these left open"), required=False)
