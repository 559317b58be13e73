"""Heads and feet of official pages in Word: titles, 红头, 信函格式, 附件, 落款, 版记 (GB/T 9704, 7.2–7.4, 10.1).

Where a line of the program's own page ends inside a title, it ends here too: phrases stay whole.
"""

from services.files.blocks import (
    Attachment,
    AttachmentNote,
    FootNote,
    FormHead,
    Imprint,
    LetterHead,
    RedHead,
    Signature,
    Size,
    chinese_date,
)
from services.files.docx_text import RED, ROW, Element, Rule, Stand, paragraph, run
from services.files.fonts import Role
from services.files.line_breaking import Setting
from services.files.page import EM, MM, PITCH, TITLE_EM, WIDTH, Row, centred_rows, right_end, set_text

_HEAD_EM = 36.0
_HEAD_TOP = 35 * MM
_RED_RULE = Rule(weight=1.5, distance=4 * MM, color=RED)
_LETTER_EM = 30.0
_FORM_EM = 18.0
_SEALED_INDENT, _UNSEALED_INDENT = 4, 2
_AIR = 6.0  # under the head of a form
_NOTE = Size.FIVE
_OUTER, _INNER = 0.35 * MM, 0.25 * MM
_SLACK = 4.0  # points: the face of another machine may be a little wider
LETTER_SIDE = (
    7 * MM
)  # how far the double line of 信函格式 reaches out of the 版心, on the average of both sides


def centred(text: str, role: Role, em: float, stand: Stand, measure: float = WIDTH) -> Element:
    """Return a centred text whose lines end where those of the program's page do."""
    rows = centred_rows(text, role, em, measure)
    lines = "\n".join(_said(row) for row in rows)
    return paragraph([run(lines, role, em)], stand, em, role)


def title(text: str, measure: float = WIDTH) -> Element:
    """Return the 标题 in 2号小标宋."""
    stand = Stand(align="center", keeps_next=True)
    return centred(text, Role.TITLE, TITLE_EM, stand, measure)


def red_head(block: RedHead) -> list[Element]:
    """Return 标志, 文号 (and 签发人) over the red line."""
    em = shrunk(block.issuer, _HEAD_EM)
    head = Stand(align="center", leading=1.1 * em, before=_HEAD_TOP)
    blank = paragraph((), Stand(), EM)
    if block.signer:
        line = Stand(align="left", first=1, tabs=(("right", WIDTH - PITCH),), below=_RED_RULE)
        runs = [run(f"{block.number}\t签发人：", Role.BODY, EM), run(block.signer, Role.KAI, EM)]
    else:
        line = Stand(align="center", below=_RED_RULE)
        runs = [run(block.number, Role.BODY, EM)]
    return [
        paragraph([run(block.issuer, Role.TITLE, em, color=RED)], head, em, Role.TITLE),
        blank,
        blank_row(),
        paragraph(runs, line, EM),
        blank_row(),
    ]


def letter_number(block: LetterHead) -> list[Element]:
    """Return what stands in the text under the head of 信函格式: the 文号 at the right."""
    stand = Stand(align="right", before=EM * 7 / 8)
    return [paragraph([run(block.number, Role.BODY, EM)], stand, EM), blank_row()]


def letter_issuer(block: LetterHead) -> Element:
    """Return the issuer over the upper double line, for the head of the first page."""
    em = shrunk(block.issuer, _LETTER_EM)
    stand = Stand(
        align="center",
        leading=1.05 * em,
        before=5.3 * MM,
        left=-LETTER_SIDE,
        right=-LETTER_SIDE,
        below=Rule("thickThinSmallGap", 1.5, 3 * MM, RED),
    )
    return paragraph([run(block.issuer, Role.TITLE, em, color=RED)], stand, em, Role.TITLE)


def form_head(block: FormHead, *, keeps_next: bool = True) -> list[Element]:
    """Return the office, the name of the form and its number."""
    made: list[Element] = []
    last = next((text for text in (block.number, block.title, block.bureau) if text), "")
    for text, em in ((block.bureau, _FORM_EM), (block.title, TITLE_EM)):
        if text:
            after = _AIR if text == last else 0.0
            stand = Stand(align="center", leading=1.5 * em, after=after, keeps_next=keeps_next)
            made.append(centred(text, Role.TITLE, em, stand))
    if block.number:
        em = Size.FOUR.em
        stand = Stand(align="center", leading=1.8 * em, after=_AIR, keeps_next=keeps_next)
        made.append(centred(block.number, Role.BODY, em, stand))
    return made


