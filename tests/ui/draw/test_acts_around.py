"""平台抽取, 直接委派, 启封 and 依据材料 on screen."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from models.tables.base import BEIJING
from models.vocab import DrawStage, EvidenceKind
from services.container import Services
from services.draw.seal_rows import DirectAppointment, SealChoices
from tests.services.draw.builders import add_enterprise, add_officer, code_of, lock_task, seal, thrown
from tests.ui.draw.conftest import OnDialog, OpenTab
from ui.draw.appoint_dialog import AppointDialog
from ui.draw.evidence_dialog import EvidenceDialog
from ui.draw.facts import CONFIRM, RESULT
from ui.draw.open_dialog import OpenDialog
from ui.draw.platform_dialog import PlatformDialog
from ui.draw.reason_dialog import ReasonDialog
from ui.draw.tab import DrawTab
from ui.recorded_messages import RecordedMessages

DIGITS = "01382438112797316654"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def platform_list(tmp_path: Path) -> Path:
    path = tmp_path / "平台名单.csv"
    rows = [f"{code_of(number)},样例机械厂{number}" for number in (1, 2, 3)]
    path.write_text("\n".join(("统一社会信用代码,企业名称", *rows, f"{code_of(99)},外地的厂")), "utf-8-sig")
    return path


@pytest.fixture
def few_officers(services: Services) -> int:
    for number in range(6):
        add_enterprise(services, number)
    for number in range(3):
        add_officer(services, number, is_leader_qualified=number == 0)
    return lock_task(services, ratio="50")


def take_in(dialog: QWidget) -> None:
    assert isinstance(dialog, PlatformDialog)
    assert not dialog.confirm_button.isEnabled()
    dialog.leaves_out.setChecked(True)
    page = dialog.file.value()
    assert page is not None
    picture = page.with_name("页面.png")
    picture.write_bytes(PNG)
    dialog.page.set_value(picture)
    dialog.number.setText("4103002022001")
    dialog.drawn_at.set_value(datetime(2022, 5, 24, 10, 30, tzinfo=BEIJING))
    dialog.confirm_button.click()


def take_list_in(tab: DrawTab, messages: RecordedMessages, on_dialog: OnDialog, path: Path) -> None:
    messages.answers.append(path)
    on_dialog(take_in)
    tab.seal_page.form.platform_button.click()


def test_a_list_of_the_platform_becomes_the_frame_and_is_called_so_everywhere(
    tab: DrawTab, messages: RecordedMessages, on_dialog: OnDialog, platform_list: Path, services: Services
) -> None:
    take_list_in(tab, messages, on_dialog, platform_list)
    page = tab.seal_page

    assert page.figures.texts == ["名录库（户） 24", "不在平台名单 21", "平台抽取 3", "可抽人员 10 / 10"]
    assert page.form.objects.currentText() == "平台抽取 3 户　4103002022001　2022-05-24"
    assert sorted(page.bars.texts) == ["商城街道 1 户", "翟镇镇 1 户", "首阳山街道 1 户"]
    page.form.thrower.setText("纪检组样例甲")
    page.form.supervisor.setText("样例监督人")
    messages.answers.append(True)
    page.seal_button.click()
    [row] = services.draws.list_draws(year=2022)
    services.draws.draw(draw_key=row.key, contributions=thrown(DIGITS))
    tab.reload()

    assert tab.step == RESULT
    assert "对象由省平台抽取（平台任务号 4103002022001）" in tab.result_page.banner.text
    assert tab.result_page.summary.startswith("本次为第1次抽取：3 户（平台抽取）")
    assert tab.result_page.verdict.startswith("● 已复算一致")
    assert tab.result_page.card.chance == "镇街分布　平台抽取，本局不计机会"


def test_a_withdrawn_list_gives_the_draw_back_to_the_office(
    tab: DrawTab, messages: RecordedMessages, on_dialog: OnDialog, platform_list: Path
) -> None:
    take_list_in(tab, messages, on_dialog, platform_list)
    messages.answers.append("录错任务")

    tab.seal_page.form.withdraw_button.click()

    assert tab.seal_page.form.objects.value() is None
    assert "本次应抽 4" in tab.seal_page.figures.texts
    assert messages.texts("error") == []


def test_the_dialog_says_what_is_missing_beside_the_fields(
    tab: DrawTab, messages: RecordedMessages, on_dialog: OnDialog, platform_list: Path
) -> None:
    said: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, PlatformDialog)
        dialog.leaves_out.setChecked(True)
        dialog.confirm_button.click()
        said.extend(dialog.form.problem(key) for key in ("number", "drawn_at", "page"))
        dialog.cancel_button.click()

    messages.answers.append(platform_list)
    on_dialog(look)
    tab.seal_page.form.platform_button.click()

    assert all(said)


def test_officers_are_named_where_they_cannot_be_drawn(
    open_tab: OpenTab,
    services: Services,
    few_officers: int,
    messages: RecordedMessages,
    on_dialog: OnDialog,
) -> None:
    tab = open_tab()
    page = tab.seal_page
    assert page.banner.action_button.text() == "无法随机派人时直接委派…"

    def give_reason(dialog: QWidget) -> None:
        assert isinstance(dialog, ReasonDialog)
        dialog.reason.setPlainText("全局仅 1 名人员具有组长资格")
        dialog.approved_by.setText("样例局长")
        dialog.confirm_button.click()

    on_dialog(give_reason)
    page.banner.action_button.click()

    assert page.seal_button.isEnabled()
    assert page.draft.choices.direct == DirectAppointment("全局仅 1 名人员具有组长资格", "样例局长")
    assert not page.form.seals_assignment.isVisible()
    page.form.undo_direct_button.click()
    assert not page.seal_button.isEnabled()


def test_the_list_is_dispatched_when_every_place_has_its_officers(
    open_tab: OpenTab, services: Services, few_officers: int, on_dialog: OnDialog
) -> None:
    direct = DirectAppointment("全局仅 1 名人员具有组长资格", "样例局长")
    key = seal(services, few_officers, choices=SealChoices(direct=direct))
    services.draws.draw(draw_key=key, contributions=thrown(DIGITS))
    tab = open_tab()
    tab.show_step(CONFIRM)
    assert not tab.confirm_page.dispatch_button.isEnabled()
    tab.show_step(RESULT)
    said: list[str] = []

    def appoint(dialog: QWidget) -> None:
        assert isinstance(dialog, AppointDialog)
        keys = [line.officer.officer_key for line in dialog.officers.rows]
        dialog.confirm_button.click()
        said.append(dialog.problem)
        dialog.leader.set_value(keys[0])
        dialog.confirm_button.click()
        said.append(dialog.problem)
        dialog.officers.select_keys(keys[1:2])
        dialog.confirm_button.click()

    on_dialog(appoint)
    tab.result_page.appoint_button.click()

    assert said == ["请选择组长。", "每户检查人员不得少于 2 人（行政处罚法第四十二条），请再勾选组员。"]
    assert services.draws.get_draw(draw_key=key).without_officers == 0
    assert tab.result_page.verdict.startswith("● 已复算一致")
    tab.show_step(CONFIRM)
    assert tab.confirm_page.dispatch_button.isEnabled()


def test_no_list_says_who_goes_where_before_the_leader_opens_it(
    open_tab: OpenTab, services: Services, task_key: int, on_dialog: OnDialog
) -> None:
    key = seal(services, task_key, choices=SealChoices(seals_assignment=True))
    services.draws.draw(draw_key=key, contributions=thrown(DIGITS))
    tab = open_tab()
    places = tab.result_page.lists.places
    shown = [column.text(row) for row in places.rows for column in places.model().columns]  # type: ignore[attr-defined]
    loads = [line.load for line in tab.result_page.lists.officers.rows]

    assert not any("样例检查员" in text for text in shown)
    assert sum(loads) == 10
    assert tab.result_page.verdict.startswith("● 已复算一致")

    def open_first(dialog: QWidget) -> None:
        assert isinstance(dialog, OpenDialog)
        assert not any(
            "机械厂" in dialog.envelope.itemText(place) for place in range(dialog.envelope.count())
        )
        dialog.envelope.setCurrentIndex(1)
        dialog.confirm_button.click()
        assert dialog.problems() == {"is_present": "组长本人不在场的，不能启封。"}
        dialog.is_present.setChecked(True)
        dialog.confirm_button.click()

    on_dialog(open_first)
    tab.result_page.open_button.click()

    told = [row for row in tab.result_page.lists.places.rows if not row.is_unopened]
    assert told
    assert {row.team_number for row in told} == {1}
    assert sum(line.load for line in tab.result_page.lists.officers.rows) == 10


def test_a_void_keeps_its_ground_and_the_file_can_be_saved_again(
    open_tab: OpenTab,
    services: Services,
    task_key: int,
    on_dialog: OnDialog,
    messages: RecordedMessages,
    tmp_path: Path,
) -> None:
    key = seal(services, task_key)
    services.draws.draw(draw_key=key, contributions=thrown(DIGITS))
    tab = open_tab()
    ground, target = tmp_path / "监督记录.png", tmp_path / "另存.png"
    ground.write_bytes(PNG)
    messages.answers.extend([ground, target])

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, ReasonDialog)
        assert dialog.file is not None
        dialog.reason.setPlainText("漏录一户")
        dialog.approved_by.setText("样例局长")
        dialog.evidence.setText("监督记录第 3 号")
        dialog.file.choose_button.click()
        dialog.confirm_button.click()

    on_dialog(fill)
    tab.result_page.void_button.click()
    tab.choose_draw(key)
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, EvidenceDialog)
        seen.extend(row.name or row.text for row in dialog.table.rows)
        [file] = [row for row in dialog.table.rows if row.is_file]
        dialog.table.select_keys([(file.key, file.kind, file.at, file.about)])
        dialog.save_button.click()
        dialog.close_button.click()

    on_dialog(look)
    tab.result_page.evidence_button.click()

    assert sorted(seen) == ["监督记录.png", "监督记录第 3 号"]
    assert target.read_bytes() == PNG
    assert services.draws.get_draw(draw_key=key).row.stage is DrawStage.VOIDED


def test_a_scan_of_the_signed_sheet_is_kept_with_the_draw(
    open_tab: OpenTab,
    services: Services,
    task_key: int,
    on_dialog: OnDialog,
    messages: RecordedMessages,
    tmp_path: Path,
) -> None:
    key = seal(services, task_key)
    services.draws.draw(draw_key=key, contributions=thrown(DIGITS))
    scan = tmp_path / "确认单.png"
    scan.write_bytes(PNG)
    messages.answers.append(scan)
    tab = open_tab()

    def add(dialog: QWidget) -> None:
        assert isinstance(dialog, EvidenceDialog)
        dialog.add_button.click()
        assert [row.kind for row in dialog.table.rows] == [EvidenceKind.SIGNED_PAPER]
        dialog.close_button.click()

    on_dialog(add)
    tab.result_page.evidence_button.click()

    assert tab.result_page.evidence_button.text() == "依据材料 1…"


def test_a_roster_that_moved_after_the_seal_is_told(
    open_tab: OpenTab, services: Services, task_key: int
) -> None:
    key = seal(services, task_key)
    with services.workplace.database.transaction() as session:
        session.connection().exec_driver_sql(
            "update enterprises set updated_at = datetime(updated_at, '+1 hour') where name like '%厂1'"
        )
    tab = open_tab()
    sentence = "封存后名录有 1 户变动，本次抽取仍用封存的名单。"

    assert tab.seed_page.banner.text == sentence
    services.draws.draw(draw_key=key, contributions=thrown(DIGITS))
    tab.reload()
    assert tab.result_page.banner.text == sentence
