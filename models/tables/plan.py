"""年度抽查计划 and its tasks, as approved and locked."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import Base, Moment, Record, TermCode
from models.tables.inspection_item import InspectionItem
from models.vocab import DrawMethod, ItemCategory, OfficerMode, PlanStatus


class Plan(Record, Base):
    """The plan of one year."""

    __tablename__ = "plans"
    __table_args__ = (UniqueConstraint("office_id", "year"),)

    year: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))  # of the summary table
    document_title: Mapped[str] = mapped_column(String(200), default="")
    document_number: Mapped[str] = mapped_column(String(50), default="")  # 偃应急〔2022〕17号
    status: Mapped[PlanStatus] = mapped_column(TermCode(PlanStatus))
    approved_by: Mapped[str] = mapped_column(String(50), default="")
    approved_on: Mapped[date | None]
    locked_at: Mapped[datetime | None] = mapped_column(Moment)

    tasks: Mapped[list["PlanTask"]] = relationship(lazy="raise", order_by="PlanTask.number")


class PlanTask(Record, Base):
    """One line of the plan: whom, what, how many, when, by whom, and how they are drawn."""

    __tablename__ = "plan_tasks"
    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        CheckConstraint("team_size >= 2", name="two_officers"),
        CheckConstraint("batches >= 1", name="one_batch"),
    )

    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), index=True)
    number: Mapped[int]
    department: Mapped[str] = mapped_column(String(50))
    subject: Mapped[str] = mapped_column(String(200))  # 抽查事项, as the summary table prints it
    name: Mapped[str] = mapped_column(String(200))  # 抽查任务名称
    target: Mapped[str] = mapped_column(String(200))  # 检查对象, as the summary table prints it
    scope: Mapped[dict[str, list[str]]] = mapped_column(JSON)  # models.rules.scope.Scope
    category: Mapped[ItemCategory] = mapped_column(TermCode(ItemCategory))
    inspection_method: Mapped[str] = mapped_column(String(100))  # 现场检查 …
    ratio: Mapped[str] = mapped_column(String(20))  # percent, shortest decimal text
    ratio_reason: Mapped[str] = mapped_column(Text, default="")  # why below the floor (R15)
    class_ratios: Mapped[dict[str, str] | None] = mapped_column(
        JSON(none_as_null=True)
    )  # risk class → percent (R21); None: one quota for all
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    section_id: Mapped[int | None] = mapped_column(ForeignKey("sections.id"))
    method: Mapped[DrawMethod] = mapped_column(TermCode(DrawMethod))
    batches: Mapped[int] = mapped_column(default=1)
    officer_mode: Mapped[OfficerMode] = mapped_column(TermCode(OfficerMode))
    team_size: Mapped[int] = mapped_column(default=2)
    teams: Mapped[int | None]
    need_leader: Mapped[bool] = mapped_column(default=True)
    need_expert: Mapped[bool] = mapped_column(default=False)
    platform_plan_number: Mapped[str] = mapped_column(String(30), default="")
    platform_task_number: Mapped[str] = mapped_column(String(30), default="")
    remark: Mapped[str] = mapped_column(Text, default="")

    plan: Mapped[Plan] = relationship(lazy="raise", overlaps="tasks")
    items: Mapped[list[InspectionItem]] = relationship(
        secondary="plan_task_items", lazy="raise", order_by=InspectionItem.number
    )
    officer_sections: Mapped[list["PlanTaskSection"]] = relationship(
        lazy="raise", cascade="all, delete-orphan"
    )


class PlanTaskItem(Base):
    """An edition of an item that a task inspects."""

    __tablename__ = "plan_task_items"

    task_id: Mapped[int] = mapped_column(ForeignKey("plan_tasks.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("inspection_items.id"), primary_key=True)


class PlanTaskSection(Base):
    """A 科室 whose officers take part in a task; a task without lines takes officers of every 科室."""

    __tablename__ = "plan_task_sections"

    task_id: Mapped[int] = mapped_column(ForeignKey("plan_tasks.id"), primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.id"), primary_key=True)


class WorkScheme(Record, Base):
    """工作方案 of one task (细则 art. 12, 17): written, then approved; one that a seal rests on is never changed, a further
    edition takes its place."""

    __tablename__ = "work_schemes"
    __table_args__ = (UniqueConstraint("task_id", "edition"),)

    task_id: Mapped[int] = mapped_column(ForeignKey("plan_tasks.id"), index=True)
    edition: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    basis: Mapped[str] = mapped_column(Text, default="")  # 检查依据
    objects: Mapped[str] = mapped_column(Text, default="")  # 检查对象和抽取方式
    content: Mapped[str] = mapped_column(Text, default="")  # 检查内容
    organisation: Mapped[str] = mapped_column(Text, default="")  # 组织分工
    steps: Mapped[str] = mapped_column(Text, default="")  # 实施步骤
    requirements: Mapped[str] = mapped_column(Text, default="")  # 工作要求
    written_by: Mapped[str] = mapped_column(String(50), default="")
    written_on: Mapped[date | None]
    approved_by: Mapped[str] = mapped_column(String(50), default="")
    approved_on: Mapped[date | None]
