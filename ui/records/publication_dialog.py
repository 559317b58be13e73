"""公示登记: on which channel, on which day, by whom, and the reference that proves it (R56)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from models.vocab import PublicationChannel
from services.records.rows import RecordRow
from ui.papers.reason_list import ReasonList
from ui.records.step import Sorted, open_channels
from ui.widgets.chooser import Chooser
from ui.widgets.date_field import DateField
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.labels import secondary, section_title

EACH_LEADER = "各户组长"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class PublicationDraft:
    """What the dialog gives back; ``published_by`` is one person for all or one for each record key."""

    rows: tuple[RecordRow, ...]
    channel: PublicationChannel
    published_on: date | None
    published_by: str | Mapping[int, str]
    reference: str


def check_publication(draft: PublicationDraft, today: date) -> dict[str, str]:
    """Return field name → sentence for everything that keeps the publication from being registered."""
    problems: dict[str, str] = {}
    latest = max((row.result_on for row in draft.rows if row.result_on is not None), default=None)
    if draft.published_on is None:
        problems["published_on"] = "请填写公示日期，例如 2022-06-10。"
    elif draft.published_on > today:
        problems["published_on"] = "公示日期晚于今天，请在公示之后登记。"
    elif latest is not None and draft.published_on < latest:
        problems["published_on"] = f"公示日期早于检查结果产生日期（{latest}）。"
    if not draft.published_by:
        problems["published_by"] = "请选择公示（录入）人。"
    if not draft.reference:
        problems["reference"] = "请填写公示凭据：平台编号、公告文号或网址。"
    return problems


class PublicationDialog(WorkDialog):
    """Registers the publication of one or several results on one channel."""

    def __init__(self, parent: QWidget | None, rows: Sorted, *, today: date, operator: str) -> None:
        self._sorted = rows
        self._today = today
        self._operator = operator
        self.channel: Chooser[PublicationChannel] = Chooser(
            [(channel, channel.label) for channel in PublicationChannel]
        )
        self.published_on = DateField(today)
        self.published_by: Chooser[str] = Chooser()
        self.published_by.setMinimumWidth(200)
        self.reference = QLineEdit()
        self.reference.setMaxLength(_LONGEST)
        self.reference.setPlaceholderText("平台编号、公告文号或网址")
        self._summary = section_title()
        self._rule = secondary()
        self._rule.setWordWrap(True)
        self._left_out = ReasonList()
        self._form = Form()
        super().__init__(parent, "登记公示", self._lay_out(), confirm="登记(&S)", size=(580, 440))
        if rows.ready:
            self.channel.set_value(open_channels(rows.ready[0])[0])
        self.channel.currentIndexChanged.connect(self._refresh)
        self._refresh()

    def draft(self) -> PublicationDraft:
        """Return what is filled in, with the rows the channel is still open for."""
        channel = self.channel.value() or PublicationChannel.PLATFORM
        rows = tuple(row for row in self._sorted.ready if channel in open_channels(row))
        person = self.published_by.value() or ""
        return PublicationDraft(
            rows=rows,
            channel=channel,
            published_on=self.published_on.value(),
            published_by={row.key: row.leader_name for row in rows} if person == EACH_LEADER else person,
            reference=self.reference.text().strip(),
        )

    @property
    def summary(self) -> str:
        """For how many, as on screen."""
        return self._summary.text()

    @property
    def left_out_text(self) -> str:
        """Who is left out, as on screen."""
        return self._left_out.text

    @property
    def problems(self) -> dict[str, str]:
        """What stands beside the fields."""
        keys = ("published_on", "published_by", "reference")
        return {key: text for key in keys if (text := self._form.problem(key))}

    def confirm(self) -> None:
        """Accept a complete registration."""
        draft = self.draft()
        problems = check_publication(draft, self._today)
        self._form.show_problems(problems)
        if draft.rows and not problems:
            self.accept()

    def _lay_out(self) -> QWidget:
        self._form.add("channel", "公示渠道", self.channel, is_required=True)
        self._form.add("published_on", "公示日期", self.published_on, is_required=True)
        self._form.add("published_by", "录入人", self.published_by, is_required=True)
        self._form.add("reference", "公示凭据", self.reference, is_required=True)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for part in (self._summary, self._form, self._rule, self._left_out):
            layout.addWidget(part)
        layout.addStretch(1)
        return content

    def _refresh(self) -> None:
        draft = self.draft()
        is_credit = draft.channel is PublicationChannel.CREDIT_SYSTEM
        self.published_by.set_options((name, name) for name in self._people(draft.rows, is_credit))
        self._summary.setText(f"登记 {len(draft.rows)} 户检查结果的公示")
        self._rule.setText("谁检查、谁录入、谁公开：信用公示系统由该户的检查人员录入。" if is_credit else "")
        self._rule.setVisible(is_credit)
        closed = [(row, "该渠道已登记公示") for row in self._sorted.ready if row not in draft.rows]
        self._left_out.show_rows([*self._sorted.left_out, *closed])
        self.confirm_button.setText(f"登记 {len(draft.rows)} 户(&S)")
        self.confirm_button.set_reason(None if draft.rows else "所选对象都已在该渠道登记公示，请换一个渠道")

    def _people(self, rows: Sequence[RecordRow], is_credit: bool) -> list[str]:
        """Offer who may have entered it: in the credit system only officers of every record."""
        teams = [[officer.name for officer in row.officers] for row in rows]
        everybody = list(dict.fromkeys(name for team in teams for name in team))
        leaders = [EACH_LEADER] if len(rows) > 1 else []
        if is_credit:
            return [*leaders, *(name for name in everybody if all(name in team for team in teams))]
        operator = [self._operator] if self._operator else []
        return list(dict.fromkeys([*operator, *leaders, *everybody]))
