"""The forms that content is edited with: faults beside their fields, new rows at the end."""

from typing import Any

from django import forms
from django.db import models

from frameworks.models import Dimension


class ContentForm(forms.ModelForm[Any]):
    """A row of content; what must be unique in its version is checked though the form doesn't show the version."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields and self.instance.pk is None:
            self.initial["position"] = None
            self.fields["position"].required = False

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"version"}  # type: ignore[misc,no-any-return]


class PartsFormSet(forms.BaseInlineFormSet[Any, Any, Any]):
    """Parts of a row: they know it without asking, lie in its version, and new ones without a position come last."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]  # the stubs leave it out
        if self.instance.pk:
            setattr(form.instance, self.fk.name, self.instance)
        if hasattr(self.instance, "version_id") and hasattr(form.instance, "version_id"):
            form.instance.version = self.instance.version
        return form

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


class ElementForm(ContentForm):
    """An element, which may move to another dimension of its version."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields.get("dimension")
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = Dimension.objects.filter(version=self.instance.version_id).in_order()
            choice.empty_label, choice.required = None, True


class DimensionForm(ContentForm):
    """A dimension, which may move to another category of its version."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields.get("category")
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = type(self.instance.category).objects.filter(version=self.instance.version_id).in_order()
            choice.empty_label = None


TEXT: dict[Any, dict[str, Any]] = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 4, "cols": 90})}}
SMALL_TEXT: dict[Any, dict[str, Any]] = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 80})}}
