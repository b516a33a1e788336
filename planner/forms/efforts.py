"""What steps are reckoned to cost: days for each step of the scales, and a factor for each element."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frameworks.definition import FrameworkDefinition
from planner.efforts import USUAL, Efforts, in_days, in_tenths, objective_scale

MOST_DAYS, MOST_FACTOR = 9_999, 1_000
LARGEST_VERSION = 2_000_000_000


class EffortsForm(forms.Form):
    """A field for each step up and for each element; ``version`` is the one that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST_VERSION)

    def __init__(self, *args: Any, definition: FrameworkDefinition, efforts: Efforts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition = definition
        for name, words, tenths in _steps(definition, efforts):
            self.fields[name] = _days(words, tenths)
        for element in definition.elements:
            self.fields[f"factor-{element.code}"] = _factor(
                f"{element.code} {element.title}", efforts.factors.get(element.code, USUAL)
            )

    def steps(self) -> list[forms.BoundField]:
        """The fields of the scales."""
        return [field for field in self.visible_fields() if not field.name.startswith("factor-")]

    def factors(self) -> list[forms.BoundField]:
        """The fields of the elements."""
        return [field for field in self.visible_fields() if field.name.startswith("factor-")]

    def efforts(self) -> Efforts:
        """What a valid form holds."""
        data = self.cleaned_data
        ratings = {rating.value: in_tenths(data[f"rating-{rating.value}"]) for rating in self.definition.ratings[1:]}
        objectives = {
            one.code: in_tenths(data[f"objective-{one.code}"]) for one in objective_scale(self.definition)[1:]
        }
        return Efforts(ratings, objectives, {one.code: data[f"factor-{one.code}"] for one in self.definition.elements})


def _steps(definition: FrameworkDefinition, efforts: Efforts) -> Iterator[tuple[str, str, int]]:
    for rating in definition.ratings[1:]:
        words = _("Up to %(answer)s") % {"answer": f"{rating.value} {rating.title}"}
        yield f"rating-{rating.value}", words, efforts.ratings[rating.value]
    for answer in objective_scale(definition)[1:]:
        words = _("Objective up to “%(answer)s”") % {"answer": answer.title}
        yield f"objective-{answer.code}", words, efforts.objectives[answer.code]


def _days(words: str, tenths: int) -> forms.DecimalField:
    return forms.DecimalField(
        label=words,
        min_value=Decimal("0.1"),
        max_value=MOST_DAYS,
        decimal_places=1,
        initial=in_days(tenths),
        error_messages={"min_value": gettext_lazy("A step takes a tenth of a day at least.")},
    )


def _factor(words: str, factor: int) -> forms.IntegerField:
    return forms.IntegerField(label=words, min_value=1, max_value=MOST_FACTOR, initial=factor)
