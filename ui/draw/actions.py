"""What the clerk can do on the draw screen, one function an act. Each asks first where there is no way back."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from models.errors import UserFacingError
from models.rules.seed import Contribution
from models.vocab import DrawStage
from services.changes import Changes
from services.container import Services
from services.draw.rows import DrawDetail, DrawRow, PlaceRow
from services.draw.seal_rows import DrawPreview
from services.files.writing import safe_file_name, write_file
from ui.desk import Desk
from ui.draw.attendees_dialog import AttendeesDialog
from ui.draw.facts import COPIES, FrameView, seed_text, view_of
from ui.draw.officer_dialog import OfficerDialog
from ui.draw.reason_dialog import Reason, ReasonDialog
from ui.draw.seal_draft import SealDraft

Refusal = Callable[[UserFacingError], object]
_JSON_KIND, _PDF_KIND = "证书文件，可核验 (*.json)", "可打印的证书 (*.pdf)"
_HTML_KIND = "网页，在浏览器里重算 (*.html)"
_FULL_KINDS = ";;".join((_JSON_KIND, _PDF_KIND, _HTML_KIND))
_PUBLIC_KINDS = ";;".join((_PDF_KIND, _HTML_KIND, _JSON_KIND))
_NAMED = 6  # enterprises named in a question before 等


def seal(
    desk: Desk, services: Services, preview: DrawPreview, draft: SealDraft, *, on_end: Callable[[], object]
) -> bool:
    """封存 what the screen shows; return whether the clerk agreed."""
    view = view_of(preview)
    agreed = desk.messages.confirm(
        f"封存 {view.total:,} 户名单，作为 {preview.draw_code} 的抽样框？",
        detail=f"{_what_is_sealed(view)}；{_who_is_sealed(preview, view)}。封存后名单、人员、检查期限和种子来源都不能再改，"
        "有程序错误的只能公开作废后重新封存。",
        yes=f"封存 {view.total:,} 户名单",
    )
    if not agreed:
        return False
    desk.settings.set_choice("draw/source", str(draft.seed_rule.source))
    desk.operations.change(
        partial(
            services.draws.seal,
            task_key=preview.task_key,
            operator=draft.operator,
            supervisor=draft.supervisor,
            seed_rule=draft.seed_rule,
            choices=draft.choices,
        ),
        lambda _: desk.messages.toast(
            f"已封存 {view.total:,} 户（{preview.draw_code}）：请打印或公布摘要后再取得种子"
        ),
        on_end=on_end,
        label=f"正在封存 {view.total:,} 户名单",
    )
    return True


def draw(
    desk: Desk,
    services: Services,
    detail: DrawDetail,
    contributions: Sequence[Contribution],
    *,
    on_refusal: Refusal,
    on_end: Callable[[], object],
) -> bool:
    """抽取 with the seed that was typed, or the system's random source if none was; return whether the clerk agreed."""
    view = view_of(detail)
    read_back = "\n".join(f"{given.by}：{seed_text(given.text)}" for given in contributions)
    what = f"从 {view.selectable:,} 户中抽取 {view.places} 户"
    act = f"抽取 {view.places} 户"
    if view.is_platform:
        what, act = f"为平台抽取的 {view.compulsory} 户抽取检查人员", "抽取检查人员"
    agreed = desk.messages.confirm(
        f"用这个种子{what}？",
        detail=f"{read_back or '种子由系统随机源产生，未经公开见证。'}\n\n"
        "请与现场逐位核对。种子一经使用，结果立即入库，不能撤回，也不能再抽一次。",
        yes=act,
    )
    if agreed:
        draw_now(desk, services, detail, contributions, on_refusal=on_refusal, on_end=on_end)
    return agreed


def draw_now(
    desk: Desk,
    services: Services,
    detail: DrawDetail,
    contributions: Sequence[Contribution],
    *,
    on_refusal: Refusal,
    on_end: Callable[[], object] | None = None,
) -> None:
    """抽取 without a further question: whoever calls it has put the question in large type."""
    key = detail.row.key

    def work() -> Changes:
        given = contributions or [services.draws.system_contribution()]
        return services.draws.draw(draw_key=key, contributions=given)

    desk.operations.change(
        work,
        lambda _: desk.messages.toast(f"{detail.row.draw_code} 已抽取，结果已入库"),
        on_refusal,
        on_end=on_end,
        label="正在抽取",
    )


