"""The forms of evidence: a file, a link or a note, what is said about it, and which of several is looked for."""

from pathlib import PurePath
from typing import Any, Final, cast
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.actions.evidence import Content, Details, file_content, link_content, note_content
from assessments.evidence_files.check import too_large_words
from assessments.evidence_files.kinds import EXTENSIONS, RefusedFileError
from assessments.models import Evidence
from frameworks.definition import Element

LONGEST_TITLE: Final = 200
LONGEST_ADDRESS: Final = 2000
LONGEST_NOTE: Final = 10_000
TITLE_HELP = gettext_lazy("Left empty, it is taken from what you add.")


class DayInput(forms.DateInput):
    """A browser's own field for a day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DetailsForm(forms.Form):
    """What is said about a piece of evidence."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
    effective_on = forms.DateField(
        label=gettext_lazy("Holds from"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy("The day from which on it holds, not the day of the upload."),
    )
    expires_on = forms.DateField(
        label=gettext_lazy("Expires"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy("The day by which it has to be renewed; you are reminded of it."),
    )

    def clean(self) -> dict[str, Any]:
        """Nothing expires before it holds."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("effective_on"), cleaned.get("expires_on")
        if first and last and last < first:
            self.add_error("expires_on", _("This is before the day from which on it holds. Change one of the two."))
        return cleaned

    @property
    def details(self) -> Details:
        """What was said; to be asked once the form is valid."""
        cleaned = self.cleaned_data
        title = cleaned["title"] or self.title_of_content()
        return Details(title[:LONGEST_TITLE], cleaned["effective_on"], cleaned["expires_on"])

    def title_of_content(self) -> str:
        """What it is called when the person gave it no title."""
        return ""


class ContentForm(DetailsForm):
    """A file, a link or a note with what is said about it; for a new piece also where in the element it belongs."""

    kind: Evidence.Kind
    field_order = ["file", "address", "text", "title", "item", "effective_on", "expires_on"]

    def __init__(self, *args: Any, element: Element | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": self.kind.value} | kwargs)
        if element:
            self.fields["item"] = PlaceField(element)
        self.order_fields(self.field_order)
        self.fields["title"].required = False
        self.fields["title"].help_text = TITLE_HELP

    @property
    def content(self) -> Content:
        """What a revision is to hold."""
        raise NotImplementedError


class PlaceField(forms.ChoiceField):
    """The whole element, or one of its indicators."""

    def __init__(self, element: Element) -> None:
        choices = [("", _("The whole element"))]
        for one in element.indicators:
            words = _("%(number)s: %(text)s") % {"number": one.number, "text": Truncator(one.text).chars(60)}
            choices.append((str(one.number), words))
        super().__init__(choices=choices, required=False, label=_("It is evidence for"))


class FileForm(ContentForm):
    """A file, looked at before it is taken."""

    kind = Evidence.Kind.FILE
    file = forms.FileField(
        label=gettext_lazy("File"), widget=forms.FileInput(attrs={"accept": ",".join(EXTENSIONS)}), max_length=None
    )

    def __init__(self, *args: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        messages = self.fields["file"].error_messages
        messages["required"] = _("Choose a file.")
        messages["empty"] = _("The file is empty. Choose another one.")
        if getattr(request, "is_upload_too_large", False):
            messages["required"] = too_large_words(settings.EVIDENCE_MAX_BYTES)

    def clean_file(self) -> Content:
        """The file, if it is one that is taken."""
        upload = self.cleaned_data["file"]
        try:
            return file_content(upload, upload.name)
        except RefusedFileError as refusal:
            raise ValidationError(str(refusal)) from None

    def title_of_content(self) -> str:
        """The file's name without its extension."""
        checked = self.content.checked
        return PurePath(checked.name).stem if checked else ""

    @property
    def content(self) -> Content:
        """The file."""
        return cast("Content", self.cleaned_data["file"])


class LinkForm(ContentForm):
    """An address on the web, in the organisation's own net too."""

    kind = Evidence.Kind.LINK
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=LONGEST_ADDRESS,
        widget=forms.URLInput,
        help_text=gettext_lazy("It is kept as it is and never opened by this site."),
    )

    def clean_address(self) -> str:
        """An address that leads to a page, and nowhere else."""
        return sound_address(self.cleaned_data["address"])

    def title_of_content(self) -> str:
        """The host that it leads to."""
        return urlsplit(self.cleaned_data["address"]).hostname or ""

    @property
    def content(self) -> Content:
        """The address."""
        return link_content(self.cleaned_data["address"])


class NoteForm(ContentForm):
    """What somebody saw or heard."""

    kind = Evidence.Kind.NOTE
    text = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The whole team reads it, also while everybody scores alone."),
    )

    def title_of_content(self) -> str:
        """Its beginning."""
        return str(Truncator(self.cleaned_data["text"].splitlines()[0]).chars(80))

    @property
    def content(self) -> Content:
        """The text."""
        return note_content(self.cleaned_data["text"])


FORMS: Final[dict[str, type[ContentForm]]] = {form.kind.value: form for form in (FileForm, LinkForm, NoteForm)}


def content_form(
    kind: str, request: HttpRequest | None = None, *, element: Element | None = None, **more: Any
) -> ContentForm:
    """The form of this kind: as it was sent with the request, or empty. ``element`` is asked where a piece is new."""
    if request and kind == Evidence.Kind.FILE:
        more["request"] = request
    sent = {"data": request.POST, "files": request.FILES} if request else {}
    return FORMS[kind](element=element, **sent, **more)


class UseForm(forms.Form):
    """Which piece of those that are there is used in which place."""

    evidence = forms.UUIDField(
        error_messages={"required": gettext_lazy("Choose one."), "invalid": gettext_lazy("Choose one.")}
    )

    def __init__(self, *args: Any, element: Element, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"] = PlaceField(element)


class FilterForm(forms.Form):
    """Which pieces a list shows."""

    q = forms.CharField(label=gettext_lazy("Words in the title or the name"), required=False, max_length=LONGEST_TITLE)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", gettext_lazy("All kinds")), *Evidence.Kind.choices]
    )
    standing = forms.ChoiceField(
        label=gettext_lazy("Standing"),
        required=False,
        choices=[
            ("", gettext_lazy("Whatever its standing")),
            ("expired", gettext_lazy("Expired")),
            ("soon", gettext_lazy("Expires within 30 days")),
            ("unused", gettext_lazy("Used nowhere")),
        ],
    )


def sound_address(address: str) -> str:
    """The address, when it begins with http or https, names a host, and hands over no password."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise ValidationError(_wrong_address()) from None
    if any(not letter.isprintable() or letter in ' \\<>"' for letter in address):
        raise ValidationError(_wrong_address())
    if parts.scheme.casefold() not in {"http", "https"} or not host:
        raise ValidationError(_wrong_address())
    if "@" in parts.netloc:
        raise ValidationError(_("Leave the name and the password out of the address: everybody would read them."))
    return address


def _wrong_address() -> str:
    return _("This leads nowhere. An address begins with https:// or http://, such as https://example.org/policy.")
