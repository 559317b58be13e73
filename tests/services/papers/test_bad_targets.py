"""Papers go to places that fail: no room, no right, gone between two files, a path that is too long, a name that is no name."""

import multiprocessing
import shutil
from pathlib import Path

import pytest
from sqlalchemy import update

from models.errors import UserFacingError
from models.tables.enterprise import Enterprise
from models.vocab import PrintKind
from services.container import Services, open_services
from services.files.writing import write_file
from services.papers.giving_out import paper_file_name
from services.papers.rows import SaveOutcome
from tests.services.files.pdf_reading import page_texts
from tests.services.records.acts import issue

resource = pytest.importorskip("resource", reason="Windows limits no file size")
SMALL, LARGE = 1_000, 100_000_000


def rename_all(services: Services, name: str) -> None:
    with services.workplace.database.transaction() as session:
        session.execute(update(Enterprise).values(name=name))


def save_without_room(
    data_dir: Path, keys: list[int], folder: Path, answers: "multiprocessing.Queue[SaveOutcome]"
) -> None:
    services = open_services(data_dir, operator="样例操作人")
    limited: list[int] = []

    def limit_the_second(done: int, total: int | None = None, text: str = "") -> None:
        limited.append(done)
        room = SMALL if done == 1 else LARGE
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))

    outcome = services.papers.save_each(keys, folder, limit_the_second)
    services.close()
    answers.put(outcome)


def test_a_file_that_finds_no_room_is_listed_leaves_no_half_and_the_rest_is_written(
    services: Services, data_dir: Path, record_keys: list[int], tmp_path: Path
) -> None:
    keys = [paper.key for paper in issue(services, record_keys[:3]).issued]
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    folder = tmp_path / "出"
    process = context.Process(target=save_without_room, args=(data_dir, keys, folder, answers))

    process.start()
    outcome = answers.get(timeout=120)
    process.join(timeout=60)

    assert [Path(name).name[:8] for name in outcome.written] == ["〔2022〕1号", "〔2022〕3号"]
    [(name, sentence)] = outcome.failed
    assert name.startswith("〔2022〕2号-洛阳样例第二机械有限公司-检查通知书")
    assert "磁盘已满" in sentence
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        Path(name).name for name in outcome.written
    )
    assert [len(services.papers.print_log(key)) for key in keys] == [1, 0, 1]


def test_a_folder_that_is_taken_away_between_two_files_costs_only_what_was_to_go_there(
    services: Services, record_keys: list[int], tmp_path: Path
) -> None:
    keys = [paper.key for paper in issue(services, record_keys[:3]).issued]
    stick = tmp_path / "U盘"
    stick.mkdir()

    def take_away(done: int, total: int | None = None, text: str = "") -> None:
        if done == 1:
            shutil.rmtree(stick)
            stick.write_text("")  # what a mount point that is gone does: no folder can be made there

    outcome = services.papers.save_each(keys, stick / "文书", take_away)

    assert len(outcome.written) == 1
    assert [name[:8] for name, _ in outcome.failed] == ["〔2022〕2号", "〔2022〕3号"]
    assert [len(services.papers.print_log(key)) for key in keys] == [1, 0, 0]


def test_a_bound_file_that_cannot_be_replaced_stays_the_old_one_and_nothing_is_logged(
    services: Services, notices: list[int], tmp_path: Path
) -> None:
    target = services.papers.save_merged(notices[:1], tmp_path / "合订.pdf")
    before = target.read_bytes()
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, hard[1]))
    try:
        with pytest.raises(UserFacingError, match="磁盘已满"):
            write_file(target, before * 2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, hard)

    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith((".pdf", ".tmp"))] == ["合订.pdf"]
    assert len(services.papers.print_log(notices[1])) == 0


def test_a_path_that_is_too_long_is_said_in_words(
    services: Services, notices: list[int], tmp_path: Path
) -> None:
    outcome = services.papers.save_each(notices, tmp_path / ("长" * 90))

    assert len(outcome.failed) == 2
    assert all("的路径太长。请另选较短的位置后重试。" in sentence for _, sentence in outcome.failed)
    assert services.papers.print_log(notices[0]) == []


@pytest.mark.parametrize(
    "name",
    ["CON", 'a/b\\c:d*e?f"g<h>i|j', "洛阳样例公司. . .", "洛阳" + "样例" * 28 + "机械", "𬭎" * 60, ".."],
)
def test_firms_whose_names_are_alike_or_are_no_file_names_never_share_a_file(
    services: Services, record_keys: list[int], tmp_path: Path, name: str
) -> None:
    rename_all(services, name)
    keys = [paper.key for paper in issue(services, record_keys).issued]

    outcome = services.papers.save_each(keys, tmp_path / "出")

    assert (len(set(outcome.written)), outcome.failed) == (6, ())
    assert len(list((tmp_path / "出").iterdir())) == 6
    assert all(len(Path(path).name.encode("utf-16-le")) // 2 <= 84 for path in outcome.written)
    assert all(path.endswith("-检查通知书.pdf") for path in outcome.written)


def test_a_word_file_that_was_not_written_is_not_logged(
    services: Services, notices: list[int], tmp_path: Path
) -> None:
    services.papers.save_each(notices[:1], tmp_path)
    outcome = services.word_copies.save_docx(notices[:1], tmp_path / ("长" * 90))

    assert "路径太长" in outcome.failed[0][1]
    assert [row.kind for row in services.papers.print_log(notices[0])] == [PrintKind.SAVED]
    assert len(page_texts(next(tmp_path.glob("*.pdf")).read_bytes())) >= 1


def test_the_name_of_a_file_is_the_same_for_one_paper_and_for_a_batch(
    services: Services, record_keys: list[int], tmp_path: Path
) -> None:
    rename_all(services, "洛阳" + "样例" * 45 + "有限公司")
    [paper] = issue(services, record_keys[:1]).issued

    [written] = services.papers.save_each([paper.key], tmp_path).written

    assert Path(written).name == f"{paper_file_name(paper)}.pdf"
    assert paper_file_name(paper).endswith("-检查通知书")
