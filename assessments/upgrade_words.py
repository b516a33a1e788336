"""What becomes of answers in another framework version, in words: the same on a page and in an export."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.carrying import Lost, Why
from assessments.items import Item, PlainAnswer, text_of
from assessments.sheet import in_words
from assessments.upgrade_preview import UpgradePreview
from frameworks.definition import FrameworkDefinition

AT_A_GLANCE = 10


@dataclass(frozen=True)
class Line:
    """One answer, or one part of the framework: its code, what it says, what was answered, and what of it."""

    code: str
    text: str
    answer: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Group:
    """Lines of one kind under a heading; ``is_loss`` where something that a person gave is not carried."""

    name: str
    title: str
    note: str
    lines: tuple[Line, ...]
    is_loss: bool = False

    @property
    def is_short(self) -> bool:
        """Whether it is a loss that can be read at a glance, and so stands unfolded."""
        return self.is_loss and len(self.lines) <= AT_A_GLANCE


def groups_of(preview: UpgradePreview) -> tuple[Group, ...]:
    """Everything that somebody should know beside the figures; a kind without lines is left out."""
    groups = (_cleared(preview), _lost(preview), _new_elements(preview), _new_items(preview), _reworded(preview))
    return tuple(group for group in groups if group.lines)


def line_of(definition: FrameworkDefinition, answer: PlainAnswer, remark: str = "") -> Line:
    """An answer that was given under a version, in that version's words."""
    code, item = answer.place
    label = f"{code}/{item}" if item.isdecimal() else code
    words = in_words(definition, item, answer.value, answer.reason)
    return Line(label, _said(definition, code, item), words, remark)


def _said(definition: FrameworkDefinition, code: str, item: str) -> str:
    """The sentence that was answered, or what kind of remark it is."""
    if item == Item.CONFIDENCE:
        return _("Support")
    if item == Item.COMMENT:
        return _("Comment")
    if item == Item.SCOPE:
        return _("Exclusion")
    element = definition.element_by_code.get(code)
    known = element and (not item.isdecimal() or int(item) in element.indicator_by_number)
    return text_of(element, item) if element and known else ""


def _cleared(preview: UpgradePreview) -> Group:
    carried = preview.carried.cleared
    return Group(
        "cleared",
        ngettext("%(count)s answer is cleared", "%(count)s answers are cleared", len(carried))
        % {"count": len(carried)},
        _("Version %(version)s asks this too, but these answers can't stand there.") % {"version": preview.new.version},
        tuple(line_of(preview.old, one.old, why_in_words(one.why)) for one in carried),
        is_loss=True,
    )


def why_in_words(why: Why) -> str:
    """Why an answer is not carried."""
    return {
        Why.SCALE: _("The scale has changed, and nothing on it stands for this answer."),
        Why.MERGED: _("It was merged with another answer, which stands."),
        Why.SCOPE: _("Its element was excluded, and what has become of it is in scope."),
        Why.NOTHING_APPLIES: _("Nothing that applies would be left in the element."),
    }[why]


def _lost(preview: UpgradePreview) -> Group:
    count = preview.carried.lost_count
    return Group(
        "lost",
        ngettext("Gone, with %(count)s answer", "Gone, with %(count)s answers", count) % {"count": count},
        _("Version %(version)s does not ask this any more.") % {"version": preview.new.version},
        tuple(line for lost in preview.carried.lost for line in _lost_lines(preview.old, lost)),
        is_loss=bool(count),
    )


def _lost_lines(old: FrameworkDefinition, lost: Lost) -> Iterator[Line]:
    if not lost.item:
        yield Line(lost.element.code, old.element_by_code[lost.element.code].title, remark=_("The whole element"))
    elif not lost.answers:
        yield line_of(old, PlainAnswer(lost.element.code, lost.item))
    yield from (line_of(old, answer) for answer in lost.answers)


def _new_elements(preview: UpgradePreview) -> Group:
    elements = [preview.new.element_by_code[element.code] for element in preview.carried.new_elements]
    return Group(
        "new-elements",
        ngettext("%(count)s new element", "%(count)s new elements", len(elements)) % {"count": len(elements)},
        _("They count from the first moment, and are not answered yet."),
        tuple(Line(element.code, element.title) for element in elements),
    )


def _new_items(preview: UpgradePreview) -> Group:
    items = preview.carried.new_items
    return Group(
        "new-items",
        ngettext("%(count)s new question", "%(count)s new questions", len(items)) % {"count": len(items)},
        _("They stand in elements that are there already, and are not answered yet."),
        tuple(_asked(preview.new, [(one.element.code, one.item) for one in items])),
    )


def _asked(definition: FrameworkDefinition, places: Iterable[tuple[str, str]]) -> Iterator[Line]:
    for code, item in places:
        yield Line(f"{code}/{item}" if item.isdecimal() else code, _said(definition, code, item))


def _reworded(preview: UpgradePreview) -> Group:
    lines = tuple(
        line_of(preview.new, one.answer, _("Before: %(text)s") % {"text": one.before})
        for one in preview.carried.reworded
    )
    return Group(
        "reworded",
        ngettext("%(count)s answer to look at again", "%(count)s answers to look at again", len(lines))
        % {"count": len(lines)},
        _("They are carried as they are, but the sentence that they answer says something else now."),
        lines,
    )
