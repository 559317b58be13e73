import pytest

from models.rules.industries import IndustryGuesser
from models.vocab import Hazard, Industry

GUESSER = IndustryGuesser(
    words={
        Industry.MACHINERY: ("机械", "轴承", "配件"),
        Industry.LIGHT: ("塑料", "制鞋", "家具"),
        Industry.BUILDING_MATERIALS: ("耐火",),
        Industry.COMMERCE: ("商贸",),
        Industry.OTHER: ("化工", "加油站"),
    },
    codes={
        "31": Industry.METALLURGY,
        "30": Industry.BUILDING_MATERIALS,
        "305": Industry.LIGHT,
        "33": Industry.MACHINERY,
        "52": Industry.COMMERCE,
        "5265": Industry.OTHER,
    },
    hazard_words={Hazard.METAL_SMELTING: ("冶炼", "铸造厂"), Hazard.AMMONIA: ("液氨",)},
)


@pytest.mark.parametrize(
    ("name", "industry"),
    [
        ("洛阳样例机械有限公司", Industry.MACHINERY),
        ("偃师市样例塑料机械厂", Industry.MACHINERY),
        ("偃师市样例机械塑料厂", Industry.LIGHT),
        ("样例石油化工加油站", Industry.OTHER),
        ("洛阳样例商贸有限公司", Industry.COMMERCE),
    ],
)
def test_the_last_trade_word_of_a_name_decides(name: str, industry: Industry) -> None:
    assert GUESSER.guess(name=name) is industry


@pytest.mark.parametrize(
    ("scope", "industry"),
    [
        ("轴承、塑料件的生产销售", Industry.MACHINERY),
        ("轴承的销售", Industry.COMMERCE),
        ("百货、日杂", Industry.COMMERCE),
        ("咨询", Industry.OTHER),
        ("", Industry.OTHER),
    ],
)
def test_a_scope_counts_as_a_trade_only_when_something_is_made(scope: str, industry: Industry) -> None:
    assert GUESSER.guess(name="洛阳样例实业有限公司", business_scope=scope) is industry


@pytest.mark.parametrize(
    ("code", "industry"),
    [
        ("3130", Industry.METALLURGY),
        ("C3130", Industry.METALLURGY),
        ("3051", Industry.LIGHT),
        ("3021", Industry.BUILDING_MATERIALS),
        ("5265", Industry.OTHER),
        ("5211", Industry.COMMERCE),
        ("9999", Industry.OTHER),
        ("机械", None),
        ("C", None),
        ("31300", None),
    ],
)
def test_the_longest_prefix_of_a_gb4754_code_settles_the_industry(
    code: str, industry: Industry | None
) -> None:
    assert GUESSER.settle(code) is industry


@pytest.mark.parametrize(
    ("name", "scope", "hazards"),
    [
        ("洛阳样例铸造厂", "", {Hazard.METAL_SMELTING}),
        ("洛阳样例食品有限公司", "食品生产（液氨制冷）", {Hazard.AMMONIA}),
        ("洛阳样例材料有限公司", "金属材料（不含冶炼）", set()),
        ("洛阳样例机械有限公司", "铸造机械的生产", set()),
        ("洛阳样例商贸有限公司", "冷库租赁", set()),
    ],
)
def test_only_words_without_doubt_name_a_hazard(name: str, scope: str, hazards: set[Hazard]) -> None:
    assert GUESSER.hazards(name=name, business_scope=scope) == hazards
