"""Adding evidence (a file, a link, a note), its revisions, and where each piece is used: the one writer of it all."""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import Sum

from assessments.access import assessment_for, changeable_evidence
from assessments.evidence import is_frozen
from assessments.evidence_files.check import CheckedFile, check_file
from assessments.models import Assessment, Evidence, EvidenceRevision, EvidenceUse
from assessments.models.evidence import evidence_storage
from assessments.workflow import Act
from organisations.models import Organisation, User


class FullError(Exception):
    """The organisation's files would be more than it may keep; ``left`` is how many bytes are free."""

    def __init__(self, left: int) -> None:
        """Keep it, to be told."""
        super().__init__(left)
        self.left = left


class UnknownPlaceError(Exception):
    """The framework version has no such element, or the element no such indicator."""


class OtherKindError(Exception):
    """A revision of a file is a file, one of a link a link, one of a note a note."""


class InUseError(Exception):
    """It still serves a place of an assessment."""


class FrozenError(Exception):
    """An approved result rests on it."""


@dataclass(frozen=True)
class Details:
    """What a person says about a piece of evidence, beside what it holds."""

    title: str
    effective_on: datetime.date | None = None
    expires_on: datetime.date | None = None


@dataclass(frozen=True)
class Content:
    """What a revision holds: a file that was looked at, an address, or a text. Made by the three functions below."""

    kind: Evidence.Kind
    file: File[bytes] | None = None
    checked: CheckedFile | None = None
    address: str = ""
    text: str = ""


def file_content(file: File[bytes], name: str) -> Content:
    """A file, if it is one that is taken; raises ``RefusedFileError``."""
    return Content(Evidence.Kind.FILE, file, check_file(file, name, limit=settings.EVIDENCE_MAX_BYTES))


def link_content(address: str) -> Content:
    """An address that a form has looked at."""
    return Content(Evidence.Kind.LINK, address=address)


def note_content(text: str) -> Content:
    """A text."""
    return Content(Evidence.Kind.NOTE, text=text)


def add_evidence(
    *, assessment_uuid: uuid.UUID, element_code: str, item: str, content: Content, details: Details, by: User
) -> Evidence:
    """Keep a new piece and use it in this place. When that fails, for whatever reason, no file stays behind.

    Raises as ``assessment_for``, UnknownPlaceError and FullError.
    """
    with _kept(content) as name, transaction.atomic():
        if content.checked:
            _hold_organisation(assessment_uuid)
        assessment = _held(by, assessment_uuid)
        _refuse_unknown(assessment, element_code, item)
        evidence = Evidence(organisation=assessment.organisation, kind=content.kind, added_by=by)
        _put_details(evidence, details)
        _put_revision(evidence, 1, content, name, by)
        evidence.uses.create(assessment=assessment, element=element_code, item=item, added_by=by)
    return evidence


def add_revision(*, evidence_uuid: uuid.UUID, content: Content, details: Details, by: User) -> EvidenceRevision:
    """Put a newer file, address or text in the place of the last one, which stays among the revisions.

    Raises Http404 and WrongStateError for who may not change it, OtherKindError and FullError.
    """
    with _kept(content) as name, transaction.atomic():
        evidence = changeable_evidence(by, evidence_uuid, lock=True)
        if evidence.kind != content.kind:
            raise OtherKindError
        _put_details(evidence, details)
        return _put_revision(evidence, _last_number(evidence) + 1, content, name, by)


@transaction.atomic
def edit_evidence(*, evidence_uuid: uuid.UUID, details: Details, by: User) -> Evidence:
    """Change its title and days. Raises Http404 and WrongStateError for who may not change it."""
    evidence = changeable_evidence(by, evidence_uuid, lock=True)
    _put_details(evidence, details)
    return evidence


@transaction.atomic
def use_evidence(
    *, assessment_uuid: uuid.UUID, element_code: str, item: str, evidence_uuid: uuid.UUID, by: User
) -> EvidenceUse:
    """Use a piece of the same organisation, which the person may see, in this place too; once is enough.

    Raises as ``assessment_for``, UnknownPlaceError and Evidence.DoesNotExist.
    """
    assessment = _held(by, assessment_uuid)
    _refuse_unknown(assessment, element_code, item)
    seen = Evidence.objects.visible_to(by).filter(organisation=assessment.organisation_id)
    evidence = seen.select_for_update(of=("self",), no_key=True).get(uuid=evidence_uuid)
    use, _is_new = EvidenceUse.objects.get_or_create(
        evidence=evidence, assessment=assessment, element=element_code, item=item, defaults={"added_by": by}
    )
    return use


