"""Files of the program opened by LibreOffice: ``to_pdf(path)`` gives what it would print, ``to_pdfs`` many in one call."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
import pytest

from tests.libreoffice.office_program import OfficeProgram

ToPdf = Callable[[Path], bytes]
ToPdfs = Callable[[Sequence[Path]], list[bytes]]


@pytest.fixture(scope="session")
def office_program(tmp_path_factory: pytest.TempPathFactory) -> OfficeProgram:
    return OfficeProgram(tmp_path_factory.mktemp("libreoffice"))


@pytest.fixture(scope="session")
def to_pdfs(office_program: OfficeProgram, tmp_path_factory: pytest.TempPathFactory) -> ToPdfs:
    """Print many files (.docx, .xlsx) in one call, which costs little more than one."""

    def convert(paths: Sequence[Path]) -> list[bytes]:
        made = office_program.convert(paths, tmp_path_factory.mktemp("pdf"))
        return [path.read_bytes() for path in made]

    return convert


@pytest.fixture(scope="session")
def to_pdf(to_pdfs: ToPdfs) -> ToPdf:
    """Print one file."""
    return lambda path: to_pdfs([path])[0]


def page_count(pdf: bytes) -> int:
    """Return the number of pages."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)
