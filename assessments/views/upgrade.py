"""Upgrading open assessments to a newer version of their framework, one or many, and going back to a snapshot."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from assessments.access import WrongStateError, managed_assessment, may
from assessments.actions.upgrades import (
    ChangedMeanwhileError,
    NotAnUpgradeError,
    restore_snapshot,
    upgrade_assessment,
)
from assessments.forms.upgrade import UpgradeForm
from assessments.models import Answer, Assessment, Snapshot
from assessments.newer_versions import newer_of, upgrades_of
from assessments.side_by_side import dimension_pairs
from assessments.upgrade_preview import UpgradePreview, preview_upgrade
from assessments.upgrade_words import groups_of
from assessments.workflow import Act
from frameworks.models import FrameworkVersion
from organisations.requests import PersonRequest

PAGE = "assessments/upgrade/detail.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upgrade_detail(request: PersonRequest, assessment_uuid: uuid.UUID, newer: str) -> HttpResponse:
    """Show what the upgrade would do to figures and answers, and do it."""
    assessment = managed_assessment(request.user, assessment_uuid)
    version = next((one for one in upgrades_of(assessment.version) if one.number == newer), None)
    if not may(assessment, Act.UPGRADE) or newer == assessment.version.number:
        return _nothing_to_do(request, assessment)
    if version is None:
        raise Http404
    form = UpgradeForm(request.POST or None, initial={"name": _suggested_name(newer)})
    if form.is_valid():
        return _upgrade(request, assessment, version, form)
    preview = preview_upgrade(assessment.version.definition(), version.definition(), assessment.answers.all())
    form.initial["figures"] = preview.figures
    return render(request, PAGE, _context(assessment, version, preview, form))


def _upgrade(
    request: PersonRequest, assessment: Assessment, version: FrameworkVersion, form: UpgradeForm
) -> HttpResponse:
    given = form.cleaned_data
    try:
        preview = upgrade_assessment(
            assessment_uuid=assessment.uuid,
            to=version,
            snapshot_name=given["name"],
            by=request.user,
            seen=given["figures"],
        )
    except ChangedMeanwhileError as changed:
        again = UpgradeForm(initial={"name": given["name"], "figures": changed.preview.figures})
        context = _context(assessment, version, changed.preview, again) | {"changed_meanwhile": True}
        return render(request, PAGE, context, status=409)
    except (WrongStateError, NotAnUpgradeError):
        return _nothing_to_do(request, managed_assessment(request.user, assessment.uuid))
    words = _("The assessment stands under version %(version)s now: %(points)s points, as previewed.")
    messages.success(request, words % {"version": version.number, "points": preview.after.points})
    return redirect("assessments:assessment-detail", assessment.uuid)


def _nothing_to_do(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    if not may(assessment, Act.UPGRADE):
        messages.info(request, _no_upgrade(assessment))
    else:
        words = _("It stands under version %(version)s already; nothing has changed.")
        messages.info(request, words % {"version": assessment.version.number})
    return redirect("assessments:assessment-detail", assessment.uuid)


def _no_upgrade(assessment: Assessment) -> str:
    """Why the framework version can't change now."""
    if assessment.is_approved:
        return _("It is approved: an approved assessment never changes.")
    if assessment.is_independent:
        return _("Each assessor’s own sheet stays as it was given, so the version can only change before the scoring.")
    return _("It is being reviewed. Return it first; then its version can change.")


@never_cache
@require_POST
def snapshot_restore(request: PersonRequest, assessment_uuid: uuid.UUID, snapshot_uuid: uuid.UUID) -> HttpResponse:
    """Go back to a snapshot; the present state is kept as one, so this can be taken back too."""
    try:
        kept = restore_snapshot(assessment_uuid=assessment_uuid, snapshot_uuid=snapshot_uuid, by=request.user)
    except Snapshot.DoesNotExist:
        raise Http404
    except WrongStateError:
        messages.info(request, _no_upgrade(managed_assessment(request.user, assessment_uuid)))
    else:
        words = _("Answers and points are as they were. What stood here until now is kept as “%(name)s”.")
        messages.success(request, words % {"name": kept.name})
    return redirect("assessments:assessment-detail", assessment_uuid)


