"""The element that an address names."""

from django.http import Http404
from django.utils.translation import get_language

from assessments.models import Assessment
from frameworks.definition import Element


def element_of(assessment: Assessment, code: str) -> Element:
    """The element with this code as this reader reads it; Http404 for a code that the framework does not have."""
    element = assessment.version.definition_in(get_language()).element_by_code.get(code)
    if element is None:
        raise Http404
    return element
