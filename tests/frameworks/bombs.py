"""Small files that would grow without bounds, and the process in which they are tried: it counts memory and time.

Run as a program it takes names of bombs and writes what became of each as JSON.
"""

import copy
import io
import json
import os
import random
import resource
import struct
import sys
import time
import zipfile
from functools import cache

import django

SHEET = "xl/worksheets/sheet2.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
MEGABYTE = 1_000_000
BIG = 100 * MEGABYTE
MEMORY_LIMIT = 200 * MEGABYTE


def content(text: str) -> bytes:
    """A content file that begins well."""
    return b"format: cxmaturity-framework/1\n" + text.encode()


def packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def workbook(changes: dict[str, bytes]) -> bytes:
    """A sound workbook with other parts in it."""
    return packed(sound_parts() | changes)


@cache
def sound_parts() -> dict[str, bytes]:
    from frameworks.workbook import write_workbook  # noqa: PLC0415 - not before Django is set up
    from tests.definitions import tiny_definition  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(write_workbook(tiny_definition()))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheet(rows: str, before: str = "") -> bytes:
    return workbook({SHEET: f"<worksheet {NAMESPACE}>{before}<sheetData>{rows}</sheetData></worksheet>".encode()})


def shared(prologue: str, text: str, rows: str = "") -> bytes:
    """A workbook with a shared text, and maybe a document type of its own for it."""
    relation = f'<Relationships {NAMESPACE}><Relationship Type="x/worksheet" Target="worksheets/sheet2.xml" Id="rId2"/>'
    return workbook(
        {
            "xl/sharedStrings.xml": f"{prologue}<sst {NAMESPACE}><si><t>{text}</t></si></sst>".encode(),
            "xl/_rels/workbook.xml.rels": (
                f'{relation}<Relationship Type="x/sharedStrings" Target="sharedStrings.xml" Id="s"/></Relationships>'
            ).encode(),
            "xl/workbook.xml": b'<workbook xmlns:r="r"><sheets><sheet name="Version" r:id="rId2"/></sheets></workbook>',
            SHEET: f"<worksheet {NAMESPACE}><sheetData>{rows}</sheetData></worksheet>".encode(),
        }
    )


