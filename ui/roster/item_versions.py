"""Which 清单 is on screen: the one in force, that of a year, or as it was on a day; and what is known of its publication."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from services.roster.item_rows import ItemListDraft
from ui.roster.item_dialogs import DayDialog
from ui.theme import set_look
from ui.widgets.buttons import button
from ui.widgets.chooser import Chooser
from ui.widgets.labels import secondary

_NOW, _DAY = "now", "day"
_HINT = "选择年度或日期，查看当时的清单；计划和记录始终保留各自使用的版本"


@dataclass(frozen=True, slots=True)
class ListVersion:
    """The list in force when neither a year nor a day is named."""

    year: int | None = None
    on: date | None = None

    @property
    def is_present(self) -> bool:
        """Whether it is the list that is worked on."""
        return self.year is None and self.on is None

    @property
    def words(self) -> str:
        """How the list is called in a sentence."""
        if self.on is not None:
            return f"{self.on} 施行的清单"
        return "现行清单" if self.year is None else f"{self.year} 年的清单"


class VersionBar(QWidget):
    """The line above the list: the chooser of the version, its publication, and what is printed from it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._version = ListVersion()
        self._day: date | None = None
        self._years: list[int] = []
        self._is_offering = False
        self.chooser = Chooser[str]([(_NOW, "现行清单")])
        self.chooser.setAccessibleName("清单版本")
        self.chooser.setMinimumWidth(168)
        self.chooser.setToolTip(_HINT)
        self._facts = secondary()
        self.facts_button = button("清单信息…", icon_name="pencil")
        self.print_button = button(
            "导出公布稿", icon_name="download", hint="按公布格式导出本年度清单，可直接打印"
        )
        menu = QMenu(self.print_button)
        self.workbook_action = menu.addAction("Excel 工作簿（.xlsx）…")
        self.paper_action = menu.addAction("PDF 文件…")
        self.print_button.setMenu(menu)
        self.check_button = button("打印检查表…", icon_name="file-text", hint="按行业生成现场检查表（PDF）")
        self.chooser.currentIndexChanged.connect(self._choose)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(secondary("清单版本"))
        line.addWidget(self.chooser)
        line.addWidget(self._facts)
        line.addStretch(1)
        for made in (self.facts_button, self.print_button, self.check_button):
            line.addWidget(made)
        set_look(self, "clear")

    @property
    def version(self) -> ListVersion:
        """The version on screen."""
        return self._version

    @property
    def facts(self) -> str:
        """What is said of its publication."""
        return self._facts.text()

    def show_page(self, years: Iterable[int], known: ItemListDraft) -> None:
        """Offer these years and say what is known of the publication of the year on screen."""
        self._years = list(years)
        self._offer()
        self._facts.setText(publication_words(known))
        self.facts_button.set_hint(f"登记 {known.year} 年清单的文号、制定依据和公布日期")

    def show_day(self, day: date) -> None:
        """Show the list as it was in force on a day."""
        self._day = day
        self._offer()
        self._take(ListVersion(on=day))

    def set_reason(self, reason: str | None) -> None:
        """Keep the version while a record is being written, and say why."""
        self.chooser.setEnabled(reason is None)
        self.chooser.setToolTip(reason or _HINT)

    def _choose(self) -> None:
        if self._is_offering:
            return
        value = self.chooser.value()
        if value == _DAY:
            day = DayDialog.ask(self.window(), self._day)
            if day is None:
                self._offer()
            else:
                self.show_day(day)
        elif value == _NOW:
            self._take(ListVersion())
        elif value is not None and value.isdecimal():
            self._take(ListVersion(year=int(value)))

    def _take(self, version: ListVersion) -> None:
        is_other, self._version = version != self._version, version
        self._offer()
        if is_other:
            self.changed.emit()

    def _offer(self) -> None:
        """Offer every version; the one on screen stays chosen."""
        version = self._version
        shown_day = version.on
        options = [(_NOW, "现行清单"), *((str(year), f"{year} 年") for year in self._years)]
        options.append((_DAY, f"{shown_day} 施行" if shown_day is not None else "按日期查看…"))
        self._is_offering = True
        self.chooser.set_options(options)
        self.chooser.set_value(_DAY if shown_day else _NOW if version.year is None else str(version.year))
        self._is_offering = False


def publication_words(known: ItemListDraft) -> str:
    """Return number and day of publication of a year's list."""
    told = [known.document_number] if known.document_number else []
    told += [f"{known.published_on} 公布"] if known.published_on else []
    return f"{known.year} 年：{'，'.join(told)}" if told else f"{known.year} 年：未登记文号和公布日期"
