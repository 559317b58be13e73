"""The faces of the printed papers: which face prints which character.

Every role has a chain of faces; a character is printed from the first that has it, so that a rare character of a
firm's name appears in 宋体 among 仿宋 and never as a gap. A character that no face has refuses the paper, in words.

An office may have its papers set in the faces of its Windows (``use_system_faces``): they come before the bundled ones,
which stay behind them for what they lack. Bytes then depend on the PC; ``faces_in_use`` says which files they come from.

reportlab keeps the state of a document in its font objects: only one document may be made at a time. Hold
``RENDERING`` from the first text to the last byte.
"""

import hashlib
import struct
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path

from models.errors import UnprintableTextError
from services.files.system_faces import find_system_faces, system_folders
from services.program import resource

RENDERING = threading.RLock()


class Role(Enum):
    """What a face is for; the values are those of ``resources/fonts/manifest.json``."""

    BODY = "正文"
    TITLE = "标题"
    HEADING = "黑体"
    KAI = "楷体"
    DIGITS = "数字"

    __hash__ = (
        object.__hash__
    )  # a role is asked for with each character: by identity, ten times as fast as by name


FILES = {
    Role.BODY: "FandolFang-Regular.ttf",
    Role.TITLE: "NotoSerifSC-Bold.ttf",
    Role.HEADING: "NotoSansSC-Medium.ttf",
    Role.KAI: "gkai00mp.ttf",
    Role.DIGITS: "NotoSerifSC-Light.ttf",
}
# 仿宋 sits lower in its em box than the Noto faces: these are lowered beside it, or a line seems to jump.
_LOWERED = 0.07
# The light serif's digits are larger than those of 仿宋.
_WESTERN_SCALE = 0.95
_RESTRICTED, _WHOLE_OR_BITMAP = 0x0002, 0x0300  # fsType of the OS/2 table
_FULL_WIDTH = 0.9
_MISSING = "〓"
_BLANK_LINE = "＿"  # 仿宋's does not fill its cell: a blank to write on would be a row of dashes


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


@dataclass(frozen=True, slots=True)
class Face:
    """A face file: the name reportlab knows it by, where it lies, its number in a collection; ``is_system``: of the PC."""

    name: str
    path: Path
    number: int = 0
    is_system: bool = False


@dataclass(frozen=True, slots=True)
class FaceRecord:
    """A face that papers are set in now, for the print log."""

    role: str
    file: str
    sha256: str


_BUNDLED = {role: Face(f"paper-{role.name.lower()}", resource(f"fonts/{FILES[role]}")) for role in Role}
_dependent: list[Callable[[], None]] = []  # caches that hold what a face said


