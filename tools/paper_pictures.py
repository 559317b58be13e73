"""The pictures of the chapters on papers: preview and print, a batch, a paper that asks something, register, scans, wording.

What a rehearsed year has none of is entered first: a voided order, numbers given by hand, receipts, a signature. The picture of
a batch that is still to be issued comes from a draw that is not over (``draw_pictures``).
"""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog

from models.vocab import FormSet, PaperKind
from services.command_line import say
from services.container import Services
from services.files.forms.catalogue import FORMS
from services.files.forms.form import Copy, render_copies, sample_view
from services.records.rows import RecordRow
from services.rehearsal.forms import CONTACT_SHEET, write_forms
from ui.main_window import MainWindow
from ui.papers.batch import Destination
from ui.papers.batch_dialog import BatchDialog
from ui.papers.entry_dialog import EntryDialog
from ui.papers.preview import show_pdf
from ui.papers.preview_window import PreviewWindow
from ui.papers.printing_dialog import PrintDialog
from ui.papers.register_dialog import RegisterDialog
from ui.papers.scans_dialog import ScansDialog
from ui.papers.wording_dialog import WordingDialog
from ui.pictures import shown_window, take_picture
from ui.records.issue_dialog import IssueDialog
from ui.records.tab import RecordTab

_PAPERS = 12
_PATIENCE_SECONDS = 10
_REST_SECONDS = 0.6
_RECORDS = "检查记录"
_PERSON = "样例局长"
_STROKES = (
    ((20, 60), (60, 30), (90, 70), (120, 20)),
    ((40, 90), (150, 80), (170, 110)),
    ((200, 30), (190, 110), (240, 90)),
)
_SPECIMENS = {
    "order": (PaperKind.ORDER, FormSet.EMERGENCY),
    "letter-of-transfer": (PaperKind.TRANSFER, FormSet.EMERGENCY),
    "site-record": (PaperKind.SITE_RECORD, FormSet.EMERGENCY),
    "notice-ministry": (PaperKind.NOTICE, FormSet.MINISTRY),
}

D = TypeVar("D", bound=QDialog)


class ShownPrinters:
    """A printer that is only shown in the dialog."""

    def names(self) -> list[str]:
        """Return its name."""
        return ["办公室激光打印机（样例）"]

    def default(self) -> str:
        """Return its name."""
        return self.names()[0]

    def can_duplex(self, name: str) -> bool:
        """Return that it turns the sheet over."""
        return name in self.names()

    def open(self, name: str) -> QPrinter:
        """Return something to draw on; nothing is drawn."""
        printer = QPrinter()
        printer.setDocName(name)
        return printer


def take_paper_pictures(services: Services, year: int, folder: Path) -> None:
    """Enter the examples, then write the pictures of the chapters on papers into the folder."""
    _enter_examples(services, year)
    with shown_window(services, year) as window, TemporaryDirectory() as work:
        tab = window.go_to(_RECORDS)
        assert isinstance(tab, RecordTab)
        _take_preview(services, year, window, folder)
        _take_entry(tab, services.records.list_records(year=year), folder)
        _take_register(services, year, tab, folder, Path(work))
        wording = WordingDialog(window, window.desk, services)
        wording.open()
        wording.resize(wording.sizeHint())
        _rest()
        _take(wording, folder / "wording.png")


def take_issue_pictures(window: MainWindow, folder: Path) -> None:
    """Write paper-issue.png and paper-batch.png: a draw was dispatched, no notice has been issued."""
    tab = window.go_to(_RECORDS)
    assert isinstance(tab, RecordTab)
    tab.table.selectAll()
    tab.primary.click()
    _take(_open_dialog(IssueDialog), folder / "paper-issue.png")
    tab.print_button.click()
    batch = _open_dialog(BatchDialog)
    batch.choose(PaperKind.NOTICE, destination=Destination.PRINT, issues=True)
    _take(batch, folder / "paper-batch.png")


def write_specimens(papers: Path, pictures: Path) -> None:
    """Write the contact sheet of all forms into the pictures, some of the forms themselves into the papers."""
    with TemporaryDirectory() as work:
        write_forms(Path(work), say)
        (pictures / CONTACT_SHEET).write_bytes((Path(work) / CONTACT_SHEET).read_bytes())
    for name, (kind, form_set) in _SPECIMENS.items():
        form = FORMS[kind]
        (papers / f"{name}.pdf").write_bytes(render_copies([Copy(form, sample_view(form, form_set))]))


# -- inside


