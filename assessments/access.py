"""Who may do what with an assessment: the table of ``workflow``, asked. A stranger gets the 404 of what isn't there."""

import uuid
from dataclasses import dataclass
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from assessments.models import Answer, Assessment, Evidence, IndividualSheet
from assessments.models.answer import AnswerQuerySet
from assessments.models.scored import Scored
from assessments.statements import PreparedQuery
from assessments.workflow import Act, Mode, Part, State, is_ever_possible, is_possible
from frameworks.definition import FrameworkDefinition
from frameworks.models import FrameworkVersion
from organisations.models import Membership, Role, User

ENABLERS = "E"


class BlindError(Exception):
    """Everybody scores alone at this time: a figure of the whole would tell what others have answered."""


class WrongStateError(Exception):
    """The person could do this in another state of the assessment, but not in the one it is in."""

    def __init__(self, act: Act, state: State) -> None:
        """Keep both, to be told."""
        super().__init__(f"{act} in {state}")
        self.act = act
        self.state = state


def visible_assessment(user: User, assessment_uuid: uuid.UUID, *, lock: bool = False) -> Assessment:
    """The assessment for whoever may read it (its assessors, the organisation's managers); Http404 for others.

    It carries ``managed`` and ``assigned`` for the person, its framework version and its organisation, read in one
    query. With ``lock`` the row is held until the transaction ends, so that what changes an assessment follows one
    another on PostgreSQL; SQLite's immediate transactions do that by themselves. Then nothing is joined: who had to
    wait for an upgrade would find nothing, for the version that was joined is no longer the row's.
    """
    assessments = Assessment.objects.visible_to(user)
    if lock:
        assessments = assessments.select_for_update(of=("self",)).prefetch_related("version__framework", "organisation")
    else:
        assessments = assessments.select_related("version__framework", "organisation", "unit")
    found = assessments.filter(uuid=assessment_uuid).first()
    if found is None:
        raise Http404
    return found


def assessment_for(user: User, assessment_uuid: uuid.UUID, act: Act, *, lock: bool = False) -> Assessment:
    """The assessment for whoever may do this with it in the state it is in.

    Raises Http404 for who may not see it, PermissionDenied for who may never do this, and WrongStateError for who
    could in another state.
    """
    assessment = visible_assessment(user, assessment_uuid, lock=lock)
    refuse(assessment, act)
    return assessment


def assessment_of(user: User, assessment_uuid: uuid.UUID, act: Act) -> Assessment:
    """The assessment for whoever could do this with it in some state, be it not the one it is in.

    Raises Http404 for who may not see it, and PermissionDenied for who may never do this.
    """
    assessment = visible_assessment(user, assessment_uuid)
    if not may_ever(assessment, act):
        raise PermissionDenied
    return assessment


def scorable_assessment(user: User, assessment_uuid: uuid.UUID) -> Assessment:
    """The assessment for those who may answer in it now, held until the transaction ends; raises as ``assessment_for``.

    The same query as ``visible_assessment`` with ``lock``, prepared, and without what a save does not need.
    """
    found = _SCORABLE.run(user=user.pk, assessment=assessment_uuid)
    if not found:
        raise Http404
    refuse(found[0], Act.SCORE)
    return found[0]


def refuse(assessment: Assessment, act: Act) -> None:
    """Raise PermissionDenied or WrongStateError unless the person that it was read for may do this now."""
    if may(assessment, act):
        return
    if not may_ever(assessment, act):
        raise PermissionDenied
    raise WrongStateError(act, State(assessment.state))


def may(assessment: Assessment, act: Act) -> bool:
    """Whether the person that the assessment was read for may do this with it in the state it is in."""
    return is_possible(act, State(assessment.state), Mode(assessment.mode), parts_of(assessment))


def may_ever(assessment: Assessment, act: Act) -> bool:
    """Whether the person that the assessment was read for may do this with it in some state."""
    return is_ever_possible(act, Mode(assessment.mode), parts_of(assessment))


def parts_of(assessment: Assessment) -> frozenset[Part]:
    """What the person that the assessment was read for is to it."""
    given = {Part.MANAGER: may_manage(assessment), Part.LEAD: leads(assessment), Part.ASSESSOR: may_score(assessment)}
    return frozenset(part for part, is_one in given.items() if is_one)


def covers(definition: FrameworkDefinition, scope: str | None, element_code: str) -> bool:
    """Whether an assignment with this scope holds the element: by itself, by its dimension, or by being the whole."""
    if not scope:
        return scope is not None
    dimension = definition.dimension_by_element.get(element_code)
    return not {element_code, dimension.code if dimension else ENABLERS}.isdisjoint(scope.split())


def may_answer(assessment: Assessment, definition: FrameworkDefinition, element_code: str) -> bool:
    """Whether the person that the assessment was read for may answer in this element now (their sheet apart)."""
    scope: str | None = assessment.scope  # type: ignore[attr-defined]  # annotated by with_access_of
    return may(assessment, Act.SCORE) and covers(definition, scope, element_code)


