"""工作方案 as an official page (细则 art. 12, 17; R24): its chapters, who wrote it, who approved it.

A scheme that nobody approved is printed with 草稿 on each page: no seal may rest on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from services.files.blocks import Blank, Block, Paragraph, Signature, Title, chinese_date
from services.files.fonts import Role, require_printable
from services.files.pdf_document import About, Paper, render_papers
from services.files.wording import fill, lines_of, one_line, read_wording, section_heading


@dataclass(frozen=True, slots=True)
class SchemePaperWording:
    """The fixed texts, ``resources/forms/scheme_paper.toml``; the first six are the headings of the chapters."""

    basis: str
    objects: str
    content: str
    organisation: str
    steps: str
    requirements: str
    written: str
    approved: str
    draft_mark: str


@dataclass(frozen=True, slots=True)
class SchemePaperView:
    """One edition of the scheme; empty chapters leave their heading out. ``approved_on`` is None for a draft."""

    bureau: str
    title: str
    basis: str
    objects: str
    content: str
    organisation: str
    steps: str
    requirements: str
    written_by: str
    written_on: date | None
    approved_by: str
    approved_on: date | None
    dated_on: date
    mark: str = ""


@cache
def scheme_paper_wording() -> SchemePaperWording:
    """Return the fixed texts the program comes with."""
    return read_wording(SchemePaperWording, "scheme_paper")


def render_scheme_paper(view: SchemePaperView) -> bytes:
    """Return the scheme as PDF.

    Raises UnprintableTextError when a character has no face.
    """
    title = one_line(view.title)
    require_printable(f"工作方案“{title}”", [("方案文字", text) for text in _texts(view)])
    marks = [view.mark, "" if view.approved_on is not None else scheme_paper_wording().draft_mark]
    mark = "　".join(word for word in marks if word)
    about = About(title, view.bureau, "工作方案", view.approved_on or view.dated_on)
    return render_papers([Paper(title, tuple(_blocks(view)), mark)], about)


def _chapters(view: SchemePaperView) -> list[tuple[str, tuple[str, ...]]]:
    wording = scheme_paper_wording()
    chapters = [
        (wording.basis, view.basis),
        (wording.objects, view.objects),
        (wording.content, view.content),
        (wording.organisation, view.organisation),
        (wording.steps, view.steps),
        (wording.requirements, view.requirements),
    ]
    return [(heading, lines_of(text)) for heading, text in chapters if text.strip()]


def _texts(view: SchemePaperView) -> Iterator[str]:
    yield from (one_line(text) for text in (view.bureau, view.title, view.written_by, view.approved_by))
    for _, lines in _chapters(view):
        yield from (one_line(line) for line in lines)


def _blocks(view: SchemePaperView) -> Iterator[Block]:
    wording = scheme_paper_wording()
    yield Title(one_line(view.title))
    yield Blank()
    for number, (heading, lines) in enumerate(_chapters(view), start=1):
        yield Paragraph(section_heading(number, heading), role=Role.HEADING, is_heading=True)
        yield from (Paragraph(one_line(line)) for line in lines)
    if view.written_by and view.written_on is not None:
        named = {"拟稿人": one_line(view.written_by), "拟稿日期": chinese_date(view.written_on)}
        yield Paragraph(fill(wording.written, named))
    if view.approved_on is not None:
        named = {"批准人": one_line(view.approved_by), "批准日期": chinese_date(view.approved_on)}
        yield Paragraph(fill(wording.approved, named))
    yield Signature(one_line(view.bureau), view.approved_on or view.dated_on)
