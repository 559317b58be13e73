"""设置: everything the office decides for itself, and who sits at this desk."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from models.vocab import FormSet, PaperKind
from services.office.rows import OfficeSettings
from ui.office.operator_dialog import check_operator
from ui.office.settings_form import SettingsForm
from ui.theme import set_look
from ui.widgets.dialog import WorkDialog

Check = Callable[[OfficeSettings], dict[str, str]]
OpenTable = Callable[[str, QWidget], object]
"""Opens the list of a title over a window."""


@dataclass(frozen=True, slots=True)
class SettingsAnswer:
    """What the clerk wants to be stored."""

    settings: OfficeSettings
    operator: str


class SettingsDialog(WorkDialog):
    """The settings page. ``check`` returns field name → sentence; Ctrl+Enter saves; ``open_table`` opens 科室 and its like.

    ``form_sets`` are the forms that exist in several 文书 sets.
    """

    def __init__(
        self,
        parent: QWidget | None,
        settings: OfficeSettings,
        *,
        defaults: OfficeSettings,
        operator: str,
        check: Check,
        open_table: OpenTable,
        form_sets: Mapping[PaperKind, Sequence[FormSet]],
    ) -> None:
        self._open_table = open_table
        self._check = check
        self.form = SettingsForm(settings, defaults, operator, form_sets)
        set_look(self.form, "clear")
        super().__init__(parent, "设置", self.form, size=(840, 640))
        self.form.table_requested.connect(self._show_table)
        self.set_note("本单位的设置存入数据库，随备份走；改动记入操作日志。")

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        settings: OfficeSettings,
        *,
        defaults: OfficeSettings,
        operator: str,
        check: Check,
        open_table: OpenTable,
        form_sets: Mapping[PaperKind, Sequence[FormSet]],
    ) -> SettingsAnswer | None:
        """Show the page; None when the clerk left it."""
        dialog = cls(
            parent,
            settings,
            defaults=defaults,
            operator=operator,
            check=check,
            open_table=open_table,
            form_sets=form_sets,
        )
        return dialog.answer() if dialog.exec() else None

    def answer(self) -> SettingsAnswer:
        """Return what stands in the fields."""
        return SettingsAnswer(self.form.settings(), self.form.operator())

    def _show_table(self, title: str) -> None:
        self._open_table(title, self)

    def confirm(self) -> None:
        """Accept settings without a problem."""
        answer = self.answer()
        problems = self._check(answer.settings)
        operator_problem = check_operator(answer.operator)
        if operator_problem:
            problems["operator"] = operator_problem
        self.form.show_problems(problems)
        if not problems:
            self.accept()
