"""What a paper is made of: blocks that the composer sets on pages and the .docx writer turns into paragraphs and tables.

A form is written once, as a sequence of blocks; which file comes of it, its blocks do not know. To add a kind of block:
declare it here, set it in ``services/files/flow.py``, write it in ``services/files/docx_document.py``.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from services.files.fonts import Role


class Size(Enum):
    """A size of Chinese type with the distance of its lines, in points; 3号 is set on the grid of official pages."""

    THREE = (16.0, 0.0)
    FOUR = (14.0, 24.0)
    SMALL_FOUR = (12.0, 20.0)
    FIVE = (10.5, 16.0)

    __hash__ = object.__hash__

    @property
    def em(self) -> float:
        """The size."""
        return self.value[0]


@dataclass(frozen=True, slots=True)
class Title:
    """2号小标宋, centred, broken at its phrases (``|``) and line feeds."""

    text: str


@dataclass(frozen=True, slots=True)
class Centred:
    """One or more centred rows of 3号仿宋, such as the 文号."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``indent`` in characters. A heading keeps the next row on its page."""

    text: str
    role: Role = Role.BODY
    indent: int = 2
    is_heading: bool = False
    size: Size = Size.THREE


@dataclass(frozen=True, slots=True)
class Blank:
    """One empty row."""

    size: Size = Size.THREE


@dataclass(frozen=True, slots=True)
class Signature:
    """落款 with room for a seal: the date four characters from the right, the office centred above it.

    Without a seal the office stands two characters from the right, the date under it (GB/T 9704, 7.3.5).
    """

    issuer: str
    dated_on: date | None
    has_seal: bool = True


@dataclass(frozen=True, slots=True)
class RedHead:
    """红头 of a 文件: the 发文机关标志, under it the 文号 and the red line; ``signer`` is the 签发人 of a 上行文."""

    issuer: str
    number: str
    signer: str = ""


@dataclass(frozen=True, slots=True)
class LetterHead:
    """信函格式: the issuer over the red double line, the 文号 at the right under it; it must be a paper's first block."""

    issuer: str
    number: str


@dataclass(frozen=True, slots=True)
class AttachmentNote:
    """附件说明 under the text: 附件：1.XXX."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """The beginning of an 附件 on a new page; ``ordinal`` 0 where there is only one."""

    ordinal: int
    title: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记 at the foot of the last page: 抄送, 印发机关 and 印发日期, each left out where empty."""

    copies_to: str
    printed_by: str
    printed_on: date | None


@dataclass(frozen=True, slots=True)
class FormHead:
    """The head of an 执法文书: the office, the name of the form, its number centred under them; each may be empty."""

    bureau: str
    title: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A label and its value on a rule, or a blank to write on; ``share`` of the line's width, more where it needs more.

    ``seat`` names whose signature may be placed on it, such as 检查人员1; empty for none.
    """

    label: str
    value: str = ""
    share: float = 1.0
    seat: str = ""


@dataclass(frozen=True, slots=True)
class FieldLine:
    """Fields side by side on one line, or on several where they do not fit; a longer value goes on below."""

    fields: tuple[Field, ...]
    size: Size = Size.FOUR
    is_for_hand: bool = False
    """Room for a signature."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A text on ruled lines behind its label, at least ``rows`` of them: for what is told at length or written by hand."""

    label: str
    text: str
    rows: int = 1
    size: Size = Size.FOUR


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a form's table: ``share`` of the width; a label is set in 黑体, centred and broken at its words.

    A number that would be cut in its cell gets its room from the others; ``seat`` as in a field.
    """

    text: str
    share: float
    is_label: bool = False
    is_centred: bool = False
    seat: str = ""


@dataclass(frozen=True, slots=True)
class CellRow:
    """One line of cells, at least ``least`` points high."""

    cells: tuple[Cell, ...]
    least: float = 26.0


@dataclass(frozen=True, slots=True)
class FormTable:
    """A table of labels and values, each line with columns of its own."""

    rows: tuple[CellRow, ...]
    size: Size = Size.SMALL_FOUR


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of a list: its title, its share of the width, whether its text is centred."""

    title: str
    share: float
    is_centred: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A list with a header that is repeated on each page; empty rows are added up to ``least_rows``."""

    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    least_rows: int = 0
    least: float = 24.0
    """The height in points that a row has at least: more where it is filled in by hand."""
    size: Size = Size.SMALL_FOUR


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stand on one page, such as the signatures of a form, where they are not longer than one.

    They take a row of the text with them to a new page, unless they may stand there alone, as a slip to cut off does.
    """

    blocks: "tuple[Block, ...]"
    is_slip: bool = False


@dataclass(frozen=True, slots=True)
class Landscape:
    """Blocks on pages of their own laid on their side, such as a wide Grid with its Title or Attachment.

    The page number stays where the upright pages have it.
    """

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class FootNote:
    """Small print under a rule at the foot of the page that the paper, or its part before a new page, ends on: 本文书一式两份 …"""

    text: str


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page."""


Block = (
    Title
    | Centred
    | Paragraph
    | Blank
    | Signature
    | RedHead
    | LetterHead
    | AttachmentNote
    | Attachment
    | Imprint
    | FormHead
    | FieldLine
    | Writing
    | FormTable
    | Grid
    | Together
    | Landscape
    | FootNote
    | NewPage
)


def chinese_date(day: date) -> str:
    """Return 成文日期: Arabic, full year, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"
