"""文书: what was issued under which number, what was printed of it, the words and signatures that go on it, its scans."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Moment, Record, TermCode
from models.vocab import PaperKind, PrintKind


class NumberSeries(Base):
    """The last serial of one series in one year; taken inside the transaction that issues the paper.

    A series is a 文种, or ``models.rules.numbering.SHARED_SERIES`` where all 执法文书 of an inspection share one.
    """

    __tablename__ = "number_series"
    __table_args__ = (UniqueConstraint("office_id", "kind", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    series: Mapped[str] = mapped_column("kind", String(32))
    year: Mapped[int]
    last_serial: Mapped[int] = mapped_column(default=0)


class NumberGap(Record, Base):
    """跳号: serials that no paper of this program bears, with the reason, such as numbers given by hand before it came."""

    __tablename__ = "number_gaps"

    series: Mapped[str] = mapped_column(String(32))
    year: Mapped[int]
    first: Mapped[int]
    last: Mapped[int]
    reason: Mapped[str] = mapped_column(String(200))
    entered_by: Mapped[str] = mapped_column(String(50))


class IssuedPaper(Record, Base):
    """A paper as it left the office: number, frozen view, digest. A voided one keeps its number."""

    __tablename__ = "issued_papers"
    __table_args__ = (UniqueConstraint("office_id", "kind", "year", "serial"),)

    kind: Mapped[PaperKind] = mapped_column(TermCode(PaperKind))
    year: Mapped[int]
    serial: Mapped[int]
    number: Mapped[str] = mapped_column(String(50))  # empty for a 文种 without 文号
    record_id: Mapped[int | None] = mapped_column(ForeignKey("inspection_records.id"), index=True)
    draw_id: Mapped[int | None] = mapped_column(ForeignKey("draws.id"), index=True)
    subject: Mapped[str] = mapped_column(String(200), server_default="")  # to or about whom: 企业, 科室
    view: Mapped[str] = mapped_column(Text)  # canonical JSON of the frozen view
    view_digest: Mapped[str] = mapped_column(String(64), index=True)
    issued_at: Mapped[datetime] = mapped_column(Moment)
    issued_on: Mapped[date]
    issued_by: Mapped[str] = mapped_column(String(50))
    voided_at: Mapped[datetime | None] = mapped_column(Moment)
    void_reason: Mapped[str] = mapped_column(String(200), default="")
    received_on: Mapped[date | None]  # 签收日期 (R53)
    received_by: Mapped[str] = mapped_column(String(50), server_default="")


class PaperPrint(Base):
    """打印记录: one copy of an issued paper that was printed or saved; the first print is the original."""

    __tablename__ = "paper_prints"

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    paper_id: Mapped[int] = mapped_column(ForeignKey("issued_papers.id"), index=True)
    kind: Mapped[PrintKind] = mapped_column(TermCode(PrintKind))
    ordinal: Mapped[int]  # 0 the original, n the n-th 补打; each of its copies bears the same
    copies: Mapped[int]
    printed_at: Mapped[datetime] = mapped_column(Moment)
    printed_by: Mapped[str] = mapped_column(String(50))


class PaperEntry(Record, Base):
    """填写项: what a clerk typed for one paper of one inspection before it was issued; kept so that nothing is typed twice."""

    __tablename__ = "paper_entries"
    __table_args__ = (UniqueConstraint("record_id", "kind"),)

    record_id: Mapped[int] = mapped_column(ForeignKey("inspection_records.id"))
    kind: Mapped[PaperKind] = mapped_column(TermCode(PaperKind))
    values: Mapped[dict[str, str]] = mapped_column(JSON)


class FormWording(Record, Base):
    """固定文字: one version of the office's words of a form; the last one is in force, none means the program's own."""

    __tablename__ = "form_wordings"
    __table_args__ = (UniqueConstraint("office_id", "form", "version"),)

    form: Mapped[str] = mapped_column(String(50))  # the name of resources/forms/<form>.toml
    version: Mapped[int]
    texts: Mapped[dict[str, str]] = mapped_column(JSON)  # only those that differ from the program's
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[str] = mapped_column(String(50))
    note: Mapped[str] = mapped_column(String(200), default="")


class SignatureImage(Record, Base):
    """签名图: a scanned or drawn signature of a person; a withdrawn one stays on the papers that bear it."""

    __tablename__ = "signature_images"

    person: Mapped[str] = mapped_column(String(50))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    png: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    digest: Mapped[str] = mapped_column(String(64))
    added_by: Mapped[str] = mapped_column(String(50))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)


class PaperScan(Record, Base):
    """扫描件: the signed paper as it came back from the scanner, sorted to its issued paper by the code on it."""

    __tablename__ = "paper_scans"
    __table_args__ = (UniqueConstraint("paper_id", "digest"),)

    paper_id: Mapped[int] = mapped_column(ForeignKey("issued_papers.id"), index=True)
    source_name: Mapped[str] = mapped_column(String(255))  # the stack it came in
    pages: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))  # SHA-256 of the content
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)  # PDF
    added_by: Mapped[str] = mapped_column(String(50))
