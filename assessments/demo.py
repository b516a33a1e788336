"""The demo: people, organisations and assessments from ``fixtures/demo``, built through the functions that users use.

An organisation is built whole, in one transaction, or not at all; one that is there already is left exactly as it is,
whatever became of it since. ``docs/demo.md`` says what the files hold.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from assessments.actions.answers import GivenAnswer, save_sheet
from assessments.actions.approval import sign_off
from assessments.actions.assessments import create_assessment
from assessments.actions.evidence import Details, add_evidence, note_content
from assessments.actions.many_answers import save_many
from assessments.actions.remarks import GivenRemark, add_remark
from assessments.actions.workflow import start_scoring, submit_sheet
from assessments.items import EXCLUDED
from assessments.models import Answer, AnswerChange, Assessment, Event, Item, Remark, Source
from assessments.workflow import Mode
from frameworks.models import FrameworkVersion
from organisations.actions.organisations import create_organisation
from organisations.models import Membership, Organisation, Role, User

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "demo"
FRAMEWORK = "cem-six-dimensions"
NOT_ANSWERED = "."
DAY_STARTS, WORKING_HOURS = datetime.time(9, tzinfo=datetime.UTC), 7


class NoFrameworkError(Exception):
    """A framework that the demo is scored with was not loaded."""


class InUseError(Exception):
    """The database has people, and none of the demo's: it is somebody's own."""


@dataclass(frozen=True)
class DemoPerson:
    """An account; ``part`` says what the person is there for."""

    email: str
    name: str
    part: str
    administrator: bool = False


@dataclass(frozen=True)
class DemoElement:
    """What was answered to one element: ratings in the order of the indicators, and the reasons for ``n/a``.

    ``evidence`` are notes by their title.
    """

    ratings: str = ""
    reasons: Mapping[int, str] = field(default_factory=dict)
    objective: str = ""
    excluded: str = ""
    comment: str = ""
    confidence: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict)
    strengths: tuple[str, ...] = ()
    improvements: tuple[str, ...] = ()
    open_points: tuple[str, ...] = ()

    def rated(self) -> dict[int, str]:
        """The ratings that were given, by the number of the indicator."""
        return {n: rating for n, rating in enumerate(self.ratings.split(), start=1) if rating != NOT_ANSWERED}

    def given(self) -> dict[str, GivenAnswer]:
        """The answers by item, each as the first one given."""
        texts = {Item.OBJECTIVE: self.objective, Item.CONFIDENCE: self.confidence, Item.COMMENT: self.comment}
        answers = {str(n): GivenAnswer(rating, self.reasons.get(n, ""), 0) for n, rating in self.rated().items()}
        answers |= {item: GivenAnswer(text, "", 0) for item, text in texts.items() if text}
        return answers | ({Item.SCOPE: GivenAnswer(EXCLUDED, self.excluded, 0)} if self.excluded else {})

    def remarks(self) -> list[tuple[Remark.Kind, str]]:
        """What was noted, by its kind."""
        noted = {
            Remark.Kind.STRENGTH: self.strengths,
            Remark.Kind.IMPROVEMENT: self.improvements,
            Remark.Kind.OPEN_POINT: self.open_points,
        }
        return [(kind, text) for kind, texts in noted.items() for text in texts]


@dataclass(frozen=True)
class DemoAssessment:
    """One assessment: who scores which parts of it (``D1``, ``E3``), and what they answered.

    It took place from ``first_day`` to ``last_day``, or else in the last ``days`` up to yesterday. Where the team
    scored independently, ``sheets`` holds what each gave alone, and ``answers`` what they agreed on, if they have.
    """

    title: str
    period: str
    assessors: Mapping[str, list[str]]
    answers: Mapping[str, DemoElement]
    approved: bool
    sheets: Mapping[str, Mapping[str, DemoElement]] = field(default_factory=dict)
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    days: int = 0
    framework: str = FRAMEWORK

    def assessor_of(self, code: str) -> str:
        """The address of the person who scores this element or enabler."""
        return next(email for email, parts in self.assessors.items() if code.split(".", maxsplit=1)[0] in parts)

    def working_days(self) -> list[datetime.date]:
        """The days from Monday to Friday on which it was worked at."""
        last = self.last_day or timezone.localdate() - datetime.timedelta(days=1)
        first = self.first_day or last - datetime.timedelta(days=self.days - 1)
        days = (first + datetime.timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in days if day.isoweekday() <= 5]


@dataclass(frozen=True)
class DemoOrganisation:
    """One organisation with its people, by address, and its assessments, the first one first."""

    name: str
    sector: str
    country: str
    size: str
    manager: str
    assessors: list[str]
    assessments: list[DemoAssessment]

    @property
    def slug(self) -> str:
        """What the organisation is known by, also after somebody gave it another name."""
        return slugify(self.name)


@dataclass(frozen=True)
class Demo:
    """All of it."""

    password: str
    people: list[DemoPerson]
    organisations: list[DemoOrganisation]

    @cached_property
    def password_hash(self) -> str:
        """One hash for all the accounts: each costs half a second, and the password is no secret."""
        return make_password(self.password)


def read_demo(folder: Path = FOLDER) -> Demo:
    """The demo as the files have it: ``people.yaml``, and one file for each organisation."""
    people = _load(folder / "people.yaml")
    files = sorted(path for path in folder.glob("*.yaml") if path.stem != "people")
    organisations = [_read_organisation(_load(path)) for path in files]
    return Demo(people["password"], [DemoPerson(**person) for person in people["people"]], organisations)


def build_demo(demo: Demo) -> list[Organisation]:
    """Build what isn't there yet, and answer the organisations that were new.

    Raises InUseError where other people work, and NoFrameworkError where a framework is missing.
    """
    if User.objects.exists() and not people_there(demo):
        raise InUseError
    there = set(Organisation.objects.values_list("slug", flat=True))
    missing = [plan for plan in demo.organisations if plan.slug not in there]
    versions = _versions(missing)
    return [_build_organisation(demo, plan, versions) for plan in missing]


def people_there(demo: Demo) -> list[DemoPerson]:
    """The people who have an account here under the address that the demo gave them."""
    there = set(User.objects.values_list("email", flat=True))
    return [person for person in demo.people if person.email in there]


def _versions(plans: Iterable[DemoOrganisation]) -> dict[str, FrameworkVersion]:
    """The newest version in use of each framework that is scored with, by slug."""
    slugs = {FRAMEWORK} | {assessment.framework for plan in plans for assessment in plan.assessments}
    newest_last = FrameworkVersion.objects.in_use().select_related("framework").reverse()
    versions = {version.framework.slug: version for version in newest_last.filter(framework__slug__in=slugs)}
    if slugs - versions.keys():
        raise NoFrameworkError
    return versions


def _load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _read_organisation(data: dict[str, Any]) -> DemoOrganisation:
    assessments = [_read_assessment(entry) for entry in data["assessments"]]
    return DemoOrganisation(**data | {"assessments": assessments})


def _read_assessment(entry: dict[str, Any]) -> DemoAssessment:
    sheets = {email: _read_answers(answers) for email, answers in entry.get("sheets", {}).items()}
    return DemoAssessment(**entry | {"answers": _read_answers(entry["answers"]), "sheets": sheets})


def _read_answers(data: dict[str, Any]) -> dict[str, DemoElement]:
    return {code: DemoElement(**given) for code, given in data.items()}


def _account(demo: Demo, person: DemoPerson) -> User:
    """The account with the person's address, made now unless it is there: then password and rights stay as they are."""
    found = User.objects.filter(email=person.email).first()
    if found:
        return found
    make = User.objects.create_superuser if person.administrator else User.objects.create_user
    user = make(person.email, full_name=person.name)
    user.password, user.notices_by_email = demo.password_hash, User.Notices.NONE  # the addresses belong to nobody
    user.save(update_fields=["password", "notices_by_email"])
    EmailAddress.objects.create(user=user, email=person.email, primary=True, verified=True)
    return user


