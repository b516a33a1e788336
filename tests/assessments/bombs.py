"""Uploads that would grow without bounds: those of the framework import, and some that begin as sound answers.

Run as a program it takes names of bombs and writes what became of each as JSON.
"""

import json
import sys
from functools import cache

import django

from tests.frameworks import bombs as framework_bombs

NAMESPACE = framework_bombs.NAMESPACE
ANSWERS, MARKS = "xl/worksheets/sheet2.xml", "xl/worksheets/sheet6.xml"
DOCUMENT = b'{"format": "cxmaturity-assessment/1", "framework": "tiny", "ratings": {'


@cache
def sound_parts() -> dict[str, bytes]:
    """The parts of a sound workbook of answers."""
    from tests.assessments.workbooks import every_answer, parts, written  # noqa: PLC0415 - not before Django is set up
    from tests.definitions import tiny_definition  # noqa: PLC0415

    tiny = tiny_definition()
    return {name: text.encode() for name, text in parts(written(tiny, every_answer(tiny))).items()}


def workbook(changes: dict[str, bytes]) -> bytes:
    return framework_bombs.packed(sound_parts() | changes)


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def sheet(rows: str) -> bytes:
    return f"<worksheet {NAMESPACE}><sheetData>{rows}</sheetData></worksheet>".encode()


def answers(rows: str) -> bytes:
    """A sheet of answers with its head, and these rows."""
    heads = "".join(
        cell(place, text) for place, text in (("A1", "Code"), ("C1", "Answer"), ("D1", "Reason, note or comment"))
    )
    return workbook({ANSWERS: sheet(f'<row r="1">{heads}</row>{rows}')})


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def marks(lines: list[tuple[str, ...]]) -> bytes:
    """A hidden sheet that begins well."""
    begin = [("format", "cxmaturity-workbook/1"), ("framework", "tiny", "1.0")]
    rows = "".join(
        row(number, *(cell(f"{'ABCD'[column]}{number}", text) for column, text in enumerate(line)))
        for number, line in enumerate([*begin, *lines], start=1)
    )
    return workbook({MARKS: sheet(rows)})


NEW = {
    "sound": lambda: workbook({}),
    "xlsx: rows of codes that are none": lambda: answers(
        "".join(row(n, cell(f"A{n}", f"X{n}/1"), cell(f"C{n}", "3")) for n in range(2, 17_000))
    ),
    "xlsx: one code in every row": lambda: answers(
        "".join(row(n, cell(f"A{n}", "D1.1/1"), cell(f"D{n}", str(n))) for n in range(2, 17_000))
    ),
    "xlsx: a formula in every row": lambda: answers(
        "".join(row(n, cell(f"A{n}", "D1.1/1"), f'<c r="C{n}"><f>A1</f><v>1</v></c>') for n in range(2, 17_000))
    ),
    "xlsx: heads in every row": lambda: answers(
        "".join(row(n, cell(f"A{n}", "Code"), cell(f"C{n}", "Answer")) for n in range(2, 17_000))
    ),
    "xlsx: words of four megabytes": lambda: answers(
        "".join(
            row(n, cell(f"A{n}", "D1.1/comment"), cell(f"D{n}", framework_bombs.noise(30_000))) for n in range(2, 120)
        )
    ),
    "xlsx: tens of thousands of versions": lambda: marks([("version", f"D1.1/{n}", "9" * 9) for n in range(9_000)]),
    "xlsx: tens of thousands of choices": lambda: marks(
        [("choice", "rating", "3", framework_bombs.noise(40) + str(n)) for n in range(9_000)]
    ),
    "xlsx: versions of thousands of digits": lambda: marks([("version", "D1.1/1", "9" * 30_000)] * 100),
    "json: brackets in brackets": lambda: b"[" * 3_900_000,
    "json: a hundred thousand brackets": lambda: DOCUMENT + b'"D1.1": ' + b"[" * 9_000 + b"]" * 9_000,
    "json: a million objects": lambda: b"[" + b"{}," * 1_300_000 + b"{}]",
    "json: a million keys": lambda: DOCUMENT + b",".join(b'"%d":0' % n for n in range(350_000)) + b"}}",
    "json: tens of thousands of unknown keys": lambda: (
        DOCUMENT + b",".join(b'"%d":0' % n for n in range(95_000)) + b"}}"
    ),
    "json: one key again and again": lambda: DOCUMENT + b",".join([b'"D1.1":0'] * 95_000) + b"}}",
    "json: number of millions of digits": lambda: DOCUMENT + b'"D1.1": ' + b"9" * 3_900_000 + b"}}",
    "json: fraction of millions of digits": lambda: DOCUMENT + b'"D1.1": 0.' + b"9" * 3_900_000 + b"}}",
    "json: text of four megabytes": lambda: (
        DOCUMENT + b'"D1.1": {"comment": "' + framework_bombs.noise(3_900_000).encode() + b'"}}}'
    ),
    "neither: four megabytes of zeros": lambda: bytes(3_900_000),
}
BOMBS = NEW | {name: make for name, make in framework_bombs.BOMBS.items() if name.startswith("xlsx: ")}


def tried(name: str) -> dict[str, object]:
    """What became of one bomb."""
    from assessments.transfer import UnreadableError, read_upload  # noqa: PLC0415
    from tests.definitions import tiny_definition  # noqa: PLC0415

    definition = tiny_definition()

    def read(data: bytes) -> list[str]:
        try:
            uploaded = read_upload(data, definition)
        except UnreadableError as refusal:
            return [str(refusal), *refusal.faults]
        wrong = [f"{one.where}: {one.words}" for one in uploaded.wrong]
        return [f"read, {len(uploaded.answers)} answers and {len(wrong)} wrong places", *wrong]

    return framework_bombs.measured(BOMBS[name](), read)


if __name__ == "__main__":
    django.setup()
    json.dump({name: tried(name) for name in sys.argv[1:] or BOMBS}, sys.stdout)
