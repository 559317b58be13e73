"""A new 回避: from which 检查对象 an officer stands aside, why, and how long (细则 art. 13)."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from services.roster.enterprise_rows import EnterpriseRow
from services.roster.officer_rows import RecusalDraft
from ui.roster.draft_form import DraftForm
from ui.widgets.chooser import Chooser
from ui.widgets.dialog import WorkDialog

_REASONS = "例如：近亲属任职、持有股份、曾在该企业任职"
_NOBODY = 0


class EnterpriseChooser(Chooser[int]):
    """Nothing is chosen until the clerk chooses: a wrong 检查对象 would stay unnoticed."""

    def __init__(self, enterprises: Iterable[EnterpriseRow], parent: QWidget | None = None) -> None:
        options = [(row.key, f"{row.name}　{row.code}") for row in enterprises if not row.is_retired]
        super().__init__(options, can_type=True, parent=parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        field = self.lineEdit()
        assert field is not None  # it can be typed in
        field.setPlaceholderText("输入名称或代码的一部分，再点选")

    def set_value(self, value: int | None) -> None:
        """Choose an enterprise, or none."""
        if value is None:
            self.setCurrentIndex(-1)
        else:
            super().set_value(value)


class RecusalForm(DraftForm[RecusalDraft]):
    """Fields for a RecusalDraft; the enterprise is found by typing a part of its name or code."""

    def __init__(
        self, enterprises: Iterable[EnterpriseRow], draft: RecusalDraft, parent: QWidget | None = None
    ) -> None:
        super().__init__(draft, parent)
        self.enterprise = self.add_chooser(
            "enterprise_key", "检查对象", EnterpriseChooser(enterprises), is_required=True
        )
        read = self._bindings["enterprise_key"].read
        write = self._bindings["enterprise_key"].write
        self._rebind("enterprise_key", lambda: read() or _NOBODY, lambda key: write(key or None))
        self.reason = self.add_text("reason", "回避原因", lines=2, is_required=True, hint=_REASONS)
        self.basis = self.add_text("basis", "依据", hint="例如：本人申报、单位决定")
        self.starts_on = self.add_date("starts_on", "开始日期")
        self.ends_on = self.add_date("ends_on", "结束日期", hint="不填为长期")
        self.add_stretch()
        self.show_draft(draft)

    def own_problems(self) -> dict[str, str]:
        """Return what cannot even be put into a draft."""
        problems = super().own_problems()
        if self.enterprise.value() is None:
            problems["enterprise_key"] = "请选择检查对象：输入名称或代码的一部分，再从列表中点选。"
        return problems


class RecusalDialog(WorkDialog):
    """Asks for a 回避 of one officer."""

    def __init__(
        self,
        parent: QWidget | None,
        officer_name: str,
        form: RecusalForm,
        check: Callable[[RecusalDraft], Mapping[str, str]],
    ) -> None:
        self.form = form
        self._check = check
        super().__init__(parent, f"新增回避：{officer_name}", form, confirm="登记回避(&S)", size=(640, 460))
        form.guard_keys()
        form.enterprise.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        officer_name: str,
        draft: RecusalDraft,
        enterprises: Iterable[EnterpriseRow],
        check: Callable[[RecusalDraft], Mapping[str, str]],
    ) -> RecusalDraft | None:
        """Show the dialog; return the draft, or None when the user left."""
        dialog = cls(parent, officer_name, RecusalForm(enterprises, draft), check)
        return dialog.form.draft() if dialog.exec() else None

    def confirm(self) -> None:
        """Accept a draft without problems."""
        problems = {**self._check(self.form.draft()), **self.form.own_problems()}
        self.form.show_problems(problems)
        if not problems:
            self.accept()
