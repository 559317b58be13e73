"""The head of the draw screen: which task, how it stands, which of its draws is on screen."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from services.draw.rows import DrawRow, DrawTaskRow
from ui.draw.facts import draw_label, next_act, task_facts, task_state
from ui.theme import color, font
from ui.widgets.buttons import Button, button, link_button
from ui.widgets.chooser import Chooser
from ui.widgets.labels import ChipLabel, secondary

_STATE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_ITEM_HEIGHT = 48
_POPUP_WIDTH = 560
_SIDE = 12
_FIELD_HEIGHT = 34
_NEXT = 0  # stands for the draw that is still to be sealed


class TaskBar(QWidget):
    """Two lines: the task in large type with its state and its draws, the small print beneath."""

    task_chosen = Signal(int)
    about_clicked = Signal()
    ceremony_clicked = Signal()
    scheme_clicked = Signal()
    draw_chosen = Signal(object)
    """Carries the key of a draw, or None for the next one."""
    fairness_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_filling = False
        self.tasks = Chooser[int]()
        self.tasks.setAccessibleName("抽查任务")
        self.tasks.setStyleSheet("QComboBox { font-size: 12pt; font-weight: 600; }")
        self.tasks.setFixedHeight(_FIELD_HEIGHT)
        self.tasks.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.tasks.setItemDelegate(_TaskDelegate(self.tasks))
        self.tasks.view().setMinimumWidth(_POPUP_WIDTH)
        self.draws = Chooser[int]()
        self.draws.setFixedHeight(_FIELD_HEIGHT)
        self.draws.setAccessibleName("本任务的各次抽取")
        self.next_button: Button = link_button("封存下一次")
        self.papers_button: Button = link_button(
            "文书　", icon_name="printer", hint="打印或保存本次抽取的文书"
        )
        self.more_button: Button = link_button("更多　")
        menu = QMenu(self.more_button)
        self.scheme_action = menu.addAction("工作方案…")
        self.fairness_action = menu.addAction("公平性报告…")
        self.about_action = menu.addAction("抽取规则和公开案例…")
        self.more_button.setMenu(menu)
        self.ceremony_button: Button = button(
            "投影演示 F11", hint="全屏给会场看：封存、种子、抽取、结果、签字"
        )
        self.ceremony_button.setShortcut("F11")
        self._chip = ChipLabel()
        self._state = ElidedLabel()
        self._facts = secondary()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.tasks)
        line.addWidget(self._chip)
        line.addWidget(self._state, 1)
        for part in (
            self.next_button,
            self.draws,
            self.papers_button,
            self.more_button,
            self.ceremony_button,
        ):
            line.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self._facts)

    def _connect(self) -> None:
        self.tasks.currentIndexChanged.connect(self._tell_task)
        self.draws.currentIndexChanged.connect(self._tell_draw)
        self.next_button.clicked.connect(self._tell_next)
        self.scheme_action.triggered.connect(self.scheme_clicked)
        self.fairness_action.triggered.connect(self.fairness_clicked)
        self.about_action.triggered.connect(self.about_clicked)
        self.ceremony_button.clicked.connect(self.ceremony_clicked)

    @property
    def state(self) -> str:
        """What is to be done with the task, in words."""
        return self._state.full

    def set_compact(self, is_compact: bool) -> None:
        """Leave out the small print on a low screen; it stays in the tooltip of the task."""
        self._facts.setVisible(not is_compact)

    def set_tasks(self, tasks: Sequence[DrawTaskRow], chosen: int) -> None:
        """Offer the tasks of the year; tells nothing."""
        self._is_filling = True
        self.tasks.set_options([(task.key, task.name) for task in tasks])
        for number, task in enumerate(tasks):
            word, _, sentence = task_state(task)
            self.tasks.setItemData(number, f"任务 {task.number}　{word}　{sentence}", _STATE_ROLE)
        self.tasks.set_value(chosen)
        self._is_filling = False

    def show_task(self, task: DrawTaskRow, draws: Sequence[DrawRow], shown: int | None) -> None:
        """Show how a task stands and offer its draws, the newest first; tells nothing."""
        self._is_filling = True
        self.tasks.set_value(task.key)
        self._is_filling = False
        word, tone, sentence = task_state(task)
        self._chip.show_state(word, tone)
        self._state.set_text(sentence)
        self._facts.setText(task_facts(task))
        self.tasks.setToolTip(task_facts(task))
        options = [(draw.key, draw_label(draw)) for draw in reversed(draws)]
        following = [(_NEXT, "下一次抽取")] if task.open_draw_key is None else []
        self._is_filling = True
        self.draws.set_options([*following, *options])
        self.draws.set_value(_NEXT if shown is None else shown)
        self._is_filling = False
        self.draws.setVisible(bool(options))
        self.next_button.setText(f"去{next_act(task)}")
        self.next_button.setVisible(shown is not None and not task.blocked)

    def _tell_task(self) -> None:
        key = self.tasks.value()
        if key is not None and not self._is_filling:
            self.task_chosen.emit(key)

    def _tell_next(self) -> None:
        self.draw_chosen.emit(None)

    def _tell_draw(self) -> None:
        if not self._is_filling:
            self.draw_chosen.emit(self.draws.value() or None)


class ElidedLabel(QLabel):
    """One line that gives way to its neighbours; the whole text stands in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self.full = text
        self.setToolTip(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self.full, Qt.TextElideMode.ElideRight, self.width()))


class _TaskDelegate(QStyledItemDelegate):
    """Two lines a task: its name, and how it stands."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(rect, color("accent_soft"))
        room = rect.adjusted(_SIDE, 4, -_SIDE, -4)
        painter.setFont(font(10.0, bold=True))
        painter.setPen(color("text"))
        self._line(
            painter, room, Qt.AlignmentFlag.AlignTop, str(index.data(int(Qt.ItemDataRole.DisplayRole)))
        )
        painter.setFont(font(9.0))
        painter.setPen(color("neutral"))
        self._line(painter, room, Qt.AlignmentFlag.AlignBottom, str(index.data(_STATE_ROLE) or ""))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option, index
        return QSize(_POPUP_WIDTH, _ITEM_HEIGHT)

    @staticmethod
    def _line(painter: QPainter, room: QRect, align: Qt.AlignmentFlag, text: str) -> None:
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(align | Qt.AlignmentFlag.AlignLeft), shown)
