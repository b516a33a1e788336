"""What was discussed about elements, as pages show it: from the rows, and once approved, as it was on that day."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assessments.models import Assessment, Post, Thread

SURROUNDINGS = "threads"  # the key under which an approval keeps them


@dataclass(frozen=True)
class Said:
    """One post, with the names of those who were told of it."""

    uuid: str
    text: str
    by: str
    by_id: int | None
    at: datetime.datetime
    edited_at: datetime.datetime | None = None
    version: int = 0
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Discussed:
    """One thread, its first post first."""

    uuid: str
    element: str
    posts: tuple[Said, ...]
    resolved_by: str = ""
    resolved_at: datetime.datetime | None = None

    @property
    def first(self) -> Said:
        """What it began with."""
        return self.posts[0]

    @property
    def last(self) -> Said:
        """What was said last."""
        return self.posts[-1]

    @property
    def replies(self) -> int:
        """How often it was answered."""
        return len(self.posts) - 1


def discussed(assessment: Assessment, element: str = "") -> list[Discussed]:
    """The threads of one element or of all, those that wait first; none while everybody scores alone."""
    if assessment.is_blind:
        return []
    if assessment.is_approved:
        found = [one for one in _kept(assessment) if element in {"", one.element}]
    else:
        threads = assessment.threads.filter(element=element) if element else assessment.threads
        found = [discussed_of(row) for row in threads.with_posts()]
    return sorted(found, key=lambda one: one.resolved_at is not None)


def unresolved(assessment: Assessment) -> list[Discussed]:
    """The threads that still wait, of all elements."""
    if assessment.is_blind or assessment.is_approved:
        return [one for one in discussed(assessment) if one.resolved_at is None]
    return [discussed_of(row) for row in assessment.threads.unresolved().with_posts()]


def discussed_of(row: Thread) -> Discussed:
    """A stored thread as it is shown."""
    resolved_by = str(row.resolved_by) if row.resolved_by else ""
    posts = tuple(_said(post) for post in row.posts.all())
    return Discussed(str(row.uuid), row.element, posts, resolved_by, row.resolved_at)


def threads_to_json(assessment: Assessment) -> list[dict[str, Any]]:
    """Everything discussed, for an approval to keep: plain values, moments as ISO 8601."""
    return [_to_json(discussed_of(row)) for row in assessment.threads.with_posts()]


def threads_from_json(kept: Iterable[Mapping[str, Any]]) -> list[Discussed]:
    """What an approval has kept."""
    return [_from_json(one) for one in kept]


def _said(post: Post) -> Said:
    told = tuple(sorted(str(person) for person in post.mentioned.all()))
    return Said(str(post.uuid), post.text, str(post.by), post.by_id, post.at, post.edited_at, post.version, told)


def _kept(assessment: Assessment) -> list[Discussed]:
    kept = assessment.snapshots.approval(assessment.revision).surroundings.get(SURROUNDINGS)
    if kept is None:  # approved before threads were kept with it; the rows have not changed since
        return [discussed_of(row) for row in assessment.threads.with_posts()]
    return threads_from_json(kept)


def _to_json(one: Discussed) -> dict[str, Any]:
    posts = [asdict(post) | {"at": _iso(post.at), "edited_at": _iso(post.edited_at)} for post in one.posts]
    posts = [post | {"told": list(post["told"])} for post in posts]
    return asdict(one) | {"posts": posts, "resolved_at": _iso(one.resolved_at)}


def _from_json(kept: Mapping[str, Any]) -> Discussed:
    posts = tuple(
        Said(
            **{**post, "at": _moment(post["at"]), "edited_at": _moment(post["edited_at"]), "told": tuple(post["told"])}
        )
        for post in kept["posts"]
    )
    return Discussed(**{**kept, "posts": posts, "resolved_at": _moment(kept["resolved_at"])})


def _iso(moment: datetime.datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(kept: str | None) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(kept) if kept else None
