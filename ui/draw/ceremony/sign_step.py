"""⑤ 签字确认: who is present in which role, the result's digest to be read aloud, the papers to sign."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.rules.short_digest import short_digest
from models.vocab import DrawStage
from services.draw.rows import DrawDetail
from ui.draw.attendees_dialog import suggest_attendees
from ui.draw.ceremony.big_table import BigColumn, BigTable, Cell
from ui.draw.ceremony.look import words
from ui.draw.ceremony.step import CeremonyStep, Source
from ui.draw.facts import grouped, void_text
from ui.widgets.buttons import Button, action_button, primary_button

_COLUMNS = (BigColumn("姓名", 7.0, is_bold=True), BigColumn("身份", 8.0), BigColumn("单位"))
_TITLE = "在场人员核对后签字"
_NOBODY = "还没有登记在场人员：请点击“在场人员…”，会议记录按登记的姓名和身份列出签字处。"


class SignStep(CeremonyStep):
    """The last step; 完成 leaves the ceremony."""

    attendees_clicked = Signal()
    confirmation_clicked = Signal()
    minutes_clicked = Signal()
    done_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = words(_TITLE, size="accent")
        self.nobody = words(_NOBODY, look="warn")
        self.attendees = BigTable(_COLUMNS, blocks=2)
        self.digest = words()
        self.short = words(size="accent")
        self.remark = words(look="bad")
        self.attendees_button: Button = action_button("在场人员…")
        self.confirmation_button: Button = action_button("结果确认单…")
        self.minutes_button: Button = action_button("会议记录…")
        self.done_button: Button = primary_button("完成")
        self._lay_out()
        self.attendees.paged.connect(self.changed)
        self.attendees_button.clicked.connect(self.attendees_clicked)
        self.confirmation_button.clicked.connect(self.confirmation_clicked)
        self.minutes_button.clicked.connect(self.minutes_clicked)
        self.done_button.clicked.connect(self.done_clicked)

    @property
    def pages(self) -> int:
        """The pages of those present."""
        return self.attendees.pages

    @property
    def page(self) -> int:
        """The page on screen."""
        return self.attendees.page

    def turn_to(self, page: int) -> None:
        """Turn to a page."""
        self.attendees.go_to(page)
        self.changed.emit()

    @property
    def hint(self) -> str:
        """What the operator can do."""
        return "签字完毕后按 Esc 或“完成”退出"

    def show_draw(self, source: Source) -> None:
        """Show a drawn draw."""
        if not isinstance(source, DrawDetail) or source.row.drawn_at is None:
            return
        row, digest = source.row, source.row.result_digest or ""
        present = source.attendees or suggest_attendees(source)
        self.title.setText(f"{_TITLE}　{source.meeting_place}" if source.meeting_place else _TITLE)
        self.nobody.setVisible(not source.attendees)
        self.attendees.set_rows([(Cell(one.name), Cell(one.role), Cell(one.unit)) for one in present])
        self.digest.setText(f"结果指纹　{grouped(digest)}")
        self.short.setText(f"结果校验码　{short_digest(digest)}")
        self.remark.setText(void_text(row))
        self.remark.setVisible(bool(self.remark.text()))
        is_fixed = row.stage in (DrawStage.DISPATCHED, DrawStage.VOIDED)
        self.attendees_button.set_reason(
            f"抽取 {row.draw_code} {row.stage.label}，在场人员不能再改。" if is_fixed else None
        )
        self.changed.emit()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for made in (self.done_button, self.attendees_button, self.confirmation_button, self.minutes_button):
            buttons.addWidget(made)
        buttons.addStretch(1)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self.title, self.remark, self.nobody):
            layout.addWidget(part)
        layout.addWidget(self.attendees, 1)
        layout.addWidget(self.short)
        layout.addWidget(self.digest)
        layout.addLayout(buttons)
        self.stack.addWidget(page)