def attachment_note(block: AttachmentNote) -> list[Element]:
    """Return 附件说明, a row under the text; a long name goes on under its own first character."""
    made = [blank_row()]
    label = 3 * PITCH
    for ordinal, name in enumerate(block.names, start=1):
        number = f"{ordinal}." if len(block.names) > 1 else ""
        inside = 2 * PITCH + label + _width(number)
        words = f"{'附件：' if ordinal == 1 else ''}{number}{name}"
        hanging = inside - 2 * PITCH if ordinal == 1 else _width(number)
        made.append(paragraph([run(words, Role.BODY, EM)], Stand(left=inside, hanging=hanging), EM))
    return made


def attachment(block: Attachment, measure: float = WIDTH) -> list[Element]:
    """Return “附件n” on a new page and its title on the third row."""
    stand = Stand(align="left", keeps_next=True, begins_page=True)
    label = run(f"附件{block.ordinal or ''}", Role.HEADING, EM)
    return [
        paragraph([label], stand, EM, Role.HEADING),
        paragraph((), Stand(keeps_next=True), EM),
        title(block.title, measure),
        blank_row(),
    ]


def signature(block: Signature, *, seal_rows: int) -> list[Element]:
    """Return the 落款 under empty rows for the seal; all of it stays with the text above."""
    dated = chinese_date(block.dated_on) if block.dated_on else "　　年　　月　　日"
    (date_row,) = centred_rows(dated, Role.BODY, EM, WIDTH)
    date_width = right_end(date_row) - date_row[0].x
    issuer_rows = centred_rows(block.issuer, Role.BODY, EM, WIDTH)
    issuer_width = max(right_end(row) - row[0].x for row in issuer_rows)
    if block.has_seal:
        centre = max(_SEALED_INDENT * PITCH + date_width / 2, issuer_width / 2)  # from the right
        issuer_right, date_right = centre - issuer_width / 2, centre - date_width / 2
    else:
        issuer_right = _UNSEALED_INDENT * PITCH
        date_right = max(issuer_right + issuer_width - 2 * PITCH - date_width, issuer_right)
    lines = "\n".join(_said(row) for row in issuer_rows)
    return [
        *(paragraph((), Stand(keeps_next=True), EM) for _ in range(seal_rows)),
        paragraph(
            [run(lines, Role.BODY, EM)],
            Stand(align="right", right=max(issuer_right, 0), keeps_next=True),
            EM,
        ),
        paragraph([run(dated, Role.BODY, EM)], Stand(align="right", right=max(date_right, 0)), EM),
    ]


Frame = tuple[float, float, float]


def imprint_rows(block: Imprint, frame: Frame) -> list[Element]:
    """Return the 版记, a frame for each of its texts: 抄送 over 印发机关 and 印发日期."""
    em, leading = Size.FOUR.em, 24.0
    texts: list[str] = []
    if block.copies_to:
        texts.append(f"抄送：{block.copies_to.rstrip('。')}。")
    if block.printed_by or block.printed_on:
        printed = f"{chinese_date(block.printed_on)}印发" if block.printed_on else ""
        texts.append(f"{block.printed_by}\t{printed}")
    rows: list[Element] = []
    x, y, width = frame
    for number, text in enumerate(texts):
        stand = Stand(
            align="left",
            leading=leading,
            first=1,
            tabs=(("right", WIDTH - em),),
            above=Rule(weight=_OUTER if number == 0 else _INNER),
            below=Rule(weight=_OUTER) if number == len(texts) - 1 else None,
            frame=(x, y, width),
        )
        rows.append(paragraph([run(text, Role.BODY, em)], stand, em))
        lines = set_text(text.replace("\t", ""), Role.BODY, Setting(em=em, measure=WIDTH - 2 * em))
        y += leading * (len(lines) if "\t" not in text else 1)
    return rows


def foot_note_row(block: FootNote, frame: Frame) -> Element:
    """Return small print under a rule, in its frame."""
    em = _NOTE.em
    stand = Stand(leading=_NOTE.value[1], above=Rule(distance=2), frame=frame)
    return paragraph([run(block.text, Role.BODY, em)], stand, em)


def blank_row(size: Size = Size.THREE) -> Element:
    """Return an empty row."""
    return paragraph((), Stand(leading=size.value[1] or ROW), size.em)


def shrunk(text: str, em: float) -> float:
    """Return the greatest size, at most ``em``, at which a text stays on one line of the 版心."""
    (row,) = set_text(text, Role.TITLE, Setting(em=em, measure=1e6))
    width = right_end(row)
    return em if width <= WIDTH - _SLACK else int(2 * em * (WIDTH - _SLACK) / width) / 2


def _said(row: Row) -> str:
    return "".join(part.text for part in row)


def _width(text: str) -> float:
    if not text:
        return 0.0
    (row,) = set_text(text, Role.BODY, Setting(em=EM, measure=1e6))
    return right_end(row)
