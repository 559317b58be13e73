"""Officers and 检查对象 in the columns of the provincial platform (细则 art. 10), every cell as text, ready to be uploaded.

The only sheet that carries 身份证号, and with it sex and age. What the office does not know stays empty.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.rules.person import age_on, sex_of
from models.tables.draw import Draw, DrawnPlace
from models.tables.office import OperationLog
from models.vocab import DrawStage
from services.files.tables import Table, write_tables
from services.roster.cells import show
from services.roster.enterprise_reading import read_page
from services.roster.enterprise_rows import EnterpriseRow
from services.roster.officer_rows import OfficerRow
from services.workplace import Workplace

OFFICER_TITLE = "执法检查人员名录（平台格式）"
ENTERPRISE_TITLE = "检查对象名录（平台格式）"
OFFICER_HEADER = (
    "姓名", "性别", "单位工号", "身份证号", "手机号", "学历", "年龄", "岗位大类", "专家", "岗位状态", "地区", "层级", "部门/机构",
    "职务", "工作单位", "执法证号", "执法证有效期", "第二证号", "有效期", "设置人", "设置日期",
)  # fmt: skip
ENTERPRISE_HEADER = (
    "统一信用代码/注册号", "企业名称", "成立日期", "主体类别", "上次抽查日期", "登记机关", "管辖单位",
)  # fmt: skip
LEVEL = "区县级"
_OFFICER_WIDTHS = (10, 6, 10, 22, 16, 10, 6, 10, 6, 10, 16, 8, 20, 12, 28, 16, 14, 16, 14, 10, 12)
_ENTERPRISE_WIDTHS = (24, 40, 14, 14, 14, 30, 28)
_BUREAU = "应急管理局"
_PAGE = 1000


class PlatformExportService:
    """Use cases of the second choice of 导出."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def export_officers(self, *, path: Path, rows: Sequence[OfficerRow]) -> None:
        """Write the officers as .xlsx; raises UnwritableFileError."""
        workplace = self._workplace
        with workplace.database.reading() as session:
            bureau = workplace.office(session).bureau_name
            setters = _last_hands(session, [row.uuid for row in rows])
        today = workplace.clock.today()
        records = (
            _officer_cells(row, bureau, today, setters.get(row.uuid, workplace.operator)) for row in rows
        )
        write_tables(path, Table(OFFICER_TITLE, OFFICER_HEADER, records, _OFFICER_WIDTHS))

    def export_enterprises(self, *, path: Path, keys: Sequence[int]) -> None:
        """Write the 检查对象 of these keys as .xlsx, a page of them in memory; raises UnwritableFileError."""
        records = self._enterprise_records(keys)
        write_tables(path, Table(ENTERPRISE_TITLE, ENTERPRISE_HEADER, records, _ENTERPRISE_WIDTHS))

    def _enterprise_records(self, keys: Sequence[int]) -> Iterator[list[str]]:
        workplace = self._workplace
        with workplace.database.reading() as session:
            bureau = workplace.office(session).bureau_name
            drawn = _last_draws(session)
            for start in range(0, len(keys), _PAGE):
                for row in read_page(session, workplace.office_id, keys[start : start + _PAGE]):
                    yield _enterprise_cells(row, bureau, drawn.get(row.key))


def _officer_cells(row: OfficerRow, bureau: str, today: date, setter: str) -> list[str]:
    draft = row.draft
    sex = sex_of(draft.id_number)
    return [
        draft.name,
        sex.value if sex is not None else "",
        draft.staff_number,
        draft.id_number,
        draft.phone,
        draft.education,
        show(age_on(draft.id_number, today)),
        draft.post,
        show(draft.is_expert),
        draft.status.label,
        bureau.removesuffix(_BUREAU),
        LEVEL,
        draft.section_name,
        draft.title,
        bureau,
        draft.certificate_number,
        show(draft.certificate_expires_on),
        draft.second_certificate_number,
        show(draft.second_certificate_expires_on),
        setter,
        show(row.updated_at.date()),
    ]


def _enterprise_cells(row: EnterpriseRow, bureau: str, drawn_on: date | None) -> list[str]:
    draft = row.draft
    return [
        row.code,
        draft.name,
        show(draft.established_on),
        draft.kind.label,
        show(drawn_on),
        draft.registrar,
        bureau,
    ]


def _last_hands(session: Session, uuids: Iterable[str]) -> dict[str, str]:
    """Return record → who wrote it last; what came in by an import has no line of its own."""
    wanted = set(uuids)
    query = select(OperationLog.record_uuid, OperationLog.who).where(OperationLog.noun == "officer")
    return {uuid: who for uuid, who in session.execute(query.order_by(OperationLog.id)) if uuid in wanted}


def _last_draws(session: Session) -> dict[int, date]:
    """Return enterprise → the day it was last drawn; draws that were voided do not count."""
    query = (
        select(DrawnPlace.enterprise_id, func.max(Draw.drawn_at))
        .join(Draw, Draw.id == DrawnPlace.draw_id)
        .where(Draw.stage != DrawStage.VOIDED, Draw.drawn_at.is_not(None))
        .group_by(DrawnPlace.enterprise_id)
    )
    return {enterprise_id: at.date() for enterprise_id, at in session.execute(query) if at is not None}
