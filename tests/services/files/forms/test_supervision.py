"""企业监督反馈表: the discipline of the plan in its own words, boxes, and where to complain (R70)."""

from services.files.forms import supervision
from tests.services.files.forms.visit_papers import paper_view, printed

NOTE = "本表由企业自行填写，可以当场封好交回，也可以寄送监督部门；检查人员不得代填。"


def test_the_form_says_all_of_it_and_bears_no_number() -> None:
    text = printed(supervision.FORM, paper_view(supervision.FORM))

    assert text.replace(f"监督电话：0379-00000002。{NOTE}", "") == (
        "洛阳市偃师区应急管理局企业监督反馈表"
        "企业名称洛阳洺堃珺𬭎耐火材料有限公司统一社会信用代码91410307MA9K000016"
        "抽查任务机械、轻工、纺织、建材等工贸行业随机抽查检查时间2022年9月14日"
        "检查人员张䶮（证号16030222013）、李堃（证号16030222027）"
        "检查人员应当遵守下列工作纪律。请如实选择，并写下贵单位的意见和建议。"
        "序号工作纪律执行情况"
        "1必须要严格按照执法计划和“双随机一公开”抽取的企业进行安全生产行政执法。□遵守□违反"
        "2坚决禁止随意执法、随性执法。□遵守□违反"
        "3坚决禁止办“人情案”、“关系案”、“金钱案”等违法违规行为。□遵守□违反"
        "4监督检查中，不得妨碍生产经营单位正常的生产经营活动。□遵守□违反"
        "5不得索取、收受被检查对象及相关利益人的财物或其他利益。□遵守□违反"
        "意见和建议：企业（盖章）：填表人（签名）：日期：年月日"
    )
    assert f"监督电话：0379-00000002。{NOTE}" in text


def test_without_a_telephone_it_is_not_mentioned() -> None:
    text = printed(supervision.FORM, paper_view(supervision.FORM, supervision_phone=" "))

    assert "监督电话" not in text
    assert NOTE in text
