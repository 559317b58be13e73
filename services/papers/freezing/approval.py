"""行政检查审批表 from an inspection (F1): where the notice waits for it, with the name and the day of the approval (R41)."""

from collections.abc import Mapping

from models.vocab import EntryKind, PaperKind
from services.files.forms.approval import (
    DAILY,
    NO,
    OFF_SITE,
    ON_SITE,
    YES,
    ApprovalView,
    ApprovalWording,
    Step,
)
from services.files.forms.entry import entry_day
from services.files.wording import fill
from services.papers.facts import PaperFacts
from services.papers.freezing.obstacles import visit_obstacle
from services.papers.making import Making, RecordPaper


def _obstacle(facts: PaperFacts) -> str | None:
    return visit_obstacle(facts, PaperKind.APPROVAL.label)


def _suggest(facts: PaperFacts) -> dict[str, str]:
    return {"is_joint": NO, "handler": facts.officers[0].name if facts.officers else ""}


def _check(facts: PaperFacts, values: Mapping[str, str]) -> dict[str, str]:
    problems: dict[str, str] = {}
    if facts.office.approval_before_notice:
        if not values.get("approver", "").strip():
            problems["approver"] = "设置要求先审批后发通知书，请填写审批负责人。"
        if not values.get("approved_on", "").strip():
            problems["approved_on"] = "设置要求先审批后发通知书，请填写审批日期。"
    return {**order_problems(values), **problems}


def order_problems(values: Mapping[str, str]) -> dict[str, str]:
    """Return what is wrong with the days of 审核 and 审批: the approval cannot come before the review."""
    reviewed, approved = entry_day(values.get("reviewed_on", "")), entry_day(values.get("approved_on", ""))
    if reviewed is not None and approved is not None and approved < reviewed:
        return {"approved_on": f"审批日期（{approved}）早于审核日期（{reviewed}），请改正。"}
    return {}


def _freeze(facts: PaperFacts, making: Making) -> ApprovalView:
    entry, wording = making.entry, making.wording
    visits = wording.visits_with_cap if facts.office.yearly_cap else wording.visits
    counts = {"已检查次数": str(facts.visit_ordinal - 1), "频次上限": str(facts.office.yearly_cap)}
    return ApprovalView(
        bureau=facts.office.bureau_name,
        number=making.number,
        inspection_type=DAILY,
        source=_source(facts, wording),
        enterprise=facts.enterprise_line,
        items=tuple(item.title for item in facts.items),
        basis=wording.basis,
        way=OFF_SITE if "非现场" in facts.task.inspection_method else ON_SITE,
        is_joint={YES: True, NO: False}.get(entry.get("is_joint", "")),
        time=facts.visit_time,
        visits=fill(visits, counts),
        officers=facts.officer_lines,
        assistants=entry.get("assistants", ""),
        handling=_step(entry, "handling_opinion", "handler", "handled_on", wording.opinion),
        review=_step(entry, "review_opinion", "reviewer", "reviewed_on"),
        approval=_step(entry, "approval_opinion", "approver", "approved_on"),
        issued_on=making.issued_on,
        mark=facts.mark,
        wording=wording,
        task_name=facts.task.name,
        form_set=making.form_set,
    )


def _source(facts: PaperFacts, wording: ApprovalWording) -> str:
    task = wording.task_with_number if facts.task_number else wording.task
    drawn = wording.drawn
    if facts.platform_number is not None:
        drawn = fill(wording.platform, {"平台任务号": facts.platform_number})
    elif facts.place_kind is EntryKind.COMPULSORY:
        drawn = wording.compulsory
    return fill(
        wording.source,
        {
            "计划文件": facts.plan_document,
            "抽查任务": fill(task, {"任务名称": facts.task.name, "抽查任务编号": facts.task_number}),
            "抽取方式": drawn,
        },
    )


def _step(entry: Mapping[str, str], opinion: str, name: str, day: str, default: str = "") -> Step:
    return Step(entry.get(opinion, "") or default, entry.get(name, ""), entry_day(entry.get(day, "")))


PAPER = RecordPaper(
    kind=PaperKind.APPROVAL, freeze=_freeze, obstacle=_obstacle, suggest=_suggest, check=_check
)
