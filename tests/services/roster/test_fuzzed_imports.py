"""Whatever the file: a sentence or a report whose counts add up, never another exception, never half an import."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from models.errors import UserFacingError
from services.container import Services, open_services
from services.roster.import_rows import ImportChoices, ImportReport
from tests.services.roster.workbooks import HEADER, code, row

TITLES = st.sampled_from(
    [
        *HEADER,
        "姓名",
        "执法证号",
        "抽查事项",
        "抽查内容",
        "序号",
        "注册号",
        "镇街",
        "成立日期",
        "重点标记",
        "许可证",
        "从业人数",
        "电话",
        "",
        "别的",
    ]
)
ODD = st.sampled_from(
    [
        "",
        "合计",
        "N/A",
        "'",
        "=1+1",
        "1.38E+10",
        "岳滩镇",
        "存续",
        "红火",
        "2022-13-45",
        "是",
        "#REF!",
        "样" * 400,
        "\ue000",
        "甲\n乙",
        "1e400",
    ]
)
NUMBERS = st.one_of(
    st.integers(-(10**20), 10**20), st.floats(allow_nan=False, allow_infinity=False), st.booleans()
)
CELLS = st.one_of(ODD, NUMBERS, st.none(), st.integers(1, 20).map(code), st.dates(), st.text(max_size=12))
TABLES = st.lists(st.lists(CELLS, max_size=8), max_size=12)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    opened = open_services(tmp_path_factory.mktemp("模糊"), operator="样例操作人")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("表") / "名录.xlsx"


def counts_add_up(report: ImportReport) -> bool:
    return report.read == report.added + report.updated + report.unchanged + len(report.refused)


def sizes(services: Services) -> tuple[int, int, int]:
    return (
        services.enterprises.count_enterprises(),
        len(services.officers.list_officers()),
        len(services.items.list_items()),
    )


def imports_or_says_why(services: Services, path: Path) -> None:
    """Import the file as each of the three lists, and hold what must hold."""
    lists: tuple[tuple[int, Any], ...] = (
        (0, services.enterprises),
        (1, services.officers),
        (2, services.items),
    )
    for place, service in lists:
        before = sizes(services)
        try:
            preview = service.preview_import(path=path, choices=ImportChoices(seeks_gone=True))
            report, _changes = service.commit_import(path=path, previewed=preview)
        except UserFacingError:
            assert sizes(services) == before
            continue
        assert counts_add_up(preview)
        assert counts_add_up(report)
        assert report.counts == preview.counts
        assert len(preview.new_records) == preview.added
        assert sizes(services)[place] == before[place] + report.added
        again = service.preview_import(path=path)
        assert (again.added, again.updated) == (0, 0)


@settings(max_examples=25, deadline=None)
@given(st.lists(TITLES, min_size=2, max_size=8), TABLES)
def test_any_table_is_read_to_the_last_row_or_refused_in_words(
    desk: Services, sheet: Path, titles: list[str], table: list[list[Any]]
) -> None:
    book = Workbook(write_only=True)
    page = book.create_sheet()
    for cells in ([*HEADER[:2], *titles], *table):
        page.append([None if isinstance(cell, str) and not _is_storable(cell) else cell for cell in cells])
    book.save(sheet)

    imports_or_says_why(desk, sheet)


def _is_storable(text: str) -> bool:
    return all(
        char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff" for char in text
    )


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=12),
    st.floats(0.2, 1),
)
def test_a_damaged_workbook_is_read_or_refused_in_words(
    desk: Services, sheet: Path, blows: list[tuple[float, int]], kept: float
) -> None:
    content = bytearray(_whole_workbook(sheet))
    for place, byte in blows:
        content[int(place * len(content))] = byte
    sheet.write_bytes(content[: int(len(content) * kept)] if kept < 0.9 else content)

    imports_or_says_why(desk, sheet)


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["utf-8", "utf-16", "gb18030"]), st.integers(0, 400))
def test_a_damaged_text_file_is_read_or_refused_in_words(
    desk: Services, sheet: Path, noise: bytes, encoding: str, place: int
) -> None:
    text = "\n".join(",".join(map(str, cells)) for cells in (HEADER, row(1), row(2), row(3))).encode(encoding)
    path = sheet.with_suffix(".csv")
    path.write_bytes(text[:place] + noise + text[place:])

    imports_or_says_why(desk, path)


def _whole_workbook(path: Path) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    for cells in (HEADER, row(1), row(2), row(3)):
        page.append(list(cells))
    book.save(path)
    return path.read_bytes()
