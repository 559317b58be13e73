"""A stack of signed papers is sorted to its papers by the code on them, and kept once."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from sqlalchemy import select

from models.errors import UserCancelled, UserFacingError
from models.tables.office import OperationLog
from models.tables.paper import IssuedPaper
from models.vocab import PaperKind
from services.container import Services
from services.papers.rows import PaperRow
from services.papers.scan_rows import SortedScans
from tests.services.files.pdf_reading import page_texts
from tests.services.papers.scanning import printed_pages, save_pdf, save_picture, scanned

Pages = Callable[[int], list[Image.Image]]
BACK = Image.new("RGB", (1654, 2339), "white")


@pytest.fixture
def papers(services: Services, notices: list[int]) -> list[PaperRow]:
    return services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)


@pytest.fixture
def pages(services: Services, notices: list[int]) -> Pages:
    """The printed pages of the first or the second notice."""
    return lambda place: printed_pages(services.papers.render(notices[place]))


def told(result: SortedScans) -> list[tuple[int, list[int]]]:
    return [(one.paper.serial, [page.number for page in one.pages]) for one in result.papers]


def turned_over(pdf: bytes) -> bytes:
    """Return a PDF as a scanner gives it that was fed upside down."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            page.set_rotation(180)
        buffer = BytesIO()
        document.save(buffer)
    return buffer.getvalue()


# -- sorting


def test_a_stack_is_sorted_to_its_papers(services: Services, pages: Pages, tmp_path: Path) -> None:
    second, first = pages(1), pages(0)
    stack = save_pdf([scanned(page) for page in [*second, *first]], tmp_path / "扫描.pdf")

    result = services.paper_scans.sort([stack])

    middle = len(second)
    assert told(result) == [
        (2, list(range(1, middle + 1))),
        (1, list(range(middle + 1, middle + len(first) + 1))),
    ]
    assert result.unassigned == ()


@pytest.mark.parametrize(
    ("turn", "askew", "specks"), [(180, 0.0, 0), (90, 0.0, 0), (0, 1.8, 0), (0, -3.0, 4000), (180, 1.2, 4000)]
)
def test_a_page_is_known_upside_down_askew_and_dirty(
    services: Services, pages: Pages, tmp_path: Path, turn: int, askew: float, specks: int
) -> None:
    page = scanned(pages(0)[0], turn=turn, askew=askew, specks=specks)
    stack = save_pdf([page], tmp_path / "扫描.pdf")

    result = services.paper_scans.sort([stack])

    assert told(result) == [(1, [1])]
    assert result.papers[0].pages[0].turn == turn


def test_a_coarse_scan_is_read_too(services: Services, notices: list[int], tmp_path: Path) -> None:
    page = scanned(printed_pages(services.papers.render(notices[0]), dpi=100)[0])

    result = services.paper_scans.sort([save_picture(page, tmp_path / "粗.png", dpi=100)])

    assert told(result) == [(1, [1])]


def test_pages_of_pictures_go_on_from_file_to_file(services: Services, pages: Pages, tmp_path: Path) -> None:
    first = save_picture(scanned(pages(0)[0]), tmp_path / "001.jpg")
    back = save_picture(BACK, tmp_path / "002.jpg")
    second = save_picture(scanned(pages(1)[0]), tmp_path / "003.png")

    result = services.paper_scans.sort([first, back, second])

    assert [(one.paper.serial, [page.path.name for page in one.pages]) for one in result.papers] == [
        (1, ["001.jpg", "002.jpg"]),
        (2, ["003.png"]),
    ]


def test_a_tiff_of_several_pages_is_a_stack(services: Services, pages: Pages, tmp_path: Path) -> None:
    path = tmp_path / "扫描.tif"
    scanned(pages(0)[0]).convert("L").save(
        path,
        save_all=True,
        append_images=[BACK.convert("L"), scanned(pages(1)[0]).convert("L")],
        dpi=(200, 200),
    )

    assert told(services.paper_scans.sort([path])) == [(1, [1, 2]), (2, [3])]


