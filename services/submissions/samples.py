"""What the sheet 填写说明 of each template says: how to fill a column, and two samples that are plainly none of ours."""

from collections.abc import Callable, Mapping

from models.vocab import SubmissionKind

Sample = Mapping[str, str]

PROMPTS: Mapping[str, str] = {
    "credit_code": "18 位统一社会信用代码。本栏是文本，请不要改为数字。没有代码的，填注册号。",
    "registration_number": "没有统一社会信用代码的，填 15 位注册号。",
    "former_names": "几个之间用顿号隔开。",
    "former_codes": "几个之间用顿号隔开。",
    "address": "营业执照上的住所，写到路和门牌号。",
    "work_address": "与注册地址不同时填写。",
    "town_name": "从下拉列表中选择；不掌握的空着，由程序按地址判断。",
    "industry": "从下拉列表中选择工贸行业；不掌握的空着。",
    "industry_code": "国民经济行业分类小类代码，4 位数字。",
    "licences": "写成：许可证名称（证号，至2024-05-01），几个之间用分号隔开。",
    "phone": "手机，或带区号的固定电话，例如 0379-60000001。",
    "certificate_number": "行政执法证上的号码，6—20 位数字或字母。",
    "content": "几项之间用分号隔开。",
    "basis": "写到条款，几项之间用分号隔开。",
    "ratio": "百分数，例如 6%。",
    "period": "写成 2022年5月—12月。",
    "target": "抽查哪一类对象，例如 机械企业。",
    "items": "抽查事项清单中的序号，用顿号隔开；空着为全部事项。",
    "ratio_reason": "抽查比例低于下限时，写明理由。",
    "teams": "派员方式为“分组”时填写。",
    "partner": "一行一个科室或部门。",
    "matter": "联合检查的事项和对象范围。",
}

KIND_PROMPTS: Mapping[tuple[SubmissionKind, str], str] = {
    (SubmissionKind.ENTERPRISES, "name"): "营业执照上的全称。",
    (SubmissionKind.OFFICERS, "name"): "行政执法证上的姓名。",
    (SubmissionKind.PLAN, "name"): "计划中不能有同名的任务。",
    (SubmissionKind.PARTNERS, "lead"): "发起联合检查的科室，一般是本科室。",
}
"""Where the same field means something else in another sheet."""


def _enterprises(year: int, section: str) -> tuple[Sample, ...]:
    del year, section
    common = {
        "status": "存续",
        "registrar": "样例市场监督管理局",
        "legal_representative": "样例甲",
        "contact": "样例乙",
    }
    return (
        {
            **common,
            "name": "样例一机械有限公司",
            "credit_code": "91410307MA9X000010",
            "kind": "企业",
            "established_on": "2012-05-25",
            "address": "洛阳市偃师区岳滩镇样例路1号",
            "industry": "机械",
            "hazards": "粉尘涉爆、有限空间",
            "phone": "0379-60000001",
            "employees": "35",
        },
        {
            **common,
            "name": "样例二家具厂",
            "credit_code": "91410307MA9X000023",
            "kind": "企业",
            "established_on": "2016-03-01",
            "address": "洛阳市偃师区缑氏镇样例路2号",
            "industry": "轻工",
            "phone": "0379-60000002",
            "employees": "12",
        },
    )


def _officers(year: int, section: str) -> tuple[Sample, ...]:
    common = {
        "certificate_expires_on": f"{year + 3}-12-31",
        "section_name": section,
        "is_regular": "是",
        "status": "在岗",
    }
    return (
        {
            **common,
            "name": "样例甲",
            "certificate_number": "99000000001",
            "industries": "机械、冶金",
            "is_leader_qualified": "是",
            "phone": "0379-60000001",
        },
        {**common, "name": "样例乙", "certificate_number": "99000000002", "industries": "轻工"},
    )


def _items(year: int, section: str) -> tuple[Sample, ...]:
    del section
    common = {
        "category": "一般事项检查",
        "method": "现场检查",
        "target": "样例类企业",
        "effective_from": f"{year}-03-01",
    }
    return (
        {
            **common,
            "title": "样例事项一",
            "content": "样例制度建立情况；样例制度落实情况；",
            "basis": "《样例法》第一条",
        },
        {**common, "title": "样例事项二", "content": "样例设备维护情况；", "basis": "《样例法》第二条第一款"},
    )


def _plan(year: int, section: str) -> tuple[Sample, ...]:
    common = {
        "subject": "样例抽查事项",
        "category": "一般事项检查",
        "section": section,
        "period": f"{year}年5月—12月",
        "method": "不定向",
        "officer_mode": "逐户",
    }
    return (
        {**common, "name": "样例一机械企业抽查", "target": "机械企业", "ratio": "6%", "industries": "机械"},
        {**common, "name": "样例二轻工企业抽查", "target": "轻工企业", "ratio": "6%", "industries": "轻工"},
    )


def _partners(year: int, section: str) -> tuple[Sample, ...]:
    del year
    return (
        {
            "lead": section,
            "partner": "样例消防部门",
            "contact": "样例甲",
            "phone": "0379-60000001",
            "matter": "粉尘涉爆企业联合检查",
        },
        {"lead": section, "partner": "样例市场监管部门", "contact": "样例乙", "matter": "商贸企业联合检查"},
    )


SAMPLES: Mapping[SubmissionKind, Callable[[int, str], tuple[Sample, ...]]] = {
    SubmissionKind.ENTERPRISES: _enterprises,
    SubmissionKind.OFFICERS: _officers,
    SubmissionKind.ITEMS: _items,
    SubmissionKind.PLAN: _plan,
    SubmissionKind.PARTNERS: _partners,
}
