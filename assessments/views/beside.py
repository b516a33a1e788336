"""One element of one assessment, as the pages beside its questions find it."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import get_language

from assessments.access import Desk, desk_of, may_answer, visible_assessment
from assessments.models import Assessment
from frameworks.definition import Element, FrameworkDefinition
from organisations.models import User


@dataclass(frozen=True)
class ElementDesk:
    """The element in the reader's language, with what the reader works on."""

    desk: Desk
    definition: FrameworkDefinition
    element: Element

    @property
    def assessment(self) -> Assessment:
        """The assessment that it is in."""
        return self.desk.assessment

    @property
    def may_score(self) -> bool:
        """Whether the reader may answer here now."""
        return may_answer(self.assessment, self.definition, self.element.code) and not self.desk.is_locked

    @property
    def context(self) -> dict[str, Any]:
        """What every page beside the questions shows."""
        return {
            "assessment": self.assessment,
            "organisation": self.assessment.organisation,
            "definition": self.definition,
            "element": self.element,
            "own_sheet": self.desk.own_sheet,
            "may_score": self.may_score,
        }


def element_desk(reader: User, assessment_uuid: uuid.UUID, code: str) -> ElementDesk:
    """The element for whoever may read the assessment; Http404 for others, and for a code that it doesn't have."""
    assessment = visible_assessment(reader, assessment_uuid)
    definition = assessment.version.definition_in(get_language())
    element = definition.element_by_code.get(code)
    if element is None:
        raise Http404
    return ElementDesk(desk_of(reader, assessment), definition, element)
