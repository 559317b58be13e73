"""Issued papers saved as .docx: the paper that was issued, logged, the rest done where one fails."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from sqlalchemy import select

from models.errors import UserCancelled
from models.tables.paper import PaperPrint
from models.vocab import PaperKind, PrintKind
from services.container import Services
from tests.services.records.acts import ISSUED_ON, VISIT
from tests.services.records.building import add_officers, add_task, dispatch

NAMES = ("洛阳样例一机械有限公司", "洛阳样例二机械有限公司")


@pytest.fixture
def paper_keys(services: Services) -> list[int]:
    officers = add_officers(services)
    keys = dispatch(services, add_task(services), list(NAMES), [officers[:2], officers[2:]])
    outcome = services.papers.issue(PaperKind.NOTICE, keys, issued_on=ISSUED_ON, **VISIT)
    return [paper.key for paper in outcome.issued]


def text_of(content: bytes) -> str:
    body: Any = Document(BytesIO(content)).element.body
    return "".join(part.text or "" for part in body.iter(qn("w:t")))


def test_a_word_copy_says_what_the_issued_paper_says(services: Services, paper_keys: list[int]) -> None:
    number = services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)[0].number

    text = text_of(services.word_copies.docx(paper_keys[0]))

    assert number in text
    assert "洛阳样例一机械有限公司" in text


def test_saved_word_copies_are_logged(services: Services, paper_keys: list[int], tmp_path: Path) -> None:
    outcome = services.word_copies.save_docx(paper_keys, tmp_path)

    assert outcome.failed == ()
    assert sorted(Path(path).name for path in outcome.written) == [
        "〔2022〕1号-洛阳样例一机械有限公司-检查通知书.docx",
        "〔2022〕2号-洛阳样例二机械有限公司-检查通知书.docx",
    ]
    with services.workplace.database.reading() as session:
        prints = session.scalars(select(PaperPrint).order_by(PaperPrint.id)).all()
        assert [(one.paper_id, one.kind) for one in prints] == [(key, PrintKind.WORD) for key in paper_keys]


def test_a_folder_that_cannot_be_written_to_fails_in_words_and_logs_nothing(
    services: Services, paper_keys: list[int], tmp_path: Path
) -> None:
    no_folder = tmp_path / "文件"
    no_folder.write_text("不是文件夹")

    outcome = services.word_copies.save_docx(paper_keys, no_folder)

    assert outcome.written == ()
    assert [name for name, _ in outcome.failed] == [
        "〔2022〕1号-洛阳样例一机械有限公司-检查通知书",
        "〔2022〕2号-洛阳样例二机械有限公司-检查通知书",
    ]
    with services.workplace.database.reading() as session:
        assert session.scalars(select(PaperPrint)).all() == []


def test_a_paper_that_is_gone_is_listed_and_the_rest_is_saved(
    services: Services, paper_keys: list[int], tmp_path: Path
) -> None:
    outcome = services.word_copies.save_docx([999, *paper_keys], tmp_path)

    assert len(outcome.written) == 2
    assert outcome.failed == (("文书 999", "这份文书不存在，请刷新文书登记簿后重试。"),)


def test_cancelling_keeps_what_is_written(services: Services, paper_keys: list[int], tmp_path: Path) -> None:
    def stop_at_second(done: int, total: int | None = None, text: str = "") -> None:
        if done == 1:
            raise UserCancelled

    outcome = services.word_copies.save_docx(paper_keys, tmp_path, stop_at_second)

    assert (len(outcome.written), outcome.left) == (1, 1)


def test_a_voided_paper_says_so(services: Services, paper_keys: list[int]) -> None:
    services.papers.void_paper(paper_keys[0], reason="样例原因")

    document: Any = Document(BytesIO(services.word_copies.docx(paper_keys[0])))

    assert "作废" in document.sections[0].header._element.xpath("string()")
