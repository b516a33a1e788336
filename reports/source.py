"""What a document is made from: whose, of what, for whom, with which choices. Every maker is given one of these."""

import datetime
from dataclasses import dataclass

from assessments.models import Assessment
from assessments.revisions import Approved
from frameworks.models import FrameworkVersion
from organisations.models import User
from reports.kinds import Kind
from reports.options import Options
from reports.style import PLAIN, Style


@dataclass(frozen=True)
class Words:
    """The manager's own words, as Markdown; empty where nothing was written."""

    foreword: str = ""
    summary: str = ""


@dataclass(frozen=True)
class Stamp:
    """What an issued document says of itself, so that anyone can verify it.

    ``number`` is the report's own (“HARBOUR-BANK-2026-004”), ``revision`` counts its reissues from 1, ``code`` leads to
    ``address``, the page that knows it; ``data_hash`` is the SHA-256 of the assessment document that it is made from.
    """

    number: str
    revision: int
    code: str
    address: str
    issued_at: datetime.datetime
    edition: int
    data_hash: str


@dataclass(frozen=True)
class Source:
    """All that a maker needs; ``assessment`` is as it was approved where ``kept`` says so, and None for a guide.

    ``stamp`` is there on issued documents alone. ``reader`` is who asked: what they may not see is not in it.
    """

    kind: Kind
    options: Options
    reader: User
    version: FrameworkVersion
    assessment: Assessment | None = None
    kept: Approved | None = None
    style: Style = PLAIN
    words: Words = Words()
    stamp: Stamp | None = None


@dataclass(frozen=True)
class Made:
    """A finished file: its bytes and the name that it is downloaded under; ``pages`` is 0 where there are none.

    ``page`` is what an issued one was printed from (``reports.packing``), so that it can be printed again.
    """

    content: bytes
    file_name: str
    pages: int = 0
    page: bytes = b""
