"""Papers that were issued before revision 0004 are printed with the same words, and their register goes on.

``office_at_0003/office.db.xz`` was written by the program as it was at that revision, with sample data: two notices, one of them
followed by a letter; ``papers.txt`` is what that program printed, a line a paper, without blanks.
"""

import lzma
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from models.tables.base import BEIJING
from models.vocab import PaperKind, PrintKind
from services.clock import SimulatedClock
from services.container import Services, open_services
from services.program import DATABASE_NAME
from tests.services.files.pdf_reading import whole_text

KEPT = Path(__file__).with_name("office_at_0003")
_CODE = re.compile("校验码(?:[0-9A-F]{4}-){3}[0-9A-F]{4}")  # how a paper is looked up since


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Services]:
    (tmp_path / DATABASE_NAME).write_bytes(lzma.decompress((KEPT / "office.db.xz").read_bytes()))
    clock = SimulatedClock(datetime(2022, 6, 13, 9, 0, tzinfo=BEIJING))
    opened = open_services(tmp_path, operator="样例操作人", clock=clock)
    yield opened
    opened.close()


def printed(services: Services, key: int) -> str:
    pdf = services.papers.copies_for_print([key])
    return _CODE.sub("", "".join(whole_text(pdf).split()))


def test_old_papers_say_what_they_said_and_a_reprint_only_its_mark_more(old: Services) -> None:
    first = [printed(old, key) for key in (1, 2, 3)]
    old.papers.note_prints([1, 2, 3], kind=PrintKind.PRINTED, copies=1)
    second = [printed(old, key).replace("补打第1次", "") for key in (1, 2, 3)]

    assert first == (KEPT / "papers.txt").read_text(encoding="utf-8").split()
    assert second == first


def test_the_register_of_an_old_database_goes_on_and_its_papers_are_voided_and_found(old: Services) -> None:
    [notice, other] = old.papers.list_papers(year=2022, kind=PaperKind.NOTICE)
    old.papers.void_paper(other.key, reason="时间有误")
    again = old.papers.issue(PaperKind.NOTICE, [other.record_key or 0], issued_on=date(2022, 6, 13))
    [letter] = old.papers.list_papers(year=2022, kind=PaperKind.FEEDBACK)
    old.papers.void_paper(letter.key, reason="写错")
    new_letter = old.papers.issue(PaperKind.FEEDBACK, [notice.record_key or 0], issued_on=date(2022, 6, 13))

    assert [paper.number for paper in again.issued] == ["（豫偃）应急抽通〔2022〕3号"]
    assert [paper.number for paper in new_letter.issued] == ["偃应急函〔2022〕2号"]
    assert [row.explanation for row in old.papers.register(year=2022, kind=PaperKind.NOTICE)] == [
        "",
        "作废：时间有误",
        "",
    ]
    assert old.papers.find(notice.short_digest) == notice