@transaction.atomic
def _build_organisation(demo: Demo, plan: DemoOrganisation, versions: Mapping[str, FrameworkVersion]) -> Organisation:
    """Build it with its people and the administrator, so that no account comes back where all organisations stayed."""
    emails = {plan.manager, *plan.assessors}
    needed = [person for person in demo.people if person.administrator or person.email in emails]
    people = {person.email: _account(demo, person) for person in needed}
    organisation = create_organisation(
        name=plan.name, manager=people[plan.manager], sector=plan.sector, country=plan.country, size=plan.size
    )
    for email in plan.assessors:
        Membership.objects.create(organisation=organisation, user=people[email], role=Role.ASSESSOR)
    for assessment in plan.assessments:
        version = versions[assessment.framework]
        _build_assessment(organisation, assessment, version, people, by=people[plan.manager])
    return organisation


def _build_assessment(
    organisation: Organisation, plan: DemoAssessment, version: FrameworkVersion, people: Mapping[str, User], *, by: User
) -> None:
    assessment = create_assessment(
        organisation=organisation,
        version=version,
        title=plan.title,
        period=plan.period,
        assessors=[people[email] for email in plan.assessors],
        by=by,
        mode=Mode.INDEPENDENT if plan.sheets else Mode.JOINT,
    )
    start_scoring(assessment_uuid=assessment.uuid, by=by)
    if plan.sheets:
        _score_alone(assessment, plan, people, by=by)
    else:
        for code, element in plan.answers.items():
            _score(assessment, code, element, by=people[plan.assessor_of(code)])
    if plan.approved:
        sign_off(assessment_uuid=assessment.uuid, by=by)
    move_to_its_days(assessment, plan.working_days())


