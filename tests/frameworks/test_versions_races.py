"""Versions that several people work on in one moment, each on a connection of their own."""

from collections import Counter
from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from assessments.actions.assessments import RetiredVersionError, create_assessment
from assessments.models import Assessment
from frameworks.actions.arrangement import put
from frameworks.actions.versions import copy_version, publish_version, reinstate_version, retire_version
from frameworks.content import ContentFaults, write_content
from frameworks.models import Element, Framework, FrameworkVersion, FrozenVersionError, Indicator
from frameworks.transfer import import_draft
from organisations.models import Organisation, User
from tests.assessments.actions.test_answers_races import all_at_once
from tests.definitions import tiny_definition
from tests.factories import make_user
from tests.frameworks.test_admin_tree import WITHIN, path, tree_url

pytestmark = pytest.mark.django_db(transaction=True)

FROZEN = FrozenVersionError.__name__
TIMES = pytest.mark.parametrize("attempt", range(3))  # who comes first is chance


def job(done: str, act: Callable[..., Any], **arguments: Any) -> Callable[[], str]:
    """What a thread does, and the word for its success."""

    def do() -> str:
        act(**arguments)
        return done

    return do


def fresh(version: FrameworkVersion) -> FrameworkVersion:
    """The version as another process reads it."""
    return FrameworkVersion.objects.select_related("framework").get(pk=version.pk)


def late(act: Callable[[], str]) -> tuple[Thread, list[str]]:
    """Start somebody else's work while this transaction is open; what it comes to is in the list afterwards."""
    outcome: list[str] = []

    def run() -> None:
        try:
            outcome.append(act())
        except Exception as fault:
            outcome.append(type(fault).__name__)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join(timeout=0.3)
    return thread, outcome


# Several copies, several imports


@TIMES
def test_copies_made_at_once_have_numbers_of_their_own(published: FrameworkVersion, attempt: int) -> None:
    numbers = all_at_once([lambda: copy_version(version=fresh(published)).number] * 3)
    assert sorted(numbers) == ["1.1", "1.2", "1.3"]
    for number in numbers:
        copy = FrameworkVersion.objects.get(number=number)
        assert copy.definition() == tiny_definition(version=number)
        assert not copy.is_published


def test_copies_to_one_number_at_once_are_one_copy(published: FrameworkVersion) -> None:
    jobs = [job("copied", copy_version, version=fresh(published), number="2.0") for _ in range(2)]
    assert Counter(all_at_once(jobs)) == {"copied": 1, "IntegrityError": 1}
    assert FrameworkVersion.objects.get(number="2.0").definition() == tiny_definition(version="2.0")


@TIMES
@pytest.mark.parametrize("is_known", [True, False], ids=["known framework", "first version"])
def test_imports_of_one_file_at_once_are_one_draft(attempt: int, is_known: bool) -> None:
    if is_known:
        Framework.objects.create(slug="tiny", title="Tiny")
    data = write_content(tiny_definition()).encode()
    outcomes = all_at_once([job("imported", import_draft, data=data)] * 2)
    assert Counter(outcomes) == {"imported": 1, ContentFaults.__name__: 1}
    draft = FrameworkVersion.objects.get()
    assert draft.definition() == tiny_definition()
    assert Element.objects.filter(version=draft).count() == Element.objects.count() == 5


def test_import_and_copy_at_once_leave_both_whole(published: FrameworkVersion) -> None:
    data = write_content(tiny_definition(version="1.1", summary="From a file.")).encode()
    jobs = [job("imported", import_draft, data=data), lambda: copy_version(version=fresh(published)).number]
    outcomes = sorted(all_at_once(jobs))
    drafts = {one.number: one.definition() for one in FrameworkVersion.objects.drafts().select_related("framework")}
    if outcomes == ["1.1", ContentFaults.__name__]:
        assert drafts == {"1.1": tiny_definition(version="1.1")}
    elif outcomes == ["1.2", "imported"]:
        assert drafts == {
            "1.1": tiny_definition(version="1.1", summary="From a file."),
            "1.2": tiny_definition(version="1.2"),
        }
    else:  # the import takes the number in the very moment in which it was found free
        assert outcomes == ["IntegrityError", "imported"]
        assert drafts == {"1.1": tiny_definition(version="1.1", summary="From a file.")}


# Publishing


@TIMES
def test_version_published_twice_at_once_is_published_once(draft: FrameworkVersion, attempt: int) -> None:
    outcomes = all_at_once([job("published", publish_version, version=fresh(draft)) for _ in range(2)])
    assert Counter(outcomes) == {"published": 1, FROZEN: 1}
    assert fresh(draft).is_published


def edit(row: Element) -> None:
    row.title = "Edited"
    row.save()


