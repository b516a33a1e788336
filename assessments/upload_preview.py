"""What saving an uploaded file would do, answer by answer, before anything is saved."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from assessments.access import Desk, may_answer
from assessments.items import Place, text_of
from assessments.models import Answer, AnswerChange, Upload
from assessments.sheet import in_words
from assessments.uploaded import GivenPlace, WrongPlace, answers_from_json, tidy
from assessments.validity import InvalidAnswerError, refuse_all_not_applicable
from frameworks.definition import FrameworkDefinition
from frameworks.wording import in_language

Said = tuple[str, str]
"""A value and its reason."""
NOTHING: Said = ("", "")


@dataclass(frozen=True)
class Line:
    """One answer that the file would change: what stands, what the file says, and who gave what stands when."""

    element: str
    item: str
    where: str
    asked: str
    before: str
    after: str
    said: Said
    version: int
    by: str = ""
    at: datetime.datetime | None = None

    @property
    def place(self) -> Place:
        """Where the answer stands."""
        return self.element, self.item

    @property
    def choice(self) -> str:
        """What somebody agrees to who chooses this line: the place, and the version that it was compared with."""
        return f"{self.element}/{self.item}={self.version}"


@dataclass
class UploadPreview:
    """All lines by what would become of them; ``unchanged`` are the places with nothing to do."""

    new: list[Line] = field(default_factory=list)
    changed: list[Line] = field(default_factory=list)
    conflicts: list[Line] = field(default_factory=list)
    wrong: list[WrongPlace] = field(default_factory=list)
    unchanged: set[Place] = field(default_factory=set)

    @property
    def lines(self) -> list[Line]:
        """Every line that can be chosen."""
        return [*self.new, *self.changed, *self.conflicts]

    @property
    def sure(self) -> list[Line]:
        """Those that take nothing from anybody."""
        return [*self.new, *self.changed]


@dataclass(frozen=True)
class Standing:
    """What an upload is compared with: the content in the reader's language, the stored answers, and what of it counts.

    ``seen`` is what those answers said at the version of the file that have changed since; ``is_own`` whether the
    versions of the file mean something here; ``may`` whether the person may answer in an element.
    """

    definition: FrameworkDefinition
    rows: Mapping[Place, Answer]
    seen: Mapping[Place, Said]
    is_own: bool
    may: Callable[[str], bool]


def preview_of(upload: Upload, desk: Desk, language: str | None = None) -> UploadPreview:
    """What saving the upload would do at this moment; two queries, and one more where others have changed answers."""
    assessment = desk.assessment
    definition = assessment.version.definition()
    rows = {(row.element, row.item): row for row in desk.answers.select_related("changed_by")}
    answers = answers_from_json(upload.answers)
    standing = Standing(
        definition=in_language(definition, language),
        rows=rows,
        seen=_seen(answers, rows) if upload.is_own else {},
        is_own=upload.is_own,
        may=lambda code: may_answer(assessment, definition, code),
    )
    return preview_upload(answers, [WrongPlace(*kept) for kept in upload.wrong], standing)


def _seen(answers: Iterable[GivenPlace], rows: Mapping[Place, Answer]) -> dict[Place, Said]:
    """What those answers said at the version of the file that have another one now."""
    wanted = {
        rows[one.place].pk: one
        for one in answers
        if one.place in rows and one.version is not None and one.version != rows[one.place].version
    }
    if not wanted:
        return {}
    changes = AnswerChange.objects.filter(answer__in=wanted).order_by()
    return {
        wanted[pk].place: _tidied(value, reason)
        for pk, version, value, reason in changes.values_list("answer", "version", "value", "reason")
        if version == wanted[pk].version
    }


def preview_upload(answers: Iterable[GivenPlace], wrong: Iterable[WrongPlace], standing: Standing) -> UploadPreview:
    """Compare the file with what stands."""
    preview = UploadPreview(wrong=list(wrong))
    for given in answers:
        _compare(given, standing, preview)
    _refuse_nothing_applicable(preview, standing)
    return preview


def _compare(given: GivenPlace, standing: Standing, preview: UploadPreview) -> None:
    row = standing.rows.get(given.place)
    if row is None:
        preview.wrong.append(WrongPlace(given.where, _("This framework has no such code, so the row can’t be placed.")))
        return
    stands = _tidied(row.value, row.reason)
    said = _tidied(
        row.value if given.value is None else given.value, row.reason if given.reason is None else given.reason
    )
    if said == stands or _is_left_alone(given, said, standing, row):
        preview.unchanged.add(given.place)
    elif not standing.may(given.element):
        words = _("You are not assigned to score %(element)s.") % {"element": given.element}
        preview.wrong.append(WrongPlace(given.where, words))
    else:
        _list_for(row, given, standing, preview).append(_line(row, given, said, standing))


def _is_left_alone(given: GivenPlace, said: Said, standing: Standing, row: Answer) -> bool:
    """Whether the person did not touch it: what differs then is what somebody else did since."""
    if not standing.is_own or given.version is None:
        return said == NOTHING  # nobody knows whether it was emptied, or never filled
    return given.version != row.version and said == standing.seen.get(given.place, NOTHING)


def _list_for(row: Answer, given: GivenPlace, standing: Standing, preview: UploadPreview) -> list[Line]:
    is_empty = (row.value, row.reason) == NOTHING
    if standing.is_own and given.version is not None and given.version != row.version:
        return preview.conflicts
    if is_empty:
        return preview.new
    return preview.changed if standing.is_own and given.version is not None else preview.conflicts


def _line(row: Answer, given: GivenPlace, said: Said, standing: Standing) -> Line:
    element = standing.definition.element_by_code[given.element]
    return Line(
        element=given.element,
        item=given.item,
        where=given.where,
        asked=text_of(element, given.item),
        before=in_words(standing.definition, given.item, row.value, row.reason),
        after=in_words(standing.definition, given.item, *said),
        said=said,
        version=row.version,
        by=str(row.changed_by or ""),
        at=row.changed_at,
    )


def _refuse_nothing_applicable(preview: UploadPreview, standing: Standing) -> None:
    """Rule 8 of docs/scoring.md, put to each element as it would stand with everything that the file says."""
    given = {line.place: line for line in preview.lines if line.item.isdecimal()}
    for code in dict.fromkeys(element for element, _item in given):
        element = standing.definition.element_by_code[code]
        places = [(code, str(one.number)) for one in element.indicators]
        after = {
            item: given[code, item].said[0] if (code, item) in given else standing.rows[code, item].value
            for code, item in places
        }
        try:
            refuse_all_not_applicable(standing.definition, element, after)
        except InvalidAnswerError as fault:
            _move_to_wrong(preview, code, str(fault))


def _move_to_wrong(preview: UploadPreview, code: str, words: str) -> None:
    for lines in (preview.new, preview.changed, preview.conflicts):
        moved = [line for line in lines if line.element == code and line.item.isdecimal()]
        preview.wrong += [WrongPlace(line.where, words, line.after) for line in moved]
        lines[:] = [line for line in lines if line not in moved]


def _tidied(value: str, reason: str) -> Said:
    return tidy(value), tidy(reason)
