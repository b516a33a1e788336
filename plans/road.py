"""Which step of the transformation works on which element, as the framework of the steps says."""

from typing import Final

from frameworks.models import FrameworkVersion

STEPS_FRAMEWORK: Final = "transformation-steps"


def step_by_element(framework: str) -> dict[str, str]:
    """The code of the first step that works on each element of this framework; empty where the steps name another."""
    version = (
        FrameworkVersion.objects.in_use().filter(framework__slug=STEPS_FRAMEWORK).select_related("framework").first()
    )
    if version is None or version.definition().related_framework != framework:
        return {}
    steps = reversed(version.definition().elements)
    return {code: step.code for step in steps for code in step.related}
