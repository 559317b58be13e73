"""公平性报告: what should have come by the protocol against what came, over all draws of some years, on paper.

The screen and the workbook show the same view; the verdicts are said once, in it, and nowhere computed again.
"""

from dataclasses import dataclass
from datetime import date

from models.rules.fairness import Finding
from services.files.blocks import chinese_date
from services.files.fonts import RENDERING, Role, require_printable
from services.files.page import MM
from services.files.pdf_document import PORTRAIT, About, PdfDocument
from services.files.ruled_table import Column, Frame, RuledTable
from services.files.wording import one_line

UNDRAWN_ON_PAPER = 40
METHOD = (
    "“按规程应为”是每次抽取中“名额÷可抽户数”的累加，只计种子抽出的结果。相差是否出于偶然用χ²检验判断，各次名额固定、"
    "抽中后本次不再抽等已计算在内；概率小于0.5%的说“大于偶然所能解释”，小于5%的说“略大”。"
    "看的项多了，偶有一项略大并不奇怪；结论只说偶然能否解释，不说是谁的责任。"
)
_NAME = "公平性报告"
_FRAME = Frame(
    left=24 * MM,
    right=PORTRAIT[0] - 22 * MM,
    top=PORTRAIT[1] - 26 * MM,
    bottom=24 * MM,
    mark_baseline=PORTRAIT[1] - 18 * MM,
    em=10.5,
    leading=15.5,
)
_KEPT = 110.0  # of a part: its heading, its verdict, the header and a row stay together
_COVERAGE = (
    Column("年度", 70, is_centred=True),
    Column("现有存续企业", 110, is_centred=True),
    Column("当年检查过", 110, is_centred=True),
    Column("占比", 70, is_centred=True),
    Column("图", 120, is_centred=True),
)
_UNDRAWN = (
    Column("序号", 34, is_centred=True),
    Column("企业", 190),
    Column("镇街", 76),
    Column("未抽中次数", 74, is_centred=True),
    Column("累计机会", 60, is_centred=True),
    Column("最近检查", 72, is_centred=True),
)


@dataclass(frozen=True, slots=True)
class FairnessLine:
    """One town, industry, officer …: ``entries`` times in the draw, so many expected, so many drawn."""

    name: str
    entries: int
    expected: float
    observed: int

    @property
    def difference(self) -> float:
        """How many more came than expected."""
        return self.observed - self.expected


@dataclass(frozen=True, slots=True)
class FairnessPart:
    """One feature: how it was compared, what is said of it, its lines and what was found broken."""

    title: str
    of: str  # the title of the first column
    entries_title: str
    observed_title: str
    note: str
    verdict: str
    finding: Finding
    lines: tuple[FairnessLine, ...]
    faults: tuple[str, ...] = ()
    is_tested: bool = True
    """Whether χ² was asked: False where the places were fixed and chance had no part in them."""


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One year: how many of the enterprises that are on the register today were inspected in it."""

    year: int
    inspected: int
    register: int

    @property
    def share(self) -> float:
        """The part of the register, 0 where it is empty."""
        return self.inspected / self.register if self.register else 0.0


@dataclass(frozen=True, slots=True)
class EnterpriseLine:
    """One enterprise over all draws; ``chance`` is that of being drawn in the ``missed`` draws since it was drawn last."""

    key: int
    name: str
    code: str
    town: str
    draws: int
    expected: float
    observed: int
    missed: int
    chance: float
    last_inspected: date | None
    is_active: bool


@dataclass(frozen=True, slots=True)
class FairnessView:
    """The whole report as of a day; ``mark`` is 样例 or empty, ``counts`` what was counted and what was kept apart."""

    bureau: str
    first_year: int
    last_year: int
    dated_on: date
    mark: str
    draws: int
    verdict: str
    finding: Finding
    standout: str
    counts: tuple[tuple[str, str], ...]
    parts: tuple[FairnessPart, ...]
    coverage: tuple[CoverageLine, ...]
    since: date
    unvisited: int
    register: int
    enterprises: tuple[EnterpriseLine, ...]

    @property
    def years(self) -> str:
        """2022年, or 2022—2024年."""
        return (
            f"{self.first_year}年"
            if self.first_year == self.last_year
            else f"{self.first_year}—{self.last_year}年"
        )

    @property
    def title(self) -> str:
        """The title on paper."""
        return f"{self.years}随机抽取公平性报告"

    @property
    def coverage_sentence(self) -> str:
        """三年内未查 n 家."""
        return (
            f"现有存续企业{self.register:,}家，三年内（{chinese_date(self.since)}以来）"
            f"检查过{self.register - self.unvisited:,}家，未查{self.unvisited:,}家。"
        )

    @property
    def undrawn(self) -> tuple[EnterpriseLine, ...]:
        """The active enterprises that could be drawn and were not since, the longest first."""
        waiting = [line for line in self.enterprises if line.is_active and line.missed]
        return tuple(sorted(waiting, key=lambda line: (-line.missed, -line.chance, line.code, line.key)))


def part_columns(part: FairnessPart) -> tuple[str, ...]:
    """Return the titles of a part's five columns."""
    return part.of, part.entries_title, "按规程应为", part.observed_title, "相差"


