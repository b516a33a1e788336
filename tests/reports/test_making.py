"""What a document is called when it is downloaded: whose it is, which, and whether it is final."""

import datetime

import pytest

from assessments.models import Assessment, Snapshot
from assessments.revisions import Approved
from frameworks.models import Framework, FrameworkVersion
from organisations.models import Organisation, Unit, User
from reports.kinds import FORMATS, Format, Kind
from reports.making import SETTERS, WRITERS, file_name
from reports.options import Options
from reports.source import Source, Stamp

pytestmark = [pytest.mark.sqlite]
NAMES = {"organisation": "Harbour Bank", "facts": [], "assessors": [], "approved_by": "", "unit": "Cards"}
STAMP = Stamp("HARBOUR-BANK-2026-004", 2, "7K3M", "", datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC), 1, "")
VERSION = FrameworkVersion(framework=Framework(title="CX"), number="1.1")


def source(kind: Kind = Kind.FULL, title: str = "2026 check", unit: str = "", **more: object) -> Source:
    organisation = Organisation(name="Harbour Bank Ltd")
    assessment = Assessment(title=title, organisation=organisation, unit=Unit(name=unit) if unit else None)
    return Source(kind, Options(), User(), VERSION, assessment, **more)


def approved(revision: int, *, superseded: bool = False) -> Approved:
    return Approved(Assessment(), Snapshot(revision=revision, names=NAMES), is_superseded=superseded)


@pytest.mark.parametrize(
    ("of", "name"),
    [
        (source(), "harbour-bank-ltd-2026-check-full-maturity-report-provisional.pdf"),
        (source(unit="Cards"), "harbour-bank-ltd-cards-2026-check-full-maturity-report-provisional.pdf"),
        (source(kept=approved(1)), "harbour-bank-cards-2026-check-full-maturity-report.pdf"),
        (source(kept=approved(2)), "harbour-bank-cards-2026-check-full-maturity-report-revision-2.pdf"),
        (
            source(kept=approved(1, superseded=True)),
            "harbour-bank-cards-2026-check-full-maturity-report-revision-1.pdf",
        ),
        (
            source(kept=approved(1), stamp=STAMP),
            "harbour-bank-cards-2026-check-full-maturity-report-harbour-bank-2026-004-revision-2.pdf",
        ),
        (source(title="تقييم"), "harbour-bank-ltd-تقييم-full-maturity-report-provisional.pdf"),
    ],
)
def test_name_says_whose_it_is_and_whether_it_is_final(of, name):
    assert file_name(of, Format.PDF) == name


def test_name_of_a_guide_is_that_of_its_version():
    guide = Source(Kind.GUIDE, Options(), User(), VERSION)
    assert file_name(guide, Format.PDF) == "cx-1-1-assessors-guide-draft.pdf"


def test_long_name_ends_with_its_kind_of_file_and_no_hyphen():
    kept = "-".join(["weekly"] * 19)  # with the hyphen that is cut off, 150 letters
    assert file_name(source(title="weekly " * 40), Format.DOCX) == f"harbour-bank-ltd-{kept}.docx"


def test_every_kind_of_document_can_be_made_as_each_of_its_kinds_of_file():
    offered = {(kind, form) for kind in Kind for form in FORMATS[kind]}
    assert {(kind, Format.PDF) for kind in SETTERS} | set(WRITERS) == offered
