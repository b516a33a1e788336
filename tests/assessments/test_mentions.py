"""Who is named in a text."""

import pytest

from assessments.mentions import named_in
from organisations.models import User

ANN, ANN_LEE, TOM, ALI, ALI_TOO, DOT = (
    User(pk=number, full_name=name, email=f"{number}@example.org")
    for number, name in enumerate(
        ["Ann", "Ann Lee", "Tom Teammate", "Ali Hassan", "ali hassan", "J. (Jo) Doe"], start=1
    )
)
PEOPLE = [ANN, ANN_LEE, TOM, ALI, ALI_TOO, DOT]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", []),
        ("Tom Teammate", []),
        ("@Tom Teammate", [TOM]),
        ("ask @tom teammate, and @Ann.", [TOM, ANN]),
        ("@Ann Lee", [ANN_LEE]),
        ("@Ann Leeward", [ANN]),
        ("@Anne", []),
        ("me@Ann", []),
        ("@Tom", []),
        ("@Tom Teammate @Tom Teammate", [TOM]),
        ("@Ali Hassan", []),
        ("@J. (Jo) Doe", [DOT]),
    ],
)
def test_names_after_an_at_are_found(text, named):
    assert named_in(text, PEOPLE) == named


def test_nobody_to_name_names_nobody():
    assert named_in("@Ann", []) == []
