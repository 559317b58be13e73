"""卷宗: in which order the papers of one inspection are bound, on which pages they stand, and what is missing (R61; 细则 art. 20)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.vocab import PaperKind

# the suggested order (domain, F13); 送达回执 follow the paper they belong to
_ORDER = (
    PaperKind.TASK_NOTE,
    PaperKind.APPROVAL,
    PaperKind.NOTICE,
    PaperKind.VISIT_SCHEME,
    PaperKind.SITE_RECORD,
    PaperKind.CHECK_TABLE,
    PaperKind.DECISION,
    PaperKind.ORDER,
    PaperKind.REVIEW,
    PaperKind.FEEDBACK,
    PaperKind.TRANSFER,
    PaperKind.SUPERVISION,
)
_AFTER_NOTICE = _ORDER.index(PaperKind.NOTICE)
_AFTER_FEEDBACK = _ORDER.index(PaperKind.FEEDBACK)
_ALWAYS = (
    PaperKind.TASK_NOTE,
    PaperKind.APPROVAL,
    PaperKind.NOTICE,
    PaperKind.VISIT_SCHEME,
    PaperKind.SITE_RECORD,
    PaperKind.CHECK_TABLE,
    PaperKind.FEEDBACK,
    PaperKind.RECEIPT,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One paper of a bundle: its key, 文种 and date; ``pages`` as it is printed."""

    key: int
    kind: PaperKind
    issued_on: date
    pages: int


@dataclass(frozen=True, slots=True)
class BundleFacts:
    """What an inspection must have left behind, as far as its result says."""

    is_corrected: bool
    """Something was ordered to be corrected."""
    is_due_for_review: bool
    is_transferred: bool
    unpublished: tuple[str, ...]
    """Channels on which the result is not public yet."""


def bundle_order(pieces: Iterable[Piece], inspected_on: date | None) -> list[Piece]:
    """Return the papers as they are bound: 送达回执 of the time before the visit behind the notice, later ones behind the letter."""

    def place(piece: Piece) -> tuple[int, int, int]:
        if piece.kind is PaperKind.RECEIPT:
            is_early = inspected_on is None or piece.issued_on <= inspected_on
            return (_AFTER_NOTICE if is_early else _AFTER_FEEDBACK, 1, piece.key)
        after_all = len(_ORDER)
        return (_ORDER.index(piece.kind) if piece.kind in _ORDER else after_all, 0, piece.key)

    return sorted(pieces, key=place)


def page_spans(counts: Sequence[int], first: int = 1) -> list[str]:
    """Return 所在页号 of papers that lie one behind the other: 1, 2-4, 5."""
    spans: list[str] = []
    for count in counts:
        last = first + count - 1
        spans.append(str(first) if last == first else f"{first}-{last}")
        first = last + 1
    return spans


def missing_pieces(present: Iterable[PaperKind], facts: BundleFacts) -> list[str]:
    """Return the names of the papers and proofs that the bundle should hold and does not."""
    found = set(present)
    wanted = [*_ALWAYS]
    if facts.is_corrected:
        wanted.append(PaperKind.ORDER)
    if facts.is_due_for_review:
        wanted.append(PaperKind.REVIEW)
    if facts.is_transferred:
        wanted.append(PaperKind.TRANSFER)
    missing = [kind.label for kind in wanted if kind not in found]
    return missing + [f"{channel}的公示凭证" for channel in facts.unpublished]
