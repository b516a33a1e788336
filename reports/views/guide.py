"""The assessors' guide to a framework version: a page to read, and a PDF to order."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from organisations.requests import PersonRequest
from reports.access import readable_version, styles_of
from reports.actions.orders import order_guide
from reports.documents.guide import read_book
from reports.forms.order import PaperForm
from reports.kinds import Paper


@require_safe
def guide_detail(request: PersonRequest, framework: str, number: str) -> HttpResponse:
    """Show the guide as one page, in the reader's language where it is translated."""
    version = readable_version(request.user, framework, number)
    context = {
        "book": read_book(version),
        "form": PaperForm(styles=styles_of(request.user), initial={"paper": Paper.A4}),
    }
    return render(request, "reports/guide/detail.html", context)


@require_POST
def guide_order(request: PersonRequest, framework: str, number: str) -> HttpResponse:
    """Order the guide as a PDF, in the house style of an organisation that they manage if they like."""
    version = readable_version(request.user, framework, number)
    form = PaperForm(request.POST, styles=styles_of(request.user))
    if not form.is_valid():
        return redirect("reports:guide-detail", framework, number)
    order = order_guide(version=version, options=form.options, by=request.user)
    return redirect("reports:order-detail", order.uuid)
