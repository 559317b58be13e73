"""Reads the text of a PDF back through Qt's own reader: a second opinion on what our papers really contain."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from models.errors import UserFacingError


def read_pdf_pages(content: bytes) -> list[str]:
    """Return the text of each page; raises UserFacingError when the bytes are no PDF."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(buffer)
    try:
        document.load(buffer)
        if document.status() is not QPdfDocument.Status.Ready:
            raise UserFacingError("生成的 PDF 无法读回，请重新安装本程序。")
        return [document.getAllText(page).text() for page in range(document.pageCount())]
    finally:
        document.close()
