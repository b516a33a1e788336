"""Who keeps scenarios: the organisation's managers, and the lead of the team. Everybody who may read may try."""

from assessments.access import leads, may_manage
from assessments.models import Assessment


def may_keep(assessment: Assessment) -> bool:
    """Whether the person that the assessment was read for may save and remove scenarios of it."""
    return may_manage(assessment) or leads(assessment)
