"""Every shipped framework from the first answer to the PDF, as people go; and the results of two other models."""

import functools
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pypdf
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment
from frameworks.content import read_content
from frameworks.definition import Element, FrameworkDefinition
from organisations.models import Organisation, User
from press.press import Press
from reports import making
from tests.factories import make_version
from tests.pages import text_of
from tests.reports.orders import made

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

SHIPPED = sorted((Path(settings.BASE_DIR) / "fixtures").glob("*.yaml"))
OTHERS = [Path(settings.BASE_DIR) / "tests" / "frameworks" / "data" / f"{name}.yaml" for name in ("baldrige", "efqm")]
PICTURES = {
    "cem-six-dimensions": "loop",
    "customer-excellence-check": "radar",
    "journey-maturity-ladder": "rows",
    "road-to-excellence": "radar",
    "transformation-steps": "radar",
    "baldrige": "radar",
    "efqm": "radar",
}
SHORT = 9  # pages
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@functools.cache
def content(file: Path) -> FrameworkDefinition:
    return read_content(file.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Walk:
    """One manager who scores too, walking through an assessment in a browser."""

    client: Client
    organisation: Organisation
    person: User

    def create(self, definition: FrameworkDefinition) -> Assessment:
        version = make_version(definition)
        data = {"title": "Spring", "period": "2027", "version": version.pk, "assessors": [self.person.pk]}
        data |= {"mode": "joint", "tolerance": 1}
        self.client.post(reverse("assessments:assessment-create", args=[self.organisation.slug]), data)
        return Assessment.objects.get(version=version)

    def answer_all(self, assessment: Assessment) -> None:
        definition = assessment.version.definition()
        for place, element in enumerate(definition.walk()):
            page = reverse("assessments:element-score", args=[assessment.uuid, element.code])
            hidden = HIDDEN.findall(self.client.get(page).content.decode())
            given = dict(hidden) | dict(_sheet(definition, element, place))
            assert self.client.post(page, given).status_code == 302

    def result(self, assessment: Assessment) -> str:
        response = self.client.get(reverse("results:result-detail", args=[assessment.uuid]))
        assert response.status_code == 200
        return response.content.decode()


def _sheet(definition: FrameworkDefinition, element: Element, place: int) -> Iterator[tuple[str, str]]:
    """Every question of an element answered, each a little differently, and something said about it."""
    values = [rating.value for rating in definition.ratings]
    for indicator in element.indicators:
        yield f"{indicator.number}-value", str(values[(place + indicator.number) % len(values)])
    if definition.objective_share and element in definition.elements:
        yield "objective-value", definition.objective_answers[place % 2].code
    yield "comment-value", f"What was said about {element.code}."


@pytest.fixture
def walk(client: Client, organisation: Organisation, manager: User) -> Walk:
    client.force_login(manager)
    return Walk(client, organisation, manager)


@pytest.fixture
def own_press(settings, tmp_path, press: Press, monkeypatch: pytest.MonkeyPatch) -> Press:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(making, "the_press", lambda: press)
    return press


def total_of(text: str, maximum: Decimal) -> str:
    """The first “N of maximum” of a text: its total."""
    return re.findall(rf"(\d+) ?of ?{maximum.normalize():f}\b", text)[0]


def test_five_frameworks_are_shipped():
    assert [file.stem for file in SHIPPED] == sorted(set(PICTURES) - {"baldrige", "efqm"})


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_shipped_framework_goes_from_the_first_answer_to_the_pdf(walk: Walk, own_press: Press, file: Path):
    definition = content(file)
    assessment = walk.create(definition)
    assert "Result so far" in walk.result(assessment)
    walk.answer_all(assessment)
    approve = reverse("assessments:assessment-approve", args=[assessment.uuid])
    assert walk.client.post(approve).status_code == 302
    page = walk.result(assessment)
    assert set(re.findall(r'class="(loop|radar|rows)__drawing"', page)) >= {PICTURES[file.stem]}
    pdf = made(walk.client, assessment).content
    sheets = [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assessment.refresh_from_db()
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))
    assert total_of(" ".join(sheets), definition.points) == total_of(shown, definition.points)
    assert total_of(shown, definition.points) == f"{assessment.points:.0f}"
    packed = "".join("".join(sheets).split())
    assert [one.code for one in definition.walk() if f"Whatwassaidabout{one.code}." not in packed] == []
    assert (len(sheets) <= SHORT) is (definition.framework != "cem-six-dimensions")


@pytest.mark.parametrize("file", OTHERS, ids=lambda file: file.stem)
def test_result_of_another_model_is_drawn_and_adds_up(walk: Walk, file: Path):
    definition = content(file)
    assessment = walk.create(definition)
    walk.answer_all(assessment)
    page = walk.result(assessment)
    assessment.refresh_from_db()
    assert set(re.findall(r'class="(loop|radar|rows)__drawing"', page)) == {PICTURES[file.stem]}
    assert (assessment.complete, [one.title for one in definition.dimensions if one.title not in page]) == (
        True,
        [one.title for one in definition.dimensions if "&" in one.title],  # these stand there escaped
    )
    assert f"{assessment.points}" in text_of(walk.client.get(reverse("results:result-detail", args=[assessment.uuid])))
