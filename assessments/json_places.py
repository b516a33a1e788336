"""JSON that says where each of its values stands, so that every fault can name its place; a key is there only once."""

import json
import math
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from frameworks.faults import Fault, Faults


class DocumentFaults(Faults):
    """A document was refused; ``faults`` names every place that is wrong."""


class JsonObject(dict[str, Any]):
    """A JSON object that remembers which keys it was given more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.duplicates: list[str] = []
        if len(self) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            self.duplicates = [key for key, count in counts.items() if count > 1]


def parse_json(data: bytes) -> object:
    """The value that a file holds; raises ``DocumentFaults``."""
    try:
        text = data.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=JsonObject, parse_int=_whole_number)
    except UnicodeDecodeError as error:
        raise DocumentFaults([Fault("document", f"is not UTF-8 text: see byte {error.start + 1}")]) from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise DocumentFaults([Fault(place, f"is not JSON: {error.msg}")]) from error
    except RecursionError as error:
        raise DocumentFaults([Fault("document", "is nested too deeply")]) from error


def _whole_number(digits: str) -> int | float:
    """Python refuses to read thousands of digits; such a number is as wrong here as any fraction."""
    return int(digits) if len(digits) < 20 else math.inf


@dataclass(frozen=True)
class Spot:
    """A value of the document with its place, and the faults found so far in its document."""

    value: object
    place: str
    faults: list[Fault] = field(default_factory=list)

    def fault(self, words: str) -> None:
        """Note what is wrong here."""
        self.faults.append(Fault(self.place or "document", words))

    def at(self, key: str, value: object) -> "Spot":
        """A value below this one."""
        step = key if re.fullmatch(r"[\w./-]{1,40}", key, re.ASCII) else json.dumps(key[:40])
        return Spot(value, f"{self.place}.{step}" if self.place else step, self.faults)

    def entries(self) -> "dict[str, Spot]":
        """The values of an object by key; what is no object has none."""
        if not isinstance(self.value, JsonObject):
            self.fault(f"must be an object, not {shown(self.value)}")
            return {}
        for key in self.value.duplicates:
            self.at(key, None).fault("is there more than once")
        return {key: self.at(key, value) for key, value in self.value.items()}

    def fields(self, known: Collection[str]) -> "dict[str, Spot]":
        """The same without those that are null; any key that is not known is a fault, null or not."""
        entries = self.entries()
        for key, spot in entries.items():
            if key not in known:
                spot.fault(f"unknown key; the keys here are {', '.join(known)}")
        return {key: spot for key, spot in entries.items() if spot.value is not None}

    def text(self) -> str:
        """A text that a database can keep."""
        if not isinstance(self.value, str):
            self.fault(f"must be text, not {shown(self.value)}")
            return ""
        if re.search("[\0\ud800-\udfff]", self.value):
            self.fault("holds a character that can't be stored")
            return ""
        return self.value

    def words(self, missing: str) -> str:
        """A text that says something; ``missing`` is the fault when it doesn't."""
        text = self.text()
        if isinstance(self.value, str) and not self.value.strip():
            self.fault(missing)
        return text


def shown(value: object) -> str:
    """A value as a fault shows it."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    text = json.dumps(value)
    return text if len(text) <= 40 else f"{text[:40]}..."
