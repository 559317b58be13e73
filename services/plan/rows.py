"""抽查计划 as screens and papers see it, and the draft that the task form edits."""

from dataclasses import dataclass, field
from datetime import date, datetime

from models.rules.class_ratios import ratio_words
from models.rules.planning import period_text
from models.rules.scope import Scope
from models.vocab import DrawMethod, ItemCategory, OfficerMode, PlanStatus


@dataclass(frozen=True, slots=True)
class ClassCount:
    """One risk class of a scope: ``group`` is A to D, "" for the enterprises without a class."""

    group: str
    base: int
    to_draw: int


@dataclass(frozen=True, slots=True)
class ScopeCount:
    """How many enterprises a scope holds now, and how many inspections a ratio of it means."""

    matching: int  # in the conditions, whatever their state
    base: int  # of these: 存续, in the district, with a code, not 必查
    compulsory: int  # of these: 严重失信 or 安全生产黑名单, inspected without being drawn
    to_draw: int  # ⌈base × ratio⌉, or the sum over the risk classes
    classes: tuple[ClassCount, ...] = ()  # only of a task with a ratio for each class (R21)

    @property
    def inspections(self) -> int:
        """The inspections to come: drawn and compulsory."""
        return self.to_draw + self.compulsory


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """What the task form edits; ``items`` are keys of inspection items."""

    subject: str
    name: str
    target: str
    scope: Scope
    ratio: str
    starts_on: date
    ends_on: date
    department: str = ""  # empty: the office's own
    category: ItemCategory = ItemCategory.GENERAL
    inspection_method: str = "现场检查"
    ratio_reason: str = ""
    class_ratios: dict[str, str] | None = None  # risk class → percent (R21); None: one ratio for all
    section_key: int | None = None
    method: DrawMethod = DrawMethod.DIRECTED
    batches: int = 1
    officer_mode: OfficerMode = OfficerMode.EACH
    team_size: int = 2
    teams: int | None = None
    need_leader: bool = True
    need_expert: bool = False
    items: frozenset[int] = field(default=frozenset())
    platform_plan_number: str = ""
    platform_task_number: str = ""
    remark: str = ""
    officer_sections: frozenset[int] = field(default=frozenset())  # keys; empty: officers of every 科室


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One line of the plan with its live figures."""

    key: int
    uuid: str
    plan_key: int
    year: int
    number: int
    draft: TaskDraft
    section_name: str
    scope_text: str
    count: ScopeCount
    item_titles: tuple[str, ...]
    officer_section_names: tuple[str, ...]  # 参加科室; empty: all
    drawn: int  # places on the dispatch lists of its draws
    done: int  # of these: result entered

    @property
    def period(self) -> str:
        """抽查时间 as printed."""
        return period_text(self.draft.starts_on, self.draft.ends_on)

    @property
    def ratio_text(self) -> str:
        """抽查比例 as printed."""
        return ratio_words(self.draft.ratio, self.draft.class_ratios)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """The plan of one year."""

    key: int
    uuid: str
    year: int
    title: str
    document_title: str
    document_number: str
    status: PlanStatus
    approved_by: str
    approved_on: date | None
    locked_at: datetime | None
    tasks: tuple[TaskRow, ...]

    @property
    def is_editable(self) -> bool:
        """Whether tasks may still be changed."""
        return self.status is PlanStatus.DRAFT
