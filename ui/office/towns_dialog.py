"""镇街: the strata of the 不定向 draw, and the words by which addresses name them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from services.container import Services
from services.office.rows import TownDraft, TownLine
from ui.desk import Desk
from ui.office.line_dialogs import TownDialog
from ui.office.list_dialog import ListDialog
from ui.table.model import RIGHT, Chip, Column

_INTRO = (
    "不定向抽取按镇街分层；导入时按“地址用词”从地址认出镇街。改动立即用于导入、清理和抽取，已完成的抽取不变。"
)


def place_chips(line: TownLine) -> list[Chip]:
    """Return whether a town is in the district, and whether it is in use."""
    chips = [Chip("本区", "ok") if line.draft.in_district else Chip("区外", "warn")]
    return chips if line.is_active else [*chips, Chip("停用", "neutral")]


COLUMNS: tuple[Column[TownLine], ...] = (
    Column("名称", lambda line: line.name, width=160, stretches=True),
    Column("地址用词", lambda line: line.draft.stem, width=88),
    Column("代码", lambda line: line.code, width=100),
    Column(
        "检查对象", lambda line: f"{line.enterprises:,}", lambda line: line.enterprises, width=76, align=RIGHT
    ),
    Column("负责人员", lambda line: f"{line.officers:,}", lambda line: line.officers, width=76, align=RIGHT),
    Column(
        "归属", lambda line: "、".join(chip.text for chip in place_chips(line)), width=108, chips=place_chips
    ),
)


class TownsDialog(ListDialog[TownLine]):
    """Adds, changes and closes 镇街."""

    def __init__(self, parent: QWidget | None, desk: Desk, services: Services) -> None:
        super().__init__(
            parent, desk, title="镇街", name="towns", intro=_INTRO, columns=COLUMNS, key=_key, nouns=("town", "enterprise", "officer")
        )  # fmt: skip
        self._service = services.towns
        self._offers: Sequence[TownDraft] = ()
        self.add_button = self.add_side_button("新增…", self.add)
        self.edit_button = self.add_side_button("修改…", self.edit)
        self.active_button = self.add_side_button("停用", self.toggle)
        self.delete_button = self.add_side_button("删除…", self.delete)
        self.offer_button = self.add_side_button(
            "加入开发区", self.take_offers, hint="没有国家代码的区域，单独分层"
        )
        self.offer_button.hide()
        self.table.opened.connect(self.edit)
        self.reload()

    def reload(self) -> None:
        """Read the towns, and which areas the office does not have yet."""
        self.desk.operations.query(
            lambda: (self._service.list_lines(), self._service.list_offers()), self._show
        )

    def _show(self, found: tuple[Sequence[TownLine], Sequence[TownDraft]]) -> None:
        lines, self._offers = found
        self.offer_button.setVisible(bool(self._offers))
        self.offer_button.setText(f"加入{'、'.join(offer.name for offer in self._offers)}")
        self.show_lines(lines)

    def show_state(self) -> None:
        """Say which buttons can work."""
        line = self.table.current_row()
        none = "请先选中一个镇街。" if line is None else None
        self.edit_button.set_reason(none)
        self.active_button.setText("停用" if line is None or line.is_active else "启用")
        used = line is not None and line.is_active and (line.enterprises or line.officers)
        why = (
            f"还有 {line.enterprises:,} 户检查对象、{line.officers} 名负责人员，请先改到别的镇街。"
            if line and used
            else None
        )
        self.active_button.set_reason(none or why)
        self.delete_button.set_reason(none or why)

    def add(self) -> None:
        """Ask for a new 镇街."""
        draft = TownDialog.ask(self, TownDraft(), partial(self._service.check_town, is_new=True), is_new=True)
        if draft is not None:
            self.change(partial(self._service.add_town, draft=draft), f"已新增镇街：{draft.name}")

    def edit(self) -> None:
        """Ask for the name and the word of the town in use."""
        line = self.table.current_row()
        if line is None:
            return
        check = partial(self._service.check_town, is_new=False)
        draft = TownDialog.ask(self, line.draft, check, is_new=False)
        if draft is not None and draft != line.draft:
            self.change(partial(self._service.update_town, draft=draft), f"已保存镇街：{draft.name}")

    def toggle(self) -> None:
        """Close the town, or take it into use again."""
        line = self.table.current_row()
        if line is not None:
            work = partial(self._service.set_active, code=line.code, is_active=not line.is_active)
            self.change(work, f"已{'停用' if line.is_active else '启用'}镇街：{line.name}")

    def delete(self) -> None:
        """Delete a town that nothing ever named."""
        line = self.table.current_row()
        if line is not None and self.desk.messages.confirm(
            f"删除镇街“{line.name}”？",
            detail="只有从未用过的才能删除；用过的可以停用。",
            yes="删除",
            is_dangerous=True,
        ):
            self.change(partial(self._service.delete_town, code=line.code), f"已删除镇街：{line.name}")

    def take_offers(self) -> None:
        """Add the areas that the office does not have yet."""
        for offer in self._offers:
            self.change(partial(self._service.add_town, draft=offer), f"已加入{offer.name}")


def _key(line: TownLine) -> str:
    return line.code
