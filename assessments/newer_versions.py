"""Which versions of a framework an assessment can be upgraded to, or restated under."""

from collections.abc import Iterable

from frameworks.models import FrameworkVersion


def is_newer(number: str, than: str) -> bool:
    """Whether a version's number is higher than another's: 1.10 comes after 1.9."""
    return _parts(number) > _parts(than)


def newer_of(version: FrameworkVersion, offered: Iterable[FrameworkVersion]) -> list[FrameworkVersion]:
    """Those of the versions offered that are newer ones of the same framework, the newest first."""
    newer = [
        one for one in offered if one.framework_id == version.framework_id and is_newer(one.number, version.number)
    ]
    return sorted(newer, key=lambda one: _parts(one.number), reverse=True)


def upgrades_of(version: FrameworkVersion) -> list[FrameworkVersion]:
    """The newer versions that are in use, the newest first."""
    versions = FrameworkVersion.objects.in_use().filter(framework=version.framework_id)
    return newer_of(version, versions.select_related("framework"))


def published_after(version: FrameworkVersion) -> list[FrameworkVersion]:
    """The newer versions that are published, the newest first; retired ones too."""
    versions = FrameworkVersion.objects.published().filter(framework=version.framework_id)
    return newer_of(version, versions.select_related("framework"))


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))
