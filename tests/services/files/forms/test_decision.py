"""现场处理措施决定书: the fields of F7 in their order."""

import re

from services.files.forms import decision
from tests.services.files.forms.visit_papers import bare_view, paper_view, printed

EXPECTED = (
    "安全生产行政执法文书现场处理措施决定书（样例）应急现决〔2022〕2号洛阳洺堃珺𬭎耐火材料有限公司："
    "本机关于2022年9月14日现场检查时，发现你单位存在下列事故隐患和违法违规行为："
    "1．2号除尘器泄爆装置失效。2．抛光车间地面、设备表面积尘严重，未停机清扫。"
    "以上存在的问题无法保证安全生产，依据《中华人民共和国安全生产法》第六十五条第一款第三项的规定，"
    "现作出如下现场处理决定："
    "1．责令立即停止使用2号除尘器及相连的抛光设备。2．从抛光车间撤出作业人员，清扫积尘。"
    "如果不服本决定，可以自收到本决定书之日起60日内向洛阳市偃师区人民政府申请行政复议，"
    "或者在6个月内依法向洛阳市偃师区人民法院提起行政诉讼，但本决定不停止执行，法律另有规定的除外。"
    "行政执法人员（签名）：证号：16030222013行政执法人员（签名）：证号：16030222027被检查单位负责人（签名）："
    "洛阳市偃师区应急管理局2022年9月14日"
)
NOTE = "本文书一式两份：一份由应急管理部门备案，一份交被检查单位。"


def test_the_decision_says_all_of_it_in_the_order_of_the_form() -> None:
    text = printed(decision.FORM, paper_view(decision.FORM))

    assert text.replace(NOTE, "") == EXPECTED
    assert text.count(NOTE) == 1


def test_a_single_hazard_is_not_numbered() -> None:
    text = printed(decision.FORM, paper_view(decision.FORM, hazards=("泄爆装置失效；",)))

    assert "违法违规行为：泄爆装置失效。以上" in text


def test_a_basis_in_several_lines_is_one_sentence() -> None:
    text = printed(decision.FORM, paper_view(decision.FORM, basis="甲法第一条。\n\n乙法第二条"))

    assert "依据甲法第一条、乙法第二条的规定" in text


def test_an_empty_decision_has_a_blank_for_each_fact() -> None:
    text = printed(decision.FORM, bare_view(decision.FORM))

    assert re.search(r"本机关于_+年_+月_+日现场检查时", text)
    assert re.search(r"依据_+的规定", text)
    assert re.search(r"向_+申请行政复议.*向_+提起行政诉讼", text)
