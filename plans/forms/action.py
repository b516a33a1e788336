"""The form of an action: what is agreed on, and the answers that it will change, element by element."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.forms.days import sensible_day
from assessments.forms.evidence import DayInput
from assessments.forms.remark import LARGEST_VERSION, Words
from assessments.moves import Answers, Move
from frameworks.definition import Element, FrameworkDefinition
from frameworks.functions import Function
from organisations.models import User
from plans.actions.actions import GivenAction, given_of
from plans.choices import Raisable, raisables
from plans.effects import has_place, rising
from plans.models import Action
from plans.steps import Step

CURRENCIES: Final = ("AED", "CHF", "EGP", "EUR", "GBP", "INR", "JPY", "KWD", "OMR", "QAR", "SAR", "USD")
UNCHOSEN: Final = ("", gettext_lazy("Not chosen yet"))


@dataclass(frozen=True)
class Around:
    """What the form has to know: the framework, today's answers, and who can own an action."""

    definition: FrameworkDefinition
    answers: Answers
    people: Sequence[User]


@dataclass(frozen=True)
class Change:
    """One answer with the field that raises it."""

    about: Raisable
    field: BoundField


@dataclass(frozen=True)
class ChangeGroup:
    """An element with the answers that can be raised in it."""

    element: Element
    changes: tuple[Change, ...]