def line_texts(line: FairnessLine) -> tuple[str, ...]:
    """Return the cells of a line as they are printed."""
    return (
        line.name,
        f"{line.entries:,}",
        f"{line.expected:,.1f}",
        f"{line.observed:,}",
        f"{line.difference:+,.1f}",
    )


def enterprise_texts(line: EnterpriseLine) -> tuple[str, ...]:
    """Return an undrawn enterprise as it is printed, without its number in the list."""
    inspected = line.last_inspected.isoformat() if line.last_inspected else "没有记录"
    return line.name, line.town, str(line.missed), f"{100 * line.chance:.0f}%", inspected


def render_fairness_pdf(view: FairnessView) -> bytes:
    """Return the report as an upright PDF. Raises UnprintableTextError when a character has no face."""
    _require_printable(view)
    with RENDERING:
        document = PdfDocument(About(view.title, view.bureau, _NAME, view.dated_on))
        document.add_bookmark(view.title)
        table = RuledTable(document, _columns(view.parts[0]) if view.parts else _COVERAGE, view.mark, _FRAME)
        table.draw_title("", view.title)
        table.draw_text(f"{one_line(view.bureau)}　统计到{chinese_date(view.dated_on)}")
        table.skip(6.0)
        table.draw_text(f"总的结论：{view.verdict}", Role.HEADING)
        if view.standout:
            table.draw_text(view.standout)
        table.draw_text("；".join(f"{name}{value}" for name, value in view.counts) + "。")
        for number, part in enumerate(view.parts, start=1):
            _draw_part(table, number, part)
        _draw_coverage(table, len(view.parts) + 1, view)
        _draw_undrawn(table, len(view.parts) + 2, view)
        table.skip(10.0)
        table.draw_text(f"说明：{METHOD}")
        table.end_page()
        return document.to_bytes()


def _draw_part(table: RuledTable, number: int, part: FairnessPart) -> None:
    _draw_heading(table, f"{number}．{part.title}")
    table.draw_text(f"{part.verdict}。{part.note}")
    for fault in part.faults:
        table.draw_text(f"× {fault}。")
    table.skip(3.0)
    if not part.lines:
        return
    table.set_columns(_columns(part))
    table.draw_header()
    most = max(max(line.observed, line.expected) for line in part.lines) or 1.0
    for line in part.lines:
        table.draw_line((*line_texts(line), ""))
        table.draw_bar(line.observed / most, line.expected / most)


def _draw_coverage(table: RuledTable, number: int, view: FairnessView) -> None:
    _draw_heading(table, f"{number}．各年度覆盖")
    table.draw_text(view.coverage_sentence)
    table.skip(3.0)
    table.set_columns(_COVERAGE)
    table.draw_header()
    for line in view.coverage:
        cells = (str(line.year), f"{line.register:,}", f"{line.inspected:,}", f"{100 * line.share:.1f}%")
        table.draw_line((*cells, ""))
        table.draw_bar(line.share)


def _draw_undrawn(table: RuledTable, number: int, view: FairnessView) -> None:
    undrawn = view.undrawn
    if not undrawn:
        return
    _draw_heading(table, f"{number}．久未抽中的企业")
    shown = undrawn[:UNDRAWN_ON_PAPER]
    more = f"，本表列前{len(shown)}家" if len(undrawn) > len(shown) else ""
    table.draw_text(
        f"可抽而未抽中（或上次抽中以来未再抽中）的现有存续企业{len(undrawn):,}家{more}。"
        "“累计机会”是这些次抽取中按规程至少被抽中一次的概率：很高而一直未中的，偶然也会有。"
    )
    table.skip(3.0)
    table.set_columns(_UNDRAWN)
    table.draw_header()
    for place, line in enumerate(shown, start=1):
        table.draw_line((str(place), *(one_line(text) for text in enterprise_texts(line))))


def _draw_heading(table: RuledTable, text: str) -> None:
    table.keep_together(_KEPT)
    table.skip(12.0)
    table.draw_text(text, Role.HEADING)


def _columns(part: FairnessPart) -> tuple[Column, ...]:
    first, *others = part_columns(part)
    figures = (Column(title, 68, is_centred=True) for title in others)
    return Column(first, 110), *figures, Column("条：实际　线：应为", 128, is_centred=True)


def _require_printable(view: FairnessView) -> None:
    texts = [("标题", view.title), ("单位", one_line(view.bureau)), ("标记", view.mark)]
    texts += [(part.title, one_line(line.name)) for part in view.parts for line in part.lines]
    texts += [("企业", one_line(line.name)) for line in view.undrawn[:UNDRAWN_ON_PAPER]]
    require_printable(_NAME, texts)
