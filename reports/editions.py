"""Editions of the templates: what a report was set with, kept word for word, so that it can be set again as it was."""

import hashlib
import importlib.metadata
import json
from dataclasses import replace
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from press.manuscript import Manuscript
from press.press import STYLE_SHEETS, the_press
from reports.models import IssuedReport, TemplateEdition

TEMPLATES: Final = ("reports", "charts", "_components")
ENGINE: Final = ("weasyprint", "pikepdf")


def edition_now() -> TemplateEdition:
    """The edition of this release; stored when it is first asked for."""
    styles, templates, engine = _styles(), _templates(), engine_now()
    told = json.dumps([styles, templates, engine], sort_keys=True)
    digest = hashlib.sha256(told.encode()).hexdigest()
    return TemplateEdition.objects.filter(digest=digest).first() or _store(digest, styles, templates, engine)


def brought_up(issue: IssuedReport) -> IssuedReport:
    """An issue with the edition of this release, as long as its file is not made: an upgrade may lie in between."""
    if not issue.file_hash:
        issue.edition = edition_now()
        IssuedReport.objects.filter(pk=issue.pk, file_hash="").update(edition=issue.edition)
    return issue


def set_with(manuscript: Manuscript, edition: TemplateEdition) -> Manuscript:
    """The manuscript with the style sheets that it names as this edition has kept them, not as they are now."""
    kept = [edition.styles[name] for name in manuscript.style_sheets]
    return replace(manuscript, style_sheets=(), styles="\n".join([*kept, manuscript.styles]))


def _store(digest: str, styles: dict[str, str], templates: dict[str, str], engine: str) -> TemplateEdition:
    """Of two who store the same at once, one does; the other takes it."""
    number = (TemplateEdition.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            return TemplateEdition.objects.create(
                number=number, digest=digest, styles=styles, templates=templates, engine=engine
            )
    except IntegrityError:
        return TemplateEdition.objects.filter(digest=digest).first() or _store(digest, styles, templates, engine)


def _styles() -> dict[str, str]:
    folder = Path(settings.BASE_DIR) / "static"
    return {name: (folder / name).read_text() for name in STYLE_SHEETS}


def _templates() -> dict[str, str]:
    folder = Path(settings.BASE_DIR) / "templates"
    files = (file for part in TEMPLATES for file in sorted((folder / part).rglob("*.*")))
    return {file.relative_to(folder).as_posix(): file.read_text() for file in files}


def engine_now() -> str:
    """The engine of this release, in words."""
    libraries = [f"{name} {importlib.metadata.version(name)}" for name in ENGINE]
    return ", ".join([*libraries, f"press {the_press().edition[:12]}"])
