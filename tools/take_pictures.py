"""Take the pictures of the README and the manual: the tabs, the dialogs, the ceremony and the papers, from a rehearsed year of the sample district.

Usage: python tools/take_pictures.py docs        (pictures into docs/pictures, the papers themselves into docs/papers)
"""

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).with_name('screen.json')}"  # 1366×768

from PIL import Image
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from services.command_line import say
from services.container import Services
from services.rehearsal.year import YearInput, rehearse
from tools.draw_pictures import (
    take_draw_pictures,
    take_fairness_picture,
    take_page_picture,
    write_certificate,
)
from tools.paper_pictures import take_paper_pictures, write_specimens
from tools.roster_pictures import take_roster_pictures, write_check_sheet
from ui.immortal import make_constants_immortal
from ui.pictures import take_tab_pictures
from ui.theme import make_application

_DOTS_PER_POINT = 1.25
_COLOURS = 256


def picture_of_page(pdf: Path, target: Path) -> None:
    """Write the first page of a PDF as PNG on white paper."""
    owner = QObject()
    document = QPdfDocument(owner)
    document.load(str(pdf))
    points = document.pagePointSize(0)
    size = QSize(round(points.width() * _DOTS_PER_POINT), round(points.height() * _DOTS_PER_POINT))
    page = document.render(0, size)
    paper = QImage(size, QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    painter.drawImage(0, 0, page)
    painter.end()
    paper.save(str(target))
    document.close()


def make_small(picture: Path) -> None:
    """Write a PNG again with 256 colours, the rare red and orange among them; a third of the size."""
    with Image.open(picture) as full:
        small = full.convert("RGB").quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    small.save(picture, optimize=True)


def write_draw_papers(services: Services, year: int, papers: Path) -> None:
    """Write the papers of the year's last draw: it has earlier attempts or batches to tell of."""
    draw = services.draws.list_draws(year=year)[-1]
    made = services.draw_papers
    (papers / "scheme.pdf").write_bytes(made.scheme(draw.task_key))
    (papers / "seal-sheet.pdf").write_bytes(made.seal_sheet(draw.key))
    (papers / "confirmation.pdf").write_bytes(made.confirmation(draw.key))
    (papers / "minutes.pdf").write_bytes(made.minutes(draw.key))
    (papers / "interventions.pdf").write_bytes(made.interventions(draw.key))


def main(docs: Path) -> None:
    """Rehearse the year in a temporary folder; keep its pictures and one paper of each kind."""
    qt = make_application()
    make_constants_immortal()
    pictures, papers = docs / "pictures", docs / "papers"
    papers.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as work:
        year = rehearse(YearInput(Path(work) / "year"), say)
        take_tab_pictures(year.services, year.year, pictures)
        take_fairness_picture(year.services, year.year, pictures)
        take_paper_pictures(year.services, year.year, pictures)
        write_certificate(year.services, year.year, papers)
        take_roster_pictures(year.services, year.year, pictures)
        write_check_sheet(year.services, year.year, papers / "check-sheet.pdf")
        write_draw_papers(year.services, year.year, papers)
        year.services.close()
        for folder, name in (("notices", "notice"), ("feedback", "feedback")):
            first = next(path for path in sorted((year.out / folder).iterdir()) if "〕1号" in path.name)
            shutil.copyfile(first, papers / f"{name}.pdf")
        for name in ("plan-summary.pdf", "plan-summary.xlsx"):
            shutil.copyfile(year.out / name, papers / name)
    take_draw_pictures(pictures)
    write_specimens(papers, pictures)
    take_page_picture(papers / "certificate.html", pictures / "certificate-page.png")
    for paper in papers.glob("*.pdf"):
        picture_of_page(paper, pictures / f"{paper.stem}.png")
    for picture in pictures.glob("*.png"):
        make_small(picture)
    qt.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
