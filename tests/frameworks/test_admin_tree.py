"""The tree of a version in one view: its numbers, its moves, its fields, and saves that overwrite nobody's work."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from frameworks.actions.versions import copy_version
from frameworks.models import Category, Dimension, Element, FrameworkVersion, Indicator
from organisations.models import User
from tests.definitions import tiny_definition
from tests.factories import make_user, make_version, shipped_content

WITHIN = {"HX-Request": "true"}


def tree_url(version: FrameworkVersion, rest: str = "") -> str:
    return f"/admin/frameworks/frameworkversion/{version.pk}/tree/{rest}"


def path(row: Any, *rest: str) -> str:
    return "".join(f"{part}/" for part in (row._meta.model_name, row.pk, *rest))


def element(version: FrameworkVersion, code: str = "D1.1") -> Element:
    return version.elements.get(code=code)


def indicator(version: FrameworkVersion, code: str = "D1.2/3") -> Indicator:
    of, number = code.split("/")
    return Indicator.objects.get(element__version=version, element__code=of, number=number)


def post(client: Client, row: Any, rest: str, **data: Any) -> Any:
    return client.post(tree_url(row.version, path(row, rest)), data, headers=WITHIN)


def move(client: Client, version: FrameworkVersion, **data: Any) -> Any:
    return client.post(tree_url(version, "move/"), data, headers=WITHIN)


def codes(version: FrameworkVersion) -> list[list[str]]:
    return [[one.code for one in dimension.elements] for dimension in version.definition().dimensions]


class TestPage:
    """What the page shows."""

    def test_every_branch_says_its_points(self, admin_client: Client, draft: FrameworkVersion) -> None:
        root = admin_client.get(tree_url(draft)).context["root"]
        found = []

        def walk(branch: Any) -> None:
            found.append((branch.kind, getattr(branch.row, "code", ""), str(branch.points)))
            for parts in branch.parts.values():
                for part in parts:
                    walk(part)

        walk(root)
        assert [(kind, code, points.removesuffix(".00")) for kind, code, points in found] == [
            ("frameworkversion", "", "100"),
            ("category", "A", "40"),
            ("dimension", "D1", "20"),
            ("element", "D1.1", "10"),
            ("element", "D1.2", "10"),
            ("dimension", "D2", "20"),
            ("element", "D2.1", "20"),
            ("category", "P", "60"),
            ("dimension", "D3", "60"),
            ("element", "D3.1", "60"),
            ("element", "E1", "0"),
        ]

    def test_share_stands_beside_the_points(self, admin_client: Client, draft: FrameworkVersion) -> None:
        response = admin_client.get(tree_url(draft))
        category = draft.categories.get(code="A")
        assertContains(response, f'<span class="number" id="points-category-{category.pk}">40</span>', html=True)
        share = f'<span class="number share" id="share-category-{category.pk}">40.00 %</span>'
        assertContains(response, share, html=True)

    def test_checks_stand_at_the_top_with_links(self, admin_client: Client, draft: FrameworkVersion) -> None:
        draft.elements.filter(code="D3.1").update(points=50)
        response = admin_client.get(tree_url(draft))
        assertContains(response, "The points don't add up: 90 of 100.", count=1)
        assert len(response.context["state"].mends) == 2

    def test_published_version_is_read_only(self, admin_client: Client, published: FrameworkVersion) -> None:
        response = admin_client.get(tree_url(published), {"open": "all"})
        assertContains(response, "The organisation does 3 of D1.2.", count=1)
        for sign in ("hx-post", 'class="edit"', 'class="grip"', 'name="points"', 'form="mover"'):
            assertNotContains(response, sign)

    def test_version_without_content_shows(self, admin_client: Client, draft: FrameworkVersion) -> None:
        draft.categories.all().delete()
        draft.elements.all().delete()
        assert admin_client.get(tree_url(draft)).status_code == 200

    def test_indicators_come_when_an_element_is_opened(self, admin_client: Client, draft: FrameworkVersion) -> None:
        row, words = element(draft, "D1.2"), "The organisation does 3 of D1.2."
        assertNotContains(admin_client.get(tree_url(draft)), words)
        assertContains(admin_client.get(tree_url(draft, path(row, "indicators")), headers=WITHIN), words, count=1)
        response = admin_client.get(tree_url(draft, path(row, "indicators")), follow=True)
        assertContains(response, words, count=1)
        assertNotContains(response, "The organisation does 1 of D1.1.")

    @pytest.mark.both_engines
    @pytest.mark.parametrize("opened", ["", "all", "1,2,x,99999999999999999999"])
    @pytest.mark.parametrize("content", [tiny_definition(), shipped_content()], ids=["tiny", "shipped"])
    def test_queries_are_the_same_whatever_its_size(
        self, admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries, content: Any, opened: str
    ) -> None:
        version = make_version(content, published=False)
        with django_assert_num_queries(18 + bool(opened)):
            admin_client.get(tree_url(version), {"open": opened})


class TestFields:
    """A field edited where it is read."""

    def test_field_opens_and_closes(self, admin_client: Client, draft: FrameworkVersion) -> None:
        url = tree_url(draft, path(element(draft), "title"))
        opened = admin_client.get(url, headers=WITHIN)
        assertContains(opened, '<input type="hidden" name="was" value="Element D1.1">', html=True)
        assertNotContains(opened, "<html")
        closed = admin_client.get(f"{url}?closed=1", headers=WITHIN)
        assertContains(closed, 'class="edit"', count=1)

    @pytest.mark.parametrize(
        ("find", "field", "was", "now"),
        [
            (lambda version: version.categories.get(code="A"), "title", "Category A", "Renamed"),
            (lambda version: version.dimensions.get(code="D1"), "title", "Dimension D1", "Renamed"),
            (lambda version: version.dimensions.get(code="D1"), "question", "What about D1?", "What else?"),
            (element, "title", "Element D1.1", "Renamed"),
            (element, "points", "10", "15.5"),
            (indicator, "text", "The organisation does 3 of D1.2.", "It does."),
            (indicator, "weight", "1", "2.5"),
            (indicator, "look_for", "", "Minutes."),
        ],
    )
    def test_every_field_is_saved(
        self, admin_client: Client, draft: FrameworkVersion, find: Any, field: str, was: str, now: str
    ) -> None:
        row = find(draft)
        assert post(admin_client, row, field, was=was, **{field: now}).status_code == 200
        row.refresh_from_db()
        assert str(getattr(row, field)).rstrip("0") == now

    def test_save_of_points_brings_all_numbers_that_changed(
        self, admin_client: Client, draft: FrameworkVersion
    ) -> None:
        row = element(draft)
        response = post(admin_client, row, "points", was="10", points="20")
        dimension, category = row.dimension, draft.categories.get(code="A")
        for words in (
            f'<span class="number" id="points-dimension-{dimension.pk}" hx-swap-oob="true">30</span>',  # type: ignore[union-attr]
            f'<span class="number" id="points-category-{category.pk}" hx-swap-oob="true">50</span>',
            f'<span class="number share" id="share-element-{row.pk}" hx-swap-oob="true">20.00 %</span>',
        ):
            assertContains(response, words, html=True)
        assertContains(response, "The points don't add up: 110 of 100.")

    def test_stale_save_is_refused_and_both_texts_are_shown(
        self, admin_client: Client, draft: FrameworkVersion
    ) -> None:
        other = Client()
        other.force_login(make_user("Olga Other", staff=True))
        post(other, element(draft), "title", was="Element D1.1", title="Theirs")
        response = post(admin_client, element(draft), "title", was="Element D1.1", title="Mine")
        assertContains(response, "Olga Other changed this at", status_code=409)
        assertContains(response, "<dd>Theirs</dd>", status_code=409)
        assertContains(response, "<dd>Mine</dd>", status_code=409)
        assert element(draft).title == "Theirs"
        response = post(admin_client, element(draft), "title", was="Theirs", title="Mine")
        assert (response.status_code, element(draft).title) == (200, "Mine")

    def test_stale_points_are_refused(self, admin_client: Client, draft: FrameworkVersion) -> None:
        post(admin_client, element(draft), "points", was="10", points="12")
        response = post(admin_client, element(draft), "points", was="10", points="14")
        assertContains(response, 'name="was" value="12"', status_code=409)
        assert element(draft).points == 12

    def test_same_change_twice_is_no_conflict(self, admin_client: Client, draft: FrameworkVersion) -> None:
        for _time in range(2):
            assert post(admin_client, element(draft), "title", was="Element D1.1", title="Same").status_code == 200

    def test_change_of_another_field_is_no_conflict(self, admin_client: Client, draft: FrameworkVersion) -> None:
        post(admin_client, element(draft), "title", was="Element D1.1", title="Renamed")
        assert post(admin_client, element(draft), "points", was="10", points="12").status_code == 200
        assert (element(draft).title, element(draft).points) == ("Renamed", 12)

    def test_text_of_several_lines_is_no_conflict(self, admin_client: Client, draft: FrameworkVersion) -> None:
        Indicator.objects.filter(pk=indicator(draft).pk).update(text="One.\nTwo.")
        response = post(admin_client, indicator(draft), "text", was="One.\r\nTwo.", text="One.\r\nThree.")
        assert response.status_code == 200

    @pytest.mark.parametrize("points", ["", "many", "-1", "1000000000"])
    def test_fault_stands_beside_the_field(self, admin_client: Client, draft: FrameworkVersion, points: str) -> None:
        response = post(admin_client, element(draft), "points", was="10", points=points)
        assertContains(response, 'role="alert"', count=1, status_code=422)
        assert element(draft).points == 10

    def test_without_javascript_a_field_is_a_page(self, admin_client: Client, draft: FrameworkVersion) -> None:
        url = tree_url(draft, path(element(draft), "title"))
        assertContains(admin_client.get(url), "<html", count=1)
        response = admin_client.post(url, {"was": "Element D1.1", "title": "Renamed"})
        assert response["Location"] == f"{tree_url(draft)}#element-{element(draft).pk}"
        response = admin_client.post(url, {"was": "Element D1.1", "title": "Late"})
        assertContains(response, "<dd>Late</dd>", status_code=409)

    def test_no_other_field_can_be_written(self, admin_client: Client, draft: FrameworkVersion) -> None:
        for field in ("code", "dimension", "version", "position", "pk", "delete"):
            assert post(admin_client, element(draft), field, was="", **{field: "1"}).status_code == 404


class TestMoves:
    """The order of things, by button, by number and by drag."""

    def test_step_up_and_down(self, admin_client: Client, draft: FrameworkVersion) -> None:
        key = f"element-{element(draft, 'D1.2').pk}"
        response = move(admin_client, draft, move=f"{key} up")
        assertContains(response, "D1.2 Element D1.2 is now 1 of 2 in D1 Dimension D1.", count=1)
        assert codes(draft)[0] == ["D1.2", "D1.1"]
        move(admin_client, draft, move=f"{key} down")
        assert codes(draft)[0] == ["D1.1", "D1.2"]

    def test_step_beyond_the_end_stays(self, admin_client: Client, draft: FrameworkVersion) -> None:
        assert move(admin_client, draft, move=f"element-{element(draft).pk} up").status_code == 200
        assert codes(draft)[0] == ["D1.1", "D1.2"]

    def test_to_a_place_in_another_dimension(self, admin_client: Client, draft: FrameworkVersion) -> None:
        home = f"dimension-{draft.dimensions.get(code='D3').pk}"
        response = move(admin_client, draft, move=f"element-{element(draft).pk}", to=home, place="1")
        assert response.status_code == 200
        assert codes(draft) == [["D1.2"], ["D2.1"], ["D1.1", "D3.1"]]

    def test_place_is_asked_with_every_home(self, admin_client: Client, draft: FrameworkVersion) -> None:
        context = admin_client.get(tree_url(draft, path(element(draft, "D1.2"), "place")), headers=WITHIN).context
        assert (context["place"], [(name, here) for _key, name, here in context["homes"]]) == (
            2,
            [("D1 Dimension D1", True), ("D2 Dimension D2", False), ("D3 Dimension D3", False)],
        )

    def test_move_of_a_published_indicator_writes_a_rule(
        self, admin_client: Client, published: FrameworkVersion
    ) -> None:
        copy = copy_version(version=published, number="1.1")
        home = f"element-{element(copy, 'D2.1').pk}"
        move(admin_client, copy, move=f"indicator-{indicator(copy).pk}", to=home, place="1")
        assert [(rule.old, rule.new) for rule in copy.definition().upgrades] == [("D1.2/3", "D2.1/2")]

    def test_without_javascript_the_tree_comes_back(self, admin_client: Client, draft: FrameworkVersion) -> None:
        key = f"element-{element(draft, 'D1.2').pk}"
        response = admin_client.post(tree_url(draft, "move/"), {"move": f"{key} up"})
        assert response["Location"] == f"{tree_url(draft)}#{key}"

    def test_nonsense_is_refused(self, admin_client: Client, draft: FrameworkVersion) -> None:
        key, dimension = f"element-{element(draft).pk}", f"dimension-{draft.dimensions.first().pk}"
        assert move(admin_client, draft, move=f"{key} sideways").status_code == 400
        assert move(admin_client, draft, move=key, place="x").status_code == 400
        assert move(admin_client, draft, move=dimension, to=key, place="1").status_code == 400
        for nobody in ("", "element-", "element-x", "element-999999", "user-1", f"element-{'9' * 30}"):
            assert move(admin_client, draft, move=nobody, place="1").status_code == 404

    def test_row_of_another_version_is_not_found(
        self, admin_client: Client, draft: FrameworkVersion, published: FrameworkVersion
    ) -> None:
        theirs = element(published)
        assert move(admin_client, draft, move=f"element-{theirs.pk} down").status_code == 404
        assert admin_client.get(tree_url(draft, path(theirs, "title"))).status_code == 404
        home = f"dimension-{published.dimensions.first().pk}"
        assert move(admin_client, draft, move=f"element-{element(draft).pk}", to=home, place="1").status_code == 404


class TestParts:
    """What is added and removed."""

    def test_element_is_added_with_a_code_of_its_own(self, admin_client: Client, draft: FrameworkVersion) -> None:
        dimension = draft.dimensions.get(code="D1")
        asked = admin_client.get(tree_url(draft, path(dimension, "add")), headers=WITHIN)
        assert asked.context["form"]["code"].value() == "D1.3"
        response = post(admin_client, dimension, "add", code="D1.3", title="Third", points="5")
        assertContains(response, "D1.3 Third was added.", count=1)
        assert codes(draft)[0] == ["D1.1", "D1.2", "D1.3"]

    def test_enabler_is_added_to_the_version(self, admin_client: Client, draft: FrameworkVersion) -> None:
        url = tree_url(draft, path(draft, "add"))
        response = admin_client.post(url, {"code": "E2", "title": "Second"}, headers=WITHIN)
        assert response.status_code == 200
        assert [enabler.code for enabler in draft.definition().enablers] == ["E1", "E2"]

    def test_indicator_is_added_with_the_next_number(self, admin_client: Client, draft: FrameworkVersion) -> None:
        post(admin_client, element(draft), "add", text="Another.", weight="1")
        assert indicator(draft, "D1.1/3").text == "Another."

    def test_fault_of_an_addition_goes_back_to_its_form(self, admin_client: Client, draft: FrameworkVersion) -> None:
        dimension = draft.dimensions.get(code="D1")
        response = post(admin_client, dimension, "add", code="D1.1", title="Twice", points="5")
        assertContains(response, "has this code already", status_code=422)
        assert response["HX-Retarget"] == f"#slot-dimension-{dimension.pk}"

    def test_code_of_a_published_element_is_not_given_again(
        self, admin_client: Client, published: FrameworkVersion
    ) -> None:
        copy = copy_version(version=published, number="1.1")
        element(copy, "D1.2").delete()
        response = post(admin_client, copy.dimensions.get(code="D1"), "add", code="D1.2", title="Another", points="10")
        assertContains(response, "A published version has an element with this code.", status_code=422)

    def test_removal_asks_first(self, admin_client: Client, draft: FrameworkVersion) -> None:
        row = element(draft, "D1.2")
        asked = admin_client.get(tree_url(draft, path(row, "remove")), headers=WITHIN)
        assertContains(asked, "3 indicators go with it.", count=1)
        assert codes(draft)[0] == ["D1.1", "D1.2"]
        response = post(admin_client, row, "remove")
        assertContains(response, "D1.2 Element D1.2 was removed.", count=1)
        assert codes(draft)[0] == ["D1.1"]

    def test_indicator_and_enabler_are_removed(self, admin_client: Client, draft: FrameworkVersion) -> None:
        for row in (indicator(draft), element(draft, "E1")):
            assert post(admin_client, row, "remove").status_code == 200
        assert draft.definition().enablers == ()

    def test_dimension_is_removed_on_its_own_page_only(self, admin_client: Client, draft: FrameworkVersion) -> None:
        for row in (draft.dimensions.first(), draft.categories.first()):
            assert post(admin_client, row, "remove").status_code == 404
        assert post(admin_client, draft.categories.first(), "add", code="X", title="X").status_code == 404


def forged(version: FrameworkVersion) -> list[tuple[str, dict[str, str]]]:
    """Every way to write to a version's tree."""
    row, dimension = element(version), version.dimensions.get(code="D1")
    return [
        ("move/", {"move": f"element-{element(version, 'D1.2').pk} up"}),
        ("move/", {"move": f"indicator-{indicator(version).pk}", "to": f"element-{row.pk}", "place": "1"}),
        (path(row, "title"), {"was": row.title, "title": "Forged"}),
        (path(row, "points"), {"was": "10", "points": "11"}),
        (path(row, "remove"), {}),
        (path(indicator(version), "remove"), {}),
        (path(dimension, "add"), {"code": "D1.9", "title": "Forged", "points": "1"}),
        (path(version, "add"), {"code": "E9", "title": "Forged"}),
        (path(row, "add"), {"text": "Forged.", "weight": "1"}),
    ]


