"""执法检查人员, their days away and the enterprises they must stand aside from."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import Base, Moment, Record, TermCode
from models.tables.office import Section, Town
from models.vocab import Industry, LeaveKind, OfficerStatus


class Officer(Record, Base):
    """One officer, identified by the 执法证号; retired, never deleted."""

    __tablename__ = "officers"
    __table_args__ = (
        UniqueConstraint("office_id", "certificate_number"),
        CheckConstraint("length(name) > 0", name="name_given"),
    )

    name: Mapped[str] = mapped_column(String(50))
    certificate_number: Mapped[str | None] = mapped_column(String(20))
    certificate_expires_on: Mapped[date | None]
    second_certificate_number: Mapped[str] = mapped_column(String(30), default="")  # 部门执法证
    second_certificate_expires_on: Mapped[date | None]
    staff_number: Mapped[str] = mapped_column(String(30), default="")  # 单位工号
    id_number: Mapped[str] = mapped_column(String(18), default="")  # 身份证号: for the platform's sheet only
    education: Mapped[str] = mapped_column(String(20), default="")  # 学历
    section_id: Mapped[int | None] = mapped_column(ForeignKey("sections.id"))
    is_regular: Mapped[bool] = mapped_column(default=True)  # 正式工作人员
    post: Mapped[str] = mapped_column(String(50), default="")  # 岗位
    title: Mapped[str] = mapped_column(String(50), default="")  # 职务
    is_leader_qualified: Mapped[bool] = mapped_column(default=False)
    is_expert: Mapped[bool] = mapped_column(default=False)
    phone: Mapped[str] = mapped_column(String(50), default="")
    status: Mapped[OfficerStatus] = mapped_column(TermCode(OfficerStatus))
    remark: Mapped[str] = mapped_column(String(500), default="")
    retired_at: Mapped[datetime | None] = mapped_column(Moment)
    retired_reason: Mapped[str] = mapped_column(String(200), default="")
    added_by_import_id: Mapped[int | None]  # models.tables.roster.RosterImport; an import is never deleted

    section: Mapped[Section | None] = relationship(lazy="raise")
    industries: Mapped[list["OfficerIndustry"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    towns: Mapped[list["OfficerTown"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class OfficerIndustry(Base):
    """One 专业行业 of one officer; an officer whose industries meet the task's counts as its expert."""

    __tablename__ = "officer_industries"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    industry: Mapped[Industry] = mapped_column(TermCode(Industry), primary_key=True)


class OfficerTown(Base):
    """One 镇街 that an officer looks after (负责镇街)."""

    __tablename__ = "officer_towns"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    town_code: Mapped[str] = mapped_column(ForeignKey("towns.code"), primary_key=True)

    town: Mapped[Town] = relationship(lazy="raise")


class Leave(Record, Base):
    """Days on which an officer is away: 请假, 公差, 培训. Both ends are included."""

    __tablename__ = "leaves"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="in_order"),)

    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), index=True)
    kind: Mapped[LeaveKind] = mapped_column(TermCode(LeaveKind))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(200), default="")
    cancelled_at: Mapped[datetime | None] = mapped_column(Moment)  # entered by mistake; kept


class Recusal(Record, Base):
    """回避: this officer does not inspect this enterprise in this period."""

    __tablename__ = "recusals"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), index=True)
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprises.id"), index=True)
    reason: Mapped[str] = mapped_column(String(200))
    basis: Mapped[str] = mapped_column(String(200), default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
