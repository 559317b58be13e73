"""依据材料: what proves an act on a draw, in words and as files. A file is kept whole with its SHA-256 and never replaced.

The file of a void, a 递补 or a 补抽 is stored in the transaction of the act itself: both are there, or neither.
"""

from hashlib import sha256
from pathlib import Path

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, undefer

from models.errors import UserFacingError
from models.tables.draw import Draw, EvidenceFile, FrameEntry, PoolOfficer, Substitution
from models.vocab import DrawStage, EvidenceKind
from services.changes import Changes
from services.draw.evidence_rows import EvidenceRow
from services.files.kept_file import KeptFile, read_kept_file
from services.files.writing import write_file
from services.workplace import Workplace


def read_evidence(path: Path | None) -> KeptFile | None:
    """Read the file of an act before its transaction; None where none was chosen. Raises UnreadableFileError."""
    return None if path is None else read_kept_file(path)


def keep_file(
    session: Session,
    workplace: Workplace,
    kind: EvidenceKind,
    file: KeptFile | None,
    *,
    draw_id: int | None = None,
    platform_draw_id: int | None = None,
) -> None:
    """Put a file into the open transaction; nothing for None."""
    if file is None:
        return
    workplace.add(
        session,
        EvidenceFile(
            kind=kind,
            draw_id=draw_id,
            platform_draw_id=platform_draw_id,
            name=file.name,
            digest=file.digest,
            size=len(file.content),
            content=file.content,
            added_by=workplace.operator or "未署名",
        ),
    )
    session.flush()


class EvidenceService:
    """Use cases of the files that are kept with a draw."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def list_evidence(self, *, draw_key: int) -> list[EvidenceRow]:
        """Return what was written and filed for a draw, the page of its platform list included, in the order of time."""
        with self._workplace.database.reading() as session:
            draw = _draw(session, draw_key)
            rows = [_file_row(file) for file in session.scalars(_files_of(draw))]
            rows += _words(session, draw)
            return sorted(rows, key=lambda row: row.at)

    def add(self, *, draw_key: int, path: Path, kind: EvidenceKind = EvidenceKind.SIGNED_PAPER) -> Changes:
        """Keep a further file with a draw, such as the scan of a signed sheet. Raises UnreadableFileError."""
        workplace, file = self._workplace, read_kept_file(path)
        with workplace.database.transaction() as session:
            draw = _draw(session, draw_key)
            if draw.stage is DrawStage.SEALED and kind is not EvidenceKind.SIGNED_PAPER:
                raise UserFacingError(f"抽取 {draw.draw_code} 尚未抽取，只能留存签字原件。")
            same = select(EvidenceFile.id).where(
                EvidenceFile.draw_id == draw_key,
                EvidenceFile.digest == file.digest,
                EvidenceFile.kind == kind,
            )
            if session.scalars(same).first() is not None:
                raise UserFacingError(f"文件“{file.name}”已经留存，不重复留存。")
            keep_file(session, workplace, kind, file, draw_id=draw_key)
            workplace.log(
                session,
                action="留存材料",
                noun="draw",
                summary=f"{draw.draw_code}：{kind.label}“{file.name}”",
                record_uuid=draw.uuid,
                after={"digest": file.digest},
            )
        return Changes.of("evidence", key=draw_key)

    def save_copy(self, *, evidence_key: int, target: Path) -> Path:
        """Write a kept file where the clerk wants it, byte for byte. Raises UnwritableFileError."""
        with self._workplace.database.reading() as session:
            query = select(EvidenceFile).where(EvidenceFile.id == evidence_key)
            file = session.scalars(query.options(undefer(EvidenceFile.content))).first()
            if file is None:
                raise UserFacingError("这份材料已不存在，请刷新后重试。")
            content, digest = file.content, file.digest
        if sha256(content).hexdigest() != digest:
            raise UserFacingError("这份材料的内容与留存时的摘要不符，数据库可能被改动，请报告监督人。")
        write_file(target, content)
        return target


def count_evidence(session: Session, draw: Draw) -> int:
    """Return how many lines ``list_evidence`` has."""
    files = session.scalars(_files_of(draw).with_only_columns(EvidenceFile.id)).all()
    lines = session.scalars(select(Substitution.id).where(Substitution.draw_id == draw.id)).all()
    return len(files) + len(lines) + (draw.voided_at is not None)


def _draw(session: Session, draw_key: int) -> Draw:
    draw = session.get(Draw, draw_key)
    if draw is None:
        raise UserFacingError("这次抽取已不存在，请刷新后重试。")
    return draw


def _files_of(draw: Draw) -> Select[EvidenceFile]:
    belongs = [EvidenceFile.draw_id == draw.id]
    if draw.platform_draw_id is not None:
        belongs.append(EvidenceFile.platform_draw_id == draw.platform_draw_id)
    return select(EvidenceFile).where(or_(*belongs)).order_by(EvidenceFile.id)


def _file_row(file: EvidenceFile) -> EvidenceRow:
    return EvidenceRow(
        key=file.id,
        kind=file.kind,
        about="",
        text="",
        name=file.name,
        size=file.size,
        digest=file.digest,
        at=file.created_at,
        by=file.added_by,
    )


def _words(session: Session, draw: Draw) -> list[EvidenceRow]:
    """Return the 依据 that stand in words with the void and with the lines of 递补 and 补抽."""
    entries = select(FrameEntry.entry_id, FrameEntry.name).where(FrameEntry.draw_id == draw.id)
    officers = select(PoolOfficer.certificate_number, PoolOfficer.name).where(PoolOfficer.draw_id == draw.id)
    names = dict(session.execute(entries).all()) | dict(session.execute(officers).all())
    query = select(Substitution).where(Substitution.draw_id == draw.id).order_by(Substitution.position)
    rows = [
        EvidenceRow(
            key=None,
            kind=EvidenceKind.SUBSTITUTION if line.kind == "object" else EvidenceKind.REPLACEMENT,
            about=f"{names.get(line.replaced, line.replaced)}：{line.reason}（{line.approved_by}批准）",
            text=line.evidence,
            at=line.at,
        )
        for line in session.scalars(query)
    ]
    if draw.voided_at is not None:
        about = f"{draw.void_reason}（{draw.void_approved_by}批准）"
        rows.append(EvidenceRow(None, EvidenceKind.VOID, about, draw.void_evidence, at=draw.voided_at))
    return rows
