"""The house style: its page, what is refused and how, the preview, and two managers who change it at once."""

import base64
import io
import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from press.press import RenderError
from reports import sample
from reports.actions.house_styles import GivenStyle, set_house_style
from reports.logo import NONE
from reports.models import HouseStyle
from reports.reading import style_of
from tests.factories import make_user, rate_all
from tests.pages import headings, link_targets, text_of
from tests.reports.pictures import picture, png

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path, press, monkeypatch):
    """Each test has a shelf of its own; the engine is the one that is warm already."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(sample, "the_press", lambda: press)
    return press


@pytest.fixture
def page_url(organisation, client, manager) -> str:
    """The page, for the manager who is signed in."""
    client.force_login(manager)
    return reverse("reports:house-style-edit", args=[organisation.slug])


def sent(**more):
    given = {"version": "0", "primary": "#7a1040", "accent": "#0b5cad", "paper": "a4", "cover_line": "", "footer": ""}
    return given | more


def file(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/png")


def test_page_begins_with_the_products_own_look(client, page_url, organisation):
    page = client.get(page_url)
    assert headings(page) == ["House style"]
    assert (page.context["form"]["primary"].value(), page.context["form"]["version"].value()) == ("#16202b", 0)
    assert "Easy to read: 16.46 : 1 on white." in text_of(page)
    home = client.get(reverse("organisations:organisation-detail", args=[organisation.slug]))
    assert page_url in link_targets(home)


def test_what_is_filled_in_is_kept(client, page_url, organisation, manager):
    given = sent(primary="7A1040", cover_line="Customer Office", footer="Confidential", paper="letter")
    page = client.post(page_url, given | {"logo": file(picture(size=(1000, 500)))}, follow=True)
    style = style_of(organisation)
    assert (style.primary, style.cover_line, style.footer, style.paper) == (
        "#7a1040",
        "Customer Office",
        "Confidential",
        "letter",
    )
    assert (style.logo_width, style.logo_height) == (800, 400)
    said = text_of(page)
    assert ("800 by 400 pixels" in said, "Last changed by Mona Manager on" in said) == (True, True)
    client.post(page_url, sent(version="1", remove_logo="on"))
    assert style_of(organisation).logo == b""


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"primary": "#cccccc"}, "The nearest darker colour is #767676"),
        ({"accent": "#ffcc00"}, "too pale to be read on white paper"),
        ({"primary": "red"}, "Give six digits from 0 to f"),
        ({"primary": "#12345g"}, "Give six digits from 0 to f"),
        ({"accent": ""}, "Second colour"),
        ({"primary": "#fff;}*{"}, "Main colour"),
        ({"cover_line": "x" * 121}, "Line on the cover"),
        ({"paper": "a3"}, "Paper"),
        ({"version": "-1"}, ""),
    ],
)
def test_what_cant_be_kept_is_refused_beside_its_field(client, page_url, wrong, words):
    page = client.post(page_url, sent(**wrong))
    assert (page.status_code, words in text_of(page), HouseStyle.objects.exists()) == (422, True, False)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "neither a PNG nor a JPEG"),
        (picture("GIF"), "neither a PNG nor a JPEG"),
        (b"", "neither a PNG nor a JPEG"),
        (png(8000, 5000), "more than 4,000 pixels"),
        (picture()[:-20], "damaged or not whole"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 1_050_000, "larger than 1 MB"),
    ],
    ids=["svg", "gif", "empty", "40 million pixels", "torn", "heavy"],
)
def test_file_that_is_no_logo_is_refused_in_words(client, page_url, content, words):
    page = client.post(page_url, sent(logo=file(content)))
    assert (page.status_code, words in text_of(page), HouseStyle.objects.exists()) == (422, True, False)
    assert "Choose the logo once more" not in text_of(page)


def test_file_that_was_let_go_of_on_its_way_in_is_told_of(client, page_url, settings):
    settings.UPLOAD_MAX_BYTES = 2_000_000
    page = client.post(page_url, sent(logo=file(b"\0" * 3_000_000)))
    assert (page.status_code, "larger than 1 MB" in text_of(page), HouseStyle.objects.exists()) == (422, True, False)


def test_nearest_colour_is_one_press_away(client, page_url):
    said = client.post(page_url, sent(primary="#cccccc", footer="Ours"))
    assert "Too pale: 1.6 : 1 on white" in text_of(said)
    page = client.post(page_url, sent(primary="#cccccc", footer="Ours") | {"use-primary": "#767676"})
    form = page.context["form"]
    assert (page.status_code, form["primary"].value(), form["footer"].value()) == (200, "#767676", "Ours")
    assert not HouseStyle.objects.exists()


def test_of_two_who_change_it_at_once_nothing_is_lost(client, page_url, organisation):
    other = make_user("Olga Other")
    organisation.memberships.create(user=other, role="manager")
    set_house_style(slug=organisation.slug, given=GivenStyle(footer="Theirs"), logo=None, version=0, by=other)
    page = client.post(page_url, sent(footer="Mine"))
    said = text_of(page)
    assert (page.status_code, "Olga Other has changed this on" in said) == (409, True)
    assert [(one.theirs, one.mine) for one in page.context["differences"]] == [
        ("#16202b", "#7a1040"),
        ("Theirs", "Mine"),
    ]
    assert style_of(organisation).footer == "Theirs"
    again = client.post(page_url, sent(footer="Mine", version=page.context["form"]["version"].value()))
    assert (again.status_code, style_of(organisation).footer) == (302, "Mine")


# --- the preview ------------------------------------------------------------------------------------------------------


def pixels(response) -> list[Image.Image]:
    pictures = response.context["sample"].pictures
    return [Image.open(io.BytesIO(base64.b64decode(one.partition(",")[2]))) for one in pictures]


def test_preview_is_the_real_page_and_keeps_nothing(client, page_url, assessment, assessor):
    rate_all(assessment, 3, by=assessor)
    plain = client.post(page_url, sent(), headers=HTMX)
    cover, page = pixels(plain)
    assert (cover.height > cover.width, page.height < page.width) == (True, True)
    html = plain.content.decode()
    assert ("<html" in html, html.count('src="data:image/png;base64,'), 'id="reading-primary"' in html) == (
        False,
        2,
        True,
    )
    coloured = client.post(page_url, sent(primary="#ff0000") | {"use-primary": "#ee0000"}, headers=HTMX)
    assert coloured.context["sample"].pictures != plain.context["sample"].pictures
    logo = client.post(page_url, sent(logo=file(picture(size=(600, 600)))), headers=HTMX)
    colours = {colour: many for many, colour in pixels(logo)[0].convert("RGB").getcolors(1 << 24)}
    assert colours[0, 0, 0] > 5000
    assert not HouseStyle.objects.exists()


def test_preview_works_before_there_is_any_assessment_and_without_a_script(client, page_url, version):
    page = client.post(page_url, sent(preview="1", cover_line="Customer Office", paper="letter"))
    assert (page.status_code, headings(page), len(page.context["sample"].pictures)) == (200, ["House style"], 2)
    assert ('hx-trigger="input' in page.content.decode(), 'hx-trigger="load' in page.content.decode()) == (True, False)
    assert page.context["form"]["cover_line"].value() == "Customer Office"


def test_preview_without_any_framework_says_so(client, page_url):
    page = client.post(page_url, sent(), headers=HTMX)
    assert (page.context["sample"].pictures, bool(page.context["sample"].fault)) == ((), True)


def test_preview_says_when_the_press_is_busy(client, page_url, version, monkeypatch, own_data_folder):
    monkeypatch.setattr(sample, "WAIT_SECONDS", 0)
    slots = [own_data_folder._slot(0) for _core in range(os.cpu_count())]
    for slot in slots:
        slot.__enter__()
    try:
        with pytest.raises(RenderError):
            own_data_folder.render(sample.Manuscript("<p>", ()), wait_seconds=0)
        page = client.post(page_url, sent(), headers=HTMX)
    finally:
        for slot in slots:
            slot.__exit__(None, None, None)
    assert "Other reports are being made at this moment." in text_of(page)


def test_preview_of_a_faulty_form_says_what_is_wrong(client, page_url):
    page = client.post(page_url, sent(accent="#ffcc00"), headers=HTMX)
    assert (page.status_code, "as soon as the form is right" in text_of(page)) == (200, True)
    assert "nearest that can be read" in text_of(page)


def test_preview_of_words_that_are_html_prints_them(client, page_url, version, organisation, manager):
    line = '<img src="file:///etc/passwd"><script>'
    given = GivenStyle(cover_line=line, footer="</style>")
    html = sample.sample_manuscript(organisation, given.with_logo(NONE), manager).html
    assert ("&lt;img src=" in html, "<script" in html, "</style>" in html) == (True, False, False)


def test_page_costs_the_same_with_and_without_a_style(
    client, page_url, organisation, manager, django_assert_num_queries
):
    for version in range(2):
        with django_assert_num_queries(4):  # session, person, organisation, style
            client.get(page_url)
        set_house_style(slug=organisation.slug, given=GivenStyle(), logo=None, version=version, by=manager)
