"""检查记录: one inspection of one drawn enterprise, its findings, its papers and its publication."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import Base, Moment, Record, TermCode
from models.tables.paper import IssuedPaper
from models.vocab import (
    PublicationChannel,
    RecordOutcome,
    RecordStage,
    RefusalGround,
    ResultCode,
    Seat,
)


class InspectionRecord(Record, Base):
    """From 待检查 to 已反馈; opened when the draw is dispatched."""

    __tablename__ = "inspection_records"
    __table_args__ = (
        UniqueConstraint("place_id"),
        Index("ix_inspection_records_year_enterprise_id", "year", "enterprise_id"),
    )

    year: Mapped[int]
    task_id: Mapped[int] = mapped_column(ForeignKey("plan_tasks.id"), index=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("draws.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("drawn_places.id"))
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprises.id"))
    stage: Mapped[RecordStage] = mapped_column(TermCode(RecordStage))
    dispatched_at: Mapped[datetime] = mapped_column(Moment)
    due_on: Mapped[date]
    visit_from: Mapped[date | None]  # as the notice announces
    visit_to: Mapped[date | None]
    inspected_from: Mapped[datetime | None] = mapped_column(Moment)
    inspected_to: Mapped[datetime | None] = mapped_column(Moment)  # 检查结束
    result_on: Mapped[date | None]  # 检查结果产生之日; later than the end when a review is pending
    outcome: Mapped[RecordOutcome | None] = mapped_column(TermCode(RecordOutcome))
    refusal_ground: Mapped[RefusalGround | None] = mapped_column(TermCode(RefusalGround))
    remark: Mapped[str] = mapped_column(Text, default="")
    entered_by: Mapped[str] = mapped_column(String(50), default="")
    ended_reason: Mapped[str] = mapped_column(String(200), default="")
    serial_year: Mapped[int | None]  # with one serial for all 执法文书: that of this inspection
    serial: Mapped[int | None]

    officers: Mapped[list["RecordOfficer"]] = relationship(lazy="raise", order_by="RecordOfficer.position")
    findings: Mapped[list["ItemFinding"]] = relationship(lazy="raise", order_by="ItemFinding.position")
    papers: Mapped[list[IssuedPaper]] = relationship(lazy="raise", order_by="IssuedPaper.id")
    publications: Mapped[list["Publication"]] = relationship(lazy="raise")


class RecordOfficer(Base):
    """An officer who carries out this inspection."""

    __tablename__ = "record_officers"

    record_id: Mapped[int] = mapped_column(ForeignKey("inspection_records.id"), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    position: Mapped[int]
    seat: Mapped[Seat] = mapped_column(TermCode(Seat))


class ItemFinding(Record, Base):
    """单项结果: what was found on one item; no result is filled in before the visit."""

    __tablename__ = "item_findings"
    __table_args__ = (UniqueConstraint("record_id", "item_id"),)

    record_id: Mapped[int] = mapped_column(ForeignKey("inspection_records.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("inspection_items.id"))
    position: Mapped[int]
    result: Mapped[ResultCode | None] = mapped_column(TermCode(ResultCode))
    text: Mapped[str] = mapped_column(Text, default="")
    measure: Mapped[str] = mapped_column(Text, default="")  # 整改要求
    rectify_by: Mapped[date | None]


class Publication(Record, Base):
    """公示 of one result on one channel."""

    __tablename__ = "publications"
    __table_args__ = (UniqueConstraint("record_id", "channel"),)

    record_id: Mapped[int] = mapped_column(ForeignKey("inspection_records.id"))
    channel: Mapped[PublicationChannel] = mapped_column(TermCode(PublicationChannel))
    published_on: Mapped[date]
    published_by: Mapped[str] = mapped_column(String(50))
    reference: Mapped[str] = mapped_column(String(200), default="")