@transaction.atomic
def end_use(*, assessment_uuid: uuid.UUID, use_uuid: uuid.UUID, by: User) -> None:
    """Take it away from one place; the piece itself stays, as do its other places. Raises as ``assessment_for``.

    What has been taken away before is as it should be.
    """
    assessment = _held(by, assessment_uuid)
    assessment.evidence_uses.filter(uuid=use_uuid).delete()


@transaction.atomic
def remove_evidence(*, evidence_uuid: uuid.UUID, by: User) -> None:
    """Delete a piece that is used nowhere, with all its revisions; their files go when that is certain.

    Raises Http404 and WrongStateError for who may not change it, InUseError and FrozenError.
    """
    evidence = changeable_evidence(by, evidence_uuid, lock=True)
    if evidence.uses.exists():
        raise InUseError
    if is_frozen(evidence):
        raise FrozenError
    evidence.delete()


@contextmanager
def _kept(content: Content) -> Iterator[str]:
    """The content's file in the storage, under a name that says nothing; it goes again if anything fails after."""
    if content.file is None:
        yield ""
        return
    storage, token = evidence_storage(), uuid.uuid4().hex
    name = f"{token[:2]}/{token}"
    try:
        content.file.seek(0)
        name = storage.save(name, content.file)
        yield name
    except BaseException:
        storage.delete(name)
        raise


def _hold_organisation(assessment_uuid: uuid.UUID) -> None:
    """Hold the assessment's organisation, whose quota a file is put to.

    Before the assessment, as who assigns people and who ends a membership do: two that take them the other way round
    would wait for each other.
    """
    organisations = Organisation.objects.select_for_update(of=("self",), no_key=True).order_by()
    organisations.filter(assessments__uuid=assessment_uuid).first()


def _held(by: User, assessment_uuid: uuid.UUID) -> Assessment:
    """The assessment, which nobody approves meanwhile; held so that others may still refer to it."""
    Assessment.objects.select_for_update(no_key=True).filter(uuid=assessment_uuid).order_by().first()
    return assessment_for(by, assessment_uuid, Act.NOTE)


def _refuse_unknown(assessment: Assessment, element_code: str, item: str) -> None:
    element = assessment.version.definition().element_by_code.get(element_code)
    if element is None or (item and item not in {str(one.number) for one in element.indicators}):
        raise UnknownPlaceError


def _put_details(evidence: Evidence, details: Details) -> None:
    evidence.title, evidence.effective_on = details.title, details.effective_on
    evidence.expires_on = details.expires_on
    evidence.save()


def _put_revision(evidence: Evidence, number: int, content: Content, name: str, by: User) -> EvidenceRevision:
    revision = EvidenceRevision(evidence=evidence, number=number, file=name, added_by=by)
    revision.address, revision.text = content.address, content.text
    if content.checked:
        _refuse_beyond_quota(evidence.organisation_id, content.checked.size)
        revision.file_name, revision.content_type = content.checked.name, content.checked.kind.content_type
        revision.size, revision.sha256 = content.checked.size, content.checked.sha256
    revision.save()
    return revision


def _refuse_beyond_quota(organisation_id: int, size: int) -> None:
    """One upload after the other, so that two together don't get in where only one of them fits."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
    left = settings.EVIDENCE_QUOTA_BYTES - bytes_kept(organisation_id)
    if size > left:
        raise FullError(max(0, left))


def bytes_kept(organisation_id: int) -> int:
    """How much the files of an organisation come to, all revisions together."""
    revisions = EvidenceRevision.objects.filter(evidence__organisation=organisation_id).order_by()
    return revisions.aggregate(sum=Sum("size"))["sum"] or 0


def _last_number(evidence: Evidence) -> int:
    last = evidence.revisions.order_by("-number").values_list("number", flat=True).first()
    return last or 0
