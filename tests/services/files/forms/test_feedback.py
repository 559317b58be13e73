"""检查结果反馈函: each outcome has its own words, each finding its line."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.errors import UnprintableTextError
from models.vocab import FormSet, Letterhead, RecordOutcome
from services.files.forms.feedback import FORM, FeedbackView, FindingLine, PublicationLine
from services.files.frozen_view import view_from_json
from tests.services.files.paper_builders import feedback_view, render_feedback, render_feedbacks
from tests.services.files.pdf_reading import boxes, outline_titles, page_texts

EXPECTED = (
    "洛阳市偃师区应急管理局“双随机、一公开”检查结果反馈函偃应急函〔2022〕31号洛阳洺堃珺𬭎耐火材料有限公司"
    "（统一社会信用代码：91410307MA9K000016）："
    "按照“双随机、一公开”监管工作安排和（豫偃）应急抽通〔2022〕12号检查通知书，"
    "我局于2022年9月14日派出执法检查人员张䶮（证号16030222013）、李堃（证号16030222027），"
    "对你单位实施了"
    "“机械、轻工等工贸行业随机抽查”（抽查任务编号：410307202206100001）检查。现将检查结果反馈如下："
    "一、逐项检查结果1.警示标志设置情况：发现问题已责令改正。"
    "问题：1号炉区无警示标志。处理：限期补设。完成期限：2022年9月30日。"
    "2.隐患排查治理情况：未发现问题。"
    "二、检查结论结果类别：发现问题。经检查，你单位存在上列问题。请按照处理要求和期限改正，并将改正情况书面报送我局；逾期不改正的，依法处理。"
    "三、结果公示本次检查结果将按照规定向社会公示：1.双随机监管工作平台，2022年9月23日前。"
    "四、异议和监督你单位对检查结果有异议的，可以向我局书面提出，并附相关证据材料。"
    "发现检查人员妨碍正常生产经营活动，索取、收受财物或者其他利益的，请拨打监督电话：0379-67715678。"
    "联系人：王珺，联系电话：0379-67711234。特此函告。"
    "洛阳市偃师区应急管理局2022年9月15日"
)
SLIP = (
    "签收回执洛阳市偃师区应急管理局检查结果反馈函（偃应急函〔2022〕31号）已收到。"
    "签收单位（盖章）：签收人（签名）：签收日期：年月日"
)
STORED = Path(__file__).with_name("letter_stored_before_orders.json")
ORDER = "（豫偃）应急责改〔2022〕3号"


def printed(view: FeedbackView) -> str:
    """Return the text of a letter without its page numbers."""
    pages = page_texts(render_feedback(view))
    return "".join(text.removesuffix(f"—{number}—") for number, text in enumerate(pages, start=1))


def test_the_letter_says_all_of_it_in_order() -> None:
    assert printed(feedback_view()) == EXPECTED + SLIP


def test_a_letter_stored_before_there_were_orders_and_slips_says_what_it_said() -> None:
    stored = view_from_json(FeedbackView, STORED.read_text(encoding="utf-8"))

    assert printed(stored) == EXPECTED.replace("结果类别：发现问题。", "")


def test_an_order_is_named_with_its_number_and_annexed() -> None:
    text = printed(feedback_view(order_number=ORDER))

    assert f"依法处理。整改要求和期限见《责令限期整改指令书》{ORDER}。三、" in text
    assert f"特此函告。附件：责令限期整改指令书{ORDER}洛阳市偃师区应急管理局2022年9月15日" in text


def test_a_red_head_names_the_office_and_leaves_the_first_page_without_a_number() -> None:
    pdf = render_feedback(feedback_view(letterhead=Letterhead.RED))

    pages = page_texts(pdf)
    top = boxes(pdf, 0, loose=False)[0]
    assert pages[0].startswith(
        "洛阳市偃师区应急管理局偃应急函〔2022〕31号关于反馈“双随机、一公开”检查结果的函洛阳洺堃珺𬭎"
    )
    assert not pages[0].endswith("—1—")
    assert pages[1].endswith("—2—")
    assert 29 <= top.top <= 32  # mm: 信函格式 has the 标志 30 mm below the edge


def test_paper_with_a_printed_head_gets_no_head_but_room_for_it() -> None:
    pdf = render_feedback(feedback_view(letterhead=Letterhead.PREPRINTED))

    first, title = boxes(pdf, 0, loose=False)[0], "关于反馈“双随机、一公开”检查结果的函"
    assert page_texts(pdf)[0].startswith(f"偃应急函〔2022〕31号{title}洛阳洺堃珺𬭎")
    assert first.top >= 45
    assert first.left >= 100


def test_copies_are_named_at_the_foot_of_the_letter() -> None:
    text = printed(feedback_view(copies_to="洛阳市应急管理局"))

    assert "抄送：洛阳市应急管理局。" in text


def test_an_empty_letter_names_no_day_and_no_result() -> None:
    text = printed(FORM.blank(FORM.default_wording(FormSet.EMERGENCY)))

    assert "2022" not in text
    assert "结果类别：□正常□发现问题□待后续处理□不配合检查" in text
    assert "年月日签收回执" in text


def test_a_clean_result_is_told_with_thanks_and_without_demands() -> None:
    clean = FindingLine("隐患排查治理情况", "未发现问题", "", "", None)

    text = printed(feedback_view(findings=(clean,), outcome=RecordOutcome.NORMAL))

    assert "本次抽查的事项均未发现问题。对你单位重视安全生产、配合检查工作表示感谢。" in text
    assert "改正" not in text


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (RecordOutcome.PENDING_ACTION, "其中尚待后续处理的，由我局或者有关部门依法办理，处理结果另行告知"),
        (RecordOutcome.REFUSED, "不配合检查，情节严重。我局将依法公示"),
    ],
)
def test_each_outcome_has_its_own_conclusion(outcome: RecordOutcome, said: str) -> None:
    assert said in printed(feedback_view(outcome=outcome))


def test_each_channel_of_publication_is_named_with_its_last_day() -> None:
    lines = (
        PublicationLine("双随机监管工作平台", date(2022, 9, 23)),
        PublicationLine("国家企业信用信息公示系统（河南）", date(2022, 9, 21)),
    )

    text = printed(feedback_view(publication=lines))

    assert (
        "1.双随机监管工作平台，2022年9月23日前；2.国家企业信用信息公示系统（河南），2022年9月21日前。" in text
    )


def test_without_publication_its_section_is_left_out() -> None:
    assert "三、异议和监督" in printed(feedback_view(publication=()))


def test_a_problem_told_in_several_lines_is_one_sentence() -> None:
    finding = FindingLine("现场", "发现问题待后续处理", "无台账；\n\n未培训。", "", None)

    assert "问题：无台账；未培训。" in printed(feedback_view(findings=(finding,)))


def test_forty_findings_are_all_printed() -> None:
    findings = tuple(
        FindingLine(
            f"第{number}项情况", "发现问题已责令改正", f"问题甲{number}" * 30, "限期改正", date(2022, 9, 30)
        )
        for number in range(1, 41)
    )

    text = printed(feedback_view(findings=findings))

    told = [
        f"{n}.第{n}项情况：发现问题已责令改正。问题：{f'问题甲{n}' * 30}。处理：限期改正。"
        for n in range(1, 41)
    ]
    assert [sentence for sentence in told if sentence not in text] == []


def test_nothing_is_printed_outside_the_margins() -> None:
    pdf = render_feedback(
        feedback_view(enterprise_name="洛阳" * 30, bureau="洛阳市偃师区" * 4 + "应急管理局")
    )

    ink = boxes(pdf, 0, loose=False)

    assert min(box.left for box in ink) >= 27
    assert max(box.right for box in ink) <= 184.2
    assert min(box.top for box in ink) >= 36


def test_a_character_without_a_face_refuses_the_letter() -> None:
    finding = FindingLine("现场", "未发现问题", "𪚥", "", None)

    with pytest.raises(UnprintableTextError, match="反馈函无法打印：“问题”中的“𪚥”（U\\+2A6A5）"):
        render_feedback(feedback_view(findings=(finding,)))


def test_several_letters_in_one_file_have_an_entry_each() -> None:
    one = feedback_view()

    pdf = render_feedbacks([one, replace(one, enterprise_name="乙公司")])

    assert outline_titles(pdf) == ["洛阳洺堃珺𬭎耐火材料有限公司", "乙公司"]
