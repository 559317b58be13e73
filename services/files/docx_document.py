"""One paper as .docx, for an office that must change a letter by hand: the same blocks, the same page, the same words.

Word sets the lines itself, so a page may end a row earlier or later than the PDF's; a page on its side is numbered at its
foot, where the PDF keeps the place of the upright pages. A Word copy bears neither the code nor a
signature: what can be changed by hand must not pass for what was issued. The same copy gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO

from services.files.blocks import (
    Attachment,
    AttachmentNote,
    Blank,
    Block,
    Centred,
    FieldLine,
    FootNote,
    FormHead,
    FormTable,
    Grid,
    Imprint,
    Landscape,
    LetterHead,
    NewPage,
    Paragraph,
    RedHead,
    Signature,
    Title,
    Together,
    Writing,
)
from services.files.docx_heads import (
    attachment,
    attachment_note,
    blank_row,
    centred,
    foot_note_row,
    form_head,
    imprint_rows,
    letter_number,
    red_head,
    signature,
    title,
)
from services.files.docx_sheet import SIDE_LEFT, SIDE_TOP, Sheet
from services.files.docx_tables import (
    Line,
    field_lines,
    grid_lines,
    table,
    table_lines,
    writing_paragraphs,
)
from services.files.docx_text import ROW, Element, Stand, element, paragraph, run, spacer
from services.files.fixed_zip import with_fixed_times
from services.files.fonts import RENDERING, Role, require_printable
from services.files.forms.form import Copy, about_copies, name_of_copy
from services.files.page import EM, HEIGHT, LEFT, TOP, WIDTH
from services.files.pdf_document import Numbering
from services.files.pieces_of_heads import foot_note, imprint
from services.files.wording import one_line

_FIELD_PADDING, _CELL_PADDING = 0.0, 4.0


def render_docx(copy: Copy) -> bytes:
    """Return one copy of a paper as .docx. Raises UnprintableTextError as its PDF does."""
    require_printable(name_of_copy(copy), copy.form.texts(copy.view))
    blocks = tuple(copy.form.blocks(copy.view))
    mark = "　".join(part for part in (one_line(getattr(copy.view, "mark", "")), copy.mark) if part)
    head = blocks[0] if blocks and isinstance(blocks[0], LetterHead) else None
    with RENDERING:
        sheet = Sheet(about_copies([copy]), mark, copy.form.numbering, head)
        writer = _Writer(sheet, seal_rows=1 if copy.form.numbering is Numbering.OF_TOTAL else 2)
        writer.write(blocks)
        writer.close()
    buffer = BytesIO()
    sheet.save(buffer)
    return with_fixed_times(buffer.getvalue())


class _Writer:
    """Puts block after block into the text; lines of tables that belong together wait for their table."""

    def __init__(self, sheet: Sheet, *, seal_rows: int) -> None:
        self._sheet = sheet
        self._seal_rows = seal_rows  # one in a form, which is to stay on its page, two in a letter
        self._lines: list[Line] = []
        self._padding = _CELL_PADDING
        self._feet: list[Imprint | FootNote] = []
        self._turns = False
        self._is_on_side = False

    @property
    def _measure(self) -> float:
        return HEIGHT if self._is_on_side else WIDTH

    def write(self, blocks: Iterable[Block], *, keeps_next: bool = False, is_on_side: bool = False) -> None:
        """Write blocks; with ``keeps_next`` none of them is parted from the next."""
        for block in blocks:
            if not is_on_side and self._is_on_side:
                self._lay(on_side=False)
            if isinstance(block, FieldLine):
                self._add_lines(
                    field_lines(block, keeps_next=keeps_next, measure=self._measure), _FIELD_PADDING
                )
            elif isinstance(block, FormTable):
                self._add_lines(
                    table_lines(block, keeps_next=keeps_next, measure=self._measure), _CELL_PADDING
                )
            elif isinstance(block, (Imprint, FootNote)):
                self._feet.append(block)
            else:
                self._flush()
                self._write_other(block, keeps_next=keeps_next)

    def close(self) -> None:
        """End the text: the foot of the last page, and the paragraph that Word wants behind a table."""
        self._flush()
        self._hang_feet()
        if _is_table(self._sheet.last) or self._sheet.last is None:
            self._sheet.add(spacer())

    def _write_other(self, block: Block, *, keeps_next: bool) -> None:
        match block:
            case Together(blocks):
                on_side = self._is_on_side
                self.write(blocks[:-1], keeps_next=True, is_on_side=on_side)
                self.write(blocks[-1:], is_on_side=on_side)
            case NewPage():
                self._hang_feet()
                self._turns = True
            case Landscape(blocks):
                self._lay(on_side=True)
                self.write(blocks, is_on_side=True)
                self._flush()
                self._hang_feet()
            case Grid():
                lines = grid_lines(block, keeps_next=keeps_next, measure=self._measure)
                self._add_lines(lines, _CELL_PADDING)
                self._flush()
            case Signature():
                self._keep_last()
                self._add_all(signature(block, seal_rows=self._seal_rows))
            case Attachment():
                self._hang_feet()
                self._turns = False
                self._add_all(attachment(block, self._measure))
            case _:
                self._add_all(_elements(block, self._measure, keeps_next=keeps_next))

    def _lay(self, *, on_side: bool) -> None:
        """Begin pages that lie on their side, or upright ones again."""
        self._flush()
        self._hang_feet()
        self._sheet.end_section()
        self._sheet.lay(on_side=on_side)
        self._is_on_side = on_side
        self._turns = False

    def _add_all(self, elements: Iterable[Element]) -> None:
        for made in elements:
            self._add(made)

    def _add(self, made: Element) -> None:
        if self._turns:
            self._turns = False
            if _is_table(made):
                self._sheet.add(spacer(begins_page=True))
            else:
                _begin_page(made)
        elif _is_table(made) and _is_table(self._sheet.last):
            self._sheet.add(spacer(keeps_next=True))
        self._sheet.add(made)

    def _add_lines(self, lines: Sequence[Line], padding: float) -> None:
        begins_list = any(line.is_header for line in lines)
        if self._lines and (padding != self._padding or begins_list):
            self._flush()
        self._padding = padding
        self._lines += lines

    def _flush(self) -> None:
        if self._lines:
            lines, self._lines = self._lines, []
            self._add(table(lines, padding=self._padding, measure=self._measure))

    def _hang_feet(self) -> None:
        """Hang what stands at the foot of the page in one frame; an empty paragraph on the page holds it."""
        if not self._feet:
            return
        feet, self._feet = self._feet, []
        height = sum(
            (imprint(block) if isinstance(block, Imprint) else foot_note(block)).height for block in feet
        )
        left, foot = (SIDE_LEFT, SIDE_TOP + WIDTH) if self._is_on_side else (LEFT, TOP + HEIGHT)
        frame = (left, foot - height, self._measure)
        for block in feet:
            made = imprint_rows(block, frame) if isinstance(block, Imprint) else [foot_note_row(block, frame)]
            for row in made:
                self._sheet.add(row)
        self._sheet.add(spacer())

    def _keep_last(self) -> None:
        """Keep the last paragraph with what follows: the 落款 never stands on a page without a line of the text."""
        last = self._sheet.last
        if last is not None and not _is_table(last) and not _keeps_next(last):
            last.pPr.insert(0, element("keepNext"))


def _elements(block: Block, measure: float, *, keeps_next: bool) -> list[Element]:
    """Return the paragraphs of a block that stands for itself."""
    match block:
        case Title(text):
            return [title(text, measure)]
        case Centred(text):
            stand = Stand(align="center", keeps_next=keeps_next)
            return [centred(text, Role.BODY, EM, stand, measure)]
        case Blank(size):
            return [blank_row(size)]
        case Paragraph():
            return [_paragraph(block, keeps_next=keeps_next)]
        case Writing():
            return writing_paragraphs(block, keeps_next=keeps_next, measure=measure)
        case RedHead():
            return red_head(block)
        case LetterHead():
            return letter_number(block)
        case AttachmentNote():
            return attachment_note(block)
        case FormHead():
            return form_head(block)
        case _:
            raise TypeError(f"{type(block).__name__} has no paragraphs in Word")


def _paragraph(block: Paragraph, *, keeps_next: bool) -> Element:
    em = block.size.em
    stand = Stand(
        align="both",
        leading=block.size.value[1] or ROW,
        first=block.indent,
        keeps_next=keeps_next or block.is_heading,
    )
    return paragraph([run(block.text, block.role, em)], stand, em, block.role)


def _is_table(made: Element | None) -> bool:
    return made is not None and made.tag.endswith("}tbl")


def _begin_page(made: Element) -> None:
    """Let a paragraph begin a page; keepNext, where there is one, goes before it."""
    made.pPr.insert(1 if _keeps_next(made) else 0, element("pageBreakBefore"))


def _keeps_next(made: Element) -> bool:
    return made.pPr[0].tag.endswith("}keepNext")
