"""The papers of a visit made from its record: what they wait for, what they know, what they leave open."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, select

from models.tables.draw import Draw
from models.tables.inspection_item import InspectionItem
from models.tables.inspection_record import InspectionRecord, RecordOfficer
from models.tables.office import OperationLog
from models.vocab import FormSet, PaperKind, RecordStage, ResultCode, VisitKind
from services.clock import SimulatedClock
from services.container import Services
from services.roster.visit_rows import OtherVisitDraft
from tests.services.files.pdf_reading import whole_text
from tests.services.papers.visit_acts import change_office, enterprise_of, fill_in, issue, one_record, view_of
from tests.services.records.acts import ISSUED_ON, VISIT, draft, inspect
from tests.services.records.acts import issue as issue_notices

APPROVED = {"approver": "样例局长", "approved_on": "2022-05-24"}
REVIEWED = {"reviewer": "样例科长", "reviewed_on": "2022-05-23"}
OF_THE_VISIT = (
    PaperKind.APPROVAL,
    PaperKind.VISIT_SCHEME,
    PaperKind.SITE_RECORD,
    PaperKind.CHECK_TABLE,
)


@pytest.fixture
def record_key(services: Services) -> int:
    return one_record(services)


# -- 行政检查审批表


def test_the_notice_waits_for_the_approval_where_the_office_wants_it(
    services: Services, record_key: int
) -> None:
    change_office(services, approval_before_notice=True)
    fill_in(services, PaperKind.APPROVAL, record_key, **APPROVED)

    before = issue_notices(services, [record_key])
    approval = issue(services, PaperKind.APPROVAL, record_key)
    after = issue_notices(services, [record_key])

    assert before.failed[0][1] == "设置要求先审批后发通知书：请先制发该户的行政检查审批表。"
    assert [paper.number for paper in approval.issued] == [""]
    assert [paper.number for paper in after.issued] == ["（豫偃）应急抽通〔2022〕1号"]


def test_such_an_approval_needs_its_approver_and_its_day(services: Services, record_key: int) -> None:
    change_office(services, approval_before_notice=True)

    problems = services.papers.entry(kind=PaperKind.APPROVAL, record_key=record_key).problems
    outcome = issue(services, PaperKind.APPROVAL, record_key)

    assert set(problems) == {"approver", "approved_on"}
    assert "请填写审批负责人。" in outcome.failed[0][1]
    assert outcome.issued == ()


def test_without_that_setting_the_approval_may_be_signed_by_hand(services: Services, record_key: int) -> None:
    view = view_of(services, issue(services, PaperKind.APPROVAL, record_key))

    assert (view.approval.name, view.approval.day) == ("", None)
    assert view.handling.name == "样例甲"


def test_the_approval_knows_the_task_the_items_and_how_often_the_enterprise_was_inspected(
    services: Services, record_key: int
) -> None:
    key = enterprise_of(services, record_key)
    services.other_visits.add_visit(
        draft=OtherVisitDraft(
            enterprise_key=key, visited_on=date(2022, 3, 1), kind=VisitKind.SPECIAL, ground="样例督办"
        )
    )

    view = view_of(services, issue(services, PaperKind.APPROVAL, record_key))

    assert view.visits == "1次／2次"
    assert (
        "（偃应急〔2022〕17号），双随机任务“机械行业随机抽查”（任务编号：2022-01-01），随机抽取"
        in view.source
    )
    assert len(view.items) == 3
    assert view.is_joint is False
    assert view.time == ""


def test_an_approval_before_its_review_is_refused(services: Services, record_key: int) -> None:
    fill_in(
        services, PaperKind.APPROVAL, record_key, **APPROVED, reviewer="样例科长", reviewed_on="2022-05-25"
    )

    outcome = issue(services, PaperKind.APPROVAL, record_key)

    assert outcome.failed[0][1] == "审批日期（2022-05-24）早于审核日期（2022-05-25），请改正。"


# -- 现场检查方案


def test_the_scheme_needs_review_and_approval_by_name_and_day(services: Services, record_key: int) -> None:
    outcome = issue(services, PaperKind.VISIT_SCHEME, record_key)

    assert outcome.failed[0][1] == "请填写审核人。请填写审核日期。请填写审批人。请填写审批日期。"


def test_items_and_way_of_the_task_are_filled_in_already(services: Services, record_key: int) -> None:
    fill_in(services, PaperKind.VISIT_SCHEME, record_key, **REVIEWED, **APPROVED)

    outcome = issue(services, PaperKind.VISIT_SCHEME, record_key)
    view = view_of(services, outcome)

    assert outcome.issued[0].number == "（豫偃）应急检查〔2022〕1号"
    assert view.content.splitlines()[0] == "1.安全审批、机构制度与人员资格；"
    assert view.way == "现场检查"
    assert (view.reviewer, view.approved_on) == ("样例科长", date(2022, 5, 24))


# -- 现场检查记录


def test_before_the_visit_the_record_is_a_form_for_this_enterprise(
    services: Services, record_key: int
) -> None:
    view = view_of(services, issue(services, PaperKind.SITE_RECORD, record_key))

    assert view.enterprise.name == "洛阳样例锐捷机械有限公司"
    assert [line.certificate_number for line in view.officers] == ["16030700001", "16030700002"]
    assert (view.time, view.situation) == ("", ())


def test_after_the_visit_it_says_what_was_entered(
    services: Services, clock: SimulatedClock, record_key: int
) -> None:
    issue_notices(services, [record_key])
    inspect(services, clock, [record_key])
    fill_in(services, PaperKind.SITE_RECORD, record_key, more="现场整洁。\n\n人员在岗。")

    view = view_of(services, issue(services, PaperKind.SITE_RECORD, record_key))

    assert view.time == "2022年6月8日9时00分至11时30分"
    assert view.situation[0] == "1.安全审批、机构制度与人员资格：未发现问题。情况：堆放杂物。处理：清理。"
    assert view.situation[3:] == ("现场整洁。", "人员在岗。")


def test_the_set_of_the_ministry_makes_it_a_transcript(services: Services, record_key: int) -> None:
    change_office(services, form_sets={PaperKind.SITE_RECORD.value: FormSet.MINISTRY.value})

    outcome = issue(services, PaperKind.SITE_RECORD, record_key)

    assert "现场检查笔录" in whole_text(services.papers.render(outcome.issued[0].key))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"witness": "样例见证人"}, "现场负责人拒绝签名的，请填写拒签情况说明。"),
        ({"refusal_note": "阅后不签"}, "现场负责人拒绝签名的，请填写见证人或者拒签录音录像。"),
    ],
)
def test_a_refusal_to_sign_needs_a_note_and_a_witness_or_a_recording(
    services: Services, record_key: int, told: dict[str, str], sentence: str
) -> None:
    fill_in(services, PaperKind.SITE_RECORD, record_key, signing="拒绝签名", **told)

    assert issue(services, PaperKind.SITE_RECORD, record_key).failed[0][1] == sentence


def test_a_recorded_refusal_is_printed(services: Services, record_key: int) -> None:
    fill_in(
        services,
        PaperKind.SITE_RECORD,
        record_key,
        signing="拒绝签名",
        refusal_note="阅后不签",
        recording="DSJ-0001",
    )

    view = view_of(services, issue(services, PaperKind.SITE_RECORD, record_key))

    assert view.refusal == "被检查单位现场负责人拒绝签名。阅后不签。拒签过程已录音录像（DSJ-0001）。"


def test_an_identity_number_is_printed_and_kept_out_of_the_log(services: Services, record_key: int) -> None:
    number = "410307190001010000"
    fill_in(services, PaperKind.SITE_RECORD, record_key, manager="样例负责人", manager_identity=number)

    outcome = issue(services, PaperKind.SITE_RECORD, record_key)

    with services.workplace.database.reading() as session:
        logged = [str(row.after) + row.summary for row in session.scalars(select(OperationLog))]
    assert number in whole_text(services.papers.render(outcome.issued[0].key))
    assert not [text for text in logged if number in text]
    assert [text for text in logged if "样例负责人" in text]


# -- 随机抽查情况记录表


def test_before_the_visit_the_table_has_a_line_for_each_item_and_sub_item(
    services: Services, record_key: int
) -> None:
    with services.workplace.database.transaction() as session:
        first, *others = session.scalars(select(InspectionItem).order_by(InspectionItem.number))
        for item in others:
            item.sub_items = []
        first.sub_items = [
            {"number": 1, "content": "机械行业的子项", "industries": ["machinery"]},
            {"number": 2, "content": "纺织行业的子项", "industries": ["textile"]},
            {"number": 3, "content": "各行业的子项", "method": "查台账"},
        ]

    view = view_of(services, issue(services, PaperKind.CHECK_TABLE, record_key))

    assert [line.number for line in view.lines] == ["1", "1.1", "1.3", "2", "3"]
    assert [line.verdict for line in view.lines] == [""] * 5
    assert view.lines[2].method == "查台账"
    assert (view.results, view.actions, view.asked_materials, view.is_closed) == ((), (), (), None)


def test_after_a_visit_without_fault_the_table_is_ticked_and_closed(
    services: Services, clock: SimulatedClock, record_key: int
) -> None:
    issue_notices(services, [record_key])
    inspect(services, clock, [record_key])

    view = view_of(services, issue(services, PaperKind.CHECK_TABLE, record_key))

    assert {line.verdict for line in view.lines} == {"是"}
    assert view.results == (ResultCode.NO_PROBLEM,)
    assert view.actions == ("无需处置",)
    assert (view.is_closed, view.closed_on) == (True, date(2022, 6, 10))
    assert (view.inspected_on, view.entered_by) == (date(2022, 6, 8), "样例操作人")
    assert view.asked_materials == view.materials


def test_after_a_visit_with_faults_the_worse_results_are_ticked(
    services: Services, clock: SimulatedClock, record_key: int
) -> None:
    issue_notices(services, [record_key])
    inspect(services, clock, [])
    results = (ResultCode.NO_PROBLEM, ResultCode.CORRECTED, ResultCode.NO_SUCH_ACTIVITY)
    services.records.enter_result(record_key=record_key, draft=draft(services, record_key, *results))

    view = view_of(services, issue(services, PaperKind.CHECK_TABLE, record_key))

    items = [line for line in view.lines if "." not in line.number]
    assert [line.verdict for line in items] == ["是", "否", "不适用"]
    assert items[1].finding == "堆放杂物\n处理：清理"
    assert {line.verdict for line in view.lines if line.number.startswith("2.")} == {""}
    assert {line.verdict for line in view.lines if line.number.startswith("3.")} == {"不适用"}
    assert view.results == (ResultCode.CORRECTED,)
    assert view.actions == ("当场责令改正",)
    assert view.is_closed is None


def test_what_has_a_deadline_after_the_visit_is_not_ticked_as_put_right_on_the_spot(
    services: Services, clock: SimulatedClock, record_key: int
) -> None:
    issue_notices(services, [record_key])
    inspect(services, clock, [])
    results = (ResultCode.CORRECTED, ResultCode.NO_PROBLEM, ResultCode.NO_PROBLEM)
    entered = draft(services, record_key, *results)
    findings = {
        key: replace(one, rectify_by=date(2022, 6, 30)) if one.result is ResultCode.CORRECTED else one
        for key, one in entered.findings.items()
    }
    services.records.enter_result(record_key=record_key, draft=replace(entered, findings=findings))

    view = view_of(services, issue(services, PaperKind.CHECK_TABLE, record_key))

    assert view.actions == ("责令限期整改",)


# -- all of them


@pytest.mark.parametrize("kind", OF_THE_VISIT)
def test_fewer_than_two_officers_get_no_paper_of_the_visit(
    services: Services, record_key: int, kind: PaperKind
) -> None:
    with services.workplace.database.transaction() as session:
        session.execute(delete(RecordOfficer).where(RecordOfficer.position == 1))

    outcome = issue(services, kind, record_key)

    assert outcome.failed[0][1] == f"检查人员不足 2 人，不能发出{kind.label}。"


@pytest.mark.parametrize("kind", [*OF_THE_VISIT, PaperKind.NOTICE])
def test_while_the_officers_are_sealed_no_paper_tells_who_goes(
    services: Services, record_key: int, kind: PaperKind
) -> None:
    with services.workplace.database.transaction() as session:
        draw_key = session.get_one(InspectionRecord, record_key).draw_id
        session.get_one(Draw, draw_key).is_assignment_sealed = True

    outcome = issue(services, kind, record_key)

    assert outcome.failed[0][1] == f"该户的派人结果尚未启封，请先由组长在“随机抽取”页启封，再发{kind.label}。"


@pytest.mark.parametrize("kind", OF_THE_VISIT)
def test_an_inspection_that_was_ended_gets_no_paper_of_the_visit(
    services: Services, record_key: int, kind: PaperKind
) -> None:
    with services.workplace.database.transaction() as session:
        session.get_one(InspectionRecord, record_key).stage = RecordStage.ENDED

    outcome = issue(services, kind, record_key)

    assert outcome.failed[0][1] == f"该户的检查已终止，不能再制发{kind.label}。"


@pytest.mark.parametrize("kind", OF_THE_VISIT)
def test_a_preview_needs_no_entry(services: Services, record_key: int, kind: PaperKind) -> None:
    change_office(services, approval_before_notice=True)

    text = whole_text(services.papers.preview(kind, [record_key], issued_on=ISSUED_ON))

    assert "洛阳样例锐捷机械有限公司" in text
    assert "样例甲" in text


def test_the_days_given_with_the_approval_are_on_it_and_on_the_scheme(
    services: Services, record_key: int
) -> None:
    approval = services.papers.issue(PaperKind.APPROVAL, [record_key], issued_on=ISSUED_ON, **VISIT)
    fill_in(services, PaperKind.VISIT_SCHEME, record_key, **REVIEWED, **APPROVED)
    scheme = issue(services, PaperKind.VISIT_SCHEME, record_key)

    assert view_of(services, approval).time == "2022年6月6日至6月17日"
    assert view_of(services, scheme).time == "2022年6月6日至6月17日"
