"""Makes a document: finds who knows its kind, gives it the house style, and names the file."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import pikepdf
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from press.manuscript import Manuscript
from press.press import the_press
from press.shelf import Shelf
from reports.document_data import attachment_of
from reports.documents import comparison, consensus, full, guide, interview, plan, summary
from reports.editions import set_with
from reports.house import house_pictures, house_styles
from reports.kinds import Format, Kind
from reports.models import TemplateEdition
from reports.office import workbook
from reports.office.slides import deck
from reports.office.word import documents as word
from reports.packing import pack
from reports.source import Made, Source

LONGEST_NAME: Final = 150
SETTERS: Final[Mapping[Kind, Callable[[Source], Manuscript]]] = {
    Kind.FULL: full.manuscript_of,
    Kind.SUMMARY: summary.manuscript_of,
    Kind.GUIDE: guide.manuscript_of,
    Kind.PLAN: plan.manuscript_of,
    Kind.COMPARISON: comparison.manuscript_of,
    Kind.CONSENSUS: consensus.manuscript_of,
    Kind.INTERVIEW: interview.manuscript_of,
}
WRITERS: Final[Mapping[tuple[Kind, Format], Callable[[Source], bytes]]] = {
    (Kind.FULL, Format.DOCX): word.full_of,
    (Kind.FULL, Format.XLSX): workbook.workbook_of,
    (Kind.SUMMARY, Format.DOCX): word.summary_of,
    (Kind.SUMMARY, Format.PPTX): deck.slides_of,
}


def make(source: Source, kind_of_file: Format) -> Made:
    """The finished file, in the language that is active.

    Raises RenderError where its pages can't be set, and NotMadeError where there is nothing to say.
    """
    name = file_name(source, kind_of_file)
    if kind_of_file != Format.PDF:
        return Made(WRITERS[source.kind, kind_of_file](source), name)
    manuscript = manuscript_of(source)
    content = finished_pdf(manuscript)
    return Made(content, name, pages=pages_of(content), page=pack(manuscript) if source.stamp else b"")


def manuscript_of(source: Source) -> Manuscript:
    """All that the PDF is made of, in the organisation's house style; an issued one with its edition's styles."""
    page = SETTERS[source.kind](source)
    page = replace(
        page,
        styles=page.styles + house_styles(source),
        pictures={**page.pictures, **house_pictures(source)},
        attachment=attachment_of(source) if source.kind == Kind.FULL else None,
        created=source.stamp.issued_at if source.stamp else None,
    )
    return set_with(page, TemplateEdition.objects.get(number=source.stamp.edition)) if source.stamp else page


def finished_pdf(manuscript: Manuscript) -> bytes:
    """The PDF, from the shelf when it was made before; raises RenderError."""
    press = the_press()
    shelf = Shelf(settings.DATA_DIR / "reports" / "finished")
    return shelf.get(press.name(manuscript), lambda: press.render(manuscript))


def file_name(source: Source, kind_of_file: Format) -> str:
    """A name that says whose document it is and which, and whether it is final."""
    words = [*_whose(source), str(source.kind.label), *_state(source)]
    return f"{slugify(' '.join(words), allow_unicode=True)[:LONGEST_NAME].strip('-')}.{kind_of_file}"


def _whose(source: Source) -> list[str]:
    if source.assessment is None:
        return [source.version.framework.title, source.version.number.replace(".", "-")]
    whose = source.kept.names.whose if source.kept else source.assessment.whose
    return [whose, source.assessment.title]


def _state(source: Source) -> list[str]:
    if source.stamp:
        return [source.stamp.number, _("revision %(number)s") % {"number": source.stamp.revision}]
    if source.assessment is None:
        return [] if source.version.is_published else [_("draft")]
    if source.kept is None:
        return [_("provisional")]
    several = source.kept.snapshot.revision > 1 or source.kept.is_superseded
    return [_("revision %(number)s") % {"number": source.kept.snapshot.revision}] if several else []


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)
