"""The texts of a version in another language: every text with its translation beside it, edited where it is read."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _

from frameworks.actions.translations import StaleTranslationError, put_translation
from frameworks.admin.pages import READ, WRITE, VersionPages, page_url
from frameworks.admin.texts import TextPlace, TextPlaces
from frameworks.definition import FrameworkDefinition
from frameworks.models import FrameworkVersion, Translation
from frameworks.wording import wording

PER_PAGE = 40
TEMPLATES = "admin/frameworks/frameworkversion"


@dataclass(frozen=True)
class Pair:
    """A text and what it is in the language; without a ``place`` there is no such text any more."""

    key: str
    text: str
    translation: str
    place: TextPlace | None = None


class TranslationPages(VersionPages):
    """A page for each language, and a save for each text."""

    def routes(self) -> list[URLPattern]:
        """The page and the save."""
        return [
            self.route("translations/", self.translations, "translations", READ),
            self.route("translations/save/", self.save, "translation_save", WRITE),
        ]

    def translations(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """The texts, a page at a time; with ``?show=missing`` those that are not translated."""
        version = self.version(request, version_id)
        definition = version.definition()
        texts, counts = _known(definition)
        language = request.GET.get("language", "").strip().lower() or next(iter(counts), "")
        return self.page(
            request,
            version,
            "frameworkversion/translations.html",
            title=_("Translations"),
            language=language,
            show=request.GET.get("show", ""),
            languages=[(code, counts[code]) for code in counts],
            done=counts.get(language, 0),
            total=len(texts),
            **(self._texts(request, version, definition, language) if _is_language(version, language) else {}),
        )

    def save(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """Store one translation, unless somebody else has changed it since it was read."""
        version = self.version(request, version_id)
        definition = version.definition()
        texts = wording(definition)
        sent = {name: request.POST.get(name, "").replace("\r\n", "\n") for name in ("language", "key", "text", "was")}
        sent |= {"text": sent["text"].strip()}
        orphans = {one.key for one in definition.translations}
        if sent["key"] not in texts and (sent["text"] or sent["key"] not in orphans):
            raise Http404
        if not self.may(request, _verb(sent), Translation, version):
            raise PermissionDenied
        pair = Pair(sent["key"], texts.get(sent["key"], ""), sent["text"])
        try:
            put_translation(version=version, **sent)
        except StaleTranslationError as stale:
            context = {"stale": True, "theirs": stale.theirs, "was": stale.theirs, "mine": sent["text"]}
            return self._answer(request, version, pair, sent["language"], status=409, **context)
        except ValidationError as error:
            context = {"was": sent["was"], "errors": error.messages}
            return self._answer(request, version, pair, sent["language"], status=422, **context)
        return self._answer(request, version, pair, sent["language"], was=sent["text"], is_saved=True)

    def _texts(
        self, request: HttpRequest, version: FrameworkVersion, definition: FrameworkDefinition, language: str
    ) -> dict[str, Any]:
        texts = wording(definition)
        said = {one.key: one.text for one in definition.translations if one.language == language}
        keys = [key for key in texts if request.GET.get("show") != "missing" or key not in said]
        page = Paginator(keys, PER_PAGE).get_page(request.GET.get("page"))
        places = TextPlaces(version, definition)
        return {
            "turned": page,
            "pairs": [Pair(key, texts[key], said.get(key, ""), places.of(key)) for key in page],
            "orphans": [Pair(key, "", text) for key, text in said.items() if key not in texts],
            "may": self.may(request, "change", Translation, version),
            "kept": urlencode({"language": language, "show": request.GET.get("show", "")}),
        }

    def _answer(
        self, request: HttpRequest, version: FrameworkVersion, pair: Pair, language: str, status: int = 200, **more: Any
    ) -> HttpResponse:
        here = page_url("translations", version)
        if "HX-Request" not in request.headers and status == 200:
            return redirect(f"{here}?{urlencode({'language': language})}#{pair.key}")
        context = {"pair": pair, "language": language, "may": True, **more}
        if status == 200:
            texts, counts = _known(version.definition())
            context |= {"done": counts.get(language, 0), "total": len(texts), "oob": True}
        if "HX-Request" in request.headers:
            return TemplateResponse(
                request, f"{TEMPLATES}/_translation.html", context | {"version": version}, status=status
            )
        part = f"{TEMPLATES}/_translation.html"
        return self.page(request, version, "tree/step.html", status, title=_("Translations"), part=part, **context)


def _known(definition: FrameworkDefinition) -> tuple[dict[str, str], dict[str, int]]:
    """The texts by key, and how many of them each language has."""
    texts = wording(definition)
    counts = Counter(one.language for one in definition.translations)
    left_over = Counter(one.language for one in definition.translations if one.key not in texts)
    return texts, {language: counts[language] - left_over[language] for language in sorted(counts)}


def _is_language(version: FrameworkVersion, language: str) -> bool:
    try:
        Translation(version=version, language=language, key="-", text="-").clean_fields(exclude=["version"])
    except ValidationError:
        return False
    return True


def _verb(sent: dict[str, str]) -> str:
    """What the person must be allowed to do."""
    if not sent["text"]:
        return "delete"
    return "change" if sent["was"] else "add"
