"""The preview: the pages of the real PDF in a window of the program, to be read, searched, printed and kept.

Recipe, to show a PDF from anywhere: make its bytes in the database thread and hand them to ``show_pdf`` as the result:
``desk.operations.query(render, partial(show_pdf, desk, title), label=…)``. What draws the pages is imported with the first
one: neither the start of the program nor the opening of a tab waits for it.
"""

from typing import TYPE_CHECKING

from models.errors import UserFacingError
from ui.desk import Desk

if TYPE_CHECKING:
    from ui.papers.preview_window import PreviewWindow
    from ui.papers.printers import Printers
    from ui.papers.printing import OnPrinted


def show_pdf(
    desk: Desk,
    title: str,
    pdf: bytes,
    *,
    on_printed: "OnPrinted | None" = None,
    printers: "Printers | None" = None,
) -> "PreviewWindow | None":
    """Open the preview over the window in front; None, and a message, when the bytes are no PDF.

    ``title`` is also the file name proposed for 存为 PDF. ``on_printed`` is called with the number of copies each time a
    printer has taken the whole job, never before; ``printers`` are those of the computer.
    """
    from ui.papers.preview_window import PreviewWindow

    try:
        window = PreviewWindow(
            desk.messages.front(), desk, title, pdf, on_printed=on_printed, printers=printers
        )
    except UserFacingError as error:
        desk.messages.error(error.message)
        return None
    window.stand_over()
    return window
