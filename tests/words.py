"""Remarks and posts for tests, made through the real actions."""

from assessments.actions.discussion import start_thread
from assessments.actions.open_points import close_point
from assessments.actions.remarks import GivenRemark, add_remark
from assessments.models import Assessment, Post, Remark
from organisations.models import User


def note(
    assessment: Assessment,
    by: User,
    text: str = "Well led",
    *,
    kind: Remark.Kind = Remark.Kind.STRENGTH,
    element: str = "D1.1",
    **more,
) -> Remark:
    """Something noted at an element."""
    given = GivenRemark(text, **more)
    return add_remark(assessment_uuid=assessment.uuid, element_code=element, kind=kind, given=given, by=by)


def point(assessment: Assessment, by: User, text: str = "Is the plan known?", **more) -> Remark:
    """Something to check on site."""
    return note(assessment, by, text, kind=Remark.Kind.OPEN_POINT, **more)


def found(assessment: Assessment, by: User, finding: str = "It hangs in the hall.", **more) -> Remark:
    """A point with its finding."""
    one = point(assessment, by, **more)
    return close_point(assessment_uuid=assessment.uuid, remark_uuid=one.uuid, finding=finding, version=0, by=by)


def said(assessment: Assessment, by: User, text: str = "Is 4 too high?", *, element: str = "D1.1", **more) -> Post:
    """A thread about an element with its first post."""
    return start_thread(assessment_uuid=assessment.uuid, element_code=element, text=text, by=by, **more)
