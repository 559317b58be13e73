"""The same notices by other typesetters: typst, fpdf2 and WeasyPrint, with the faces of the program.

Each is given what it needs to come as near to the official page as it can; none sets the grid of 28 by 22. They are
installed from ``requirements-bench.txt`` and are imported only where they run.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from services.files.blocks import Block, Centred, Paragraph, Signature, Title, chinese_date
from services.files.fonts import FILES, Role
from services.program import resource

_FONTS = resource("fonts")
_FAMILIES = {
    Role.BODY: "FandolFang R",
    Role.TITLE: "Noto Serif SC",
    Role.HEADING: "Noto Sans SC",
    Role.DIGITS: "Noto Serif SC",
}


@dataclass(frozen=True)
class Line:
    """A paragraph of a notice: its text, its role, where it stands."""

    text: str
    role: Role
    place: str  # centre, left, indent, right


class Typesetter(Protocol):
    """Makes one PDF of several notices."""

    def render(self, notices: Sequence[Sequence[Line]]) -> bytes:
        """Return the file."""
        ...


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    """Yield the paragraphs of a notice."""
    for block in blocks:
        match block:
            case Title(text):
                yield Line(text.replace("|", ""), Role.TITLE, "centre")
            case Centred(text):
                yield Line(text, Role.BODY, "centre")
            case Paragraph(text, role, indent):
                yield Line(text, role, "indent" if indent else "left")
            case Signature(issuer, dated_on):
                yield Line(issuer, Role.BODY, "right")
                yield Line(chinese_date(dated_on) if dated_on else "", Role.BODY, "right")
            case _:
                pass


class Typst:
    """typst with its fonts read once."""

    def __init__(self) -> None:
        typst: Any = import_module("typst")
        self._typst = typst
        self._fonts: Any = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)]
        )

    def render(self, notices: Sequence[Sequence[Line]]) -> bytes:
        """Return the file."""
        body = "\n#pagebreak()\n#counter(page).update(1)\n".join(
            "\n\n".join(self._paragraph(line) for line in notice) for notice in notices
        )
        made: bytes = self._typst.compile(f"{_TYPST_HEAD}{body}".encode(), font_paths=self._fonts)
        return made

    def _paragraph(self, line: Line) -> str:
        text = "".join(f"\\{char}" if char in "\\#$*_`<>@=-+/[]~'\"" else char for char in line.text)
        match line.role, line.place:
            case Role.TITLE, _:
                return f'#align(center, text(font: "Noto Serif SC", weight: 700, size: 22pt)[{text}])'
            case Role.HEADING, _:
                return f'#text(font: "Noto Sans SC", weight: 500)[{text}]'
            case _, "centre":
                return f"#align(center)[{text}]"
            case _, "right":
                return f"#align(right)[{text}]"
            case _, "left":
                return f"#par(first-line-indent: 0pt)[{text}]"
            case _:
                return text


_TYPST_HEAD = """#set page(width: 210mm, height: 297mm, margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm),
  numbering: "— 1 —")
#set text(font: ("FandolFang R", "Noto Serif SC"), size: 16pt, lang: "zh", region: "cn", fallback: true)
#set par(first-line-indent: (amount: 2em, all: true), justify: true, leading: 13.6pt, spacing: 13.6pt)
"""


class Fpdf:
    """fpdf2; it reads its faces again for every file."""

    def __init__(self) -> None:
        fpdf: Any = import_module("fpdf")
        self._make = fpdf.FPDF

    def render(self, notices: Sequence[Sequence[Line]]) -> bytes:
        """Return the file."""
        pdf = self._make(format="A4")
        pdf.set_margins(28, 37, 26)
        pdf.set_auto_page_break(True, 35)
        for role in (Role.BODY, Role.TITLE, Role.HEADING, Role.DIGITS):
            pdf.add_font(role.name, fname=str(_FONTS / FILES[role]))
        pdf.set_fallback_fonts([Role.DIGITS.name])
        align = {"centre": "C", "right": "R", "left": "J", "indent": "J"}
        for notice in notices:
            pdf.add_page()
            for line in notice:
                pdf.set_font(line.role.name, size=22 if line.role is Role.TITLE else 16)
                text = f"　　{line.text}" if line.place == "indent" else line.text
                pdf.multi_cell(
                    0, 10.45, text, align=align[line.place], wrapmode="CHAR", new_x="LMARGIN", new_y="NEXT"
                )
        return bytes(pdf.output())


class WeasyPrint:
    """WeasyPrint over one page of HTML."""

    def __init__(self) -> None:
        weasyprint: Any = import_module("weasyprint")
        fonts: Any = import_module("weasyprint.text.fonts")
        self._html = weasyprint.HTML
        self._fonts = fonts.FontConfiguration()

    def render(self, notices: Sequence[Sequence[Line]]) -> bytes:
        """Return the file."""
        faces = "".join(
            f"@font-face {{font-family: {role.name}; src: url({Path(_FONTS / FILES[role]).as_uri()})}}"
            for role in (Role.BODY, Role.TITLE, Role.HEADING, Role.DIGITS)
        )
        body = "".join(
            f"<article>{''.join(self._paragraph(line) for line in notice)}</article>" for notice in notices
        )
        page = f"<style>{faces}{_STYLE}</style>{body}"
        made: bytes = self._html(string=page).write_pdf(font_config=self._fonts)
        return made

    def _paragraph(self, line: Line) -> str:
        size = 22 if line.role is Role.TITLE else 16
        style = f"font-family: {line.role.name}, DIGITS; font-size: {size}pt"
        return f'<p class="{line.place}" style="{style}">{escape(line.text)}</p>'


_STYLE = """@page {size: 210mm 297mm; margin: 37mm 26mm 35mm 28mm} html {line-height: 29.6pt} p {margin: 0}
article {break-before: page} .centre {text-align: center} .right {text-align: right}
.indent {text-indent: 2em; text-align: justify} .left {text-align: justify}"""
