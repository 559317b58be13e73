"""启封: the leader who stands at the desk opens what he or she leads; the enterprises are named only afterwards."""

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from services.draw.rows import DrawDetail, EnvelopeRow
from ui.theme import set_look
from ui.widgets.chooser import Chooser
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.labels import value_label

_MEANING = (
    "由组长本人到场启封。启封后，名单和检查记录显示其检查对象，可以开出检查通知书；"
    "启封人和时间记入操作日志，不能再封回。其余各组仍不显示。"
)


class OpenDialog(WorkDialog):
    """Asks whose part is opened, and that the leader is present."""

    def __init__(self, parent: QWidget | None, detail: DrawDetail) -> None:
        self._envelopes = {envelope.number: envelope for envelope in detail.envelopes}
        self.envelope = Chooser[int](
            [(number, envelope.title) for number, envelope in self._envelopes.items()], none_text="请选择"
        )
        self.envelope.setMinimumWidth(280)
        self.is_present = QCheckBox("组长本人在场")
        self.form = Form(label_width=72)
        self.form.add("envelope", "组长", self.envelope, is_required=True)
        self.form.add("is_present", "", self.is_present)
        content = QWidget()
        set_look(content, "clear")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(value_label(_MEANING))
        layout.addWidget(self.form)
        layout.addStretch(1)
        super().__init__(
            parent, f"启封派人结果 {detail.row.draw_code}", content, confirm="启封", size=(560, 330)
        )
        self.envelope.currentIndexChanged.connect(self._show_act)
        self._show_act()

    @classmethod
    def ask(cls, parent: QWidget | None, detail: DrawDetail) -> EnvelopeRow | None:
        """Show the dialog; None when the user left."""
        dialog = cls(parent, detail)
        return dialog.chosen() if dialog.exec() else None

    def chosen(self) -> EnvelopeRow | None:
        """Return whose part is opened."""
        return self._envelopes.get(self.envelope.value() or 0)

    def problems(self) -> dict[str, str]:
        """Return what is wrong, by field."""
        problems = {} if self.chosen() else {"envelope": "请选择启封的组长。"}
        if not self.is_present.isChecked():
            problems["is_present"] = "组长本人不在场的，不能启封。"
        return problems

    def confirm(self) -> None:
        """Accept when nothing is missing."""
        problems = self.problems()
        self.form.show_problems(problems)
        if not problems:
            self.accept()

    def _show_act(self) -> None:
        chosen = self.chosen()
        self.confirm_button.setText("启封" if chosen is None else f"启封 {len(chosen.place_keys)} 户")
