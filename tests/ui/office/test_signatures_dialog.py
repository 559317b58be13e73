"""Signatures are added from a picture or by drawing, shown, and withdrawn."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from services.container import Services
from services.files.signature_picture import signature_from_strokes
from ui.desk import Desk
from ui.office.actions import open_table
from ui.office.settings_form import TABLES
from ui.office.signature_pad import SignaturePad
from ui.office.signatures_dialog import DrawSignatureDialog, SignaturesDialog
from ui.recorded_messages import RecordedMessages

STROKES = [[(0.0, 0.0), (60.0, 20.0)], [(10.0, 30.0), (50.0, 0.0)]]
OnDialog = Callable[[Callable[..., object]], None]


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, services: Services) -> SignaturesDialog:
    dialog = SignaturesDialog(None, desk, services)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def persons(services: Services) -> list[tuple[str, bool]]:
    rows = services.signatures.list_signatures(with_withdrawn=True)
    return [(row.person, row.is_withdrawn) for row in rows]


def test_a_signature_is_added_from_a_picture_and_shown(
    dialog: SignaturesDialog, services: Services, messages: RecordedMessages, tmp_path: Path
) -> None:
    path = tmp_path / "签名.png"
    path.write_bytes(signature_from_strokes(STROKES))
    messages.answers.extend(["样例甲", path])

    dialog.file_button.click()

    assert persons(services) == [("样例甲", False)]
    assert messages.last.text == "已添加样例甲的签名图"
    assert not dialog.picture.pixmap().isNull()


def test_a_picture_without_ink_is_refused_in_words(
    dialog: SignaturesDialog, services: Services, messages: RecordedMessages, tmp_path: Path
) -> None:
    path = tmp_path / "签名.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n broken")
    messages.answers.extend(["样例甲", path])

    dialog.file_button.click()

    assert "“签名.png”不是可用的图片" in messages.last.text
    assert persons(services) == []


def test_leaving_the_question_for_the_name_adds_nothing(
    dialog: SignaturesDialog, services: Services, messages: RecordedMessages
) -> None:
    messages.answers.append(None)

    dialog.file_button.click()

    assert persons(services) == []


def test_a_signature_is_drawn_on_the_screen(
    dialog: SignaturesDialog, services: Services, on_dialog: OnDialog, qtbot: QtBot
) -> None:
    def sign(drawing: DrawSignatureDialog) -> None:
        drawing.person.setText(" 样例乙 ")
        write(qtbot, drawing.pad)
        drawing.confirm_button.click()

    on_dialog(sign)
    dialog.draw_button.click()

    assert persons(services) == [("样例乙", False)]


def write(qtbot: QtBot, pad: SignaturePad) -> None:
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    qtbot.mouseMove(pad, QPoint(200, 90))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(200, 90))


def test_a_drawing_without_a_name_or_a_stroke_is_refused_beside_its_field(qtbot: QtBot) -> None:
    drawing = DrawSignatureDialog(None)
    qtbot.addWidget(drawing)
    drawing.show()

    drawing.confirm_button.click()

    assert drawing.isVisible()
    assert drawing.form.problem("person") == "请填写签名人的姓名。"
    assert drawing.form.problem("strokes") == "还没有签名，请在框内书写。"


def test_a_new_sheet_is_taken_for_a_spoilt_signature(qtbot: QtBot) -> None:
    drawing = DrawSignatureDialog(None)
    qtbot.addWidget(drawing)
    drawing.show()
    write(qtbot, drawing.pad)
    before = drawing.pad.strokes()

    drawing.clear_link.click()

    assert len(before) == 1
    assert before[0][0] == (60.0, 60.0)
    assert drawing.pad.strokes() == ()


def test_a_signature_is_withdrawn_once(
    dialog: SignaturesDialog, services: Services, messages: RecordedMessages
) -> None:
    services.signatures.add_strokes(person="样例甲", strokes=STROKES)
    dialog.reload()
    messages.answers.append(True)

    dialog.withdraw_button.click()

    assert persons(services) == [("样例甲", True)]
    assert dialog.withdraw_button.toolTip() == "该签名图已停用。"


def test_the_settings_lead_to_the_signatures(
    desk: Desk, services: Services, dialog: SignaturesDialog, on_dialog: OnDialog
) -> None:
    seen: list[str] = []

    def look(opened: SignaturesDialog) -> None:
        seen.append(opened.windowTitle())
        opened.confirm_button.click()

    on_dialog(look)
    open_table(desk, services, "签名图", dialog)

    assert "签名图" in TABLES
    assert seen == ["签名图"]
