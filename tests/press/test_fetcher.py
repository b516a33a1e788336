"""Ways to make a renderer fetch, put straight into the page: none works here, and they do work without our fetcher."""

import contextlib
import io
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image
from weasyprint import HTML

from press.manuscript import Attachment, Manuscript
from press.press import Press, RenderError
from tests.engine import REPORT

# {url} is where the page wants to lead the renderer.
WAYS = {
    "img-src": '<img src="{url}" alt="x">',
    "style-sheet-link": '<link rel="stylesheet" href="{url}">',
    "import": "<style>@import url({url});</style>",
    "import-string": '<style>@import "{url}";</style>',
    "font-face": "<style>@font-face {{ font-family: x; src: url({url}) }} p {{ font-family: x }}</style><p>x</p>",
    "background-image": '<p style="background-image: url({url})">x</p>',
    "background": "<style>p {{ background: url({url}) }}</style><p>x</p>",
    "page-background": "<style>@page {{ background: url({url}) }}</style><p>x</p>",
    "margin-box": "<style>@page {{ @top-left {{ content: url({url}) }} }}</style><p>x</p>",
    "list-style": '<ul style="list-style-image: url({url})"><li>x</li></ul>',
    "content": "<style>p::before {{ content: url({url}) }}</style><p>x</p>",
    "border-image": '<p style="border: 9px solid; border-image: url({url}) 1">x</p>',
    "mask-border": '<p style="mask-border-source: url({url}); mask-border-slice: 1">x</p>',
    "svg-image": '<svg width="9" height="9"><image href="{url}" width="9" height="9"/></svg>',
    "svg-xlink": '<svg width="9" height="9"><image xlink:href="{url}" width="9" height="9"/></svg>',
    "svg-use": '<svg width="9" height="9"><use href="{url}#x"/></svg>',
    "svg-style": '<svg width="9" height="9"><style>@import url({url});</style><rect width="9" height="9"/></svg>',
    "object": '<object data="{url}" type="image/png"></object>',
    "embed": '<embed src="{url}" type="image/png">',
    "iframe": '<iframe src="{url}"></iframe>',
    "input-image": '<input type="image" src="{url}">',
    "video-poster": '<video poster="{url}"></video>',
    "attachment-link": '<link rel="attachment" href="{url}">',
    "attachment-anchor": '<a rel="attachment" href="{url}">x</a>',
    "base": '<base href="{url}"><img src="x.png" alt="x">',
    "colour-profile": "<style>@color-profile device-cmyk {{ src: url({url}) }}</style><p>x</p>",
}
SECRET = b"the-secret-of-this-machine"
# What the library does not read at all, with any fetcher.
HARMLESS = {"mask-border", "iframe", "input-image", "svg-style", "svg-use", "video-poster"}
PICTURE = '<img src="asset:///picture/logo.png" alt="x">'
PAGE = '<html lang="en"><head><title>x</title></head><body>{body}</body></html>'


def page(way: str, url: str) -> str:
    return PAGE.format(body=WAYS[way].format(url=url))


def sheet(html: str) -> Manuscript:
    return Manuscript(html, REPORT)


def attempt(press: Press, html: str) -> str:
    """What came of it: "made", or the reason why nothing was made."""
    try:
        press.render(sheet(html))
    except RenderError as fault:
        return fault.code
    return "made"


@pytest.mark.parametrize("way", WAYS)
def test_no_way_reaches_a_listener(way, press, listener):
    attempt(press, page(way, f"http://{listener.place}/{way}"))
    assert listener.knocks == []


def test_no_ftp_reaches_a_listener(press, listener):
    assert (attempt(press, page("img-src", f"ftp://{listener.place}/x")), listener.knocks) == ("refused", [])


@pytest.mark.parametrize("way", sorted(WAYS.keys() - HARMLESS))
def test_the_same_way_reaches_it_with_the_default_fetcher(way, listener):
    with contextlib.suppress(Exception):  # what it makes of the answer is no matter
        HTML(string=page(way, f"http://{listener.place}/{way}"), base_url="http://unused.invalid/").write_pdf()
    assert len(listener.knocks) > 0


def test_ftp_reaches_it_with_the_default_fetcher(listener):
    HTML(string=page("img-src", f"ftp://{listener.place}/x")).write_pdf()
    assert listener.knocks == [""]


@pytest.mark.parametrize("way", WAYS)
def test_no_way_reaches_a_file(way, press, secret_file):
    with contextlib.suppress(RenderError):
        pdf = press.render(sheet(page(way, secret_file.as_uri())))
        assert everything_in(pdf).count(SECRET) == 0


