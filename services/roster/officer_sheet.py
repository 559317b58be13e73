"""The sheet of 执法检查人员: its columns in the words of the office and of the provincial platform."""

import re
from datetime import date

from models.rules.person import id_number_problem
from models.vocab import Industry, OfficerStatus
from services.roster import cells
from services.roster.cells import CellError
from services.roster.layout import Column, Layout

_CERTIFICATE = re.compile(r"[0-9A-Z]{6,20}")
_STATUS = {
    **dict.fromkeys(("在职", "正常", "在编在岗"), OfficerStatus.ON_DUTY),
    **dict.fromkeys(("休假", "病假", "产假", "事假"), OfficerStatus.ON_LEAVE),
    **dict.fromkeys(("借出", "抽调", "挂职"), OfficerStatus.SECONDED),
    **dict.fromkeys(("调离", "退休", "辞职", "已离职"), OfficerStatus.LEFT),
}


def certificate_number(text: str) -> str:
    """Read an 执法证号: 6 to 20 half-width digits and letters, stored in upper case."""
    number = re.sub(r"\s", "", cells.half_width(text)).upper()
    cells.refuse_lost_digits(number)
    if not _CERTIFICATE.fullmatch(number):
        raise CellError(f"“{cells.quoted(text)}”应为 6—20 位数字或字母，请对照行政执法证核对。")
    return number


def second_number(text: str) -> str:
    """Read a 第二证号: half-width, without blanks, in upper case; ministries number their certificates in many ways."""
    return cells.compact(30)(re.sub(r"\s", "", text).upper())


def id_number(text: str) -> str:
    """Read an 身份证号: half-width, X in upper case; the sentence for a wrong one never repeats it."""
    number = re.sub(r"\s", "", cells.half_width(text)).upper()
    if problem := id_number_problem(number, date(9999, 12, 31)):
        raise CellError(problem.removeprefix("身份证号"))
    return number


def town_names(text: str) -> frozenset[str]:
    """Read the names of several 镇街, as typed; which towns they are is for the office's table to say."""
    return frozenset(cells.listed(text))


PRIVATE_FIELDS = frozenset({"id_number"})
"""Read from a sheet, but left out of every sheet that is not the platform's."""

OFFICER_LAYOUT = Layout(
    title="执法检查人员名录",
    anchors=(("name",), ("certificate_number",)),
    columns=(
        Column("name", "姓名", cells.name(50), ("人员姓名", "执法人员", "执法人员姓名", "检查人员"), is_required=True, width=10),
        Column("certificate_number", "执法证号", certificate_number, (
            "执法证号码", "执法证件号", "执法证件号码", "行政执法证号", "行政执法证号码", "证号", "证件号码", "执法证编号",
        ), width=16),
        Column("certificate_expires_on", "证件有效期至", cells.day, ("有效期至", "有效期", "执法证有效期", "执法证有效期至", "证件有效期", "有效期限", "到期日期")),
        Column("second_certificate_number", "第二证号", second_number, ("部门执法证号", "第二执法证号", "部颁执法证号", "第二证件号"), width=16),
        Column("second_certificate_expires_on", "第二证有效期至", cells.day, ("第二证有效期", "部门执法证有效期", "部门执法证有效期至", "第二执法证有效期")),
        Column("staff_number", "单位工号", cells.compact(30), ("工号", "人员编号", "职工编号")),
        Column("id_number", "身份证号", id_number, ("身份证号码", "公民身份号码", "身份证"), width=22),
        Column("education", "学历", cells.name(20), ("文化程度", "最高学历")),
        Column("section_name", "科室", cells.name(50), ("部门", "所属科室", "所在科室", "部门/机构", "单位", "工作单位", "科室（大队）", "机构"), width=20),
        Column("is_regular", "正式工作人员", cells.yes_or_no, ("是否正式", "是否正式工作人员", "正式人员", "在编", "是否在编")),
        Column("post", "岗位", cells.name(50), ("岗位大类", "岗位名称")),
        Column("title", "职务", cells.name(50), ("职务职级", "行政职务")),
        Column("industries", "专业行业", cells.terms(Industry), ("专业", "专业领域", "擅长行业", "监管行业", "行业"), width=20),
        Column("is_expert", "专家", cells.yes_or_no, ("是否专家", "专业人员")),
        Column("is_leader_qualified", "组长资格", cells.yes_or_no, ("是否组长", "组长", "可任组长")),
        Column("towns", "负责镇街", town_names, ("包联镇街", "负责乡镇", "联系镇街", "网格镇街"), width=20),
        Column("phone", "联系电话", cells.whole(cells.compact(50)), ("电话", "手机", "手机号", "联系方式"), width=16),
        Column("status", "人员状态", cells.term(OfficerStatus, _STATUS), ("状态", "岗位状态", "在岗状态")),
        Column("remark", "备注", cells.prose(500), width=20),
    ),
)  # fmt: skip
