"""The form in which a manager writes foreword and executive summary."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.merging import mark_of
from reports.models import ReportWords
from reports.source import Words

LONGEST: Final = 20_000  # characters: some six printed pages
TEXTS: Final = ("foreword", "summary")


class TextField(forms.CharField):
    """Lines of text; a browser's line ends count as one character each."""

    widget = forms.Textarea

    def to_python(self, value: object) -> str:
        """The text with plain line ends, so that it is as long as it looks."""
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class WordsForm(forms.Form):
    """Both texts, which version of them the person read, and the mark of each as it was then."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    foreword_read = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    summary_read = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    foreword = TextField(
        label=_("Foreword"),
        help_text=_("Stands before everything else: why this was done, for whom, and thanks."),
        required=False,
        max_length=LONGEST,
    )
    summary = TextField(
        label=_("Executive summary"),
        help_text=_("What you want a reader with two minutes to take away; the figures stand beside it by themselves."),
        required=False,
        max_length=LONGEST,
    )

    def given(self) -> Words:
        """What was written, once the form is valid."""
        return Words(self.cleaned_data["foreword"], self.cleaned_data["summary"])

    def read(self) -> dict[str, str]:
        """The mark of each text as the person found it, once the form is valid."""
        return {name: self.cleaned_data[f"{name}_read"] for name in TEXTS}


def words_form(words: ReportWords) -> WordsForm:
    """The form with what stands."""
    return WordsForm(initial=reading_of(words) | {name: getattr(words, name) for name in TEXTS})


def reading_of(words: ReportWords) -> dict[str, str]:
    """What a page that gives these words out has to send back beside them."""
    marks = {f"{name}_read": mark_of(getattr(words, name)) for name in TEXTS}
    return {"version": str(words.version)} | marks
