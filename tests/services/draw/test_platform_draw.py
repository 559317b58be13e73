"""平台抽取: the list of the provincial platform is matched with the roster, taken in, sealed, inspected, withdrawn."""

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from models.errors import UnreadableFileError, UserFacingError
from models.tables.base import BEIJING
from models.tables.draw import EvidenceFile
from models.tables.inspection_record import InspectionRecord
from models.vocab import DrawOrigin, EnterpriseStatus, EvidenceKind, PaperKind
from services.container import Services
from services.draw.platform_rows import PlatformDraft
from services.draw.seal_rows import SealChoices
from services.draw.verify import verify_certificate
from tests.services.draw.builders import SEED, add_enterprise, code_of, export, lock_task, seal, thrown

DRAWN_AT = datetime(2022, 5, 24, 10, 30, tzinfo=BEIJING)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def write_list(folder: Path, *rows: str, header: str = "序号,统一社会信用代码/注册号,市场主体名称") -> Path:
    path = folder / "平台名单.csv"
    path.write_text("\n".join(("省双随机监管工作平台抽取结果,,", header, *rows)), encoding="utf-8-sig")
    return path


def row_of(number: int) -> str:
    return f"{number},{code_of(number)},样例机械厂{number}"


def page_of(folder: Path, content: bytes = PNG) -> Path:
    path = folder / "结果页面.png"
    path.write_bytes(content)
    return path


def take_in(services: Services, task_key: int, folder: Path, *rows: str, leaves_out: bool = False) -> int:
    path = write_list(folder, *rows)
    draft = PlatformDraft("4103002022001", DRAWN_AT, page_of(folder))
    previewed = services.platform_draws.preview(path=path)
    changes = services.platform_draws.take_in(
        task_key=task_key, path=path, draft=draft, previewed=previewed, leaves_out=leaves_out
    )
    assert changes.key is not None
    return changes.key


def seal_list(services: Services, task_key: int, key: int) -> int:
    return seal(services, task_key, choices=SealChoices(platform_draw_key=key))


def test_the_preview_tells_of_every_row_what_becomes_of_it(district: Services, tmp_path: Path) -> None:
    add_enterprise(district, 40, status=EnterpriseStatus.SUSPENDED)
    path = write_list(
        tmp_path,
        row_of(1),
        "2,,样例机械厂2",
        f"3,{code_of(3)},改过名的厂",
        row_of(40),
        f"5,{code_of(99)},外地的厂",
        f"6,{code_of(98)},样例机械厂6",
        row_of(1),
        "8,,没有的厂",
    )

    preview = district.platform_draws.preview(path=path)

    assert [(match.row, match.name, match.note) for match in preview.matches] == [
        (3, "样例机械厂1", ""),
        (4, "样例机械厂2", "文件中没有代码，按名称对上"),
        (5, "样例机械厂3", "名录中的名称为“样例机械厂3”"),
        (6, "样例机械厂40", "登记状态为停业，仍列入，请核实"),
    ]
    remedy = "请先在“名录库”中导入或更正，再重新读取。"
    assert [(miss.row, miss.reason, miss.is_duplicate) for miss in preview.misses] == [
        (7, f"名录中没有这个代码。{remedy}", False),
        (8, f"名录中没有这个代码；同名企业的代码为 {code_of(6)}。{remedy}", False),
        (9, "与第 3 行是同一户，只列入一次。", True),
        (10, f"名录中没有这个名称。{remedy}", False),
    ]
    assert preview.summary == "共 8 行，名录中有 4 户，3 行对不上名录，1 行重复，3 户须留意"


def test_rows_that_match_nobody_are_left_out_only_when_the_clerk_says_so(
    district: Services, tmp_path: Path
) -> None:
    task_key = lock_task(district)
    rows = (row_of(1), f"2,{code_of(99)},外地的厂")

    with pytest.raises(UserFacingError, match="有 1 行对不上名录"):
        take_in(district, task_key, tmp_path, *rows)
    take_in(district, task_key, tmp_path, *rows, leaves_out=True)

    [listed] = district.platform_draws.list_taken_in(task_key=task_key)
    assert (listed.number, listed.objects, listed.drawn_at) == ("4103002022001", 1, DRAWN_AT)
    with district.workplace.database.reading() as session:
        [page] = session.scalars(
            select(EvidenceFile).where(EvidenceFile.platform_draw_id == listed.key)
        ).all()
    assert (page.kind, page.name, page.size) == (EvidenceKind.PLATFORM_PAGE, "结果页面.png", len(PNG))


def test_a_list_that_names_nobody_of_the_roster_is_refused(district: Services, tmp_path: Path) -> None:
    task_key = lock_task(district)

    with pytest.raises(UserFacingError, match="没有一户在名录库中"):
        take_in(district, task_key, tmp_path, f"1,{code_of(99)},外地的厂", leaves_out=True)


