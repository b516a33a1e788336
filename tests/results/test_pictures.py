"""The charts as pictures: they stand by themselves, hold their figures as text, and are the same every time."""

import xml.etree.ElementTree as ET
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions.approval import sign_off
from assessments.answersheet import stored_result
from assessments.models import Assessment
from assessments.workflow import Mode
from charts.loop import LOBES, label_points
from charts.raster import png_of
from charts.shapes import Point
from charts.standalone import beside
from organisations.models import Organisation, User
from targets.actions.targets import aim_one_level_up
from tests.charts.conftest import make_loop
from tests.definitions import ladder_definition, make_category
from tests.factories import make_assessment, make_version, rate_all
from tests.shapes import LONG_SCALE, shaped

CHARTS = ("picture", "radar", "heat-map", "elements")
SVG = "{http://www.w3.org/2000/svg}"


def address(assessment: Assessment, chart: str, kind: str) -> str:
    return reverse("results:chart-picture", args=[assessment.uuid, chart, kind])


@pytest.fixture
def complete(assessment: Assessment, assessor: User) -> Assessment:
    rate_all(assessment, 4, by=assessor)
    return Assessment.objects.get(pk=assessment.pk)


def texts(svg: bytes) -> list[str]:
    return ["".join(one.itertext()) for one in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("chart", CHARTS)
def test_picture_stands_by_itself(client: Client, complete: Assessment, manager: User, chart: str):
    client.force_login(manager)
    response = client.get(address(complete, chart, "svg"))
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment;")
    body = response.content.decode()
    assert [word for word in ("href", "<style", "style=", "<script", "var(--", "url(") if word in body] == []
    assert "67.50 of 100 points · 4 Managed · not yet approved" in texts(response.content)


def test_picture_holds_every_figure_as_text(client: Client, complete: Assessment, manager: User):
    client.force_login(manager)
    found = texts(client.get(address(complete, "elements", "svg")).content)
    assert [text for text in ("6.75", "13.50", "40.50", "67.5 %", "75.0 %", "4 Managed") if text not in found] == []


def test_png_is_a_png_and_the_same_every_time(client: Client, complete: Assessment, manager: User):
    client.force_login(manager)
    first, second = (client.get(address(complete, "heat-map", "png")) for _time in range(2))
    assert first["Content-Type"] == "image/png"
    assert first.content.startswith(b"\x89PNG\r\n\x1a\n")
    assert first.content == second.content


def test_png_writes_in_the_packaged_letters():
    """Without a font there would be no ink where the word stands."""
    word = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text y="20" font-family="{}">{}</text></svg>'
    )
    pictures = {png_of(word.format("IBM Plex Sans", text)) for text in ("", "CX", "مرحبا")}
    assert len(pictures) == 3


def test_a_title_is_text_and_never_markup(client: Client, complete: Assessment, manager: User):
    Assessment.objects.filter(pk=complete.pk).update(title="<script>&\"'</script>")
    client.force_login(manager)
    found = texts(client.get(address(complete, "picture", "svg")).content)
    assert found[0] == "Harbour Bank · <script>&\"'</script>"


@pytest.mark.parametrize(
    ("chart", "kind"), [("nothing", "svg"), ("radar", "gif"), ("picture", "svg.png"), ("..", "svg")]
)
def test_a_picture_that_there_is_not_is_not_there(client: Client, complete: Assessment, manager: User, chart, kind):
    client.force_login(manager)
    assert client.get(f"/assessments/{complete.uuid}/result/{chart}.{kind}").status_code == 404


def test_what_is_asked_beside_the_address_changes_nothing(client: Client, complete: Assessment, manager: User):
    client.force_login(manager)
    plain = client.get(address(complete, "picture", "svg")).content
    assert client.get(address(complete, "picture", "svg"), {"width": "99999", "zoom": "50"}).content == plain


def test_picture_of_a_ladder_gives_no_level_to_a_rung(
    client, organisation: Organisation, manager: User, assessor: User
):
    one_category = (make_category("L", 100, *ladder_definition().dimensions),)
    version = make_version(ladder_definition(categories=one_category))
    ladder = make_assessment(organisation, version, by=manager, assessors=[assessor])
    client.force_login(manager)
    found = texts(client.get(address(ladder, "picture", "svg")).content)
    assert "0.00 of 10 · 0.0 %" in found


