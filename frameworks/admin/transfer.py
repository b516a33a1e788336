"""Import and export: a file becomes a draft, a version becomes a file."""

import pathlib
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.validators import FileExtensionValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from frameworks.admin.pages import READ, READ_AND_WRITE, VersionPages
from frameworks.admin.structure import change_url
from frameworks.content import ContentFaults
from frameworks.models import FrameworkVersion
from frameworks.transfer import BYTES_LIMIT, CONTENT_TYPES, Format, file_name, import_draft, write_file
from frameworks.workbook import TooLongError

SCHEMA = pathlib.Path(settings.BASE_DIR) / "docs" / "framework.schema.json"
FAULTS_SHOWN = 200
MEGABYTE = 1_000_000


class ImportForm(forms.Form):
    """A file, and the number that its draft gets."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        validators=[FileExtensionValidator(["yaml", "yml", "xlsx"])],
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.xlsx"}),
        error_messages={"required": gettext_lazy("Choose a file."), "empty": gettext_lazy("The file is empty.")},
    )
    number = forms.CharField(
        label=gettext_lazy("Version number"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Leave it empty to keep the number that the file says."),
    )

    def clean_file(self) -> Any:
        """Refuse what is bigger than any file that is read."""
        file = self.cleaned_data["file"]
        if file.size > BYTES_LIMIT:
            words = _("The file has %(bytes)s bytes; at most %(most)s are read.")
            raise forms.ValidationError(words % {"bytes": file.size, "most": BYTES_LIMIT})
        return file


class TransferPages(VersionPages):
    """The page of the import, and the downloads."""

    def routes(self) -> list[URLPattern]:
        """The import belongs to no version, each export to one."""
        return [
            self._general("import/", self.import_page, "import", READ_AND_WRITE),
            self._general("import/framework.schema.json", self.schema, "schema", READ),
            self.route("export.yaml", self.export_yaml, "export_yaml", READ),
            self.route("export.xlsx", self.export_workbook, "export_xlsx", READ),
        ]

    def _general(self, address: str, view: Any, name: str, methods: tuple[str, ...]) -> URLPattern:
        guarded: Any = require_http_methods(methods)(self.admin.admin_site.admin_view(view))
        found: URLPattern = path(address, guarded, name=f"frameworks_frameworkversion_{name}")
        return found

    def import_page(self, request: HttpRequest) -> HttpResponse:
        """Ask for a file; make a draft of it, or list everything that is wrong with it."""
        self._refuse_unless_may_add(request)
        form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
        if not form.is_valid():
            return self._import_form(request, form)
        try:
            draft = self._import(request, form)
        except ContentFaults as refusal:
            return self._import_form(request, form, refusal, status=422)
        words = _("%(version)s is a draft now. Read it through, and publish it when it is right.")
        messages.success(request, words % {"version": draft})
        return redirect(change_url(draft))

    def _import(self, request: HttpRequest, form: ImportForm) -> FrameworkVersion:
        file = form.cleaned_data["file"]
        note = _("Imported from the file %(name)s.") % {"name": file.name}
        draft = import_draft(data=file.read(), number=form.cleaned_data["number"], note=note)
        self.admin.log_addition(request, draft, note)
        return draft

    def _import_form(
        self, request: HttpRequest, form: ImportForm, refusal: ContentFaults | None = None, status: int = 200
    ) -> TemplateResponse:
        faults = refusal.faults if refusal else ()
        context = {
            **self.admin.admin_site.each_context(request),
            "opts": self.admin.opts,
            "media": self.admin.media + form.media,
            "title": _("Import a version"),
            "form": form,
            "file": form.cleaned_data["file"].name if refusal else "",
            "faults": faults[:FAULTS_SHOWN],
            "more": max(len(faults) - FAULTS_SHOWN, 0),
            "megabytes": BYTES_LIMIT // MEGABYTE,
        }
        return TemplateResponse(request, "admin/frameworks/transfer/import.html", context, status=status)

    def schema(self, request: HttpRequest) -> HttpResponse:
        """The published schema of the content files."""
        self._refuse_unless_may_add(request)
        return _download(SCHEMA.read_bytes(), SCHEMA.name, "application/schema+json")

    def _refuse_unless_may_add(self, request: HttpRequest) -> None:
        if not self.admin.has_add_permission(request):
            raise PermissionDenied

    def export_yaml(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """The version as a content file."""
        return self._export(request, version_id, "yaml")

    def export_workbook(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """The version as a workbook."""
        return self._export(request, version_id, "xlsx")

    def _export(self, request: HttpRequest, version_id: int, kind: Format) -> HttpResponse:
        version = self.version(request, version_id)
        content = version.definition()
        try:
            data = write_file(content, kind)
        except TooLongError as error:
            messages.error(request, _("No workbook holds this: %(words)s. Export it as YAML.") % {"words": error})
            return redirect(change_url(version))
        return _download(data, file_name(content, kind), CONTENT_TYPES[kind])


def _download(data: bytes, name: str, content_type: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(data, content_type=content_type, headers={"Content-Disposition": disposition})
