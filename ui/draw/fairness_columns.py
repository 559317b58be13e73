"""The columns of the two lists of the 公平性报告."""

from services.files.fairness import EnterpriseLine
from ui.table.model import RIGHT, Column


def _last_inspected(line: EnterpriseLine) -> str:
    return line.last_inspected.isoformat() if line.last_inspected else "没有记录"


_NAME = Column[EnterpriseLine]("企业", lambda row: row.name, width=210, stretches=True)
_TOWN = Column[EnterpriseLine]("镇街", lambda row: row.town, width=92)
_DRAWS = Column[EnterpriseLine]("可抽次数", lambda row: str(row.draws), lambda row: row.draws, 76, RIGHT)
_INSPECTED = Column[EnterpriseLine]("最近检查", _last_inspected, lambda row: row.last_inspected, 100)

ENTERPRISES: tuple[Column[EnterpriseLine], ...] = (
    _NAME,
    _TOWN,
    _DRAWS,
    Column("应抽中", lambda row: f"{row.expected:.2f}", lambda row: row.expected, 70, RIGHT),
    Column("抽中", lambda row: str(row.observed), lambda row: row.observed, 58, RIGHT),
    Column(
        "相差",
        lambda row: f"{row.observed - row.expected:+.2f}",
        lambda row: row.observed - row.expected,
        66,
        RIGHT,
    ),
)

UNDRAWN: tuple[Column[EnterpriseLine], ...] = (
    _NAME,
    _TOWN,
    Column("连续未抽中", lambda row: f"{row.missed} 次", lambda row: row.missed, 92, RIGHT),
    Column("累计机会", lambda row: f"{100 * row.chance:.0f}%", lambda row: row.chance, 80, RIGHT),
    _DRAWS,
    _INSPECTED,
)
