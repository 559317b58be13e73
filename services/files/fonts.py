"""The faces of the printed papers: which face prints which character.

Every role has a chain of faces; a character is printed from the first that has it, so that a rare character of a
firm's name appears in 宋体 among 仿宋 and never as a gap. A character that no face has refuses the paper, in words.

reportlab keeps the state of a document in its font objects: only one document may be made at a time. Hold
``RENDERING`` from the first text to the last byte.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache

from models.errors import UnprintableTextError
from services.program import resource

RENDERING = threading.RLock()


class Role(Enum):
    """What a face is for; the values are those of ``resources/fonts/manifest.json``."""

    BODY = "正文"
    TITLE = "标题"
    HEADING = "黑体"
    KAI = "楷体"
    DIGITS = "数字"


FILES = {
    Role.BODY: "FandolFang-Regular.ttf",
    Role.TITLE: "NotoSerifSC-Bold.ttf",
    Role.HEADING: "NotoSansSC-Medium.ttf",
    Role.KAI: "gkai00mp.ttf",
    Role.DIGITS: "NotoSerifSC-Light.ttf",
}
_NAMES = {role: f"paper-{role.name.lower()}" for role in Role}

# 仿宋 sits lower in its em box than the Noto faces: these are lowered beside it, or a line seems to jump.
_LOWERED = 0.07
# The light serif's digits are larger than those of 仿宋.
_WESTERN_SCALE = 0.95
_FULL_WIDTH = 0.9
_MISSING = "〓"


@dataclass(frozen=True, slots=True)
class Glyph:
    """How one character is printed; lengths in em of the nominal size.

    ``scale`` multiplies the size, ``rise`` lifts the baseline, ``advance`` already contains the scale.
    """

    face: str
    advance: float
    scale: float
    rise: float

    @property
    def is_full_width(self) -> bool:
        """Tell whether it fills a cell of the grid."""
        return self.advance >= _FULL_WIDTH


@cache
def _register(role: Role) -> dict[int, float]:
    """Load the face of a role into reportlab; return the advances, in em, of the characters it has."""
    from reportlab.pdfbase import pdfmetrics  # deferred: a window that prints nothing pays nothing
    from reportlab.pdfbase.ttfonts import TTFont

    from services.files.pdf_patches import apply_patches

    apply_patches()
    font = TTFont(_NAMES[role], str(resource(f"fonts/{FILES[role]}")), asciiReadable=False)
    pdfmetrics.registerFont(font)
    return {code: font.face.getCharWidth(code) / 1000 for code in font.face.charToGlyph}


def face_name(role: Role) -> str:
    """Return the name under which reportlab knows the face of a role, loading it when needed."""
    with RENDERING:
        _register(role)
    return _NAMES[role]


def _chain(role: Role, char: str) -> tuple[Role, ...]:
    """Return the roles to ask for a character: Latin letters and digits of text faces come from the serif."""
    if role in (Role.BODY, Role.KAI) and char < "\x80":
        return (Role.DIGITS, role, Role.BODY)
    return (role, Role.DIGITS, Role.BODY)


@cache
def find_glyph(role: Role, char: str) -> Glyph | None:
    """Return how ``char`` is printed in ``role``, or None when no bundled face has it."""
    with RENDERING:
        for candidate in _chain(role, char):
            advance = _register(candidate).get(ord(char))
            if advance is not None and _is_printable(char):
                return _glyph(role, candidate, char, advance)
    return None


def _glyph(role: Role, face: Role, char: str, advance: float) -> Glyph:
    is_western = char < "\x80"
    scale = _WESTERN_SCALE if is_western and role in (Role.BODY, Role.KAI) and face is Role.DIGITS else 1.0
    is_lowered = face not in (Role.BODY, Role.KAI) and not (is_western and role is not Role.HEADING)
    return Glyph(_NAMES[face], advance * scale, scale, -_LOWERED if is_lowered else 0.0)


def _is_printable(char: str) -> bool:
    """Refuse what a face may map to an empty glyph: control, private and zero-width characters."""
    return char in (" ", "\u3000") or char.isprintable()


def printable(text: str, role: Role = Role.BODY) -> str:
    """Return a text with 〓 for every character that no face has: a list must not fail on one old or strange value.

    Line feeds stay. A paper that is issued is refused instead (``require_printable``).
    """
    return "".join(char if char == "\n" or find_glyph(role, char) else _MISSING for char in text)


def require_printable(document: str, texts: Iterable[tuple[str, str]]) -> None:
    """Check every ``(field, text)`` of a paper before anything of it is printed.

    Raises UnprintableTextError naming the document, each field, each missing character and its code.
    """
    faults: list[str] = []
    for field, text in texts:
        missing = dict.fromkeys(char for char in text if find_glyph(Role.BODY, char) is None)
        faults += [f"“{field}”中的{_show(char)}" for char in missing]
    if faults:
        raise UnprintableTextError(
            f"{document}无法打印：{'、'.join(faults)}没有可用的字体。请改用规范的写法后重试。"
        )


def _show(char: str) -> str:
    code = f"U+{ord(char):04X}"
    return f"“{char}”（{code}）" if char.isprintable() else f"不可见字符（{code}）"
