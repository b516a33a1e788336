"""Who may see a pulse, and who may run one: a stranger gets 404, a reader of the assessment who may not run it 403."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404

from assessments.access import leads, may_manage, visible_assessment
from assessments.models import Assessment
from organisations.models import User
from pulses.models import Pulse


def visible_pulse(user: User, pulse_uuid: uuid.UUID) -> Pulse:
    """The pulse for whoever may read its assessment, which it carries as read for the person; Http404 for others."""
    found = Pulse.objects.select_related("assessment", "version__framework").filter(uuid=pulse_uuid).first()
    if found is None:
        raise Http404
    found.assessment = visible_assessment(user, found.assessment.uuid)
    return found


def run_pulse(user: User, pulse_uuid: uuid.UUID) -> Pulse:
    """The pulse for who may close it and renew its link; raises Http404, PermissionDenied."""
    pulse = visible_pulse(user, pulse_uuid)
    if not may_run_pulses(pulse.assessment):
        raise PermissionDenied
    return pulse


def pulsed_assessment(user: User, assessment_uuid: uuid.UUID) -> Assessment:
    """The assessment for who may make a pulse beside it; raises Http404, PermissionDenied."""
    assessment = visible_assessment(user, assessment_uuid)
    if not may_run_pulses(assessment):
        raise PermissionDenied
    return assessment


def may_run_pulses(assessment: Assessment) -> bool:
    """Whether the person that the assessment was read for manages its organisation or leads its team."""
    return may_manage(assessment) or leads(assessment)
