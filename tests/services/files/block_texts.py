"""What the blocks of a paper say, told without setting them: to compare with the text of the finished page."""

from collections.abc import Iterable, Iterator

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
    chinese_date,
)


def said(blocks: Iterable[Block]) -> str:
    """Return all characters of the blocks in their order, without blanks; the header of a list counts once."""
    return "".join("".join(_texts(block)) for block in blocks).translate(
        {ord(blank): None for blank in " \n\t　"}
    )


def headers(blocks: Iterable[Block]) -> str:
    """Return the characters that may stand on a page again: the titles of the columns of lists."""
    told = ""
    for block in blocks:
        match block:
            case Grid(columns):
                told += "".join(column.title for column in columns)
            case Together(inner) | Landscape(inner):
                told += headers(inner)
            case _:
                pass
    return told


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Title(text):
            yield text.replace("|", "")
        case Centred(text):
            yield text
        case Paragraph(text):
            yield text
        case Signature(issuer, dated_on):
            yield issuer + (chinese_date(dated_on) if dated_on else "年月日")
        case RedHead(issuer, number, signer):
            yield issuer + number + (f"签发人：{signer}" if signer else "")
        case LetterHead(issuer, number):
            yield issuer + number
        case AttachmentNote(names):
            yield "附件："
            yield from (f"{n}.{name}" if len(names) > 1 else name for n, name in enumerate(names, start=1))
        case Attachment(ordinal, title):
            yield f"附件{ordinal or ''}{title.replace('|', '')}"
        case Imprint(copies_to, printed_by, printed_on):
            yield f"抄送：{copies_to.rstrip('。')}。" if copies_to else ""
            yield (f"{chinese_date(printed_on)}印发" if printed_on else "") + printed_by
        case FormHead(bureau, title, number):
            yield (bureau + title + number).replace("|", "")
        case FieldLine(fields):
            yield from (f"{field.label}：{field.value}" if field.label else field.value for field in fields)
        case Writing(label, text):
            yield f"{label}：{text}" if label else text
        case FormTable(rows):
            yield from (cell.text for row in rows for cell in row.cells)
        case Grid(columns, rows):
            yield from (column.title for column in columns)
            yield from (text for row in rows for text in row)
        case Together(inner) | Landscape(inner):
            yield from (text for one in inner for text in _texts(one))
        case FootNote(text):
            yield text
        case Blank() | NewPage():
            pass
