"""委派检查人员: where the officers could not be drawn, the office names them; the leader first, two at least (R35).

What the service knows better, such as a recusal, it refuses by itself; here stands what the clerk can see.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.draw.rows import DrawDetail, PlaceRow
from services.draw.seal_rows import PoolRow
from ui.draw.facts import OfficerLine, officer_lines
from ui.settings_store import SettingsStore
from ui.table.model import RIGHT, Column
from ui.table.view import RecordTableView
from ui.theme import set_look
from ui.widgets.chooser import Chooser
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.labels import strong, toned, value_label

_LEAST = 2  # 行政处罚法第四十二条


@dataclass(frozen=True, slots=True)
class Appointment:
    """Which places, and who goes there, the leader first."""

    place_keys: tuple[int, ...]
    officer_keys: tuple[int, ...]


def _present(place: PlaceRow) -> str:
    return place.officer_names or "未委派"


_PLACES: tuple[Column[PlaceRow], ...] = (
    Column("序", lambda row: str(row.position), lambda row: row.position, 36, RIGHT),
    Column("检查对象", lambda row: row.name, width=150),
    Column("现有检查人员", _present, width=130, stretches=True),
)
_OFFICERS: tuple[Column[OfficerLine], ...] = (
    Column("组员", lambda row: row.officer.name, width=96),
    Column("科室", lambda row: row.officer.section or "—", width=110, stretches=True),
    Column("本次户数", lambda row: f"{row.load} 户", lambda row: row.load, 76, RIGHT),
)


class AppointDialog(WorkDialog):
    """Left the places, right the officers of the sealed pool with their sections and loads."""

    def __init__(
        self, parent: QWidget | None, detail: DrawDetail, chosen: Sequence[PlaceRow], settings: SettingsStore
    ) -> None:
        live = [place for place in detail.places if place.is_live]
        lines = [line for line in officer_lines(detail.pool, detail.loads) if line.officer.in_pool]
        assert detail.direct is not None  # the button is there for such draws alone
        self.places = RecordTableView(
            _PLACES, name="appoint/places", settings=settings, key=lambda row: row.key, is_checkable=True
        )
        self.officers = RecordTableView(
            _OFFICERS,
            name="appoint/officers",
            settings=settings,
            key=lambda row: row.officer.officer_key,
            is_checkable=True,
        )
        self.leader = Chooser[int](
            [(line.officer.officer_key, _leader_text(line)) for line in _leaders_first(lines)],
            none_text="请选择",
            can_type=True,
        )
        self._problem = toned("", "bad")
        self._problem.setWordWrap(True)
        self.form = Form(label_width=48)
        self.form.add("leader", "组长", self.leader, is_required=True)
        said = f"直接委派：{detail.direct.reason}（{detail.direct.approved_by}批准）"
        super().__init__(parent, "委派检查人员", self._content(said), confirm="委派", size=(880, 560))
        self.places.set_rows(live)
        self.officers.set_rows(lines)
        wanted = [place.key for place in chosen] or [place.key for place in live if not place.has_officers]
        self.places.select_keys(wanted)
        self.places.selection_changed.connect(self._show_act)
        self.officers.selection_changed.connect(self._show_act)
        self.leader.currentIndexChanged.connect(self._show_act)
        self._show_act()

    @classmethod
    def ask(
        cls, parent: QWidget | None, detail: DrawDetail, chosen: Sequence[PlaceRow], settings: SettingsStore
    ) -> Appointment | None:
        """Show the dialog; None when the user left."""
        dialog = cls(parent, detail, chosen, settings)
        return dialog.appointment() if dialog.exec() else None

    def appointment(self) -> Appointment:
        """Return what was chosen."""
        leader = self.leader.value()
        others = [line.officer.officer_key for line in self.officers.selected_rows()]
        officers = [] if leader is None else [leader]
        officers += [key for key in others if key != leader]
        return Appointment(tuple(place.key for place in self.places.selected_rows()), tuple(officers))

    @property
    def problem(self) -> str:
        """What is missing."""
        return self._problem.text()

    def problems(self) -> list[str]:
        """Return what is missing, one sentence each."""
        given = self.appointment()
        problems = [] if given.place_keys else ["请勾选要委派检查人员的对象。"]
        if self.leader.value() is None:
            problems.append("请选择组长。")
        elif len(given.officer_keys) < _LEAST:
            problems.append("每户检查人员不得少于 2 人（行政处罚法第四十二条），请再勾选组员。")
        return problems

    def confirm(self) -> None:
        """Accept when nothing is missing."""
        problems = self.problems()
        self._problem.setText("".join(problems))
        if not problems:
            self.accept()

    def _show_act(self) -> None:
        given = self.appointment()
        self.confirm_button.setText(f"委派 {len(given.officer_keys)} 人到 {len(given.place_keys)} 户")
        self._problem.setText("")

    def _content(self, said: str) -> QWidget:
        content = QWidget()
        set_look(content, "clear")
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.form)
        right.addWidget(self.officers, 1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(strong("检查对象"))
        left.addWidget(self.places, 1)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addLayout(left, 5)
        columns.addLayout(right, 4)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(value_label(said))
        layout.addLayout(columns, 1)
        layout.addWidget(self._problem)
        return content


def _leaders_first(lines: Sequence[OfficerLine]) -> list[OfficerLine]:
    return sorted(lines, key=lambda line: not line.officer.is_leader)


def _leader_text(line: OfficerLine) -> str:
    officer: PoolRow = line.officer
    words = [
        officer.name,
        officer.section,
        f"{line.load} 户",
        "有组长资格" if officer.is_leader else "无组长资格",
    ]
    return "　".join(word for word in words if word)
