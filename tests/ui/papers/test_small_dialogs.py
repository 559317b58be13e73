"""登记签收 and 跳号: what they accept and what they say beside their fields."""

from datetime import date, datetime

import pytest
from pytestqt.qtbot import QtBot

from models.tables.base import BEIJING
from models.vocab import PaperKind, PrintKind
from services.papers.rows import PaperRow, PrintRow
from ui.papers.print_log_dialog import PrintLogDialog
from ui.papers.received_dialog import ReceivedDialog
from ui.papers.skip_dialog import SkipDialog
from ui.settings_store import SettingsStore

TODAY = date(2022, 6, 8)


def paper(key: int = 1) -> PaperRow:
    return PaperRow(
        key=key,
        kind=PaperKind.NOTICE,
        year=2022,
        serial=key,
        number=f"（豫偃）应急抽通〔2022〕{key}号",
        record_key=key,
        draw_key=None,
        subject=f"样例{key}厂",
        issued_on=date(2022, 5, 25),
        issued_by="样例操作人",
        is_voided=False,
        void_reason="",
        short_digest="A1B2-C3D4-E5F6-0718",
        prints=0,
        received_on=None,
        received_by="",
        scans=0,
    )


@pytest.mark.parametrize(
    ("day", "name", "key", "sentence"),
    [
        (None, "样例癸", "day", "请填写签收日期"),
        (date(2022, 6, 9), "样例癸", "day", "晚于今天"),
        (date(2022, 5, 24), "样例癸", "day", "早于发文日期（2022-05-25）"),
        (date(2022, 5, 25), "", "name", "请填写签收人"),
    ],
)
def test_a_receipt_that_cannot_be_is_told_beside_its_field(
    qtbot: QtBot, day: date | None, name: str, key: str, sentence: str
) -> None:
    dialog = ReceivedDialog(None, [paper()], TODAY)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.day.set_value(day)
    dialog.name.setText(name)

    dialog.confirm_button.click()

    assert sentence in dialog.problem(key)
    assert dialog.isVisible()


def test_several_papers_are_received_at_once(qtbot: QtBot) -> None:
    dialog = ReceivedDialog(None, [paper(1), paper(2)], TODAY)
    qtbot.addWidget(dialog)
    dialog.name.setText("样例癸")

    with qtbot.waitSignal(dialog.accepted):
        dialog.confirm_button.click()

    assert (dialog.received_on, dialog.received_by) == (TODAY, "样例癸")


def test_numbers_are_left_out_with_a_reason_only(qtbot: QtBot) -> None:
    dialog = SkipDialog(None, PaperKind.NOTICE, 2022, 4)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.last_serial.setValue(9)

    dialog.confirm_button.click()
    refused = dialog.problem("reason")
    dialog.reason.setText("此前手工编号")
    with qtbot.waitSignal(dialog.accepted):
        dialog.confirm_button.click()

    assert dialog.what == "第 4 至 9 号不再使用，下一份从第 10 号编起。"
    assert refused == "请写明跳号的理由，登记簿中会注明。"
    assert dialog.last == 9


def test_the_print_log_tells_the_original_from_the_reprints(qtbot: QtBot, settings: SettingsStore) -> None:
    when = datetime(2022, 6, 8, 9, 0, tzinfo=BEIJING)
    lines = [PrintRow(PrintKind.PRINTED, ordinal, 2, when, "样例操作人") for ordinal in (0, 1)]
    dialog = PrintLogDialog(None, paper(), lines, settings)
    qtbot.addWidget(dialog)

    columns = {column.title: column for column in dialog.table._model.columns}
    marks = [columns["标记"].text(line) for line in dialog.table.rows]

    assert marks == ["首次", "补打第1次"]
    assert dialog.note == "2 次，共 4 份"
