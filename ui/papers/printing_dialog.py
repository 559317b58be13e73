"""打印: printer, copies, pages, both sides. What was chosen last time is chosen; one copy of all pages is the usual."""

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from models.errors import UserFacingError
from ui.papers.page_range import parse_pages
from ui.papers.printers import (
    Printers,
    PrintOrder,
    lost_printer,
    remembered_duplex,
    remembered_printer,
    sheets,
)
from ui.settings_store import SettingsStore
from ui.theme import set_look
from ui.widgets.buttons import button
from ui.widgets.chooser import Chooser
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.labels import secondary, toned

MOST_COPIES = 99


class PrintDialog(WorkDialog):
    """Asks how a paper of ``count`` pages is printed; ``current`` is the page that is read, None when nobody reads."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        count: int,
        current: int | None,
        printers: Printers,
        settings: SettingsStore,
    ) -> None:
        self._count, self._current, self._printers = count, current, printers
        self._opened: tuple[str, QPrinter] | None = None
        names = printers.names()
        self.printer_field = Chooser[str]([(name, name) for name in names])
        self.printer_field.setSizeAdjustPolicy(Chooser.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.printer_field.setMinimumContentsLength(12)
        self.printer_field.set_value(remembered_printer(settings, printers))
        self.properties_button = button("打印机属性…", hint="打开系统的打印对话框，选择纸盒、质量等")
        self.copies_field = QSpinBox()
        self.copies_field.setRange(1, MOST_COPIES)
        self.copies_field.setSuffix(" 份")
        self.copies_field.setFixedWidth(104)
        self.collate_box = QCheckBox("逐份打印（一份完整的打完再打下一份）")
        self.collate_box.setChecked(True)
        self.all_button = QRadioButton(f"全部（{count:,} 页）")
        self.current_button = QRadioButton(f"当前页（第 {(current or 0) + 1:,} 页）")
        self.some_button = QRadioButton("页码")
        self.range_field = QLineEdit()
        self.range_field.setPlaceholderText("如 1,3-5")
        self.duplex_box = QCheckBox("双面打印（沿长边翻转）")
        self.duplex_box.setChecked(remembered_duplex(settings))
        self.problem = toned("", "bad")
        self._lost = lost_printer(settings, printers)
        super().__init__(parent, f"打印：{title}", self._lay_out(), confirm="打印(&P)", size=(560, 408))
        self._connect()
        self._on_printer()
        self.copies_field.setFocus()
        self.copies_field.selectAll()

    def order(self) -> PrintOrder:
        """Return what is ordered; raises UserFacingError when the pages make no sense."""
        return PrintOrder(
            printer=self.printer_field.value() or "",
            pages=self._pages(),
            copies=self.copies_field.value(),
            collate=self.collate_box.isChecked(),
            duplex=self.duplex_box.isEnabled() and self.duplex_box.isChecked(),
        )

    def printer(self) -> QPrinter:
        """Return the printer of the order, with what was set in the system's own dialog."""
        name = self.printer_field.value() or ""
        if self._opened is None or self._opened[0] != name:
            self._opened = (name, self._printers.open(name))
        return self._opened[1]

    def confirm(self) -> None:
        """Print, or say which part of the page range makes no sense."""
        try:
            self._pages()
        except UserFacingError as error:
            self._say(error.message)
            self.range_field.setFocus()
            self.range_field.selectAll()
            return
        self.accept()

    def show_properties(self) -> None:
        """Let the system's dialog set what only the driver knows; its copies and sides come into our fields."""
        printer = self.printer()
        printer.setCopyCount(self.copies_field.value())
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.adopt(printer)

    def adopt(self, printer: QPrinter) -> None:
        """Take over what the system's dialog set."""
        self.copies_field.setValue(printer.copyCount())
        self.duplex_box.setChecked(printer.duplex() is QPrinter.DuplexMode.DuplexLongSide)
        name = printer.printerName()
        if name in self._printers.names():
            self._opened = (name, printer)
            self.printer_field.set_value(name)

    def _pages(self) -> tuple[int, ...]:
        if self.current_button.isChecked():
            return (self._current or 0,)
        if self.some_button.isChecked():
            return parse_pages(self.range_field.text(), self._count)
        return tuple(range(self._count))

    def _connect(self) -> None:
        self.properties_button.clicked.connect(self.show_properties)
        self.printer_field.currentIndexChanged.connect(self._on_printer)
        self.copies_field.valueChanged.connect(self._show_order)
        self.collate_box.toggled.connect(self._show_order)
        self.duplex_box.toggled.connect(self._show_order)
        self.range_field.textEdited.connect(self._on_range)
        for choice in (self.all_button, self.current_button, self.some_button):
            choice.toggled.connect(self._show_order)

    def _on_range(self) -> None:
        self.some_button.setChecked(True)
        self._show_order()

    def _on_printer(self) -> None:
        can_duplex = self._printers.can_duplex(self.printer_field.value() or "")
        is_single = self._count == 1
        self.duplex_box.setEnabled(can_duplex and not is_single)
        self.duplex_box.setToolTip(
            ""
            if self.duplex_box.isEnabled()
            else "只有一页。"
            if is_single
            else "这台打印机不会自动双面打印。"
        )
        self._show_order()

    def _show_order(self) -> None:
        """Say how much paper it takes, or, once it was tried, what is wrong."""
        self.collate_box.setEnabled(self.copies_field.value() > 1 and self._count > 1)
        self.range_field.setEnabled(True)
        try:
            order = self.order()
        except UserFacingError as error:
            self.set_note("")
            self._say(error.message if self.range_field.text() else "")
            return
        self._say("")
        self.confirm_button.setText(f"打印 {order.copies} 份(&P)")
        sides = len(sheets(order))
        paper = (sides + 1) // 2 if order.duplex else sides
        self.set_note(f"{len(order.pages):,} 页 × {order.copies} 份，用纸 {paper:,} 张")

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.range_field.setProperty("problem", bool(problem))
        style = self.range_field.style()
        style.unpolish(self.range_field)
        style.polish(self.range_field)

    def _lay_out(self) -> QWidget:
        form = Form(label_width=64)
        form.add("printer", "打印机", self._line(self.printer_field, self.properties_button, stretch=0))
        form.add("copies", "份数", self._line(self.copies_field, self.collate_box, stretch=1))
        form.add("pages", "页码", self._page_choice())
        form.add("sides", "双面", self.duplex_box)
        self.duplex_box.setAccessibleName("双面打印")
        self.printer_field.setAccessibleName("打印机")
        self.copies_field.setAccessibleName("份数")
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        if self._lost:
            lost = toned(f"上次用的打印机“{self._lost}”现在没有，请另选一台。", "warn")
            lost.setWordWrap(True)
            layout.addWidget(lost)
        layout.addWidget(form)
        size_note = secondary("按实际大小打印，不缩放，页边与文书规定的一致。")
        size_note.setWordWrap(True)
        layout.addWidget(size_note)
        layout.addStretch(1)
        return content

    def _page_choice(self) -> QWidget:
        self._group = QButtonGroup()
        for choice in (self.all_button, self.current_button, self.some_button):
            self._group.addButton(choice)
        self.all_button.setChecked(True)
        self.current_button.setVisible(self._current is not None and self._count > 1)
        self.some_button.setVisible(self._count > 1)
        self.range_field.setVisible(self._count > 1)
        self.range_field.setFixedWidth(200)
        self.range_field.setAccessibleName("页码范围")
        self.problem.setWordWrap(True)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.all_button)
        column.addWidget(self.current_button)
        column.addWidget(self._line(self.some_button, self.range_field, stretch=2))
        column.addWidget(self.problem)
        return holder

    @staticmethod
    def _line(first: QWidget, second: QWidget, *, stretch: int) -> QWidget:
        """Put two fields side by side; ``stretch`` is the place of the one that grows, 2 for neither."""
        holder = QWidget()
        set_look(holder, "clear")
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(first, 1 if stretch == 0 else 0)
        line.addWidget(second, 1 if stretch == 1 else 0)
        if stretch == 2:
            line.addStretch(1)
        holder.setFocusProxy(first)
        holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return holder
