"""What PDF/A-2b asks of a file's structure, read from the bytes of a finished paper."""

import re
import zlib
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageCms

from services.files.blocks import Field, FieldLine, Grid, GridColumn, LetterHead, Paragraph, Signature, Title
from services.files.fonts import Role
from services.files.pdf_document import About, Paper, PaperQr, render_papers
from tests.services.files.pdf_reading import metadata

ABOUT = About("检查通知书（<甲>&乙𬭎）", "样例局", "样例任务 & 其他", date(2022, 9, 8))
NAMES = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


def signature_picture() -> bytes:
    buffer = BytesIO()
    Image.new("RGBA", (60, 20), (0, 0, 80, 120)).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture(scope="module")
def pdf() -> bytes:
    blocks = (
        LetterHead("样例市样例区应急管理局", "样应急函〔2022〕1号"),
        Title("检查通知书"),
        Paragraph("一、黑体𬭎", role=Role.HEADING),
        Paragraph("（一）楷体2项", role=Role.KAI),
        Paragraph("正文䶮 abc 123。" * 30),
        FieldLine((Field("签名", seat="甲"),), is_for_hand=True),
        Grid((GridColumn("序号", 1), GridColumn("问题", 3)), (("1", "无"),)),
        Signature("样例局", date(2022, 9, 8)),
    )
    paper = Paper(
        "甲", blocks, "样例", qr=PaperQr("AQ1|1|2"), signatures={"甲": signature_picture()}, shows_seal=True
    )
    return render_papers([paper, paper], ABOUT, duplex=True)


def objects(pdf: bytes) -> dict[int, bytes]:
    """Return the objects of a file by their number, found through its table of references."""
    start = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    entries = re.findall(rb"(\d{10}) \d{5} n", pdf[start:])
    offsets = sorted(map(int, entries))
    found = {}
    for offset, end in zip(offsets, [*offsets[1:], start], strict=True):
        number, rest = pdf[offset:end].split(b" 0 obj", 1)
        found[int(number)] = rest
    return found


def stream(content: bytes) -> bytes:
    """Return the content of a stream object."""
    head, rest = content.split(b"stream\n", 1)
    length = re.search(rb"/Length (\d+)", head)
    assert length is not None
    raw = rest[: int(length[1])]
    assert rest[int(length[1]) :].startswith(b"\nendstream")
    return zlib.decompress(raw) if b"FlateDecode" in head else raw


def referred(parts: dict[int, bytes], content: bytes, name: bytes) -> bytes:
    found = re.search(rb"/%s (\d+) 0 R" % name, content)
    assert found is not None
    return parts[int(found[1])]


def test_each_stream_is_as_long_as_it_says_and_followed_by_a_line_end(pdf: bytes) -> None:
    streams = [content for content in objects(pdf).values() if b"stream\n" in content]

    assert len(streams) > 10
    assert all(stream(content) is not None for content in streams)
    assert b"ASCII85" not in pdf


def test_the_head_of_the_file_says_that_it_is_binary(pdf: bytes) -> None:
    first, second = pdf.splitlines()[:2]

    assert first == b"%PDF-1.7"
    assert second[:1] == b"%"
    assert min(second[1:5]) > 127


def test_the_catalog_names_language_colours_and_metadata(pdf: bytes) -> None:
    parts = objects(pdf)
    (catalog,) = [content for content in parts.values() if b"/Type /Catalog" in content]

    assert b"/Lang (zh-CN)" in catalog
    intent = referred(parts, catalog, b"OutputIntents")
    profile = stream(referred(parts, intent, b"DestOutputProfile"))
    assert b"/S /GTS_PDFA1" in intent
    assert (profile[36:40], profile[16:20], profile[8:10]) == (b"acsp", b"RGB ", b"\x04\x20")
    assert ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(profile)))


def test_the_xmp_says_the_same_as_the_info_of_the_file(pdf: bytes) -> None:
    parts = objects(pdf)
    (catalog,) = [content for content in parts.values() if b"/Type /Catalog" in content]
    xmp = ElementTree.fromstring(stream(referred(parts, catalog, b"Metadata")))

    def said(path: str) -> str:
        return xmp.findtext(f".//{path}", namespaces=NAMES) or ""

    info = metadata(pdf)
    assert (said("pdfaid:part"), said("pdfaid:conformance")) == ("2", "B")
    assert [said(f"dc:{name}//rdf:li") for name in ("title", "creator", "description")] == [
        info["Title"],
        info["Author"],
        info["Subject"],
    ]
    assert (said("xmp:CreatorTool"), said("pdf:Producer")) == (info["Creator"], info["Producer"])
    assert info["Title"] == ABOUT.title
    assert said("xmp:CreateDate") == said("xmp:ModifyDate") == "2022-09-08T00:00:00+08:00"
    assert info["CreationDate"] == info["ModDate"] == "D:20220908000000+08'00'"


def test_every_font_is_embedded_and_none_is_a_readers_own(pdf: bytes) -> None:
    parts = objects(pdf)
    fonts = [content for content in parts.values() if re.search(rb"/Type /Font\b(?!D)", content)]

    assert len(fonts) >= 5
    for font in fonts:
        descriptor = referred(parts, font, b"FontDescriptor")
        assert len(stream(referred(parts, descriptor, b"FontFile2"))) > 1000
    assert b"Helvetica" not in pdf


def test_every_code_has_its_character_and_none_is_nought(pdf: bytes) -> None:
    parts = objects(pdf)
    fonts = [content for content in parts.values() if re.search(rb"/Type /Font\b(?!D)", content)]

    for font in fonts:
        pairs = re.findall(rb"<([0-9A-F]{2})> <([0-9A-F]+)>", stream(referred(parts, font, b"ToUnicode")))
        assert pairs
        assert [pair for pair in pairs if set(pair[1]) == {ord("0")}] == []


def test_nothing_is_encrypted_run_or_fetched(pdf: bytes) -> None:
    forbidden = (b"/Encrypt", b"/JavaScript", b"/JS", b"/Launch", b"/URI", b"/EmbeddedFile", b"/LZWDecode")

    assert [name for name in forbidden if name in pdf] == []


def test_the_file_has_an_id(pdf: bytes) -> None:
    first, second = re.findall(rb"/ID\s*\[<([0-9a-f]{32})><([0-9a-f]{32})>\]", pdf)[0]

    assert first == second


def test_separate_papers_of_one_task_hold_the_same_parts_of_faces() -> None:
    papers = [
        Paper(name, (Paragraph(f"{name}：检查事项1.责任制；"),), shared_texts=("检查事项责任制；：1.",))
        for name in ("洛阳甲公司", "偃师乙厂")
    ]

    files = [render_papers([paper], ABOUT) for paper in papers]

    faces = [
        {stream(content) for content in objects(file).values() if b"/Length1" in content} for file in files
    ]
    assert len(faces[0] & faces[1]) >= 2


def test_a_paper_is_the_same_bytes_whatever_was_made_before_it() -> None:
    paper = Paper("甲", (Paragraph("检查事项䶮"),), shared_texts=("检查事项",))
    first = render_papers([paper], ABOUT)
    for number in range(70):
        render_papers([Paper("乙", (Paragraph(chr(0x5000 + number)),))], ABOUT)

    assert render_papers([paper], ABOUT) == first
