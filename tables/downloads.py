"""A table as the answer to a request: the file of the kind that was asked for."""

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _

from tables.csv import csv_of
from tables.json import json_of
from tables.table import Table
from tables.xlsx import xlsx_of

KINDS: Final[dict[str, tuple[str, Callable[[Table], bytes]]]] = {
    "csv": ("text/csv; charset=utf-8", csv_of),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_of),
    "json": ("application/json", json_of),
}
NAMES: Final = {"csv": _("CSV"), "xlsx": _("Excel"), "json": _("JSON")}


def download(table: Table, kind: str) -> HttpResponse:
    """The table as an attachment; Http404 for a kind that there is not."""
    if kind not in KINDS:
        raise Http404
    content_type, write = KINDS[kind]
    name = {"Content-Disposition": f'attachment; filename="{table.name}.{kind}"'}
    return HttpResponse(write(table), content_type=content_type, headers=name)
