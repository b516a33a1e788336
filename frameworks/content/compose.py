"""YAML text to nodes within bounds: how much is counted while it is parsed, so that no file runs away.

The parser gives one event at a time; aliases, depth and number are looked at before anything is kept.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.resolver import Resolver

from frameworks.content.tree import Kind, Node

CHARACTERS_LIMIT = 4_000_000
DEPTH_LIMIT = 20  # the format needs nine
NODES_LIMIT = 100_000  # the six dimensions with their guide need 5,600, and each translation of them 10,400 more

# What YAML keeps out, and DEL. An escape can still write it: that is refused where the text is read.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
TYPED_LIMIT = 100  # what is longer is no number and no date, and isn't held against their patterns
BLOCK_STYLES = {"|", ">"}
RESOLVER = Resolver()
KINDS: dict[str, Kind] = {
    "bool": "bool",
    "float": "float",
    "int": "int",
    "null": "null",
    "str": "str",
    "timestamp": "timestamp",
}
PARSER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader  # the latter is right as well, and slow


class RefusedError(Exception):
    """The text can't be read as a whole; says why, and at which line."""

    def __init__(self, words: str, line: int | None = None) -> None:
        self.words, self.line = words, line
        super().__init__(words)


def compose(text: str) -> Node | None:
    """The one document of a YAML text as nodes, ``None`` for an empty one; raises ``RefusedError``."""
    if len(text) > CHARACTERS_LIMIT:
        raise RefusedError(f"has {len(text)} characters; at most {CHARACTERS_LIMIT} are read")
    if found := FORBIDDEN.search(text):
        words = f"holds a character that can't be stored or shown (U+{ord(found[0]):04X})"
        raise RefusedError(words, text.count("\n", 0, found.start()) + 1)
    try:
        return _Composer().compose(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise RefusedError(f"is not YAML: {error.problem}", line) from error
    except yaml.YAMLError as error:
        raise RefusedError(f"is not YAML: {' '.join(str(error).split())}") from error


class _Composer:
    """Builds the nodes of one document; ``open`` holds those that aren't ended yet, the outermost first."""

    def __init__(self) -> None:
        self.count = 0
        self.open: list[Node] = []
        self.root: Node | None = None

    def compose(self, text: str) -> Node | None:
        events: Iterator[Any] = yaml.parse(text, Loader=PARSER)
        for event in events:
            line = event.start_mark.line + 1
            if isinstance(event, yaml.AliasEvent):
                raise RefusedError("aliases (*) are not used in this format", line)
            if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
                raise RefusedError("holds a second document (---); a file is one framework version", line)
            if isinstance(event, yaml.NodeEvent):
                self._add(_node(event, line), line)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end()
        return self.root

    def _add(self, node: Node, line: int) -> None:
        self.count += 1
        if self.count > NODES_LIMIT:
            raise RefusedError(f"holds more than {NODES_LIMIT} values", line)
        if self.open:
            self.open[-1].items.append(node)
        else:
            self.root = node
        if node.kind in {"seq", "map"}:
            self.open.append(node)
            if len(self.open) > DEPTH_LIMIT:
                raise RefusedError(f"is nested more than {DEPTH_LIMIT} levels deep", line)

    def _end(self) -> None:
        node = self.open.pop()
        if node.kind == "map":
            node.pairs, node.items = list(zip(node.items[::2], node.items[1::2], strict=True)), []


def _node(event: Any, line: int) -> Node:
    """The node that an event begins. A text that stands below its key ends where its words do."""
    if isinstance(event, yaml.SequenceStartEvent):
        return Node("seq", line)
    if isinstance(event, yaml.MappingStartEvent):
        return Node("map", line)
    text: str = event.value.rstrip("\n") if event.style in BLOCK_STYLES else event.value
    return Node(_kind(event), line, text)


def _kind(event: Any) -> Kind:
    """What YAML takes a scalar for: a plain ``1.0`` for a number, ``no`` for the opposite of yes."""
    tag = event.tag
    if not tag and len(event.value) > TYPED_LIMIT:
        return "str"
    if tag in {None, "!"}:
        tag = RESOLVER.resolve(yaml.ScalarNode, event.value, event.implicit)
    return KINDS.get(tag.removeprefix("tag:yaml.org,2002:"), "other")
