import pytest

from models.rules.localities import Clue, Town, TownFinder

SHOUYANGSHAN = Town("410307004", "首阳山街道", "首阳山", is_in_district=True)
SHANGCHENG = Town("410307005", "商城街道", "商城", is_in_district=True)
HUAIXIN = Town("410307006", "槐新街道", "槐新", is_in_district=True)
YILUO = Town("410307007", "伊洛街道", "伊洛", is_in_district=True)
ZHAI = Town("410307103", "翟镇镇", "翟镇", is_in_district=True)
YUETAN = Town("410307104", "岳滩镇", "岳滩", is_in_district=True)
DAKOU = Town("410307110", "大口镇", "大口", is_in_district=True)
LICUN = Town("410311902", "李村镇（区外）", "李村", is_in_district=False)
KOUDIAN = Town("410311903", "寇店镇（区外）", "寇店", is_in_district=False)
ELSEWHERE = Town("410300000", "其他区县（区外）", "", is_in_district=False)

FINDER = TownFinder(
    [SHOUYANGSHAN, SHANGCHENG, HUAIXIN, YILUO, ZHAI, YUETAN, DAKOU, LICUN, KOUDIAN],
    districts=["偃师市", "偃师区", "偃师"],
    heirs=["洛龙区", "伊滨区"],
    neighbours=["西工区", "新安县", "伊川县"],
    elsewhere=ELSEWHERE,
)


@pytest.mark.parametrize(
    ("address", "town", "clue"),
    [
        ("洛阳市偃师区岳滩镇样例路1号", YUETAN, Clue.FULL_NAME),
        ("偃师市大口乡样例村", DAKOU, Clue.FULL_NAME),
        ("偃师市翟镇镇样例村", ZHAI, Clue.FULL_NAME),
        ("翟镇镇样例村", ZHAI, Clue.FULL_NAME),
        ("偃师市商城街道办事处商城西路样例首阳山发电公司院内", SHANGCHENG, Clue.FULL_NAME),
        ("偃师市伊洛街道办事处样例路与槐新路交叉口", YILUO, Clue.FULL_NAME),
        ("偃师市样例工业区（生产地址：偃师市岳滩镇）", YUETAN, Clue.FULL_NAME),
        ("偃师市岳滩工业区", YUETAN, Clue.STEM),
        ("偃师市大口样例村", DAKOU, Clue.STEM),
        ("偃师市首阳山开发区", SHOUYANGSHAN, Clue.STEM),
        ("偃师市城关镇槐新南路西侧", HUAIXIN, Clue.STREET),
        ("偃师市城关镇商城路78号", SHANGCHENG, Clue.STREET),
    ],
)
def test_the_town_is_found_in_the_address(address: str, town: Town, clue: Clue) -> None:
    found = FINDER.find(address)

    assert found is not None
    assert (found.town, found.clue) == (town, clue)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "偃师市样例路53号",
        "偃师市城关镇样例村",
        "偃师市样例路温州商城一楼",
        "偃师市样例路大口径钢管院内",
        "偃师市刘李村",
        "洛阳市样例路",
    ],
)
def test_an_address_that_names_no_town_is_left_open(address: str) -> None:
    assert FINDER.find(address) is None


@pytest.mark.parametrize(
    ("address", "town"),
    [
        ("偃师市李村镇李村", LICUN),
        ("洛阳市伊滨区李村镇样例村", LICUN),
        ("偃师市寇店镇刘李村", KOUDIAN),
        ("偃师市李村工业区", LICUN),
        ("洛阳市洛龙区样例路367号", ELSEWHERE),
        ("洛阳市伊滨区商城路1号", ELSEWHERE),
        ("新安县李村镇样例村", ELSEWHERE),
        ("洛阳市西工区岳滩路", ELSEWHERE),
    ],
)
def test_an_address_outside_the_district_is_told_apart(address: str, town: Town) -> None:
    found = FINDER.find(address)

    assert found is not None
    assert found.town == town
    assert not FINDER.is_in_district(found.town.code)


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("岳滩镇", YUETAN),
        ("岳滩", YUETAN),
        ("大口乡", DAKOU),
        ("商城街道", SHANGCHENG),
        ("李村镇", LICUN),
        ("城关镇", None),
        ("待定", None),
    ],
)
def test_a_column_of_towns_is_understood_in_its_usual_words(text: str, town: Town | None) -> None:
    assert FINDER.named(text) == town


def test_an_open_town_is_not_one_of_the_district() -> None:
    assert not FINDER.is_in_district(None)
    assert FINDER.is_in_district("410307104")
