"""The twin of the system's printers: each job becomes a PDF file, as a printer would have put it on paper."""

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter


class PrintersToFiles:
    """Printers that write into a folder; ``simplex`` are those that cannot turn the sheet over."""

    def __init__(self, folder: Path, names: tuple[str, ...], simplex: tuple[str, ...] = ()) -> None:
        self._folder = folder
        self._names = list(names)
        self._simplex = simplex
        self.opened: list[QPrinter] = []

    def names(self) -> list[str]:
        return list(self._names)

    def default(self) -> str:
        return self._names[0] if self._names else ""

    def can_duplex(self, name: str) -> bool:
        return name in self._names and name not in self._simplex

    def open(self, name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self._folder / f"{name}-{len(self.opened) + 1}.pdf"))
        self.opened.append(printer)
        return printer

    @property
    def files(self) -> list[Path]:
        return sorted(self._folder.glob("*.pdf"))
