"""检查对象 and what is known of them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import Base, Moment, Record, TermCode
from models.vocab import EnterpriseStatus, EntityKind, Hazard, Industry, RiskClass


class Enterprise(Record, Base):
    """One 检查对象. It is retired, never deleted: papers and draws refer to it."""

    __tablename__ = "enterprises"
    __table_args__ = (
        UniqueConstraint("office_id", "credit_code"),
        UniqueConstraint("office_id", "registration_number"),
        Index("ix_enterprises_name", "name"),
        Index("ix_enterprises_town_code_status", "town_code", "status"),
        CheckConstraint("length(name) > 0", name="name_given"),
    )

    credit_code: Mapped[str | None] = mapped_column(String(18))
    registration_number: Mapped[str | None] = mapped_column(String(15))
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[EntityKind] = mapped_column(TermCode(EntityKind))
    established_on: Mapped[date | None]
    status: Mapped[EnterpriseStatus] = mapped_column(TermCode(EnterpriseStatus))
    registrar: Mapped[str] = mapped_column(String(100), default="")
    address: Mapped[str] = mapped_column(String(500), default="")
    town_code: Mapped[str | None] = mapped_column(ForeignKey("towns.code"))  # None: 待定
    industry: Mapped[Industry] = mapped_column(TermCode(Industry))
    industry_code: Mapped[str] = mapped_column(String(6), default="")  # GB/T 4754 小类
    industry_is_guess: Mapped[bool] = mapped_column(default=False)
    business_scope: Mapped[str] = mapped_column(Text, default="")
    legal_representative: Mapped[str] = mapped_column(String(100), default="")
    contact: Mapped[str] = mapped_column(String(100), default="")
    phone: Mapped[str] = mapped_column(String(100), default="")
    employees: Mapped[int | None]
    risk_class: Mapped[RiskClass | None] = mapped_column(TermCode(RiskClass))
    is_dishonest: Mapped[bool] = mapped_column(default=False)  # 严重失信主体 (formerly 黑名单): 必查
    dishonest_basis: Mapped[str] = mapped_column(String(200), default="")
    remark: Mapped[str] = mapped_column(Text, default="")
    retired_at: Mapped[datetime | None] = mapped_column(Moment)
    retired_reason: Mapped[str] = mapped_column(String(200), default="")

    hazards: Mapped[list["EnterpriseHazard"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class EnterpriseHazard(Base):
    """One 重点标记 of one enterprise."""

    __tablename__ = "enterprise_hazards"

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprises.id"), primary_key=True)
    hazard: Mapped[Hazard] = mapped_column(TermCode(Hazard), primary_key=True)
