"""What makes a PDF one for the archive: the meaning of its colours and its facts as XMP, as PDF/A-2b asks (ISO 19005-2).

The program aims at PDF/A-2b; no validator has seen its papers, so it never says that they conform.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from services.program import resource

_COLOURS = "sRGB IEC61966-2.1"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{day}T00:00:00+08:00</xmp:CreateDate>
<xmp:ModifyDate>{day}T00:00:00+08:00</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the file says about itself, the same in its Info and in its XMP."""

    title: str
    author: str
    subject: str
    creator: str
    producer: str
    dated_on: date


def add_archive_parts(document: Any, facts: Facts) -> None:
    """Add the colour profile and the XMP to a reportlab document before it is saved."""
    from reportlab.pdfbase import pdfdoc  # deferred: a window that prints nothing pays nothing

    catalog = document.Catalog
    names = (*catalog.__NoDefault__, "OutputIntents")
    catalog.__NoDefault__ = names
    catalog.__Refs__ = [name for name in names if name != "ViewerPreferences"]
    metadata = pdfdoc.PDFStream(content=xmp_packet(facts), filters=[])
    metadata.dictionary["Type"] = pdfdoc.PDFName("Metadata")
    metadata.dictionary["Subtype"] = pdfdoc.PDFName("XML")
    catalog.Metadata = metadata
    profile = pdfdoc.PDFStream(content=_profile(), filters=[pdfdoc.PDFZCompress])
    profile.dictionary["N"] = 3
    intent = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString(_COLOURS),
            "Info": pdfdoc.PDFString(_COLOURS),
            "DestOutputProfile": document.Reference(profile, "sRGB"),
        }
    )
    catalog.OutputIntents = pdfdoc.PDFArray([intent])
    catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})


def xmp_packet(facts: Facts) -> bytes:
    """Return the facts of a file as an XMP packet."""
    return _XMP.format(
        title=escape(facts.title),
        author=escape(facts.author),
        subject=escape(facts.subject),
        creator=escape(facts.creator),
        producer=escape(facts.producer),
        day=facts.dated_on.isoformat(),
    ).encode()


@cache
def _profile() -> bytes:
    return resource("colour/sRGB.icc").read_bytes()
