"""What stands beside a demo organisation's own result: its units, and others who take part in the benchmark.

They are made up here and now, with answers around a level; everything goes through the functions that the pages call.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from assessments.actions.answers import GivenAnswer
from assessments.actions.approval import sign_off
from assessments.actions.assessments import create_assessment
from assessments.actions.many_answers import save_many
from assessments.actions.workflow import start_scoring
from assessments.demo import move_to_its_days
from assessments.models import Assessment
from assessments.scoring import has_objective
from benchmarking.actions.participation import Compared, join_benchmark
from benchmarking.actions.snapshots import take_snapshot
from frameworks.definition import Element, FrameworkDefinition
from frameworks.models import FrameworkVersion
from organisations.actions.organisations import create_organisation
from organisations.actions.units import GivenUnit, create_unit
from organisations.models import Organisation, Unit, User

OTHERS = "others@demo.example"


def add_units(organisation: Organisation, said: dict[str, Any], *, by: User) -> None:
    """The units, each with an approved assessment of its own some days ago, by one framework."""
    version = FrameworkVersion.objects.published().filter(framework__slug=said["framework"]).latest("pk")
    for place, one in enumerate(said["made"]):
        given = GivenUnit(name=one["name"], weight=one["weight"], within=None)
        unit = create_unit(organisation=organisation, given=given, by=by)
        assessment = _approved(organisation, version, one["title"], one["around"], seed=place, by=by, unit=unit)
        move_to_its_days(assessment, [timezone.localdate() - datetime.timedelta(days=one["days"])])


def add_others(organisation: Organisation, version: FrameworkVersion, said: dict[str, Any], *, by: User) -> None:
    """Others with an approved result each, once; all take part in the benchmark, and its figures are taken."""
    join_benchmark(slug=organisation.slug, given=Compared(**said["own"]), by=by)
    if User.objects.filter(email=OTHERS).exists():
        return
    manager = User.objects.create_user(OTHERS, full_name="Ottilie Marsh")  # without a password nobody signs in
    for place, one in enumerate(said["others"]):
        compared = Compared(one["sector"], one["region"], one["size"])
        other = create_organisation(name=one["name"], manager=manager)
        _approved(other, version, f"{one['name']} {said['period']}", one["around"], seed=place, by=manager)
        join_benchmark(slug=other.slug, given=compared, by=manager)
    take_snapshot(framework=version.framework, now=timezone.now())


def _approved(
    organisation: Organisation,
    version: FrameworkVersion,
    title: str,
    around: int,
    *,
    seed: int,
    by: User,
    unit: Unit | None = None,
) -> Assessment:
    assessment = create_assessment(
        organisation=organisation, version=version, title=title, period="", assessors=[by], by=by, unit=unit
    )
    start_scoring(assessment_uuid=assessment.uuid, by=by)
    assessment.refresh_from_db()
    given = dict(_answers(version.definition(), around, seed))
    save_many(assessment=assessment, sheet=None, given=given, by=by)
    sign_off(assessment_uuid=assessment.uuid, by=by)
    assessment.refresh_from_db()
    return assessment


def _answers(definition: FrameworkDefinition, around: int, seed: int) -> Iterator[tuple[tuple[str, str], GivenAnswer]]:
    """Every answer, at most one step from the rating ``around``, and otherwise from place to place."""
    for place, element in enumerate(definition.walk()):
        for item, value in _values(definition, element, around, place + 3 * seed):
            yield (element.code, item), GivenAnswer(value, "", 0)


def _values(definition: FrameworkDefinition, element: Element, around: int, shift: int) -> Iterator[tuple[str, str]]:
    lowest, highest = definition.ratings[0].value, definition.ratings[-1].value
    for indicator in element.indicators:
        step = (indicator.number * 2 + shift * 5) % 7 % 3 - 1
        yield str(indicator.number), str(min(max(around + step, lowest), highest))
    if has_objective(definition, element):
        answers = definition.objective_answers
        yield "objective", answers[shift % len(answers)].code
