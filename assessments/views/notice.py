"""A person's notices: their page, which of them come by e-mail, and the end of the e-mails from within one."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.actions.notices import choose_notices, mark_all_read, open_notice
from assessments.forms.notice import NoticeForm
from assessments.models import Notice
from assessments.notice_links import place_of, unsubscriber
from organisations.models import User
from organisations.requests import PersonRequest

LISTED = 100


@never_cache
@require_safe
def notice_list(request: PersonRequest) -> HttpResponse:
    """The person's last notices, the newest first, with a mark on those that are not read yet."""
    notices = list(Notice.objects.of(request.user)[:LISTED])
    unread = sum(notice.read_at is None for notice in notices)
    places = [(notice, place_of(notice)) for notice in notices]
    return render(request, "assessments/notice/list.html", {"places": places, "unread": unread})


@require_POST
def notice_open(request: PersonRequest, notice_uuid: uuid.UUID) -> HttpResponse:
    """Mark a notice as read, and go to what it tells of."""
    return redirect(place_of(open_notice(notice_uuid=notice_uuid, by=request.user)))


@require_POST
def notice_read(request: PersonRequest) -> HttpResponse:
    """Mark all of the person's notices as read."""
    mark_all_read(by=request.user)
    return redirect("assessments:notice-list")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notice_settings(request: PersonRequest) -> HttpResponse:
    """Choose which notices come by e-mail."""
    form = NoticeForm(request.POST or None, initial={"notices_by_email": request.user.notices_by_email})
    if form.is_valid():
        choose_notices(user=request.user, choice=form.cleaned_data["notices_by_email"])
        messages.success(request, _("Your choice is saved."))
        return redirect("assessments:notice-list")
    return render(request, "assessments/notice/settings.html", {"form": form})


@csrf_exempt  # a mail program sends it, from anywhere (RFC 8058); the signature in the address is what it needs
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notice_unsubscribe(request: HttpRequest, signature: str) -> HttpResponse:
    """Ask whether the e-mails shall end, and end them; who follows a link has not said yes yet."""
    user = unsubscriber(signature)
    if request.method == "POST":
        choose_notices(user=user, choice=User.Notices.NONE)
    return render(request, "assessments/notice/unsubscribe.html", {"done": request.method == "POST"})
