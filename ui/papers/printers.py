"""The printers of this computer, and what a clerk orders from one."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ui.settings_store import SettingsStore

_PRINTER, _DUPLEX = "print/printer", "print/duplex"


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """Pages counted from 0, in the order they leave the printer. ``collate``: one whole copy after the other."""

    printer: str
    pages: tuple[int, ...]
    copies: int = 1
    collate: bool = True
    duplex: bool = False


class Printers(Protocol):
    """What the preview has to know of printers; tests have a twin that prints to files."""

    def names(self) -> list[str]:
        """Return the names of all printers, in the order of the system."""
        ...

    def default(self) -> str:
        """Return the name of the system's usual printer, or an empty text."""
        ...

    def can_duplex(self, name: str) -> bool:
        """Return whether a printer turns the sheet over by itself."""
        ...

    def open(self, name: str) -> QPrinter:
        """Return a printer to draw on."""
        ...


class SystemPrinters:
    """The printers that Windows or CUPS knows."""

    def names(self) -> list[str]:
        """Return the names of all printers, in the order of the system."""
        return list(QPrinterInfo.availablePrinterNames())

    def default(self) -> str:
        """Return the name of the system's usual printer, or an empty text."""
        return QPrinterInfo.defaultPrinterName()

    def can_duplex(self, name: str) -> bool:
        """Return whether a printer turns the sheet over by itself."""
        modes = QPrinterInfo.printerInfo(name).supportedDuplexModes()
        return QPrinter.DuplexMode.DuplexLongSide in modes or QPrinter.DuplexMode.DuplexAuto in modes

    def open(self, name: str) -> QPrinter:
        """Return a printer to draw on."""
        printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(name)
        return printer


def remembered_printer(settings: SettingsStore, printers: Printers) -> str:
    """Return the printer used last if it is still there, else the usual one, else the first, else an empty text."""
    names = printers.names()
    usual = printers.default()
    return used_printer(settings, printers) or (usual if usual in names else names[0] if names else "")


def used_printer(settings: SettingsStore, printers: Printers) -> str:
    """Return the name of the printer used last if it is still there, else an empty text."""
    name = settings.choice(_PRINTER, "")
    return name if name in printers.names() else ""


def lost_printer(settings: SettingsStore, printers: Printers) -> str:
    """Return the name of the printer used last if it is no longer there, else an empty text."""
    name = settings.choice(_PRINTER, "")
    return name if name and name not in printers.names() else ""


def remembered_duplex(settings: SettingsStore) -> bool:
    """Return whether the last job was printed on both sides."""
    return settings.choice(_DUPLEX, "off") == "on"


def remember(settings: SettingsStore, order: PrintOrder, *, can_duplex: bool) -> None:
    """Keep printer and sides for the next time; what a printer cannot do changes no habit."""
    settings.set_choice(_PRINTER, order.printer)
    if can_duplex:
        settings.set_choice(_DUPLEX, "on" if order.duplex else "off")


def sheets(order: PrintOrder) -> list[int | None]:
    """Return the sides one after the other for all copies; None is a side that stays empty.

    Copies are not left to the driver: some ignore them, others put the head of the second copy on the back of the first.
    """
    sides: list[int | None] = list(order.pages)
    if order.duplex and len(sides) % 2 and order.copies > 1:
        sides.append(None)
    if order.collate:
        return sides * order.copies
    step = 2 if order.duplex else 1
    stacks = [sides[at : at + step] for at in range(0, len(sides), step)]
    return [side for stack in stacks for _ in range(order.copies) for side in stack]


def page_layout(size: QSizeF) -> QPageLayout:
    """Return the layout of a page of this size in points: paper, way it lies, no margins."""
    is_wide = size.width() > size.height()
    upright = size.transposed() if is_wide else size
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    way = QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait
    layout = QPageLayout(paper, way, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout
