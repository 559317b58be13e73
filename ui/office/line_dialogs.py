"""The small dialogs of the lists: choose one of several, fill in a 镇街, say to which 工贸行业 a prefix belongs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from models.vocab import Industry
from services.office.rows import TownDraft
from ui.widgets.chooser import Chooser
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form

V = TypeVar("V")
_FIELD = 232


class ChoiceDialog(WorkDialog):
    """Asks for one of several."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        label: str,
        options: Sequence[tuple[int, str]],
        *,
        hint: str,
        confirm: str,
    ) -> None:
        self.form = Form()
        self.chooser: Chooser[int] = Chooser[int](options)
        self.chooser.setMinimumWidth(_FIELD)
        self.form.add("choice", label, self.chooser, hint=hint)
        self.form.add_stretch()
        super().__init__(parent, title, self.form, confirm=confirm, size=(520, 240))

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        title: str,
        label: str,
        options: Sequence[tuple[int, str]],
        *,
        hint: str,
        confirm: str,
    ) -> int | None:
        """Show the dialog; return the key chosen, or None when the user left."""
        dialog = cls(parent, title, label, options, hint=hint, confirm=confirm)
        return dialog.chooser.value() if dialog.exec() else None


class TownDialog(WorkDialog):
    """Asks for a 镇街; the code of one that is in the table stays as it is."""

    def __init__(
        self,
        parent: QWidget | None,
        draft: TownDraft,
        check: Callable[[TownDraft], Mapping[str, str]],
        *,
        is_new: bool,
    ) -> None:
        self._draft = draft
        self._check = check
        self.form = Form()
        self.name, self.stem, self.code = (_line(text) for text in (draft.name, draft.stem, draft.code))
        self.code.setEnabled(is_new)
        self.inside = QCheckBox("在本区内，作为抽取分层")
        self.inside.setChecked(draft.in_district)
        self.form.add("name", "名称", self.name, is_required=True)
        self.form.add("stem", "地址用词", self.stem, hint="地址里怎样写它，例如“岳滩”；不从地址识别的留空。")
        code_hint = "国家统计局 9 位代码；没有代码的区域（如开发区）留空，由程序编号。" if is_new else ""
        self.form.add("code", "区划代码", self.code, hint=code_hint)
        self.form.add(
            "in_district", "归属", self.inside, hint="已划归伊滨、洛龙等区的不勾选：其中的企业不再抽取。"
        )
        self.form.add_stretch()
        title = "新增镇街" if is_new else f"修改镇街：{draft.name}"
        super().__init__(parent, title, self.form, size=(560, 400))
        self.name.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        draft: TownDraft,
        check: Callable[[TownDraft], Mapping[str, str]],
        *,
        is_new: bool,
    ) -> TownDraft | None:
        """Show the dialog; return the draft, or None when the user left."""
        dialog = cls(parent, draft, check, is_new=is_new)
        return dialog.draft() if dialog.exec() else None

    def draft(self) -> TownDraft:
        """Return what the fields say."""
        return replace(
            self._draft,
            name=self.name.text().strip(),
            stem=self.stem.text().strip(),
            code=self.code.text().strip(),
            in_district=self.inside.isChecked(),
        )

    def confirm(self) -> None:
        """Accept a draft without problems."""
        problems = self._check(self.draft())
        self.form.show_problems(problems)
        if not problems:
            self.accept()


class IndustryCodeDialog(WorkDialog):
    """Asks for a prefix of GB/T 4754 and its 工贸行业; the prefix of a line that is there stays."""

    def __init__(
        self,
        parent: QWidget | None,
        prefix: str,
        industry: Industry,
        check: Callable[[str], str | None],
    ) -> None:
        self._check = check
        self.form = Form()
        self.prefix = _line(prefix)
        self.prefix.setEnabled(not prefix)
        self.industry: Chooser[Industry] = Chooser[Industry]([(one, one.label) for one in Industry])
        self.industry.setMinimumWidth(148)
        self.industry.set_value(industry)
        self.form.add(
            "prefix",
            "代码前缀",
            self.prefix,
            is_required=True,
            hint="GB/T 4754 大类、中类或小类的数字；最长的前缀优先。",
        )
        self.form.add("industry", "工贸行业", self.industry)
        self.form.add_stretch()
        title = f"修改行业对照：{prefix}" if prefix else "新增行业对照"
        super().__init__(parent, title, self.form, size=(520, 280))

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        prefix: str,
        industry: Industry,
        check: Callable[[str], str | None],
    ) -> tuple[str, Industry] | None:
        """Show the dialog; return prefix and industry, or None when the user left."""
        dialog = cls(parent, prefix, industry, check)
        if not dialog.exec():
            return None
        chosen = dialog.industry.value()
        return (dialog.prefix.text().strip(), chosen) if chosen is not None else None

    def confirm(self) -> None:
        """Accept a prefix without a problem."""
        problem = self._check(self.prefix.text().strip())
        self.form.show_problems({"prefix": problem} if problem else {})
        if problem is None:
            self.accept()


def _line(text: str) -> QLineEdit:
    line = QLineEdit(text)
    line.setFixedWidth(_FIELD)
    return line
