"""What the papers of a draw have in common: head with 抽取编号, 校验码 and QR code, ruled facts, lists, a place to sign.

A paper is a list of parts that ``draw_sheet`` lets flow over its pages. A form makes parts and draws nothing itself.
"""

from dataclasses import dataclass
from datetime import date

from models.rules.short_digest import short_digest
from services.files.ruled_table import Column


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What every paper of a draw says first; ``digest_name`` is what the digest is of, whose short form is the 校验码."""

    title: str  # 抽取结果确认单
    bureau: str
    draw_code: str
    attempt: str  # 本次为第2次抽取（第1批，共3批）
    digest: str
    digest_name: str  # 名单指纹 before the seed, 结果指纹 after it
    dated_on: date
    mark: str = ""
    warnings: tuple[str, ...] = ()  # 系统随机数，未经公开见证

    @property
    def short_digest(self) -> str:
        """The 校验码, by which the program finds the draw again."""
        return short_digest(self.digest)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first level; it keeps what follows on its page."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of 小四."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Ruled lines of a name and what there is to say of it; lines without anything to say are left out."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table with its header on each page; ``struck`` holds the numbers of rows no longer in force."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    struck: frozenset[int] = frozenset()
    empty: str = ""  # said in place of a table without rows


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs: in which role, the name where it is known."""

    role: str
    name: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Signing:
    """核对与签字: what is signed for, then a line for each signer. It never stands alone: the statement goes with it."""

    statement: str
    signers: tuple[Signer, ...]
    heading: str = "核对和签字"
    has_opinion: bool = False  # room under the statement to write in by hand


Part = Heading | Text | Facts | Grid | Signing


def two_lines(digest: str) -> str:
    """Return a digest in blocks of four on two lines, as it is read aloud and compared."""
    blocks = [digest[start : start + 4] for start in range(0, len(digest), 4)]
    half = (len(blocks) + 1) // 2
    return "\n".join(" ".join(part) for part in (blocks[:half], blocks[half:]) if part)
