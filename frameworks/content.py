"""Framework content as a YAML file, read to and written from a ``FrameworkDefinition``.

The format is ``cxmaturity-framework/1``; ``fixtures/`` holds an example. The digits that a number may have are
those that the database keeps exactly (``frameworks.models``), so nothing is ever rounded on its way in.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import yaml

from frameworks.checks import check
from frameworks.content_nodes import Digits, Fields, Reading, Spot, compose
from frameworks.definition import (
    Category,
    Dimension,
    Element,
    FrameworkDefinition,
    Indicator,
    Level,
    ObjectiveAnswer,
    Rating,
)
from frameworks.faults import Fault, Faults

FORMAT = "cxmaturity-framework/1"
POINTS, PERCENT, WEIGHT, WHOLE = Digits(6, 2), Digits(3, 2), Digits(3, 3), Digits(4, 0)
CODE_LIMIT, STEP_TITLE_LIMIT, TITLE_LIMIT, QUESTION_LIMIT, SLUG_LIMIT = 20, 100, 200, 300, 50


class ContentFaults(Faults):
    """A content file was refused; ``faults`` names every place that is wrong, with its line."""


def read_content(text: str) -> FrameworkDefinition:
    """The definition that a content file holds; raises ``ContentFaults`` with everything that is wrong.

    What the file says as a whole (points that add up, codes that are there once) is checked once every single
    value could be read: before that, it would only repeat the fault of the value.
    """
    reading = Reading()
    definition = _read_framework(Spot(_compose(text), "", reading))
    if not reading.damaged:
        reading.faults += [replace(fault, line=reading.line_of(fault.place)) for fault in check(definition)]
    if reading.faults:
        raise ContentFaults(sorted(reading.faults, key=lambda fault: fault.line or 0))
    return definition


def _compose(text: str) -> yaml.Node | None:
    try:
        return compose(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise ContentFaults([Fault("content", f"is not YAML: {error.problem}", line)]) from error
    except yaml.YAMLError as error:
        words = " ".join(str(error).split())
        raise ContentFaults([Fault("content", f"is not YAML of this format: {words}")]) from error
    except RecursionError as error:
        raise ContentFaults([Fault("content", "is nested too deeply")]) from error


def _read_framework(spot: Spot) -> FrameworkDefinition:
    with spot.fields() as fields:
        _read_format(fields)
        indicators_share, objective_share = _read_split(fields.required("split"))
        return FrameworkDefinition(
            framework=fields.text("framework", SLUG_LIMIT),
            version=fields.text("version", CODE_LIMIT),
            title=fields.text("title", TITLE_LIMIT),
            summary=fields.optional_text("summary"),
            points=fields.number("points", POINTS),
            indicators_share=indicators_share,
            objective_share=objective_share,
            ratings=fields.each("ratings", _read_rating),
            objective_answers=fields.each_optional("objective_answers", _read_objective_answer),
            levels=fields.each("levels", _read_level),
            categories=fields.each("categories", _read_category),
            enablers=fields.each_optional("enablers", _read_enabler),
        )


def _read_format(fields: Fields) -> None:
    spot = fields.required("format")
    if spot and spot.text() != FORMAT and spot.kind == "str":
        spot.fault(f"must be {FORMAT}", damages=False)


def _read_split(spot: Spot | None) -> tuple[Decimal, Decimal]:
    if spot is None:
        return Decimal(0), Decimal(0)
    with spot.fields() as fields:
        return fields.number("indicators", PERCENT), fields.number("objective", PERCENT)


def _read_rating(spot: Spot) -> Rating:
    with spot.fields() as fields:
        return Rating(
            value=int(fields.number("value", WHOLE)),
            title=fields.text("title", STEP_TITLE_LIMIT),
            percent=fields.number("percent", PERCENT),
            meaning=fields.optional_text("meaning"),
        )


def _read_objective_answer(spot: Spot) -> ObjectiveAnswer:
    with spot.fields() as fields:
        return ObjectiveAnswer(
            code=fields.text("code", CODE_LIMIT),
            title=fields.text("title", STEP_TITLE_LIMIT),
            percent=fields.number("percent", PERCENT),
            meaning=fields.optional_text("meaning"),
        )


def _read_level(spot: Spot) -> Level:
    with spot.fields() as fields:
        return Level(
            number=int(fields.number("number", WHOLE)),
            title=fields.text("title", STEP_TITLE_LIMIT),
            from_percent=fields.number("from", PERCENT),
            meaning=fields.optional_text("meaning"),
        )


def _read_category(spot: Spot) -> Category:
    with spot.fields() as fields:
        return Category(
            code=fields.text("code", CODE_LIMIT),
            title=fields.text("title", TITLE_LIMIT),
            share=fields.number("share", PERCENT),
            summary=fields.optional_text("summary"),
            dimensions=fields.each("dimensions", _read_dimension),
        )


def _read_dimension(spot: Spot) -> Dimension:
    with spot.fields() as fields:
        return Dimension(
            code=fields.text("code", CODE_LIMIT),
            title=fields.text("title", TITLE_LIMIT),
            question=fields.optional_text("question", QUESTION_LIMIT),
            summary=fields.optional_text("summary"),
            elements=fields.each("elements", _read_element),
        )


def _read_element(spot: Spot) -> Element:
    with spot.fields() as fields:
        return Element(
            code=fields.text("code", CODE_LIMIT),
            title=fields.text("title", TITLE_LIMIT),
            definition=fields.optional_text("definition"),
            objective=fields.optional_text("objective"),
            points=fields.number("points", POINTS),
            indicators=fields.each("indicators", _read_indicator),
        )


def _read_enabler(spot: Spot) -> Element:
    with spot.fields() as fields:
        return Element(
            code=fields.text("code", CODE_LIMIT),
            title=fields.text("title", TITLE_LIMIT),
            definition=fields.optional_text("definition"),
            objective="",
            points=Decimal(0),
            indicators=fields.each("indicators", _read_indicator),
        )


def _read_indicator(spot: Spot) -> Indicator:
    with spot.fields() as fields:
        code = fields.text("code", CODE_LIMIT + 5)
        number = code.rpartition("/")[2][:CODE_LIMIT]  # a code that is too long is refused as it is read
        return Indicator(
            code=code,
            number=int(number) if number.isascii() and number.isdigit() else 0,
            text=fields.text("text"),
            weight=fields.number("weight", WEIGHT, default=Decimal(1)),
        )


class _Writer(yaml.SafeDumper):
    """Block style, long text folded, no aliases, list entries indented under their key."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002
        super().increase_indent(flow, indentless=False)


