"""行业对照: which 工贸行业 a GB/T 4754 code belongs to; the program's own table until the office changes a line."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from models.vocab import Industry
from services.container import Services
from services.office.rows import IndustryCodeLine
from ui.desk import Desk
from ui.office.line_dialogs import IndustryCodeDialog
from ui.office.list_dialog import ListDialog
from ui.table.model import Chip, Column

_INTRO = "国民经济行业代码（GB/T 4754）的前缀对应哪个工贸行业；最长的前缀优先，没有列出的为“其他”。改动立即用于导入和录入，已登记的检查对象不变。"


def source_chips(line: IndustryCodeLine) -> list[Chip]:
    """Return whether a line is the program's or the office's own."""
    if not line.is_own:
        return [Chip("内置", "neutral")]
    return [Chip("本单位新增" if line.bundled is None else "本单位改动", "info")]


COLUMNS: tuple[Column[IndustryCodeLine], ...] = (
    Column("代码前缀", lambda line: line.prefix, width=100),
    Column(
        "工贸行业",
        lambda line: line.industry.label,
        lambda line: list(Industry).index(line.industry),
        width=120,
    ),
    Column("内置对照", lambda line: line.bundled.label if line.bundled else "", width=120, stretches=True),
    Column("来源", lambda line: source_chips(line)[0].text, width=110, chips=source_chips),
)


class IndustryCodesDialog(ListDialog[IndustryCodeLine]):
    """Changes the mapping line by line."""

    def __init__(self, parent: QWidget | None, desk: Desk, services: Services) -> None:
        super().__init__(
            parent, desk, title="行业对照", name="industry-codes", intro=_INTRO, columns=COLUMNS, key=_key, nouns=("industry_code",)
        )  # fmt: skip
        self._service = services.industry_codes
        self.add_button = self.add_side_button("新增…", self.add)
        self.edit_button = self.add_side_button("修改…", self.edit)
        self.remove_button = self.add_side_button("删去", self.remove)
        self.restore_button = self.add_side_button("恢复内置对照…", self.restore)
        self.table.opened.connect(self.edit)
        self.reload()

    def reload(self) -> None:
        """Read the mapping again."""
        self.desk.operations.query(
            lambda: (self._service.list_lines(), self._service.is_bundled()), self._show
        )

    def _show(self, found: tuple[Sequence[IndustryCodeLine], bool]) -> None:
        lines, is_bundled = found
        self.show_lines(lines)
        self.restore_button.set_reason("现在用的就是内置对照。" if is_bundled else None)

    def show_state(self) -> None:
        """Say which buttons can work."""
        none = "请先选中一行。" if self.table.current_row() is None else None
        self.edit_button.set_reason(none)
        self.remove_button.set_reason(none)

    def add(self) -> None:
        """Ask for a new line."""
        self._store(IndustryCodeDialog.ask(self, "", Industry.OTHER, self._check))

    def edit(self) -> None:
        """Ask for the industry of the line in use."""
        line = self.table.current_row()
        if line is not None:
            self._store(IndustryCodeDialog.ask(self, line.prefix, line.industry, self._check))

    def remove(self) -> None:
        """Take the line in use away."""
        line = self.table.current_row()
        if line is not None:
            self.change(partial(self._service.remove_line, prefix=line.prefix), f"已删去 {line.prefix}")

    def restore(self) -> None:
        """Let the program's own table count again."""
        if self.desk.messages.confirm(
            "恢复内置对照？", detail="本单位改动和新增的行将不再使用；改动记录保留。", yes="恢复内置对照"
        ):
            self.change(self._service.restore_bundled, "已恢复内置行业对照")

    def _check(self, prefix: str) -> str | None:
        return self._service.check_line(prefix=prefix)

    def _store(self, answer: tuple[str, Industry] | None) -> None:
        if answer is not None:
            prefix, industry = answer
            work = partial(self._service.set_line, prefix=prefix, industry=industry)
            self.change(work, f"已保存：{prefix} → {industry.label}")


def _key(line: IndustryCodeLine) -> str:
    return line.prefix
