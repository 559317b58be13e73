"""科室: the list that officers, tasks and submissions refer to."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from services.container import Services
from services.office.rows import SectionLine
from ui.desk import Desk
from ui.office.line_dialogs import ChoiceDialog
from ui.office.list_dialog import ListDialog
from ui.table.model import RIGHT, Chip, Column

_INTRO = "改名后旧名称自动成为曾用名称：导入的旧表写旧名称，也归入现在的科室（例如执法监察大队 = 综合行政执法大队）。"


def state_chips(line: SectionLine) -> list[Chip]:
    """Return whether a 科室 is in use."""
    return [Chip("在用", "ok") if line.is_active else Chip("停用", "neutral")]


COLUMNS: tuple[Column[SectionLine], ...] = (
    Column("科室", lambda line: line.name, width=170),
    Column(
        "曾用名称",
        lambda line: f"已并入{line.merged_into}" if line.merged_into else "、".join(line.aliases),
        width=240,
        stretches=True,
    ),
    Column("人员", lambda line: f"{line.officers:,}", lambda line: line.officers, width=56, align=RIGHT),
    Column("任务", lambda line: f"{line.tasks:,}", lambda line: line.tasks, width=56, align=RIGHT),
    Column("状态", lambda line: state_chips(line)[0].text, width=68, chips=state_chips),
)


class SectionsDialog(ListDialog[SectionLine]):
    """Adds, renames, merges, orders and closes 科室."""

    def __init__(self, parent: QWidget | None, desk: Desk, services: Services) -> None:
        super().__init__(
            parent, desk, title="科室", name="sections", intro=_INTRO, columns=COLUMNS, key=_key, nouns=("section", "officer")
        )  # fmt: skip
        self._service = services.sections
        self._lines: Sequence[SectionLine] = ()
        self.add_button = self.add_side_button("新增…", self.add)
        self.rename_button = self.add_side_button("改名…", self.rename, hint="旧名称成为曾用名称")
        self.alias_button = self.add_side_button("曾用名称…", self.edit_aliases)
        self.merge_button = self.add_side_button("并入…", self.merge, hint="人员、任务和报送转到另一个科室")
        self.up_button = self.add_side_button("上移", partial(self.move_by, -1))
        self.down_button = self.add_side_button("下移", partial(self.move_by, 1))
        self.active_button = self.add_side_button("停用", self.toggle)
        self.reload()

    def reload(self) -> None:
        """Read the 科室 again."""
        self.desk.operations.query(self._service.list_lines, self._show)

    def _show(self, lines: Sequence[SectionLine]) -> None:
        self._lines = lines
        self.show_lines(lines)

    def show_state(self) -> None:
        """Say which buttons can work."""
        line = self.table.current_row()
        none = "请先选中一个科室。" if line is None else None
        closed = "该科室已停用，请先启用。" if line is not None and not line.is_active else none
        in_use = [one.key for one in self._lines if one.is_active]
        for made in (self.rename_button, self.alias_button, self.merge_button):
            made.set_reason(closed)
        if line is not None and closed is None and len(in_use) < 2:
            self.merge_button.set_reason("没有别的科室可以并入。")
        is_first = line is not None and in_use[:1] == [line.key]
        is_last = line is not None and in_use[-1:] == [line.key]
        self.up_button.set_reason(closed or ("已在最前。" if is_first else None))
        self.down_button.set_reason(closed or ("已在最后。" if is_last else None))
        self.active_button.setText("停用" if line is None or line.is_active else "启用")
        has_officers = line is not None and line.is_active and line.officers > 0
        why = (
            f"还有 {line.officers} 名人员，请先调到别的科室或并入别的科室。"
            if line and has_officers
            else None
        )
        self.active_button.set_reason(none or why)

    def add(self) -> None:
        """Ask for the name of a new 科室."""
        name = self.desk.messages.ask_text("新增科室", "科室名称：", check=self._service.name_problem)
        if name is not None:
            self.change(partial(self._service.add_section, name=name), f"已新增科室：{name}")

    def rename(self) -> None:
        """Ask for another name."""
        line = self.table.current_row()
        if line is None:
            return
        name = self.desk.messages.ask_text(
            "科室改名",
            f"“{line.name}”现在的名称（旧名称自动成为曾用名称）：",
            initial=line.name,
            check=lambda text: self._service.name_problem(text, key=line.key),
        )
        if name is not None and name != line.name:
            work = partial(self._service.rename_section, key=line.key, name=name)
            self.change(work, f"“{line.name}”已改名为“{name}”")

    def edit_aliases(self) -> None:
        """Ask for the former names, one a line."""
        line = self.table.current_row()
        if line is None:
            return
        typed = self.desk.messages.ask_text(
            "曾用名称",
            f"“{line.name}”的曾用名称和别的写法，每行一个：",
            initial="\n".join(line.aliases),
            is_long=True,
        )
        if typed is not None:
            work = partial(self._service.set_aliases, key=line.key, aliases=typed.splitlines())
            self.change(work, f"已保存“{line.name}”的曾用名称")

    def merge(self) -> None:
        """Ask into which 科室 this one goes."""
        line = self.table.current_row()
        if line is None:
            return
        others = [(one.key, one.name) for one in self._lines if one.is_active and one.key != line.key]
        into = ChoiceDialog.ask(
            self,
            f"并入：{line.name}",
            "并入科室",
            others,
            hint=f"“{line.name}”的人员、任务和报送转过去，名称成为曾用名称；本科室停用。",
            confirm="并入",
        )
        if into is not None:
            name = dict(others)[into]
            work = partial(self._service.merge_section, key=line.key, into=into)
            self.change(work, f"“{line.name}”已并入“{name}”")

    def move_by(self, by: int) -> None:
        """Move the 科室 up or down."""
        line = self.table.current_row()
        if line is not None:
            self.desk.operations.change(partial(self._service.move_section, key=line.key, by=by))

    def toggle(self) -> None:
        """Close the 科室, or take it into use again."""
        line = self.table.current_row()
        if line is not None:
            work = partial(self._service.set_active, key=line.key, is_active=not line.is_active)
            self.change(work, f"已{'停用' if line.is_active else '启用'}科室：{line.name}")


def _key(line: SectionLine) -> int:
    return line.key