def test_picture_of_a_blind_assessment_is_not_given(client: Client, organisation, version, manager, assessor):
    blind = make_assessment(organisation, version, by=manager, assessors=[assessor], mode=Mode.INDEPENDENT)
    client.force_login(manager)
    assert client.get(address(blind, "picture", "svg")).status_code == 409


def test_picture_of_a_revision_stays_as_it_was(client: Client, complete: Assessment, manager: User, stranger: User):
    sign_off(assessment_uuid=complete.uuid, by=manager)
    kept = reverse("results:revision-picture", args=[complete.uuid, 1, "picture", "svg"])
    client.force_login(manager)
    assert client.get(kept).content == client.get(address(complete, "picture", "svg")).content
    client.force_login(stranger)
    assert client.get(kept).status_code == 404


def test_picture_of_the_loop_names_both_lobes_and_every_dimension(client, organisation, manager: User):
    version = make_version(shaped(3, 3, ratings=LONG_SCALE))
    loop = make_assessment(organisation, version, by=manager, assessors=[manager])
    rate_all(loop, 50, by=manager)
    client.force_login(manager)
    found = texts(client.get(address(loop, "picture", "svg")).content)
    definition = version.definition()
    titles = [*definition.categories, *definition.dimensions]
    assert [found.count(one.title) for one in titles] == [1] * 8
    result = stored_result(Assessment.objects.get(pk=loop.pk), definition)
    headlines = [f"{one.points.quantize(Decimal(1), ROUND_HALF_UP)}" for one in result.categories.values()]
    assert [one for one in headlines if one not in found] == []
    figures = [f"{one.points:.2f} of" for one in result.dimensions.values()]
    assert [one for one in figures if not any(text.startswith(one) for text in found)] == []


def test_labels_of_the_loop_stand_outside_of_it():
    points = label_points(make_loop(*["50"] * 6))
    centres = [Point(lobe.side * (lobe.reach - lobe.radius), 0) for lobe in LOBES for _dimension in range(3)]
    away = [(point.x - centre.x) ** 2 + point.y**2 for point, centre in zip(points, centres, strict=True)]
    assert min(away) > LOBES[0].radius ** 2


def test_a_label_begins_on_the_right_and_ends_on_the_left():
    sides = [beside(Point(x, 0), Point(0, 0), 5) for x in (-9, 0, 9)]
    assert sides == ["end", "middle", "start"]


def test_trend_is_a_picture_with_its_cycles_and_levels(
    client: Client, complete: Assessment, manager: User, assessor: User
):
    sign_off(assessment_uuid=complete.uuid, by=manager)
    later = make_assessment(complete.organisation, complete.version, by=manager, assessors=[assessor], title="2027")
    rate_all(later, 5, by=assessor)
    client.force_login(manager)
    found = texts(client.get(reverse("results:trend-picture", args=[later.uuid, "svg"])).content)
    assert [text for text in ("67.5 %", "85.0 %", "4 Managed", "2026") if text not in found] == []
    png = client.get(reverse("results:trend-picture", args=[later.uuid, "png"]))
    assert png.content.startswith(b"\x89PNG\r\n\x1a\n")


def test_trend_of_one_cycle_is_no_picture(client: Client, complete: Assessment, manager: User):
    client.force_login(manager)
    assert client.get(reverse("results:trend-picture", args=[complete.uuid, "svg"])).status_code == 404


def test_pictures_name_what_their_lines_and_shades_are(client: Client, complete: Assessment, manager: User):
    aim_one_level_up(assessment_uuid=complete.uuid, number=0, by=manager)
    client.force_login(manager)
    radar, map_ = (texts(client.get(address(complete, chart, "svg")).content) for chart in ("radar", "heat-map"))
    assert "solid: this time · dotted: target" in radar
    assert any(text.startswith("1 ") and "4 Managed" in text for text in map_)
