"""The form of an organisation's house style."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.actions.house_styles import GivenStyle, style_logo
from reports.contrast import is_legible, legible, ratio_words
from reports.kinds import Paper
from reports.logo import MOST_BYTES, NONE, REASONS, Logo, LogoError, read_logo
from reports.models import HouseStyle

COLOURS: Final = ("primary", "accent")
KEPT: Final = (*COLOURS, "cover_line", "footer", "paper")


@dataclass(frozen=True)
class Reading:
    """How well a colour can be read on white paper; ``instead`` is the nearest darker one, where it can't."""

    ratio: str
    instead: str = ""


@dataclass(frozen=True)
class Difference:
    """A field in which what was filled in is not what stands."""

    label: str
    theirs: str
    mine: str


class ColourField(forms.CharField):
    """A colour as ``#rrggbb``, however its letters were typed; the ``#`` may be left out."""

    default_validators = [
        RegexValidator(r"\A#[0-9a-f]{6}\Z", gettext_lazy("Give six digits from 0 to f, such as #16202b."))
    ]

    def to_python(self, value: object) -> str:
        """In small letters."""
        text = str(super().to_python(value)).lower()
        return f"#{text}" if text and not text.startswith("#") else text


class HouseStyleForm(forms.Form):
    """Logo, colours, lines, paper, and which version of them the person read."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        help_text=gettext_lazy("PNG or JPEG, at most 1 MB; it is kept at 800 pixels of width or less."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    remove_logo = forms.BooleanField(label=gettext_lazy("Take the logo away"), required=False)
    primary = ColourField(
        label=gettext_lazy("Main colour"), help_text=gettext_lazy("Headings, and the rules of tables."), max_length=7
    )
    accent = ColourField(
        label=gettext_lazy("Second colour"), help_text=gettext_lazy("What stands out once on a page."), max_length=7
    )
    cover_line = forms.CharField(
        label=gettext_lazy("Line on the cover"),
        help_text=gettext_lazy("Above the title, such as the name of a department; or nothing."),
        required=False,
        max_length=120,
    )
    footer = forms.CharField(
        label=gettext_lazy("Line at the foot of each page"),
        help_text=gettext_lazy("Such as “Confidential”; or nothing."),
        required=False,
        max_length=120,
    )
    paper = forms.ChoiceField(
        label=gettext_lazy("Paper"),
        help_text=gettext_lazy("What orders begin with; another can be chosen for each."),
        choices=Paper,
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def clean_primary(self) -> str:
        """A colour that can be read."""
        return self._legible("primary")

    def clean_accent(self) -> str:
        """A colour that can be read: it is a text's too."""
        return self._legible("accent")

    def clean_logo(self) -> Logo | None:
        """The logo as it will be kept; None where none was chosen."""
        file: UploadedFile[Any] | None = self.cleaned_data["logo"]
        if file is None:
            return None
        if file.size is not None and file.size > MOST_BYTES:
            raise forms.ValidationError(str(REASONS["bytes"]))
        try:
            return read_logo(file.read())
        except LogoError as fault:
            raise forms.ValidationError(str(fault))

    def _legible(self, name: str) -> str:
        colour: str = self.cleaned_data[name]
        if not is_legible(colour):
            words = _("%(colour)s is too pale to be read on white paper. The nearest darker colour is %(instead)s.")
            raise forms.ValidationError(words, params={"colour": colour, "instead": legible(colour)})
        return colour

    @property
    def readings(self) -> dict[str, Reading]:
        """How well each colour can be read, as far as it is one."""
        return {name: found for name in COLOURS if (found := self._reading(name))}

    def _reading(self, name: str) -> Reading | None:
        try:
            colour = self.fields[name].clean(self[name].value())
        except forms.ValidationError:
            return None
        return Reading(ratio_words(colour), "" if is_legible(colour) else legible(colour))

    def given(self) -> GivenStyle:
        """What was filled in, once the form is valid."""
        data = self.cleaned_data
        return GivenStyle(data["primary"], data["accent"], data["cover_line"], data["footer"], Paper(data["paper"]))

    def logo_given(self) -> Logo | None:
        """The new logo, NONE to take it away, None to leave it."""
        chosen: Logo | None = self.cleaned_data["logo"]
        return chosen or (NONE if self.cleaned_data["remove_logo"] else None)


def style_form(style: HouseStyle) -> HouseStyleForm:
    """The form with what is kept."""
    return HouseStyleForm(initial={name: getattr(style, name) for name in ("version", *KEPT)})


def sent_form(data: Mapping[str, Any], files: MultiValueDict[str, UploadedFile[Any]], **instead: str) -> HouseStyleForm:
    """What was sent, with these fields put otherwise; ``use-primary`` is a press on “use this colour”."""
    used = {name: data[f"use-{name}"] for name in COLOURS if f"use-{name}" in data}
    return HouseStyleForm({**data, **used, **instead}, files)


def differences(form: HouseStyleForm, theirs: HouseStyle) -> list[Difference]:
    """Where a valid form says otherwise than what stands, in the order of its fields; a logo by its size."""
    logo = form.logo_given()
    lines = [
        (str(form.fields["logo"].label), _size(style_logo(theirs)), _size(style_logo(theirs) if logo is None else logo))
    ]
    lines += [(str(form.fields[name].label), str(getattr(theirs, name)), str(form.cleaned_data[name])) for name in KEPT]
    return [Difference(*line) for line in lines if line[1] != line[2]]


def _size(logo: Logo) -> str:
    return _("%(width)s by %(height)s pixels") % {"width": logo.width, "height": logo.height} if logo.width else ""
