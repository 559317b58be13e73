"""一企一档 on the screen: read, saved, printed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from tests.services.files.pdf_reading import page_texts
from tests.ui.papers.previews import preview_title, shown_preview
from tests.ui.roster.conftest import MACHINES
from ui.recorded_messages import RecordedMessages
from ui.roster.dossier_dialog import DossierDialog
from ui.roster.enterprise_list import EnterpriseList

Click = Callable[[QWidget], None]


def opened(register: EnterpriseList, key: int, click: Click) -> DossierDialog:
    register.table.select_keys([key])
    click(register.dossier_button)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DossierDialog)
    return dialog


def test_the_file_of_the_enterprise_in_use_is_read_on_one_page(
    register: EnterpriseList, enterprises: dict[str, int], click: Click
) -> None:
    dialog = opened(register, enterprises[MACHINES.name], click)

    assert dialog.pane.title == MACHINES.name
    assert ("镇街", "岳滩镇") in dialog.pane.lines()
    assert dialog.note == "截至 2022-05-25"
    dialog.close()


def test_it_is_saved_as_pdf_where_the_clerk_says(
    register: EnterpriseList,
    enterprises: dict[str, int],
    click: Click,
    messages: RecordedMessages,
    tmp_path: Path,
) -> None:
    dialog = opened(register, enterprises[MACHINES.name], click)
    path = tmp_path / "档案.pdf"
    messages.answers.append(path)

    click(dialog.save_button)

    assert MACHINES.name in page_texts(path.read_bytes())[0]
    assert messages.last.text == "已保存一企一档：档案.pdf"
    dialog.close()


def test_printing_shows_the_pdf_in_the_preview(
    register: EnterpriseList, enterprises: dict[str, int], click: Click
) -> None:
    dialog = opened(register, enterprises[MACHINES.name], click)

    click(dialog.print_button)

    preview = shown_preview()
    assert preview_title() == f"一企一档_{MACHINES.name}_2022-05-25"
    assert MACHINES.name in page_texts(preview.pages.content)[0]
    preview.reject()
    dialog.close()
