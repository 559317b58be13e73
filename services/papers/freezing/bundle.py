"""检查卷宗 of one inspection (F13, R61): its papers in their order, with the pages they really have, and what is missing."""

import re
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import object_session

from models.rules.bundle import BundleFacts, Piece, bundle_order, missing_pieces, page_spans
from models.tables.paper import IssuedPaper
from models.vocab import PaperKind, PublicationChannel, RecordStage, ResultCode
from services.files.forms.bundle import BundleLine, BundleView
from services.files.forms.form import prove_printable
from services.files.forms.task_note import TaskNoteLine, TaskNoteView
from services.files.frozen_view import view_from_json
from services.files.wording import lines_of
from services.papers.copies import copy_of
from services.papers.facts import PaperFacts
from services.papers.making import Making, RecordPaper

_DONE = frozenset({RecordStage.INSPECTED, RecordStage.FED_BACK, RecordStage.ENDED})
_FOR_OTHERS = frozenset(
    {ResultCode.NOT_PUBLISHED, ResultCode.FALSE_PUBLICATION, ResultCode.NOT_REACHED}
)  # clues for 市场监管 (domain, §6.1)
_WITH_PAGES = re.compile(r"(?P<title>.+?)[\s　]+(?P<pages>\d{1,4})\s*页?")


def bundle_papers(facts: PaperFacts) -> list[IssuedPaper]:
    """Return the papers in force that are bound into the bundle of an inspection, in their order."""
    papers = {paper.id: paper for paper in (*facts.record.papers, *_task_notes(facts)) if _is_bound(paper)}
    pieces = [Piece(paper.id, paper.kind, paper.issued_on, 0) for paper in papers.values()]
    ended = facts.record.inspected_to
    return [papers[piece.key] for piece in bundle_order(pieces, ended.date() if ended else None)]


def _is_bound(paper: IssuedPaper) -> bool:
    return paper.voided_at is None and paper.kind is not PaperKind.BUNDLE


def _task_notes(facts: PaperFacts) -> list[IssuedPaper]:
    """Return the 派发单 of the draw that name the enterprise."""
    session = object_session(facts.record)
    assert session is not None  # facts are read inside a transaction
    notes = session.scalars(
        select(IssuedPaper)
        .where(IssuedPaper.draw_id == facts.draw.id, IssuedPaper.kind == PaperKind.TASK_NOTE)
        .order_by(IssuedPaper.id)
    )
    mine = (facts.enterprise.name, facts.code)
    return [note for note in notes if any((line.name, line.code) == mine for line in _lines_of(note))]


def _lines_of(note: IssuedPaper) -> tuple[TaskNoteLine, ...]:
    return view_from_json(TaskNoteView, note.view).lines


def _obstacle(facts: PaperFacts) -> str | None:
    if facts.record.stage not in _DONE:
        return f"该户状态为“{facts.record.stage.label}”，录入检查结果后才能立卷。"
    return None


def _freeze(facts: PaperFacts, making: Making) -> BundleView:
    record, entry = facts.record, making.entry
    papers = bundle_papers(facts)
    others = [_other(line) for line in lines_of(entry.get("others", ""))]
    counts = [prove_printable(copy_of(paper, has_qr=False)) for paper in papers] + [
        pages for _, pages in others
    ]
    spans = page_spans(counts)
    lines = [_line(paper, span) for paper, span in zip(papers, spans, strict=False)]
    lines += [
        BundleLine(title=title, number="", dated_on=None, pages=span)
        for (title, _), span in zip(others, spans[len(papers) :], strict=True)
    ]
    return BundleView(
        bureau=facts.office.bureau_name,
        number=making.number,
        enterprise=facts.enterprise_line,
        task_name=facts.task.name,
        task_number=facts.task_number,
        officers="、".join(officer.name for officer in facts.officers),
        opened_on=record.dispatched_at.date(),
        closed_on=_closed_on(facts, papers),
        retention_years=facts.office.bundle_retention_years,
        archive_number=entry.get("archive_number", ""),
        lines=tuple(lines),
        page_count=sum(counts),
        missing=tuple(
            missing_pieces((paper.kind for paper in papers), _bundle_facts(facts, making.issued_on))
        ),
        remark="；".join(lines_of(entry.get("remark", ""))),
        filed_by=entry.get("filed_by", ""),
        checked_by=entry.get("checked_by", ""),
        issued_on=making.issued_on,
        mark=facts.mark,
        wording=making.wording,
    )


def _line(paper: IssuedPaper, span: str) -> BundleLine:
    return BundleLine(
        title=paper.kind.label,
        number=paper.number,
        dated_on=paper.issued_on,
        pages=span,
        digest=paper.view_digest,
    )


def _other(line: str) -> tuple[str, int]:
    """Return title and pages of a line such as 现场照片 4; one page where none is given."""
    match = _WITH_PAGES.fullmatch(line)
    if match is None:
        return line, 1
    return match["title"], max(int(match["pages"]), 1)


def _closed_on(facts: PaperFacts, papers: list[IssuedPaper]) -> date | None:
    days = [paper.issued_on for paper in papers]
    days += [publication.published_on for publication in facts.record.publications]
    if facts.record.inspected_to is not None:
        days.append(facts.record.inspected_to.date())
    return max(days, default=None)


def _bundle_facts(facts: PaperFacts, today: date) -> BundleFacts:
    record = facts.record
    results = {finding.result for finding in record.findings}
    public = {publication.channel for publication in record.publications}
    return BundleFacts(
        is_corrected=ResultCode.CORRECTED in results,
        is_due_for_review=any(
            finding.result is ResultCode.CORRECTED
            and finding.rectify_by is not None
            and finding.rectify_by < today
            for finding in record.findings
        ),
        is_transferred=bool(results & _FOR_OTHERS),
        unpublished=tuple(channel.label for channel in PublicationChannel if channel not in public),
    )


PAPER = RecordPaper(kind=PaperKind.BUNDLE, freeze=_freeze, obstacle=_obstacle)
