"""Who is named in a text: ``@`` and a name, as a person types or picks it."""

import re
from collections import Counter
from collections.abc import Iterable

from organisations.models import User


def named_in(text: str, people: Iterable[User]) -> list[User]:
    """Those of the people whose full name follows an ``@``; of two with one name neither, for nobody can tell."""
    everybody = list(people)
    counted = Counter(str(person).casefold() for person in everybody)
    by_name = {str(person).casefold(): person for person in everybody if counted[str(person).casefold()] == 1}
    if not by_name:
        return []
    names = "|".join(re.escape(name) for name in sorted(by_name, key=len, reverse=True))
    found = re.findall(rf"(?<!\w)@({names})(?!\w)", text.casefold())
    return [by_name[name] for name in dict.fromkeys(found)]
