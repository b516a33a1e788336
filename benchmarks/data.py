"""The data that is measured on, built through the functions that users use: ``python -m benchmarks.data build``.

A process of its own, with its site's environment. ``fill N`` adds copies of the complete assessment up to N of them;
``fill N listed`` without their answers.
"""

import datetime
import json
import sys
import uuid
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import asdict
from decimal import Decimal
from io import StringIO

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django has to be set up before its models load
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from assessments.actions.answers import GivenAnswer, save_sheet  # noqa: E402
from assessments.actions.approval import sign_off  # noqa: E402
from assessments.actions.assessments import create_assessment  # noqa: E402
from assessments.actions.workflow import start_scoring  # noqa: E402
from assessments.models import Assessment, Assignment, Item, Source  # noqa: E402
from benchmarks.requests import Place  # noqa: E402
from frameworks.definition import Element  # noqa: E402
from frameworks.models import FrameworkVersion  # noqa: E402
from organisations.actions.organisations import create_organisation  # noqa: E402
from organisations.models import Membership, Organisation, Role, User  # noqa: E402

CONTENT = "fixtures/cem-six-dimensions.yaml"
COMMENT = (
    "We saw the quarterly reviews and spoke with two of the three teams. The practice holds in retail and in the "
    "service centre; in business banking it began last year and is not measured yet. An owner is named, and the "
    "board looks at the figures twice a year."
)
REASON = "There is no branch network, so nothing of this can be found here."
STORED = "Stored"
BATCH = 500


def build() -> Place:
    """An empty database becomes a site with one organisation, a cycle that is approved, and one that is complete."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    call_command("load_framework", CONTENT, stdout=StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)
    manager, assessor = (User.objects.create_user(f"{name}@example.org", full_name=name) for name in ("mona", "amal"))
    organisation = create_organisation(name="Harbour Bank", manager=manager)
    Membership.objects.create(organisation=organisation, user=assessor, role=Role.ASSESSOR)
    before = _complete(organisation, "2025", manager, assessor, shift=0)
    sign_off(assessment_uuid=before.uuid, by=manager)
    assessment = _complete(organisation, "2026", manager, assessor, shift=1)
    tidy()
    return Place(
        assessment=str(assessment.uuid),
        spare_answer=before.answers.earliest("pk").pk,
        assessor=_session(assessor),
        manager=_session(manager),
        report=reverse("reports:order-list", args=[assessment.uuid]),
        framework_version=str(assessment.version.uuid),
    )


def fill(stored: int, *, listed: bool = False) -> None:
    """Add copies of the complete assessment, ten to an organisation, until ``stored`` are there.

    The assessor belongs to all and scores all: whatever depends on how much a person may see would show. With
    ``listed`` each has a title, a percentage, a state and a day of its own, and none its answers: for lists.
    """
    original = Assessment.objects.latest("pk")
    for number in range(Assessment.objects.count(), stored, BATCH):
        _copy(original, range(number, min(number + BATCH, stored)), listed=listed)
    tidy()


def _complete(organisation: Organisation, period: str, manager: User, assessor: User, *, shift: int) -> Assessment:
    version = FrameworkVersion.objects.published().get()
    assessment = create_assessment(
        organisation=organisation,
        version=version,
        title=f"Self-assessment {period}",
        period=period,
        assessors=[assessor],
        by=manager,
    )
    start_scoring(assessment_uuid=assessment.uuid, by=manager)
    definition = version.definition()
    for place, element in enumerate(definition.walk()):
        items = assessment.answers.of_element(element.code).values_list("item", flat=True)
        given = dict(_answers(element, items, place + shift))
        save_sheet(assessment_uuid=assessment.uuid, element_code=element.code, given=given, by=assessor)
    return Assessment.objects.get(pk=assessment.pk)


def _answers(element: Element, items: Iterable[str], seed: int) -> Iterator[tuple[str, GivenAnswer]]:
    """Every rating, objective and comment, all different from element to element, some not applicable."""
    for item in items:
        if item == Item.COMMENT:
            yield item, GivenAnswer(f"{element.title}: {COMMENT}", "", 0)
        elif item == Item.OBJECTIVE:
            yield item, GivenAnswer(("full", "partial", "none")[seed % 3], "", 0)
        elif item.isdecimal() and int(item) > 1 and (int(item) + seed) % 11 == 0:
            yield item, GivenAnswer("n/a", REASON, 0)
        elif item.isdecimal():
            rating = 3 if item == "1" else 1 + (int(item) * 2 + seed) % 5  # Answering changes some first ones, from 3
            yield item, GivenAnswer(str(rating), "", 0)


def _session(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


@transaction.atomic
def _copy(original: Assessment, numbers: range, *, listed: bool) -> None:
    """Copy answers and history inside the database: a few statements for hundreds of assessments."""
    names = [f"{STORED} {number // 10}" for number in numbers]
    slugs = {name: name.lower().replace(" ", "-") for name in names}
    Organisation.objects.bulk_create(
        [Organisation(name=name, slug=slug) for name, slug in slugs.items()], ignore_conflicts=True
    )
    by_slug = Organisation.objects.in_bulk(slugs.values(), field_name="slug")
    assessor = original.assessors.get()
    Membership.objects.bulk_create(
        [Membership(organisation=one, user=assessor) for one in by_slug.values()], ignore_conflicts=True
    )
    made = [_copy_of(original, by_slug[slugs[name]]) for name in names]
    if listed:
        for number, one in zip(numbers, made, strict=True):
            _vary(one, number)
    copies = Assessment.objects.bulk_create(made)
    Assignment.objects.bulk_create(Assignment(assessment=one, user=assessor) for one in copies)
    if not listed:
        _copy_rows(original, copies[0].pk)


def _vary(one: Assessment, number: int) -> None:
    """Every third is approved, every fifth has no day; the percentages are spread over the scale."""
    one.title = f"Self-assessment 2026, {number * 7919 % 10_007:05}"
    one.percent = Decimal(number * 37 % 1001).scaleb(-1)
    one.due_on = None if number % 5 == 0 else datetime.date(2027, 1, 1) + datetime.timedelta(days=number % 700)
    if number % 3 == 0:
        one.state, one.approved_at, one.approved_by = Assessment.State.APPROVED, timezone.now(), one.created_by


def _copy_of(original: Assessment, organisation: Organisation) -> Assessment:
    one = copy(original)
    one.pk, one.uuid, one.organisation = None, uuid.uuid4(), organisation
    return one


def _copy_rows(original: Assessment, first: int) -> None:
    columns = "value, reason, version, changed_by_id, changed_at"
    answers = (
        f"INSERT INTO assessments_answer (assessment_id, element, item, out_of_sight, taken_over, {columns}) "
        f"SELECT a.id, t.element, t.item, t.out_of_sight, t.taken_over, {columns} "
        "FROM assessments_answer t CROSS JOIN assessments_assessment a WHERE t.assessment_id = %s AND a.id >= %s"
    )
    history = (
        f"INSERT INTO assessments_answerchange (answer_id, source, taken_over, {columns}) "
        f"SELECT id, '{Source.DESK}', taken_over, {columns} FROM assessments_answer "
        "WHERE assessment_id >= %s AND version > 0"
    )
    with connection.cursor() as cursor:
        cursor.execute(answers, [original.pk, first])
        cursor.execute(history, [first])


def tidy() -> None:
    """What PostgreSQL does by itself after a while: count its rows, so that it plans as it will."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    if sys.argv[1] == "build":
        print(json.dumps(asdict(build())))
    else:
        fill(int(sys.argv[2]), listed="listed" in sys.argv[3:])
