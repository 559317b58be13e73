"""Which copy of a paper says what, what is logged of it, and what becomes of a batch of files."""

from pathlib import Path

import pytest
from sqlalchemy import select, update

from models.errors import UserCancelled, UserFacingError
from models.tables.enterprise import Enterprise
from models.tables.office import OperationLog
from models.vocab import PaperKind, PrintKind
from services.container import Services
from services.files.writing import LONGEST_NAME
from tests.services.files.pdf_reading import outline_titles, page_texts, whole_text
from tests.services.records.acts import issue


def take_prints(services: Services, keys: list[int], copies: int = 1) -> str:
    """Print papers as the preview does; return what stands on the sheets."""
    pdf = services.papers.copies_for_print(keys)
    services.papers.note_prints(keys, kind=PrintKind.PRINTED, copies=copies)
    return whole_text(pdf)


def set_platform_numbers(services: Services, plan: str = "", task: str = "") -> None:
    (row,) = [row for found in [services.plans.get_plan(2022)] if found is not None for row in found.tasks]
    services.plans.set_platform_numbers(task_key=row.key, plan_number=plan, task_number=task)


def test_the_first_print_is_the_original_and_later_ones_say_so(
    services: Services, notices: list[int]
) -> None:
    first = take_prints(services, notices[:1], copies=3)
    second = take_prints(services, notices[:1])
    third = take_prints(services, notices[:1])

    assert "补打" not in first
    assert "补打第1次" in second
    assert "补打第2次" in third
    assert [(row.kind, row.ordinal, row.copies) for row in services.papers.print_log(notices[0])] == [
        (PrintKind.PRINTED, 0, 3),
        (PrintKind.PRINTED, 1, 1),
        (PrintKind.PRINTED, 2, 1),
    ]


def test_each_paper_of_a_batch_bears_its_own_mark(services: Services, notices: list[int]) -> None:
    take_prints(services, notices[:1])

    pages = page_texts(services.papers.copies_for_print(notices))

    marked = ["补打第1次" in page for page in pages]
    assert any(marked)
    assert not all(marked)
    assert not marked[-1]


def test_a_reprint_is_the_original_but_for_its_mark(services: Services, notices: list[int]) -> None:
    original = services.papers.copies_for_print(notices[:1])
    take_prints(services, notices[:1])

    reprint = whole_text(services.papers.copies_for_print(notices[:1]))

    assert reprint.replace("补打第1次", "") == whole_text(original)


def test_looking_at_papers_logs_nothing_and_marks_nothing(services: Services, notices: list[int]) -> None:
    original = services.papers.render(notices[0])
    take_prints(services, notices[:1])

    looked_at = services.papers.render_merged(notices[:1])

    assert looked_at == original
    assert len(services.papers.print_log(notices[0])) == 1


def test_a_log_of_no_copy_is_refused(services: Services, notices: list[int]) -> None:
    with pytest.raises(UserFacingError, match="至少为 1"):
        services.papers.note_prints(notices, kind=PrintKind.PRINTED, copies=0)


def test_the_operation_log_tells_of_a_print(services: Services, notices: list[int]) -> None:
    take_prints(services, notices, copies=2)

    with services.workplace.database.reading() as session:
        entry = session.scalars(select(OperationLog).order_by(OperationLog.id.desc())).first()
    assert entry is not None
    assert (entry.action, entry.summary) == (
        "打印",
        "打印：检查通知书 （豫偃）应急抽通〔2022〕1号等 2 份，各 2 份",
    )


def test_a_file_saved_before_the_first_print_is_the_original_and_so_is_the_print_after_it(
    services: Services, notices: list[int], tmp_path: Path
) -> None:
    services.papers.save_each(notices[:1], tmp_path)
    services.papers.save_merged(notices[:1], tmp_path / "甲.pdf")

    printed = take_prints(services, notices[:1])

    assert "副本" not in whole_text((tmp_path / "甲.pdf").read_bytes())
    assert "补打" not in printed
    assert [row.kind for row in services.papers.print_log(notices[0])] == [
        PrintKind.SAVED,
        PrintKind.SAVED,
        PrintKind.PRINTED,
    ]


def test_a_file_saved_after_the_original_was_printed_is_a_numbered_copy(
    services: Services, notices: list[int], tmp_path: Path
) -> None:
    take_prints(services, notices[:1])

    first = services.papers.save_merged(notices[:1], tmp_path / "甲.pdf")
    second = services.papers.save_each(notices[:1], tmp_path).written[0]

    assert "副本1" in whole_text(first.read_bytes())
    assert "副本2" in whole_text(Path(second).read_bytes())
    assert "补打第1次" in take_prints(services, notices[:1])


def test_a_voided_paper_can_still_be_printed_and_says_so(services: Services, notices: list[int]) -> None:
    services.papers.void_paper(notices[0], reason="写错")

    pages = page_texts(services.papers.render(notices[0]))

    assert all("作废" in page for page in pages)


