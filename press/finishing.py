"""Adds to a PDF what the engine leaves out, so that it is PDF/UA-1 and PDF/A-3a in one; the same bytes each time."""

import base64
import datetime
import hashlib
import io
import zlib
from typing import Any

import pikepdf

from press.tagging import Tree

IDENTITY = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the document conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
END = b"</rdf:RDF>"
LEVEL = 9
LINE_ENDS = (b"\r", b"\n")
AMBIGUOUS = b"\r\nendstream"
PNG_ROWS = 15
AS_ABOVE = b"\x02"


def finish(pdf: bytes, attachment: dict[str, Any] | None, created: str | None) -> bytes:
    """The PDF with its tree put right, its identity declared and the attachment inside.

    ``attachment`` and ``created`` are those of the manuscript's order.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        Tree(document).repair()
        _declare(document)
        _tidy(document)
        if attachment:
            _attach(document, attachment, created)
        _compress(document)
        return _saved(document)


def _compress(document: pikepdf.Pdf) -> None:
    """Pack every stream but the metadata, which an archive wants to be read as they are.

    Some validators don't count a last byte that looks like the end of a line; it comes from a sum of the content, so
    no other way of packing has another.
    """
    for item in document.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Type") != pikepdf.Name.Metadata:
            if "/Filter" not in item:
                item.write(zlib.compress(item.read_raw_bytes(), LEVEL), filter=pikepdf.Name.FlateDecode)
            if _ends_as_a_line(item):
                (_respell if item.get("/Type") == pikepdf.Name.EmbeddedFile else _lengthen)(item)


def _ends_as_a_line(stream: pikepdf.Stream) -> bool:
    return stream.get("/Filter") == pikepdf.Name.FlateDecode and stream.read_raw_bytes().endswith(LINE_ENDS)


def _lengthen(stream: pikepdf.Stream) -> None:
    """Give it empty lines at its end, which operators, fonts and pictures alike ignore."""
    while _ends_as_a_line(stream):
        packed = zlib.compress(zlib.decompress(stream.read_raw_bytes()) + b"\n", LEVEL)
        stream.write(packed, filter=pikepdf.Name.FlateDecode, decode_parms=_parameters(stream))


def _respell(stream: pikepdf.Stream) -> None:
    """Pack a file that rides inside in other words, for its own bytes are promised.

    It is written as one row of a picture, “the same as the row above and this beside it”; there is none above. The mark
    of such a row adds 2 to the sum that the packing ends with, so that 10 or 13 become 12 or 15.
    """
    data = zlib.decompress(stream.read_raw_bytes())
    row = pikepdf.Dictionary(Predictor=PNG_ROWS, Columns=len(data))
    packed = zlib.compress(AS_ABOVE + data, LEVEL)
    stream.write(packed, filter=pikepdf.Name.FlateDecode, decode_parms=row)


def _parameters(stream: pikepdf.Stream) -> pikepdf.Dictionary | None:
    given = stream.get("/DecodeParms")
    return given if isinstance(given, pikepdf.Dictionary) else None


def _saved(document: pikepdf.Pdf) -> bytes:
    """The file; its objects a place further on where a stream of them would end in such a byte."""
    for page in document.pages:
        finished = io.BytesIO()
        document.save(
            finished,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            fix_metadata_version=False,
            deterministic_id=True,
        )
        if AMBIGUOUS not in finished.getvalue():
            break
        page.obj.MediaBox = document.make_indirect(page.obj.MediaBox)
    return finished.getvalue()


def _declare(document: pikepdf.Pdf) -> None:
    """Say in the metadata that it is PDF/UA too, which PDF/A wants explained there, and leave them uncompressed."""
    before, end, after = document.Root.Metadata.read_bytes().partition(END)
    document.Root.Metadata = document.make_stream(
        before + IDENTITY + end + after, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
    )


def _tidy(document: pikepdf.Pdf) -> None:
    """Drop empty resources, and the smoothing of pictures that an archive does not allow."""
    for item in document.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Interpolate"):
            item.Interpolate = False
    for page in document.pages:
        for name in [name for name, value in page.Resources.items() if not len(value)]:
            del page.Resources[name]


def _attach(document: pikepdf.Pdf, attachment: dict[str, Any], created: str | None) -> None:
    """Put a file inside, and say what the document has to do with it."""
    data, name = base64.b64decode(attachment["data"]), attachment["name"]
    stream = document.make_stream(data, Type=pikepdf.Name.EmbeddedFile, Subtype=_name(attachment["media_type"]))
    checksum = hashlib.md5(data, usedforsecurity=False).digest()
    stream.Params = pikepdf.Dictionary(Size=len(data), CheckSum=pikepdf.String(checksum))
    if created:
        stream.Params.ModDate = _date(created)
    file = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F=name, UF=name, Desc=attachment["description"])
    file.EF = pikepdf.Dictionary(F=stream, UF=stream)
    file.AFRelationship = _name(attachment["relationship"])
    held = document.make_indirect(file)
    if "/Names" not in document.Root:
        document.Root.Names = pikepdf.Dictionary()
    document.Root.Names.EmbeddedFiles = pikepdf.Dictionary(Names=pikepdf.Array([name, held]))
    document.Root.AF = pikepdf.Array([held])


def _name(text: str) -> pikepdf.Name:
    return pikepdf.Name(f"/{text}")


def _date(moment: str) -> str:
    return f"D:{datetime.datetime.fromisoformat(moment).astimezone(datetime.UTC):%Y%m%d%H%M%S}Z"
