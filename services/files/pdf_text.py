"""Rows of text as the operators of a page: each row that returns on many papers is encoded once for the whole file.

reportlab's own text object does the same at five times the cost; only its assignment of characters to subsets is used.
"""

from itertools import groupby
from operator import itemgetter
from typing import Any

from services.files.page import Row, Run

_NAME = itemgetter(0)
_CODES = 256  # of a part of a face


class RowEncoder:
    """Encodes rows for one document; the operators go between BT and ET after the matrix of the row."""

    def __init__(self, document: Any) -> None:
        from reportlab.lib.rl_accel import fp_str  # deferred: a window that prints nothing pays nothing
        from reportlab.pdfbase.pdfmetrics import getFont

        self._document = document
        self._number: Any = fp_str
        self._font: Any = getFont
        self._codes: dict[str, dict[str, tuple[str, str]]] = {}
        self._encoded: dict[
            int, tuple[Row, str]
        ] = {}  # by identity: composed rows are shared; kept, so that none is reused

    def encode(self, row: Row) -> str:
        """Return the operators that show a row from its left end on."""
        known = self._encoded.get(id(row))
        if known is None:
            known = (row, self._operators(row))
            self._encoded[id(row)] = known
        return known[1]

    def assign(self, face: str, text: str) -> None:
        """Give the characters of a text their codes in a face, in their order, before any of them is shown."""
        known = self._codes.setdefault(face, {})
        new = "".join(char for char in dict.fromkeys(text) if char not in known)
        if not new:
            return
        font = self._font(face)
        chars = iter(new)
        for subset, codes in font.splitString(new, self._document):
            name = font.getSubsetInternalName(subset, self._document)
            for code in codes:
                known[next(chars)] = (name, f"{code:02x}")

    def close_subsets(self) -> None:
        """Let what is assigned from here on go into other parts of the faces, so that those made so far stay as they are."""
        for face in self._codes:
            state = self._font(face).state[self._document]
            state.nextCode = -(-state.nextCode // _CODES) * _CODES

    def _operators(self, row: Row) -> str:
        number = self._number
        parts: list[str] = []
        font = ""
        spacing: float | None = None
        x = y = 0.0
        for run in row:
            parts.append(f"{number(run.x - x, run.rise - y)} Td")
            x, y = run.x, run.rise
            if run.spacing != spacing:
                parts.append(f"{number(run.spacing)} Tc")
                spacing = run.spacing
            for name, codes in self._chunks(run):
                wanted = f"{name} {number(run.size)} Tf"
                if wanted != font:
                    parts.append(wanted)
                    font = wanted
                parts.append(f"<{codes}> Tj")
        return " ".join(parts)

    def _chunks(self, run: Run) -> list[tuple[str, str]]:
        """Return the text of a run as the codes of its characters, cut where the subset changes."""
        self.assign(run.face, run.text)
        known = self._codes[run.face]
        shown = [known[char] for char in run.text]
        return [(name, "".join(code for _name, code in group)) for name, group in groupby(shown, _NAME)]
