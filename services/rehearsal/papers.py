"""The papers of a rehearsed year: for each inspection those that a real office would make, each at its moment.

Which there are is asked of the catalogue of forms: a 文种 that can be made is made. What only a person knows is filled in as 样例.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date

from models.vocab import PaperKind, ResultCode
from services.container import Services
from services.files.forms.entry import EntryField, EntryKind
from services.papers.freezing.catalogue import RECORD_PAPERS
from services.papers.office_rows import NoteReceiver
from services.records.rows import ResultDraft

_SAMPLE = "样例"
_AT_VISIT = (PaperKind.SITE_RECORD, PaperKind.CHECK_TABLE)


class PaperDesk:
    """Issues the papers of the rehearsal and keeps account of what could not be made."""

    def __init__(self, services: Services, today: Callable[[], date]) -> None:
        self._services = services
        self._today = today
        self._refused: Counter[tuple[PaperKind, str]] = Counter()

    def prepare_visit(self, key: int) -> None:
        """Have the inspection approved; the notice comes after it."""
        self._make(key, PaperKind.APPROVAL)

    def plan_visit(self, key: int) -> None:
        """Write the 现场检查方案 and the receipt of the notice."""
        self._make(key, PaperKind.VISIT_SCHEME)
        if PaperKind.RECEIPT in RECORD_PAPERS and not RECORD_PAPERS[PaperKind.RECEIPT].is_single:
            self._make(key, PaperKind.RECEIPT)

    def record_visit(self, key: int, draft: ResultDraft) -> None:
        """Write the papers of the visit, and the order or the transfer where the result calls for it."""
        results = {finding.result for finding in draft.findings.values()}
        for kind in _AT_VISIT:
            self._make(key, kind)
        if ResultCode.CORRECTED in results:
            self._make(key, PaperKind.ORDER)
        if ResultCode.PENDING_ACTION in results:
            self._make(key, PaperKind.TRANSFER)

    def follow_letter(self, key: int) -> None:
        """Write what goes with the letter to the enterprise."""
        self._make(key, PaperKind.RECEIPT)
        self._make(key, PaperKind.SUPERVISION)

    def review(self, key: int) -> None:
        """Look at what was to be corrected."""
        self._make(key, PaperKind.REVIEW)

    def dispatch(self, draw_key: int) -> None:
        """Give each 科室 its 派发单."""
        self._services.office_papers.issue_task_notes(
            draw_key, receiver=NoteReceiver.SECTION, issued_on=self._today()
        )

    def close_year(self, year: int, keys: list[int], answer_by: date) -> None:
        """Bind the bundles, urge who is late, count and assess the year."""
        office, today = self._services.office_papers, self._today()
        for key in keys:
            self._make(key, PaperKind.BUNDLE)
        late = [row.section for row in office.list_overdue(today=today)]
        office.issue_urging(late, answer_by=answer_by, issued_on=today, today=today)
        office.issue_statistics(first=date(year, 1, 1), last=date(year, 12, 31), issued_on=today)
        office.issue_assessments(office.list_assessed(year=year), year=year, issued_on=today)

    def refusals(self) -> list[str]:
        """Return what could not be made and why, one line a reason."""
        return [
            f"{kind.label}有 {count} 份没有制发：{why}"
            for (kind, why), count in sorted(self._refused.items(), key=lambda one: one[0][0].label)
        ]

    def _make(self, key: int, kind: PaperKind) -> None:
        if kind not in RECORD_PAPERS:
            return
        papers, today = self._services.papers, self._today()
        outcome = papers.issue(kind, [key], issued_on=today)
        if outcome.failed and self._fill_in(key, kind):
            outcome = papers.issue(kind, [key], issued_on=today)
        self._refused.update((kind, sentence) for _, sentence in outcome.failed)

    def _fill_in(self, key: int, kind: PaperKind) -> bool:
        """Type what a paper still asks for; return whether it asked for anything."""
        papers = self._services.papers
        state = papers.entry(kind=kind, record_key=key)
        fields = [
            field for field in papers.entry_fields(kind=kind, record_key=key) if field.key in state.problems
        ]
        if fields:
            values = dict(state.values) | {field.key: self._sample(field) for field in fields}
            papers.save_entry(kind=kind, record_key=key, values=values)
        return bool(fields)

    def _sample(self, field: EntryField) -> str:
        match field.kind:
            case EntryKind.DAY:
                return self._today().isoformat()
            case EntryKind.CHOICE:
                return field.choices[0]
            case EntryKind.TEXT | EntryKind.LINES:
                return f"{_SAMPLE}{field.label}"[: field.longest]