def _score(assessment: Assessment, code: str, element: DemoElement, *, by: User) -> None:
    sheet = save_sheet(assessment_uuid=assessment.uuid, element_code=code, given=element.given(), by=by)
    if sheet.invalid:
        raise ValueError(f"{assessment.title}, {code}: {sheet.invalid}")
    place: dict[str, Any] = {"assessment_uuid": assessment.uuid, "element_code": code, "by": by}
    for title, text in element.evidence.items():
        add_evidence(**place, item="", content=note_content(text), details=Details(title))
    for kind, text in element.remarks():
        add_remark(**place, kind=kind, given=GivenRemark(text))


def _score_alone(assessment: Assessment, plan: DemoAssessment, people: Mapping[str, User], *, by: User) -> None:
    """Everybody fills their own sheet and submits it; then the team agrees, as far as the files say."""
    for email, answers in plan.sheets.items():
        for code, element in answers.items():
            _score(assessment, code, element, by=people[email])
        submit_sheet(assessment_uuid=assessment.uuid, by=people[email])
    agreed = {
        (code, item): replace(answer, source=Source.CONSENSUS)
        for code, element in plan.answers.items()
        for item, answer in element.given().items()
    }
    assessment.refresh_from_db()
    save_many(assessment=assessment, sheet=None, given=agreed, by=by)


def move_to_its_days(assessment: Assessment, days: list[datetime.date]) -> None:
    """Give an assessment that was built this minute the days on which it is said to have taken place.

    The one thing that no real function does: they all write the present. The answers are spread evenly, an element in
    one go; created an hour before the first, approved an hour after the last working day.
    """
    of_it = AnswerChange.objects.filter(answer__assessment=assessment)
    changes = list(of_it.select_related("answer").order_by("pk"))
    sittings = [list(group) for _, group in groupby(changes, key=lambda change: change.answer.element)]
    for number, sitting in enumerate(sittings):
        began = _moment(days, number / len(sittings))
        for place, change in enumerate(sitting):
            change.changed_at = change.answer.changed_at = began + datetime.timedelta(seconds=40 * place)
    QuerySet[AnswerChange](AnswerChange).bulk_update(changes, ["changed_at"], batch_size=100)
    Answer.stored.bulk_update([change.answer for change in changes], ["changed_at"], batch_size=100)
    hour = datetime.timedelta(hours=1)
    created = _moment(days, 0) - hour
    approved = _moment(days[-1:], 0) + (WORKING_HOURS + 1) * hour
    rows = Assessment.objects.filter(pk=assessment.pk)
    rows.update(created_at=created)
    rows.filter(state=Assessment.State.APPROVED).update(approved_at=approved)
    assessment.snapshots.update(taken_at=approved)
    assessment.assignments.update(created_at=created)
    assessment.sheets.update(submitted_at=approved)
    assessment.notices.update(at=approved, read_at=approved, sent_at=approved)
    assessment.remarks.update(at=approved)
    assessment.evidence_uses.update(added_at=approved)
    assessment.events.update(at=approved)
    assessment.events.filter(kind__in=[Event.Kind.CREATED, Event.Kind.STARTED]).update(at=created)


def _moment(days: list[datetime.date], share: float) -> datetime.datetime:
    """The moment at which this share (0 to less than 1) of the working hours of these days has passed."""
    day, part = divmod(share * len(days), 1)
    return datetime.datetime.combine(days[int(day)], DAY_STARTS) + datetime.timedelta(hours=WORKING_HOURS * part)
