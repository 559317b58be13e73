"""Copies of issued papers: the stored view as bytes again, with the code that leads back to it and the line of marks.

What a copy says besides its view stands in that one line and nowhere else: 样例, 作废, numbers that the platform gave after the
paper was issued (R58), 补打 or 副本.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.rules.short_digest import paper_code, qr_text, short_digest
from models.tables.draw import Draw, PlatformDraw
from models.tables.inspection_record import InspectionRecord
from models.tables.paper import IssuedPaper
from models.tables.plan import PlanTask
from services.files.forms.catalogue import FORMS
from services.files.forms.form import Copy, Form
from services.files.frozen_view import view_from_json
from services.files.pdf_document import PaperQr

VOIDED = "作废"
_CHUNK = 500
_LONGEST_NUMBERS = 44  # digits of both numbers: the line of marks has the width of the 版心, less the 二维码
Numbers = tuple[str, str]


def copy_of(paper: IssuedPaper, mark: str = "", *, has_qr: bool = True) -> Copy:
    """Return a copy of an issued paper as it left the office."""
    form: Form[Any] = FORMS[paper.kind]
    view = view_from_json(form.view, paper.view)
    return Copy(form, view, mark, qr_of(paper) if has_qr else None)


def qr_of(paper: IssuedPaper) -> PaperQr:
    """Return the code on a paper: its 文种, year and serial, and the first digits of its view's digest."""
    code = paper_code(paper.kind, paper.year, paper.serial)
    return PaperQr(qr_text(code, paper.view_digest), ("校验码", short_digest(paper.view_digest)))


def marks_of(paper: IssuedPaper, numbers: Numbers, print_mark: str = "") -> str:
    """Return the line of marks of a copy; empty for an original whose view says all."""
    parts = [
        *([VOIDED] if paper.voided_at is not None else []),
        *_later_numbers(paper.view, numbers),
        *([print_mark] if print_mark else []),
    ]
    return "　".join(parts)


def platform_numbers(session: Session, papers: Sequence[IssuedPaper]) -> dict[int, Numbers]:
    """Return, by paper, the plan and task numbers that the platform gave, as they stand now; "" for none."""
    found: dict[int, Numbers] = {}
    for start in range(0, len(papers), _CHUNK):
        chunk = papers[start : start + _CHUNK]
        by_record = select(
            InspectionRecord.id,
            PlanTask.platform_plan_number,
            PlanTask.platform_task_number,
            PlatformDraw.number,
        ).join(PlanTask, PlanTask.id == InspectionRecord.task_id)
        by_record = by_record.join(Draw, Draw.id == InspectionRecord.draw_id).outerjoin(
            PlatformDraw, PlatformDraw.id == Draw.platform_draw_id
        )
        by_draw = (
            select(Draw.id, PlanTask.platform_plan_number, PlanTask.platform_task_number, PlatformDraw.number)
            .join(PlanTask, PlanTask.id == Draw.task_id)
            .outerjoin(PlatformDraw, PlatformDraw.id == Draw.platform_draw_id)
        )
        records = _numbers(
            session, by_record.where(InspectionRecord.id.in_([paper.record_id for paper in chunk]))
        )
        draws = _numbers(session, by_draw.where(Draw.id.in_([paper.draw_id for paper in chunk])))
        for paper in chunk:
            if paper.record_id is not None:
                found[paper.id] = records.get(paper.record_id, ("", ""))
            elif paper.draw_id is not None:
                found[paper.id] = draws.get(paper.draw_id, ("", ""))
    return found


def _numbers(session: Session, query: Any) -> dict[int, Numbers]:
    rows: Sequence[Any] = session.execute(query).all()
    return {key: (plan, task or drawn or "") for key, plan, task, drawn in rows}


def _later_numbers(view: str, numbers: Numbers) -> list[str]:
    """Return what the line of marks says of numbers that the frozen view does not know; it must not run off the sheet."""
    plan, task = (number if _is_later(view, number) else "" for number in numbers)
    if plan and task and len(plan) + len(task) <= _LONGEST_NUMBERS:
        return [f"平台计划{plan}、任务{task}"]
    if task:
        return [f"平台任务编号：{task}"]
    return [f"平台计划编号：{plan}"] if plan else []


def _is_later(view: str, number: str) -> bool:
    return bool(number) and json.dumps(number, ensure_ascii=False)[1:-1] not in view