def test_no_forged_post_changes_a_published_version(admin_client: Client, published: FrameworkVersion) -> None:
    for rest, data in forged(published):
        assert admin_client.post(tree_url(published, rest), data, headers=WITHIN).status_code == 403
    published = FrameworkVersion.objects.get(pk=published.pk)
    assert published.definition() == tiny_definition()
    counts = [model.objects.count() for model in (Category, Dimension, Element, Indicator)]
    assert counts == [2, 3, 5, 12]


@pytest.mark.parametrize("staff", [True, False])
def test_reader_reads_the_tree_and_changes_nothing(client: Client, draft: FrameworkVersion, staff: bool) -> None:
    user = make_user("Rita Reader")
    User.objects.filter(pk=user.pk).update(is_staff=staff)
    views = Permission.objects.filter(content_type__app_label="frameworks", codename__startswith="view_")
    user.user_permissions.set(views)
    client.force_login(User.objects.get(pk=user.pk))
    response = client.get(tree_url(draft))
    assert response.status_code == (200 if staff else 302)
    if staff:
        assertNotContains(response, 'class="edit"')
    for rest, data in forged(draft):
        assert client.post(tree_url(draft, rest), data).status_code == (403 if staff else 302)
    assert draft.definition() == tiny_definition(version="1.1")
