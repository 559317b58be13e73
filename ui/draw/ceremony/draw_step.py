"""③ 抽取: one large confirmation with the seed as it will be used. The service stores the whole draw or nothing of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.vocab import DrawStage
from services.draw.rows import DrawDetail
from ui.draw.ceremony.look import words
from ui.draw.ceremony.seed_step import UNWITNESSED
from ui.draw.ceremony.step import CeremonyStep, Source
from ui.draw.ceremony.telling import drawn_text, is_platform, remarks
from ui.draw.facts import view_of
from ui.widgets.buttons import Button, primary_button

_HOW = "种子给每一户一个号码，按号码从小到大取够应抽户数。结果先入库，再上屏幕；不能撤回，也不能再抽一次。"
_OFFICERS_ONLY = "对象已由平台抽出，本局只抽检查人员。结果先入库，再上屏幕；不能撤回，也不能再抽一次。"
_WORKING = "正在抽取…"


class DrawStep(CeremonyStep):
    """The question, and in the same place what the service refused."""

    draw_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draw_button: Button = primary_button("抽取")
        self.draw_button.setProperty("letter", "confirm")
        self.caption = words("种子", look="secondary")
        self.seed_box = words(size="seed")
        self.mark = words(UNWITNESSED, size="mark")
        self.problem = words(size="mark")
        self.how = words(_HOW)
        self.done = words(size="title")
        self.remark = words(look="bad")
        self._detail: DrawDetail | None = None
        self._is_working = False
        self._lay_out()
        self.draw_button.clicked.connect(self.draw_clicked)
        self.problem.hide()

    @property
    def is_open(self) -> bool:
        """Whether there is still something to draw."""
        return self._detail is not None and self._detail.row.stage is DrawStage.SEALED

    @property
    def obstacle(self) -> str:
        """A clicker never draws: that takes Enter or the button."""
        if not self.is_open:
            return ""
        return _WORKING if self._is_working else "还没有抽取：请按 Enter，或点击大按钮。"

    @property
    def hint(self) -> str:
        """What the operator can do."""
        return "按 Enter 抽取" if self.is_open and self.draw_button.isEnabled() else ""

    def show_draw(self, source: Source) -> None:
        """Show what the button will do, or when it was done."""
        if not isinstance(source, DrawDetail):
            return
        self._detail, self._is_working = source, False
        view, row = view_of(source), source.row
        if is_platform(source):
            self.draw_button.setText(f"用这个种子为平台抽出的 {view.compulsory} 户抽取检查人员")
            self.how.setText(_OFFICERS_ONLY)
        else:
            extra = f"另列必查 {view.compulsory} 户，不占名额。" if view.compulsory else ""
            self.draw_button.setText(f"用这个种子从 {view.selectable:,} 户中抽取 {view.places} 户")
            self.how.setText(extra + _HOW)
        drawn = f"已于 {row.drawn_at:%Y-%m-%d %H:%M:%S} 抽取：{drawn_text(source)}" if row.drawn_at else ""
        self.done.setText(drawn)
        self.done.setVisible(bool(drawn))
        self.remark.setText("\n".join(remarks(source)))
        self.remark.setVisible(bool(self.remark.text()))
        self.draw_button.setVisible(self.is_open)
        self.how.setVisible(self.is_open)
        self.changed.emit()

    def show_seed(self, seed: str, *, is_system: bool, fault: str) -> None:
        """Show the seed, or why there is none yet."""
        self.mark.setVisible(is_system)
        self.caption.setVisible(bool(seed))
        self.seed_box.setVisible(bool(seed))
        self.seed_box.setText(seed)
        if self.is_open and not self._is_working:
            self.draw_button.set_reason(fault or None)
            self.show_problem(fault)

    def show_working(self) -> None:
        """Take no second press while the draw runs."""
        self._is_working = True
        self.draw_button.set_reason(_WORKING)
        self.show_problem("")

    def show_refusal(self, why: str) -> None:
        """Say what the service refused; nothing was stored."""
        self._is_working = False
        self.draw_button.set_reason(None)
        self.show_problem(f"{why}\n没有抽取，也没有存入任何内容。")

    def show_problem(self, text: str) -> None:
        """Show a sentence in the place of the result, or none."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self.changed.emit()

    def confirm(self) -> None:
        """Draw."""
        if self.is_open and not self._is_working:
            self.draw_button.click()

    def _lay_out(self) -> None:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        for part in (self.caption, self.seed_box, self.mark):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self.draw_button, 0, Qt.AlignmentFlag.AlignHCenter)
        for part in (self.done, self.remark, self.problem, self.how):
            layout.addWidget(part)
        layout.addStretch(2)
        self.stack.addWidget(page)
