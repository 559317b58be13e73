"""Printing from the preview and for a batch: what is asked, what comes out, who is told."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.papers.conftest import LASER, NEEDLE, PrintedCopies, ShowPreview
from tests.ui.papers.printers_to_files import PrintersToFiles
from ui.desk import Desk
from ui.papers.preview_window import PreviewWindow
from ui.papers.printers import PrintOrder, remember, remembered_printer
from ui.papers.printing import print_pdf
from ui.papers.printing_dialog import PrintDialog
from ui.papers.printing_progress import PrintProgress
from ui.recorded_messages import RecordedMessages

PATIENCE_MS = 20_000
OnDialog = Callable[[Callable[[QWidget], object]], None]


def asked(window: PreviewWindow) -> PrintDialog:
    window.print_button.click()
    return front(PrintDialog)


def front(kind: type[QDialog]):
    """Return the dialog in front, which is of that kind."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


def page_count(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


@pytest.fixture
def wait_printed(qtbot: QtBot, messages: RecordedMessages) -> Callable[[], None]:
    def wait() -> None:
        qtbot.waitUntil(
            lambda: bool(messages.said) and messages.last.kind in {"toast", "error"}, timeout=PATIENCE_MS
        )

    return wait


def test_one_copy_of_all_pages_is_the_usual(
    preview: ShowPreview,
    notice_pdf: bytes,
    printers: PrintersToFiles,
    printed: PrintedCopies,
    messages: RecordedMessages,
    wait_printed: Callable[[], None],
) -> None:
    dialog = asked(preview(notice_pdf))
    note = dialog._note.text()

    dialog.confirm_button.click()
    wait_printed()

    assert note == "3 页 × 1 份，用纸 3 张"
    assert [page_count(path) for path in printers.files] == [3]
    assert messages.last.text == f"已交给打印机“{LASER}”：3 页"
    assert printed.told == [1]


def test_copies_pages_and_sides_are_printed_as_ordered(
    preview: ShowPreview,
    merged_pdf: bytes,
    desk: Desk,
    printers: PrintersToFiles,
    printed: PrintedCopies,
    messages: RecordedMessages,
    wait_printed: Callable[[], None],
) -> None:
    dialog = asked(preview(merged_pdf))

    dialog.copies_field.setValue(2)
    dialog.some_button.setChecked(True)
    dialog.range_field.setText("1，3-4")
    dialog.range_field.textEdited.emit("1，3-4")
    dialog.duplex_box.setChecked(True)
    order, note = dialog.order(), dialog._note.text()
    dialog.confirm_button.click()
    wait_printed()

    assert order == PrintOrder(LASER, (0, 2, 3), copies=2, duplex=True)
    assert note == "3 页 × 2 份，用纸 4 张"
    assert page_count(printers.files[0]) == 8
    assert messages.last.text == f"已交给打印机“{LASER}”：3 页 × 2 份"
    assert printed.told == [2]


def test_the_page_in_view_is_printed_alone(preview: ShowPreview, merged_pdf: bytes) -> None:
    window = preview(merged_pdf)
    window.view.go_to(6)
    dialog = asked(window)

    dialog.current_button.setChecked(True)

    assert dialog.current_button.text() == "当前页（第 7 页）"
    assert dialog.order().pages == (6,)
    dialog.reject()


def test_nonsense_for_pages_is_said_beside_the_field_and_nothing_is_printed(
    preview: ShowPreview, merged_pdf: bytes, printers: PrintersToFiles, printed: PrintedCopies
) -> None:
    dialog = asked(preview(merged_pdf))
    dialog.some_button.setChecked(True)

    dialog.confirm_button.click()
    empty = dialog.problem.text()
    dialog.range_field.setText("3-99")
    dialog.confirm_button.click()

    assert empty == "还没有写页码：请写成 1,3-5 这样。"
    assert dialog.problem.text() == "没有第 99 页：这份文书的页码是 1 到 12。"
    assert dialog.isVisible()
    assert (printers.files, printed.told) == ([], [])
    dialog.reject()


def test_leaving_the_dialog_prints_nothing(
    preview: ShowPreview, notice_pdf: bytes, printers: PrintersToFiles, printed: PrintedCopies
) -> None:
    window = preview(notice_pdf)

    asked(window).reject()

    assert (printers.files, printed.told) == ([], [])
    assert window.isVisible()


def test_a_printer_that_cannot_turn_the_sheet_says_so(preview: ShowPreview, merged_pdf: bytes) -> None:
    dialog = asked(preview(merged_pdf))
    dialog.duplex_box.setChecked(True)

    dialog.printer_field.set_value(NEEDLE)

    assert not dialog.duplex_box.isEnabled()
    assert dialog.duplex_box.toolTip() == "这台打印机不会自动双面打印。"
    assert not dialog.order().duplex
    dialog.reject()


def test_a_single_page_asks_for_no_pages(preview: ShowPreview, table_pdf: bytes) -> None:
    dialog = asked(preview(table_pdf))

    assert not dialog.current_button.isVisible()
    assert not dialog.range_field.isVisible()
    assert not dialog.duplex_box.isEnabled()
    assert dialog.order().pages == (0,)
    dialog.reject()


def test_the_printer_chosen_is_chosen_again(
    preview: ShowPreview,
    notice_pdf: bytes,
    desk: Desk,
    printers: PrintersToFiles,
    wait_printed: Callable[[], None],
) -> None:
    window = preview(notice_pdf)
    dialog = asked(window)
    dialog.printer_field.set_value(NEEDLE)
    dialog.confirm_button.click()
    wait_printed()

    again = asked(window)

    assert again.printer_field.value() == NEEDLE
    assert remembered_printer(desk.settings, printers) == NEEDLE
    again.reject()


def test_cancelled_midway_nobody_is_told_of_a_print(
    qtbot: QtBot,
    preview: ShowPreview,
    merged_pdf: bytes,
    printed: PrintedCopies,
    messages: RecordedMessages,
) -> None:
    window = preview(merged_pdf)
    asked(window).confirm_button.click()
    progress = front(PrintProgress)
    qtbot.waitUntil(lambda: progress.bar.value() > 0, timeout=PATIENCE_MS)

    progress.cancel_button.click()

    assert messages.last.text.startswith("已取消打印，没有登记为已打印")
    assert printed.told == []
    assert window.isVisible()


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false", extend=True)  # what Qt says of it
def test_a_printer_that_refuses_is_an_error_and_no_print(
    preview: ShowPreview,
    notice_pdf: bytes,
    tmp_path: Path,
    printed: PrintedCopies,
    messages: RecordedMessages,
    wait_printed: Callable[[], None],
) -> None:
    window = preview(notice_pdf, printers=PrintersToFiles(tmp_path / "没有的文件夹", (LASER,)))

    asked(window).confirm_button.click()
    wait_printed()

    assert messages.last.kind == "error"
    assert messages.last.text.startswith(f"打印机“{LASER}”没有收下打印任务，没有登记为已打印。")
    assert printed.told == []


def test_without_a_printer_a_file_is_offered(
    preview: ShowPreview,
    notice_pdf: bytes,
    tmp_path: Path,
    printed: PrintedCopies,
    messages: RecordedMessages,
) -> None:
    window = preview(notice_pdf, printers=PrintersToFiles(tmp_path, ()))
    messages.answers += [True, tmp_path / "带走.pdf"]

    window.print_button.click()

    assert messages.texts("confirm") == ["这台计算机没有安装打印机"]
    assert (tmp_path / "带走.pdf").read_bytes() == notice_pdf
    assert printed.told == []


def test_without_a_printer_no_is_an_answer(
    preview: ShowPreview, notice_pdf: bytes, tmp_path: Path, messages: RecordedMessages
) -> None:
    window = preview(notice_pdf, printers=PrintersToFiles(tmp_path, ()))
    messages.answers.append(False)

    window.print_button.click()

    assert [one.kind for one in messages.said] == ["confirm"]


def test_the_systems_own_dialog_can_be_left(
    preview: ShowPreview, notice_pdf: bytes, on_dialog: OnDialog, printers: PrintersToFiles
) -> None:
    dialog = asked(preview(notice_pdf))
    seen: list[type] = []

    def leave(system: QWidget) -> None:
        seen.append(type(system))
        system.reject()

    on_dialog(leave)
    dialog.properties_button.click()

    assert seen == [QPrintDialog]
    assert dialog.isVisible()
    assert dialog.printer() is printers.opened[-1]
    dialog.reject()


def test_copies_set_in_the_systems_dialog_are_not_printed_twice_over(
    preview: ShowPreview, notice_pdf: bytes, printers: PrintersToFiles, wait_printed: Callable[[], None]
) -> None:
    dialog = asked(preview(notice_pdf))
    printer = dialog.printer()
    printer.setCopyCount(3)

    dialog.adopt(printer)
    order = dialog.order()
    dialog.confirm_button.click()
    wait_printed()

    assert order.copies == 3
    assert printer.copyCount() == 1
    assert page_count(printers.files[0]) == 9


def test_a_batch_goes_to_the_printer_used_last_without_asking(
    desk: Desk,
    merged_pdf: bytes,
    printers: PrintersToFiles,
    printed: PrintedCopies,
    messages: RecordedMessages,
    wait_printed: Callable[[], None],
) -> None:
    remember(desk.settings, PrintOrder(NEEDLE, (0,)), can_duplex=False)

    print_pdf(desk, "检查通知书（4份）", merged_pdf, on_printed=printed.note, printers=printers)
    progress = front(PrintProgress)
    wait_printed()

    assert progress is not None
    assert [path.name for path in printers.files] == [f"{NEEDLE}-1.pdf"]
    assert page_count(printers.files[0]) == 12
    assert messages.last.text == f"已交给打印机“{NEEDLE}”：12 页"
    assert printed.told == [1]


@pytest.mark.parametrize("used", ["", "已搬走的打印机"])
def test_a_batch_asks_the_first_time_and_when_the_printer_used_last_is_gone(
    desk: Desk, merged_pdf: bytes, printers: PrintersToFiles, printed: PrintedCopies, used: str
) -> None:
    remember(desk.settings, PrintOrder(used, (0,)), can_duplex=False)

    print_pdf(desk, "检查通知书（4份）", merged_pdf, on_printed=printed.note, printers=printers)

    dialog = front(PrintDialog)
    assert dialog.printer_field.value() == LASER
    assert not dialog.current_button.isVisible()
    dialog.reject()
    assert printed.told == []


def test_a_batch_that_is_no_pdf_is_said(
    desk: Desk, printers: PrintersToFiles, printed: PrintedCopies, messages: RecordedMessages
) -> None:
    print_pdf(desk, "检查通知书", b"", on_printed=printed.note, printers=printers)

    assert messages.last.kind == "error"
    assert (printers.files, printed.told) == ([], [])
