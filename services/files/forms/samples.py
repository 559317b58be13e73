"""What the samples of all forms share: invented, and said to be so."""

from services.files.forms.parts import EnterpriseLine, OfficerLine

SAMPLE_BUREAU = "样例市样例区应急管理局"
SAMPLE_OFFICERS = (
    OfficerLine("样例张三", "样例综合行政执法大队", "16030000001", "组长"),
    OfficerLine("样例李四", "样例工贸行业监管科", "16030000002", ""),
)
SAMPLE_ENTERPRISE = EnterpriseLine(
    name="样例耐火材料有限公司",
    code="91410307MA9K000016",
    address="样例区缑氏镇样例路1号",
    legal_representative="样例法定代表人",
    contact="样例联络员",
    phone="0379-00000003",
    industry="建材",
)
