"""随机抽取: the sealed frame, the seed, the result; nothing of it is ever changed or deleted, only voided in the open."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import Base, Moment, Record, TermCode
from models.vocab import (
    DrawMethod,
    DrawOrigin,
    DrawStage,
    EntryKind,
    EvidenceKind,
    OfficerMode,
    Seat,
    SeedSource,
    VisitKind,
)


class Draw(Record, Base):
    """One draw code: sealed, then drawn, then dispatched; or voided and kept."""

    __tablename__ = "draws"
    __table_args__ = (UniqueConstraint("office_id", "draw_code"), UniqueConstraint("task_id", "ordinal"))

    task_id: Mapped[int] = mapped_column(ForeignKey("plan_tasks.id"), index=True)
    draw_code: Mapped[str] = mapped_column(String(20))
    ordinal: Mapped[int]
    batch_number: Mapped[int | None]
    batch_of: Mapped[int | None]
    already: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)  # places of earlier batches by group
    origin: Mapped[DrawOrigin] = mapped_column(
        TermCode(DrawOrigin), default=DrawOrigin.OFFICE, server_default="office"
    )
    platform_draw_id: Mapped[int | None] = mapped_column(ForeignKey("platform_draws.id"))
    work_scheme_id: Mapped[int | None] = mapped_column(ForeignKey("work_schemes.id"))
    scope_text: Mapped[str] = mapped_column(Text, default="", server_default="")  # the conditions (R23)
    method: Mapped[DrawMethod] = mapped_column(TermCode(DrawMethod))
    ratio: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    count: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True))
    window_from: Mapped[date]
    window_to: Mapped[date]
    officer_mode: Mapped[OfficerMode | None] = mapped_column(TermCode(OfficerMode))
    team_size: Mapped[int] = mapped_column(default=2)
    teams: Mapped[int | None]
    need_leader: Mapped[bool] = mapped_column(default=False)
    need_expert: Mapped[bool] = mapped_column(default=False)
    direct_reason: Mapped[str] = mapped_column(Text, default="", server_default="")  # 直接委派 (R35)
    direct_approved_by: Mapped[str] = mapped_column(String(50), default="", server_default="")
    is_assignment_sealed: Mapped[bool] = mapped_column(default=False, server_default="0")
    meeting_place: Mapped[str] = mapped_column(String(100), default="", server_default="")
    register_count: Mapped[int]
    roster_updated_at: Mapped[datetime | None] = mapped_column(Moment)
    roster_version: Mapped[str] = mapped_column(String(20), default="")  # 2026-3
    stale_roster_reason: Mapped[str] = mapped_column(
        Text, default=""
    )  # why an old roster was drawn from (R11)
    stage: Mapped[DrawStage] = mapped_column(TermCode(DrawStage))
    operator: Mapped[str] = mapped_column(String(50))
    supervisor: Mapped[str] = mapped_column(String(50))
    seed_source: Mapped[SeedSource] = mapped_column(TermCode(SeedSource))
    seed_rule: Mapped[dict[str, object]] = mapped_column(JSON)  # models.rules.seed.SeedRule
    seed: Mapped[str | None] = mapped_column(Text, unique=True)  # a seed is used once
    is_publicly_witnessed: Mapped[bool] = mapped_column(default=False)
    sealed_at: Mapped[datetime] = mapped_column(Moment)
    drawn_at: Mapped[datetime | None] = mapped_column(Moment)
    dispatched_at: Mapped[datetime | None] = mapped_column(Moment)
    quotas: Mapped[list[dict[str, object]] | None] = mapped_column(JSON(none_as_null=True))
    teams_drawn: Mapped[list[list[str]] | None] = mapped_column(JSON(none_as_null=True))
    result_digest: Mapped[str | None] = mapped_column(String(64))
    certificate_digest: Mapped[str | None] = mapped_column(String(64))  # of the certificate as first issued
    previous_certificate: Mapped[str] = mapped_column(String(64), default="")
    voided_at: Mapped[datetime | None] = mapped_column(Moment)
    void_reason: Mapped[str] = mapped_column(Text, default="")
    void_approved_by: Mapped[str] = mapped_column(String(50), default="")
    void_evidence: Mapped[str] = mapped_column(Text, default="", server_default="")

    seals: Mapped[list["Seal"]] = relationship(lazy="raise", order_by="Seal.number")
    contributions: Mapped[list["SeedContribution"]] = relationship(
        lazy="raise", order_by="SeedContribution.position"
    )
    places: Mapped[list["DrawnPlace"]] = relationship(lazy="raise", order_by="DrawnPlace.position")


class Seal(Record, Base):
    """封存: the digests that were fixed before the seed existed, numbered over all seals of the office."""

    __tablename__ = "seals"
    __table_args__ = (UniqueConstraint("office_id", "number"),)

    number: Mapped[int]
    draw_id: Mapped[int] = mapped_column(ForeignKey("draws.id"), index=True)
    sealed_at: Mapped[datetime] = mapped_column(Moment)
    frame_digest: Mapped[str] = mapped_column(String(64))
    parameters_digest: Mapped[str] = mapped_column(String(64))
    parameters: Mapped[str] = mapped_column(Text)  # the canonical JSON itself
    seed_rule: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(64))  # digest of the seal before, "" for the first


class FrameEntry(Base):
    """One enterprise of the register at the time of the seal: in the frame with its kind, or out with the reason."""

    __tablename__ = "frame_entries"
    __table_args__ = (
        Index("ix_frame_entries_draw_id_kind", "draw_id", "kind"),
        UniqueConstraint("draw_id", "enterprise_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("draws.id"))
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprises.id"))
    entry_id: Mapped[str] = mapped_column(
        String(40)
    )  # 统一社会信用代码 or 注册号; the UUID where there is neither
    name: Mapped[str] = mapped_column(String(200))
    stratum: Mapped[str] = mapped_column(String(12))
    group: Mapped[str] = mapped_column(String(1), default="")
    kind: Mapped[EntryKind | None] = mapped_column(TermCode(EntryKind))  # None: not in the frame
    reason: Mapped[str] = mapped_column(String(200), default="")


class PoolOfficer(Base):
    """One officer of the roster at the time of the seal: in the pool, or out with the reason."""

    __tablename__ = "pool_officers"
    __table_args__ = (UniqueConstraint("draw_id", "officer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("draws.id"), index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    certificate_number: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(50))
    is_leader: Mapped[bool] = mapped_column(default=False)
    is_expert: Mapped[bool] = mapped_column(default=False)
    section: Mapped[str] = mapped_column(String(50), default="", server_default="")  # shown, never steered
    in_pool: Mapped[bool] = mapped_column(default=True)
    reason: Mapped[str] = mapped_column(String(200), default="")


class SeedContribution(Base):
    """One person's or source's part of the seed."""

    __tablename__ = "seed_contributions"
    __table_args__ = (UniqueConstraint("draw_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("draws.id"), index=True)
    position: Mapped[int]
    by: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)


class DrawnPlace(Record, Base):
    """One place of the result; a place that was substituted stays, with the reason, and names its substitute."""

    __tablename__ = "drawn_places"
    __table_args__ = (
        UniqueConstraint("draw_id", "enterprise_id"),
        CheckConstraint("kind in ('S', 'C')", name="drawn_kind"),
    )

    draw_id: Mapped[int] = mapped_column(ForeignKey("draws.id"), index=True)
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprises.id"), index=True)
    entry_id: Mapped[str] = mapped_column(String(18))
    position: Mapped[int]  # order of the dispatch list: by ticket
    kind: Mapped[EntryKind] = mapped_column(TermCode(EntryKind))
    group: Mapped[str] = mapped_column(String(1), default="")
    stratum: Mapped[str] = mapped_column(String(12))
    ticket: Mapped[str] = mapped_column(String(90))
    team_number: Mapped[int | None]
    substitutes_id: Mapped[int | None] = mapped_column(ForeignKey("drawn_places.id"))
    visit_with_id: Mapped[int | None] = mapped_column(ForeignKey("drawn_places.id"))  # 综合查一次 (R69)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)  # 启封 of a sealed assignment
    opened_by: Mapped[str] = mapped_column(String(50), default="", server_default="")
    replaced_at: Mapped[datetime | None] = mapped_column(Moment)
    replaced_reason: Mapped[str] = mapped_column(Text, default="")
    replaced_approved_by: Mapped[str] = mapped_column(String(50), default="")

    officers: Mapped[list["PlaceOfficer"]] = relationship(lazy="raise", order_by="PlaceOfficer.position")


class PlaceOfficer(Base):
    """An officer on a place; one who dropped out stays, with the reason, and names the replacement by position."""

    __tablename__ = "place_officers"

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("drawn_places.id"), index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), index=True)
    position: Mapped[int]  # leader, expert, others
    seat: Mapped[Seat] = mapped_column(TermCode(Seat))
    is_direct: Mapped[bool] = mapped_column(default=False, server_default="0")  # 直接委派, not drawn
    replaced_at: Mapped[datetime | None] = mapped_column(Moment)
    replaced_reason: Mapped[str] = mapped_column(Text, default="")
    replaced_approved_by: Mapped[str] = mapped_column(String(50), default="")


class Substitution(Base):
    """One line of 递补 or 补抽 in the order in which they happened; the certificate repeats it as it stands."""

    __tablename__ = "substitutions"
    __table_args__ = (UniqueConstraint("draw_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("draws.id"))
    position: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)
    kind: Mapped[str] = mapped_column(String(10))  # object, officer
    replaced: Mapped[str] = mapped_column(String(20))  # entry id or 执法证号
    successor: Mapped[str | None] = mapped_column(String(20))  # None: the place lapsed
    entry_id: Mapped[str | None] = mapped_column(String(18))  # the object that an officer's line is about
    cause: Mapped[str | None] = mapped_column(String(10))  # dropped, recused
    drawn_later: Mapped[list[str]] = mapped_column(JSON, default=list)
    reason: Mapped[str] = mapped_column(Text)
    approved_by: Mapped[str] = mapped_column(String(50))
    evidence: Mapped[str] = mapped_column(Text, default="", server_default="")


class PlatformDraw(Record, Base):
    """平台抽取: a list that the provincial platform drew for a task, as it was taken in; the list is never edited."""

    __tablename__ = "platform_draws"

    task_id: Mapped[int] = mapped_column(ForeignKey("plan_tasks.id"), index=True)
    number: Mapped[str] = mapped_column(String(50))  # 平台任务号
    drawn_at: Mapped[datetime] = mapped_column(Moment)
    file_name: Mapped[str] = mapped_column(String(255), default="")
    file_digest: Mapped[str] = mapped_column(String(64), default="")
    taken_in_by: Mapped[str] = mapped_column(String(50))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)  # taken in by mistake; kept
    withdrawn_reason: Mapped[str] = mapped_column(String(200), default="")

    objects: Mapped[list["PlatformObject"]] = relationship(lazy="raise", order_by="PlatformObject.position")


class PlatformObject(Base):
    """One enterprise of a platform's list, in its order."""

    __tablename__ = "platform_objects"

    platform_draw_id: Mapped[int] = mapped_column(ForeignKey("platform_draws.id"), primary_key=True)
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprises.id"), primary_key=True)
    position: Mapped[int]