def _enter_examples(services: Services, year: int) -> None:
    """Void an order, leave out numbers behind the last one, note who signed, keep a signature."""
    papers = services.papers
    orders = papers.list_papers(year=year, kind=PaperKind.ORDER)
    record_key = orders[-3].record_key
    assert record_key is not None
    resting = {PaperKind.BUNDLE, PaperKind.REVIEW, PaperKind.TRANSFER, PaperKind.FEEDBACK}
    for paper in reversed(services.records.get_record(record_key).papers):
        if paper.kind in resting and not paper.is_voided:
            papers.void_paper(paper.key, reason="所引指令书作废")
    papers.void_paper(orders[-3].key, reason="整改期限写错，另行制发")
    last = max(paper.serial for paper in orders) + 2
    papers.skip_numbers(kind=PaperKind.ORDER, year=year, last=last, reason="专项检查中手工开具")
    for paper in (*orders[-12:-5], orders[-1]):
        papers.set_received(
            [paper.key], received_on=paper.issued_on + timedelta(days=1), received_by="样例甲"
        )
    services.signatures.add_strokes(person=_PERSON, strokes=_STROKES)


def _take_preview(services: Services, year: int, window: MainWindow, folder: Path) -> None:
    papers = services.papers.list_papers(year=year, kind=PaperKind.NOTICE)[:_PAPERS]
    pdf = services.papers.render_merged([paper.key for paper in papers])
    preview = show_pdf(window.desk, f"检查通知书（{len(papers)}份）", pdf, printers=ShownPrinters())
    assert preview is not None
    _search(preview, papers[2].subject)
    preview.side.segments.set_current(1)
    take_picture(preview, folder / "preview.png")
    preview.print_button.click()
    dialog = _open_dialog(PrintDialog)
    dialog.copies_field.setValue(2)
    _take(dialog, folder / "printing.png")
    preview.reject()


def _take_entry(tab: RecordTab, rows: list[RecordRow], folder: Path) -> None:
    """Show what a decision on the spot asks, for an inspection that found something."""
    found = next(row for row in rows if row.paper_key(PaperKind.ORDER) is not None)
    tab.table.select_keys([found.key])
    tab.actions_of_tab.papers.entries.make(PaperKind.DECISION, [found])
    _take(_open_dialog(EntryDialog), folder / "paper-entry.png")


def _take_register(services: Services, year: int, tab: RecordTab, folder: Path, work: Path) -> None:
    tab.actions_of_tab.papers.open_register()
    register = _open_dialog(RegisterDialog)
    register.kind.set_value(PaperKind.ORDER)
    order = services.papers.list_papers(year=year, kind=PaperKind.ORDER)[-1]
    register.code.setText(order.short_digest)
    register.find()
    _rest()
    register.table.scrollToBottom()  # to the numbers that no paper bears
    take_picture(register, folder / "paper-register.png")
    scans = ScansDialog(register, tab.desk, services)
    scans.stand_over()
    scans.sort(_scanned(services, year, work))
    scans.table.select_keys([scans.lines[0].place])
    scans.code.setText(order.short_digest)
    _rest()
    _take(scans, folder / "paper-scans.png")
    register.reject()


def _scanned(services: Services, year: int, work: Path) -> list[Path]:
    """Return what the scanner saved: a page without a code, and a stack of three signed papers."""
    loose, stack = work / "扫描20220926.pdf", work / "扫描20220927.pdf"
    loose.write_bytes(services.papers.blank(PaperKind.RECEIPT))
    kinds = (PaperKind.NOTICE, PaperKind.SITE_RECORD, PaperKind.ORDER)
    papers = [services.papers.list_papers(year=year, kind=kind)[0] for kind in kinds]
    stack.write_bytes(services.papers.render_merged([paper.key for paper in papers]))
    return [loose, stack]


def _open_dialog(kind: type[D]) -> D:
    """Return the dialog in front once it is there."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        QApplication.processEvents()
        found = QApplication.activeModalWidget()
        if isinstance(found, kind):
            return found
    raise LookupError(kind.__name__)


def _take(dialog: QDialog, path: Path) -> None:
    take_picture(dialog, path)
    dialog.reject()
    QApplication.processEvents()


def _rest() -> None:
    """Let a dialog answer to what was typed a little before."""
    _wait(lambda: False, _REST_SECONDS)


def _search(preview: PreviewWindow, text: str) -> None:
    """Look for a text until all pages are searched."""
    preview.bar.search.field.setText(text)
    _wait(lambda: bool(preview.search.wanted) and preview.search.is_done, _PATIENCE_SECONDS)


def _wait(is_done: Callable[[], bool], seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and not is_done():
        QApplication.processEvents()
