"""Documents of the tests' own: what they are made from, and what their pages say."""

import html
import re
import uuid
from collections.abc import Iterable

from assessments.access import visible_assessment
from assessments.models import Assessment
from organisations.models import User
from press.manuscript import Manuscript
from reports.kinds import PARTS, Kind, Paper, Part
from reports.making import manuscript_of
from reports.options import Options
from reports.reading import source_of
from reports.source import Source


def source(
    kind: Kind,
    assessment: Assessment,
    reader: User,
    *,
    parts: Iterable[Part] | None = None,
    against: Iterable[Assessment | uuid.UUID] = (),
    only: str = "",
    revision: int | None = None,
) -> Source:
    """What a document is made from, with all of its parts unless they are named."""
    options = Options(
        paper=Paper.A4,
        parts=frozenset(PARTS[kind] if parts is None else parts),
        against=tuple(one if isinstance(one, uuid.UUID) else one.uuid for one in against),
        only=only,
    )
    read = visible_assessment(reader, assessment.uuid)
    return source_of(read, kind=kind, options=options, reader=reader, revision=revision)


def text_of(manuscript: Manuscript) -> str:
    """The text of its pages as one line, without tags."""
    body = manuscript.html.split("<body", 1)[1]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", f"<body{body}")).split())


def words(made_from: Source) -> str:
    """The text of a document's pages."""
    return text_of(manuscript_of(made_from))


def headless_tables(page: str) -> list[str]:
    """Tables without a caption, and heads without a scope: what somebody who listens to them would miss."""
    tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
    return [
        *(table[:80] for table in tables if "<caption" not in table),
        *re.findall(r"<th(?![^>]*scope=)[ >][^>]*>?", page),
    ]


def heading_jumps(page: str) -> list[tuple[int, int]]:
    """Where a heading is more than one level below the one before it."""
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    return [(one, other) for one, other in zip([0, *levels], levels, strict=False) if other - one > 1]
