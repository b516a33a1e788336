"""Reading a content file: every value in its place, every fault with its line.

The digits that a number may have are
those that the database keeps exactly (``frameworks.models``), so nothing is ever rounded on its way in.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Literal

from frameworks.checks import check
from frameworks.content.compose import RefusedError, compose
from frameworks.content.nodes import Digits, Fields, Reading, Spot
from frameworks.content.tree import Node
from frameworks.definition import (
    Category,
    Dimension,
    Element,
    FrameworkDefinition,
    Gate,
    Guide,
    Indicator,
    Level,
    LevelDescription,
    ObjectiveAnswer,
    Rating,
    SuggestedAction,
    Translation,
    UpgradeRule,
)
from frameworks.faults import Fault, Faults

FORMAT = "cxmaturity-framework/1"
POINTS, PERCENT, WEIGHT, WHOLE, EFFORT = Digits(6, 2), Digits(3, 2), Digits(3, 3), Digits(4, 0), Digits(4, 1)
CODE_LIMIT, STEP_TITLE_LIMIT, TITLE_LIMIT, QUESTION_LIMIT, SLUG_LIMIT = 20, 100, 200, 300, 50
KEY_LIMIT, FUNCTION_LIMIT = 100, 40
GATE_SCOPES: tuple[Literal["category", "dimension", "element"], ...] = ("category", "dimension", "element")
UPGRADE_KINDS: tuple[Literal["rating", "objective", "element", "indicator"], ...] = (
    "rating",
    "objective",
    "element",
    "indicator",
)


class ContentFaults(Faults):
    """A content file was refused; ``faults`` names every place that is wrong, with its line."""


def read_content(text: str) -> FrameworkDefinition:
    """The definition that a content file holds; raises ``ContentFaults`` with everything that is wrong.

    What the file says as a whole (points that add up, codes that are there once) is checked once every single
    value could be read: before that, it would only repeat the fault of the value.
    """
    return read_tree(_compose(text), Reading(), order=lambda fault: fault.line or 0)


def read_tree(tree: Node | None, reading: Reading, *, order: Callable[[Fault], Any]) -> FrameworkDefinition:
    """The definition that a tree holds; raises ``ContentFaults`` with what ``reading`` holds already and all else."""
    definition = _read_framework(Spot(tree, "", reading))
    if not reading.damaged:
        reading.faults += [reading.located(fault) for fault in check(definition)]
    if reading.faults:
        raise ContentFaults(sorted(reading.faults, key=order))
    return definition


def _compose(text: str) -> Node | None:
    try:
        return compose(text)
    except RefusedError as refusal:
        raise ContentFaults([Fault("content", refusal.words, refusal.line)]) from refusal


def _read_framework(spot: Spot) -> FrameworkDefinition:
    with spot.fields() as fields:
        _read_format(fields)
        indicators_share, objective_share = _read_split(fields.required("split"))
        return FrameworkDefinition(
            framework=fields.word("framework", SLUG_LIMIT),
            version=fields.word("version", CODE_LIMIT),
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
            ladder=fields.optional_number("ladder", PERCENT),
            gates=fields.each_optional("gates", _read_gate),
            related_framework=fields.optional_text("related_framework", SLUG_LIMIT).strip(),
            upgrades=fields.each_optional("upgrades", _read_upgrade),
            translations=fields.each_optional("translations", _read_translation),
        )


def _read_format(fields: Fields) -> None:
    spot = fields.required("format")
    if spot and spot.text().strip() != FORMAT and spot.kind == "str":
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
            code=fields.word("code", CODE_LIMIT),
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
            code=fields.word("code", CODE_LIMIT),
            title=fields.text("title", TITLE_LIMIT),
            share=fields.number("share", PERCENT),
            summary=fields.optional_text("summary"),
            dimensions=fields.each("dimensions", _read_dimension),
        )


def _read_dimension(spot: Spot) -> Dimension:
    with spot.fields() as fields:
        return Dimension(
            code=fields.word("code", CODE_LIMIT),
            title=fields.text("title", TITLE_LIMIT),
            question=fields.optional_text("question", QUESTION_LIMIT),
            summary=fields.optional_text("summary"),
            elements=fields.each("elements", _read_element),
        )


def _read_element(spot: Spot) -> Element:
    with spot.fields() as fields:
        return Element(
            code=fields.word("code", CODE_LIMIT),
            title=fields.text("title", TITLE_LIMIT),
            definition=fields.optional_text("definition"),
            objective=fields.optional_text("objective"),
            points=fields.number("points", POINTS),
            indicators=fields.each("indicators", _read_indicator),
            guide=_read_guide(fields.take("guide")),
            related=fields.each_optional("related", _read_code),
        )


def _read_enabler(spot: Spot) -> Element:
    with spot.fields() as fields:
        return Element(
            code=fields.word("code", CODE_LIMIT),
            title=fields.text("title", TITLE_LIMIT),
            definition=fields.optional_text("definition"),
            objective="",
            points=Decimal(0),
            indicators=fields.each("indicators", _read_indicator),
            guide=_read_guide(fields.take("guide")),
            related=fields.each_optional("related", _read_code),
        )


def _read_indicator(spot: Spot) -> Indicator:
    with spot.fields() as fields:
        code = fields.word("code", CODE_LIMIT + 5)
        number = code.rpartition("/")[2][:CODE_LIMIT]  # a code that is too long is refused as it is read
        return Indicator(
            code=code,
            number=int(number) if number.isascii() and number.isdigit() else 0,
            text=fields.text("text"),
            weight=fields.number("weight", WEIGHT, default=Decimal(1)),
            look_for=fields.optional_text("look_for"),
        )


def _read_guide(spot: Spot | None) -> Guide:
    if spot is None:
        return Guide()
    with spot.fields() as fields:
        return Guide(
            levels=fields.each_optional("levels", _read_level_description),
            evidence=fields.each_optional("evidence", _read_line),
            questions=fields.each_optional("questions", _read_line),
            misjudgements=fields.each_optional("misjudgements", _read_line),
            actions=fields.each_optional("actions", _read_action),
        )


def _read_level_description(spot: Spot) -> LevelDescription:
    with spot.fields() as fields:
        return LevelDescription(level=int(fields.number("level", WHOLE)), text=fields.text("text"))


def _read_action(spot: Spot) -> SuggestedAction:
    with spot.fields() as fields:
        return SuggestedAction(
            level=int(fields.number("level", WHOLE)),
            title=fields.text("title", TITLE_LIMIT),
            text=fields.text("text"),
            function=fields.optional_text("function", FUNCTION_LIMIT).strip(),
            effort=fields.optional_number("effort", EFFORT),
        )


def _read_line(spot: Spot) -> str:
    """A text of one line: the admin keeps such texts one a line."""
    text = spot.text().strip()
    if spot.kind == "str" and (not text or "\n" in text):
        spot.fault("must be one line of text")
    return text


def _read_code(spot: Spot) -> str:
    return spot.word(CODE_LIMIT)


def _read_gate(spot: Spot) -> Gate:
    with spot.fields() as fields:
        return Gate(
            code=fields.word("code", CODE_LIMIT),
            title=fields.text("title", TITLE_LIMIT),
            scope=fields.choice("scope", GATE_SCOPES),
            codes=fields.each_optional("of", _read_code),
            at_least=fields.number("at_least", PERCENT),
            level=int(fields.number("level", WHOLE)),
        )


def _read_upgrade(spot: Spot) -> UpgradeRule:
    with spot.fields() as fields:
        return UpgradeRule(
            from_version=fields.word("from", CODE_LIMIT),
            kind=fields.choice("kind", UPGRADE_KINDS),
            old=fields.word("old", CODE_LIMIT + 5),
            new=fields.word("new", CODE_LIMIT + 5),
        )


def _read_translation(spot: Spot) -> Translation:
    with spot.fields() as fields:
        return Translation(
            language=fields.word("language", CODE_LIMIT), key=fields.word("key", KEY_LIMIT), text=fields.text("text")
        )
