"""A table on landscape A4 pages, as GB/T 9704 binds it: the sheet is an upright one turned on its side.

The table's head lies at the binding edge, and the page number stays where the upright pages have it.
"""

from collections.abc import Sequence

from services.files.page import HEIGHT, LEFT, MM, PAGE_WIDTH, TOP, WIDTH, Row, right_end
from services.files.pdf_document import LANDSCAPE, NUMBER_BELOW, PAGE_NUMBER_EM, PdfDocument
from services.files.ruled_table import Column, Frame, RuledTable

__all__ = ["Column", "LandscapeTable"]

# the 版心 turned: its foot is the table's left side, its left side the table's top
_LEFT_SIDE = LANDSCAPE[0] - TOP - HEIGHT
_TOP_SIDE = PAGE_WIDTH - LEFT
_MARK_BELOW = 16 * MM  # from the upper edge of the sheet


class LandscapeTable(RuledTable):
    """A table while it is drawn, from the top of each page down; ``em`` and ``leading`` of its cells in points."""

    def __init__(
        self,
        document: PdfDocument,
        columns: Sequence[Column],
        mark: str,
        *,
        em: float = 12.0,
        leading: float = 17.0,
    ) -> None:
        frame = Frame(
            left=_LEFT_SIDE,
            right=LANDSCAPE[0] - TOP,
            top=_TOP_SIDE,
            bottom=_TOP_SIDE - WIDTH,
            mark_baseline=LANDSCAPE[1] - _MARK_BELOW,
            em=em,
            leading=leading,
        )
        super().__init__(document, columns, mark, frame)

    def _draw_page_number(self, row: Row) -> None:
        """Draw it at the foot of the sheet held upright."""
        canvas = self._document.canvas
        is_odd = self._number % 2 == 1
        canvas.saveState()
        canvas.translate(_LEFT_SIDE - NUMBER_BELOW, _TOP_SIDE)
        canvas.rotate(-90)
        x = WIDTH - PAGE_NUMBER_EM - right_end(row) if is_odd else PAGE_NUMBER_EM
        self._document.draw_row(row, x, 0.0)
        canvas.restoreState()
