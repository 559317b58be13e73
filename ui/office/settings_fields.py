"""The settings as the page shows them, in groups: what each is called, what it is for, which open question it answers.

To add a setting: a column of ``Office`` with its migration, a field of ``OfficeSettings``, a default in
``code_tables/office.toml``, a line here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.vocab import DayCount, FormSet, Letterhead

_WIDE = 320
WORDS = "words"
SETS = "sets"
_DAY_COUNTS = tuple((term, term.label) for term in DayCount)
_LETTERHEADS = tuple((term, term.label) for term in Letterhead)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; ``question`` is the number of the open question (domain, §11) that it answers for the time being.

    With ``choices`` it is chosen, with ``most`` it is a number, with ``claim`` a check box, with ``table`` one of the small
    tables of 文种 (WORDS, SETS), else a text of ``longest``.
    """

    key: str
    label: str
    explanation: str = ""
    question: int | None = None
    choices: Sequence[tuple[Any, str]] = ()
    most: int | None = None
    suffix: str = ""
    claim: str = ""
    table: str = ""
    longest: int = 50
    width: int = 220
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class SettingGroup:
    """The settings of one page."""

    title: str
    settings: tuple[Setting, ...]


OPERATOR = Setting(
    "operator",
    "操作人",
    "每一次录入、审批、抽取和打印都以这个姓名记入操作日志；只属于这台电脑。",
    is_required=True,
    longest=20,
)

_BUREAU = SettingGroup(
    "本单位",
    (
        Setting("bureau_name", "单位全称", "文书落款用。", longest=100, width=_WIDE, is_required=True),
        Setting("short_name", "单位简称", "窗口标题用。", is_required=True),
        Setting("plan_department", "汇总表部门名称", "印在汇总表“区直部门名称”栏。", is_required=True),
        Setting(
            "district_code",
            "行政区划代码",
            "2021 年起为 410307；信用代码里的旧区划 410381 不受影响。",
            longest=6,
            width=96,
            is_required=True,
        ),
        Setting("address", "地址", "印在文书上。", longest=200, width=_WIDE),
        Setting("contact_name", "联系人", "印在检查通知书上。"),
        Setting("phone", "联系电话", "印在检查通知书上。"),
        Setting("supervision_phone", "监督电话", "企业反映检查人员问题时拨打，印在检查通知书上。"),
        Setting("is_sample", "样例数据", claim="练习用：每份文书都印“样例数据，非正式文书”"),
    ),
)
_PAPERS = SettingGroup(
    "文号与机关",
    (
        Setting("number_prefix", "文号简称", "执法文书文号的第一部分。", 2, longest=20, is_required=True),
        Setting("notice_word", "通知书用字", "检查通知书文号的第二部分。", 2, longest=20, is_required=True),
        Setting("letter_prefix", "函件代字", "检查结果反馈函的文号。", longest=20, is_required=True),
        Setting(
            "series_words",
            "其他文书用字",
            "留空即用灰字所示的通行用字；两种文书不能用同一个字。本年已制发的文书不受影响。",
            table=WORDS,
        ),
        Setting(
            "shares_serial",
            "流水号",
            "勾选后，同一户次检查的各种执法文书编同一个流水号；函件另编。年中改动不会重号，空号在登记簿中注明。",
            claim="同一次检查的执法文书共用流水号",
        ),
        Setting(
            "review_authority",
            "复议机关",
            "2024 年起，对部门行政行为的复议只由本级人民政府受理。",
            longest=100,
            width=_WIDE,
            is_required=True,
        ),
        Setting(
            "court", "诉讼法院", "行政案件集中管辖，受理法院尚未明确，暂空。", 7, longest=100, width=_WIDE
        ),
    ),
)
_PRINTING = SettingGroup(
    "文书式样",
    (
        Setting(
            "paper_set",
            "执法文书式样",
            "本局用应急管理执法文书还是司法部 2025 年的基本格式，尚未明确；没有后一种式样的文书仍用前一种。",
            1,
            choices=(("应急2020", FormSet.EMERGENCY.label), ("司法部2025", FormSet.MINISTRY.label)),
        ),
        Setting(
            "form_sets",
            "个别文书的式样",
            "有两种式样的文书可以单独选定；已制发的文书仍按制发时的式样重印。",
            table=SETS,
        ),
        Setting(
            "letterhead",
            "函件红头",
            "用预印红头纸时，红头的位置空出不印。",
            choices=_LETTERHEADS,
        ),
        Setting(
            "imprint_copies_to", "抄送", "印在函件版记的抄送栏；留空则不印抄送。", longest=200, width=_WIDE
        ),
        Setting(
            "approval_before_notice",
            "先审批后通知",
            "行政检查审批表制发以后，才能制发该户的检查通知书。",
            claim="审批表制发后才能发检查通知书",
        ),
        Setting(
            "prints_discipline",
            "纪律告知",
            "在检查通知书上印“五个严禁”等检查纪律和监督电话。",
            claim="检查通知书印检查纪律",
        ),
        Setting(
            "prints_qr",
            "二维码",
            "印在文书首页右上角，连同校验码；签字后的扫描件按它归到各份文书。",
            claim="文书首页印二维码和校验码",
        ),
        Setting(
            "uses_system_fonts",
            "公文字体",
            "使用本机安装的仿宋_GB2312、方正小标宋等；没有装的仍用程序自带字体，各台电脑印出的版面可能略有不同。",
            claim="使用系统公文字体",
        ),
    ),
)
_DRAWING = SettingGroup(
    "抽取规则",
    (
        Setting(
            "ratio_floor",
            "工贸行业比例下限",
            "八类工贸行业的年度抽查比例应达到 5%（细则第十四条第二款）；低于下限的任务须写明理由。",
            suffix="%",
            longest=10,
            width=96,
            is_required=True,
        ),
        Setting(
            "yearly_cap",
            "年度检查频次上限",
            "同一单位同一年度原则上不超过 2 次（细则第十四条第四款）；省、市对工贸行业的上限尚未明确。",
            4,
            most=12,
            suffix=" 次",
        ),
        Setting(
            "cap_exempts_industries",
            "频次上限的例外",
            "细则第四款字面上不限制第二、三款所列单位；默认除严重失信主体外一律适用上限。",
            4,
            claim="按细则字面，八类工贸行业不受上限限制",
        ),
        Setting(
            "cap_counts_reviews",
            "复查、个案检查",
            "整改复查和投诉举报等个案检查是否计入频次，尚未明确；专项、联合检查一律计入。",
            4,
            claim="复查、个案检查计入年度检查频次",
        ),
        Setting(
            "exclusion_months",
            "窗口期",
            "检查期限开始前几个月内已检查过的单位，本次不抽（计入基数）；0 为不设窗口期。",
            most=36,
            suffix=" 个月",
        ),
        Setting(
            "class_ratios",
            "分类抽查比例",
            "信用风险 A/B/C/D 四类的默认抽查比例（%），用“/”隔开；任务选择“按信用风险分类”时带入（细则第十四条第五款）。",
            longest=50,
            width=200,
            is_required=True,
        ),
        Setting(
            "class_floors",
            "分类比例下限",
            "A/B/C/D 四类抽查比例的下限（%）；A 类一般不低于 1%。",
            longest=50,
            width=200,
            is_required=True,
        ),
        Setting(
            "class_ceilings",
            "分类比例上限",
            "A/B/C/D 四类抽查比例的上限（%）。",
            longest=50,
            width=200,
            is_required=True,
        ),
        Setting(
            "bars_same_pair",
            "上次同人同户",
            "上一次检查某户的人员，本次不再派往该户；以回避登记的方式在封存前计入。",
            claim="上次检查的人员本次回避同一户",
        ),
        Setting(
            "officer_load_cap",
            "人员工作量上限",
            "本年度已承担户数达到上限的人员不列入可抽人员；0 为不设。",
            most=400,
            suffix=" 户",
        ),
        Setting(
            "publishes_groups",
            "公告版的风险类别",
            "信用风险分类能否对外公布由本局决定；不公布时，公告版只写摘要，核验用内部的完整证书。",
            claim="公告版写明风险类别及名额",
        ),
        Setting(
            "publishes_full_at_once",
            "完整证书的发布",
            "完整证书写明接下来检查谁，默认在本任务最后一户检查结束后才对外发布。",
            claim="完整证书抽取后立即对外发布",
        ),
        Setting(
            "redraw_approver", "补抽审批人", "递补、补抽和作废抽取由谁批准，尚未明确。", 3, is_required=True
        ),
        Setting(
            "includes_individuals",
            "个体工商户",
            "信用代码以 92 开头的个体工商户是否作为抽查对象，尚未明确。",
            12,
            claim="个体工商户纳入抽查对象",
        ),
    ),
)


