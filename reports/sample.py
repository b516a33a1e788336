"""A look at a cover and a page as a house style would set them, before anybody keeps that style."""

import io
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import pypdfium2
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from PIL.Image import Image

from assessments.answersheet import stored_result
from assessments.models import Assessment
from charts.from_result import overview
from frameworks.models import FrameworkVersion
from organisations.models import Organisation, User
from press.manuscript import Manuscript
from press.press import the_press
from press.shelf import Shelf
from reports.documents.frame import STYLE_SHEETS, Frame, frame_of
from reports.failures import NotMadeError
from reports.house import house_pictures, house_styles
from reports.kinds import Kind, Paper
from reports.options import Options
from reports.reading import source_of
from reports.report import Subject
from reports.source import Source
from reports.style import Style

SCALE: Final = 1.6  # pixels a point
FULLEST: Final = ("-complete", "-answered_percent", "-created_at", "-pk")
HALVES: Final[Mapping[Paper, str]] = {Paper.A4: "210mm 125mm", Paper.LETTER: "8.5in 5in"}
WAIT_SECONDS: Final = 3.0
MOST_BYTES: Final = 16 * 1024 * 1024

_one_at_a_time = threading.Lock()  # PDFium's own state is not made for threads


def sample_pages(organisation: Organisation, style: Style, reader: User) -> list[bytes]:
    """A cover and half a page as PNGs: of the organisation's fullest assessment, or with its name alone.

    Raises RenderError, “busy” among its reasons, and NotMadeError where there is no framework yet.
    """
    manuscript = sample_manuscript(organisation, style, reader)
    press = the_press()
    shelf = Shelf(Path(settings.DATA_DIR) / "reports" / "samples", MOST_BYTES)
    return pictures_of(shelf.get(press.name(manuscript), lambda: press.render(manuscript, wait_seconds=WAIT_SECONDS)))


def sample_manuscript(organisation: Organisation, style: Style, reader: User) -> Manuscript:
    """The page that is printed for it."""
    shown = Assessment.objects.filter(organisation=organisation.pk).exclude(state=Assessment.State.DRAFT).not_blind()
    fullest = shown.select_related("version__framework", "organisation", "unit").order_by(*FULLEST).first()
    source, context = _of_assessment(fullest, style, reader) if fullest else _without(organisation, style, reader)
    html = render_to_string("reports/house_style/sample.html", {**context, "kind": str(Kind.FULL)})
    half = f".sample {{ page: sample }}\n@page sample {{ size: {HALVES[style.paper]} }}\n"
    return Manuscript(html, STYLE_SHEETS, house_styles(source) + half, house_pictures(source))


def pictures_of(pdf: bytes) -> list[bytes]:
    """The pages of a PDF as PNGs."""
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [_png(page.render(scale=SCALE).to_pil()) for page in document]
        finally:
            document.close()


def _png(picture: Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def _of_assessment(assessment: Assessment, style: Style, reader: User) -> tuple[Source, dict[str, object]]:
    options = Options(paper=style.paper)
    source = replace(source_of(assessment, kind=Kind.FULL, options=options, reader=reader), style=style)
    definition = source.version.definition_in(get_language())
    result = stored_result(source.assessment or assessment, definition)
    frame = frame_of(source, definition)
    return source, {"frame": frame, "overview": overview(definition, result), "total": result.total}


def _without(organisation: Organisation, style: Style, reader: User) -> tuple[Source, dict[str, object]]:
    version = FrameworkVersion.objects.published().order_by("-pk").first()
    if version is None:
        raise NotMadeError("nothing")
    source = Source(Kind.FULL, Options(paper=style.paper), reader, version, style=style)
    subject = Subject(organisation.name, _("The title of an assessment"), "", timezone.localdate())
    return source, {"frame": Frame(str(Kind.FULL.label), subject, version.definition_in(get_language()), style, None)}
