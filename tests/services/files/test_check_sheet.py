"""随机抽查检查表: what is to be looked at stands on it in full, what the officers write stays blank."""

from dataclasses import replace

from services.files.check_sheet import CheckGroup, CheckLine, CheckSheetView, render_check_sheet_pdf
from tests.services.files.pdf_reading import boxes, page_texts

LINE = CheckLine("1.1", "取证上岗情况；", "查阅证件", "《样例条例》第三十条", ("关键项", "5分"))
VIEW = CheckSheetView(
    title="机械行业随机抽查检查表",
    groups=(CheckGroup("1. 人员资格", (LINE, replace(LINE, number="1.2", marks=(), is_as_before=True))),),
    facts="样例局　2022年度随机抽查事项清单",
    mark="样例数据，非正式文书",
)
HEADER = "序号检查内容检查方法与依据是否不适用发现问题情况"


def test_the_sheet_has_fields_header_lines_boxes_and_signatures() -> None:
    (text,) = page_texts(render_check_sheet_pdf(VIEW))

    expected = ["机械行业随机抽查检查表", "被检查企业", "统一社会信用代码", HEADER, "1.人员资格", "检查结果"]
    expected += [
        "【关键项、5分】取证上岗情况；",
        "方法：查阅证件",
        "同上",
        "被检查单位负责人（签名）",
        VIEW.mark,
    ]
    assert [words for words in expected if words not in text] == []
    assert text.count("□") == 6
    assert text.count("检查人员（签名）") == 2


def test_the_header_stands_on_every_page_and_no_line_is_lost() -> None:
    lines = tuple(replace(LINE, number=f"1.{n}", content=f"第{n}项情况；") for n in range(1, 81))

    pages = page_texts(render_check_sheet_pdf(replace(VIEW, groups=(CheckGroup("1. 很多", lines),))))

    whole = "".join(pages)
    assert len(pages) > 3
    assert all(HEADER in text for text in pages[:-1])
    assert [n for n in range(1, 81) if f"第{n}项情况；" not in whole] == []


def test_a_line_longer_than_a_page_goes_on_over_the_next() -> None:
    long = replace(LINE, content="永" * 2500)

    pages = page_texts(render_check_sheet_pdf(replace(VIEW, groups=(CheckGroup("1. 长", (long,)),))))

    assert sum(text.count("永") for text in pages) == 2500


def test_the_table_keeps_its_margins() -> None:
    ink = boxes(render_check_sheet_pdf(VIEW), 0, loose=False)

    assert min(box.left for box in ink) >= 20
    assert max(box.right for box in ink) <= 210 - 18
    assert max(box.bottom for box in ink) <= 297 - 10