def ask_attendees(desk: Desk, services: Services, parent: QWidget, detail: DrawDetail) -> None:
    """Ask who is present and write it down with the draw."""
    meeting = AttendeesDialog.ask(parent, detail)
    if meeting is None:
        return
    desk.operations.change(
        partial(
            services.draws.set_meeting,
            draw_key=detail.row.key,
            meeting_place=meeting.place,
            attendees=meeting.attendees,
        ),
        lambda _: desk.messages.toast(f"已登记在场人员 {len(meeting.attendees)} 人"),
    )


def dispatch(desk: Desk, services: Services, row: DrawRow, *, on_end: Callable[[], object]) -> bool:
    """派发 the list to the inspection records; return whether the clerk agreed."""
    agreed = desk.messages.confirm(
        f"派发 {row.drawn_count} 户到检查记录？",
        detail=f"{row.draw_code} 的每一户各生成一条“待检查”记录，检查组可以开出检查通知书。"
        "请确认监督人与操作人已核对名单并签字。",
        yes=f"派发 {row.drawn_count} 户",
    )
    if not agreed:
        return False
    desk.operations.change(
        partial(services.draws.dispatch, draw_key=row.key),
        lambda _: desk.messages.toast(f"已派发 {row.drawn_count} 户到检查记录"),
        on_end=on_end,
        label=f"正在派发 {row.drawn_count} 户",
    )
    return True


def void(desk: Desk, services: Services, parent: QWidget, row: DrawRow) -> None:
    """作废 a draw in the open."""
    given = ReasonDialog.ask(
        parent,
        f"作废抽取 {row.draw_code}",
        _void_meaning(row),
        confirm=f"作废 {row.draw_code}",
        hint="写明程序错误和证据，如：封存前漏录 3 户，见 2022-06-08 监督记录",
        is_dangerous=True,
        messages=desk.messages,
    )
    if given is None:
        return
    desk.operations.change(
        partial(services.draws.void, draw_key=row.key, **_grounds(given)),
        lambda _: desk.messages.toast(f"已作废 {row.draw_code}；重新抽取须先重新封存"),
    )


def substitute(
    desk: Desk, services: Services, parent: QWidget, row: DrawRow, places: Sequence[PlaceRow]
) -> None:
    """递补 the chosen enterprises by the next ones in ticket order."""
    named = "、".join(place.name for place in places[:_NAMED]) + ("等" if len(places) > _NAMED else "")
    given = ReasonDialog.ask(
        parent,
        f"递补 {len(places)} 户",
        f"{named}\n\n由同类（不定向抽取为同镇街）中号码次序的下一户依次递补，不能指定；没有可递补的，名额注明作废。"
        "换下的对象连同理由、批准人留在记录和证书中。",
        confirm=f"递补 {len(places)} 户",
        hint="写明不能检查的情形，如：已注销",
        messages=desk.messages,
    )
    if given is None:
        return
    desk.operations.change(
        partial(
            services.draws.substitute,
            draw_key=row.key,
            place_keys=[place.key for place in places],
            **_grounds(given),
        ),
        lambda _: desk.messages.toast(f"已递补 {len(places)} 户，换下的对象留在结果表中"),
    )


def replace_officer(
    desk: Desk, services: Services, parent: QWidget, detail: DrawDetail, chosen: PlaceRow | None
) -> None:
    """补抽 a successor for an officer who drops out or must stand aside."""
    asked = OfficerDialog.ask_replacement(parent, detail, chosen, desk.messages)
    if asked is None:
        return
    desk.operations.change(
        partial(
            services.draws.replace_officer,
            draw_key=detail.row.key,
            officer_key=asked.officer_key,
            place_key=asked.place_key,
            **_grounds(asked.given),
        ),
        lambda _: desk.messages.toast("已补抽，接替人员已列入名单"),
    )