class DrawAttendee(Base):
    """在场人员: who was present at a draw, in which role; the minutes print and they sign."""

    __tablename__ = "draw_attendees"
    __table_args__ = (UniqueConstraint("draw_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("draws.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(50))
    role: Mapped[str] = mapped_column(String(50))  # 主持人, 监督人, 见证人, 企业代表 …
    unit: Mapped[str] = mapped_column(String(100), default="")


class EvidenceFile(Record, Base):
    """A file kept with a draw: a page of the platform, a scan of a signed sheet, the ground of a void or a substitution."""

    __tablename__ = "evidence_files"

    kind: Mapped[EvidenceKind] = mapped_column(TermCode(EvidenceKind))
    draw_id: Mapped[int | None] = mapped_column(ForeignKey("draws.id"), index=True)
    platform_draw_id: Mapped[int | None] = mapped_column(ForeignKey("platform_draws.id"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    digest: Mapped[str] = mapped_column(String(64))  # SHA-256 of the content
    size: Mapped[int]  # bytes
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added_by: Mapped[str] = mapped_column(String(50))


class OtherVisit(Record, Base):
    """其他检查: an inspection that no draw led to; the yearly cap counts it by its kind (R18, R20)."""

    __tablename__ = "other_visits"
    __table_args__ = (Index("ix_other_visits_enterprise_id_visited_on", "enterprise_id", "visited_on"),)

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprises.id"))
    visited_on: Mapped[date]
    kind: Mapped[VisitKind] = mapped_column(TermCode(VisitKind))
    unit: Mapped[str] = mapped_column(String(100), default="")  # who inspected: a 科室 or another department
    ground: Mapped[str] = mapped_column(String(200))  # 案件来源, 督办文号 …
    cancelled_at: Mapped[datetime | None] = mapped_column(Moment)  # entered by mistake; kept
    cancelled_reason: Mapped[str] = mapped_column(String(200), default="")
