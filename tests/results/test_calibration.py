"""What a team's alpha means, in words."""

import pytest

from assessments.reliability import Reliability
from results.calibration import alpha_words


@pytest.mark.parametrize(
    ("alpha", "words"),
    [
        (None, "There is nothing to compare"),
        (1.0, "People read the questions alike."),
        (0.8, "People read the questions alike."),
        (0.79, "Good enough for tentative conclusions."),
        (2 / 3, "Good enough for tentative conclusions."),
        (0.66, "Too low to trust single answers"),
        (0.01, "Too low to trust single answers"),
        (0.0, "No better than chance."),
        (-0.4, "No better than chance."),
    ],
)
def test_words_follow_the_bounds_of_alpha(alpha, words):
    assert alpha_words(Reliability(alpha, None, None, 9)).startswith(words)
