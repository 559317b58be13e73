"""工作方案 as an official page: chapters in order, who wrote and approved it, 草稿 where nobody did."""

from dataclasses import replace
from datetime import date

import pytest

from models.errors import UnprintableTextError
from services.files.scheme_paper import SchemePaperView, render_scheme_paper
from tests.services.files.pdf_reading import metadata, page_texts

VIEW = SchemePaperView(
    bureau="洛阳市偃师区应急管理局",
    title="机械行业随机抽查工作方案",
    basis="样例细则第十二条。",
    objects="机械企业。",
    content="1．制度建立情况；\n2．制度落实情况。",
    organisation="",
    steps="五月抽取，六月检查。",
    requirements="不得随意检查。",
    written_by="样例甲",
    written_on=date(2022, 5, 20),
    approved_by="样例局长",
    approved_on=date(2022, 5, 24),
    dated_on=date(2022, 5, 20),
)


def test_chapters_come_in_order_and_an_empty_one_has_no_heading() -> None:
    [page] = page_texts(render_scheme_paper(VIEW))

    for words in (
        "机械行业随机抽查工作方案一、检查依据样例细则第十二条。",
        "三、检查内容1．制度建立情况；2．制度落实情况。",
        "四、实施步骤",
        "五、工作要求",
        "拟稿：样例甲，2022年5月20日。批准：样例局长，2022年5月24日。",
        "洛阳市偃师区应急管理局2022年5月24日",
    ):
        assert words in page
    assert "组织分工" not in page
    assert "草稿" not in page


def test_a_scheme_that_nobody_approved_says_so_and_names_no_approver() -> None:
    pdf = render_scheme_paper(replace(VIEW, approved_by="", approved_on=None, mark="样例"))

    [page] = page_texts(pdf)
    assert "样例草稿，尚未批准" in page
    assert "批准：" not in page
    assert "洛阳市偃师区应急管理局2022年5月20日" in page


def test_a_character_without_a_face_refuses_the_scheme_in_words() -> None:
    with pytest.raises(UnprintableTextError, match=r"工作方案“机械行业随机抽查工作方案”无法打印.*U\+310FF"):
        render_scheme_paper(replace(VIEW, content="检查\U000310ff"))


def test_the_same_scheme_gives_the_same_bytes() -> None:
    assert render_scheme_paper(VIEW) == render_scheme_paper(VIEW)
    assert metadata(render_scheme_paper(VIEW))["Title"] == "机械行业随机抽查工作方案"