def _clock(name: str, label: str, explanation: str) -> tuple[Setting, Setting]:
    """Make the two settings of one of the three clocks."""
    return (
        Setting(f"{name}_days", label, explanation, 5, most=60, suffix=" 日"),
        Setting(f"{name}_day_count", f"{label[:2]}计日方式", choices=_DAY_COUNTS),
    )


_DEADLINES = SettingGroup(
    "公开期限",
    (
        *_clock("platform", "平台录入期限", "自检查结束之日起，录入双随机监管工作平台（细则第二十二条）。"),
        *_clock(
            "credit",
            "信用公示期限",
            "自检查结果产生之日起，在国家企业信用信息公示系统公示（计划第二部分第三项）。",
        ),
        *_clock(
            "portal",
            "门户公开期限",
            "自执法检查结束起，在门户网站和信用平台公开（计划第四部分第四项）；文件只写“5日”，未写明是否工作日。",
        ),
    ),
)
_OPEN = SettingGroup(
    "待定事项",
    (
        Setting("notice_in_advance", "检查通知", "检查通知书是否事先送达，尚未明确。", 6, claim="检查前送达检查通知书"),
        Setting("platform_format", "平台表格格式", "省双随机平台导入、导出表格的格式，尚未取得。", 8),
        Setting("certificate_number_format", "执法证件号格式", "证件号的位数和格式，尚未取得样例。", 9, width=_WIDE),
        Setting("bundle_retention_years", "检查案卷保管期限", "检查案卷的保管期限，尚未明确。", 10, most=100, suffix=" 年"),
        Setting("industry_notice", "工贸行业划分文件", "轻工、纺织、商贸的范围以此文件为准，正式文本尚未取得。", 11, longest=100, width=_WIDE),
    ),
)  # fmt: skip

GROUPS = (_BUREAU, _PAPERS, _PRINTING, _DRAWING, _DEADLINES, _OPEN)
"""The pages, in the order of the tabs."""
