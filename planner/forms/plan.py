"""The planner's question: an effort to spend, a total or a level to reach."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from frameworks.definition import FrameworkDefinition

BUDGET, TOTAL, LEVEL = "budget", "total", "level"


class PlanForm(forms.Form):
    """Which question, its figure, and in which dimensions steps are taken; none chosen means all of them.

    ``most`` are the points that there are: a total beyond is refused before anything is reckoned with it.
    """

    ask = forms.ChoiceField(
        label=_("What do you want to know?"),
        choices=[
            (BUDGET, _("The most points for an effort")),
            (TOTAL, _("The least effort to reach a total")),
            (LEVEL, _("The least effort to reach a maturity level")),
        ],
        widget=forms.RadioSelect,
    )
    days = forms.DecimalField(
        label=_("Effort to spend, in person-days"), required=False, min_value=0, max_value=1_000_000, decimal_places=1
    )
    total = forms.DecimalField(label=_("Total to reach, in points"), required=False, min_value=0, decimal_places=2)
    level = forms.TypedChoiceField(label=_("Level to reach"), required=False, coerce=int, empty_value=None)
    within = forms.MultipleChoiceField(
        label=_("Only in these dimensions"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, definition: FrameworkDefinition, most: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [(level.number, f"{level.number} {level.title}") for level in definition.levels]
        self.fields["level"].choices = levels  # type: ignore[attr-defined]
        self.fields["within"].choices = [(one.code, one.title) for one in definition.dimensions]  # type: ignore[attr-defined]
        self.fields["within"].help_text = _("With none chosen, steps are taken in all of them.")
        self._bound_total(most)

    def _bound_total(self, most: Decimal) -> None:
        total, points = self.fields["total"], {"most": f"{most:f}"}
        total.help_text = _("Of %(most)s points that can be reached.") % points
        total.widget.attrs["max"] = points["most"]
        beyond = _("No more than %(most)s points can be reached here.") % points
        total.validators.append(MaxValueValidator(most, beyond))

    def clean(self) -> dict[str, Any]:
        """The figure of the question that was chosen has to be there."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        needed = {BUDGET: "days", TOTAL: "total", LEVEL: "level"}.get(data.get("ask", ""))
        if needed and data.get(needed) is None and needed not in self.errors:
            self.add_error(needed, _("Enter this for the question that you have chosen."))
        return data
