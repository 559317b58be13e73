"""The 清单 of a year or of a day goes out; a check sheet holds what applies to one industry."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from models.errors import UserFacingError
from models.vocab import Industry
from services.container import Services
from services.office.rows import SAMPLE_MARK
from services.roster.item_publishing import check_sheet_view, export_check_sheet, export_list, list_view
from services.roster.item_rows import ItemDraft, ItemListDraft, SubItem
from tests.services.files.pdf_reading import page_texts

METAL, CLOTH = frozenset({Industry.METALLURGY}), frozenset({Industry.TEXTILE})


def test_the_published_list_is_that_of_the_year_with_its_title_and_facts(
    services: Services, tmp_path: Path
) -> None:
    settings = services.office.get_settings()
    services.items.save_list(
        draft=ItemListDraft(2022, "样例〔2022〕1号", "样例细则第八条", date(2022, 5, 20))
    )

    view = list_view(services.items.list_items(year=2022), services.items.get_list(year=2022), settings)
    for name in ("清单.xlsx", "清单.pdf"):
        export_list(view, tmp_path / name)

    text = "".join(page_texts((tmp_path / "清单.pdf").read_bytes()))
    assert view.title == f"{settings.bureau_name}2022年度随机抽查事项清单"
    assert view.facts == ("制定依据：样例细则第八条", "文号：样例〔2022〕1号　　公布日期：2022年5月20日")
    assert openpyxl.load_workbook(tmp_path / "清单.xlsx").active["A1"].value == view.title
    assert "2名以上持" in text
    assert [line.title for line in view.lines] == [row.title for row in services.items.list_items()]


def test_the_list_of_a_day_says_so_and_practice_data_is_marked(services: Services) -> None:
    settings = replace(services.office.get_settings(), is_sample=True)
    rows = services.items.list_items(on=date(2022, 3, 1))

    view = list_view(rows, ItemListDraft(2022), settings, on=date(2022, 3, 1))

    assert view.title.endswith("2022年度随机抽查事项清单（2022年3月1日施行）")
    assert (view.mark, view.facts) == (SAMPLE_MARK, ())


def test_an_empty_list_is_not_published(services: Services) -> None:
    with pytest.raises(UserFacingError, match="2019 年的清单上没有抽查事项"):
        list_view([], ItemListDraft(2019), services.office.get_settings())


def test_a_changed_content_is_printed_as_it_was_decided_though_its_sub_items_say_less(
    services: Services,
) -> None:
    draft = ItemDraft(title="样例", content="全部内容。", sub_items=(SubItem(1, "部分"),))
    services.items.add_item(draft=draft)

    view = list_view(services.items.list_items(), ItemListDraft(2022), services.office.get_settings())

    assert view.lines[0].contents[0] == "依法通过有关安全生产行政审批的情况；"
    assert view.lines[-1].contents == ("全部内容。",)


def test_a_check_sheet_holds_the_items_and_sub_items_of_its_industry(services: Services) -> None:
    subs = (
        SubItem(1, "各行业都查", is_key=True, score=5),
        SubItem(2, "冶金才查", industries=METAL, is_veto=True),
        SubItem(3, "纺织才查", "看台账", "第一条", industries=CLOTH),
    )
    services.items.add_item(
        draft=ItemDraft(title="共同事项", content="内容", method="核查", basis="第九条", sub_items=subs)
    )
    services.items.add_item(draft=ItemDraft(title="冶金事项", content="内容", industries=METAL))
    services.items.add_item(draft=ItemDraft(title="空事项", content="内容", sub_items=subs[1:2]))
    rows, settings = services.items.list_items()[10:], services.office.get_settings()

    cloth = check_sheet_view(rows, settings, industry=Industry.TEXTILE, year=2022)
    every = check_sheet_view(rows, settings, industry=None, year=2022)

    assert [group.title for group in cloth.groups] == ["11. 共同事项"]
    assert [line.content for line in cloth.groups[0].lines] == ["各行业都查", "纺织才查"]
    assert [(line.method, line.basis, line.marks) for line in cloth.groups[0].lines] == [
        ("核查", "第九条", ("关键项", "5分")),
        ("看台账", "第一条", ()),
    ]
    assert [len(group.lines) for group in every.groups] == [3, 1, 1]
    assert (cloth.title, every.title) == ("纺织行业随机抽查检查表", "随机抽查检查表")


def test_a_line_repeats_no_method_and_basis_of_the_line_above(services: Services, tmp_path: Path) -> None:
    view = check_sheet_view(
        services.items.list_items(), services.office.get_settings(), industry=Industry.LIGHT, year=2022
    )
    export_check_sheet(view, tmp_path / "检查表.pdf")

    text = "".join(page_texts((tmp_path / "检查表.pdf").read_bytes()))
    assert [line.is_as_before for line in view.groups[0].lines] == [False, *[True] * 5]
    assert len(view.groups) == 10
    assert text.count("□") == 3 * sum(len(group.lines) for group in view.groups)


def test_an_industry_without_items_gets_no_sheet(services: Services) -> None:
    services.items.add_item(draft=ItemDraft(title="冶金事项", content="内容", industries=METAL))

    with pytest.raises(UserFacingError, match="适用于纺织行业"):
        check_sheet_view(
            services.items.list_items()[10:],
            services.office.get_settings(),
            industry=Industry.TEXTILE,
            year=2022,
        )
