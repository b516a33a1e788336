"""Organisations that take part, with an approval each: rows made directly, for nobody has to answer 200 questions."""

import datetime
from collections.abc import Mapping

from django.utils import timezone

from assessments.models import Assessment, Snapshot
from assessments.results import element_score_to_json
from assessments.scoring import ElementAnswers, score
from benchmarking import consent
from benchmarking.models import Participation
from frameworks.definition import Element
from frameworks.models import FrameworkVersion
from organisations.models import Organisation, User

NOW = timezone.now()


def make_participation(
    organisation: Organisation, *, by: User, sector: str = "banking", region: str = "gulf", size: str = "large"
) -> Participation:
    """The organisation takes part."""
    return Participation.objects.create(
        organisation=organisation, sector=sector, region=region, size=size, consent=consent.NUMBER, by=by
    )


def make_approval(
    organisation: Organisation,
    version: FrameworkVersion,
    *,
    by: User,
    ratings: Mapping[str, int] | int = 3,
    at: datetime.datetime = NOW,
    **fields: object,
) -> Snapshot:
    """An approved assessment in which each element has one rating throughout, and is left out where that is 0."""
    definition = version.definition()
    answers = {
        one.code: _answers(one, ratings if isinstance(ratings, int) else ratings.get(one.code, 3))
        for one in definition.walk()
    }
    result = score(definition, answers)
    each = result.elements | result.enablers
    scores = {code: element_score_to_json(one) for code, one in each.items()}
    assessment = Assessment.objects.create(
        organisation=organisation,
        version=version,
        title="Approved",
        created_by=by,
        state=Assessment.State.APPROVED,
        approved_by=by,
        approved_at=at,
        element_scores=scores,
        complete=True,
        **fields,
    )
    return Snapshot.objects.create(
        assessment=assessment,
        kind=Snapshot.Kind.APPROVAL,
        version=version,
        document={},
        result={},
        names={},
        element_scores=scores,
        taken_by=by,
        taken_at=at,
    )


def make_participants(version: FrameworkVersion, *, by: User, number: int, **groups: str) -> list[Organisation]:
    """So many organisations of these groups that take part, rated 1 to 5 in turn."""
    first = Organisation.objects.count()
    made = []
    for place in range(number):
        name = f"Participant {first + place}"
        organisation = Organisation.objects.create(name=name, slug=name.lower().replace(" ", "-"))
        make_participation(organisation, by=by, **groups)
        make_approval(organisation, version, by=by, ratings=1 + place % 5)
        made.append(organisation)
    return made


def _answers(element: Element, rating: int) -> ElementAnswers:
    if rating == 0:
        return ElementAnswers(excluded=True)
    ratings = {indicator.number: rating for indicator in element.indicators}
    return ElementAnswers(indicators=ratings, objective="partial" if element.objective else None)
