"""What an assessment's framework is related to: another framework's content, and the organisation's work with that."""

from dataclasses import dataclass

from assessments.models import Assessment
from frameworks.definition import FrameworkDefinition
from frameworks.models import FrameworkVersion
from organisations.models import User


@dataclass(frozen=True)
class RelatedWork:
    """The related framework as it is in use, and the last assessment of the same unit with it that a person may see."""

    version: FrameworkVersion
    assessment: Assessment | None = None

    @property
    def definition(self) -> FrameworkDefinition:
        """The related framework's content."""
        return self.version.definition()

    def leads_to(self, code: str) -> bool:
        """Whether that assessment has an element with this code."""
        return self.assessment is not None and code in self.assessment.version.definition().element_by_code


def related_version(assessment: Assessment) -> FrameworkVersion | None:
    """The related framework's newest version in use; for an approved assessment the one of its day, or the next.

    None where the framework names no other, and while the other is not in this database.
    """
    slug = assessment.version.definition().related_framework
    if not slug:
        return None
    if not assessment.approved_at:
        return FrameworkVersion.objects.in_use().filter(framework__slug=slug).select_related("framework").first()
    # Whatever is published or retired later, an approved report stays the same.
    versions = FrameworkVersion.objects.published().filter(framework__slug=slug).select_related("framework")
    return versions.filter(published_at__lte=assessment.approved_at).first() or versions.last()


def related_work(assessment: Assessment, reader: User) -> RelatedWork | None:
    """The related framework with the assessment that its elements can be linked to."""
    version = related_version(assessment)
    if version is None:
        return None
    seen = Assessment.objects.visible_to(reader).for_lists().select_related("version__framework")
    return RelatedWork(
        version,
        seen.filter(
            organisation=assessment.organisation_id, unit=assessment.unit_id, version__framework=version.framework_id
        ).first(),
    )
