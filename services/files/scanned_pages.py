"""Scanned papers: a PDF or picture from the scanner as pages, the codes that are printed on them, and pages bound as one PDF.

Pictures become pages of a PDF when they are opened, so that all else knows one kind of file. The same pages bound give the
same bytes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from models.errors import UnreadableFileError

SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
MOST_BYTES = 300 * 1024 * 1024
MOST_PAGES = 3000
_POINTS = 72
_A4_WIDTH = 595.276
_NARROWEST, _WIDEST = 200, 1250  # points: from a slip to A3 across
_READ_AT = (150, 300)  # dots an inch: enough for a clean page, and for one that is worn or small
_JPEG_QUALITY = 85
_CREATED = re.compile(rb"/CreationDate\(D:[^)]*\)")
_IDENTITY = re.compile(rb"/ID\[<[0-9A-Fa-f]*><[0-9A-Fa-f]*>\]")


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code on a page: what it says, and by how many degrees the page must be turned clockwise to stand upright."""

    text: str
    turn: int


class ScannedFile:
    """An open scan; close it. ``digest`` is that of the file, ``is_picture`` of one page from a picture file."""

    def __init__(self, path: Path) -> None:
        content = _read(path)
        self.name = path.name
        self.digest = sha256(content).hexdigest()
        is_pdf = content.startswith(b"%PDF-")
        self._document = _open_pdf(path, content) if is_pdf else _document_of_pictures(path, content)
        self.pages = len(self._document)
        self.is_picture = not is_pdf and self.pages == 1
        if not 1 <= self.pages <= MOST_PAGES:
            self.close()
            raise UnreadableFileError(
                f"文件“{path.name}”有 {self.pages} 页，应为 1 到 {MOST_PAGES} 页，请分成几个文件。"
            )

    def codes(self, page: int) -> tuple[Code, ...]:
        """Return the QR codes on a page, counted from 1; a page that shows none is looked at again more closely."""
        import zxingcpp  # deferred: only scans pay for it

        wanted: Any = zxingcpp.BarcodeFormat.QRCode  # the stub names only the plural
        for dpi in _READ_AT:
            picture = self.picture(page, dpi)
            found = zxingcpp.read_barcodes(picture, formats=wanted)
            if found:
                return tuple(Code(one.text, _turn(one.orientation)) for one in found)
        return ()

    def picture(self, page: int, dpi: int) -> Any:
        """Return a page as a grey picture (PIL)."""
        return self._document[page - 1].render(scale=dpi / _POINTS, grayscale=True).to_pil()

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()

    def append_to(self, bound: Any, page: int, turn: int) -> None:
        """Put a page at the end of a document, turned clockwise."""
        bound.import_pages(self._document, [page - 1])
        last = bound[len(bound) - 1]
        last.set_rotation((last.get_rotation() + turn) % 360)


def bind_pages(pages: Sequence[tuple[ScannedFile, int, int]]) -> bytes:
    """Return pages (file, number from 1, turn in degrees) as one PDF; the same pages give the same bytes."""
    import pypdfium2

    bound = pypdfium2.PdfDocument.new()
    try:
        for file, page, turn in pages:
            file.append_to(bound, page, turn)
        buffer = BytesIO()
        bound.save(buffer)
    finally:
        bound.close()
    return _without_chance(buffer.getvalue())


def _without_chance(pdf: bytes) -> bytes:
    """Blank the time and the chance that pdfium writes into a file; every place keeps its length and so its offset."""
    pdf = _CREATED.sub(lambda found: b"/CreationDate(D:" + b"0" * (len(found[0]) - 17) + b")", pdf, count=1)
    place = pdf.rfind(b"/ID[<")
    return pdf[:place] + _IDENTITY.sub(
        lambda found: re.sub(rb"[0-9A-Fa-f](?=[0-9A-Fa-f]*>)", b"0", found[0]), pdf[place:]
    )


def _turn(orientation: int) -> int:
    """Return the quarter turn that sets a code upright; the sheet may lie a little askew."""
    return round(-orientation / 90) * 90 % 360


def _read(path: Path) -> bytes:
    if path.suffix.lower() not in SUFFIXES:
        raise UnreadableFileError(f"文件“{path.name}”不是扫描件，可用的格式有：pdf、png、jpg、tif。")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFileError(f"文件“{path.name}”超过 300 MB，请分成几个文件。")
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFileError(f"找不到文件“{path.name}”，请确认它没有被移走或改名。") from None
    except OSError:
        raise UnreadableFileError(
            f"文件“{path.name}”读不出来，可能正被其他程序占用或没有读取权限，请关闭它后再试。"
        ) from None


def _open_pdf(path: Path, content: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        is_locked = "password" in str(error).lower()
        reason = "设有密码" if is_locked else "已损坏或没有下载完整"
        raise UnreadableFileError(f"文件“{path.name}”{reason}，不能读取，请重新扫描。") from None


def _document_of_pictures(path: Path, content: bytes) -> Any:
    """Return the pictures of a file as pages of their own size; a JPEG goes in as it is."""
    import pypdfium2
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    document = pypdfium2.PdfDocument.new()
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG", "TIFF")) as picture:
            for frame in ImageSequence.Iterator(picture):
                dpi = frame.info.get("dpi", (0, 0))[0]
                upright = ImageOps.exif_transpose(frame)
                is_as_it_is = picture.format == "JPEG" and frame.getexif().get(0x0112, 1) == 1
                _add_page(document, content if is_as_it_is else _jpeg(upright), upright.size, float(dpi))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        document.close()
        raise UnreadableFileError(f"文件“{path.name}”不是完整的图片或 PDF，不能读取，请重新扫描。") from None
    return document


def _jpeg(picture: Any) -> bytes:
    buffer = BytesIO()
    picture.convert("RGB" if picture.mode not in ("1", "L") else "L").save(
        buffer, "JPEG", quality=_JPEG_QUALITY
    )
    return buffer.getvalue()


def _add_page(document: Any, jpeg: bytes, size: tuple[int, int], dpi: float) -> None:
    """Add a page that is one picture; one whose resolution gives no believable size is taken for A4 across."""
    import pypdfium2

    width = size[0] * _POINTS / dpi if dpi > 0 else 0.0
    if not _NARROWEST <= width <= _WIDEST:
        width = _A4_WIDTH
    height = width * size[1] / size[0]
    page = document.new_page(width, height)
    image = pypdfium2.PdfImage.new(document)
    image.load_jpeg(BytesIO(jpeg), inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    page.insert_obj(image)
    page.gen_content()
