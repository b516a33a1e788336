"""The pages of a version under requests that no browser of ours sends: refused as they should be, nothing written."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core import serializers
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from frameworks.models import FrameworkVersion, Indicator
from organisations.models import User
from tests.definitions import tiny_definition
from tests.factories import make_user, make_version

pytestmark = [pytest.mark.both_engines]  # what no database takes, each refuses in its own way
BASE = "/admin/frameworks/frameworkversion/"
READ = [
    *("tree/", "search/", "history/", "difference/", "translations/", "export.yaml", "export.xlsx"),
    "tree/element/{element}/indicators/",
    "tree/element/{element}/place/",
]
READ_AND_WRITE = [
    *("publish/", "tree/element/{element}/add/", "tree/element/{element}/remove/"),
    *("tree/element/{element}/title/", "tree/indicator/{indicator}/text/", "tree/dimension/{dimension}/question/"),
]
WRITE = ["copy/", "tree/move/", "translations/save/"]
OF_PUBLISHED = ["retire/", "reinstate/"]
EVERY = [*READ, *READ_AND_WRITE, *WRITE]
MARKUP = '<script>alert("x")</script> & </textarea>'
RTL = "السلام عليكم \u202eevil\u202c"


def address(version: FrameworkVersion, rest: str, of: FrameworkVersion | None = None) -> str:
    """A page of a version, about the rows of that or of another one."""
    of = of or version
    ids = {
        "element": of.elements.get(code="D1.2").pk,
        "dimension": of.dimensions.get(code="D1").pk,
        "indicator": Indicator.objects.get(element__version=of, element__code="D1.2", number=1).pk,
    }
    return f"{BASE}{version.pk}/{rest.format(**ids)}"


def everything() -> str:
    """Every row of framework content, its history included, to hold against itself."""
    return "".join(
        serializers.serialize("json", model._default_manager.order_by("pk"))
        for model in apps.get_app_config("frameworks").get_models()
    )


def staff(*, without: str) -> User:
    """Staff with every permission on frameworks but one."""
    user = make_user("Stan Staff")
    User.objects.filter(pk=user.pk).update(is_staff=True)
    allowed = Permission.objects.filter(content_type__app_label="frameworks").exclude(codename=without)
    user.user_permissions.set(allowed)
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("rest", EVERY)
def test_visitor_is_sent_to_sign_in_and_so_is_who_is_no_staff(
    client: Client, draft: FrameworkVersion, assessor: User, rest: str
) -> None:
    before, url = everything(), address(draft, rest)
    for _who in ("nobody", "assessor"):
        response = client.post(url) if rest in WRITE else client.get(url)
        assert response.status_code == 302
        assert response["Location"].partition("?")[0].endswith(("/sign-in/", "/login/"))
        client.force_login(assessor)
    assert everything() == before


@pytest.mark.parametrize("rest", EVERY)
def test_other_methods_are_refused(admin_client: Client, draft: FrameworkVersion, rest: str) -> None:
    before, url = everything(), address(draft, rest)
    allowed = {*([] if rest in WRITE else ["GET", "HEAD"]), *([] if rest in READ else ["POST"])}
    for method in ({"GET", "HEAD", "POST"} - allowed) | {"PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}:
        response = admin_client.generic(method, url)
        assert (method, response.status_code) == (method, 405)
        assert set(response["Allow"].split(", ")) == allowed
    assert everything() == before


@pytest.mark.parametrize("rest", EVERY)
@pytest.mark.parametrize("number", ["0", "999999", str(2**63), "9" * 40])
def test_version_that_is_not_there_is_not_found(
    admin_client: Client, draft: FrameworkVersion, rest: str, number: str
) -> None:
    url = address(draft, rest).replace(f"{BASE}{draft.pk}/", f"{BASE}{number}/")
    response = admin_client.post(url) if rest in WRITE else admin_client.get(url)
    assert response.status_code == 404


@pytest.mark.parametrize("rest", [rest for rest in EVERY if "{" in rest])
def test_row_of_another_version_or_of_none_is_not_found(
    admin_client: Client, draft: FrameworkVersion, published: FrameworkVersion, rest: str
) -> None:
    before = everything()
    urls = [address(draft, rest, of=published), address(published, rest, of=draft)]
    kind, _row, page = rest.removeprefix("tree/").split("/", 2)
    urls += [f"{BASE}{draft.pk}/tree/{kind}/{number}/{page}" for number in ("0", "999999", str(2**63), "9" * 40)]
    urls += [f"{BASE}{draft.pk}/tree/{other}/1/{page}" for other in ("user", "rating", "Element", "translation")]
    for url in urls:
        assert (url, admin_client.get(url).status_code) == (url, 404)
        assert (url, admin_client.post(url).status_code) in [(url, 404), (url, 405)]
    assert everything() == before


FORGED = [
    ("view_frameworkversion", "tree/", None),
    ("view_frameworkversion", "search/", None),
    ("view_frameworkversion", "history/", None),
    ("view_frameworkversion", "difference/", None),
    ("view_frameworkversion", "translations/", None),
    ("view_frameworkversion", "export.yaml", None),
    ("view_frameworkversion", "export.xlsx", None),
    ("change_frameworkversion", "publish/", {}),
    ("add_frameworkversion", "copy/", {}),
    ("change_element", "tree/element/{element}/title/", {"was": "Element D1.2", "title": "Forged"}),
    ("change_element", "tree/element/{element}/place/", None),
    ("change_element", "tree/move/", {"move": "element-{element} up"}),
    ("add_element", "tree/dimension/{dimension}/add/", {"code": "D1.9", "title": "Forged", "points": "1"}),
    ("delete_element", "tree/element/{element}/remove/", {}),
    ("change_indicator", "tree/indicator/{indicator}/text/", {"text": "Forged."}),
    ("change_indicator", "tree/move/", {"move": "indicator-{indicator} down"}),
    ("add_indicator", "tree/element/{element}/add/", {"text": "Forged.", "weight": "1"}),
    ("delete_indicator", "tree/indicator/{indicator}/remove/", {}),
    ("change_dimension", "tree/dimension/{dimension}/question/", {"question": "Forged?"}),
    ("change_dimension", "tree/move/", {"move": "dimension-{dimension} down"}),
    ("add_translation", "translations/save/", {"language": "de", "key": "framework.title", "text": "Neu"}),
    (
        "change_translation",
        "translations/save/",
        {"language": "de", "key": "framework.summary", "text": "Neu", "was": "Alt"},
    ),
    ("delete_translation", "translations/save/", {"language": "de", "key": "framework.summary", "was": "Alt"}),
]


@pytest.mark.parametrize(("missing", "rest", "sent"), FORGED)
def test_staff_without_the_one_permission_is_refused(
    client: Client, draft: FrameworkVersion, missing: str, rest: str, sent: dict[str, str] | None
) -> None:
    draft.translations.create(language="de", key="framework.summary", text="Alt")
    user = staff(without=missing)
    if missing == "view_frameworkversion":  # whoever may change a version may look at it
        user.user_permissions.remove(Permission.objects.get(codename="change_frameworkversion"))
    client.force_login(user)
    before, url = everything(), address(draft, rest)
    data = {name: address(draft, text).removeprefix(f"{BASE}{draft.pk}/") for name, text in (sent or {}).items()}
    response = client.get(url) if sent is None else client.post(url, data)
    assert (response.status_code, everything()) == (403, before)


@pytest.mark.parametrize(("_missing", "rest", "sent"), [one for one in FORGED if one[2] is not None])
def test_same_request_is_done_for_who_may(
    admin_client: Client, draft: FrameworkVersion, _missing: str, rest: str, sent: dict[str, str]
) -> None:
    """Else the test above would show nothing."""
    draft.translations.create(language="de", key="framework.summary", text="Alt")
    known = {"text": "The organisation does 1 of D1.2.", "question": "What about D1?"}
    field = rest.rstrip("/").rpartition("/")[2]
    before = everything()
    data = {name: address(draft, text).removeprefix(f"{BASE}{draft.pk}/") for name, text in sent.items()}
    response = admin_client.post(address(draft, rest), ({"was": known[field]} if field in known else {}) | data)
    assert response.status_code == 302
    assert everything() != before


@pytest.mark.parametrize(
    ("rest", "status"),
    [
        ("tree/move/", 404),
        ("tree/element/{element}/title/", 422),
        ("tree/element/{element}/points/", 422),
        ("tree/indicator/{indicator}/text/", 422),
        ("tree/dimension/{dimension}/add/", 422),
        ("tree/element/{element}/add/", 422),
        ("translations/save/", 404),
    ],
)
@pytest.mark.parametrize("within", [{}, {"HX-Request": "true"}], ids=["page", "part"])
def test_empty_form_changes_nothing(
    admin_client: Client, draft: FrameworkVersion, rest: str, status: int, within: dict[str, str]
) -> None:
    before = everything()
    assert admin_client.post(address(draft, rest), {}, headers=within).status_code == status
    assert everything() == before


@pytest.mark.parametrize("rest", [*READ_AND_WRITE[1:], "translations/save/"])
def test_published_version_refuses_even_an_administrator(
    admin_client: Client, published: FrameworkVersion, rest: str
) -> None:
    before = everything()
    data = {"language": "de", "key": "framework.title", "text": "Forged", "title": "Forged", "question": "Forged?"}
    assert admin_client.post(address(published, rest), data).status_code == 403
    assert everything() == before


@pytest.mark.parametrize("rest", OF_PUBLISHED)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_draft_is_neither_retired_nor_taken_back(
    admin_client: Client, draft: FrameworkVersion, rest: str, method: str
) -> None:
    before = everything()
    assert admin_client.generic(method, address(draft, rest)).status_code == 403
    assert everything() == before


@pytest.mark.parametrize(
    ("rest", "asked"),
    [
        *[("search/", {"q": words}) for words in ("(", "[a-", "\\", '"', '""', "a" * 100_000, "x " * 50_000, RTL)],
        *[("history/", {"page": page}) for page in ("0", "-1", "x", "9" * 40)],
        *[("history/", {"item": item}) for item in ("element-", "element-x", "x" * 5_000, "' OR 1=1 --")],
        *[("translations/", {"page": page, "language": "de"}) for page in ("0", "x", "9" * 40)],
        *[("translations/", {"show": "x" * 5_000}), ("translations/", {"language": "x" * 5_000})],
        *[("difference/", {"from": number}) for number in ("x", "9" * 5_000, "1.1'")],
        *[("tree/", {"open": opened}) for opened in (",,,", "-1", "²", "x" * 5_000, "9" * 19)],
    ],
)
def test_page_shows_whatever_is_asked(
    admin_client: Client, draft: FrameworkVersion, published: FrameworkVersion, rest: str, asked: dict[str, str]
) -> None:
    before = everything()
    assert admin_client.get(address(draft, rest), asked).status_code == 200
    assert everything() == before


@pytest.mark.parametrize("rest", ["search/?q=a%00", "history/?item=%00", "tree/?open=%00", "difference/?from=%00"])
def test_question_with_a_nul_asks_for_nothing(admin_client: Client, draft: FrameworkVersion, rest: str) -> None:
    assert admin_client.get(address(draft, rest)).status_code == 404


@pytest.mark.parametrize(
    ("rest", "asked"),
    [
        ("tree/", {"open": "all"}),
        ("tree/element/{element}/title/", {}),
        ("tree/element/{element}/remove/", {}),
        ("tree/element/{element}/place/", {}),
        ("search/", {"q": "D1.2"}),
        ("search/", {"q": MARKUP}),
        ("search/", {"q": "السلام"}),
        ("history/", {}),
        ("history/", {"item": MARKUP}),
        ("difference/", {}),
        ("difference/", {"from": MARKUP}),
        ("translations/", {"language": "ar", "page": "1"}),
        ("translations/", {"language": MARKUP}),
        ("translations/", {"language": "ar", "show": MARKUP}),
        ("publish/", {}),
    ],
)
def test_markup_is_shown_as_text_and_never_as_markup(
    admin_client: Client, draft: FrameworkVersion, published: FrameworkVersion, rest: str, asked: dict[str, str]
) -> None:
    for row in (draft, draft.elements.get(code="D1.2")):
        row.title = f"{MARKUP} {RTL}"
        row.save()
    draft.translations.create(language="ar", key="framework.title", text=f"{MARKUP} {RTL}")
    response = admin_client.get(address(draft, rest), asked)
    assertNotContains(response, "<script>alert")
    assertNotContains(response, "</textarea> ")
    assertContains(response, "&lt;script&gt;")


LONG = "Wort " * 20_000


def save_title(client: Client, draft: FrameworkVersion, text: str) -> Any:
    return client.post(address(draft, "tree/element/{element}/title/"), {"was": "Element D1.2", "title": text})


def test_title_of_a_hundred_thousand_characters_is_refused_beside_its_field(
    admin_client: Client, draft: FrameworkVersion
) -> None:
    before = everything()
    assertContains(save_title(admin_client, draft, LONG), 'role="alert"', count=1, status_code=422)
    assert everything() == before


def test_sentence_and_translation_of_a_hundred_thousand_characters_are_kept_whole(
    admin_client: Client, draft: FrameworkVersion, published: FrameworkVersion
) -> None:
    url, was = address(draft, "tree/indicator/{indicator}/text/"), "The organisation does 1 of D1.2."
    assert admin_client.post(url, {"was": was, "text": LONG}).status_code == 302
    sent = {"language": "de", "key": "indicator.D1.2/1.text", "text": LONG[::-1]}
    assert admin_client.post(address(draft, "translations/save/"), sent).status_code == 302
    definition = draft.definition()
    assert definition.element_by_code["D1.2"].indicators[0].text == LONG.strip()
    assert [one.text for one in definition.translations] == [LONG[::-1].strip()]
    for rest, asked in (("tree/", "open=all"), ("history/", ""), ("difference/", ""), ("search/", "q=wort")):
        assert admin_client.get(f"{address(draft, rest)}?{asked}").status_code == 200


@pytest.mark.parametrize("title", [RTL, MARKUP, "\U0001f600" * 20, "a\u0301\u200b"])
def test_text_is_stored_as_it_was_typed_and_read_back_the_same(
    admin_client: Client, draft: FrameworkVersion, title: str
) -> None:
    assert save_title(admin_client, draft, title).status_code == 302
    assert draft.definition().element_by_code["D1.2"].title == title
    closed = admin_client.get(address(draft, "tree/element/{element}/title/"))
    assert closed.context["was"] == title


@pytest.mark.parametrize("points", ["NaN", "Infinity", "-0.01", "1e9", "0x10", "١٢٣٤٥٦٧٨٩٠", "1,5,5", "9" * 5_000])
def test_number_that_is_none_is_refused(admin_client: Client, draft: FrameworkVersion, points: str) -> None:
    before = everything()
    response = admin_client.post(address(draft, "tree/element/{element}/points/"), {"was": "10", "points": points})
    assert (response.status_code, everything()) == (422, before)


def test_other_frameworks_version_is_no_side_of_a_difference(admin_client: Client, draft: FrameworkVersion) -> None:
    make_version(tiny_definition(framework="other", version="7"))
    for asked in ({"from": "7"}, {"to": "7"}, {"from": "7", "to": "7"}):
        response = admin_client.get(address(draft, "difference/"), asked | {"format": "json"})
        assert (response.status_code, response.json()) == (404, {})
