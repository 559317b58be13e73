"""核对纸面编码 as a clerk does it: typed, scanned, or from a file that somebody brings."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.rules.short_digest import qr_text, short_digest
from services.container import Services
from services.draw.rows import DrawRow
from services.files.certificate_copy import certificate_text
from tests.browser.certificates import sample, signed
from tests.services.draw.builders import draw_and_dispatch, seal
from tests.ui.draw.conftest import OpenTab
from ui.desk import Desk
from ui.draw.facts import RESULT
from ui.draw.paper_check_dialog import PaperCheckDialog
from ui.recorded_messages import RecordedMessages

DIGITS = "01382438112797316654"
Open = Callable[[Path], PaperCheckDialog]


@pytest.fixture
def drawn(services: Services, task_key: int) -> DrawRow:
    return services.draws.get_draw(draw_key=draw_and_dispatch(services, task_key, DIGITS)).row


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, services: Services) -> PaperCheckDialog:
    made = PaperCheckDialog(None, desk, services)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def open_file(dialog: PaperCheckDialog, messages: RecordedMessages) -> Open:
    def act(path: Path) -> PaperCheckDialog:
        messages.answers.append(path)
        dialog.file_button.click()
        return dialog

    return act


def lines_of(dialog: PaperCheckDialog) -> list[str]:
    return [dialog.lines.item(number).text() for number in range(dialog.lines.count())]


def test_a_scanned_code_finds_the_draw_and_computes_it_again(
    qtbot: QtBot, dialog: PaperCheckDialog, drawn: DrawRow
) -> None:
    qtbot.keyClicks(dialog.code, qr_text("2022-01-1", drawn.result_digest or ""))
    qtbot.keyClick(dialog.code, Qt.Key.Key_Return)

    assert dialog.chip.text() == "复算一致"
    assert "2022-01-1" in dialog.sentence.text()
    assert "本次为第1次抽取" in dialog.sentence.text()
    assert "√ 结果摘要：一致" in lines_of(dialog)
    assert "√ 入库的名单及次序：一致" in lines_of(dialog)
    assert dialog.isVisible()
    assert dialog.code.selectedText() == dialog.code.text()


def test_the_code_of_a_seal_sheet_says_that_there_is_no_result_yet(
    dialog: PaperCheckDialog, services: Services, task_key: int
) -> None:
    detail = services.draws.get_draw(draw_key=seal(services, task_key))

    dialog.code.setText(short_digest(detail.seal.frame_digest))
    dialog.check_button.click()

    assert dialog.chip.text() == "封存有效"
    assert "还没有种子和结果" in dialog.sentence.text()


def test_a_voided_draw_is_said_to_be_voided(
    dialog: PaperCheckDialog, services: Services, drawn: DrawRow
) -> None:
    services.draws.void(draw_key=drawn.key, reason="漏录一户", approved_by="样例局长")

    dialog.code.setText(drawn.result_digest or "")
    dialog.check_button.click()

    assert dialog.chip.text() == "已作废"
    assert "作废的理由：漏录一户" in dialog.sentence.text()


def test_rows_that_were_changed_in_the_database_are_found(
    dialog: PaperCheckDialog, services: Services, drawn: DrawRow
) -> None:
    with services.workplace.database.transaction() as session:
        session.connection().exec_driver_sql("update drawn_places set ticket = '0.1' where position = 1")

    dialog.code.setText(drawn.result_digest or "")
    dialog.check_button.click()

    assert dialog.chip.text() == "复算不一致"
    assert lines_of(dialog)[-1].startswith("×")


@pytest.mark.parametrize(
    ("typed", "word", "sentence"),
    [
        ("1234-1234-1234-1234", "没有找到", "本机的数据库里没有这个校验码的抽取"),
        ("样例", "不能核对", "这不是校验码"),
        (qr_text("2022-01-1", "0" * 64), "不能核对", "校验码与名单、结果都不符"),
    ],
)
def test_a_code_that_leads_nowhere_is_said(
    dialog: PaperCheckDialog, drawn: DrawRow, typed: str, word: str, sentence: str
) -> None:
    dialog.code.setText(typed)
    dialog.check_button.click()

    assert dialog.chip.text() == word
    assert sentence in dialog.sentence.text()
    assert lines_of(dialog) == []
    assert dialog.check_button.isEnabled()


def test_a_certificate_of_this_office_is_verified_with_the_same_lines(
    open_file: Open, services: Services, drawn: DrawRow, tmp_path: Path
) -> None:
    path = tmp_path / "证书.json"
    path.write_text(services.draws.certificate_json(draw_key=drawn.key), encoding="utf-8")

    dialog = open_file(path)

    assert dialog.chip.text() == "一致"
    assert dialog.sentence.text() == "证书.json：2022-01-1 的完整证书，是本机数据库里的抽取。"
    assert lines_of(dialog)[-1] == "√ 证书全文摘要：一致"
    assert dialog.note == f"{len(lines_of(dialog))} 项，{len(lines_of(dialog))} 项一致"


def test_a_public_copy_is_checked_for_what_it_says(
    open_file: Open, services: Services, drawn: DrawRow, tmp_path: Path
) -> None:
    path = tmp_path / "公告.json"
    path.write_text(services.draws.certificate_json(draw_key=drawn.key, public=True), encoding="utf-8")

    dialog = open_file(path)

    assert dialog.chip.text() == "一致"
    assert "公告版不含名单" in dialog.sentence.text()


def test_the_certificate_of_another_office_is_verified_and_said_to_be_unknown(
    open_file: Open, drawn: DrawRow, tmp_path: Path
) -> None:
    path = tmp_path / "外来.json"
    path.write_text(certificate_text(sample()), encoding="utf-8")

    dialog = open_file(path)

    assert dialog.chip.text() == "一致"
    assert "不在本机的数据库里" in dialog.sentence.text()
    assert not dialog.show_button.isVisible()


def test_an_edited_certificate_shows_the_first_difference(open_file: Open, tmp_path: Path) -> None:
    path = tmp_path / "改动.json"
    certificate = sample()
    path.write_text(
        certificate_text(signed({**certificate, "sampled": certificate["sampled"][::-1]})), "utf-8"
    )

    dialog = open_file(path)

    assert dialog.chip.text() == "不一致"
    assert lines_of(dialog)[-1].startswith("× 抽中名单：应为 第1项")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "是空的"),
        (b"%PDF-1.7", "是PDF"),
        (b"\x00\x01\x02", "没有“protocol”一项"),
        (certificate_text(sample()).encode()[:9000], "不完整，在第"),
        (json.dumps({**sample(), "protocol": "ssj-draw/2"}).encode(), "按规程 ssj-draw/2 制作"),
        (b'{"protocol": "ssj-draw/1"}' + b" " * (50 * 1024 * 1024), "抽取证书不会超过 32 MB"),
    ],
    ids=["empty", "pdf", "bytes", "cut", "future", "50 MB"],
)
def test_any_other_file_is_said_in_one_sentence(
    open_file: Open, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "来路不明.json"
    path.write_bytes(content)

    dialog = open_file(path)

    assert dialog.chip.text() == "不能核验"
    assert sentence in dialog.sentence.text()
    assert lines_of(dialog) == []


def test_the_dialog_opens_from_the_menu_of_papers_and_shows_the_draw_it_found(
    qtbot: QtBot, open_tab: OpenTab, services: Services, task_key: int
) -> None:
    first = seal(services, task_key)
    services.draws.void(draw_key=first, reason="漏录一户", approved_by="样例局长")
    frame = services.draws.get_draw(draw_key=first).seal.frame_digest
    second = draw_and_dispatch(services, task_key, DIGITS)
    tab = open_tab()

    tab.papers.check_action.trigger()
    [dialog] = tab.findChildren(PaperCheckDialog)
    dialog.code.setText(qr_text("2022-01-1", frame))
    dialog.check_button.click()
    dialog.show_button.click()

    assert tab.detail is not None and tab.detail.row.key == first != second
    assert tab.step < RESULT
    assert not dialog.isVisible()
