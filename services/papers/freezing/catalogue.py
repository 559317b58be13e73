"""Every paper that is made from an inspection, by its 文种."""

from collections.abc import Mapping

from models.vocab import PaperKind
from services.papers.freezing import (
    decision,
    feedback,
    notice,
    order,
    receipt,
    review,
    supervision,
    transfer,
)
from services.papers.making import RecordPaper

_PAPERS: tuple[RecordPaper, ...] = (
    notice.PAPER,
    feedback.PAPER,
    order.PAPER,
    review.PAPER,
    decision.PAPER,
    transfer.PAPER,
    receipt.PAPER,
    supervision.PAPER,
)

RECORD_PAPERS: Mapping[PaperKind, RecordPaper] = {paper.kind: paper for paper in _PAPERS}
