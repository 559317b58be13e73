"""执法检查人员 and the enterprises they must stand aside from."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import Base, Moment, Record, TermCode
from models.tables.office import Section
from models.vocab import Industry, OfficerStatus


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

    section: Mapped[Section | None] = relationship(lazy="raise")
    industries: Mapped[list["OfficerIndustry"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class OfficerIndustry(Base):
    """One 专业行业 of one officer; an officer whose industries meet the task's counts as its expert."""

    __tablename__ = "officer_industries"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    industry: Mapped[Industry] = mapped_column(TermCode(Industry), primary_key=True)


class Recusal(Record, Base):
    """回避: this officer does not inspect this enterprise in this period."""

    __tablename__ = "recusals"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), index=True)
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprises.id"), index=True)
    reason: Mapped[str] = mapped_column(String(200))
    basis: Mapped[str] = mapped_column(String(200), default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
