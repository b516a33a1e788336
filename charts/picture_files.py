"""A picture as a file: SVG for print and slides, PNG for everything else."""

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from charts.raster import png_of
from charts.standalone import Picture

KINDS = {"svg": "image/svg+xml; charset=utf-8", "png": "image/png"}


def svg_of(picture: Picture) -> str:
    """The picture as a file of its own."""
    return render_to_string("charts/standalone.svg", {"picture": picture})


def picture_file(picture: Picture | None, name: str, extension: str) -> HttpResponse:
    """The picture to be kept under this name; Http404 where there is none, and for a kind that there is not."""
    if picture is None or extension not in KINDS:
        raise Http404
    svg = svg_of(picture)
    file = f"{slugify(name, allow_unicode=True)[:120]}.{extension}"
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=file)}
    body = svg.encode() if extension == "svg" else png_of(svg)
    return HttpResponse(body, content_type=KINDS[extension], headers=headers)
