"""样例区: a made-up district of 900 enterprises and 18 officers, the same for the same seed; every name says 样例.

Its figures are those of the plan's annex: 24 with smelting or ammonia, 860 in the four trades, so that 15 % and 6 % draw
4 and 52. One 严重失信 lies in each of the two tasks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.rules.identity import check_character, organisation_check
from models.tables.enterprise import Enterprise
from models.tables.office import Section
from models.tables.officer import Officer, Recusal
from models.vocab import EnterpriseStatus, EntityKind, Hazard, Industry
from services.changes import Changes
from services.office.founding import code_table
from services.roster.enterprise_rows import EnterpriseDraft
from services.roster.enterprise_writing import EnterpriseWriter
from services.roster.officer_reading import find_section, write_draft
from services.roster.officer_rows import OfficerDraft
from services.workplace import Workplace

DEFAULT_SEED = "样例区"
SMELTING_OR_AMMONIA = 24
IN_FOUR_TRADES = 860
OTHERS = 16

_STEMS = [
    "丰禾",
    "恒远",
    "鼎立",
    "华光",
    "明达",
    "瑞成",
    "天和",
    "宏泰",
    "金穗",
    "卓新",
    "永昌",
    "腾飞",
    "佳音",
    "德邻",
    "同舟",
    "启明",
    "东升",
    "和畅",
    "正源",
    "博雅",
]
_NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
_SURNAMES = [
    "王",
    "李",
    "张",
    "刘",
    "陈",
    "杨",
    "赵",
    "黄",
    "周",
    "吴",
    "徐",
    "孙",
    "胡",
    "朱",
    "高",
    "林",
    "何",
    "郭",
    "马",
    "罗",
]


@dataclass(frozen=True, slots=True)
class _Trade:
    """What a kind of sample firm is called and does; ``code`` is its GB/T 4754 小类."""

    product: str
    industry: Industry
    code: str
    hazards: frozenset[Hazard] = frozenset()


_FOCUS = (
    _Trade("轧钢", Industry.METALLURGY, "3130", frozenset({Hazard.METAL_SMELTING, Hazard.GAS})),
    _Trade("特钢冶炼", Industry.METALLURGY, "3120", frozenset({Hazard.METAL_SMELTING})),
    _Trade(
        "铝加工", Industry.NONFERROUS, "3252", frozenset({Hazard.METAL_SMELTING, Hazard.DEEP_WELL_CASTING})
    ),
    _Trade("铜材冶炼", Industry.NONFERROUS, "3211", frozenset({Hazard.METAL_SMELTING})),
    _Trade("冷冻食品", Industry.LIGHT, "1432", frozenset({Hazard.AMMONIA})),
    _Trade("肉类冷藏", Industry.LIGHT, "1353", frozenset({Hazard.AMMONIA, Hazard.CONFINED_SPACE})),
)
_FOUR = (
    *(_Trade(name, Industry.MACHINERY, code) for name, code in (
        ("摩托车配件", "3752"), ("电线电缆", "3831"), ("轴承", "3451"), ("管件", "3443"), ("矿山机械", "3511"), ("模具", "3525"),
    )),
    _Trade("金属抛光", Industry.MACHINERY, "3360", frozenset({Hazard.DUST_EXPLOSION})),
    *(_Trade(name, Industry.LIGHT, code) for name, code in (("制鞋", "1953"), ("办公家具", "2130"), ("塑料制品", "2926"), ("纸箱包装", "2231"))),
    _Trade("板式家具", Industry.LIGHT, "2110", frozenset({Hazard.DUST_EXPLOSION})),
    _Trade("针织", Industry.TEXTILE, "1761"),
    _Trade("服装", Industry.TEXTILE, "1811"),
    _Trade("耐火材料", Industry.BUILDING_MATERIALS, "3089"),
    _Trade("石材", Industry.BUILDING_MATERIALS, "3032"),
    _Trade("混凝土构件", Industry.BUILDING_MATERIALS, "3022", frozenset({Hazard.CONFINED_SPACE})),
)  # fmt: skip
_OTHER = (
    _Trade("商贸", Industry.COMMERCE, "5211"),
    _Trade("经贸", Industry.COMMERCE, "5199"),
    _Trade("物流", Industry.OTHER, "5431"),
    _Trade("园林绿化", Industry.OTHER, "7840"),
)
_SECTIONS = ("政策法规科", "工矿商贸监管科", "危险化学品监管科", "应急救援协调科")
_BRIGADE = "综合行政执法大队"
_OFFICER_SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"
_EXPERTISE = (
    frozenset({Industry.METALLURGY, Industry.NONFERROUS}),
    frozenset({Industry.MACHINERY}),
    frozenset({Industry.LIGHT, Industry.TEXTILE}),
    frozenset({Industry.BUILDING_MATERIALS}),
)
_EXPIRING = {5: (9, 30), 14: (11, 15)}
"""Officers whose certificate ends within the year, by their place in the list."""
_GONE = (EnterpriseStatus.CANCELLED, EnterpriseStatus.MOVED_OUT, EnterpriseStatus.SUSPENDED)
"""The last of the roster may not be drawn: they show how the reasons look."""


@dataclass(frozen=True, slots=True)
class SampleRecusal:
    """回避 in the sample: by the officer's certificate number and the enterprise's code."""

    certificate_number: str
    credit_code: str
    reason: str


@dataclass(frozen=True, slots=True)
class SampleDistrict:
    """Everything of the sample that a roster holds."""

    enterprises: tuple[EnterpriseDraft, ...]
    officers: tuple[OfficerDraft, ...]
    recusals: tuple[SampleRecusal, ...]


def sample_district(*, year: int, seed: str = DEFAULT_SEED) -> SampleDistrict:
    """Make up the district; the same seed gives the same district."""
    rng = Random(seed)
    enterprises = tuple(_enterprises(rng, year))
    officers = tuple(_officers(year))
    return SampleDistrict(enterprises, officers, tuple(_recusals(enterprises, officers)))


def add_sample_enterprises(workplace: Workplace, *, year: int, seed: str = DEFAULT_SEED) -> Changes:
    """Put the sample enterprises on the roster in one transaction."""
    district = sample_district(year=year, seed=seed)
    with workplace.database.transaction() as session:
        writer = EnterpriseWriter(workplace, session)
        writer.add([asdict(draft) for draft in district.enterprises])
        writer.close()
        summary = f"装入样例区检查对象 {len(district.enterprises)} 户"
        workplace.log(session, action="导入", noun="enterprise", summary=summary)
    return Changes.of("enterprise")


def add_sample_officers(workplace: Workplace, *, year: int, seed: str = DEFAULT_SEED) -> Changes:
    """Put the sample officers on the roster in one transaction, with the 回避 from enterprises that are there."""
    district = sample_district(year=year, seed=seed)
    with workplace.database.transaction() as session:
        _store_officers(workplace, session, district.officers)
        _store_recusals(workplace, session, district.recusals)
        summary = f"装入样例区执法检查人员 {len(district.officers)} 人"
        workplace.log(session, action="导入", noun="officer", summary=summary)
    return Changes.of("officer", "recusal", "section")


def _store_officers(workplace: Workplace, session: Session, drafts: Sequence[OfficerDraft]) -> None:
    sections = list(session.scalars(select(Section).where(Section.office_id == workplace.office_id)))
    for draft in drafts:
        section = find_section(sections, draft.section_name)
        if section is None:
            section = Section(name=draft.section_name, aliases=[], position=len(sections))
            sections.append(workplace.add(session, section))
            session.flush()
        officer = Officer(industries=[], towns=[])
        write_draft(officer, draft, section, {})
        workplace.add(session, officer)
    session.flush()


def _store_recusals(workplace: Workplace, session: Session, recusals: Sequence[SampleRecusal]) -> None:
    numbers = [recusal.certificate_number for recusal in recusals]
    codes = [recusal.credit_code for recusal in recusals]
    officers = select(Officer.certificate_number, Officer.id).where(Officer.certificate_number.in_(numbers))
    enterprises = select(Enterprise.credit_code, Enterprise.id).where(Enterprise.credit_code.in_(codes))
    officer_keys = dict(session.execute(officers).all())
    enterprise_keys = dict(session.execute(enterprises).all())
    for recusal in recusals:
        if recusal.credit_code not in enterprise_keys:
            continue
        pair = Recusal(
            officer_id=officer_keys[recusal.certificate_number],
            enterprise_id=enterprise_keys[recusal.credit_code],
            reason=recusal.reason,
        )
        workplace.add(session, pair)


def _enterprises(rng: Random, year: int) -> Iterator[EnterpriseDraft]:
    towns = [(row["code"], row["name"]) for row in code_table("towns")["town"]]
    trades = [_FOCUS[place % len(_FOCUS)] for place in range(SMELTING_OR_AMMONIA)]
    trades += [rng.choice(_FOUR) for _place in range(IN_FOUR_TRADES)]
    trades += [_OTHER[place % len(_OTHER)] for place in range(OTHERS)]
    dishonest = {3, SMELTING_OR_AMMONIA + 100}
    for place, trade in enumerate(trades):
        town = towns[place % len(towns)] if place < SMELTING_OR_AMMONIA else rng.choice(towns)
        draft = _enterprise(rng, year, place, trade, town)
        if place in dishonest:
            draft = replace(draft, is_dishonest=True, dishonest_basis="样例：列入安全生产严重失信主体名单")
        if place >= len(trades) - len(_GONE):
            draft = replace(draft, status=_GONE[len(trades) - 1 - place])
        yield draft


def _enterprise(rng: Random, year: int, place: int, trade: _Trade, town: tuple[str, str]) -> EnterpriseDraft:
    town_code, town_name = town
    name = f"洛阳样例{_STEMS[place % len(_STEMS)]}{_NUMERALS[place // len(_STEMS) % 10]}{_series(place)}{trade.product}有限公司"
    person = f"样例{rng.choice(_SURNAMES)}某"
    is_maker = trade not in _OTHER
    return EnterpriseDraft(
        name=name,
        credit_code=_credit_code(place, "410381" if rng.random() < 0.3 else "410307"),
        kind=EntityKind.ENTERPRISE,
        established_on=date(rng.randrange(1996, year), rng.randrange(1, 13), rng.randrange(1, 29)),
        registrar="洛阳市偃师区市场监督管理局",
        address=f"洛阳市偃师区{town_name}样例路{rng.randrange(1, 400)}号",
        town_code=town_code,
        industry=trade.industry,
        industry_code=trade.code,
        business_scope=f"{trade.product}的{'生产、加工、销售' if is_maker else '服务及相关货物的销售'}。（样例）",
        legal_representative=person,
        contact=person,
        phone=f"0379-0{place:07d}",
        employees=rng.randrange(8, 260),
        hazards=trade.hazards,
        remark="样例",
    )


def _series(place: int) -> str:
    """Tell apart names whose stem and numeral are the same."""
    return "" if place < 200 else "甲乙丙丁"[place // 200 - 1]


def _credit_code(place: int, district: str) -> str:
    """Return a valid code that no register has given: its organisation number runs from MA9Y0000."""
    organisation = f"MA9Y{place:04d}"
    body = f"91{district}{organisation}{organisation_check(organisation)}"
    return body + check_character(body)


def _officers(year: int) -> Iterator[OfficerDraft]:
    """Eight officers in the four 科室, ten in the 大队; nine may lead a team."""
    for place, sign in enumerate(_OFFICER_SIGNS):
        in_section = place < 2 * len(_SECTIONS)
        month, day = _EXPIRING.get(place, (12, 31))
        yield OfficerDraft(
            name=f"样例{sign}",
            certificate_number=f"YL4103070{place + 1:02d}",
            certificate_expires_on=date(year if place in _EXPIRING else year + 2, month, day),
            section_name=_SECTIONS[place // 2] if in_section else _BRIGADE,
            post="监管" if in_section else "执法",
            title="科长" if in_section and place % 2 == 0 else "科员",
            industries=_EXPERTISE[place // 2 % len(_EXPERTISE)],
            is_expert=place % 3 == 0,
            is_leader_qualified=place % 2 == 0,
            phone=f"0379-00000{place + 1:03d}",
            remark="样例",
        )


def _recusals(
    enterprises: Sequence[EnterpriseDraft], officers: Sequence[OfficerDraft]
) -> Iterator[SampleRecusal]:
    for officer, enterprise, reason in (
        (1, 0, "样例：曾在该企业任职"),
        (7, SMELTING_OR_AMMONIA + 11, "样例：近亲属为该企业负责人"),
        (12, SMELTING_OR_AMMONIA + 256, "样例：配偶在该企业任职"),
        (16, SMELTING_OR_AMMONIA + 700, "样例：持有该企业股份"),
    ):
        yield SampleRecusal(officers[officer].certificate_number, enterprises[enterprise].credit_code, reason)