class ActionForm(forms.Form):
    """What is agreed on of an action. ``elements`` remembers which elements the page shows."""

    operation = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=LARGEST_VERSION, initial=0
    )
    elements = forms.CharField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=gettext_lazy("What is to be done"),
        max_length=200,
        error_messages={"required": gettext_lazy("Say in a few words what is to be done.")},
    )
    description = Words(label=gettext_lazy("In detail"), required=False)
    function = forms.ChoiceField(
        label=gettext_lazy("Owning function"), required=False, choices=[UNCHOSEN, *Function.choices]
    )
    owner = forms.TypedChoiceField(
        label=gettext_lazy("Owner"),
        required=False,
        empty_value=None,
        help_text=gettext_lazy("Whoever reads this assessment can own an action, report on it, and is reminded of it."),
    )
    owner_name = forms.CharField(
        label=gettext_lazy("Owner, if somebody else"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Somebody without an account here, by name."),
    )
    sponsor = forms.CharField(label=gettext_lazy("Sponsor"), required=False, max_length=200)
    effort = forms.DecimalField(
        label=gettext_lazy("Effort in person-days"), required=False, min_value=0, max_digits=8, decimal_places=1
    )
    cost = forms.DecimalField(label=gettext_lazy("Cost"), required=False, min_value=0, max_digits=14, decimal_places=2)
    currency = forms.CharField(
        label=gettext_lazy("Currency"),
        required=False,
        max_length=3,
        widget=forms.TextInput(attrs={"list": "known-currency", "autocomplete": "off"}),
        validators=[RegexValidator(r"^[A-Z]{3}\Z", gettext_lazy("Give its three letters, such as EUR."))],
    )
    start = forms.DateField(label=gettext_lazy("Start"), required=False, widget=DayInput, validators=[sensible_day])
    due = forms.DateField(label=gettext_lazy("Due"), required=False, widget=DayInput, validators=[sensible_day])
    step = forms.ChoiceField(
        label=gettext_lazy("Step of the road map"), required=False, choices=[UNCHOSEN, *Step.choices]
    )

    def __init__(self, *args: Any, around: Around, shown: Iterable[str], kept: Iterable[Move], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.around = around
        self._has_kept = bool(tuple(kept))
        self._offer_people(around.people)
        self.shown = [element for element in around.definition.walk() if element.code in set(shown)]
        self._raisables = [
            one for element in self.shown for one in raisables(around.definition, around.answers, element, kept)
        ]
        for one in self._raisables:
            choices = [("", _("stays as it is")), *one.choices]
            select = forms.Select(attrs={"class": "form-select"})
            self.fields[one.name] = forms.ChoiceField(label=one.text, required=False, choices=choices, widget=select)

    def _offer_people(self, people: Sequence[User]) -> None:
        by_key = {str(person.pk): person for person in people}
        field = self.fields["owner"]
        field.choices = [("", _("Nobody yet")), *((key, str(person)) for key, person in by_key.items())]  # type: ignore[attr-defined]
        field.coerce = by_key.__getitem__  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Nothing is due before it starts, one person owns it, and a cost is in some currency."""
        cleaned = super().clean() or {}
        if self._has_kept and "elements" not in self.data:  # it would drop all answers without a word
            raise ValidationError(_("This was not sent by the page. Reload it and try again."))
        start, due = cleaned.get("start"), cleaned.get("due")
        if start and due and due < start:
            self.add_error("due", _("This is before the start. Change one of the two."))
        if cleaned.get("owner") and cleaned.get("owner_name"):
            self.add_error("owner_name", _("Somebody is chosen as the owner already. Leave one of the two empty."))
        if cleaned.get("cost") is not None and not cleaned.get("currency") and "currency" not in self.errors:
            self.add_error("currency", _("Say which currency the cost is in, such as EUR."))
        return cleaned

    @property
    def currencies(self) -> tuple[str, ...]:
        """Those that are offered to be typed; any other can be."""
        return CURRENCIES

    @property
    def groups(self) -> list[ChangeGroup]:
        """The elements that the page shows, each with the answers that can be raised."""
        return [
            ChangeGroup(
                element, tuple(Change(one, self[one.name]) for one in self._raisables if one.element == element)
            )
            for element in self.shown
        ]

    def given(self) -> GivenAction:
        """What a valid form holds."""
        data = self.cleaned_data
        moves = [Move(one.element.code, one.item, data[one.name]) for one in self._raisables if data[one.name]]
        names = [name for name in self.base_fields if name not in {"operation", "version", "elements"}]
        fields = {name: data[name] for name in names}
        if fields["cost"] is None:
            fields["currency"] = ""
        return GivenAction(**fields, moves=tuple(moves))


def labels() -> dict[str, str]:
    """What the form calls each thing, by name; ``moves`` are the answers that change."""
    fields = {name: str(field.label) for name, field in ActionForm.base_fields.items()}
    return fields | {"moves": _("Answers that it will change")}


class AddElementForm(forms.Form):
    """Which element the action is to raise as well, and how far; sent with the action's form, saving nothing."""

    element = forms.ChoiceField(label=gettext_lazy("Element"), required=False)
    reach = forms.ChoiceField(label=gettext_lazy("Raise its ratings to at least"), required=False)

    def __init__(self, *args: Any, definition: FrameworkDefinition, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "add"} | kwargs)
        named = (
            (one.code, _("%(code)s %(title)s") % {"code": one.code, "title": one.title}) for one in definition.walk()
        )
        ratings = (
            (str(one.value), _("%(number)s %(title)s") % {"number": one.value, "title": one.title})
            for one in definition.ratings
        )
        self.fields["element"].choices = [("", _("Choose an element")), *named]  # type: ignore[attr-defined]
        self.fields["reach"].choices = [("", _("I choose each below")), *ratings]  # type: ignore[attr-defined]

    def moves(self, around: Around) -> list[Move]:
        """The moves that raise the ratings of the element that far."""
        element = around.definition.element_by_code[self.cleaned_data["element"]]
        reach = self.cleaned_data["reach"]
        wanted = [Move(element.code, str(one.number), reach) for one in element.indicators if reach]
        return list(rising(around.definition, around.answers, wanted))


def new_form(around: Around, element: str = "") -> ActionForm:
    """An empty form for a new action, with this element shown where the framework has it."""
    shown = [element] if element in around.definition.element_by_code else []
    initial = {"operation": uuid.uuid4(), "version": 0, "elements": " ".join(shown)}
    return ActionForm(around=around, shown=shown, kept=(), initial=initial)


def edit_form(around: Around, action: Action) -> ActionForm:
    """The form that changes this action."""
    given = given_of(action)
    shown = dict.fromkeys(move.element for move in given.moves if has_place(around.definition, move))
    initial = _initial(given) | {"version": action.version, "elements": " ".join(shown)}
    return ActionForm(around=around, shown=shown, kept=given.moves, initial=initial)


def sent_form(around: Around, data: Mapping[str, Any], kept: Iterable[Move] = ()) -> ActionForm:
    """What was sent, with the elements that its page showed."""
    return ActionForm(_capitals(data), around=around, shown=str(data.get("elements", "")).split(), kept=kept)


def with_element(around: Around, data: Mapping[str, Any], add: AddElementForm, kept: Iterable[Move] = ()) -> ActionForm:
    """What was sent with one more element to be raised, not judged yet, for nothing is saved."""
    moves = add.moves(around)
    shown = " ".join(dict.fromkeys([*str(data.get("elements", "")).split(), add.cleaned_data["element"]]))
    initial = {**data, "elements": shown} | {_name(move): move.value for move in moves}
    return ActionForm(around=around, shown=shown.split(), kept=kept, initial=initial)


def _capitals(data: Mapping[str, Any]) -> dict[str, Any]:
    return {**data, "currency": str(data.get("currency", "")).strip().upper()}


def _initial(given: GivenAction) -> dict[str, Any]:
    owner = given.owner.pk if given.owner else ""
    return {**given.fields, "owner": owner} | {_name(move): move.value for move in given.moves}


def _name(move: Move) -> str:
    return f"change-{move.element}-{move.item}"
