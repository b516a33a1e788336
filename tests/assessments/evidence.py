"""Evidence for stories, through the real actions."""

import io

from django.core.files import File

from assessments.actions.evidence import Details, add_evidence, file_content, link_content, note_content
from assessments.models import Assessment, Evidence
from assessments.models.evidence import evidence_storage
from organisations.models import User
from tests.assessments.sound_files import pdf


def opened(data: bytes, name: str) -> File:
    return File(io.BytesIO(data), name)


def _added(assessment: Assessment, by: User, content, title: str, code: str, item: str, **days) -> Evidence:
    return add_evidence(
        assessment_uuid=assessment.uuid,
        element_code=code,
        item=item,
        content=content,
        details=Details(title, **days),
        by=by,
    )


def add_file(assessment, by, *, data=None, name="policy.pdf", title="Policy", code="D1.1", item="", **days) -> Evidence:
    content = file_content(opened(pdf() if data is None else data, name), name)
    return _added(assessment, by, content, title, code, item, **days)


def add_link(assessment, by, *, address="https://example.org/", title="Link", code="D1.1", item="", **days) -> Evidence:
    return _added(assessment, by, link_content(address), title, code, item, **days)


def add_note(assessment, by, *, text="They showed it.", title="Note", code="D1.1", item="", **days) -> Evidence:
    return _added(assessment, by, note_content(text), title, code, item, **days)


def kept_files() -> list[str]:
    """Every file in the storage."""
    storage = evidence_storage()
    try:
        folders = storage.listdir("")[0]
    except FileNotFoundError:
        return []
    return sorted(f"{folder}/{name}" for folder in folders for name in storage.listdir(folder)[1])
