"""Sources of office files: a small assessment with a plan, a target, evidence and words, in a house style."""

import io
from dataclasses import replace
from typing import Any

from PIL import Image

from assessments.actions.approval import approve_assessment
from assessments.actions.workflow import submit_for_review
from assessments.models import Assessment, Item
from organisations.models import User
from plans.actions.actions import add_action
from reports.kinds import Kind, Paper
from reports.options import Options, all_of
from reports.reading import source_of
from reports.source import Source, Words
from reports.style import Style
from tests.assessments.evidence import add_link, add_note
from tests.factories import rate_all
from tests.plans.making import given
from tests.targets.conftest import aim

SUMMARY = "We **gained**.\n\n## What went well\n\n- Complaints\n- Surveys\n\n1. first\n2. second\n\nمرحبا بكم"
WORDS = Words(
    foreword="Dear reader, see [the programme](https://example.org/programme).\n\n> We meant it.", summary=SUMMARY
)
COMMENT = "The board asked for it.\nA second line."
REASON = "No branches here"


def logo(size: tuple[int, int] = (120, 40)) -> bytes:
    """A small picture."""
    stream = io.BytesIO()
    Image.new("RGB", size, "#7a1f5c").save(stream, "PNG")
    return stream.getvalue()


HOUSE = Style(
    primary="#7a1f5c",
    accent="#1f6b4a",
    cover_line="Listening since 1898",
    footer="For the board alone",
    logo=logo(),
    logo_width=120,
    logo_height=40,
)


def put(assessment: Assessment, element: str, item: str, **fields: str) -> None:
    """An answer as it is stored, whatever the forms would say to it."""
    assessment.answers.filter(element=element, item=item).update(**fields)


def story(assessment: Assessment, assessor: User, manager: User) -> Assessment:
    """Everything answered and commented, evidence added, a target set and an action planned."""
    rate_all(assessment, 3, by=assessor)
    put(assessment, "D1.1", Item.COMMENT, value=COMMENT)
    put(assessment, "D1.1", "1", reason=REASON)
    add_link(assessment, assessor, title="Programme charter", code="D1.1")
    add_note(assessment, assessor, text="They showed the board minutes.", title="Seen on site", code="D2.1")
    aim(assessment, manager, points="60", reason="Because of the regulator")
    add_action(assessment_uuid=assessment.uuid, given=given("Map the journeys"), by=manager)
    return Assessment.objects.get(pk=assessment.pk)


def weaken(assessment: Assessment, element: str, assessor: User) -> Assessment:
    """The same with one element rated lower than all others."""
    others = [one.code for one in assessment.version.definition().walk() if one.code != element]
    rate_all(assessment, 1, by=assessor, leave=others)
    return Assessment.objects.get(pk=assessment.pk)


def source(
    assessment: Assessment,
    reader: User,
    kind: Kind,
    *,
    paper: Paper = Paper.A4,
    leave: frozenset[Any] = frozenset(),
    **more: Any,
) -> Source:
    """A source of this kind with everything but what is left out."""
    every = all_of(kind)
    options = Options(paper=paper, parts=every.parts - leave)
    found = source_of(assessment, kind=kind, options=options, reader=reader)
    return replace(found, **{"style": HOUSE, "words": WORDS} | more)


def approve(assessment: Assessment, manager: User) -> Assessment:
    """The same, approved."""
    submit_for_review(assessment_uuid=assessment.uuid, by=manager)
    approve_assessment(assessment_uuid=assessment.uuid, by=manager)
    return Assessment.objects.get(pk=assessment.pk)
