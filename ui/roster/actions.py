"""What the buttons do that all three lists have: leave the list with a reason, come back, export."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial, reduce
from operator import or_
from pathlib import Path

from services.changes import Changes
from services.files.writing import safe_file_name
from ui.desk import Desk
from ui.widgets.toast import Link

WORKBOOK = "Excel 工作簿 (*.xlsx)"


def retire(
    desk: Desk,
    *,
    what: str,
    names: Sequence[str],
    keys: Sequence[int],
    measure: str,
    work: Callable[[int, str], Changes],
    undo: Callable[[int], Changes],
) -> None:
    """Ask for the reason, then take the records off the roster one by one; each keeps its papers."""
    who = f"“{names[0]}”" if len(names) == 1 else f"{len(names):,} {measure}{what}"
    reason = desk.messages.ask_text(
        f"{who}退出名录",
        f"请写明 {who} 退出名录的原因。退出后不再参加抽取；已有的抽取、记录和文书照样保留，也可以恢复。",
        initial=desk.settings.choice(f"retire-reason/{what}", ""),
        is_long=True,
        check=lambda text: None if text else "请写明退出名录的原因。",
        confirm="退出名录",
    )
    if reason is None:
        return
    desk.settings.set_choice(f"retire-reason/{what}", reason)
    bring_back = Link("撤销", partial(restore, desk, who=who, keys=keys, work=undo))
    desk.operations.change(
        lambda: for_each(keys, lambda key: work(key, reason)),
        lambda _: desk.messages.toast(f"{who}已退出名录", bring_back),
    )


def restore(desk: Desk, *, who: str, keys: Sequence[int], work: Callable[[int], Changes]) -> None:
    """Put the records back on the roster."""
    desk.operations.change(lambda: for_each(keys, work), lambda _: desk.messages.toast(f"{who}已恢复到名录"))


def export(
    desk: Desk, *, title: str, count: str, today: date, purpose: str, write: Callable[[Path], object]
) -> None:
    """Ask where, and write the rows on screen as a workbook that the import reads back."""
    name = safe_file_name(f"{title}_{today.isoformat()}") + ".xlsx"
    path = desk.messages.ask_save_file(f"导出{title}", name, WORKBOOK, purpose=purpose)
    if path is None:
        return

    def work() -> Path:
        write(path)
        return path

    desk.operations.query(
        work,
        lambda done: desk.messages.toast_file(f"已导出 {count}：{done.name}", done),
        label=f"正在导出{title}",
    )


def for_each(keys: Sequence[int], act: Callable[[int], Changes]) -> Changes:
    """Do one thing to several records; return all that changed."""
    return reduce(or_, (act(key) for key in keys), Changes())
