"""The whole 卷宗 of an inspection as one file: cover, 目录, every paper on it, 备考表."""

from dataclasses import replace

from models.errors import UserFacingError
from models.vocab import PaperKind
from services.files.forms import bundle as bundle_form
from services.files.forms.bundle import BundleView
from services.files.forms.form import Copy, render_copies
from services.files.frozen_view import view_from_json
from services.papers.copies import copy_of
from services.papers.desk import PaperDesk
from services.papers.facts import load_facts
from services.papers.freezing.bundle import bundle_papers


class Bundles(PaperDesk):
    """The part of ``OfficePaperService`` that binds."""

    def bundle_pdf(self, record_key: int) -> bytes:
        """Return the whole 卷宗 of an inspection as one PDF: cover, 目录, every paper on it in order, 备考表.

        It holds the papers that the issued 目录 lists, whatever was issued since. Raises UserFacingError before there
        is one.
        """
        with self._workplace.database.reading() as session:
            facts = load_facts(session, self._workplace, record_key)
            paper = facts.paper(PaperKind.BUNDLE)
            if paper is None:
                raise UserFacingError("该户还没有检查卷宗，请先制发检查卷宗，再生成全卷。")
            view = view_from_json(BundleView, paper.view)
            listed = {line.digest for line in view.lines if line.digest}
            held = [one for one in bundle_papers(facts) if one.view_digest in listed]
            has_qr = facts.office.prints_qr
            front = replace(bundle_form.FORM, blocks=bundle_form.front_blocks)
            back = replace(bundle_form.FORM, blocks=bundle_form.back_blocks)
            cover = copy_of(paper, has_qr=has_qr)
            copies = [
                replace(cover, form=front),
                *(copy_of(one, has_qr=has_qr) for one in held),
                Copy(back, view),
            ]
        return render_copies(copies)
