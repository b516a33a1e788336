"""The maturity levels beside a drawing of percentages: each at the height from which it holds."""

from dataclasses import dataclass

from frameworks.definition import FrameworkDefinition, Level


@dataclass(frozen=True)
class LevelMark:
    """Where a level begins in the drawing, in twentieths from its head."""

    level: Level
    twentieth: int


def level_marks(definition: FrameworkDefinition) -> list[LevelMark]:
    """Every level but the one that begins at nothing."""
    levels = (level for level in definition.levels if level.from_percent)
    return [LevelMark(level, round(20 - float(level.from_percent) / 5)) for level in levels]