def _write_number(writer: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    text = format(number.normalize(), "f")
    return writer.represent_scalar("tag:yaml.org,2002:float" if "." in text else "tag:yaml.org,2002:int", text)


def _write_text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=">" if len(text) > 80 else None)


_Writer.add_representer(Decimal, _write_number)
_Writer.add_representer(str, _write_text)


def write_content(definition: FrameworkDefinition) -> str:
    """The content file of a definition; the same definition gives the same text, and reading it gives it back."""
    return yaml.dump(
        _framework_out(definition), Dumper=_Writer, sort_keys=False, allow_unicode=True, width=100, indent=2
    )


def _framework_out(definition: FrameworkDefinition) -> dict[str, Any]:
    return _said(
        format=FORMAT,
        framework=definition.framework,
        version=definition.version,
        title=definition.title,
        summary=definition.summary,
        points=definition.points,
        split={"indicators": definition.indicators_share, "objective": definition.objective_share},
        ratings=[_step_out(step, "value", "percent") for step in definition.ratings],
        objective_answers=[_step_out(step, "code", "percent") for step in definition.objective_answers],
        levels=[_level_out(level) for level in definition.levels],
        categories=[_category_out(category) for category in definition.categories],
        enablers=[_element_out(enabler, counted=False) for enabler in definition.enablers],
    )


def _said(**values: Any) -> dict[str, Any]:
    """The values without those that say nothing: empty texts and empty lists."""
    return {key: value for key, value in values.items() if value not in ("", [])}


def _step_out(step: Rating | ObjectiveAnswer, *keys: str) -> dict[str, Any]:
    first, second = ((key, getattr(step, key)) for key in keys)
    return _said(**dict([first]), title=step.title, **dict([second]), meaning=step.meaning)


def _level_out(level: Level) -> dict[str, Any]:
    return _said(number=level.number, title=level.title) | _said(**{"from": level.from_percent}, meaning=level.meaning)


def _category_out(category: Category) -> dict[str, Any]:
    return _said(
        code=category.code,
        title=category.title,
        share=category.share,
        summary=category.summary,
        dimensions=[_dimension_out(dimension) for dimension in category.dimensions],
    )


def _dimension_out(dimension: Dimension) -> dict[str, Any]:
    return _said(
        code=dimension.code,
        title=dimension.title,
        question=dimension.question,
        summary=dimension.summary,
        elements=[_element_out(element, counted=True) for element in dimension.elements],
    )


def _element_out(element: Element, *, counted: bool) -> dict[str, Any]:
    return (
        _said(code=element.code, title=element.title)
        | ({"points": element.points} if counted else {})
        | _said(
            definition=element.definition,
            objective=element.objective,
            indicators=[_indicator_out(indicator) for indicator in element.indicators],
        )
    )


def _indicator_out(indicator: Indicator) -> dict[str, Any]:
    weight: Mapping[str, Any] = {} if indicator.weight == 1 else {"weight": indicator.weight}
    return {"code": indicator.code, "text": indicator.text, **weight}
