"""The words of the office that are stored: short English codes with the Chinese label that is shown and printed.

A code, once stored, never changes its meaning; a label may be reworded.
"""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A stored code with its printed label; ``Term("code")`` reads what the database holds."""

    label: str

    def __new__(cls, code: str, label: str) -> Self:
        """Make the member from its stored code and its label."""
        term = str.__new__(cls, code)
        term._value_ = code
        term.label = label
        return term

    @classmethod
    def from_label(cls, label: str) -> Self | None:
        """Return the member printed as ``label``, or None."""
        return next((term for term in cls if term.label == label), None)


class EnterpriseStatus(Term):
    """登记状态; only 存续 may be drawn (细则 art. 11)."""

    ACTIVE = "active", "存续"
    CANCELLED = "cancelled", "注销"
    REVOKED = "revoked", "吊销"
    WITHDRAWN = "withdrawn", "撤销"
    MOVED_OUT = "moved_out", "迁出"
    SUSPENDED = "suspended", "停业"
    LIQUIDATING = "liquidating", "清算"
    SHUT_DOWN = "shut_down", "责令关闭"


class EntityKind(Term):
    """主体类型, read from the first two characters of the 统一社会信用代码."""

    ENTERPRISE = "enterprise", "企业"
    INDIVIDUAL = "individual", "个体工商户"
    COOPERATIVE = "cooperative", "农民专业合作社"
    OTHER = "other", "其他"


class Industry(Term):
    """工贸行业 (细则 art. 5): the eight of 第一款, and 其他."""

    METALLURGY = "metallurgy", "冶金"
    NONFERROUS = "nonferrous", "有色"
    BUILDING_MATERIALS = "building_materials", "建材"
    MACHINERY = "machinery", "机械"
    LIGHT = "light", "轻工"
    TEXTILE = "textile", "纺织"
    TOBACCO = "tobacco", "烟草"
    COMMERCE = "commerce", "商贸"
    OTHER = "other", "其他"


class Hazard(Term):
    """重点标记 (细则 art. 5(二)、(三))."""

    METAL_SMELTING = "metal_smelting", "金属冶炼"
    DUST_EXPLOSION = "dust_explosion", "粉尘涉爆"
    CONFINED_SPACE = "confined_space", "有限空间"
    AMMONIA = "ammonia", "液氨制冷"
    MAJOR_HAZARD = "major_hazard", "重大危险源"
    DEEP_WELL_CASTING = "deep_well_casting", "深井铸造"
    GAS = "gas", "煤气"


class RiskClass(Term):
    """信用风险分类; where it is known each class is a group of the draw with its own quota."""

    A = "A", "A 低"
    B = "B", "B 一般"
    C = "C", "C 较高"
    D = "D", "D 高"


class RosterGroup(Term):
    """The six kinds of 检查对象 that a roster must show apart (细则 art. 5)."""

    TRADES = "trades", "工贸行业"
    HAZARDS = "hazards", "粉尘涉爆、有限空间、液氨制冷"
    MAJOR_HAZARD = "major_hazard", "危险化学品重大危险源"
    DISHONEST = "dishonest", "严重失信"
    BLACKLIST = "blacklist", "安全生产黑名单"
    OTHER = "other", "其他应当实施随机抽查"


class Scale(Term):
    """企业规模 (统计上大中小微型企业划分办法)."""

    LARGE = "large", "大型"
    MEDIUM = "medium", "中型"
    SMALL = "small", "小型"
    MICRO = "micro", "微型"


class Standardization(Term):
    """安全生产标准化等级; an enterprise without one is 未定级."""

    FIRST = "1", "一级"
    SECOND = "2", "二级"
    THIRD = "3", "三级"
    BASIC = "basic", "小微达标"


class OfficerStatus(Term):
    """人员状态."""

    ON_DUTY = "on_duty", "在岗"
    ON_LEAVE = "on_leave", "请假"
    SECONDED = "seconded", "借调"
    LEFT = "left", "离职"


class LeaveKind(Term):
    """Why an officer is away for some days."""

    LEAVE = "leave", "请假"
    ERRAND = "errand", "公差"
    TRAINING = "training", "培训"
    OTHER = "other", "其他"


class RosterNoun(Term):
    """What a roster change or a roster version is about."""

    ENTERPRISE = "enterprise", "检查对象"
    OFFICER = "officer", "执法检查人员"
    ITEM = "item", "抽查事项"
    RECUSAL = "recusal", "回避"
    LEAVE = "leave", "请假公差"
    SECTION = "section", "科室"
    TOWN = "town", "镇街"
    INDUSTRY_CODE = "industry_code", "行业对照"


class SubmissionKind(Term):
    """The five things each 科室 draws up and submits every year (细则 art. 4)."""

    ITEMS = "items", "随机抽查事项清单"
    OFFICERS = "officers", "执法人员名录库"
    ENTERPRISES = "enterprises", "监管对象名录库"
    PLAN = "plan", "全年抽查计划"
    PARTNERS = "partners", "联合科室和部门名单"


class SubmissionState(Term):
    """How far one submission of one 科室 has come."""

    PENDING = "pending", "未报"
    SUBMITTED = "submitted", "已报"
    RETURNED = "returned", "退回"
    MERGED = "merged", "已汇总"


class ItemKind(Term):
    """What an item looks at (细则 art. 7): what is made public, or how business is done."""

    PUBLICATION = "publication", "公示信息"
    OPERATION = "operation", "经营行为"


class ItemCategory(Term):
    """事项类别."""

    GENERAL = "general", "一般事项检查"
    KEY = "key", "重点事项检查"


class PlanStatus(Term):
    """A plan is written, approved by a named person, then locked; only a locked plan is drawn from."""

    DRAFT = "draft", "编制中"
    APPROVED = "approved", "已审批"
    LOCKED = "locked", "已锁定"


class DrawMethod(Term):
    """抽查类型 (细则 art. 6)."""

    DIRECTED = "directed", "定向"
    STRATIFIED = "stratified", "不定向"


class OfficerMode(Term):
    """How officers meet enterprises: in fixed teams, or a fresh pair for each enterprise."""

    TEAMS = "teams", "分组"
    EACH = "each", "逐户"


class DrawOrigin(Term):
    """Who drew the objects: this program, or the provincial platform whose list was taken in (计划四.1)."""

    OFFICE = "office", "本局抽取"
    PLATFORM = "platform", "平台抽取"


class EntryKind(Term):
    """What an enterprise is in the frame (protocol, §1)."""

    SELECTABLE = "S", "可抽"
    COMPULSORY = "C", "必查"
    EXCLUDED = "X", "不抽"


class DrawStage(Term):
    """How far a draw has come; the four steps of the draw screen."""

    SEALED = "sealed", "已封存"
    DRAWN = "drawn", "已抽取"
    DISPATCHED = "dispatched", "已派发"
    VOIDED = "voided", "已作废"


class Seat(Term):
    """The seat an officer takes in a team."""

    LEADER = "leader", "组长"
    EXPERT = "expert", "专业人员"
    MEMBER = "member", "组员"


class SeedSource(Term):
    """Where the seed comes from (protocol, §3)."""

    DICE = "dice", "骰子"
    LOTTERY = "lottery", "公开开奖号码"
    WORDS = "words", "见证人数字"
    SYSTEM = "system", "系统随机数"
    COMMAND = "command", "命令行指定"


class VisitKind(Term):
    """Inspections of the year that no draw of this program led to; 复查 and 个案检查 count in the cap by setting (R20)."""

    REVIEW = "review", "复查"
    CASE = "case", "个案检查"
    SPECIAL = "special", "专项检查"
    JOINT = "joint", "联合检查"


class EvidenceKind(Term):
    """What a kept file proves about a draw."""

    PLATFORM_PAGE = "platform_page", "平台页面"
    VOID = "void", "作废依据"
    SUBSTITUTION = "substitution", "递补依据"
    REPLACEMENT = "replacement", "补抽依据"
    SIGNED_PAPER = "signed_paper", "签字原件"


class RecordStage(Term):
    """How far the inspection of one drawn enterprise has come."""

    PENDING = "pending", "待检查"
    NOTIFIED = "notified", "已通知"
    INSPECTED = "inspected", "待反馈"
    FED_BACK = "fed_back", "已反馈"
    ENDED = "ended", "已终止"


class ResultCode(Term):
    """The eight national values of one 抽查事项 (国家企业信用信息公示系统); there is no default."""

    NO_PROBLEM = "1", "未发现问题"
    NOT_PUBLISHED = "2", "未按规定公示应当公示的信息"
    FALSE_PUBLICATION = "3", "公示信息隐瞒真实情况、弄虚作假"
    NOT_REACHED = "4", "通过登记的住所（经营场所）无法联系"
    CORRECTED = "5", "发现问题已责令改正"
    REFUSED = "6", "不配合检查情节严重"
    NO_SUCH_ACTIVITY = "7", "未发现开展本次抽查涉及的经营活动"
    PENDING_ACTION = "8", "发现问题待后续处理"


class RecordOutcome(Term):
    """The result of a whole inspection, derived from its items (domain, §6.1)."""

    NORMAL = "normal", "正常"
    PROBLEM = "problem", "发现问题"
    PENDING_ACTION = "pending_action", "待后续处理"
    REFUSED = "refused", "不配合检查"


class RefusalGround(Term):
    """The four situations of 细则 art. 21; result 6 needs at least one."""

    DENIED_ENTRY = "denied_entry", "拒绝执法检查人员或其委托的专业机构进入被检查场所"
    DENIED_MATERIAL = "denied_material", "拒绝向执法检查人员或其委托的专业机构提供相关材料"
    UNTRUE_MATERIAL = "untrue_material", "不如实或不按要求提供情况或相关材料"
    OBSTRUCTION = "obstruction", "其他阻扰、妨碍检查工作，致使检查工作无法正常进行"


class PaperSeries(Term):
    """How papers of a 文种 are numbered: 执法文书 and 公文 each have their own words, some bear no 文号."""

    ENFORCEMENT = "enforcement", "执法文书"
    LETTER = "letter", "公文"
    NONE = "none", "不编文号"


class PaperKind(Term):
    """文种 of an issued paper; ``word`` is the 字 of its 文号 where the office has not chosen another (domain, §5.1)."""

    word: str
    series: PaperSeries

    def __new__(cls, code: str, label: str, word: str = "", series: PaperSeries | None = None) -> Self:
        """Make the member with the 字 of its number; without one it bears no number."""
        kind = str.__new__(cls, code)
        kind._value_ = code
        kind.label = label
        kind.word = word
        kind.series = series or (PaperSeries.ENFORCEMENT if word else PaperSeries.NONE)
        return kind

    NOTICE = "notice", "检查通知书", "应急抽通"
    FEEDBACK = "feedback", "检查结果反馈函", "", PaperSeries.LETTER
    APPROVAL = "approval", "行政检查审批表"
    VISIT_SCHEME = "visit_scheme", "现场检查方案", "应急检查"
    SITE_RECORD = "site_record", "现场检查记录", "应急检记"
    CHECK_TABLE = "check_table", "随机抽查情况记录表"
    ORDER = "order", "责令限期整改指令书", "应急责改"
    REVIEW = "review", "整改复查意见书", "应急复查"
    DECISION = "decision", "现场处理措施决定书", "应急现决"
    TRANSFER = "transfer", "涉嫌违法线索移送函", "应急移"
    RECEIPT = "receipt", "文书送达回执", "应急回"
    SUPERVISION = "supervision", "企业监督反馈表"
    BUNDLE = "bundle", "检查卷宗"
    TASK_NOTE = "task_note", "随机抽查派发单"
    URGING = "urging", "督办单", "应急督"
    ASSESSMENT = "assessment", "考核表"
    STATISTICS = "statistics", "统计表"

    @property
    def is_delivered(self) -> bool:
        """Whether it is handed to somebody who signs for it: an enterprise, another department, a 科室."""
        return self in _DELIVERED


_DELIVERED = frozenset(
    {
        PaperKind.NOTICE,
        PaperKind.FEEDBACK,
        PaperKind.ORDER,
        PaperKind.REVIEW,
        PaperKind.DECISION,
        PaperKind.TRANSFER,
        PaperKind.TASK_NOTE,
        PaperKind.URGING,
    }
)


class FormSet(Term):
    """Which 执法文书 set a form follows (domain, §5.2 and open question 1)."""

    EMERGENCY = "emergency", "应急管理执法文书（2016/2017 式样）"
    MINISTRY = "ministry", "行政检查文书（司法部 2025 式样）"


class Letterhead(Term):
    """How the head of a letter is printed: in red by the printer, left blank for printed paper, or not at all."""

    RED = "red", "套红打印"
    PREPRINTED = "preprinted", "使用预印红头纸，不打印红头"
    PLAIN = "plain", "不用红头"


class PrintKind(Term):
    """How a copy of an issued paper left the program."""

    PRINTED = "printed", "打印"
    SAVED = "saved", "存为 PDF"
    WORD = "word", "存为 Word"


class PublicationChannel(Term):
    """Where a result is made public; each has its own clock (domain, §1.2)."""

    PLATFORM = "platform", "双随机监管工作平台"
    CREDIT_SYSTEM = "credit_system", "国家企业信用信息公示系统（河南）"
    PORTAL = "portal", "单位门户网站和企业信用平台"


class DayCount(Term):
    """How a period of days is counted."""

    WORKING = "working", "工作日"
    NATURAL = "natural", "自然日"
