"""校验码: the first 16 digits of a digest, as a paper of a draw prints them and a person types them back.

Sixteen digits find a draw among those of an office; they prove nothing. What they lead to is computed again whole.
"""

import re
import unicodedata
from dataclasses import dataclass

from models.vocab import PaperKind

QR_MARK = "SSJ/1"
_DIGITS = 16
_GROUP = 4
_WHOLE = 64  # a SHA-256 in hex, pasted as it stands
_SLIPS = str.maketrans({"O": "0", "I": "1", "L": "1"})  # no hex digit looks like these letters
_BETWEEN = re.compile(r"[\s\-‐‑‒–—―−·._:：、]+")
_HEX = re.compile(r"[0-9A-F]+")
_PAPER = re.compile(
    r"SSJ[/\\、]?1\s+(?P<draw_code>\d{4}\s?-\s?\d{2,}\s?-\s?[1-9]\d*)\s+(?P<digest>\S.*)", re.DOTALL
)
_ISSUED = re.compile(
    r"SSJ[/\\、]?1\s+(?P<kind>[A-Z_]+)\s?-\s?(?P<year>\d{4})\s?-\s?(?P<serial>[1-9]\d*)\s+(?P<digest>\S.*)",
    re.DOTALL,
)
_DASHES = re.compile(r"[‐‑‒–—―−]")


@dataclass(frozen=True, slots=True)
class PaperCode:
    """What was read from a paper: of a draw (``draw_code``) or an issued one (``paper_code``), neither for bare digits."""

    short_digest: str
    draw_code: str = ""
    paper_code: str = ""


def short_digest(digest: str) -> str:
    """Return the first 16 hex digits of a digest in capital letters and groups of four: A1B2-C3D4-E5F6-0718."""
    head = digest[:_DIGITS].upper()
    return "-".join(head[start : start + _GROUP] for start in range(0, _DIGITS, _GROUP))


def read_short_digest(text: str) -> str | None:
    """Return the digits as ``short_digest`` writes them, or None where the text is none.

    Small letters, blanks, missing or other dashes and full-width digits are taken; so are O for 0 and I or L for 1.
    A whole digest is taken for its first 16 digits.
    """
    typed = unicodedata.normalize("NFKC", text).upper()
    digits = _BETWEEN.sub("", typed).translate(_SLIPS)
    if len(digits) not in (_DIGITS, _WHOLE) or _HEX.fullmatch(digits) is None:
        return None
    return short_digest(digits)


def qr_text(code: str, digest: str) -> str:
    """Return what the QR code of a paper says: ``SSJ/1 2022-01-1 A1B2-C3D4-E5F6-0718``; ``code`` names draw or paper."""
    return f"{QR_MARK} {code} {short_digest(digest)}"


def paper_code(kind: PaperKind, year: int, serial: int) -> str:
    """Return the code of an issued paper: ``notice-2022-17``."""
    return f"{kind.value}-{year}-{serial}"


def read_paper_code(text: str) -> PaperCode | None:
    """Read what a scanner or a person typed: the whole text of the QR code, or the digits alone; None for else."""
    typed = _DASHES.sub("-", unicodedata.normalize("NFKC", text).strip().upper())
    paper, issued = _PAPER.fullmatch(typed), _ISSUED.fullmatch(typed)
    named = paper or issued
    digits = read_short_digest(typed if named is None else named["digest"])
    if digits is None:
        return None
    if paper is not None:
        return PaperCode(digits, draw_code="".join(paper["draw_code"].split()))
    if issued is not None:
        return PaperCode(digits, paper_code=f"{issued['kind'].lower()}-{issued['year']}-{issued['serial']}")
    return PaperCode(digits)
