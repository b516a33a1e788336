"""Withdrawing an order that nobody has begun to make: one's own, or that of a report that waits to be issued."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisations.requests import PersonRequest
from reports.access import withdrawable_order
from reports.actions.withdrawing import BegunError, withdraw_order


@require_POST
def order_withdraw(request: PersonRequest, order_uuid: uuid.UUID) -> HttpResponse:
    """Withdraw it, or say that it is too late for that."""
    order = withdrawable_order(request.user, order_uuid)
    try:
        withdraw_order(order=order, by=request.user)
    except BegunError:
        messages.info(request, _("It is being made already, or has ended: there is nothing left to withdraw."))
    else:
        messages.success(request, _("The order is withdrawn. Nothing was made, and nothing was issued."))
    if order.assessment is None:
        return redirect("reports:guide-detail", order.version.framework.slug, order.version.number)
    return redirect("reports:order-list", order.assessment.uuid)
