"""The form by which a document of an assessment, or a framework's guide, is ordered."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.kinds import FORMATS, PARTS, Format, Paper, Part
from reports.models import HouseStyle
from reports.offers import BESIDE, Offer
from reports.options import Options, Wish
from reports.source import Words

# What is said beside a part, to know what comes with it.
NOTES: Final[Mapping[Part, Promise]] = {
    Part.COMMENTS: gettext_lazy("Leave them out for readers outside the team."),
    Part.EVIDENCE: gettext_lazy("What it rests on, by element; no file is in it."),
    Part.LEDGER: gettext_lazy("An annex to recompute the total by hand."),
}


@dataclass(frozen=True)
class PartLine:
    """One part as the page shows it: its box, what is to know of it, and whether it waits to be written."""

    box: Any
    note: str
    is_unwritten: bool


class PaperForm(forms.Form):
    """The choices for a guide; ``styles`` are the house styles that the person may set it in."""

    paper = forms.ChoiceField(label=gettext_lazy("Paper"), choices=Paper)
    house = forms.ChoiceField(label=gettext_lazy("House style"), required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, styles: Iterable[HouseStyle] = (), **more: Any
    ) -> None:
        super().__init__(data, **more)
        named = [(style.organisation.slug, style.organisation.name) for style in styles]
        cast("forms.ChoiceField", self.fields["house"]).choices = [("", _("None")), *named]
        self.asks_house = bool(named)

    @property
    def options(self) -> Options:
        """What was chosen, once the form is valid."""
        return Options(
            paper=Paper(self.cleaned_data["paper"]), parts=frozenset(), house=self.cleaned_data.get("house", "")
        )


class OrderForm(forms.Form):
    """The choices for one kind of document; whatever is sent that this kind has no choice for is left alone."""

    format = forms.ChoiceField(label=gettext_lazy("Kind of file"), widget=forms.RadioSelect)
    paper = forms.ChoiceField(label=gettext_lazy("Paper"), choices=Paper, widget=forms.RadioSelect)
    revision = forms.TypedChoiceField(
        label=gettext_lazy("What it shows"), coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("What is in it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    against = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Beside which assessments"),
        coerce=uuid.UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one assessment.")},
    )
    only = forms.ChoiceField(
        label=gettext_lazy("For which part"), required=False, widget=forms.Select(attrs={"class": "form-select"})
    )

    def __init__(
        self, data: Mapping[str, Any] | None, offer: Offer, *, words: Words, initial: dict[str, Any] | None = None
    ) -> None:
        self.offer, self.words = offer, words
        super().__init__(data, initial=self._initial() | (initial or {}))
        offered = {
            "format": [(one.value, one.label) for one in FORMATS[offer.kind]],
            "parts": [(one.value, one.label) for one in PARTS[offer.kind]],
            "revision": offer.revisions if len(offer.revisions) > 1 else (),
            "against": offer.against,
            "only": offer.only,
        }
        for name, choices in offered.items():
            self._offer(name, choices)

    def _offer(self, name: str, choices: Any) -> None:
        if choices:
            cast("forms.ChoiceField", self.fields[name]).choices = choices
        else:
            del self.fields[name]

    def _initial(self) -> dict[str, Any]:
        return {
            "format": FORMATS[self.offer.kind][0],
            "paper": self.offer.paper,
            "parts": [str(one) for one in PARTS[self.offer.kind]],
            "revision": "",
            "against": self.offer.ticked,
        }

    def clean_against(self) -> list[uuid.UUID]:
        """As many as a page has columns for."""
        chosen: list[uuid.UUID] = self.cleaned_data["against"]
        if len(chosen) > BESIDE:
            raise forms.ValidationError(
                _("A page has room for %(most)s others: take some away."), params={"most": BESIDE}
            )
        return chosen

    def clean(self) -> dict[str, Any]:
        """What has nothing to say can't be ordered."""
        if self.offer.lack:
            raise forms.ValidationError(self.offer.lack.words)
        return super().clean() or {}

    @property
    def asks_format(self) -> bool:
        """Whether there is more than one kind of file to choose from."""
        return len(FORMATS[self.offer.kind]) > 1

    @property
    def part_lines(self) -> Iterator[PartLine]:
        """The parts with what is to know of each."""
        unwritten = {Part.FOREWORD: not self.words.foreword, Part.WORDS: not self.words.summary}
        for box in self["parts"]:
            part = Part(box.data["value"])
            yield PartLine(box, str(NOTES.get(part, "")), unwritten.get(part, False))

    @property
    def wish(self) -> Wish:
        """What is ordered, once the form is valid."""
        data = self.cleaned_data
        options = Options(
            paper=Paper(data["paper"]),
            parts=frozenset(Part(name) for name in data.get("parts", ())),
            against=tuple(data.get("against", ())),
            only=data.get("only", ""),
        )
        return Wish(self.offer.kind, Format(data["format"]), options, data.get("revision"))


def initial_of(wish: Wish) -> dict[str, Any]:
    """A form that begins with what was ordered before."""
    return {
        "format": str(wish.format),
        "paper": str(wish.options.paper),
        "parts": sorted(wish.options.parts),
        "against": [str(one) for one in wish.options.against],
        "only": wish.options.only,
        "revision": str(wish.revision or ""),
    }
