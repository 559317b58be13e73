"""What became of the rosters: every change of a field, the versions, the imports; and what an office keeps about their use."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Moment, Record, TermCode
from models.vocab import RosterNoun, SubmissionKind, SubmissionState


class RosterChange(Base):
    """One field of one record that became another: who, when, why. A new record has no rows; ``created_at`` says it."""

    __tablename__ = "roster_changes"
    __table_args__ = (
        Index("ix_roster_changes_noun_record_id", "noun", "record_id"),
        Index("ix_roster_changes_at", "at"),
        Index("ix_roster_changes_import_id", "import_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    noun: Mapped[RosterNoun] = mapped_column(TermCode(RosterNoun))
    record_id: Mapped[int]
    field: Mapped[str] = mapped_column(String(40))
    old: Mapped[str] = mapped_column(Text)  # JSON of the value as services.roster.history writes it
    new: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
    who: Mapped[str] = mapped_column(String(50))
    why: Mapped[str] = mapped_column(String(200), default="")
    import_id: Mapped[int | None] = mapped_column(ForeignKey("roster_imports.id"))


class RosterVersion(Record, Base):
    """A roster as it stood at a moment, numbered by year: 2026-3. Each import makes one; so does a yearly confirmation."""

    __tablename__ = "roster_versions"
    __table_args__ = (UniqueConstraint("office_id", "noun", "year", "number"),)

    noun: Mapped[RosterNoun] = mapped_column(TermCode(RosterNoun))
    year: Mapped[int]
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)
    who: Mapped[str] = mapped_column(String(50))
    reason: Mapped[str] = mapped_column(String(200), default="")
    record_count: Mapped[int] = mapped_column(default=0)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("roster_imports.id"))


class RosterImport(Record, Base):
    """One import that was written, with its counts; it can be undone as long as nothing built on it."""

    __tablename__ = "roster_imports"

    noun: Mapped[RosterNoun] = mapped_column(TermCode(RosterNoun))
    at: Mapped[datetime] = mapped_column(Moment)
    who: Mapped[str] = mapped_column(String(50))
    file_name: Mapped[str] = mapped_column(String(255))
    file_digest: Mapped[str] = mapped_column(String(64), default="")  # SHA-256
    sheet_name: Mapped[str] = mapped_column(String(100), default="")
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)
    undone_by: Mapped[str] = mapped_column(String(50), default="")


class ImportMapping(Record, Base):
    """Which column of a sheet is which field, remembered for the next sheet with the same header."""

    __tablename__ = "import_mappings"
    __table_args__ = (UniqueConstraint("office_id", "noun", "signature"),)

    noun: Mapped[RosterNoun] = mapped_column(TermCode(RosterNoun))
    signature: Mapped[str] = mapped_column(String(64))  # SHA-256 of the header's titles
    columns: Mapped[dict[str, str]] = mapped_column(JSON)  # title → field, "" for a column left out
    values: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON)  # field → text of a cell → our word


class SavedFilter(Record, Base):
    """A named filter of a list: 筛选方案."""

    __tablename__ = "saved_filters"
    __table_args__ = (UniqueConstraint("office_id", "noun", "name"),)

    noun: Mapped[RosterNoun] = mapped_column(TermCode(RosterNoun))
    name: Mapped[str] = mapped_column(String(50))
    conditions: Mapped[dict[str, object]] = mapped_column(JSON)


class Submission(Record, Base):
    """科室报送: one of the five things of one 科室 in one year (细则 art. 4)."""

    __tablename__ = "submissions"
    __table_args__ = (UniqueConstraint("office_id", "year", "section_id", "kind"),)

    year: Mapped[int]
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.id"))
    kind: Mapped[SubmissionKind] = mapped_column(TermCode(SubmissionKind))
    state: Mapped[SubmissionState] = mapped_column(TermCode(SubmissionState))
    due_on: Mapped[date]
    submitted_on: Mapped[date | None]
    submitted_by: Mapped[str] = mapped_column(String(50), default="")
    returned_reason: Mapped[str] = mapped_column(String(200), default="")
    merged_on: Mapped[date | None]
    file_name: Mapped[str] = mapped_column(String(255), default="")
    file_digest: Mapped[str] = mapped_column(String(64), default="")
    counts: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True))
    content: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)  # 联合名单: its lines
    remark: Mapped[str] = mapped_column(String(200), default="")