@pytest.mark.parametrize("way", ["attachment-link", "attachment-anchor"])
def test_the_default_fetcher_puts_a_file_into_the_report(way, secret_file):
    pdf = HTML(string=page(way, secret_file.as_uri())).write_pdf()
    assert everything_in(pdf).count(SECRET) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/x",
        "https://127.0.0.1:9/x",
        "ftp://127.0.0.1:9/x",
        "gopher://127.0.0.1:9/x",
        "file:///etc/hostname",
        "/etc/hostname",
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
        "asset:///css/../../manage.py",
        "asset:///css/base.css",
        "asset://127.0.0.1/css/report.css",
        "jar:file:///x!/y",
        "javascript:1",
    ],
)
def test_an_address_that_is_no_packaged_asset_ends_the_report(url, press):
    assert attempt(press, page("img-src", url)) == "refused"


@pytest.mark.parametrize("way", ["attachment-link", "attachment-anchor"])
def test_not_even_a_packaged_asset_is_attached(way, press):
    pdf = press.render(sheet(page(way, "asset:///css/report.css")))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert list(document.attachments) == []


def test_a_link_to_an_address_is_only_a_link(press, listener):
    pdf = press.render(sheet(PAGE.format(body=f'<a href="http://{listener.place}/x">x</a>')))
    assert (pdf[:5], listener.knocks) == (b"%PDF-", [])


SVG = '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>'
# Doors that a manuscript has beside its page: {url} is again where it wants to lead.
DOORS = {
    "styles-import": ("styles", "@import url({url});"),
    "styles-background": ("styles", "body {{ background: url({url}) }}"),
    "styles-font": ("styles", "@font-face {{ font-family: x; src: url({url}) }} body {{ font-family: x }}"),
    "styles-attachment": ("styles", "@page {{ @top-left {{ content: url({url}) }} }}"),
    "picture-svg": (
        "picture",
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>',
    ),
    "picture-html": ("picture", '<html><img src="{url}">'),
    "picture-eps": ("picture", "%!PS-Adobe-3.0 EPSF-3.0\n({url}) run"),
    "picture-svg-behind-a-png": (
        "picture",
        '\x89PNG\r\n\x1a\n<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}"/></svg>',
    ),
}


def through(door: str, url: str) -> Manuscript:
    kind, text = DOORS[door]
    one = page_with(PICTURE)
    if kind == "styles":
        return replace(one, styles=text.format(url=url))
    return replace(one, pictures={"logo.png": text.format(url=url).encode("latin-1")})


def page_with(body: str) -> Manuscript:
    return sheet(PAGE.format(body=body + "<p>x</p>"))


@pytest.mark.parametrize("door", DOORS)
def test_no_door_of_a_manuscript_leads_outside(door, press, listener, secret_file):
    for url in (f"http://{listener.place}/{door}", secret_file.as_uri()):
        with contextlib.suppress(RenderError):
            assert everything_in(press.render(through(door, url))).count(SECRET) == 0
    assert listener.knocks == []


@pytest.mark.parametrize("door", [door for door in DOORS if door.startswith("picture")])
def test_a_picture_is_png_or_jpeg_and_nothing_else(door, press):
    with pytest.raises(RenderError, match="no PNG or JPEG"):
        press.render(through(door, "http://127.0.0.1:9/x"))


@pytest.mark.parametrize("name", ["logo.svg", "logo", "../css/report.css", "logo.gif"])
def test_a_picture_has_the_name_of_one(name, press):
    with pytest.raises(RenderError, match="no PNG or JPEG"):
        press.render(replace(page_with(""), pictures={name: picture("PNG")}))


@pytest.mark.parametrize(("kind", "ends"), [("PNG", "png"), ("JPEG", "jpg")])
def test_a_picture_is_printed(kind, ends, press):
    one = replace(
        page_with(f'<img src="asset:///picture/logo.{ends}" alt="x">'), pictures={f"logo.{ends}": picture(kind)}
    )
    with pikepdf.open(io.BytesIO(press.render(one))) as document:
        assert [len(page.get_images()) for page in document.pages] == [1]


def test_a_picture_of_one_document_is_not_there_for_the_next(press):
    page = page_with(PICTURE)
    press.render(replace(page, pictures={"logo.png": picture("PNG")}))
    assert attempt(press, page.html) == "refused"


def test_a_picture_far_too_large_is_refused(press):
    bomb = picture("PNG", size=(20_000, 20_000), mode="1")
    with pytest.raises(RenderError, match="too large"):
        press.render(replace(page_with(PICTURE), pictures={"logo.png": bomb}))


def test_an_attachment_is_put_inside_and_never_read(press, listener):
    data = f'<link rel="attachment" href="http://{listener.place}/x">'.encode()
    pdf = press.render(replace(page_with(""), attachment=Attachment("data.json", "application/json", "Data", data)))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        held = {name: one.get_file().read_bytes() for name, one in document.attachments.items()}
    assert (held, listener.knocks) == ({"data.json": data}, [])


def picture(kind: str, size: tuple[int, int] = (8, 8), mode: str = "RGB") -> bytes:
    file = io.BytesIO()
    Image.new(mode, size).save(file, kind)
    return file.getvalue()


def everything_in(pdf: bytes) -> bytes:
    """All streams of a PDF, unpacked, one after the other."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return b"".join(item.read_bytes() for item in document.objects if isinstance(item, pikepdf.Stream))
