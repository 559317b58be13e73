"""工作方案 of a task: written, saved, approved; an edition that a seal rests on can only be followed by another one (R24).

Earlier editions stay readable. Without an approved edition nothing can be sealed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.container import Services
from services.draw.rows import DrawTaskRow
from services.plan.scheme_rows import SchemeDraft, SchemeRow
from ui.desk import Desk
from ui.draw.scheme_approval import SchemeApprovalDialog
from ui.draw.scheme_form import SchemeForm
from ui.draw.town_bars import scrolling
from ui.theme import set_look
from ui.widgets.buttons import Button, button, link_button, primary_button
from ui.widgets.chooser import Chooser
from ui.widgets.labels import ChipLabel, secondary, section_title
from ui.widgets.reading_dialog import ReadingDialog

_WRITING = 0  # stands in the chooser for an edition that is not stored yet
_SIZE = (880, 680)


@dataclass(frozen=True, slots=True)
class SchemeView:
    """What the dialog reads in one go: every edition, the newest first, and what the form suggests."""

    editions: tuple[SchemeRow, ...]
    suggestion: SchemeDraft


def read_scheme(services: Services, task_key: int) -> SchemeView:
    """Read the editions of a task and the suggestion for a new one."""
    editions = tuple(services.schemes.list_schemes(task_key=task_key))
    return SchemeView(editions, services.schemes.suggest(task_key=task_key))


class SchemeDialog(ReadingDialog):
    """One edition at a time, the newest when it opens."""

    def __init__(self, parent: QWidget | None, desk: Desk, services: Services, task: DrawTaskRow) -> None:
        self._desk = desk
        self._services = services
        self._task = task
        self._view: SchemeView | None = None
        self._shown: SchemeRow | None = None
        self._stored = SchemeDraft("")
        self._is_writing = False
        self._is_filling = False
        self.form = SchemeForm()
        self.editions = Chooser[int]()
        self.editions.setAccessibleName("各稿")
        self.suggest_button: Button = link_button("带入建议文字")
        self.withdraw_button: Button = link_button("撤回批准…")
        self.rewrite_button: Button = button("另写一稿")
        self.approve_button: Button = button("批准…")
        self.save_button: Button = primary_button("保存(&S)")
        self._chip, self._state = ChipLabel(), secondary()
        buttons = (self.withdraw_button, self.rewrite_button, self.approve_button, self.save_button)
        super().__init__(parent, f"工作方案：{task.name}", self._content(), buttons=buttons, size=_SIZE)
        self._connect()
        self.load()

    @property
    def state(self) -> str:
        """How the edition on screen stands."""
        return f"{self._chip.text()}　{self._state.text()}".strip()

    @property
    def is_changed(self) -> bool:
        """Whether something was written that is not stored."""
        return self._is_writing and self.form.draft() != self._stored

    def load(self) -> None:
        """Read the editions and show the newest."""
        self._desk.operations.query(partial(read_scheme, self._services, self._task.key), self._show)

    def reject(self) -> None:
        """Leave; what was written and not saved is asked about first."""
        if self.is_changed and not self._desk.messages.confirm(
            "工作方案有改动没有保存，仍要关闭？", yes="不保存，关闭", is_dangerous=True
        ):
            return
        super().reject()

    # -- what is shown

    def _show(self, view: SchemeView) -> None:
        self._view = view
        newest = view.editions[0] if view.editions else None
        self._is_filling = True
        self.editions.set_options(_options(view.editions))
        self.editions.setCurrentIndex(0)
        self._is_filling = False
        self.editions.setVisible(len(view.editions) > 1)
        self._show_edition(newest, is_writing=newest is None or not newest.is_approved)

    def _show_edition(self, edition: SchemeRow | None, *, is_writing: bool) -> None:
        self._shown, self._is_writing = edition, is_writing
        draft = SchemeDraft("") if edition is None else edition.draft
        if edition is None and self._view is not None:
            suggested = self._view.suggestion
            draft = SchemeDraft(
                suggested.title, written_by=suggested.written_by, written_on=suggested.written_on
            )
        self._stored = draft
        self.form.show_draft(draft, is_editable=is_writing)
        self._stored = self.form.draft()  # as the fields hold it, so that nothing seems changed at once
        self._show_state()

    def _show_state(self) -> None:
        edition, is_newest = self._shown, self._is_newest
        is_approved = edition is not None and edition.is_approved
        follows = edition is not None and is_approved and self._is_writing
        word, tone, sentence = _state_of(edition, is_newest=is_newest, follows=follows)
        self._chip.show_state(word, tone)
        self._state.setText(sentence)
        self.suggest_button.setVisible(self._is_writing)
        self.save_button.setVisible(self._is_writing)
        self.approve_button.setVisible(is_newest and edition is not None and not is_approved)
        self.rewrite_button.setVisible(is_newest and is_approved and not self._is_writing)
        self.withdraw_button.setVisible(is_newest and is_approved and not self._is_writing)
        sealed_on = edition is not None and edition.is_sealed_on
        self.withdraw_button.set_reason(
            "已有抽取以这份工作方案封存，不能撤回；需要修改的，另写一稿再批准。" if sealed_on else None
        )
        self._on_change()

    @property
    def _is_newest(self) -> bool:
        editions = () if self._view is None else self._view.editions
        return not editions or (self._shown is not None and self._shown.key == editions[0].key)

    def _on_change(self) -> None:
        self.approve_button.set_reason("请先保存改动，再批准。" if self.is_changed else None)
        self.set_note("有改动，还没有保存" if self.is_changed else "")

    # -- what the clerk does

    def _choose(self) -> None:
        editions = () if self._view is None else self._view.editions
        chosen = next((each for each in editions if each.key == self.editions.value()), None)
        if self._is_filling or chosen is None or chosen is self._shown:
            return
        if self.is_changed and not self._desk.messages.confirm(
            "工作方案有改动没有保存，仍要看别的一稿？", yes="不保存，去看", is_dangerous=True
        ):
            self._is_filling = True
            self.editions.set_value(None if self._shown is None else self._shown.key)
            self._is_filling = False
            return
        self._show_edition(chosen, is_writing=chosen is next(iter(editions)) and not chosen.is_approved)

    def _suggest(self) -> None:
        if self._view is None:
            return
        has_text = any(field.text() for field in self.form.chapters.values())
        if has_text and not self._desk.messages.confirm(
            "用建议文字替换已写的各章？",
            detail="方案名称和六章都换成建议文字；保存之前，已存的一稿不变。",
            yes="替换",
        ):
            return
        self.form.show_draft(self._view.suggestion, is_editable=True)
        self._on_change()

    def _rewrite(self) -> None:
        self._is_writing = True
        self.form.show_draft(self._stored, is_editable=True)
        self._show_state()
        self.form.title.setFocus()

    def _save(self) -> None:
        problems = self.form.problems()
        self.form.show_problems(problems)
        if problems:
            return
        self._desk.operations.change(
            partial(self._services.schemes.save, task_key=self._task.key, draft=self.form.draft()),
            lambda _: self._desk.messages.toast("工作方案已保存"),
            on_end=self.load,
        )

    def _approve(self) -> None:
        edition = self._shown
        if edition is None:
            return
        given = SchemeApprovalDialog.ask(self, edition, today=self._services.workplace.clock.today())
        if given is None:
            return
        self._desk.operations.change(
            partial(
                self._services.schemes.approve,
                task_key=self._task.key,
                approved_by=given.approved_by,
                approved_on=given.approved_on,
            ),
            lambda _: self._desk.messages.toast(f"工作方案第 {edition.edition} 稿已批准，可以封存名单"),
            on_end=self.load,
        )

    def _withdraw(self) -> None:
        reason = self._desk.messages.ask_text(
            "撤回批准",
            "理由（记入操作日志）",
            is_long=True,
            check=lambda text: None if text else "请写明撤回批准的理由。",
            confirm="撤回批准",
        )
        if reason is None:
            return
        self._desk.operations.change(
            partial(self._services.schemes.withdraw_approval, task_key=self._task.key, reason=reason),
            lambda _: self._desk.messages.toast("已撤回批准，方案可以再改"),
            on_end=self.load,
        )

    # -- building

    def _content(self) -> QWidget:
        content = QWidget()
        set_look(content, "clear")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(section_title(f"任务 {self._task.number}"))
        head.addWidget(self._chip)
        head.addWidget(self._state, 1)
        head.addWidget(self.suggest_button)
        head.addWidget(self.editions)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(scrolling(self.form), 1)
        return content

    def _connect(self) -> None:
        self.form.changed.connect(self._on_change)
        self.editions.currentIndexChanged.connect(self._choose)
        self.suggest_button.clicked.connect(self._suggest)
        self.rewrite_button.clicked.connect(self._rewrite)
        self.save_button.clicked.connect(self._save)
        self.approve_button.clicked.connect(self._approve)
        self.withdraw_button.clicked.connect(self._withdraw)


def _options(editions: Sequence[SchemeRow]) -> list[tuple[int, str]]:
    return [
        (each.key, f"第 {each.edition} 稿　{each.approved_on or '未批准'} {each.approved_by}".rstrip())
        for each in editions
    ] or [(_WRITING, "第 1 稿")]


def _state_of(edition: SchemeRow | None, *, is_newest: bool, follows: bool) -> tuple[str, str, str]:
    """Return an edition's state as a chip (word, tone) and in words."""
    if edition is None:
        return "未写", "warn", "写好并批准后才能封存名单（细则第十二条）"
    if follows:
        return "新写一稿", "warn", f"保存后为第 {edition.edition + 1} 稿，批准之前不能封存名单"
    if not edition.is_approved:
        return "未批准", "warn", f"第 {edition.edition} 稿，批准后才能封存名单"
    rests = "，已有抽取以此封存" if edition.is_sealed_on else ""
    by = f"第 {edition.edition} 稿，{edition.approved_on} {edition.approved_by}批准{rests}"
    return ("已批准", "ok", by) if is_newest else ("旧稿", "neutral", by)
