"""What a browser would send for an admin page as it stands, to be changed and posted."""

from typing import Any

from django.db.models import Model
from django.test import Client
from django.urls import reverse


def change_url(row: Model) -> str:
    return reverse(f"admin:frameworks_{row._meta.model_name}_change", args=[row.pk])


def list_url(model: type[Model]) -> str:
    return reverse(f"admin:frameworks_{model._meta.model_name}_changelist")


def filled(client: Client, url: str) -> dict[str, Any]:
    """The values of every field on the page, inlines included."""
    context = client.get(url).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {bound.html_name: bound.value() for form in forms for bound in form}
    return {name: "" if value is None else value for name, value in data.items() if value is not False}


def new_row(data: dict[str, Any], prefix: str, **values: Any) -> dict[str, Any]:
    """The page's values with one more row in an inline."""
    count = int(data[f"{prefix}-TOTAL_FORMS"])
    added = {f"{prefix}-{count}-{name}": value for name, value in values.items()}
    return data | added | {f"{prefix}-TOTAL_FORMS": count + 1}


def errors_of(response: Any) -> dict[str, list[str]]:
    """Every error on a page, by the field that it stands beside."""
    context = response.context
    found = {name: list(errors) for name, errors in context["adminform"].form.errors.items()}
    for inline in context["inline_admin_formsets"]:
        for form in inline.formset.forms:
            found |= {form.add_prefix(name): list(errors) for name, errors in form.errors.items()}
        if inline.formset.non_form_errors():
            found[inline.formset.prefix] = list(inline.formset.non_form_errors())
    return found
