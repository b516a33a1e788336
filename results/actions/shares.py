"""Sharing one approved result by a link, and taking the link back.

Both raise Http404 for who may not see the assessment and PermissionDenied for who does not manage it.
"""

import datetime
import logging
import uuid

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from assessments.access import managed_assessment
from assessments.models import Snapshot
from organisations.models import User
from organisations.models.invitation import new_token, token_digest
from results.models import ShareLink

log = logging.getLogger(__name__)

LONGEST = datetime.timedelta(days=365)


class NotApprovedError(Exception):
    """There is no such approved revision: only what was approved is shared."""


class LinkGoneError(Exception):
    """The link was never made, has expired, or was taken back."""


@transaction.atomic
def share_result(
    *,
    assessment_uuid: uuid.UUID,
    revision: int,
    lasts: datetime.timedelta,
    label: str = "",
    operation: uuid.UUID | None = None,
    by: User,
) -> tuple[ShareLink, str]:
    """Make a link to an approved revision; the token beside it is told here and nowhere again.

    ``operation`` is the page's id of it: sent twice, the link is made once, and the second time the token is empty.
    Raises NotApprovedError, and ValueError for a time that is over at once or longer than a year.
    """
    if not datetime.timedelta(0) < lasts <= LONGEST:
        raise ValueError(lasts)
    assessment = managed_assessment(by, assessment_uuid, lock=True)
    made = assessment.share_links.filter(uuid=operation).first() if operation else None
    if made:
        return made, ""
    if not assessment.snapshots.filter(kind=Snapshot.Kind.APPROVAL, revision=revision).exists():
        raise NotApprovedError
    token = new_token()
    link = ShareLink.objects.create(
        uuid=_free(operation),
        assessment=assessment,
        revision=revision,
        label=label,
        token_digest=token_digest(token),
        created_by=by,
        expires_at=timezone.now() + lasts,
    )
    log.info("Link %s to a result made, by person %s", link.uuid, by.pk)
    return link, token


def _free(operation: uuid.UUID | None) -> uuid.UUID:
    """The operation as the link's id; another id where a link of somebody else has it, of which nothing is told."""
    if operation is None or ShareLink.objects.filter(uuid=operation).exists():
        return uuid.uuid4()
    return operation


@transaction.atomic
def revoke_share(*, assessment_uuid: uuid.UUID, share_uuid: uuid.UUID, by: User) -> ShareLink:
    """Take a link back for good; one that was taken back already stays as it is. Raises Http404 for no such link."""
    assessment = managed_assessment(by, assessment_uuid)
    link = get_object_or_404(ShareLink, assessment=assessment, uuid=share_uuid)
    if ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by):
        log.info("Link %s to a result taken back, by person %s", link.uuid, by.pk)
    link.refresh_from_db()
    return link


def find_shared(token: str) -> ShareLink:
    """The link that this token opens, with its assessment; LinkGoneError alike for every reason why there is none."""
    links = ShareLink.objects.working().with_token(token)
    found = links.select_related("assessment__organisation", "assessment__version__framework").first()
    if found is None:
        raise LinkGoneError
    return found
