"""The published schema and the reader say the same: every key, whether it must be there, and how long it may be."""

import ast
import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from frameworks.content import nodes, reader, write_content
from tests.frameworks.test_workbook import full_definition

SCHEMA = json.loads(Path("docs/framework.schema.json").read_text(encoding="utf-8"))
MUST_BE_THERE = {"word", "text", "each", "required", "choice"}
SHIPPED = sorted(Path("fixtures").glob("*.yaml"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
# Which function of the reader reads what the schema defines under another name.
DEFINED = {"framework": SCHEMA, "format": None, "code": None, "line": None}


def calls(function):
    """The keys that a function of the reader takes: key, method, arguments."""
    for node in ast.walk(function):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and getattr(node.func.value, "id", "") == "fields"
        ):
            yield node.args[0].value, node.func.attr, node.args[1:], node.keywords


def readers():
    """The functions of the reader that read a mapping, by the name of what they read."""
    for node in ast.parse(Path(reader.__file__).read_text()).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("_read_"):
            taken = list(calls(node))
            if taken:
                yield node.name.removeprefix("_read_"), taken


READERS = {name: taken for name, taken in readers() if name != "format"}


def defined(name):
    return SCHEMA if name == "framework" else SCHEMA["$defs"][name]


def resolved(value):
    return SCHEMA["$defs"][value["$ref"].rpartition("/")[2]] if "$ref" in value else value


def limit_of(arguments):
    expression = compile(ast.Expression(arguments[0]), "limit", "eval")
    return eval(expression, vars(reader))


def test_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", READERS)
def test_schema_has_the_keys_that_the_reader_takes(name):
    keys = {key for key, _, _, _ in READERS[name]} | ({"format"} if name == "framework" else set())
    assert set(defined(name)["properties"]) == keys
    assert defined(name)["additionalProperties"] is False


@pytest.mark.parametrize("name", READERS)
def test_schema_requires_what_the_reader_requires(name):
    needed = {
        key
        for key, method, _, keywords in READERS[name]
        if method in MUST_BE_THERE or (method == "number" and not keywords)
    }
    assert set(defined(name)["required"]) == needed | ({"format"} if name == "framework" else set())


@pytest.mark.parametrize("name", READERS)
def test_schema_limits_texts_as_the_reader_does(name):
    texts = {
        key: arguments for key, method, arguments, _ in READERS[name] if method in {"word", "text", "optional_text"}
    }
    limits = {key: limit_of(arguments) if arguments else nodes.TEXT_LIMIT for key, arguments in texts.items()}
    assert {key: resolved(defined(name)["properties"][key])["maxLength"] for key in texts} == limits


def test_every_definition_of_the_schema_is_read_somewhere():
    named = {name for name in SCHEMA["$defs"] if SCHEMA["$defs"][name].get("type") == "object"}
    assert named == set(READERS) - {"framework"}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_framework_is_valid(path):
    assert [error.message for error in VALIDATOR.iter_errors(yaml.safe_load(path.read_text(encoding="utf-8")))] == []


def test_file_with_everything_is_valid_and_a_wrong_one_is_not():
    content = yaml.safe_load(write_content(full_definition()))
    assert list(VALIDATOR.iter_errors(content)) == []
    content["colour"] = "red"
    content["levels"][0]["from"] = "0"
    assert sorted(error.json_path for error in VALIDATOR.iter_errors(content)) == ["$", "$.levels[0].from"]