def ask_certificate(desk: Desk, services: Services, row: DrawRow) -> None:
    """Ask which copy of the certificate is wanted and write it."""
    is_public = desk.messages.choose(
        f"导出 {row.draw_code} 的哪一种抽取证书？",
        (("完整版（内部）", False), ("公告版", True)),
        detail=COPIES,
    )
    if is_public is not None:
        export_certificate(desk, services, row, is_public=is_public)


def export_certificate(desk: Desk, services: Services, row: DrawRow, *, is_public: bool) -> None:
    """Write one copy of the certificate; the full one asks first while inspections of the task are open."""
    if is_public:
        _export_copy(desk, services, row, is_public=True)
        return
    desk.operations.query(
        partial(services.certificates.full_copy_obstacle, draw_key=row.key),
        partial(_export_full, desk, services, row),
    )


def _export_full(desk: Desk, services: Services, row: DrawRow, obstacle: str | None) -> None:
    agreed = obstacle is None or desk.messages.confirm(
        f"现在导出 {row.draw_code} 的完整证书？",
        detail=f"{obstacle}\n只供内部留存和监督核验的，可以现在导出，请妥善保管；导出记入操作日志。",
        yes="导出，只供内部",
        is_dangerous=True,
    )
    if agreed:
        _export_copy(desk, services, row, is_public=False)


def _export_copy(desk: Desk, services: Services, row: DrawRow, *, is_public: bool) -> None:
    word, kinds = ("公告版", _PUBLIC_KINDS) if is_public else ("完整版", _FULL_KINDS)
    suffix = "pdf" if is_public else "json"
    path = desk.messages.ask_save_file(
        f"导出抽取证书（{word}）",
        f"{safe_file_name(f'抽取证书 {row.draw_code} {word}')}.{suffix}",
        kinds,
        purpose="certificate",
    )
    if path is None:
        return
    desk.operations.change(
        partial(services.certificates.export, draw_key=row.key, path=path, is_public=is_public),
        lambda _: desk.messages.toast_file(f"已导出抽取证书（{word}）{path.name}", path),
        label="正在导出抽取证书",
    )


def export_frame(desk: Desk, services: Services, detail: DrawDetail) -> None:
    """Write the sealed frame byte for byte: its SHA-256 is the digest that was read aloud."""
    path = desk.messages.ask_save_file(
        "导出封存名单（交监督人）",
        f"{safe_file_name(f'封存名单 {detail.row.draw_code} 第{detail.seal.number}号')}.csv",
        "封存名单 (*.csv)",
        purpose="certificate",
    )
    if path is None:
        return

    def work() -> Path:
        write_file(path, services.draws.frame_text(draw_key=detail.row.key).encode("ascii"))
        return path

    text = f"已导出封存名单 {path.name}，文件的 SHA-256 即名单指纹"
    desk.operations.query(work, partial(desk.messages.toast_file, text), label="正在导出封存名单")


def _grounds(given: Reason) -> dict[str, Any]:
    return {
        "reason": given.reason,
        "approved_by": given.approved_by,
        "evidence": given.evidence,
        "evidence_path": given.evidence_path,
    }


def _what_is_sealed(view: FrameView) -> str:
    if view.is_platform:
        return f"平台抽取 {view.compulsory} 户，全部检查，本局不再抽取对象"
    return f"可抽 {view.selectable:,} 户，必查 {view.compulsory} 户，应抽 {view.places} 户"


def _who_is_sealed(preview: DrawPreview, view: FrameView) -> str:
    if preview.choices.direct is not None:
        return f"检查人员直接委派（{preview.choices.direct.approved_by}批准）"
    return f"可抽人员 {view.in_pool} 人"


def _void_meaning(row: DrawRow) -> str:
    lines = [
        "只有程序上的错误才能作废，须有证据和批准。",
        "本次的封存、种子和结果不会删除：以后本任务的每一份证书都列出它，纸面写明“本次为第 n 次抽取”。",
        "重新抽取须重新封存名单、重新取得种子。",
    ]
    if row.stage is DrawStage.DISPATCHED:
        lines.insert(1, f"已派发的 {row.drawn_count} 户检查记录随之终止；有对象已检查完毕的，不能作废。")
    return "\n".join(f"{number}．{line}" for number, line in enumerate(lines, start=1))
