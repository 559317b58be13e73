"""抽取证书 going out of the program: in which form, which copy, and whether it may be made public yet.

Every export is logged with the copy that went out: who learned when whom the bureau inspects must be traceable.
"""

from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.rules.publication import full_copy_obstacle
from models.tables.draw import Draw, DrawnPlace
from models.tables.inspection_record import InspectionRecord
from models.vocab import DrawStage
from services.changes import Changes
from services.draw.dispatching import BEFORE_VISIT
from services.draw.service import DrawService
from services.files.certificate_copy import CertificateForm, render_certificate
from services.files.writing import write_file
from services.workplace import Workplace


class CertificateService:
    """Use cases of the two export buttons."""

    def __init__(self, workplace: Workplace, draws: DrawService) -> None:
        self._workplace = workplace
        self._draws = draws

    def full_copy_obstacle(self, *, draw_key: int) -> str | None:
        """Return why the full copy of a draw may not be made public yet, or None."""
        with self._workplace.database.reading() as session:
            office, draw = self._workplace.office(session), _draw(session, draw_key)
            return full_copy_obstacle(_open_inspections(session, draw.task_id), office.publishes_full_at_once)

    def export(self, *, draw_key: int, path: Path, is_public: bool = False) -> Changes:
        """Write one copy in the form that the file's suffix names, and log it; a failed write leaves no log."""
        certificate = self._draws.certificate(draw_key=draw_key, public=is_public)
        content = render_certificate(certificate, _form_of(path))
        with self._workplace.database.transaction() as session:
            draw = _draw(session, draw_key)
            copy = "公告版" if is_public else "完整版"
            self._workplace.log(
                session,
                action="导出抽取证书",
                noun="draw",
                summary=f"{draw.draw_code}：导出抽取证书（{copy}），{path.name}",
                record_uuid=draw.uuid,
                after={"copy": copy, "result_digest": draw.result_digest},
            )
            write_file(path, content)
        return Changes()


def _form_of(path: Path) -> CertificateForm:
    try:
        return CertificateForm(path.suffix.lower())
    except ValueError:
        raise UserFacingError(f"“{path.name}”的扩展名应为 json、pdf 或 html，请改名后再导出。") from None


def _draw(session: Session, draw_key: int) -> Draw:
    found = session.get(Draw, draw_key)
    if found is None:
        raise UserFacingError("这次抽取已不存在，请刷新后重试。")
    return found


def _open_inspections(session: Session, task_id: int) -> int:
    """Count the enterprises of a task that are drawn and not inspected yet, dispatched or not."""
    query = (
        select(func.count())
        .select_from(DrawnPlace)
        .join(Draw, Draw.id == DrawnPlace.draw_id)
        .outerjoin(InspectionRecord, InspectionRecord.place_id == DrawnPlace.id)
        .where(
            Draw.task_id == task_id,
            Draw.stage.in_((DrawStage.DRAWN, DrawStage.DISPATCHED)),
            DrawnPlace.replaced_at.is_(None),
            InspectionRecord.stage.is_(None) | InspectionRecord.stage.in_(BEFORE_VISIT),
        )
    )
    return session.scalar(query) or 0
