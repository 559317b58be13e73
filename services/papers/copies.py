"""Copies of issued papers: the stored view as bytes again, with the code that leads back to it and the mark of a reprint."""

from collections.abc import Sequence
from typing import Any

from models.rules.short_digest import paper_code, qr_text, short_digest
from models.tables.paper import IssuedPaper
from services.files.forms.catalogue import FORMS
from services.files.forms.form import Copy, Form, render_copies
from services.files.frozen_view import view_from_json
from services.files.pdf_document import PaperQr


def copy_of(paper: IssuedPaper, mark: str = "", *, has_qr: bool = True) -> Copy:
    """Return a copy of an issued paper as it left the office."""
    form: Form[Any] = FORMS[paper.kind]
    view = view_from_json(form.view, paper.view)
    return Copy(form, view, mark, qr_of(paper) if has_qr else None)


def qr_of(paper: IssuedPaper) -> PaperQr:
    """Return the code on a paper: its 文种, year and serial, and the first digits of its view's digest."""
    code = paper_code(paper.kind, paper.year, paper.serial)
    return PaperQr(qr_text(code, paper.view_digest), ("校验码", short_digest(paper.view_digest)))


def render_issued(papers: Sequence[IssuedPaper], *, duplex: bool = False, has_qr: bool = True) -> bytes:
    """Return issued papers as one PDF, as they left the office."""
    return render_copies([copy_of(paper, has_qr=has_qr) for paper in papers], duplex=duplex)
