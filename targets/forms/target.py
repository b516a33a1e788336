"""The form that asks for something of each element, each dimension or the total; and the one that asks one level up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.forms.assessment import DayInput
from assessments.forms.days import sensible_day
from assessments.forms.remark import LARGEST_VERSION
from assessments.results import Result, plain_number
from assessments.scoring import ElementScore, GroupScore, TotalScore
from frameworks.definition import FrameworkDefinition
from targets.actions.targets import GivenTarget
from targets.asks import TOTAL, Ask, Asks, Scope

LONGEST_REASON: Final = 2000
NOTHING: Final = ""
FIRST: Final = "0"
Scores = Mapping[str, ElementScore | GroupScore | TotalScore]


class WhyAndWhen(forms.Form):
    """By when a target is to be reached, and why it is said anew; ``number`` is the version that the page showed.

    Whose page showed none yet was not asked for a reason: whether another target stands now is for the action to tell.
    """

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST_VERSION)
    due_on = forms.DateField(
        label=gettext_lazy("Due"),
        required=False,
        widget=DayInput,
        validators=[sensible_day],
        help_text=gettext_lazy("The day by which it is to be reached."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Why this is the target. Everybody who reads the result reads it, later on too."),
    )

    def __init__(self, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        why = _("There is a target already. Say why it changes; the old one stays to be read.")
        self.fields["reason"].required = needs_reason and self.data.get("number") != FIRST
        self.fields["reason"].error_messages["required"] = why


@dataclass(frozen=True)
class AskRow:
    """What can be asked of one thing: its two fields, and how it stands now; ``head`` begins a dimension."""

    code: str
    title: str
    score: ElementScore | GroupScore | TotalScore
    level: BoundField | None
    amount: BoundField
    head: str = ""


class TargetForm(WhyAndWhen):
    """A level or a number for each element, each dimension, or the total; what is left out of the assessment has none.

    The number is a percentage, and points for the total. Where it is filled in, it counts, and not the level.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        definition: FrameworkDefinition,
        result: Result,
        scope: Scope,
        asks: Asks,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.definition = definition
        self.scope = scope
        self.scores = {code: one for code, one in scores_of(result, scope).items() if one.percent is not None}
        self.has_levels = definition.ladder is None or scope == Scope.TOTAL
        for code in self.scores:
            self._add(code, asks.get(code))

    def rows(self) -> Iterator[AskRow]:
        """The rows of the form, in the framework's order."""
        names, heads = _titles(self.definition, self.scope), _heads(self.definition, self.scope)
        for code, score in self.scores.items():
            level = self[f"level-{code}"] if self.has_levels else None
            yield AskRow(code, names[code], score, level, self[f"amount-{code}"], heads.get(code, ""))

    @property
    def why_and_when(self) -> list[BoundField]:
        """The fields under the rows."""
        return [self["due_on"], self["reason"]]

    def clean(self) -> dict[str, Any]:
        """Something has to be asked."""
        data = super().clean() or {}
        if not self.errors and not self.asks():
            raise ValidationError(_("Ask for something: choose a level, or fill in a number, in one row at least."))
        return data

    def asks(self) -> dict[str, Ask]:
        """What is asked, by code."""
        asked = {code: self._ask(code) for code in self.scores}
        return {code: ask for code, ask in asked.items() if ask is not None}

    def given(self) -> GivenTarget:
        """What a valid form holds."""
        return GivenTarget(self.scope, self.asks(), self.cleaned_data["due_on"], self.cleaned_data["reason"])

    def _add(self, code: str, ask: Ask | None) -> None:
        most, unit = (self.scores[code].maximum, _("points")) if self.scope == Scope.TOTAL else (Decimal(100), "%")
        title = _titles(self.definition, self.scope)[code]
        if self.has_levels:
            choices = [(NOTHING, "–"), *((str(level.number), level.title) for level in self.definition.levels)]
            self.fields[f"level-{code}"] = forms.ChoiceField(
                label=title,
                choices=choices,
                required=False,
                widget=forms.RadioSelect,
                initial=NOTHING if ask is None or ask.level is None else str(ask.level),
            )
        self.fields[f"amount-{code}"] = forms.DecimalField(
            label=_("%(title)s, in %(unit)s") % {"title": title, "unit": unit},
            min_value=Decimal(0),
            max_value=most,
            decimal_places=2,
            required=False,
            widget=forms.NumberInput(attrs={"step": "0.01", "inputmode": "decimal"}),
            initial=_number(ask, self.scope),
        )

    def _ask(self, code: str) -> Ask | None:
        amount = self.cleaned_data.get(f"amount-{code}")
        if amount is not None:
            return Ask(points=amount) if self.scope == Scope.TOTAL else Ask(percent=amount)
        level = self.cleaned_data.get(f"level-{code}")
        return Ask(level=int(level)) if level else None


def scores_of(result: Result, scope: Scope) -> Scores:
    """The scores of all that a target of this scope may speak of."""
    by_scope: dict[Scope, Scores] = {
        Scope.ELEMENTS: result.elements,
        Scope.DIMENSIONS: result.dimensions,
        Scope.TOTAL: {TOTAL: result.total},
    }
    return by_scope[scope]


def _number(ask: Ask | None, scope: Scope) -> str | None:
    """What was asked in numbers, without needless decimals."""
    number = None if ask is None else ask.points if scope == Scope.TOTAL else ask.percent
    return None if number is None else plain_number(number)


def _titles(definition: FrameworkDefinition, scope: Scope) -> dict[str, str]:
    if scope == Scope.TOTAL:
        return {TOTAL: _("Total")}
    things = definition.elements if scope == Scope.ELEMENTS else definition.dimensions
    return {thing.code: thing.title for thing in things}


def _heads(definition: FrameworkDefinition, scope: Scope) -> dict[str, str]:
    if scope != Scope.ELEMENTS:
        return {}
    return {dimension.elements[0].code: dimension.title for dimension in definition.dimensions if dimension.elements}
