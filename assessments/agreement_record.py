"""A team's agreement and a total's band for one assessment: as they stand now, and as JSON to be kept on approval."""

from typing import Any

from assessments.agreement import Standing
from assessments.answersheet import assessment_answers, stored_result
from assessments.calibration import AssessorLeaning, leanings, objective_reliability, rating_reliability
from assessments.models import Assessment, Snapshot
from assessments.reliability import Reliability
from assessments.uncertainty import Band, band_from_json, band_of
from assessments.voices import Team, team_of
from assessments.workflow import Mode, State, is_blind


def band_now(assessment: Assessment) -> Band | None:
    """How far off the total may be as things stand: from the team's sheets, and from what is not answered.

    None while there is no total to doubt: in a draft, while everybody scores alone, and before the first answer. One
    query, and two more where each has a sheet.
    """
    if assessment.state == State.DRAFT or is_blind(State(assessment.state), Mode(assessment.mode)):
        return None
    if not assessment.answered_percent or (assessment.complete and not assessment.is_independent):
        return None
    sheets = team_of(assessment).scored if assessment.is_independent else []
    return band_of(assessment.version.definition(), assessment_answers(assessment.answers.all()), sheets)


def band_kept(snapshot: Snapshot) -> Band | None:
    """The band that an approval has kept; None where there was no doubt, or nobody kept it."""
    kept = snapshot.surroundings.get("band")
    return band_from_json(kept) if kept else None


def agreement_to_json(assessment: Assessment) -> dict[str, Any] | None:
    """What a team's sheets said about its agreement, to be kept with the approval; None where nobody scored alone."""
    if not assessment.is_independent:
        return None
    team, definition = team_of(assessment), assessment.version.definition()
    agreement = team.agreement(assessment.answers.all())
    sheets = {str(sheet.uuid): stored_result(sheet, definition) for sheet in team.sheets}
    found = leanings(definition, agreement, stored_result(assessment, definition), sheets)
    return {
        "tolerance": assessment.tolerance,
        "questions": agreement.count(),
        "agreed": agreement.count(Standing.AGREED),
        "beyond_tolerance": sum(not one.is_near for one in agreement.questions),
        "ratings": _reliability(rating_reliability(agreement)),
        "objectives": _reliability(objective_reliability(agreement)),
        "assessors": [_assessor(team, one) for one in found],
    }


def _reliability(found: Reliability) -> dict[str, Any]:
    return {
        "alpha": _rounded(found.alpha),
        "low": _rounded(found.low),
        "high": _rounded(found.high),
        "units": found.units,
    }


def _rounded(value: float | None) -> str | None:
    return None if value is None else f"{value:.3f}"


def _assessor(team: Team, found: AssessorLeaning) -> dict[str, Any]:
    sheet = next(one for one in team.sheets if str(one.uuid) == found.person)
    return {
        "sheet": found.person,
        "name": team.names[found.person],
        "submitted": sheet.submitted_at is not None,
        "points": str(sheet.points),
        "compared": found.leaning.compared,
        "signed": None if found.leaning.signed is None else str(found.leaning.signed),
        "absolute": None if found.leaning.absolute is None else str(found.leaning.absolute),
    }