def test_pages_before_the_first_code_belong_to_nothing(
    services: Services, pages: Pages, tmp_path: Path
) -> None:
    first = save_pdf([scanned(pages(0)[0])], tmp_path / "甲.pdf")
    second = save_pdf([BACK, scanned(pages(1)[0])], tmp_path / "乙.pdf")

    result = services.paper_scans.sort([first, second])

    assert told(result) == [(1, [1]), (2, [2])]
    assert [(page.name, reason) for page, reason in result.unassigned] == [
        ("乙.pdf 第 1 页", "前面没有带二维码的页")
    ]


def test_pages_behind_an_unknown_code_do_not_go_to_the_paper_before(
    services: Services, pages: Pages, notices: list[int], tmp_path: Path
) -> None:
    first, second = scanned(pages(0)[0]), scanned(pages(1)[0])
    with services.workplace.database.transaction() as session:
        session.get_one(IssuedPaper, notices[1]).view_digest = "0" * 64
    stack = save_pdf([first, second, BACK], tmp_path / "扫描.pdf")

    result = services.paper_scans.sort([stack])

    assert told(result) == [(1, [1])]
    assert [(page.number, reason) for page, reason in result.unassigned] == [
        (2, "二维码指向的文书不在本单位的登记簿中"),
        (3, "前一页的文书没有认出"),
    ]


def test_each_signed_copy_of_a_paper_is_a_scan_of_its_own(
    services: Services, pages: Pages, tmp_path: Path
) -> None:
    one, other = scanned(pages(0)[0]), scanned(pages(0)[0], specks=300)

    result = services.paper_scans.sort([save_pdf([one, other], tmp_path / "扫描.pdf")])

    assert told(result) == [(1, [1]), (1, [2])]


def test_a_reprint_and_a_voided_paper_are_known_by_the_same_code(
    services: Services, notices: list[int], tmp_path: Path
) -> None:
    services.papers.void_paper(notices[1], reason="写错")
    page = scanned(printed_pages(services.papers.render(notices[1]))[0])

    result = services.paper_scans.sort([save_pdf([page], tmp_path / "扫描.pdf")])

    assert result.papers[0].paper.is_voided


def test_a_file_that_cannot_be_read_is_listed_and_the_others_are_sorted(
    services: Services, pages: Pages, tmp_path: Path
) -> None:
    good = save_pdf([scanned(pages(0)[0])], tmp_path / "好.pdf")
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.7 not really")
    no_picture = tmp_path / "坏.jpg"
    no_picture.write_bytes(b"\xff\xd8\xff\xe0 not really")
    word = tmp_path / "文.docx"
    word.write_bytes(b"PK")

    result = services.paper_scans.sort([broken, no_picture, word, tmp_path / "没有.pdf", good])

    assert told(result) == [(1, [1])]
    assert [name for name, _ in result.unreadable] == ["坏.pdf", "坏.jpg", "文.docx", "没有.pdf"]
    assert "已损坏" in result.unreadable[0][1]
    assert "不是完整的图片" in result.unreadable[1][1]
    assert "可用的格式有" in result.unreadable[2][1]
    assert "找不到文件“没有.pdf”" in result.unreadable[3][1]


def test_sorting_can_be_cancelled(services: Services, pages: Pages, tmp_path: Path) -> None:
    def stop(done: int, total: int | None = None, text: str = "") -> None:
        raise UserCancelled

    with pytest.raises(UserCancelled):
        services.paper_scans.sort([save_pdf([BACK], tmp_path / "扫描.pdf")], stop)


# -- keeping


