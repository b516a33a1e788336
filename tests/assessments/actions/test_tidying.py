"""What is cleared away, and what stays."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from assessments.actions.evidence import Details, add_evidence, file_content
from assessments.actions.tidying import tidy
from assessments.models import EvidenceRevision
from assessments.models.evidence import evidence_storage

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def stored(assessment, assessor) -> str:
    """The name of a file that a piece of evidence has."""
    content = file_content(ContentFile(b"Seen on site.\n"), "notes.txt")
    place = {"assessment_uuid": assessment.uuid, "element_code": "D1.1", "item": ""}
    add_evidence(**place, content=content, details=Details("Notes"), by=assessor)
    return EvidenceRevision.objects.get().file.name


@pytest.fixture
def orphan() -> str:
    """The name of a file that a server left when it was killed between file and row."""
    name = evidence_storage().save("zz/orphan", ContentFile(b"left"))
    yield name
    evidence_storage().delete(name)


def test_a_file_without_evidence_goes_after_a_day_and_no_sooner(stored, orphan):
    storage, now = evidence_storage(), timezone.now()
    assert tidy(now=now + DAY - datetime.timedelta(minutes=1)).files == 0
    assert (storage.exists(orphan), storage.exists(stored)) == (True, True)
    tidy(now=now + DAY + datetime.timedelta(minutes=1))
    assert (storage.exists(orphan), storage.exists(stored)) == (False, True)


def test_command_says_what_is_gone(capsys):
    call_command("tidy")
    assert capsys.readouterr().out == "0 uploads and 0 files cleared away\n"