def may_change_words(assessment: Assessment, author: int | None, user: User) -> bool:
    """Whether the person that the assessment was read for may change or take away what the author noted."""
    return may(assessment, Act.NOTE) and (author == user.pk or leads(assessment) or may_manage(assessment))


@dataclass(frozen=True)
class Desk:
    """What a person works on: their own sheet while everybody scores alone, else the assessment's answers."""

    assessment: Assessment
    own_sheet: IndividualSheet | None

    @property
    def scored(self) -> Scored:
        """What carries the scores of these answers."""
        return self.own_sheet or self.assessment

    @property
    def answers(self) -> AnswerQuerySet:
        """The answers, out of those that the framework version has a place for."""
        rows = Answer.on_sheets.filter(sheet=self.own_sheet) if self.own_sheet else self.assessment.answers.all()
        return cast("AnswerQuerySet", rows)

    @property
    def is_locked(self) -> bool:
        """Whether the person can't answer here: with their sheet submitted, or without one while others have theirs."""
        if self.own_sheet is None:
            return self.assessment.is_blind
        return self.own_sheet.submitted_at is not None


def desk_of(user: User, assessment: Assessment) -> Desk:
    """What the person works on in this assessment at this time; one more query while everybody scores alone."""
    return Desk(assessment, assessment.sheets.filter(assessor=user).first() if assessment.is_blind else None)


def may_consider(desk: Desk, definition: FrameworkDefinition, element_code: str) -> bool:
    """Whether the person may say that a finding is considered in the answers: who may answer there now, or agree."""
    if may(desk.assessment, Act.AGREE):
        return True
    return may_answer(desk.assessment, definition, element_code) and not desk.is_locked


def readable_sheets(user: User, assessment: Assessment) -> list[IndividualSheet]:
    """The individual sheets that the person may read: their own, and once the round has ended everybody's."""
    sheets = assessment.sheets.select_related("assessor")
    return list(sheets if may(assessment, Act.COMPARE) else sheets.filter(assessor=user))


def managed_assessment(user: User, assessment_uuid: uuid.UUID, *, lock: bool = False) -> Assessment:
    """The assessment for the managers of its organisation; PermissionDenied for its assessors."""
    assessment = visible_assessment(user, assessment_uuid, lock=lock)
    if not may_manage(assessment):
        raise PermissionDenied
    return assessment


def visible_evidence(user: User, evidence_uuid: uuid.UUID, *, lock: bool = False) -> Evidence:
    """The piece of evidence, with its organisation, for whoever may see it; Http404 for others."""
    seen = Evidence.objects.visible_to(user)
    if lock:
        return get_object_or_404(seen.select_for_update(of=("self",)), uuid=evidence_uuid)
    return get_object_or_404(seen.select_related("organisation", "added_by"), uuid=evidence_uuid)


def changeable_evidence(user: User, evidence_uuid: uuid.UUID, *, lock: bool = False) -> Evidence:
    """The piece for whoever may change it; raises Http404, and WrongStateError where no assessment lets them now."""
    evidence = visible_evidence(user, evidence_uuid, lock=lock)
    if not may_change_evidence(user, evidence):
        raise WrongStateError(Act.NOTE, State(_used_in(user, evidence)[0].state))
    return evidence


def may_change_evidence(user: User, evidence: Evidence) -> bool:
    """Whether the person manages its organisation, or may note something in an assessment in which it is used."""
    managers = Membership.objects.filter(organisation=evidence.organisation_id, role=Role.MANAGER)
    return managers.filter(user=user).exists() or any(may(one, Act.NOTE) for one in _used_in(user, evidence))


def _used_in(user: User, evidence: Evidence) -> list[Assessment]:
    """The assessments in which the piece is used, of those that the person may read."""
    return list(Assessment.objects.visible_to(user).filter(pk__in=evidence.uses.values("assessment")).for_lists())


def tried_version(user: User, version_uuid: uuid.UUID) -> FrameworkVersion:
    """The framework version, draft or not, for those administrators who may change content; Http404 for others."""
    if not (user.is_staff and user.has_perm("frameworks.change_frameworkversion")):
        raise Http404
    return get_object_or_404(FrameworkVersion.objects.select_related("framework"), uuid=version_uuid)


def may_score(assessment: Assessment) -> bool:
    """Whether the person that the assessment was read for is assigned to it."""
    return bool(assessment.assigned)  # type: ignore[attr-defined]  # annotated by with_access_of


def leads(assessment: Assessment) -> bool:
    """Whether the person that the assessment was read for leads its team."""
    return bool(assessment.leads)  # type: ignore[attr-defined]  # annotated by with_access_of


def may_manage(assessment: Assessment) -> bool:
    """Whether the person that the assessment was read for manages its organisation."""
    return bool(assessment.managed)  # type: ignore[attr-defined]  # annotated by with_access_of


_SCORABLE = PreparedQuery(
    lambda user, assessment: (
        Assessment.objects.visible_to(User(pk=user))
        .with_version_uuid()
        .select_for_update(of=("self",), no_key=True)
        .filter(uuid=assessment)
        .order_by()
    ),
    user=-1_234_567,
    assessment=uuid.UUID("00000000-0000-4000-8000-00000000feed"),
)
