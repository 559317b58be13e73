"""涉嫌违法线索移送函: the fields of F11 in their order, the slip on a page of its own."""

from models.vocab import Letterhead
from services.files.forms import transfer
from services.files.forms.parts import EnterpriseLine
from tests.services.files.forms.visit_papers import NAME, paper_view, pdf_of, printed
from tests.services.files.pdf_reading import page_texts

LETTER = (
    "洛阳市偃师区应急管理局涉嫌违法线索移送函（样例）应急移〔2022〕1号样例区市场监督管理局："
    "我局于2022年9月14日在“双随机、一公开”抽查"
    "（“机械、轻工、纺织、建材等工贸行业随机抽查”，抽查任务编号：410307202206100001）中，"
    "发现洛阳洺堃珺𬭎耐火材料有限公司涉嫌存在应当由你单位依法处理的违法行为。"
    "现将有关线索移送你单位，请依法处理，并将受理情况和处理结果书面告知我局。"
    "一、当事人基本情况名称：洛阳洺堃珺𬭎耐火材料有限公司统一社会信用代码：91410307MA9K000016"
    "地址：洛阳市偃师区缑氏镇样例路1号法定代表人（负责人）：王珺联系电话：0379-67700000"
    "二、涉嫌违法的事实1.该单位在用的2台叉车未办理使用登记；"
    "2.场（厂）内专用机动车辆作业人员2人未取得特种设备作业人员证。"
    "三、证据目录1.现场检查记录复印件1份；2.现场照片4张；3.叉车铭牌照片2张。"
    "四、认为涉嫌违反的规定上述行为涉嫌违反《中华人民共和国特种设备安全法》第十四条、第三十三条。"
    "五、移送依据依据《中华人民共和国安全生产法》第六十九条的规定移送。"
    "联系人：样例联系人，联系电话：0379-00000001。"
    "洛阳市偃师区应急管理局2022年9月20日"
)
SLIP = (
    "涉嫌违法线索移送函（回执联）（样例）应急移〔2022〕1号洛阳市偃师区应急管理局："
    "你局关于洛阳洺堃珺𬭎耐火材料有限公司的涉嫌违法线索移送函（文号：（样例）应急移〔2022〕1号）"
    "及证据目录所列材料收悉。"
    "受移送机关（印章）：签收人（签名）：联系电话：签收日期：年月日请于收到移送函后填写本回执联，退回移送机关存卷。"
)


def test_the_letter_and_its_slip_say_all_of_it_in_the_order_of_the_form() -> None:
    assert printed(transfer.FORM, paper_view(transfer.FORM)) == LETTER + SLIP


def test_the_slip_stands_on_a_page_of_its_own() -> None:
    pages = page_texts(pdf_of(transfer.FORM, paper_view(transfer.FORM)))

    assert pages[-1].startswith("涉嫌违法线索移送函（回执联）")


def test_what_is_not_known_of_the_party_is_left_out() -> None:
    party = EnterpriseLine(name=NAME, address="洛阳市偃师区样例路1号")

    text = printed(transfer.FORM, paper_view(transfer.FORM, party=party, contact_name="", contact_phone=""))

    assert f"名称：{NAME}地址：洛阳市偃师区样例路1号二、涉嫌" in text
    assert "联系人" not in text


def test_a_red_head_names_the_office_and_the_title_the_matter() -> None:
    view = paper_view(transfer.FORM, letterhead=Letterhead.RED, copies_to="样例市应急管理局")

    text = printed(transfer.FORM, view)

    assert text.startswith(
        "洛阳市偃师区应急管理局（样例）应急移〔2022〕1号关于移送涉嫌违法线索的函样例区市场监督管理局："
    )
    assert "抄送：样例市应急管理局。" in text