@dataclass(frozen=True, eq=False)
class Offer:
    """An open assessment with the newest version that it can be upgraded to, and what that would do.

    Once chosen it has an ``outcome``; one that ``is_open`` can be chosen again.
    """

    assessment: Assessment
    version: FrameworkVersion
    preview: UpgradePreview
    outcome: str = ""
    is_done: bool = False
    is_open: bool = False

    @property
    def seen(self) -> str:
        """What a person agrees to who chooses it: this assessment, this version, these figures."""
        return f"{self.assessment.uuid} {self.version.number} {self.preview.figures}"

    @property
    def lost_count(self) -> int:
        """How many answers would not be carried."""
        return len(self.preview.carried.cleared) + self.preview.carried.lost_count


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upgrade_list(request: PersonRequest) -> HttpResponse:
    """The open assessments on older versions that the person manages; those chosen are upgraded one by one."""
    offers = _offers(request)
    chosen = _chosen(request, offers)
    done = [_upgrade_one(request, offer, chosen[offer]) for offer in offers if offer in chosen]
    context = {
        "offers": [offer for offer in offers if offer not in chosen] + [offer for offer in done if offer.is_open],
        "done": done,
        "nothing_chosen": request.method == "POST" and not done,
    }
    return render(request, "assessments/upgrade/list.html", context)


def _chosen(request: PersonRequest, offers: Iterable[Offer]) -> dict[Offer, str]:
    """The offers that were chosen, each with what the person saw of it; whatever isn't offered is not looked at."""
    seen = {choice.partition(" ")[0]: choice for choice in request.POST.getlist("assessment")}
    return {offer: seen[key] for offer in offers if (key := str(offer.assessment.uuid)) in seen}


def _upgrade_one(request: PersonRequest, offer: Offer, seen: str) -> Offer:
    """Each in a transaction of its own: what becomes of one is nothing to the others."""
    changed = _("It has changed since you looked, so nothing was done. Look at the figures again.")
    if seen != offer.seen:
        return replace(offer, outcome=changed, is_open=True)
    try:
        preview = upgrade_assessment(
            assessment_uuid=offer.assessment.uuid,
            to=offer.version,
            snapshot_name=_suggested_name(offer.version.number),
            by=request.user,
            seen=offer.preview.figures,
        )
    except ChangedMeanwhileError as error:
        return replace(offer, preview=error.preview, outcome=changed, is_open=True)
    except (WrongStateError, NotAnUpgradeError):
        return replace(offer, outcome=_("It was approved or upgraded in the meantime; nothing has changed."))
    words = _("%(before)s points before, %(after)s now.")
    points = {"before": preview.before.points, "after": preview.after.points}
    return replace(offer, preview=preview, outcome=words % points, is_done=True)


def _offers(request: PersonRequest) -> list[Offer]:
    """Four queries, however many assessments there are."""
    open_ones = Assessment.objects.managed_by(request.user).upgradable()
    assessments = list(open_ones.select_related("version__framework", "organisation").defer("element_scores"))
    in_use = list(FrameworkVersion.objects.in_use().select_related("framework"))
    newest = {one.pk: next(iter(newer_of(one.version, in_use)), None) for one in assessments}
    behind = [one for one in assessments if newest[one.pk]]
    rows = _rows_of(behind)
    return [
        Offer(one, version, preview_upgrade(one.version.definition(), version.definition(), rows[one.pk]))
        for one in behind
        if (version := newest[one.pk])
    ]


def _rows_of(assessments: Iterable[Assessment]) -> dict[int, list[Answer]]:
    rows: dict[int, list[Answer]] = {one.pk: [] for one in assessments}
    for row in Answer.objects.filter(assessment__in=rows).only("assessment_id", "element", "item", "value", "reason"):
        rows[row.assessment_id].append(row)
    return rows


def _suggested_name(number: str) -> str:
    date = date_format(timezone.localdate(), "j F Y")
    return _("Before version %(version)s, %(date)s") % {"version": number, "date": date}


def _context(
    assessment: Assessment, version: FrameworkVersion, preview: UpgradePreview, form: UpgradeForm
) -> dict[str, Any]:
    shown = preview.read_in(get_language())
    return {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "version": version,
        "others": [one for one in upgrades_of(assessment.version) if one.pk != version.pk],
        "preview": shown,
        "pairs": dimension_pairs(shown),
        "groups": groups_of(shown),
        "form": form,
    }
