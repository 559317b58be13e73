"""What the detail of the 检查对象 in use needs beside the row: its year's ledger and what deserves a look, read once a row."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from services.container import Services
from services.roster.enterprise_rows import EnterpriseRow
from services.roster.visit_rows import YearLedger
from ui.desk import Desk
from ui.roster.enterprise_columns import VisitBook
from ui.roster.enterprise_detail import EnterpriseBackground, LedgerActs, show_enterprise
from ui.roster.enterprise_loading import EnterprisePage, notes_on
from ui.roster.visit_actions import add_visit, cancel_visit
from ui.widgets.detail_pane import DetailPane


@dataclass(frozen=True, slots=True)
class Known:
    """What was read of a row."""

    notes: tuple[str, ...] = ()
    ledger: YearLedger | None = None


class EnterpriseFile:
    """Fills the pane at once with what is known, and again when the database thread knows more."""

    def __init__(
        self, desk: Desk, services: Services, pane: DetailPane, current: Callable[[], EnterpriseRow | None]
    ) -> None:
        self._desk, self._services, self._pane, self._current = desk, services, pane, current
        self._page: EnterprisePage | None = None
        self._book = VisitBook()
        self._known: dict[tuple[int, int], Known] = {}

    def use(self, page: EnterprisePage, book: VisitBook) -> None:
        """Forget what was read of an earlier register."""
        self._page, self._book = page, book
        self._known.clear()

    def show(self, row: EnterpriseRow) -> None:
        """Show a row, and what belongs to it as soon as it is read."""
        known = self._known.get((row.key, row.row_version))
        self._fill(row, known or Known())
        if known is None and self._page is not None:
            self._desk.operations.query(
                partial(read_known, self._services, row, self._book.year), partial(self._take, row)
            )

    def _take(self, row: EnterpriseRow, known: Known) -> None:
        self._known[row.key, row.row_version] = known
        if self._current() == row:
            self._fill(row, known)

    def _fill(self, row: EnterpriseRow, known: Known) -> None:
        page = self._page
        if page is None:
            return
        background = EnterpriseBackground(
            settings=page.settings,
            book=self._book,
            recusals=page.recusals.get(row.key, []),
            today=self._services.workplace.clock.today(),
            notes=known.notes,
            ledger=known.ledger,
        )
        acts = LedgerActs(
            add=partial(add_visit, self._desk, self._services, self._pane, row),
            cancel=partial(cancel_visit, self._desk, self._services),
        )
        show_enterprise(self._pane, row, background, acts)


def read_known(services: Services, row: EnterpriseRow, year: int) -> Known:
    """Read what belongs to a row."""
    ledger = services.other_visits.get_ledger(enterprise_key=row.key, year=year)
    return Known(notes_on(services, row.draft), ledger)
