"""一企一档 on screen: one page from the register to the last change, to be read, printed or saved."""

from functools import partial

from PySide6.QtWidgets import QWidget

from services.container import Services
from services.files.dossier import DossierView
from services.files.writing import safe_file_name
from ui.desk import Desk
from ui.papers.preview import show_pdf
from ui.widgets.buttons import button, primary_button
from ui.widgets.detail_pane import DetailPane
from ui.widgets.reading_dialog import ReadingDialog

_PDF = "PDF 文件 (*.pdf)"


class DossierDialog(ReadingDialog):
    """Everything that ever happened to one enterprise."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, services: Services, key: int, view: DossierView
    ) -> None:
        self._desk, self._services, self._key, self._view = desk, services, key, view
        self.pane = DetailPane()
        self.save_button = button("另存为 PDF…", icon_name="download", hint="保存为一个 PDF 文件")
        self.print_button = primary_button("打印…", hint="生成 PDF，在预览窗口中查看和打印")
        super().__init__(
            parent,
            f"一企一档：{view.name}",
            self.pane,
            buttons=(self.save_button, self.print_button),
            size=(860, 660),
        )
        self.print_button.clicked.connect(self.print_it)
        self.save_button.clicked.connect(self.save)
        self._fill()
        self.set_note(f"截至 {view.dated_on.isoformat()}")

    def print_it(self) -> None:
        """Make the PDF and show it in the preview."""
        self._desk.operations.query(
            partial(self._services.dossiers.render, self._key),
            partial(show_pdf, self._desk, self._title()),
            label="正在生成一企一档",
        )

    def save(self) -> None:
        """Ask where, and write the PDF."""
        path = self._desk.messages.ask_save_file(
            "保存一企一档", self._file_name(), _PDF, purpose="export-roster"
        )
        if path is not None:
            self._desk.operations.query(
                partial(self._services.dossiers.save, self._key, path),
                lambda done: self._desk.messages.toast_file(f"已保存一企一档：{done.name}", done),
                label="正在生成一企一档",
            )

    def _file_name(self) -> str:
        return safe_file_name(self._title()) + ".pdf"

    def _title(self) -> str:
        return f"一企一档_{self._view.name}_{self._view.dated_on.isoformat()}"

    def _fill(self) -> None:
        pane = self.pane
        pane.begin(self._view.name)
        for section in self._view.sections:
            pane.add_section(section.heading)
            if not section.lines:
                pane.add_note(section.empty, tone="secondary")
            for line in section.lines:
                pane.add(line.key, line.text, tone=line.tone)
        pane.end()


def ask_dossier(parent: QWidget, desk: Desk, services: Services, key: int) -> None:
    """Read the file of an enterprise, then show it over the window."""

    def show(view: DossierView) -> None:
        DossierDialog(parent.window(), desk, services, key, view).stand_over()

    desk.operations.query(partial(services.dossiers.get_dossier, key), show)
