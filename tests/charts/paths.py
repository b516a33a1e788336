"""Reads an SVG path back: what is tested is what is drawn, not what was meant."""

import math
import re

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
COMMAND = re.compile(r"([MLAZ])([^MLAZ]*)")


def commands(path: str) -> list[tuple[str, list[float]]]:
    """The commands of a path with their numbers."""
    return [(letter, [float(number) for number in NUMBER.findall(rest)]) for letter, rest in COMMAND.findall(path)]


def ends(path: str) -> list[tuple[float, float]]:
    """Every point that the path goes through."""
    return [(numbers[-2], numbers[-1]) for letter, numbers in commands(path) if letter != "Z"]


def length(path: str) -> float:
    """How long the line is; arcs are circular."""
    total, here = 0.0, (0.0, 0.0)
    for letter, numbers in commands(path):
        there = (numbers[-2], numbers[-1])
        chord = math.dist(here, there)
        if letter == "L":
            total += chord
        elif letter == "A":
            total += _arc(chord, numbers[0], long_way=bool(numbers[3]))
        here = there
    return total


def _arc(chord: float, radius: float, *, long_way: bool) -> float:
    angle = 2 * math.asin(min(1.0, chord / (2 * radius)))
    return radius * (2 * math.pi - angle if long_way else angle)
