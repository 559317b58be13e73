"""Printing and saving what was issued: which 文种, as single files or as one with bookmarks."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from models.vocab import PaperKind
from services.records.rows import RecordRow
from ui.widgets.dialog import WorkDialog
from ui.widgets.labels import secondary, strong

FORMS_OF_ROWS: tuple[PaperKind, ...] = (PaperKind.NOTICE, PaperKind.FEEDBACK)


class Binding(Enum):
    """What becomes of the papers; the value is what the dialog says."""

    VIEW = "合并打开，用于预览和打印"
    MERGED = "合并保存为一个 PDF，每户一个书签"
    SINGLE = "每户保存为一个 PDF，存入同一文件夹"


_CONFIRM = {Binding.VIEW: "打开 {} 份", Binding.MERGED: "保存 {} 份…", Binding.SINGLE: "保存 {} 份…"}


@dataclass(frozen=True, slots=True)
class PapersDraft:
    """What the dialog gives back."""

    kind: PaperKind
    paper_keys: tuple[int, ...]
    binding: Binding


def papers_of(rows: Sequence[RecordRow], kind: PaperKind) -> tuple[int, ...]:
    """Return the papers of a 文种 that are in force for these rows, in their order."""
    return tuple(key for row in rows if (key := row.paper_key(kind)) is not None)


class PapersDialog(WorkDialog):
    """Asks which papers of the selected rows, and in which form."""

    def __init__(self, parent: QWidget | None, rows: Sequence[RecordRow]) -> None:
        self._papers = {kind: papers_of(rows, kind) for kind in FORMS_OF_ROWS}
        self._kinds = QButtonGroup()
        self._bindings = QButtonGroup()
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(strong(f"所选 {len(rows)} 户的文书"))
        for number, kind in enumerate(FORMS_OF_ROWS):
            count = len(self._papers[kind])
            made = QRadioButton(f"{kind.label}　{count} 份")
            made.setEnabled(count > 0)
            made.setToolTip("" if count else f"所选对象还没有{kind.label}")
            self._kinds.addButton(made, number)
            layout.addWidget(made)
        layout.addSpacing(10)
        layout.addWidget(strong("方式"))
        for number, binding in enumerate(Binding):
            self._bindings.addButton(QRadioButton(binding.value), number)
            layout.addWidget(self._bindings.button(number))
        layout.addSpacing(6)
        layout.addWidget(secondary("已作废的文书不在其中；需要时在右侧详情里逐份打开。"))
        layout.addStretch(1)
        super().__init__(parent, "打印文书", content, size=(460, 360))
        available = [number for number, kind in enumerate(FORMS_OF_ROWS) if self._papers[kind]]
        self._kinds.button(available[-1]).setChecked(True)
        self._bindings.button(0).setChecked(True)
        for group in (self._kinds, self._bindings):
            group.setParent(self)
            group.idToggled.connect(self._refresh)
        self._refresh()

    def choose(self, kind: PaperKind, binding: Binding) -> None:
        """Choose as clicks would."""
        self._kinds.button(list(FORMS_OF_ROWS).index(kind)).setChecked(True)
        self._bindings.button(list(Binding).index(binding)).setChecked(True)

    def draft(self) -> PapersDraft:
        """Return what is chosen."""
        kind = list(FORMS_OF_ROWS)[self._kinds.checkedId()]
        return PapersDraft(kind, self._papers[kind], list(Binding)[self._bindings.checkedId()])

    def _refresh(self) -> None:
        draft = self.draft()
        self.confirm_button.setText(_CONFIRM[draft.binding].format(len(draft.paper_keys)))
