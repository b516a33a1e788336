"""The forms that content is edited with: faults beside their fields, new rows at the end."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from frameworks.models import Dimension


class ContentForm(forms.ModelForm[Any]):
    """A row of content; what must be unique in its version is checked though the form doesn't show the version."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields and self.instance.pk is None:
            self.initial["position"] = None
            self.fields["position"].required = False

    def clean(self) -> dict[str, Any]:
        """Browsers send lines with two characters at their ends; one is stored."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = value.replace("\r\n", "\n")
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"version"}  # type: ignore[misc,no-any-return]


class SharedForm(ContentForm):
    """A row that several people may have open at once: nobody's change is overwritten unseen.

    The page brings back what each field said when it was opened. A field that its reader left alone is not written; one
    that somebody else has changed since is refused, once, with what it says now.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            brought = not self.is_bound or self[name].html_initial_name in self.data
            field.show_hidden_initial = self.instance.pk is not None and brought

    def clean(self) -> dict[str, Any]:
        """Leave alone what only somebody else changed, and say where both did."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in [name for name, field in self.fields.items() if field.show_hidden_initial]:
            if not self._differs(name, self._sent(name, seen=True)):
                continue
            if self._sent(name) == self._sent(name, seen=True):
                cleaned.pop(name, None)
            elif self._differs(name, self._sent(name)):
                self._refuse(name)
        return cleaned

    def _sent(self, name: str, *, seen: bool = False) -> Any:
        """What the page sent for a field, or what it said when the page was opened."""
        widget, bound = self.fields[name].widget, self[name]
        at = bound.html_initial_name if seen else bound.html_name
        value = widget.value_from_datadict(self.data, self.files, at)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value

    def _differs(self, name: str, value: Any) -> bool:
        """Whether this is something else than what is stored now."""
        return self.fields[name].has_changed(self.initial.get(name), value)

    def _refuse(self, name: str) -> None:
        theirs = self.fields[name].prepare_value(self.initial.get(name))
        words = _(
            "Somebody else changed this meanwhile. It says now: “%(theirs)s”. Save again to put yours in its place."
        )
        self.add_error(name, words % {"theirs": theirs})
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self[name].html_initial_name] = "" if theirs is None else str(theirs)
        self.data = data


class PartsFormSet(forms.BaseInlineFormSet[Any, Any, Any]):
    """Parts of a row: they know it without asking, lie in its version, and new ones without a position come last."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]  # the stubs leave it out
        if self.instance.pk:
            setattr(form.instance, self.fk.name, self.instance)
        if hasattr(self.instance, "version_id") and hasattr(form.instance, "version_id"):
            form.instance.version = self.instance.version
        return form

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name the tick that deletes a row for who can't see the head of its column."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = form.fields["DELETE"].label

    def get_unique_error_message(self, unique_check: Any) -> str:
        """Say that two new rows clash in the words for a clash with an old one."""
        model: Any = self.model
        return str(model.taken[unique_check[-1]])

    def save_new(self, form: Any, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - as Django calls it
        """Store a new part."""
        if "position" in form.fields and form.cleaned_data["position"] is None:
            taken = [other.instance.position for other in self.forms if other.instance.position is not None]
            form.instance.position = max(taken, default=-1) + 1
        return super().save_new(form, commit)


class ElementForm(SharedForm):
    """An element, which may move to another dimension of its version."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields.get("dimension")
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = Dimension.objects.filter(version=self.instance.version_id).in_order()
            choice.empty_label, choice.required = None, True


class DimensionForm(SharedForm):
    """A dimension, which may move to another category of its version."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields.get("category")
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = type(self.instance.category).objects.filter(version=self.instance.version_id).in_order()
            choice.empty_label = None


TEXT: dict[Any, dict[str, Any]] = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 4, "cols": 90})}}
SMALL_TEXT: dict[Any, dict[str, Any]] = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 80})}}