def test_a_number_of_the_platform_that_came_later_stands_beside_the_mark(
    services: Services, notices: list[int]
) -> None:
    take_prints(services, notices[:1])
    set_platform_numbers(services, task="41030720220610001")

    reprint = whole_text(services.papers.copies_for_print(notices[:1]))

    assert "平台任务编号：41030720220610001补打第1次" in reprint


def test_a_number_of_the_platform_that_the_paper_says_already_is_not_said_twice(
    services: Services, record_keys: list[int]
) -> None:
    set_platform_numbers(services, task="41030720220610001")
    paper = issue(services, record_keys[:1]).issued[0]

    text = whole_text(services.papers.render(paper.key))

    assert text.count("41030720220610001") == 1
    assert "平台任务编号" not in text


def test_both_numbers_of_the_platform_stand_there_where_they_fit(
    services: Services, notices: list[int]
) -> None:
    set_platform_numbers(services, plan="4103072022001", task="41030720220610001")
    both = whole_text(services.papers.render(notices[0]))
    set_platform_numbers(services, plan="1" * 30, task="2" * 30)
    long_ones = whole_text(services.papers.render(notices[0]))

    assert "平台计划4103072022001、任务41030720220610001" in both
    assert "平台计划" not in long_ones
    assert f"平台任务编号：{'2' * 30}" in long_ones


def test_papers_are_bound_in_the_order_asked_for(services: Services, notices: list[int]) -> None:
    pdf = services.papers.render_merged(notices[::-1])

    assert outline_titles(pdf) == ["洛阳样例第二机械有限公司", "洛阳样例第一机械有限公司"]


def test_bound_for_both_sides_each_paper_begins_on_a_new_sheet(
    services: Services, notices: list[int], tmp_path: Path
) -> None:
    target = services.papers.save_merged(notices, tmp_path / "双面.pdf", duplex=True)

    assert len(page_texts(target.read_bytes())) % 2 == 0


def test_no_paper_at_all_and_a_paper_that_is_gone_are_refused_in_words(
    services: Services, notices: list[int]
) -> None:
    with pytest.raises(UserFacingError, match="请先选择文书"):
        services.papers.render_merged([])
    with pytest.raises(UserFacingError, match="1 份已不存在"):
        services.papers.copies_for_print([*notices, 9999])


def test_what_cannot_be_written_is_listed_and_the_rest_is_saved(
    services: Services, notices: list[int], tmp_path: Path
) -> None:
    (tmp_path / "〔2022〕1号-洛阳样例第一机械有限公司-检查通知书.pdf").mkdir()

    outcome = services.papers.save_each(notices, tmp_path)

    assert [Path(name).name for name in outcome.written] == [
        "〔2022〕2号-洛阳样例第二机械有限公司-检查通知书.pdf"
    ]
    assert outcome.failed[0][0] == "〔2022〕1号-洛阳样例第一机械有限公司-检查通知书"
    assert "请改名或另选位置" in outcome.failed[0][1]
    assert services.papers.print_log(notices[0]) == []
    assert len(services.papers.print_log(notices[1])) == 1


def test_cancelling_keeps_the_files_that_are_written(
    services: Services, notices: list[int], tmp_path: Path
) -> None:
    def stop_at_the_second(done: int, total: int | None = None, text: str = "") -> None:
        if done == 1:
            raise UserCancelled

    outcome = services.papers.save_each(notices, tmp_path, stop_at_the_second)

    assert (len(outcome.written), outcome.left) == (1, 1)
    assert len(list(tmp_path.glob("*.pdf"))) == 1
    assert len(services.papers.print_log(notices[0])) == 1


def test_a_long_name_of_an_enterprise_is_cut_in_the_file_name_and_the_kind_is_not(
    services: Services, record_keys: list[int], tmp_path: Path
) -> None:
    with services.workplace.database.transaction() as session:
        session.execute(update(Enterprise).values(name="洛阳" + "样例" * 45 + "有限公司"))
    keys = [paper.key for paper in issue(services, record_keys[:1]).issued]

    outcome = services.papers.save_each(keys, tmp_path)

    name = Path(outcome.written[0]).stem
    assert len(name) == LONGEST_NAME
    assert name.endswith("-检查通知书")


def test_several_empty_forms_are_one_file_with_the_pages_of_each(services: Services) -> None:
    kinds = [PaperKind.NOTICE, PaperKind.CHECK_TABLE, PaperKind.URGING]

    pdf = services.papers.blanks(kinds)

    single = [len(page_texts(services.papers.blank(kind))) for kind in kinds]
    assert len(page_texts(pdf)) == sum(single)
    assert outline_titles(pdf) == [kind.label for kind in kinds]


def test_an_empty_form_is_the_office_s_own_and_bears_no_number(services: Services) -> None:
    text = whole_text(services.papers.blank(PaperKind.NOTICE))

    assert "洛阳市偃师区应急管理局" in text
    assert "样例" not in text
