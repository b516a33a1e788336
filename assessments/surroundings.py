"""What stands around the answers at the moment of an approval, to be kept with it for good."""

from typing import Any

from assessments.agreement_record import agreement_to_json, band_now
from assessments.confidence import confidence_to_json, grades_in, rest_on
from assessments.discussed import threads_to_json
from assessments.evidence import evidence_to_json
from assessments.models import Assessment
from assessments.noted import remarks_to_json
from assessments.results import Result
from assessments.uncertainty import band_to_json


def surroundings_now(assessment: Assessment, result: Result) -> dict[str, Any]:
    """For ``Snapshot.surroundings``; each part is read back by the module that has written it."""
    grades = grades_in(assessment.answers.all())
    band = band_now(assessment)
    return {
        "confidence": confidence_to_json(rest_on(assessment.version.definition(), result, grades)),
        "evidence": evidence_to_json(assessment),
        "remarks": remarks_to_json(assessment),
        "threads": threads_to_json(assessment),
        "band": band_to_json(band) if band else None,
        "agreement": agreement_to_json(assessment),
    }
