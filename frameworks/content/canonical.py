"""The one way in which content is written as YAML: block style, no line longer than it must be, every text exact.

A text stands on its key's line where it fits, else folded below it; one with line breaks stands below as it is.
Quotes come only where YAML would take the text for something else, or where nothing else keeps it as it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import yaml
from yaml.resolver import Resolver

type Value = str | Decimal | int | Sequence[Value] | Mapping[str, Value]

WIDTH = 116
STEP = 2
# What every editor shows and no reader of YAML changes; line breaks are looked at apart.
SHOWN = r"\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
PLAIN = re.compile(rf"(?![\s\-?:,\[\]{{}}#&*!|>'\"%@`])(?:(?!: |:$| #|\t)[{SHOWN}])+(?<!\s)")
# Words that some YAML readers take for numbers, though this one doesn't.
NUMERIC = re.compile(r"[-+.]?[0-9][0-9A-Za-z_.:+-]*")
LINES = re.compile(rf"(?:\S(?:[{SHOWN}]*\S)?)(?:\n+\S(?:[{SHOWN}]*\S)?)*")
UNSHOWN = re.compile(rf"[^\n{SHOWN}]")
GAP = re.compile(r"(?<=\S) (?=\S)")
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_TEXT = "tag:yaml.org,2002:str"
_resolver = Resolver()


def to_yaml(fields: Mapping[str, Value]) -> str:
    """The YAML text of nested mappings, lists, texts and numbers; none of the mappings and lists may be empty."""
    return "\n".join(_mapping(fields, 0)) + "\n"


def _mapping(fields: Mapping[str, Value], indent: int) -> Iterator[str]:
    for key, value in fields.items():
        yield from _entry(f"{' ' * indent}{key}:", value, indent)


def _entry(head: str, value: Value, indent: int) -> Iterator[str]:
    if isinstance(value, str):
        yield from _text(head, value, indent + STEP)
    elif isinstance(value, Decimal | int):
        yield f"{head} {plain_number(value)}"
    elif isinstance(value, Mapping):
        yield head
        yield from _mapping(value, indent + STEP)
    else:
        yield head
        for item in value:
            yield from _item(item, indent + STEP)


def _item(item: Value, indent: int) -> Iterator[str]:
    """An entry of a list; the first key of a mapping stands beside the dash."""
    if not isinstance(item, Mapping):
        yield from _entry(" " * indent + "-", item, indent)
        return
    lines = _mapping(item, indent + STEP)
    yield f"{' ' * indent}- {next(lines).lstrip(' ')}"
    yield from lines


def plain_number(number: Decimal | int) -> str:
    """The digits of a number without zeros that say nothing: ``12.5``, ``100``."""
    return format(Decimal(number).normalize(), "f")


def _text(head: str, text: str, indent: int) -> Iterator[str]:
    line = f"{head} {text if _is_plain(text) else _quoted(text)}"
    if not _keeps_its_lines(text) or ("\n" not in text and len(line) <= WIDTH):
        yield line
        return
    room, paragraphs = WIDTH - indent, text.split("\n")
    is_literal = len(paragraphs) > 1 and max(map(len, paragraphs)) <= room
    yield f"{head} {'|-' if is_literal else '>-'}"
    for below in paragraphs if is_literal else _folded(paragraphs, room):
        yield " " * indent + below if below else ""


def _is_plain(text: str) -> bool:
    implicit = (True, False)
    return bool(
        PLAIN.fullmatch(text)
        and not NUMERIC.fullmatch(text)
        and _resolver.resolve(yaml.ScalarNode, text, implicit) == _TEXT
    )


def _keeps_its_lines(text: str) -> bool:
    """Whether the text can stand below its key: nothing unshown in it, no line with spaces around it."""
    return not UNSHOWN.search(text) and bool(LINES.fullmatch(text))


def _folded(paragraphs: list[str], room: int) -> Iterator[str]:
    """Lines that fit; a line break of the text becomes an empty line."""
    for number, paragraph in enumerate(paragraphs):
        if number and paragraph:
            yield ""
        yield from _wrapped(paragraph, room)


def _wrapped(paragraph: str, room: int) -> Iterator[str]:
    line, *words = GAP.split(paragraph)
    for word in words:
        if len(line) + 1 + len(word) <= room:
            line = f"{line} {word}"
        else:
            yield line
            line = word
    yield line


def _quoted(text: str) -> str:
    escaped = "".join(ESCAPES.get(character, character) for character in text)
    return f'"{UNSHOWN.sub(_escaped, escaped)}"'


def _escaped(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\x{number:02x}" if number <= 0xFF else f"\\u{number:04x}"
