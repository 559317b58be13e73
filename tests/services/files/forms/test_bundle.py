"""检查卷宗: cover, 目录 and 备考表, each on its own page; what is missing is told."""

from dataclasses import replace

from models.vocab import FormSet
from services.files.forms.bundle import FORM, BundleLine, BundleView
from services.files.forms.form import Copy, blank_view, prove_printable, render_copies, sample_view
from services.files.frozen_view import view_from_json, view_to_json
from tests.services.files.pdf_reading import page_texts

VIEW = sample_view(FORM, FormSet.EMERGENCY)


def printed(view: BundleView) -> list[str]:
    return page_texts(render_copies([Copy(FORM, view)]))


def test_cover_list_and_note_stand_on_a_page_each() -> None:
    cover, contents, note = printed(VIEW)

    assert "案卷题名对样例耐火材料有限公司实施“机械、轻工、纺织、建材等工贸行业随机抽查”检查的案卷" in cover
    assert "起止日期2022年6月10日至10月8日件数、页数共5件12页保管期限30年档号" in cover
    assert "2检查通知书（样例）应急抽通〔2022〕12号2022.9.82-3" in contents
    assert "5现场照片9-124页" in contents
    assert "本卷共5件12页（不含封面、目录和备考表）。" in note
    assert "（1）行政检查审批表（2）双随机监管工作平台的公示凭证" in note


def test_a_complete_bundle_says_so_and_a_remark_is_told() -> None:
    note = printed(replace(VIEW, missing=(), remark="第3页有涂改"))[-1]

    assert "应当归档的文书齐全。" in note
    assert "缺少" not in note
    assert "说明：第3页有涂改" in note


def test_the_list_of_a_thick_bundle_goes_over_pages() -> None:
    line = BundleLine(title="询问笔录", number="", dated_on=None, pages="1-2")

    pages = printed(replace(VIEW, lines=tuple(replace(line, title=f"第{n}号材料") for n in range(60))))

    assert len(pages) > 4
    assert "第59号材料" in "".join(pages)


def test_an_empty_one_is_all_blanks() -> None:
    pages = printed(blank_view(FORM, FormSet.EMERGENCY))

    assert len(pages) == 3
    assert "样例" not in "".join(pages)
    assert "共件页" in pages[0]


def test_the_pages_counted_without_drawing_are_those_drawn() -> None:
    assert prove_printable(Copy(FORM, VIEW)) == len(printed(VIEW))


def test_the_stored_view_gives_the_same_bundle() -> None:
    stored = view_from_json(BundleView, view_to_json(VIEW))

    assert render_copies([Copy(FORM, stored)]) == render_copies([Copy(FORM, VIEW)])
