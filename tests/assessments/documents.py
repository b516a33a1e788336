"""Assessment documents for tests, and a shelf with two versions of one framework to read them by."""

from tests.definitions import tiny_definition

TINY = tiny_definition()
NEWER = tiny_definition(version="1.1")
NOT_APPLICABLE_RATING = {"rating": "n/a", "reason": "No such channel"}


def find(framework, version):
    """Two published versions of one framework, of which 1.1 is the newest."""
    return {("tiny", None): NEWER, ("tiny", "1.0"): TINY, ("tiny", "1.1"): NEWER}.get((framework, version))


def document(**changes):
    """A sound document without answers, as JSON values."""
    sound = {
        "format": "cxmaturity-assessment/1",
        "framework": "tiny",
        "organisation": "Harbour Bank",
        "title": "2026 self-assessment",
        "ratings": {},
    }
    return sound | changes
