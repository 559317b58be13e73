"""Views of printed forms for the tests, complete and ordinary; each test changes what it is about."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from models.vocab import FormSet, RecordOutcome
from services.files.forms import feedback, notice
from services.files.forms.feedback import FeedbackView, FindingLine, PublicationLine
from services.files.forms.form import Copy, render_copies
from services.files.forms.notice import NoticeView
from services.files.forms.parts import OfficerLine
from services.files.plan_summary import PlanSummaryLine, PlanSummaryView

ISSUER = "洛阳市偃师区应急管理局"
OFFICERS = (
    OfficerLine("张䶮", "综合行政执法大队", "16030222013", "组长"),
    OfficerLine("李堃", "工贸行业监管科", "16030222027", ""),
)


def notice_view(**changes: Any) -> NoticeView:
    """Return a notice with every sentence in it."""
    view = NoticeView(
        bureau=ISSUER,
        number="（豫偃）应急抽通〔2022〕12号",
        enterprise_name="洛阳洺堃珺𬭎耐火材料有限公司",
        credit_code="91410307MA9K000016",
        task_name="机械、轻工等工贸行业随机抽查",
        task_number="410307202206100001",
        plan_document="《偃师区应急管理局关于印发2022年度抽查计划的通知》（偃应急〔2022〕17号）",
        items=("安全生产责任制的建立和落实情况；", "隐患排查治理情况。"),
        inspect_from=date(2022, 9, 14),
        inspect_to=date(2022, 9, 16),
        methods=("实地核查", "书面检查"),
        materials=("营业执照", "隐患排查治理台账"),
        officers=OFFICERS,
        visit_ordinal=1,
        yearly_cap=2,
        contact_name="王珺",
        contact_phone="0379-67711234",
        supervision_phone="0379-67715678",
        bureau_address="洛阳市偃师区商都路1号",
        draw_ordinal=2,
        publicly_witnessed=False,
        issued_on=date(2022, 9, 8),
        mark="样例",
        wording=notice.FORM.default_wording(FormSet.EMERGENCY),
    )
    return replace(view, **changes)


def feedback_view(**changes: Any) -> FeedbackView:
    """Return a letter on one problem and one item without."""
    view = FeedbackView(
        bureau=ISSUER,
        number="偃应急函〔2022〕31号",
        enterprise_name="洛阳洺堃珺𬭎耐火材料有限公司",
        credit_code="91410307MA9K000016",
        task_name="机械、轻工等工贸行业随机抽查",
        task_number="410307202206100001",
        notice_number="（豫偃）应急抽通〔2022〕12号",
        inspected_from=date(2022, 9, 14),
        inspected_to=date(2022, 9, 14),
        officers=OFFICERS,
        findings=(
            FindingLine(
                "警示标志设置情况",
                "发现问题已责令改正",
                "1号炉区无警示标志。\n",
                "限期补设",
                date(2022, 9, 30),
            ),
            FindingLine("隐患排查治理情况；", "未发现问题", "", "", None),
        ),
        outcome=RecordOutcome.PROBLEM,
        publication=(PublicationLine("双随机监管工作平台", date(2022, 9, 23)),),
        supervision_phone="0379-67715678",
        contact_name="王珺",
        contact_phone="0379-67711234",
        issued_on=date(2022, 9, 15),
        mark="",
        wording=feedback.FORM.default_wording(FormSet.EMERGENCY),
    )
    return replace(view, **changes)


def plan_summary_view(**changes: Any) -> PlanSummaryView:
    """Return the annex of the 2022 notice (偃应急〔2022〕17号)."""
    item = "金属冶炼等工矿商贸单位安全生产的随机抽查"
    common = {
        "department": "区应急管理局",
        "item": item,
        "method": "一般事项检查",
        "period": "2022年5月—12月",
    }
    first = PlanSummaryLine(
        ordinal=1,
        task_name="金属冶炼、涉氨制冷等重点监管工贸行业随机抽查",
        target="金属冶炼、涉氨制冷等工贸企业",
        ratio=Decimal("0.15"),
        **common,
    )
    second = PlanSummaryLine(
        ordinal=2,
        task_name="机械、轻工、纺织、建材等工贸行业随机抽查",
        target="机械、轻工、纺织、建材等工贸企业",
        ratio=Decimal("0.06"),
        **common,
    )
    view = PlanSummaryView(
        title="2022年度市场监管领域“双随机、一公开”监管抽查计划汇总表",
        lines=(first, second),
        note="附件：",
        mark="",
        bureau=ISSUER,
        dated_on=date(2022, 5, 25),
    )
    return replace(view, **changes)


def render_notices(views: Sequence[NoticeView], *, duplex: bool = False) -> bytes:
    """Return notices as one PDF."""
    return render_copies([Copy(notice.FORM, view) for view in views], duplex=duplex)


def render_notice(view: NoticeView) -> bytes:
    """Return one notice."""
    return render_notices([view])


def render_feedbacks(views: Sequence[FeedbackView], *, duplex: bool = False) -> bytes:
    """Return letters as one PDF."""
    return render_copies([Copy(feedback.FORM, view) for view in views], duplex=duplex)


def render_feedback(view: FeedbackView) -> bytes:
    """Return one letter."""
    return render_feedbacks([view])
