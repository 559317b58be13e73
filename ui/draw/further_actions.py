"""The acts around a draw, one function an act: the platform's list, 直接委派, 启封, 依据材料."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from services.container import Services
from services.draw.platform_rows import PlatformDrawRow
from services.draw.rows import DrawDetail, DrawTaskRow, PlaceRow
from services.draw.seal_rows import DirectAppointment, DrawPreview
from ui.desk import Desk
from ui.draw.appoint_dialog import AppointDialog
from ui.draw.file_field import LIST_FILTER
from ui.draw.open_dialog import OpenDialog
from ui.draw.platform_dialog import PlatformDialog
from ui.draw.reason_dialog import ReasonDialog

_DIRECT = (
    "检查人员不足以随机派人时，才可以直接委派（国发〔2019〕5号）；理由和批准人记入封存单、证书和名单。\n"
    "对象仍按种子抽取；抽取之后逐户指定检查人员，每户不少于 2 人，须回避的不能指定；全部委派后才能派发。"
)


def take_in_list(
    desk: Desk, services: Services, parent: QWidget, task: DrawTaskRow, on_taken: Callable[[int], object]
) -> None:
    """Ask for the list of the platform and take it in."""
    path = desk.messages.ask_open_file("选择平台抽取的名单", LIST_FILTER, purpose="platform-list")
    if path is None:
        return
    dialog = PlatformDialog(parent, desk, services, task, path)
    dialog.taken_in.connect(on_taken)
    dialog.exec()


def withdraw_list(
    desk: Desk, services: Services, chosen: PlatformDrawRow, on_withdrawn: Callable[[None], object]
) -> None:
    """撤回 a list that was taken in by mistake."""
    reason = desk.messages.ask_text(
        f"撤回平台抽取 {chosen.number}",
        "理由（名单留存备查，记入操作日志）",
        is_long=True,
        check=lambda text: None if text else "请写明撤回的理由。",
        confirm="撤回名单",
    )
    if reason is None:
        return

    def tell(_: object) -> None:
        desk.messages.toast(f"已撤回平台抽取 {chosen.number} 的名单")
        on_withdrawn(None)

    desk.operations.change(
        partial(services.platform_draws.withdraw, platform_draw_key=chosen.key, reason=reason), tell
    )


def ask_direct(parent: QWidget, preview: DrawPreview | None) -> DirectAppointment | None:
    """Ask why the officers are named instead of drawn, and who approved it; nothing is written before the seal."""
    if preview is None or not preview.can_appoint:
        return None
    given = ReasonDialog.ask(
        parent,
        "直接委派检查人员",
        f"{''.join(preview.obstacles)}\n\n{_DIRECT}",
        confirm="按直接委派封存",
        hint="如：全局仅 1 名人员具有组长资格，无法随机组成检查组",
    )
    return None if given is None else DirectAppointment(given.reason, given.approved_by)


def appoint(
    desk: Desk, services: Services, parent: QWidget, detail: DrawDetail, chosen: Sequence[PlaceRow]
) -> None:
    """委派: name the officers of some places, the leader first."""
    given = AppointDialog.ask(parent, detail, chosen, desk.settings)
    if given is None:
        return
    desk.operations.change(
        partial(
            services.draws.appoint,
            draw_key=detail.row.key,
            place_keys=given.place_keys,
            officer_keys=given.officer_keys,
        ),
        lambda _: desk.messages.toast(f"已委派 {len(given.place_keys)} 户的检查人员"),
    )


def open_assignment(desk: Desk, services: Services, parent: QWidget, detail: DrawDetail) -> None:
    """启封 one team's or one leader's part of a sealed assignment."""
    envelope = OpenDialog.ask(parent, detail)
    if envelope is None:
        return
    desk.operations.change(
        partial(
            services.draws.open_assignment,
            draw_key=detail.row.key,
            place_keys=envelope.place_keys,
            opened_by=envelope.leader,
        ),
        lambda _: desk.messages.toast(
            f"{envelope.leader}已启封 {len(envelope.place_keys)} 户，启封已记入日志"
        ),
    )
