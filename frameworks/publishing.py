"""What the floors above have to say before a version is published.

Frameworks know nothing of assessments. Whoever does connects to ``publishing_preview`` and answers with a ``Preview``:
what publishing this draft would do to that which is theirs, as far as this person may know it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.dispatch import Signal

from frameworks.models import FrameworkVersion

publishing_preview = Signal()
"""Sent with ``version``, the draft, and ``user``, who asks; a receiver returns a Preview or ``None``."""


@dataclass(frozen=True)
class Preview:
    """A template, and the ``preview`` that it shows."""

    template: str
    context: Mapping[str, Any]


def previews_of(version: FrameworkVersion, user: Any) -> list[Preview]:
    """What publishing this draft would do, one preview from each who knows."""
    answers: list[tuple[Any, Any]] = publishing_preview.send(sender=FrameworkVersion, version=version, user=user)
    return [preview for _receiver, preview in answers if preview is not None]