def test_the_same_list_is_taken_in_once(district: Services, tmp_path: Path) -> None:
    task_key = lock_task(district)
    take_in(district, task_key, tmp_path, row_of(1))

    with pytest.raises(UserFacingError, match="已经录入，不重复录入"):
        take_in(district, task_key, tmp_path, row_of(2))


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (PlatformDraft("", DRAWN_AT, Path("页.png")), "请填写平台任务号"),
        (PlatformDraft("1", None, Path("页.png")), "请填写平台抽取的日期和时间"),
        (PlatformDraft("1", datetime(2022, 5, 26, tzinfo=BEIJING), Path("页.png")), "晚于现在"),
        (PlatformDraft("1", DRAWN_AT, None), "请附平台抽取结果页面"),
    ],
)
def test_number_time_and_page_are_demanded(
    district: Services, tmp_path: Path, draft: PlatformDraft, sentence: str
) -> None:
    path = write_list(tmp_path, row_of(1))
    previewed = district.platform_draws.preview(path=path)

    with pytest.raises(UserFacingError, match=sentence):
        district.platform_draws.take_in(
            task_key=lock_task(district), path=path, draft=draft, previewed=previewed
        )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "是空的"),
        (b"GIF89a", "不是 png 格式"),
        (PNG + bytes(10 * 1024 * 1024), "超过 10 MB"),
    ],
    ids=["empty", "another format", "too large"],
)
def test_a_page_that_cannot_be_kept_takes_nothing_in(
    district: Services, tmp_path: Path, content: bytes, sentence: str
) -> None:
    task_key = lock_task(district)
    path = write_list(tmp_path, row_of(1))
    previewed = district.platform_draws.preview(path=path)
    draft = PlatformDraft("1", DRAWN_AT, page_of(tmp_path, content))

    with pytest.raises(UnreadableFileError, match=sentence):
        district.platform_draws.take_in(task_key=task_key, path=path, draft=draft, previewed=previewed)

    assert district.platform_draws.list_taken_in(task_key=task_key) == []


def test_a_file_that_is_no_list_is_refused_in_words(district: Services, tmp_path: Path) -> None:
    path = tmp_path / "空.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")

    with pytest.raises(UnreadableFileError, match="没有找到平台抽取名单的表头"):
        district.platform_draws.preview(path=path)


def test_the_platform_s_objects_get_officers_notices_and_records_as_usual(
    district: Services, tmp_path: Path
) -> None:
    task_key = lock_task(district)
    key = take_in(district, task_key, tmp_path, *(row_of(number) for number in (1, 2, 3, 7)))

    draw_key = seal_list(district, task_key, key)
    district.draws.draw(draw_key=draw_key, contributions=thrown(SEED))
    district.draws.dispatch(draw_key=draw_key)
    detail = district.draws.get_draw(draw_key=draw_key)
    [first, *_] = records = district.records.list_records(year=2022)
    outcome = district.papers.issue(
        PaperKind.NOTICE,
        [first.key],
        visit_from=date(2022, 6, 1),
        visit_to=date(2022, 6, 3),
        issued_on=date(2022, 5, 25),
    )

    assert {place.entry_id for place in detail.places} == {code_of(n) for n in (1, 2, 3, 7)}
    assert all(len(place.seats) == 2 for place in detail.places)
    assert {row.kind_label for row in detail.frame if row.kind is not None} == {"平台抽取"}
    assert detail.row.origin is DrawOrigin.PLATFORM
    assert {record.kind_label for record in records} == {"平台抽取"}
    assert outcome.failed == ()
    with district.workplace.database.reading() as session:
        papers = select(InspectionRecord.id)
        assert len(session.scalars(papers).all()) == 4
    assert verify_certificate(export(district, draw_key, tmp_path)).exit_code == 0
    with pytest.raises(UserFacingError, match="由省平台抽取，本局不递补"):
        district.draws.substitute(
            draw_key=draw_key, place_keys=[detail.places[0].key], reason="停业", approved_by="样例副局长"
        )


def test_a_list_is_withdrawn_only_while_no_draw_rests_on_it(district: Services, tmp_path: Path) -> None:
    task_key = lock_task(district)
    key = take_in(district, task_key, tmp_path, row_of(1), row_of(2))
    draw_key = seal_list(district, task_key, key)

    with pytest.raises(UserFacingError, match="2022-01-1 以这份名单封存，不能撤回"):
        district.platform_draws.withdraw(platform_draw_key=key, reason="录错任务")
    district.draws.void(draw_key=draw_key, reason="录错任务", approved_by="样例局长")
    district.platform_draws.withdraw(platform_draw_key=key, reason="录错任务")

    [listed] = district.platform_draws.list_taken_in(task_key=task_key)
    assert (listed.is_open, listed.withdrawn_reason) == (False, "录错任务")
    with pytest.raises(UserFacingError, match="已撤回"):
        seal_list(district, task_key, key)


def test_a_list_that_was_changed_after_the_preview_is_not_taken_in(
    district: Services, tmp_path: Path
) -> None:
    task_key = lock_task(district)
    path = write_list(tmp_path, row_of(1))
    previewed = district.platform_draws.preview(path=path)
    write_list(tmp_path, row_of(1), row_of(2))

    with pytest.raises(UserFacingError, match="在预览之后被修改过"):
        district.platform_draws.take_in(
            task_key=task_key,
            path=path,
            draft=PlatformDraft("1", DRAWN_AT, page_of(tmp_path)),
            previewed=previewed,
        )
