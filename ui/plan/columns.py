"""The columns of the list of 抽查任务: those of the 汇总表 first, then what each task means in numbers."""

from collections.abc import Callable

from models.rules.ratios import parse_percent
from services.plan.rows import TaskRow
from ui.table.model import CENTER, RIGHT, Column

NAME = "抽查任务名称"


def _number(title: str, of: Callable[[TaskRow], int], width: int = 46) -> Column[TaskRow]:
    """Make a column of counts."""
    return Column(title, lambda row: f"{of(row):,}", sort_key=of, width=width, align=RIGHT, is_searched=False)


TASK_COLUMNS: tuple[Column[TaskRow], ...] = (
    Column("序号", lambda row: str(row.number), sort_key=lambda row: row.number, width=46, align=CENTER),
    Column("抽查事项", lambda row: row.draft.subject, width=110),
    Column(NAME, lambda row: row.draft.name, width=132),
    Column("检查对象", lambda row: row.draft.target, width=102),
    Column("检查方式", lambda row: row.draft.category.label, width=72),
    Column(
        "抽查\n比例",
        lambda row: f"{row.draft.ratio}%" if row.draft.class_ratios is None else "分类",
        sort_key=lambda row: parse_percent(row.draft.ratio),
        width=52,
        align=RIGHT,
    ),
    Column("抽查时间", lambda row: row.period, sort_key=lambda row: row.draft.starts_on, width=84),
    Column("抽查\n类型", lambda row: row.draft.method.label, width=58),
    _number("范围内\n户数", lambda row: row.count.matching, 62),
    _number("应抽", lambda row: row.count.to_draw),
    _number("必查", lambda row: row.count.compulsory),
    _number("预计\n检查", lambda row: row.count.inspections, 50),
    _number("已抽", lambda row: row.drawn),
    _number("已检", lambda row: row.done),
)