def test_the_pages_of_a_paper_are_kept_as_one_pdf_and_set_upright(
    services: Services, notices: list[int], tmp_path: Path
) -> None:
    stack = tmp_path / "扫描.pdf"
    stack.write_bytes(turned_over(services.papers.render_merged(notices, duplex=True)))
    outcome = services.paper_scans.keep(services.paper_scans.sort([stack]).papers)

    [row] = services.paper_scans.list_scans(notices[0])
    kept = services.paper_scans.content(row.key)

    assert outcome.kept[0].name == "（豫偃）应急抽通〔2022〕1号（洛阳样例第一机械有限公司）"
    assert (row.source_name, row.added_by, row.size) == ("扫描.pdf", "样例操作人", len(kept))
    assert len(page_texts(kept)) == row.pages
    assert "洛阳样例第一机械有限公司" in page_texts(kept)[0]
    assert services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)[0].scans == 1
    again = tmp_path / "留存.pdf"
    again.write_bytes(kept)
    assert services.paper_scans.sort([again]).papers[0].pages[0].turn == 0


def test_the_same_pages_are_kept_once(services: Services, pages: Pages, tmp_path: Path) -> None:
    result = services.paper_scans.sort([save_pdf([scanned(pages(0)[0])], tmp_path / "扫描.pdf")])
    services.paper_scans.keep(result.papers)

    again = services.paper_scans.keep(result.papers)

    assert again.kept == ()
    assert [sentence for _, sentence in again.failed] == ["同一扫描件已经保存过，没有重复保存。"]
    assert len(services.paper_scans.list_scans(result.papers[0].paper.key)) == 1


def test_a_clerk_may_put_a_page_to_a_paper(
    services: Services, pages: Pages, papers: list[PaperRow], tmp_path: Path
) -> None:
    result = services.paper_scans.sort([save_pdf([BACK, scanned(pages(0)[0])], tmp_path / "扫描.pdf")])
    [(loose, _)] = result.unassigned
    [found] = result.papers

    services.paper_scans.keep([replace(found, pages=(*found.pages, loose))])

    assert services.paper_scans.list_scans(papers[0].key)[0].pages == 2


def test_a_file_that_changed_after_it_was_sorted_is_refused(
    services: Services, pages: Pages, papers: list[PaperRow], tmp_path: Path
) -> None:
    stack = save_pdf([scanned(pages(0)[0])], tmp_path / "扫描.pdf")
    result = services.paper_scans.sort([stack])
    save_pdf([BACK], stack)

    outcome = services.paper_scans.keep(result.papers)

    assert "“扫描.pdf”在识别后被改动" in outcome.failed[0][1]
    assert services.paper_scans.list_scans(papers[0].key) == []


def test_cancelling_keeps_what_is_stored(
    services: Services, pages: Pages, papers: list[PaperRow], tmp_path: Path
) -> None:
    result = services.paper_scans.sort(
        [save_pdf([scanned(pages(0)[0]), scanned(pages(1)[0])], tmp_path / "扫描.pdf")]
    )

    def stop_at_the_second(done: int, total: int | None = None, text: str = "") -> None:
        if done == 1:
            raise UserCancelled

    outcome = services.paper_scans.keep(result.papers, stop_at_the_second)

    assert (len(outcome.kept), outcome.left) == (1, 1)
    assert [len(services.paper_scans.list_scans(paper.key)) for paper in papers] == [1, 0]


def test_a_scan_with_the_wrong_paper_is_taken_away_and_the_log_says_so(
    services: Services, pages: Pages, papers: list[PaperRow], tmp_path: Path
) -> None:
    services.paper_scans.keep(
        services.paper_scans.sort([save_pdf([scanned(pages(0)[0])], tmp_path / "扫描.pdf")]).papers
    )
    [row] = services.paper_scans.list_scans(papers[0].key)

    with pytest.raises(UserFacingError, match="请写明撤下扫描件的理由"):
        services.paper_scans.withdraw(row.key, reason=" ")
    services.paper_scans.withdraw(row.key, reason="放错文书")

    assert services.paper_scans.list_scans(papers[0].key) == []
    with services.workplace.database.reading() as session:
        log = session.scalars(select(OperationLog).order_by(OperationLog.id.desc())).first()
    assert log is not None
    assert log.summary == "撤下检查通知书 （豫偃）应急抽通〔2022〕1号的扫描件：放错文书"
    with pytest.raises(UserFacingError, match="已不存在"):
        services.paper_scans.content(row.key)