class _SystemFaces:
    """The faces of the PC that papers are set in; they are looked for when the first character is."""

    def __init__(self) -> None:
        self.folders: tuple[Path, ...] = ()
        self._found: dict[Role, Face] | None = None

    def choose(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders
        self._found = None

    @property
    def by_role(self) -> dict[Role, Face]:
        if self._found is None:
            there = find_system_faces(self.folders) if self.folders else {}
            self._found = {}
            for role in Role:
                for path, number in there.get(role.value, ()):
                    face = Face(f"system-{role.name.lower()}-{path.name}", path, number, is_system=True)
                    if _advances(face):
                        self._found[role] = face
                        break
        return self._found


_system = _SystemFaces()


def use_system_faces(is_wanted: bool, folders: Sequence[Path] | None = None) -> None:
    """Set the papers of this process in the faces of the PC from now on, or, by default, in the bundled ones only.

    Nothing is loaded before the first character is set. A role whose face is not there, or that reportlab cannot embed,
    keeps its bundled one. ``folders`` replace those of Windows.
    """
    wanted = tuple(system_folders() if folders is None else folders) if is_wanted else ()
    with RENDERING:
        if wanted != _system.folders:
            _system.choose(wanted)
            find_glyph.cache_clear()
            for forget in _dependent:
                forget()


def forget_with_faces(forget: Callable[[], None]) -> None:
    """Name a cache that must be emptied when papers are set in other faces."""
    _dependent.append(forget)


def faces_in_use() -> tuple[FaceRecord, ...]:
    """Return the faces that come first for each role, with the SHA-256 of their files."""
    with RENDERING:
        faces = [(role, _system.by_role.get(role, _BUNDLED[role])) for role in Role]
    return tuple(FaceRecord(role.value, face.path.name, _sha256(face.path)) for role, face in faces)


@cache
def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def _advances(face: Face) -> dict[int, float]:
    """Load a face into reportlab; return the advances, in em, of its characters, none where a face of the PC is refused."""
    from reportlab.pdfbase import pdfmetrics  # deferred: a window that prints nothing pays nothing
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    from services.files.pdf_patches import apply_patches

    apply_patches()
    try:
        font = TTFont(face.name, str(face.path), subfontIndex=face.number, asciiReadable=False)
        if face.is_system and not _may_be_embedded(font.face.get_table("OS/2")):
            return {}
    except (TTFError, OSError, ValueError, KeyError, IndexError, struct.error):
        if face.is_system:  # CFF outlines, a damaged file
            return {}
        raise
    pdfmetrics.registerFont(font)
    return {code: font.face.getCharWidth(code) / 1000 for code in font.face.charToGlyph}


def _may_be_embedded(os2: bytes) -> bool:
    """Tell whether the licence of a face (fsType) lets part of it go into a paper; some of Founder's do not."""
    (embedding,) = struct.unpack_from(">H", os2, 8)
    return embedding & 0xF != _RESTRICTED and not embedding & _WHOLE_OR_BITMAP


def face_name(role: Role) -> str:
    """Return the name under which reportlab knows the bundled face of a role, loading it when needed."""
    with RENDERING:
        _advances(_BUNDLED[role])
    return _BUNDLED[role].name


def _chain(role: Role, char: str) -> list[tuple[Role, Face]]:
    """Return the faces to ask for a character: Latin letters and digits of text faces come from the serif."""
    is_western_text = role in (Role.BODY, Role.KAI) and char < "\x80"
    roles = (
        (Role.DIGITS, role, Role.BODY)
        if is_western_text or char == _BLANK_LINE
        else (role, Role.DIGITS, Role.BODY)
    )
    return [(one, faces[one]) for faces in (_system.by_role, _BUNDLED) for one in roles if one in faces]


@cache
def find_glyph(role: Role, char: str) -> Glyph | None:
    """Return how ``char`` is printed in ``role``, or None when no face has it."""
    if not _is_printable(char):
        return None
    with RENDERING:
        for candidate, face in _chain(role, char):
            advance = _advances(face).get(ord(char))
            if advance is not None:
                return _glyph(role, candidate, face, char, advance)
    return None


def _glyph(role: Role, source: Role, face: Face, char: str, advance: float) -> Glyph:
    is_western = char < "\x80"
    is_serif_in_text = is_western and role in (Role.BODY, Role.KAI) and source is Role.DIGITS
    scale = _WESTERN_SCALE if is_serif_in_text and not face.is_system else 1.0
    is_lowered = source not in (Role.BODY, Role.KAI) and not (is_western and role is not Role.HEADING)
    rise = -_LOWERED if is_lowered and not face.is_system else 0.0
    return Glyph(face.name, advance * scale, scale, rise)


def _is_printable(char: str) -> bool:
    """Refuse what a face may map to an empty glyph or a box: control, private, zero-width and replacement characters."""
    return char in (" ", "\u3000") or (char.isprintable() and char != "\ufffd")


def printable(text: str, role: Role = Role.BODY) -> str:
    """Return a text with 〓 for every character that no face has: a list must not fail on one old or strange value.

    Line feeds stay. A paper that is issued is refused instead (``require_printable``).
    """
    return "".join(char if char == "\n" or find_glyph(role, char) else _MISSING for char in text)


def require_printable(document: str, texts: Iterable[tuple[str, str]]) -> None:
    """Check every ``(field, text)`` of a paper before anything of it is printed.

    Raises UnprintableTextError naming the document, each field, each missing character and its code.
    """
    faults = [f"“{field}”中的{_show(char)}" for field, text in texts for char in _without_face(text)]
    if faults:
        named = "".join(
            char if char.isprintable() else _MISSING for char in document
        )  # U+202E would turn the sentence
        told = "、".join(dict.fromkeys(faults))  # forty findings may hold one character
        raise UnprintableTextError(f"{named}无法打印：{told}没有可用的字体。请改用规范的写法后重试。")


@lru_cache(maxsize=4096)  # the fixed texts of an office's papers return on every one of them
def _without_face(text: str) -> tuple[str, ...]:
    return tuple(char for char in dict.fromkeys(text) if find_glyph(Role.BODY, char) is None)


forget_with_faces(_without_face.cache_clear)


def _show(char: str) -> str:
    code = f"U+{ord(char):04X}"
    return f"“{char}”（{code}）" if char.isprintable() else f"不可见字符（{code}）"
