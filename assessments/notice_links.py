"""Where a notice leads, and the link by which a person ends its e-mails without signing in."""

from collections.abc import Sequence

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import Http404
from django.urls import reverse

from assessments.models import Notice
from assessments.signals import place_asked
from organisations.models import User

_SIGNER = Signer(salt="assessments.notice_links", sep=".")


def place_of(notice: Notice) -> str:
    """The path of what the notice tells of: a discussion, an element, what another floor knows, or the assessment."""
    uuid = notice.assessment.uuid
    if notice.kind == Notice.Kind.MENTIONED and notice.element:
        return reverse("assessments:thread-list", args=[uuid, notice.element])
    if notice.element:
        return reverse("assessments:element-score", args=[uuid, notice.element])
    answers: Sequence[tuple[object, str | None]] = place_asked.send(sender=Notice, notice=notice)
    elsewhere = next((path for _receiver, path in answers if path), None)
    return elsewhere or reverse("assessments:assessment-detail", args=[uuid])


def absolute(path: str) -> str:
    """The whole address of a path of this site, for messages, which no request asked for."""
    return f"{settings.SITE_URL}{path}"


def unsubscribe_path(user: User) -> str:
    """Where the person ends all e-mails; the signature makes it theirs alone, and it never runs out."""
    return reverse("assessments:notice-unsubscribe", args=[_SIGNER.sign(str(user.pk))])


def unsubscriber(signature: str) -> User:
    """Whose link this is; Http404 for one that was not made here."""
    try:
        return User.objects.get(pk=int(_SIGNER.unsign(signature)))
    except (BadSignature, ValueError, User.DoesNotExist):
        raise Http404
