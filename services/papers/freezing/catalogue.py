"""Every paper that is made from an inspection, by its 文种."""

from collections.abc import Mapping

from models.vocab import PaperKind
from services.papers.freezing import (
    approval,
    bundle,
    check_table,
    decision,
    feedback,
    notice,
    order,
    receipt,
    review,
    site_record,
    supervision,
    transfer,
    visit_scheme,
)
from services.papers.making import RecordPaper

_PAPERS: tuple[RecordPaper, ...] = (
    approval.PAPER,
    notice.PAPER,
    visit_scheme.PAPER,
    site_record.PAPER,
    check_table.PAPER,
    order.PAPER,
    review.PAPER,
    decision.PAPER,
    feedback.PAPER,
    transfer.PAPER,
    receipt.PAPER,
    supervision.PAPER,
    bundle.PAPER,
)

RECORD_PAPERS: Mapping[PaperKind, RecordPaper] = {paper.kind: paper for paper in _PAPERS}
