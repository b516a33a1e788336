"""The page that whoever has the link answers on: no account, no cookie, and no word about who they are."""

from typing import Final

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from pulses.actions.answers import NoSuchPulseError, NotOpenError, answer_pulse, open_pulse, was_counted
from pulses.forms.answer import AnswerForm
from pulses.models import Pulse
from pulses.tally import BATCH
from pulses.throttle import is_too_much

# Neither search engines nor other sites are to learn of the link.
HEADERS: Final = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


@login_not_required
@csrf_exempt  # the protection needs a cookie, and whoever could misuse the form has the link and can answer anyway
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def pulse_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show the questions, and count the answers; a link that no longer works says so and nothing else."""
    try:
        pulse = open_pulse(token)
        return _answered(request, pulse, token) if request.method == "POST" else _page(request, pulse)
    except NoSuchPulseError:
        return _told(request, "unknown", 404)
    except NotOpenError as refusal:
        return _told(request, "closed", 410 if refusal.pulse.is_closed else 404, pulse=refusal.pulse)


@login_not_required
@never_cache
@require_safe
def pulse_thanks(request: HttpRequest) -> HttpResponse:
    """What comes after the answers; its address has no token and knows nothing of them."""
    return _told(request, "thanks", 200)


def _answered(request: HttpRequest, pulse: Pulse, token: str) -> HttpResponse:
    form = _form(request, pulse)
    if not form.is_valid():
        return _page(request, pulse, form, status=422)
    operation = form.cleaned_data["operation"]
    if not was_counted(pulse, operation) and is_too_much(get_adapter().get_client_ip(request)):
        return _page(request, pulse, form, is_busy=True, status=429)
    answer_pulse(token=token, answers=form.answers, operation=operation)
    return redirect("pulses:pulse-thanks")


def _page(
    request: HttpRequest, pulse: Pulse, form: AnswerForm | None = None, *, is_busy: bool = False, status: int = 200
) -> HttpResponse:
    definition = pulse.version.definition_in(get_language())
    context = {
        "pulse": pulse,
        "form": form or _form(request, pulse),
        "ratings": definition.ratings,
        "is_busy": is_busy,
        "batch": BATCH,
    }
    return _told(request, "detail", status, **context)


def _form(request: HttpRequest, pulse: Pulse) -> AnswerForm:
    definition = pulse.version.definition_in(get_language())
    return AnswerForm(request.POST if request.method == "POST" else None, definition=definition, kind=pulse.kind)


def _told(request: HttpRequest, what: str, status: int, **context: object) -> HttpResponse:
    response = render(request, f"pulses/answer/{what}.html", context, status=status)
    for name, value in HEADERS.items():
        response[name] = value
    return response