def noise(count: int) -> str:
    """Letters that hardly pack."""
    return random.Random(1).randbytes(count // 2).hex()


def digits(count: int) -> str:
    return "".join(random.Random(1).choices("123456789", k=count))


def repeated(count: int) -> bytes:
    """Bytes that pack well, but not suspiciously so."""
    unit = noise(2000)
    return "".join(f"{unit}{n}" for n in range(count // 2004)).encode()


def laughs() -> str:
    lines = ['<!ENTITY a0 "ha">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))]
    return f"<!DOCTYPE sst [{''.join(lines)}]>"


def lying() -> bytes:
    """A big part that says that it has a thousand bytes."""
    data = bytearray(workbook({SHEET: bytes(BIG)}))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = 0
        while (start := data.find(signature, start)) >= 0:
            (size,) = struct.unpack_from("<I", data, start + place)
            if size == BIG:
                struct.pack_into("<I", data, start + place, 1000)
            start += 4
    return bytes(data)


def overlapping() -> bytes:
    """Many names for the same packed bytes: each would be unpacked anew."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/part.xml", repeated(15 * MEGABYTE))
        for number in range(100):
            again = copy.copy(archive.filelist[0])
            again.filename = f"xl/part{number}.xml"
            archive.filelist.append(again)
    return stream.getvalue()


def nested() -> bytes:
    data = bytes(10 * MEGABYTE)
    for _ in range(6):
        data = packed({f"{n}.zip": data for n in range(10)})
    return data


def gates(count: int) -> str:
    one = "  - {code: G%d, title: t, scope: element, of: [D1.1], at_least: 1, level: 2}\n"
    return "gates:\n" + "".join(one % number for number in range(count))


def quadratic() -> bytes:
    """A sound file with as many gates, rules and elements as fit, all of which name each other."""
    from frameworks.content import write_content  # noqa: PLC0415
    from tests.definitions import tiny_definition  # noqa: PLC0415

    rule = '  - {from: "0.9", kind: indicator, old: "D%d", new: D1.1/1}\n'
    rules = "upgrades:\n" + "".join(rule % number for number in range(4000))
    return (write_content(tiny_definition()) + gates(4000) + rules).encode()


BOMBS = {
    "yaml: aliases of aliases": lambda: content(
        "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    ),
    "yaml: brackets in brackets": lambda: content("a: " + "[" * 3_900_000),
    "yaml: braces in braces": lambda: content("a: " + "{a: " * 900_000),
    "yaml: dashes in dashes": lambda: content("a:\n  " + "- " * 1_900_000),
    "yaml: keys in keys": lambda: content("? " * 1_900_000),
    "yaml: ten megabytes": lambda: content("summary: " + "word " * 2 * MEGABYTE),
    "yaml: one text of four megabytes": lambda: content("summary: " + noise(3_900_000)),
    "yaml: number of millions of digits": lambda: content("points: " + "9" * 3_900_000),
    "yaml: date of millions of digits": lambda: content("points: 1:" + "0:" * 1_900_000),
    "yaml: a million values": lambda: content("a: [" + "1," * 1_900_000 + "]"),
    "yaml: a million empty lines": lambda: content("summary: a" + "\n" * 3_900_000 + "  b"),
    "yaml: forty thousand unknown keys": lambda: content("".join(f"k{n}: x\n" for n in range(45_000))),
    "yaml: one key again and again": lambda: content("title: x\n" * 45_000),
    "yaml: key of four megabytes": lambda: content(noise(3_900_000) + ": x"),
    "yaml: rules that name each other": quadratic,
    "yaml: control characters": lambda: content("summary: " + "\x01" * 3_900_000),
    "xlsx: part of nothing but zeros": lambda: workbook({SHEET: bytes(BIG)}),
    "xlsx: part that says it is a thousand bytes": lying,
    "xlsx: many parts that are big together": lambda: workbook(
        {f"xl/worksheets/more{n}.xml": repeated(15 * MEGABYTE) for n in range(4)}
    ),
    "xlsx: archives in archives": nested,
    "xlsx: one archive behind another": overlapping,
    "xlsx: fifty thousand parts": lambda: packed({f"{n}": b"" for n in range(30_000)}),
    "xlsx: million rows claimed": lambda: sheet(
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', '<dimension ref="A1:XFD1048576"/>'
    ),
    "xlsx: hundreds of thousands of rows": lambda: sheet(
        "".join(f'<row r="{n}"><c r="A{n}"><v>{n * 7919 % 10007}</v></c></row>' for n in range(1, 300_000))
    ),
    "xlsx: hundreds of thousands of empty rows": lambda: sheet("".join(f'<row r="{n}"/>' for n in range(1, 300_000))),
    "xlsx: cells far out": lambda: sheet('<row r="1"><c r="ZZZ9999999"><v>1</v></c></row>'),
    "xlsx: entities of entities": lambda: shared(laughs(), "&a11;"),
    "xlsx: one entity many times": lambda: shared(f'<!DOCTYPE sst [<!ENTITY a "{noise(100_000)}">]>', "&a;" * 100_000),
    "xlsx: entity of a file": lambda: shared('<!DOCTYPE sst [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
    "xlsx: cell of ten megabytes": lambda: sheet(
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{noise(6_900_000)}</t></is></c></row>'
    ),
    "xlsx: one text in every cell": lambda: shared(
        "", noise(30_000), "".join(f'<row r="{n}"><c t="s"><v>0</v></c></row>' for n in range(1, 19_000))
    ),
    "xlsx: number of a million digits": lambda: sheet(f'<row r="1"><c r="A1"><v>{digits(MEGABYTE)}</v></c></row>'),
    "xlsx: number beyond all numbers": lambda: sheet('<row r="2"><c r="A2"><v>1e999999999</v></c></row>'),
    "xlsx: elements in elements": lambda: sheet("".join(f"<a{n % 977}>" for n in range(500_000))),
    "xlsx: names that are all different": lambda: sheet("".join(f'<c a{n}=""/>' for n in range(1, 300_000))),
    "xlsx: element of half a million attributes": lambda: sheet(
        "<c " + " ".join(f'a{n}=""' for n in range(1, 500_000)) + "/>"
    ),
    "xlsx: tag without an end": lambda: sheet(f'<c a="{noise(6_000_000)}'),
}


def tried(name: str) -> dict[str, object]:
    """What became of one bomb."""
    from frameworks.content import ContentFaults  # noqa: PLC0415
    from frameworks.transfer import read_file  # noqa: PLC0415

    def read(data: bytes) -> list[str]:
        try:
            read_file(data)
        except ContentFaults as refusal:
            return [str(fault) for fault in refusal.faults]
        return ["read without a fault"]

    return measured(BOMBS[name](), read)


def measured(data: bytes, read) -> dict[str, object]:
    """What reading says of the data, in a process of its own with little memory, and what it took."""
    reader, writer = os.pipe()
    if os.fork() == 0:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with open("/proc/self/statm", encoding="ascii") as memory:  # noqa: PTH123
            pages = int(memory.read().split()[0])
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + MEMORY_LIMIT,) * 2)
        start = time.process_time()
        try:
            faults = read(data)
        except BaseException as error:
            faults = [f"{type(error).__name__}: {error}"]
        seconds = time.process_time() - start
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        found = {"first": faults[0][:300], "count": len(faults), "seconds": seconds, "megabytes": grown / 1024}
        os.write(writer, json.dumps(found | {"size": len(data)}).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        said = answer.read()
    os.wait()
    return json.loads(said) if said else {"first": "killed", "count": 0, "seconds": 99, "megabytes": 999}


if __name__ == "__main__":
    django.setup()
    json.dump({name: tried(name) for name in sys.argv[1:] or BOMBS}, sys.stdout)
