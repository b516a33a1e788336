"""Interview sheets: what is taken along to an interview and filled in by hand; nothing that anybody has answered."""

from dataclasses import dataclass

from django.utils.translation import get_language

from assessments.interview import InterviewElement, part_of_sheet, parts_of_sheet
from assessments.interview import Part as SheetPart
from press.manuscript import Manuscript
from reports.documents.frame import Frame, assessment_of, frame_of, pages_of
from reports.failures import NotMadeError
from reports.source import Source


@dataclass(frozen=True)
class Chapter:
    """A dimension, the enablers, or one element, with the sheets of what is in it."""

    code: str
    title: str
    sheets: tuple[InterviewElement, ...]


@dataclass(frozen=True)
class InterviewPaper:
    """The whole document; ``part`` is what it was asked for by itself, None for everything."""

    frame: Frame
    part: SheetPart | None
    chapters: tuple[Chapter, ...]

    @property
    def has_cover(self) -> bool:
        """Whether it is so long that it needs a cover and a list of what is in it."""
        return sum(len(chapter.sheets) for chapter in self.chapters) > 1


def manuscript_of(source: Source) -> Manuscript:
    """The sheets; NotMadeError where the framework has no such part."""
    paper = paper_of(source)
    context = {"paper": paper, "frame": paper.frame}
    return pages_of(source, "reports/interview/detail.html", "css/interview-print.css", context)


def paper_of(source: Source) -> InterviewPaper:
    """What is printed; of the assessment nothing but its name and its framework version."""
    definition = assessment_of(source).version.definition_in(get_language())
    part = part_of_sheet(definition, source.options.only) if source.options.only else None
    if source.options.only and part is None:
        raise NotMadeError("nothing")
    chapters = (
        Chapter(one.code, one.title, tuple(InterviewElement(definition, element) for element in one.elements))
        for one in ([part] if part else parts_of_sheet(definition))
    )
    return InterviewPaper(frame_of(source, definition), part, tuple(chapters))
