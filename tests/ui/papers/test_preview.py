"""The preview as a clerk uses it: turned, zoomed, searched, copied from, kept, by keyboard throughout."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.services.files.paper_builders import notice_view, render_notices
from tests.services.files.pdf_reading import page_texts
from tests.ui.papers.conftest import NAMES, ShowPreview
from ui.desk import Desk
from ui.papers.preview import show_pdf
from ui.papers.preview_stack import STEPS, Fit, PageStack, next_step
from ui.papers.preview_window import PreviewWindow
from ui.recorded_messages import RecordedMessages

CONTROL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
PATIENCE_MS = 10_000


def press(window: PreviewWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(QApplication.focusWidget() or window.view, key, modifier)


def find(qtbot: QtBot, window: PreviewWindow, text: str) -> None:
    press(window, Qt.Key.Key_F, CONTROL)
    window.bar.search.field.setText(text)
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.search.is_done, timeout=PATIENCE_MS)


def wheel(window: PreviewWindow, notches: int, modifier: Qt.KeyboardModifier) -> None:
    view = window.view.viewport()
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(view.mapToGlobal(QPoint(50, 50))),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_the_preview_says_what_it_shows(preview: ShowPreview, merged_pdf: bytes) -> None:
    window = preview(merged_pdf, "检查通知书（4份）")

    assert window.windowTitle() == "预览：检查通知书（4份）"
    assert window.note.text() == "A4 纵向 · 共 12 页"
    assert window.bar.page.text() == "1"
    assert window.isModal()


def test_the_pages_are_on_the_screen(preview: ShowPreview, notice_pdf: bytes) -> None:
    window = preview(notice_pdf)

    picture = window.view.viewport().grab().toImage()

    page = window.view.rect_of(0)
    dark = [
        (x, y)
        for x in range(max(page.left(), 0), min(page.right(), picture.width() - 1), 2)
        for y in range(max(page.top(), 0) + 2, min(page.bottom(), picture.height() - 1), 2)
        if picture.pixelColor(x, y).lightness() < 100
    ]
    assert len(dark) > 200


def test_what_is_no_pdf_is_said_and_nothing_opens(desk: Desk, messages: RecordedMessages) -> None:
    window = show_pdf(desk, "检查通知书", b"")

    assert window is None
    assert messages.texts("error") == ["这份 PDF 不完整，无法显示。请重新生成后再打开。"]


def test_the_keys_turn_the_pages(preview: ShowPreview, merged_pdf: bytes) -> None:
    window = preview(merged_pdf)
    press(window, Qt.Key.Key_0, CONTROL)
    seen = []

    for key in (
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Space,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_Right,
        Qt.Key.Key_Left,
        Qt.Key.Key_End,
        Qt.Key.Key_Home,
    ):
        press(window, key)
        seen.append(window.view.page + 1)

    assert seen == [2, 3, 2, 3, 2, 12, 1]


def test_a_window_full_is_turned_where_a_page_does_not_fit(preview: ShowPreview, merged_pdf: bytes) -> None:
    window = preview(merged_pdf)
    press(window, Qt.Key.Key_1, CONTROL)
    bar = window.view.verticalScrollBar()

    press(window, Qt.Key.Key_PageDown)
    after_page, page = bar.value(), window.view.page
    press(window, Qt.Key.Key_Down)

    assert after_page == window.view.viewport().height() - 48
    assert page == 0
    assert bar.value() == after_page + 48


def test_a_page_is_gone_to_by_its_number(preview: ShowPreview, merged_pdf: bytes) -> None:
    window = preview(merged_pdf)

    press(window, Qt.Key.Key_G, CONTROL)
    QTest.keyClicks(window.bar.page, "7")
    press(window, Qt.Key.Key_Return)
    middle = window.view.page
    QTest.keyClicks(window.bar.page, "99")
    press(window, Qt.Key.Key_Return)

    assert middle == 6
    assert window.view.page == 11
    assert window.bar.page.text() == "12"


def test_a_number_begun_and_left_gives_way_to_the_page_in_view(
    preview: ShowPreview, merged_pdf: bytes
) -> None:
    window = preview(merged_pdf)
    press(window, Qt.Key.Key_G, CONTROL)
    QTest.keyClicks(window.bar.page, "9")

    press(window, Qt.Key.Key_Escape)

    assert window.isVisible()
    assert window.bar.page.text() == "1"


def test_each_size_is_one_key_away(preview: ShowPreview, notice_pdf: bytes) -> None:
    window = preview(notice_pdf)
    view = window.view

    press(window, Qt.Key.Key_1, CONTROL)
    actual = (view.fit, view.percent, view.rect_of(0).width())
    press(window, Qt.Key.Key_2, CONTROL)
    wide = (view.fit, view.rect_of(0).left(), view.viewport().width() - view.rect_of(0).right())
    press(window, Qt.Key.Key_0, CONTROL)
    whole = view.rect_of(0).height() <= view.viewport().height()

    dots = view.logicalDpiX()
    assert actual == (Fit.ACTUAL, 100, round(595.2756 / 72 * dots))
    assert wide[0] is Fit.WIDTH and 8 <= wide[1] <= 32 and 8 <= wide[2] <= 32
    assert whole


def test_zooming_goes_through_the_usual_sizes(preview: ShowPreview, notice_pdf: bytes) -> None:
    window = preview(notice_pdf)
    press(window, Qt.Key.Key_1, CONTROL)

    press(window, Qt.Key.Key_Plus, CONTROL)
    larger = window.view.percent
    press(window, Qt.Key.Key_Minus, CONTROL)
    press(window, Qt.Key.Key_Minus, CONTROL)
    smaller = window.view.percent
    wheel(window, 1, CONTROL)
    wheel(window, 1, CONTROL)

    assert (larger, smaller, window.view.percent) == (110, 90, 110)
    assert window.bar.zoom.chooser.currentText() == "110%"


def test_zooming_keeps_what_is_read_in_view(preview: ShowPreview, merged_pdf: bytes) -> None:
    window = preview(merged_pdf)
    window.view.set_percent(100)
    window.view.go_to(7)
    pages = []

    for percent in (200, 50, 400, 100):
        window.view.set_percent(percent)
        pages.append(window.view.page)

    assert set(pages) <= {6, 7}


def test_the_wheel_alone_scrolls(preview: ShowPreview, merged_pdf: bytes) -> None:
    window = preview(merged_pdf)
    before = window.view.percent

    wheel(window, -2, NONE)

    assert window.view.verticalScrollBar().value() > 0
    assert window.view.percent == before


def test_hits_are_counted_and_gone_through_in_a_ring(
    qtbot: QtBot, preview: ShowPreview, merged_pdf: bytes
) -> None:
    window = preview(merged_pdf)
    find(qtbot, window, "检查通知书")
    total = len(window.search.hits)
    first, page = window.bar.search.count.text(), window.view.page

    press(window, Qt.Key.Key_F3)
    second, next_page = window.bar.search.count.text(), window.view.page
    press(window, Qt.Key.Key_F3, SHIFT)
    press(window, Qt.Key.Key_F3, SHIFT)

    assert total == 4
    assert (first, page) == ("1 / 4", 0)
    assert (second, next_page) == ("2 / 4", 3)
    assert window.bar.search.count.text() == "4 / 4"
    assert window.view.page == 9


def test_enter_on_the_same_text_goes_to_the_next_hit(
    qtbot: QtBot, preview: ShowPreview, merged_pdf: bytes
) -> None:
    window = preview(merged_pdf)
    find(qtbot, window, "检查通知书")
    counts = [window.bar.search.count.text()]

    for _ in range(4):
        press(window, Qt.Key.Key_Return)
        counts.append(window.bar.search.count.text())

    assert counts == ["1 / 4", "2 / 4", "3 / 4", "4 / 4", "1 / 4"]


def test_the_hit_is_marked_on_the_page(qtbot: QtBot, preview: ShowPreview, merged_pdf: bytes) -> None:
    window = preview(merged_pdf)
    find(qtbot, window, NAMES[2])

    [hit] = window.search.hits[:1]
    [rect] = window.pages.rectangles(hit)
    paper = window.view.rect_of(hit.page)
    scale = paper.width() / window.pages.sizes[hit.page].width()
    middle = paper.topLeft() + QPoint(round(rect.center().x() * scale), round(rect.top() * scale + 1))
    picture = window.view.viewport().grab().toImage()

    assert window.view.viewport().rect().contains(middle)
    assert picture.pixelColor(middle).blue() < 160


def test_a_text_that_is_not_there_is_said(qtbot: QtBot, preview: ShowPreview, merged_pdf: bytes) -> None:
    window = preview(merged_pdf)

    find(qtbot, window, "没有这家企业")
    press(window, Qt.Key.Key_F3)

    assert window.bar.search.count.text() == "没有找到"
    assert not window.bar.search.on_button.isEnabled()


def test_escape_clears_the_search_first_and_then_leaves(
    qtbot: QtBot, preview: ShowPreview, merged_pdf: bytes
) -> None:
    window = preview(merged_pdf)
    find(qtbot, window, "检查")

    press(window, Qt.Key.Key_Escape)
    is_open, count = window.isVisible(), window.bar.search.count.text()
    press(window, Qt.Key.Key_Escape)

    assert (is_open, count) == (True, "")
    assert not window.isVisible()


def test_thumbnails_and_outline_lead_to_their_pages(preview: ShowPreview, merged_pdf: bytes) -> None:
    window = preview(merged_pdf)
    side = window.side

    side.thumbnails.setCurrentIndex(side.thumbnails.model().index(4, 0))
    by_picture = window.view.page
    side.segments.set_current(1)
    side.bookmarks.setCurrentIndex(side.outline.index(3, 0))

    assert by_picture == 4
    assert window.view.page == 9
    assert side.bookmarks.isVisible()


def test_the_side_follows_the_page_that_is_read(preview: ShowPreview, merged_pdf: bytes) -> None:
    window = preview(merged_pdf)

    window.view.go_to(8)

    assert window.side.thumbnails.currentIndex().row() == 8
    assert window.side.bookmarks.currentIndex().data() == NAMES[2]


def test_a_single_paper_offers_its_outline_to_nobody(
    preview: ShowPreview, table_pdf: bytes, notice_pdf: bytes
) -> None:
    table = preview(table_pdf)
    was_shown = table.side.isVisible()
    press(table, Qt.Key.Key_F4)
    notice = preview(notice_pdf)

    assert (was_shown, table.side.isVisible()) == (False, True)
    assert table.note.text() == "A4 横向 · 共 1 页"
    assert not table.side.segments.isVisible()
    assert not notice.side.segments.isVisible()


def test_side_and_size_come_back_next_time(preview: ShowPreview, merged_pdf: bytes) -> None:
    first = preview(merged_pdf)
    press(first, Qt.Key.Key_F4)
    press(first, Qt.Key.Key_0, CONTROL)
    first.reject()

    second = preview(merged_pdf)

    assert not second.side.isVisible()
    assert second.view.fit is Fit.PAGE


def test_marked_text_is_copied(qtbot: QtBot, preview: ShowPreview, notice_pdf: bytes) -> None:
    window = preview(notice_pdf)
    press(window, Qt.Key.Key_1, CONTROL)
    view = window.view
    window.search.look_for("检查通知书")
    qtbot.waitUntil(lambda: window.search.is_done, timeout=PATIENCE_MS)
    [rect] = window.pages.rectangles(window.search.hits[0])
    paper, scale = view.rect_of(0), view.logicalDpiX() / 72
    y = round(rect.center().y() * scale)
    start = paper.topLeft() + QPoint(round(rect.left() * scale) + 4, y)
    end = paper.topLeft() + QPoint(round(rect.right() * scale) - 4, y)

    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, NONE, start)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, NONE, end)
    press(window, Qt.Key.Key_C, CONTROL)

    assert view.selected_text == "检查通知书"
    assert QGuiApplication.clipboard().text() == "检查通知书"


def test_the_pdf_is_kept_where_the_clerk_says(
    preview: ShowPreview, notice_pdf: bytes, messages: RecordedMessages, tmp_path: Path
) -> None:
    window = preview(notice_pdf)
    target = tmp_path / "留存.pdf"
    messages.answers.append(target)

    press(window, Qt.Key.Key_S, CONTROL)

    assert target.read_bytes() == notice_pdf
    assert messages.last.text == "已存为“留存.pdf”"
    assert [link.text for link in messages.links] == ["打开文件", "打开文件夹"]


def test_a_place_that_cannot_be_written_is_said_and_the_preview_stays(
    preview: ShowPreview, notice_pdf: bytes, messages: RecordedMessages, tmp_path: Path
) -> None:
    window = preview(notice_pdf)
    (tmp_path / "目录.pdf").mkdir()
    messages.answers.append(tmp_path / "目录.pdf")

    window.save_button.click()

    assert messages.last.kind == "error"
    assert messages.last.text.startswith("无法写入“目录.pdf”")
    assert window.isVisible()


def test_leaving_the_file_dialog_keeps_nothing(
    preview: ShowPreview, notice_pdf: bytes, messages: RecordedMessages
) -> None:
    window = preview(notice_pdf)
    messages.answers.append(None)

    window.save_button.click()

    assert [one.kind for one in messages.said] == ["save"]


def test_another_program_gets_a_file_of_its_own(
    preview: ShowPreview, notice_pdf: bytes, table_pdf: bytes, messages: RecordedMessages
) -> None:
    for pdf in (notice_pdf, table_pdf, notice_pdf):
        window = preview(pdf, "样例：/文书")
        press(window, Qt.Key.Key_O, CONTROL)
        window.reject()

    first, other, again = (Path(text) for text in messages.texts("show"))
    assert first == again != other
    assert page_texts(first.read_bytes()) == page_texts(notice_pdf)
    assert first.name.startswith("样例：_文书-")


def test_everything_has_room_on_a_notebook_at_150_percent(
    qtbot: QtBot, preview: ShowPreview, merged_pdf: bytes
) -> None:
    window = preview(merged_pdf)
    window.resize(895, 472)
    find(qtbot, window, "检查")

    bar = window.bar
    parts = (bar.side_button, bar.page, bar.zoom, bar.search.on_button, bar.search.count, window.close_button)
    right = [part.mapTo(window, QPoint(part.width(), 0)).x() for part in parts]
    assert (window.width(), window.height()) == (895, 472)
    assert max(right) <= 895
    assert bar.search.mapTo(window, QPoint()).x() >= bar.zoom.mapTo(window, QPoint(bar.zoom.width(), 0)).x()
    assert window.view.viewport().height() > 320


def test_a_preview_goes_with_the_window_beneath_it(
    qtbot: QtBot, preview: ShowPreview, merged_pdf: bytes
) -> None:
    beneath = QWidget()
    beneath.resize(900, 600)
    beneath.show()
    beneath.activateWindow()
    qtbot.waitUntil(beneath.isActiveWindow)
    window = preview(merged_pdf)
    find(qtbot, window, "检查")

    beneath.deleteLater()

    qtbot.waitUntil(lambda: not isValid(window))


def test_a_thousand_pages_open_and_only_those_in_view_are_drawn(preview: ShowPreview) -> None:
    pdf = render_notices([notice_view(number=f"（豫偃）应急抽通〔2022〕{n}号") for n in range(1, 335)])

    window = preview(pdf)
    window.view.viewport().grab()
    window.view.go_to(900)
    window.view.viewport().grab()

    drawn = {page for page, _, _ in window.view._strips}
    assert window.pages.count > 1000
    assert window.view.page == 900
    assert len(drawn) <= 6


def test_steps_end_at_the_smallest_and_the_largest() -> None:
    assert next_step(STEPS[0], up=False) == STEPS[0]
    assert next_step(STEPS[-1], up=True) == STEPS[-1]
    assert next_step(96.4, up=True) == 100


@pytest.mark.parametrize("scale", [0.3, 1.0, 1.3333, 4.0])
def test_each_height_belongs_to_the_page_that_lies_there(scale: float, merged_pdf: bytes, open_pages) -> None:
    pages = open_pages(merged_pdf)
    stack = PageStack(pages.sizes, scale)

    found = [stack.page_at(stack.top(page) + 1) for page in range(pages.count)]
    above = [stack.page_at(stack.top(page) - 2) for page in range(pages.count)]

    assert found == above == list(range(pages.count))
    assert list(stack.between(0, stack.height)) == list(range(pages.count))
