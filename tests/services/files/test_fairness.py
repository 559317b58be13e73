"""公平性报告 on paper and as a workbook, from a frozen view."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from models.errors import UserFacingError
from models.rules.fairness import Finding
from services.files.fairness import (
    CoverageLine,
    EnterpriseLine,
    FairnessLine,
    FairnessPart,
    FairnessView,
    render_fairness_pdf,
)
from services.files.fairness_workbook import write_fairness_xlsx

TOWNS = FairnessPart(
    title="镇街",
    of="镇街",
    entries_title="可抽户次",
    observed_title="抽中户次",
    note="定向抽取用检验判断。",
    verdict="偏差大于偶然所能解释（概率约0.3%），建议核对各次封存单、抽取证书和作废记录",
    finding=Finding.DEVIATES,
    lines=(FairnessLine("翟镇镇", 1200, 34.46, 52), FairnessLine("缑氏镇", 900, 25.8, 8)),
    faults=("2022-01-1抽中13户，名额是12户",),
)
CLASSES = FairnessPart(
    "风险类别",
    "类别",
    "可抽户次",
    "抽中户次",
    "",
    "没有按风险类别分别定比例的抽取",
    Finding.TOO_FEW,
    (),
    (),
    False,
)


def enterprise(number: int, *, missed: int = 3) -> EnterpriseLine:
    return EnterpriseLine(
        number, f"样例䶮邙机械厂{number}", f"91410307MA{number:08d}", "缑氏镇", 5, 1.25, 0, missed, 0.5,
        date(2021, 6, 1) if number % 2 else None, True,
    )  # fmt: skip


VIEW = FairnessView(
    bureau="洛阳市偃师区应急管理局",
    first_year=2021,
    last_year=2022,
    dated_on=date(2022, 12, 31),
    mark="样例数据，非正式文书",
    draws=5,
    verdict="有的项偏差大于偶然所能解释，建议核对各次封存单、抽取证书和作废记录。",
    finding=Finding.DEVIATES,
    standout="“样例厂”可抽5次、抽中5次，按规程应抽中0.3次。",
    counts=(("随机抽取", "5次"), ("作废的抽取", "1次")),
    parts=(TOWNS, CLASSES),
    coverage=(CoverageLine(2021, 30, 120), CoverageLine(2022, 45, 120)),
    since=date(2019, 12, 31),
    unvisited=60,
    register=120,
    enterprises=tuple(enterprise(number) for number in range(60)),
)


def text_of(content: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range().replace("\r\n", "") for page in pdf]


def test_the_paper_says_what_the_view_says() -> None:
    text = "".join(text_of(render_fairness_pdf(VIEW)))

    for said in (
        "2021—2022年随机抽取公平性报告", "2022年12月31日", VIEW.verdict, VIEW.standout, TOWNS.verdict, "缑氏镇",
        "× 2022-01-1抽中13户，名额是12户。", "+17.5", "-17.8", "37.5%", "未查60家", "本表列前40家", "样例䶮邙机械厂0",
        "没有记录", "小于0.5%的说“大于偶然所能解释”", "样例数据，非正式文书",
    ):  # fmt: skip
        assert said in text


def test_the_longest_list_goes_over_pages_with_its_header() -> None:
    pages = text_of(render_fairness_pdf(VIEW))

    assert len(pages) > 1
    assert all("累计机会" in page for page in pages[1:])


def test_the_same_view_gives_the_same_bytes(tmp_path: Path) -> None:
    write_fairness_xlsx(VIEW, tmp_path / "a.xlsx")
    write_fairness_xlsx(VIEW, tmp_path / "b.xlsx")

    assert render_fairness_pdf(VIEW) == render_fairness_pdf(VIEW)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_an_empty_report_is_a_paper_too() -> None:
    empty = replace(VIEW, parts=(), coverage=(), enterprises=(), standout="", counts=())

    assert "总的结论" in text_of(render_fairness_pdf(empty))[0]


def test_a_character_without_a_face_is_named() -> None:
    broken = replace(TOWNS, lines=(FairnessLine("\U0010fffd镇", 1, 1.0, 1),))

    with pytest.raises(UserFacingError, match="镇街"):
        render_fairness_pdf(replace(VIEW, parts=(broken,)))


def test_the_workbook_counts_with_numbers_and_lists_every_enterprise(tmp_path: Path) -> None:
    write_fairness_xlsx(VIEW, tmp_path / "公平性报告.xlsx")

    book = load_workbook(tmp_path / "公平性报告.xlsx")
    assert book.sheetnames == ["总的结论", "镇街", "风险类别", "各年度覆盖", "企业逐户"]
    assert [cell.value for cell in book["镇街"][2]] == ["翟镇镇", 1200, 34.46, 52, 17.54]
    assert book["企业逐户"].max_row == 61
    assert book["各年度覆盖"]["D3"].value == 0.375
    assert book["企业逐户"]["B2"].value == "91410307MA00000000"
