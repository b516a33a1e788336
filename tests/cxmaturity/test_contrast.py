"""The tokens keep their promises: WCAG 2.2 AA for every pair that is used, and hues that stay apart."""

from itertools import combinations, pairwise

import pytest

from charts.paint import TOKENS, blocks, read_tokens

LIGHT_CSS, DARK_CSS = blocks(TOKENS.read_text(encoding="utf-8"))
LIGHT = read_tokens(LIGHT_CSS)
THEMES = {"light": LIGHT, "dark": LIGHT | read_tokens(DARK_CSS)}
HUES = [f"hue-{number}" for number in range(1, 7)]
GROUNDS = ["paper", "surface", "sunken"]
TINTS = ["accent-tint", "good-tint", "care-tint", "bad-tint"]

TEXT = [
    *((ink, ground) for ink in ("ink", "ink-soft", "accent", "accent-strong") for ground in GROUNDS),
    *(("ink", tint) for tint in TINTS),
    *((state, ground) for state in ("good", "care", "bad") for ground in [*GROUNDS, f"{state}-tint"]),
    *((f"on-level-{number}", f"level-{number}") for number in range(1, 6)),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("paper", "ink"),
]
SHAPES = [
    *((hue, ground) for hue in HUES for ground in ("paper", "surface")),
    *(("rule-strong", ground) for ground in GROUNDS),
    *(("accent", ground) for ground in GROUNDS),
    *(("level-edge", ground) for ground in ("paper", "surface")),
    *(("before", ground) for ground in ("paper", "surface")),
]


def channels(colour: str) -> tuple[float, float, float]:
    """Linear light, 0 to 1."""
    red, green, blue = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    return linear(red), linear(green), linear(blue)


def linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def luminance(light: tuple[float, float, float]) -> float:
    red, green, blue = light
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG."""
    darker, lighter = sorted((luminance(channels(one)), luminance(channels(other))))
    return (lighter + 0.05) / (darker + 0.05)


def lightness(light: tuple[float, float, float]) -> float:
    """L* of CIE, 0 black to 100 white: what is left of a colour in grey print."""
    value = luminance(light)
    return 116 * value ** (1 / 3) - 16 if value > 0.008856 else 903.3 * value


def lab(light: tuple[float, float, float]) -> tuple[float, float, float]:
    """CIE L*a*b* under daylight."""
    red, green, blue = light
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, luminance(light), z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


# How the world looks without one kind of cone (Viénot, Brettel and Mollon 1999), on linear light.
BLINDNESS = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deuteranopia": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
}


def seen(colour: str, blindness: str) -> tuple[float, float, float]:
    """Linear light as that eye sees it."""
    light = channels(colour)
    mixed = [sum(part * value for part, value in zip(row, light, strict=True)) for row in BLINDNESS[blindness]]
    red, green, blue = (min(1.0, max(0.0, value)) for value in mixed)
    return red, green, blue


def distance(one: str, other: str, blindness: str) -> float:
    """How far two colours stand apart to that eye; from about 10 nobody takes one for the other."""
    first, second = lab(seen(one, blindness)), lab(seen(other, blindness))
    return sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5


def test_contrast_of_black_on_white_is_21():
    assert round(contrast("#000000", "#ffffff"), 6) == 21


@pytest.mark.parametrize("theme", THEMES)
def test_text_is_legible(theme):
    tokens = THEMES[theme]
    faint = {pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in TEXT}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_shapes_and_edges_stand_out(theme):
    tokens = THEMES[theme]
    faint = {pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in SHAPES}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 3} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_fill_stands_out_from_its_track(theme):
    tokens = THEMES[theme]
    ratios = {hue: round(contrast(tokens[hue], tokens[f"{hue}-tint"]), 2) for hue in HUES}
    assert {hue: ratio for hue, ratio in ratios.items() if ratio < 2.5} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_no_two_dimensions_share_a_grey(theme):
    greys = sorted(lightness(channels(THEMES[theme][hue])) for hue in HUES)
    assert [(dark, light) for dark, light in pairwise(greys) if light - dark < 3.5] == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_dimensions_stay_apart_to_every_eye(theme, blindness):
    tokens = THEMES[theme]
    close = [(a, b) for a, b in combinations(HUES, 2) if distance(tokens[a], tokens[b], blindness) < 10]
    assert close == []


@pytest.mark.parametrize(("theme", "rising"), [("light", False), ("dark", True)])
def test_levels_are_one_ramp_with_even_steps(theme, rising):
    ramp = [lightness(channels(THEMES[theme][f"level-{number}"])) for number in range(1, 6)]
    assert ramp == sorted(ramp, reverse=not rising)
    assert [abs(a - b) > 9 for a, b in pairwise(ramp)] == [True] * 4


def test_dark_set_has_no_name_of_its_own():
    assert set(read_tokens(DARK_CSS)) - set(LIGHT) == set()


def test_dark_set_changes_every_colour():
    assert set(LIGHT) - set(read_tokens(DARK_CSS)) == set()


def test_no_other_style_sheet_names_a_colour():
    found = {
        sheet.name: line.strip()
        for sheet in TOKENS.parent.glob("*.css")
        for line in sheet.read_text(encoding="utf-8").splitlines()
        if sheet != TOKENS and "#" in line and read_tokens(f"--x: {line[line.index('#') :].strip()}")
    }
    assert found == {}
