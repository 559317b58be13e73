"""What 执法文书 have in common: blanks for the hand, deadlines by item, the remedies, who signs, where the seal goes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from services.files.blocks import (
    Block,
    Field,
    FieldLine,
    FootNote,
    FormHead,
    Paragraph,
    Signature,
    Size,
    Together,
    Writing,
    chinese_date,
)
from services.files.forms.parts import OfficerLine
from services.files.wording import fill, lines_of, one_line, without_end_mark

HAND = "__"  # a cell of a blank in a text; two half cells that join to a line
BLANK_DATE = f"{HAND * 3}年{HAND * 2}月{HAND * 2}日"
BOX, TICKED = "□", "■"
SEAL_PLACE = "（印章）"
ENTERPRISE_SEAT = "负责人"

_LEAST_OFFICERS = 2
_MOST_BOUND, _BOUND = 6, 4  # lines that stay together; of many officers only the last ones
_LEAST_SPAN = 3  # 第1、2项, but 第1至3项


def blank_or(text: str, cells: int) -> str:
    """Return a text on one line, or a blank of so many characters to write on."""
    return one_line(text) or HAND * cells


def date_or_blank(day: date | None) -> str:
    """Return a date, or a blank for one."""
    return chinese_date(day) if day else BLANK_DATE


def joined(text: str) -> str:
    """Join what was typed on several lines to one sentence without its full stop."""
    return "；".join(without_end_mark(line) for line in lines_of(text))


def ordinals(numbers: Iterable[int]) -> str:
    """Return numbers of a list as a text names them, ascending: 1、3、5至8."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and spans[-1][-1] == number - 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    parts = [
        f"{span[0]}至{span[-1]}" if len(span) >= _LEAST_SPAN else "、".join(map(str, span)) for span in spans
    ]
    return "、".join(parts)


def body(text: str) -> Paragraph:
    """Return a paragraph in the size of 执法文书."""
    return Paragraph(text, size=Size.FOUR)


def form_head(bureau: str, title: str, number: str, heading: str = "{检查机关}") -> FormHead:
    """Return the head; ``heading`` stands over the title, the blanks in the number of an empty form are kept."""
    return FormHead(fill(heading, {"检查机关": one_line(bureau)}), title, number.strip())


def listed(entries: Sequence[str], blank_rows: int) -> Writing:
    """Return a list on ruled lines, each entry on lines of its own, or so many empty lines."""
    return Writing("", "\n".join(entries), rows=0 if entries else blank_rows)


def remedy(text: str, review_authority: str, court: str) -> Paragraph:
    """Return where the enterprise may go against the paper: 复议机关 and 人民法院, each a blank where not set (R49)."""
    return body(fill(text, {"复议机关": blank_or(review_authority, 9), "人民法院": blank_or(court, 9)}))


def to_whom(name: str) -> Paragraph:
    """Return the line that names the addressee, or a blank for it."""
    return Paragraph(f"{blank_or(name, 20)}：", indent=0, size=Size.FOUR)


def officer_signatures(officers: Sequence[OfficerLine], label: str, number_label: str) -> Iterator[FieldLine]:
    """Yield a line to be signed for each officer with his 证号, two lines at least."""
    numbers = [one_line(officer.certificate_number) for officer in officers]
    numbers += [""] * (_LEAST_OFFICERS - len(numbers))
    for place, number in enumerate(numbers, start=1):
        yield FieldLine(
            (
                Field(label, "", 0.62, seat=f"检查人员{place}"),
                Field(number_label, number, 0.38),
            ),
            is_for_hand=True,
        )


def enterprise_signature(label: str) -> FieldLine:
    """Return the line that the person in charge at the enterprise signs."""
    return FieldLine((Field(label, seat=ENTERPRISE_SEAT),), is_for_hand=True)


def signed(
    lines: Iterable[Paragraph | FieldLine | Writing], bureau: str, issued_on: date | None, copies: str
) -> Iterator[Block]:
    """Yield the note on the copies, the signatures with the text that goes with them, the 落款 with room for the seal.

    The note comes first so that its room at the foot is kept: the date would be parted from the seal by it otherwise.
    """
    yield FootNote(copies)
    told = tuple(lines)
    bound = _BOUND if len(told) > _MOST_BOUND else len(told)
    yield from told[:-bound]
    yield Together(told[-bound:])
    yield Signature(one_line(bureau) or SEAL_PLACE, issued_on)


def boxes(choices: Sequence[str], chosen: str = "") -> str:
    """Return choices behind boxes, the chosen one filled."""
    return "　".join(f"{TICKED if choice == chosen else BOX}{choice}" for choice in choices)
