"""Rows for tests, as dull as can be."""

from collections.abc import Iterable
from pathlib import Path

from assessments.actions.answers import GivenAnswer, save_sheet
from assessments.actions.assessments import create_assessment
from assessments.actions.workflow import start_scoring
from assessments.models import Assessment, Item, Notice, Snapshot, Upload
from assessments.workflow import Mode
from frameworks.actions.storage import store_draft
from frameworks.content import read_content
from frameworks.definition import FrameworkDefinition
from frameworks.models import FrameworkVersion
from organisations.models import Invitation, Membership, Organisation, Role, User
from organisations.models.invitation import new_token, token_digest
from tests import stored_again

SHIPPED = Path(__file__).resolve().parent.parent / "fixtures" / "cem-six-dimensions.yaml"
PASSWORD = "correct horse battery staple"  # the one password of every test account


def make_user(name: str, *, staff: bool = False) -> User:
    """An account named after its part in the story."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return User.objects.create_user(email, PASSWORD, full_name=name, is_staff=staff, is_superuser=staff)


def make_organisation(name: str, *, managers: Iterable[User] = (), assessors: Iterable[User] = ()) -> Organisation:
    """An organisation with its members."""
    organisation = Organisation.objects.create(name=name, slug=name.lower().replace(" ", "-"))
    for role, people in ((Role.MANAGER, managers), (Role.ASSESSOR, assessors)):
        for user in people:
            Membership.objects.create(organisation=organisation, user=user, role=role)
    return organisation


def make_version(content: FrameworkDefinition, *, published: bool = True) -> FrameworkVersion:
    """A stored version of this content."""
    return stored_again.published(content) if published else store_draft(content=content)


def shipped_content() -> FrameworkDefinition:
    """The content that the project ships."""
    return read_content(SHIPPED.read_text(encoding="utf-8"))


def shipped_contents() -> list[FrameworkDefinition]:
    """The content of all the frameworks that the project ships, by file name."""
    return [read_content(path.read_text(encoding="utf-8")) for path in sorted(SHIPPED.parent.glob("*.yaml"))]


def make_assessment(
    organisation: Organisation,
    version: FrameworkVersion,
    *,
    by: User,
    assessors: Iterable[User] = (),
    title: str = "2026 self-assessment",
    mode: Mode = Mode.JOINT,
) -> Assessment:
    """An assessment with nothing answered, in which the assessors can begin; without any, a draft."""
    assessment = create_assessment(
        organisation=organisation, version=version, title=title, period="2026", assessors=assessors, by=by, mode=mode
    )
    return start_scoring(assessment_uuid=assessment.uuid, by=by) if assessment.assignments.exists() else assessment


def make_invitation(
    organisation: Organisation,
    *,
    by: User,
    email: str = "new@example.org",
    role: Role = Role.ASSESSOR,
    token: str = "",
) -> Invitation:
    """An invitation that waits; its link carries ``token``, or one that nobody knows."""
    digest = token_digest(token or new_token())
    return Invitation.objects.create(
        organisation=organisation, email=email, role=role, invited_by=by, token_digest=digest
    )


def make_snapshot(assessment: Assessment, *, by: User, name: str = "Before an upgrade") -> Snapshot:
    """A snapshot of the assessment as if nothing had been answered yet, to go back to."""
    return Snapshot.objects.create(
        assessment=assessment,
        kind=Snapshot.Kind.UPGRADE,
        name=name,
        version=assessment.version,
        document={},
        result={"total": {"points": "0.00"}},
        names={},
        taken_by=by,
    )


def make_notice(assessment: Assessment, user: User, *, words: str = "Mona Manager asks you to look.") -> Notice:
    """A notice that the person has neither read nor been sent."""
    return Notice.objects.create(assessment=assessment, user=user, kind=Notice.Kind.REMINDER, words=words)


def make_upload(assessment: Assessment, *, by: User) -> Upload:
    """A file that says one thing, waiting for its preview to be answered."""
    return Upload.objects.create(
        assessment=assessment,
        person=by,
        version_number=assessment.version.number,
        file_name="answers.xlsx",
        answers=[["D1.1", "1", "3", "", "Dimension D1!C7", 0]],
        is_own=True,
    )


def rate_all(assessment: Assessment, rating: int, *, by: User, leave: Iterable[str] = ()) -> None:
    """Rate every indicator alike and call every objective half achieved, element by element, as a person would."""
    for element in assessment.version.definition().walk():
        rows = assessment.answers.filter(element=element.code)
        given = {
            row.item: GivenAnswer("partial" if row.item == Item.OBJECTIVE else str(rating), "", row.version)
            for row in rows
            if row.item not in {Item.SCOPE, Item.CONFIDENCE, Item.COMMENT} and element.code not in leave
        }
        save_sheet(assessment_uuid=assessment.uuid, element_code=element.code, given=given, by=by)
