"""Two versions side by side, for pages: which two, and what changed from one to the other in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from frameworks.comparison_words import field_name, kind_name, rule_value, weight_name
from frameworks.difference import Difference, Item, Moved, Piece, Reweighted, Reworded, difference, difference_to_json
from frameworks.models import FrameworkVersion


@dataclass(frozen=True)
class Line:
    """Something that changed, and in ``words`` how, if that needs saying; ``is_part`` of something listed above."""

    kind: str
    code: str
    title: str
    words: str = ""
    is_part: bool = False


@dataclass(frozen=True)
class Shift:
    """A number or rule that changed."""

    line: Line
    weight: str
    old: str
    new: str


@dataclass(frozen=True)
class Text:
    """A text that changed, word by word."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Comparison:
    """What changed from one version to another of the same framework."""

    old: FrameworkVersion
    new: FrameworkVersion

    @cached_property
    def difference(self) -> Difference:
        """The difference itself."""
        return difference(self.old.definition(), self.new.definition())

    def to_json(self) -> dict[str, Any]:
        """The same for programs."""
        return difference_to_json(self.old.definition(), self.new.definition(), self.difference)

    @property
    def added(self) -> list[Line]:
        """What the newer one has and the older one hasn't."""
        return _listed(self.difference.added)

    @property
    def removed(self) -> list[Line]:
        """What the older one had and the newer one hasn't."""
        return _listed(self.difference.removed)

    @property
    def moved(self) -> list[Line]:
        """What lies elsewhere now."""
        return [_line(one.new, _way(one)) for one in self.difference.moved]

    @property
    def reweighted(self) -> list[Shift]:
        """Points, weights, shares, bounds and rules that changed."""
        return [_shift(one) for one in self.difference.reweighted]

    @property
    def reworded(self) -> list[tuple[Line, list[Text]]]:
        """Texts that changed, by what they belong to."""
        ordered = groupby(self.difference.reworded, key=lambda one: (one.language, one.item.key, one.item))
        return [(_line(item), list(_texts(found))) for (_language, _key, item), found in ordered]


def compare(versions: Iterable[FrameworkVersion], old: str, new: str, default: FrameworkVersion) -> Comparison | None:
    """The two versions with these numbers, of those at hand; where none is asked for, the default and its forerunner.

    ``None`` where there are no two, or not those that are asked for.
    """
    at_hand = {version.number: version for version in versions}
    after = at_hand.get(new) if new else default
    before = at_hand.get(old) if old else forerunner(at_hand.values(), after)
    return Comparison(before, after) if before and after else None


def forerunner(versions: Iterable[FrameworkVersion], of: FrameworkVersion | None) -> FrameworkVersion | None:
    """The version that another one follows: of those published before it, the last."""
    if of is None:
        return None
    published = [one for one in versions if one.published_at and one.pk != of.pk]
    earlier = [one for one in published if not of.published_at or one.published_at < of.published_at]  # type: ignore[operator]
    return max(earlier, key=lambda one: (one.published_at, one.pk), default=None)


def _listed(items: Iterable[Item]) -> list[Line]:
    """A line each; a part stands below what it came or went with."""
    lines, whole = [], set()
    for item in items:
        whole.add(item.code)
        lines.append(_line(item, _holds(item), is_part=item.kind == "indicator" and item.parent in whole))
    return lines


def _line(item: Item, words: str = "", *, is_part: bool = False) -> Line:
    return Line(kind_name(item), item.code, item.title, words, is_part)


def _holds(item: Item) -> str:
    points = dict(item.weights).get("points", "") if item.kind == "element" else ""
    return _("%(points)s points") % {"points": points} if points else ""


def _way(moved: Moved) -> str:
    """Where something came from, in words."""
    old, new = moved.old, moved.new
    if moved.merged:
        return _("takes in %(old)s “%(title)s”") % {"old": old.code, "title": old.title}
    ways = []
    if old.code != new.code:
        ways.append(_("was %(old)s") % {"old": old.code})
    if old.parent != new.parent and new.kind != "indicator":
        names = {"old": old.parent or _("the enablers"), "new": new.parent or _("the enablers")}
        ways.append(_("from %(old)s to %(new)s") % names)
    if not ways:
        ways.append(_("from place %(old)d to place %(new)d") % {"old": old.position, "new": new.position})
    return ", ".join(ways)


def _shift(one: Reweighted) -> Shift:
    old, new = (rule_value(one.weight, value) for value in (one.old, one.new))
    return Shift(_line(one.item), weight_name(one.item, one.weight), old, new)


def _texts(found: Iterable[Reworded]) -> Iterator[Text]:
    for one in found:
        name = field_name(one.field)
        named = _("%(text)s (%(language)s)") % {"text": name, "language": one.language} if one.language else name
        yield Text(named, one.pieces)
