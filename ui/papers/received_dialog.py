"""登记签收: on which day the enterprise took its papers, and who signed (R53)."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from services.papers.rows import PaperRow
from ui.widgets.date_field import DateField
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.labels import secondary, section_title

_LONGEST = 50
_NAMED = 4


class ReceivedDialog(WorkDialog):
    """Asks for the day and the name; several papers at once only where one person took them all."""

    def __init__(self, parent: QWidget | None, papers: Sequence[PaperRow], today: date) -> None:
        self.papers = tuple(papers)
        self._today = today
        first = self.papers[0]
        is_single = len(self.papers) == 1
        self.day = DateField((first.received_on if is_single else None) or today)
        self.name = QLineEdit(first.received_by if is_single else "")
        self.name.setMaxLength(_LONGEST)
        self.name.setFixedWidth(220)
        self._form = Form()
        hint = "" if is_single else "同一天、同一人签收的可以一起登记；签收人不同的请逐份登记。"
        self._form.add("day", "签收日期", self.day, is_required=True)
        self._form.add("name", "签收人", self.name, is_required=True, hint=hint)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(section_title(first.name if is_single else f"{len(self.papers)} 份文书"))
        about = secondary(_subjects(self.papers))
        about.setWordWrap(True)
        layout.addWidget(about)
        layout.addWidget(self._form)
        layout.addStretch(1)
        super().__init__(parent, "登记签收", content, confirm="登记(&S)", size=(480, 320))

    @property
    def received_on(self) -> date | None:
        """The day that is filled in."""
        return self.day.value()

    @property
    def received_by(self) -> str:
        """The name that is filled in."""
        return self.name.text().strip()

    def problem(self, key: str) -> str:
        """Return what stands beside a field."""
        return self._form.problem(key)

    def confirm(self) -> None:
        """Accept a day on which the papers can have been received."""
        problems = self._problems()
        self._form.show_problems(problems)
        if not problems:
            self.accept()

    def _problems(self) -> dict[str, str]:
        problems: dict[str, str] = {}
        day = self.received_on
        latest = max(paper.issued_on for paper in self.papers)
        if day is None:
            problems["day"] = "请填写签收日期，例如 2022-06-10。"
        elif day > self._today:
            problems["day"] = "签收日期晚于今天，请在签收之后登记。"
        elif day < latest:
            problems["day"] = f"签收日期早于发文日期（{latest}）。"
        if not self.received_by:
            problems["name"] = "请填写签收人。"
        return problems


def _subjects(papers: Sequence[PaperRow]) -> str:
    shown = "、".join(paper.subject for paper in papers[:_NAMED])
    return f"{shown}{' 等' if len(papers) > _NAMED else ''}"
