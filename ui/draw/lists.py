"""The lists of a draw side by side: result, officers, the whole register with reasons, all draws of the task."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.vocab import EntryKind
from services.draw.rows import DrawRow, PlaceRow
from ui.draw.columns import DRAWS, LOADS, PLACES, POOL, REGISTER, TICKETS
from ui.draw.facts import OfficerLine, RegisterLine
from ui.settings_store import SettingsStore
from ui.table.view import RecordTableView
from ui.widgets.buttons import SegmentBar
from ui.widgets.filter_bar import FilterBar
from ui.widgets.multi_chooser import MultiChooser

OUTSIDE = "outside"
FRAME_KINDS = tuple(str(kind) for kind in EntryKind)


@dataclass(frozen=True, slots=True)
class ListRows:
    """What the lists show; ``places`` is empty before the draw."""

    officers: Sequence[OfficerLine]
    register: Sequence[RegisterLine]
    draws: Sequence[DrawRow]
    places: Sequence[PlaceRow] = ()


class DrawLists(QWidget):
    """A bar of lists; ``name`` is where the column widths are remembered."""

    draw_opened = Signal(int)
    """Carries the key of a draw of the list that was double-clicked."""

    def __init__(
        self, name: str, settings: SettingsStore, *, with_result: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.places = RecordTableView[PlaceRow](
            PLACES, name=f"{name}/places", settings=settings, key=lambda row: row.key
        )
        self.officers = RecordTableView[OfficerLine](
            LOADS if with_result else POOL,
            name=f"{name}/officers",
            settings=settings,
            key=lambda row: row.officer.officer_key,
        )
        self.register = RecordTableView[RegisterLine](
            TICKETS if with_result else REGISTER,
            name=f"{name}/register",
            settings=settings,
            key=lambda row: row.entry.enterprise_key,
        )
        self.draws = RecordTableView[DrawRow](
            DRAWS, name=f"{name}/draws", settings=settings, key=lambda row: row.key
        )
        self.kinds = MultiChooser("", all_text="全部类别", width=112)
        self.filter = FilterBar("企业、代码、原因", (self.kinds,))
        self._tables: list[QWidget] = [self.officers, self.register, self.draws]
        self._titles = ["检查人员", "全部名单", "历次抽取"]
        if with_result:
            self._tables.insert(0, self.places)
            self._titles.insert(0, "抽取结果")
        self.segments = SegmentBar(self._titles)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def set_rows(self, rows: ListRows) -> None:
        """Show other rows."""
        self.places.set_rows(rows.places)
        self.officers.set_rows(rows.officers)
        self.kinds.set_options(_options(rows.register))
        self.register.set_rows(rows.register)
        self._filter()
        self.draws.set_rows(rows.draws)
        live = sum(place.is_live for place in rows.places)
        counts = {
            "抽取结果": live,
            "检查人员": len(rows.officers),
            "全部名单": len(rows.register),
            "历次抽取": len(rows.draws),
        }
        for number, title in enumerate(self._titles):
            self.segments.set_count(number, counts[title])

    def show_list(self, title: str) -> None:
        """Bring a list to the front."""
        self.segments.set_current(self._titles.index(title))

    def show_register(self, *, kinds: Sequence[str] = (), why: str = "", typed: str = "") -> None:
        """Bring the register to the front, narrowed to kinds (``S C X outside``), a reason or what is typed."""
        self.show_list("全部名单")
        offered = {_kind_key(line) for line in self.register.rows}
        self.kinds.set_values(key for key in offered if key[0] in kinds or (why and key[1] == why))
        self.filter.set_typed(typed)
        self._filter()

    def set_corner(self, label: QWidget) -> None:
        """Put a widget at the right of the bar."""
        self._bar.addWidget(label)

    def _lay_out(self) -> None:
        self._bar = QHBoxLayout()
        self._bar.setContentsMargins(0, 0, 0, 0)
        self._bar.setSpacing(8)
        self._bar.addWidget(self.segments)
        self._bar.addStretch(1)
        for table in self._tables:
            self._stack.addWidget(self._page(table))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._bar)
        layout.addWidget(self._stack, 1)

    def _page(self, table: QWidget) -> QWidget:
        if table is not self.register:
            return table
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.filter)
        layout.addWidget(table, 1)
        return page

    def _connect(self) -> None:
        self.segments.changed.connect(self._stack.setCurrentIndex)
        self.filter.changed.connect(self._filter)
        self.register.set_drop_filter(self.filter.clear)
        self.register.counted.connect(self._count)
        self.draws.opened.connect(self._open_draw)
        self.draws.set_empty("本任务还没有封存过名单")
        self.officers.set_empty("执法检查人员名录库是空的，请先在“名录库”中录入")
        self.register.set_empty("名录库是空的，请先导入检查对象")

    def _filter(self) -> None:
        wanted = frozenset(self.kinds.values())
        self.register.set_filter(
            self.filter.typed, (lambda line: _kind_key(line) in wanted) if wanted else None
        )

    def _count(self, shown: int, total: int) -> None:
        text = f"<b>{shown:,}</b> 户" if shown == total else f"<b>{shown:,}</b> / {total:,} 户"
        self.filter.set_count(text)

    def _open_draw(self, row: DrawRow) -> None:
        self.draw_opened.emit(row.key)


def _kind_key(line: RegisterLine) -> tuple[str, str]:
    """Return what the chooser tells apart: the kind, and why an enterprise is not drawn."""
    return OUTSIDE if line.entry.kind is None else str(line.entry.kind), line.entry.why


def _options(register: Sequence[RegisterLine]) -> list[tuple[tuple[str, str], str]]:
    """Return the kinds and reasons that there are, with their counts; what may be drawn first, the outsiders last."""
    counts = Counter(_kind_key(line) for line in register)
    labels = {_kind_key(line): line.entry.kind_label for line in register}
    order = [*FRAME_KINDS, OUTSIDE]
    return [
        (key, f"{'：'.join(part for part in (labels[key], key[1]) if part)} {counts[key]:,}")
        for key in sorted(counts, key=lambda key: (order.index(key[0]), -counts[key], key[1]))
    ]
