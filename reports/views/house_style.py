"""An organisation's house style: written by its managers, and looked at before it is kept."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from organisations.access import managed_organisation
from organisations.models import Organisation
from organisations.requests import PersonRequest
from press.press import RenderError
from reports.actions.house_styles import StaleStyleError, set_house_style, style_logo
from reports.failures import NotMadeError
from reports.forms.house_style import Difference, HouseStyleForm, differences, sent_form, style_form
from reports.logo import REASONS
from reports.models import HouseStyle
from reports.sample import sample_pages

PAGE = "reports/house_style/edit.html"
LOOKS = ("preview", "use-primary", "use-accent")


@dataclass(frozen=True)
class Sample:
    """A cover and half a page as pictures inside the page, or why there are none."""

    pictures: tuple[str, ...] = ()
    fault: str = ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def house_style_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """The form, beside it the cover that it makes; a look at what was filled in; or keep it."""
    organisation = managed_organisation(request.user, slug)
    if request.method != "POST":
        style = _standing(organisation)
        return _page(request, organisation, style_form(style), style=style)
    form = _sent(request)
    if request.htmx or any(name in request.POST for name in LOOKS):
        return _look(request, organisation, form)
    if not form.is_valid():
        return _page(request, organisation, form, status=422)
    return _save(request, organisation, form)


def _sent(request: PersonRequest) -> HouseStyleForm:
    """What was sent; a file that was let go of on its way in is a fault too, and no “leave the logo as it is”."""
    form = sent_form(request.POST.dict(), request.FILES)
    if form.is_valid() and getattr(request, "is_upload_too_large", False):
        form.add_error("logo", str(REASONS["bytes"]))
    return form


def _save(request: PersonRequest, organisation: Organisation, form: HouseStyleForm) -> HttpResponse:
    version = form.cleaned_data["version"]
    facts = {"given": form.given(), "logo": form.logo_given(), "version": version}
    try:
        set_house_style(slug=organisation.slug, by=request.user, **facts)
    except StaleStyleError:
        return _conflict(request, organisation)
    messages.success(request, _("The house style is kept. Documents that are made from now on have it."))
    return redirect("reports:house-style-edit", organisation.slug)


def _conflict(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    """What stands beside what was filled in; sent once more, the form takes its place."""
    theirs = _standing(organisation)
    form = sent_form(request.POST.dict(), request.FILES, version=str(theirs.version))
    form.is_valid()
    return _page(request, organisation, form, theirs=theirs, lines=differences(form, theirs), status=409)


def _look(request: PersonRequest, organisation: Organisation, form: HouseStyleForm) -> HttpResponse:
    """The cover of what was filled in; for a page without a script the whole page, with all of it still there."""
    sample = _sample(request, organisation, form)
    if not request.htmx:
        return _page(request, organisation, form, sample=sample)
    return render(request, f"{PAGE}#sample", {"form": form, "sample": sample, "organisation": organisation})


def _sample(request: PersonRequest, organisation: Organisation, form: HouseStyleForm) -> Sample:
    if not form.is_valid():
        return Sample(fault=_("The preview shows as soon as the form is right."))
    logo = form.logo_given()
    style = form.given().with_logo(style_logo(_standing(organisation)) if logo is None else logo)
    try:
        pictures = sample_pages(organisation, style, request.user)
    except (RenderError, NotMadeError) as fault:
        return Sample(fault=str(fault))
    return Sample(tuple(f"data:image/png;base64,{base64.b64encode(one).decode()}" for one in pictures))


def _page(
    request: PersonRequest,
    organisation: Organisation,
    form: HouseStyleForm,
    *,
    sample: Sample | None = None,
    style: HouseStyle | None = None,
    theirs: HouseStyle | None = None,
    lines: Sequence[Difference] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "organisation": organisation,
        "form": form,
        "style": style or theirs or _standing(organisation),
        "theirs": theirs,
        "differences": lines,
        "sample": sample,
        "is_file_lost": bool(request.FILES),
    }
    return render(request, PAGE, context, status=status)


def _standing(organisation: Organisation) -> HouseStyle:
    """What is kept, or the product's own look as version 0."""
    found = HouseStyle.objects.select_related("changed_by").filter(organisation=organisation.pk).first()
    return found or HouseStyle()
