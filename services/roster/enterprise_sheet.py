"""The sheet of 检查对象: its columns, and how the cells of one row become a draft.

Registers of other authorities lack 镇街, 行业 and 状态: the town is found in the address, the industry guessed and marked,
a missing 状态 is 存续.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from models.rules.identity import entity_kind, is_registration_number, normalise_code
from models.rules.industries import IndustryGuesser
from models.rules.localities import TownFinder, TownFound
from models.vocab import EnterpriseStatus, EntityKind, Hazard, Industry, RiskClass, Scale, Standardization
from services.roster import cells
from services.roster.cells import CellError
from services.roster.enterprise_rows import Licence
from services.roster.layout import Column, Layout

_STATUS = {
    **dict.fromkeys(
        ("在营", "开业", "在册", "在业", "正常", "存续（在营、开业、在册）", "存续(在营、开业、在册)", "在营（开业）企业", "在营(开业)企业", "在营（开业）",
         "在营(开业)", "登记成立", "确立", "存活", "正常经营", "在产"),
        EnterpriseStatus.ACTIVE,
    ),
    **dict.fromkeys(("已注销", "注销企业"), EnterpriseStatus.CANCELLED),
    **dict.fromkeys(
        ("已吊销", "吊销未注销", "吊销，未注销", "吊销,未注销", "吊销已注销", "吊销，已注销", "吊销,已注销", "吊销企业"), EnterpriseStatus.REVOKED
    ),
    **dict.fromkeys(("撤销登记", "已撤销"), EnterpriseStatus.WITHDRAWN),
    **dict.fromkeys(("已迁出", "迁移异地", "迁往市外", "迁出企业"), EnterpriseStatus.MOVED_OUT),
    **dict.fromkeys(("歇业", "停产", "停业、歇业", "停业（歇业）", "停业(歇业)", "歇业备案", "停产停业"), EnterpriseStatus.SUSPENDED),
    **dict.fromkeys(("清算中", "正在清算"), EnterpriseStatus.LIQUIDATING),
    **dict.fromkeys(("关闭", "已关闭"), EnterpriseStatus.SHUT_DOWN),
}  # fmt: skip
_HAZARDS = {
    **dict.fromkeys(("冶炼", "熔炼"), Hazard.METAL_SMELTING),
    **dict.fromkeys(("粉尘", "涉爆粉尘", "涉粉", "粉尘防爆", "涉爆"), Hazard.DUST_EXPLOSION),
    **dict.fromkeys(("受限空间",), Hazard.CONFINED_SPACE),
    **dict.fromkeys(("涉氨", "涉氨制冷", "液氨", "氨制冷"), Hazard.AMMONIA),
    **dict.fromkeys(("危化品重大危险源", "构成重大危险源"), Hazard.MAJOR_HAZARD),
    **dict.fromkeys(("深井",), Hazard.DEEP_WELL_CASTING),
    **dict.fromkeys(("涉煤气", "工业煤气"), Hazard.GAS),
}
_SCALE = {**dict.fromkeys(("小微", "小微企业"), Scale.SMALL)} | {f"{one.label}企业": one for one in Scale}
_STANDARDIZATION = {
    **dict.fromkeys(("一级企业", "1级", "1"), Standardization.FIRST),
    **dict.fromkeys(("二级企业", "2级", "2"), Standardization.SECOND),
    **dict.fromkeys(("三级企业", "3级", "3"), Standardization.THIRD),
    **dict.fromkeys(("小微", "小微企业达标", "达标"), Standardization.BASIC),
}
_RISK = {
    **dict.fromkeys(("A类", "A级", "低", "低风险", "信用风险低"), RiskClass.A),
    **dict.fromkeys(("B类", "B级", "一般", "一般风险", "信用风险一般", "中"), RiskClass.B),
    **dict.fromkeys(("C类", "C级", "较高", "较高风险", "信用风险较高"), RiskClass.C),
    **dict.fromkeys(("D类", "D级", "高", "高风险", "信用风险高"), RiskClass.D),
}

_LICENCE = re.compile(r"(?P<kind>[^（(]+?)\s*(?:[（(](?P<inside>.*)[）)])?")
_UNTIL = re.compile(r"(?:有效期)?至\s*(.+)")


def licences(text: str) -> tuple[Licence, ...]:
    """Read 许可证 as ``show_licences`` writes them: 危险化学品经营许可证（豫洛危化经字〔2021〕1号，至2024-05-01）；…"""
    found: dict[tuple[str, str], Licence] = {}
    for part in filter(None, (one.strip() for one in re.split(r"[；;\n]", text))):
        match = _LICENCE.fullmatch(part)
        if match is None or len(match["kind"]) > 50:
            raise CellError(
                f"“{part[:40]}”认不出来，请写成：许可证名称（证号，至2024-05-01），几个之间用；隔开。"
            )
        number, expires_on = "", None
        for word in filter(None, (one.strip() for one in re.split(r"[，,]", match["inside"] or ""))):
            if until := _UNTIL.fullmatch(word):
                expires_on = cells.day(until[1])
            else:
                number = word[:100]
        licence = Licence(match["kind"].strip(), number, expires_on)
        found[licence.kind, licence.number] = licence
    return tuple(found[key] for key in sorted(found))


def show_licences(held: Iterable[Licence]) -> str:
    """Return 许可证 as one cell."""
    return "；".join(
        licence.kind + (f"（{'，'.join(inside)}）" if (inside := _licence_words(licence)) else "")
        for licence in held
    )


def _licence_words(licence: Licence) -> list[str]:
    until = f"至{licence.expires_on.isoformat()}" if licence.expires_on else ""
    return [word for word in (licence.number, until) if word]


def tags(text: str) -> frozenset[str]:
    """Read 标签, parted by 、 or commas."""
    words = frozenset(cells.listed(text))
    if long := next((word for word in words if len(word) > 30), None):
        raise CellError(f"标签“{long[:20]}…”超过 30 字，请缩短。")
    return words


ENTERPRISE_LAYOUT = Layout(
    title="检查对象名录",
    anchors=(("name",), ("credit_code", "registration_number")),
    columns=(
        Column("credit_code", "统一社会信用代码", normalise_code, (
            "信用代码", "统一信用代码", "社会信用代码", "统一代码", "企业信用代码", "统一社会信用代码/注册号", "统一信用代码/注册号", "注册号/统一社会信用代码",
            "注册号/信用代码", "统一社会信用代码或注册号", "USCC",
        ), width=22),
        Column("registration_number", "注册号", cells.whole(normalise_code), ("工商注册号", "营业执照注册号", "营业执照号", "营业执照号码"), width=18),
        Column("name", "企业名称", cells.name(200), (
            "单位名称", "名称", "市场主体名称", "主体名称", "检查对象", "检查对象名称", "抽查对象", "抽查对象名称", "监管对象", "监管对象名称", "生产经营单位",
            "生产经营单位名称", "被检查单位", "公司名称", "企业全称", "字号名称", "当事人名称",
        ), is_required=True, width=36),
        Column("former_names", "曾用名", cells.prose(500), ("曾用名称", "原名称", "企业曾用名"), width=24),
        Column("former_codes", "曾用代码", cells.whole(cells.compact(200)), ("原代码", "原统一社会信用代码", "曾用注册号", "原注册号"), width=20),
        Column("kind", "主体类型", cells.prose(100), ("企业类型", "市场主体类型", "主体类别", "类型", "经济类型", "公司类型")),
        Column("established_on", "成立日期", cells.day, ("注册日期", "登记日期", "设立日期", "成立时间", "注册时间", "开业日期")),
        Column("status", "登记状态", cells.term(EnterpriseStatus, _STATUS), ("状态", "经营状态", "企业状态", "主体状态", "存续状态", "登记状态名称")),
        Column("status_on", "状态日期", cells.day, ("状态变更日期", "注销日期", "吊销日期", "核准日期")),
        Column("status_source", "状态来源", cells.prose(100), ("数据来源",)),
        Column("registrar", "登记机关", cells.prose(100), ("注册机关", "发照机关"), width=24),
        Column("address", "注册地址", cells.prose(500), (
            "住所", "地址", "企业地址", "单位地址", "住所（经营场所）", "注册住所", "企业注册地址", "详细地址",
        ), width=40),
        Column("work_address", "生产经营地址", cells.prose(500), ("经营地址", "经营场所", "生产地址", "实际经营地址", "生产经营场所"), width=40),
        Column("town_name", "镇街", cells.compact(60), ("乡镇", "街道", "所属镇街", "乡镇街道", "乡镇（街道）", "镇（街道）", "镇办", "所属乡镇", "所在乡镇", "所属街道", "属地")),
        Column("industry", "行业", cells.compact(100), ("所属行业", "行业名称", "行业类别", "行业门类", "工贸行业", "行业分类", "国民经济行业", "监管行业")),
        Column("industry_is_guess", "行业为推测", cells.yes_or_no),
        Column("industry_code", "行业代码", cells.compact(6), ("国民经济行业代码", "行业小类代码", "行业小类")),
        Column("industry_reason", "行业调整理由", cells.prose(200)),
        Column("hazards", "重点标记", cells.terms(Hazard, _HAZARDS), ("危险因素", "重点领域", "风险标记", "重点监管类别", "危险标记", "涉及领域"), width=20),
        Column("risk_class", "信用风险分类", cells.term(RiskClass, _RISK), ("信用风险", "风险等级", "信用风险等级", "信用等级", "风险分类", "信用风险类别")),
        Column("risk_on", "信用风险日期", cells.day, ("风险分类日期", "评定日期")),
        Column("risk_source", "信用风险来源", cells.prose(100), ("风险分类来源",)),
        Column("is_dishonest", "严重失信", cells.yes_or_no, ("严重失信主体", "是否严重失信", "安全生产严重失信主体")),
        Column("dishonest_basis", "失信依据", cells.prose(200), ("列入依据", "列入原因", "严重失信依据"), width=20),
        Column("dishonest_from", "失信列入日期", cells.day, ("严重失信列入日期", "列入日期")),
        Column("dishonest_until", "失信移出日期", cells.day, ("严重失信移出日期", "移出日期")),
        Column("is_blacklisted", "黑名单", cells.yes_or_no, ("安全生产黑名单", "是否黑名单", "列入黑名单")),
        Column("blacklist_basis", "黑名单依据", cells.prose(200), width=20),
        Column("blacklist_from", "黑名单列入日期", cells.day),
        Column("blacklist_until", "黑名单移出日期", cells.day),
        Column("is_abnormal", "经营异常", cells.yes_or_no, ("经营异常名录", "是否经营异常", "是否列入经营异常名录")),
        Column("abnormal_basis", "经营异常依据", cells.prose(200), ("经营异常原因", "列入异常原因"), width=20),
        Column("abnormal_from", "经营异常列入日期", cells.day, ("列入异常日期",)),
        Column("abnormal_until", "经营异常移出日期", cells.day, ("移出异常日期",)),
        Column("is_focus", "其他重点", cells.yes_or_no, ("其他应当实施随机抽查", "其他重点抽查对象")),
        Column("focus_reason", "其他重点理由", cells.prose(200), width=20),
        Column("licences", "许可证", licences, ("许可证件", "许可信息", "行政许可"), width=30),
        Column("tags", "标签", tags, ("自定义标签",), width=16),
        Column("legal_representative", "法定代表人", cells.name(100), ("负责人", "法人", "法人代表", "法定代表人（负责人）", "法定代表人/负责人", "经营者", "主要负责人", "企业负责人")),
        Column("contact", "联系人", cells.name(100), ("联络员", "企业联系人", "联系人姓名")),
        Column("phone", "联系电话", cells.whole(cells.compact(100)), ("电话", "手机", "手机号", "电话号码", "联系方式", "联系人电话", "固定电话", "联络员电话"), width=16),
        Column("employees", "从业人数", cells.whole_number, ("职工人数", "员工人数", "从业人员", "从业人员数", "企业人数")),
        Column("scale", "企业规模", cells.term(Scale, _SCALE), ("规模",)),
        Column("standardization", "安全标准化等级", cells.term(Standardization, _STANDARDIZATION), ("标准化等级", "安全生产标准化等级", "标准化")),
        Column("business_scope", "经营范围", cells.prose(8000), ("主营业务", "主要产品", "业务范围", "经营范围及方式"), width=40),
        Column("is_case_only", "仅个案检查", cells.yes_or_no),
        Column("remark", "备注", cells.prose(2000), ("说明",), width=20),
    ),
)  # fmt: skip


class EnterpriseReader:
    """Completes the parsed cells of one row: town from the address, industry settled or guessed, kind from the code."""

    def __init__(self, towns: TownFinder, industries: IndustryGuesser) -> None:
        self._towns = towns
        self._industries = industries

    def settle(self, values: dict[str, Any]) -> None:
        """Turn what the row says in words into what is stored; words that say nothing we know are kept as hints.

        Registers write the 注册号 into the column of the code, and the reverse. A 镇街 that is none of ours, a 行业 that is no
        工贸行业 and a 企业类型 leave no value: they are left to ``derive``.
        """
        code, number = values.get("credit_code", ""), values.get("registration_number", "")
        if is_registration_number(code) and not number:
            del values["credit_code"]
            values["registration_number"] = code
        elif len(number) == 18 and not code:
            del values["registration_number"]
            values["credit_code"] = number
        if text := values.pop("town_name", ""):
            town = self._towns.named(text)
            if town is None and (found := self._towns.find(text)):
                town = found.town
            if town is not None:
                values["town_code"] = town.code
        if industry := self._industry_of(values.get("industry", ""), values.get("industry_code", "")):
            values["industry"] = industry
            values.setdefault("industry_is_guess", False)
        else:
            values["industry_hint"] = values.pop("industry", "")
            values.pop("industry_is_guess", None)
        values["kind_hint"] = values.pop("kind", "")

    def _industry_of(self, text: str, code: str) -> Industry | None:
        named = _industry_named(text) if text else None
        return named or (self._industries.settle(code or text) if code or text else None)

    def derive(self, values: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a new record needs and its row does not say, after ``settle``."""
        name, scope = values["name"], values.get("business_scope", "")
        derived: dict[str, Any] = {
            "kind": kind_of(values.get("credit_code", ""), values.get("kind_hint", "")),
            "status": answers.get("status", EnterpriseStatus.ACTIVE),
        }
        if "town_code" not in values:
            found = self.find_town(values.get("address", ""))
            derived["town_code"] = found.town.code if found else None
        if "industry" not in values:
            hint = values.get("industry_hint", "")
            if "industry" in answers and not hint:
                derived.update(industry=answers["industry"], industry_is_guess=False)
            else:
                guess = self._industries.guess(
                    name=name, business_scope=f"{hint}制造 {scope}" if hint else scope
                )
                derived.update(industry=guess, industry_is_guess=True)
        if "hazards" not in values:
            derived["hazards"] = self._industries.hazards(name=name, business_scope=scope)
        return derived

    def find_town(self, address: str) -> TownFound | None:
        """Return the town that an address names."""
        return self._towns.find(address) if address else None

    def is_in_district(self, town_code: str | None) -> bool:
        """Say whether a town code is one of the district's 镇街; 待定 is none of them."""
        return self._towns.is_in_district(town_code)


def kind_of(code: str, hint: str) -> EntityKind:
    """Return the 主体类型 that the code names, else the one that the words of 企业类型 do."""
    kind = entity_kind(code)
    return _kind_named(hint) if kind is EntityKind.OTHER else kind


@lru_cache(maxsize=1024)
def _industry_named(text: str) -> Industry | None:
    word = text.removesuffix("企业").removesuffix("行业").removesuffix("类")
    return _INDUSTRIES.get(word) or _INDUSTRIES.get(word.removesuffix("业"))


_INDUSTRIES = {member.label: member for member in Industry}


_KIND_WORDS = (
    ("个体", EntityKind.INDIVIDUAL),
    ("合作社", EntityKind.COOPERATIVE),
    *((word, EntityKind.ENTERPRISE) for word in ("公司", "企业", "厂", "所有制", "合伙", "独资", "分支机构")),
)


def _kind_named(text: str) -> EntityKind:
    named = EntityKind.from_label(text) if text else None
    return named or next((kind for word, kind in _KIND_WORDS if word in text), EntityKind.OTHER)
