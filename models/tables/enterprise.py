"""检查对象 and what is known of them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import Base, Moment, Record, TermCode
from models.vocab import EnterpriseStatus, EntityKind, Hazard, Industry, RiskClass, Scale, Standardization


def _index_of(name: str, on_sqlite: str, elsewhere: str) -> Index:
    """Return an index of the few records that meet a condition; it costs nothing for all others."""
    return Index(
        f"ix_enterprises_{name}", "id", sqlite_where=text(on_sqlite), postgresql_where=text(elsewhere)
    )


class Enterprise(Record, Base):
    """One 检查对象. It is retired, never deleted: papers and draws refer to it."""

    __tablename__ = "enterprises"
    __table_args__ = (
        UniqueConstraint("office_id", "credit_code"),
        UniqueConstraint("office_id", "registration_number"),
        Index("ix_enterprises_name_key", "name_key"),
        Index("ix_enterprises_sort_key", "sort_key"),
        Index("ix_enterprises_town_code_status_sort_key", "town_code", "status", "sort_key"),
        Index(
            "ix_enterprises_latin", "initials", "pinyin", "phone"
        ),  # read whole: what letters and digits find
        _index_of("retired", "retired_at IS NOT NULL", "retired_at IS NOT NULL"),
        _index_of("guessed", "industry_is_guess = 1", "industry_is_guess"),
        CheckConstraint("length(name) > 0", name="name_given"),
    )

    credit_code: Mapped[str | None] = mapped_column(String(18))
    registration_number: Mapped[str | None] = mapped_column(String(15))
    former_codes: Mapped[str] = mapped_column(String(200), default="")  # 曾用代码, parted by 、
    name: Mapped[str] = mapped_column(String(200))
    former_names: Mapped[str] = mapped_column(String(500), default="")  # 曾用名, parted by 、
    kind: Mapped[EntityKind] = mapped_column(TermCode(EntityKind))
    is_case_only: Mapped[bool] = mapped_column(default=False)  # has no code: 个案检查 only, never drawn
    established_on: Mapped[date | None]
    status: Mapped[EnterpriseStatus] = mapped_column(TermCode(EnterpriseStatus))
    status_on: Mapped[date | None]
    status_source: Mapped[str] = mapped_column(String(100), default="")
    registrar: Mapped[str] = mapped_column(String(100), default="")
    address: Mapped[str] = mapped_column(String(500), default="")  # 住所
    work_address: Mapped[str] = mapped_column(String(500), default="")  # 生产经营地址, where it differs
    town_code: Mapped[str | None] = mapped_column(ForeignKey("towns.code"))  # None: 待定
    industry: Mapped[Industry] = mapped_column(TermCode(Industry))
    industry_code: Mapped[str] = mapped_column(String(6), default="")  # GB/T 4754 小类
    industry_is_guess: Mapped[bool] = mapped_column(default=False)
    industry_reason: Mapped[str] = mapped_column(String(200), default="")  # why it departs from the code's
    business_scope: Mapped[str] = mapped_column(Text, default="")
    legal_representative: Mapped[str] = mapped_column(String(100), default="")
    contact: Mapped[str] = mapped_column(String(100), default="")
    phone: Mapped[str] = mapped_column(String(100), default="")
    employees: Mapped[int | None]
    scale: Mapped[Scale | None] = mapped_column(TermCode(Scale))
    standardization: Mapped[Standardization | None] = mapped_column(TermCode(Standardization))
    risk_class: Mapped[RiskClass | None] = mapped_column(TermCode(RiskClass))
    risk_on: Mapped[date | None]
    risk_source: Mapped[str] = mapped_column(String(100), default="")
    is_dishonest: Mapped[bool] = mapped_column(default=False)  # 严重失信主体: 必查
    dishonest_basis: Mapped[str] = mapped_column(String(200), default="")
    dishonest_from: Mapped[date | None]
    dishonest_until: Mapped[date | None]
    is_blacklisted: Mapped[bool] = mapped_column(default=False)  # 安全生产黑名单, its name before 2023: 必查
    blacklist_basis: Mapped[str] = mapped_column(String(200), default="")
    blacklist_from: Mapped[date | None]
    blacklist_until: Mapped[date | None]
    is_abnormal: Mapped[bool] = mapped_column(default=False)  # 经营异常名录
    abnormal_basis: Mapped[str] = mapped_column(String(200), default="")
    abnormal_from: Mapped[date | None]
    abnormal_until: Mapped[date | None]
    is_focus: Mapped[bool] = mapped_column(default=False)  # 其他应当实施随机抽查 (art. 5(六))
    focus_reason: Mapped[str] = mapped_column(String(200), default="")
    remark: Mapped[str] = mapped_column(Text, default="")
    retired_at: Mapped[datetime | None] = mapped_column(Moment)
    retired_reason: Mapped[str] = mapped_column(String(200), default="")
    added_by_import_id: Mapped[int | None]  # models.tables.roster.RosterImport; an import is never deleted

    # derived from the name by models.rules.search_keys, never edited
    name_key: Mapped[str] = mapped_column(String(200), default="")
    """The name as duplicates are found by it: without place, brackets and legal form."""
    sort_key: Mapped[bytes] = mapped_column(LargeBinary(400), default=b"")
    """The name in pinyin order."""
    initials: Mapped[str] = mapped_column(String(200), default="")
    pinyin: Mapped[str] = mapped_column(String(1200), default="")

    hazards: Mapped[list["EnterpriseHazard"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    licences: Mapped[list["EnterpriseLicence"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    tags: Mapped[list["EnterpriseTag"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class EnterpriseHazard(Base):
    """One 重点标记 of one enterprise."""

    __tablename__ = "enterprise_hazards"

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprises.id"), primary_key=True)
    hazard: Mapped[Hazard] = mapped_column(TermCode(Hazard), primary_key=True)


class EnterpriseLicence(Base):
    """One 许可证 of one enterprise: 类别, 证号, 有效期."""

    __tablename__ = "enterprise_licences"

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprises.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(50), primary_key=True)
    number: Mapped[str] = mapped_column(String(100), primary_key=True, default="")
    expires_on: Mapped[date | None]


class EnterpriseTag(Base):
    """One 标签 that the office gives freely."""

    __tablename__ = "enterprise_tags"

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprises.id"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(30), primary_key=True)


class EnterpriseGram(Base):
    """Two characters that stand side by side in what is searched of one enterprise; written by services.roster.search only.

    On SQLite the table stays empty: the virtual table ``enterprise_search`` of the migration stands in for it.
    """

    __tablename__ = "enterprise_grams"
    __table_args__ = ({"sqlite_with_rowid": False},)

    gram: Mapped[str] = mapped_column(String(2), primary_key=True)
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprises.id"), primary_key=True, index=True)