@TIMES
def test_edit_beside_a_publication_is_in_it_or_refused(draft: FrameworkVersion, attempt: int) -> None:
    """And what a process remembers of the published version is what is stored."""
    jobs = [
        job("published", publish_version, version=fresh(draft)),
        job("edited", edit, row=draft.elements.get(code="D1.1")),
    ]
    outcomes = all_at_once(jobs if attempt % 2 else jobs[::-1])
    assert Counter(outcomes) in [{"published": 1, "edited": 1}, {"published": 1, FROZEN: 1}]
    title = "Edited" if "edited" in outcomes else "Element D1.1"
    assert Element.objects.get(version=draft, code="D1.1").title == title
    assert fresh(draft).definition().element_by_code["D1.1"].title == title


@pytest.mark.parametrize(
    "change",
    [
        lambda draft: draft.elements.filter(code="D1.1").update(title="Too late"),
        lambda draft: Indicator.objects.filter(element__version=draft).delete(),
        lambda draft: draft.elements.get(code="D1.2").delete(),
        lambda draft: put(row=draft.elements.get(code="D1.2"), at=0),
        lambda draft: put(row=Indicator.objects.get(element__version=draft, element__code="D1.2", number=3), at=0),
        lambda draft: draft.delete(),
    ],
    ids=["update", "delete all", "delete one", "move", "renumber", "delete version"],
)
def test_change_that_begins_during_a_publication_is_refused(
    draft: FrameworkVersion, change: Callable[[FrameworkVersion], Any]
) -> None:
    with transaction.atomic():
        publish_version(version=fresh(draft))
        thread, outcome = late(job("changed", change, draft=draft))
        assert outcome == []  # it waits
    thread.join(timeout=30)
    assert outcome == [FROZEN]
    assert fresh(draft).definition() == tiny_definition(version="1.1")


def test_publication_that_is_taken_back_lets_the_waiting_edit_in(draft: FrameworkVersion) -> None:
    with transaction.atomic():
        publish_version(version=fresh(draft))
        thread, outcome = late(job("edited", edit, row=draft.elements.get(code="D1.1")))
        transaction.set_rollback(True)
    thread.join(timeout=30)
    assert outcome == ["edited"]
    assert not fresh(draft).is_published
    assert fresh(draft).definition().element_by_code["D1.1"].title == "Edited"


# Retiring


def start(version: FrameworkVersion, organisation: Organisation, by: User) -> Assessment:
    return create_assessment(
        organisation=organisation, version=fresh(version), title="Begun", period="2026", assessors=[], by=by
    )


@TIMES
def test_assessment_beside_a_retirement_is_whole_or_refused(
    organisation: Organisation, manager: User, published: FrameworkVersion, attempt: int
) -> None:
    jobs = [
        job("retired", retire_version, version=fresh(published)),
        job("begun", start, version=published, organisation=organisation, by=manager),
    ]
    outcomes = Counter(all_at_once(jobs if attempt % 2 else jobs[::-1]))
    assert outcomes in [{"retired": 1, "begun": 1}, {"retired": 1, RetiredVersionError.__name__: 1}]
    made = Assessment.objects.filter(version=published)
    assert [one.answers.count() for one in made] == [30] * outcomes["begun"]
    with pytest.raises(RetiredVersionError):
        start(published, organisation, manager)


def test_version_retired_and_taken_back_at_once_is_one_of_both(published: FrameworkVersion) -> None:
    jobs = [
        job("retired", retire_version, version=fresh(published)),
        job("back", reinstate_version, version=fresh(published)),
    ]
    assert sorted(all_at_once(jobs)) == ["back", "retired"]
    lines = published.history.filter(changes=[]).values_list("history_change_reason", flat=True)
    assert {"Retired.", "Taken back into use."} <= set(lines)
    assert fresh(published).definition() == tiny_definition()


# Two people in one tree


def browser(name: str) -> Client:
    client = Client()
    client.force_login(make_user(name, staff=True))
    return client


@TIMES
def test_two_saves_of_one_text_at_once_have_one_winner(draft: FrameworkVersion, attempt: int) -> None:
    """Both opened the field when it said the same; the second is shown the first one's text."""
    row = draft.elements.get(code="D1.1")
    browsers = [browser("Ada Admin"), browser("Ben Admin")]

    def saver(client: Client, text: str) -> Callable[[], str]:
        data = {"title": text, "was": row.title}
        return lambda: str(client.post(tree_url(draft, path(row, "title")), data, headers=WITHIN).status_code)

    outcomes = all_at_once([saver(client, f"By {number}") for number, client in enumerate(browsers)])
    assert Counter(outcomes) == {"200": 1, "409": 1}
    assert Element.objects.get(pk=row.pk).title in {"By 0", "By 1"}
