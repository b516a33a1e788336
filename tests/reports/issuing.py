"""Issued reports of the tests' own: the report of an approved assessment, issued and really made."""

from assessments.actions.answers import GivenAnswer, save_sheet
from assessments.items import Item
from assessments.models import Assessment
from organisations.models import User
from reports.actions.issues import issue_report
from reports.codes import new_code
from reports.files import hash_of, keep
from reports.kinds import Kind
from reports.models import IssuedReport, TemplateEdition
from reports.options import Options, all_of
from tests.jobs.runner import run_waiting_jobs


def issued(assessment: Assessment, by: User, kind: Kind = Kind.FULL, options: Options | None = None) -> IssuedReport:
    """Issue a report of it and have it made."""
    order = issue_report(assessment=fresh(assessment), kind=kind, options=options or all_of(kind), by=by)
    run_waiting_jobs()
    return IssuedReport.objects.get(pk=order.issue_id)


def issue_row(assessment: Assessment, by: User, **facts: object) -> IssuedReport:
    """An issued report as the database has it, for what does not ask how its file came about."""
    edition, _made = TemplateEdition.objects.get_or_create(number=7, digest="d" * 64, engine="weasyprint 70")
    given = {
        "organisation": assessment.organisation,
        "assessment": assessment,
        "kind": Kind.FULL,
        "number": 4,
        "name": "HARBOUR-BANK-2026-004",
        "code": new_code(),
        "approved_revision": 1,
        "language": "en-gb",
        "edition": edition,
        "data_hash": "cd" * 32,
        "snapshot_document": "{}",
        "issued_by": by,
    }
    return IssuedReport.objects.create(**given | facts)


def issued_file(assessment: Assessment, by: User) -> IssuedReport:
    """One with a file that is what was issued."""
    content = b"%PDF-1.7 of the tests"
    return issue_row(assessment, by, file=keep(content, "pdf"), file_hash=hash_of(content), file_name="report.pdf")


def fresh(assessment: Assessment) -> Assessment:
    """The assessment as it is stored now."""
    return Assessment.objects.select_related("organisation", "version__framework").get(pk=assessment.pk)


def comment(assessment: Assessment, element: str, words: str, *, by: User) -> None:
    """Write a comment to an element, as a person would."""
    row = assessment.answers.get(element=element, item=Item.COMMENT)
    given = {Item.COMMENT: GivenAnswer(words, "", row.version)}
    save_sheet(assessment_uuid=assessment.uuid, element_code=element, given=given, by=by)
