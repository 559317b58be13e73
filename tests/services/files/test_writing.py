"""Writing whole files, and names that Windows accepts."""

import errno
from pathlib import Path

import pytest

from models.errors import UnwritableFileError
from services.files.writing import safe_file_name, write_failure, write_file


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    target = tmp_path / "通知书" / "2022" / "甲公司.pdf"

    write_file(target, b"%PDF")

    assert target.read_bytes() == b"%PDF"


def test_an_old_file_is_replaced_and_nothing_else_left(tmp_path: Path) -> None:
    target = tmp_path / "甲公司.pdf"
    target.write_bytes(b"old")

    write_file(target, b"new")

    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("甲公司.pdf", b"new")]


def test_a_folder_of_the_same_name_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "甲公司.pdf" / "内").mkdir(parents=True)

    with pytest.raises(UnwritableFileError, match=r"无法写入“甲公司\.pdf”："):
        write_file(tmp_path / "甲公司.pdf", b"new")

    assert [file.name for file in tmp_path.iterdir()] == ["甲公司.pdf"]


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "输出").write_bytes(b"")

    with pytest.raises(UnwritableFileError, match="已有同名文件"):
        write_file(tmp_path / "输出" / "甲公司.pdf", b"new")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(errno.EACCES, "denied"), "请先关闭该文件"),
        (OSError(errno.ENOSPC, "full"), "磁盘已满"),
        (OSError(errno.EFBIG, "too large"), "磁盘已满"),
        (OSError(errno.EROFS, "read-only"), "文件夹不允许写入"),
        (OSError(errno.EIO, "input/output error"), "U盘可能已经拔出"),
        (FileNotFoundError(errno.ENOENT, "none"), "文件夹已被删除"),
        (OSError(errno.ENAMETOOLONG, "too long"), "的路径太长"),
        (OSError(errno.EINVAL, "invalid argument"), "invalid argument"),
    ],
)
def test_each_failure_names_the_file_and_says_what_to_do(error: OSError, sentence: str) -> None:
    told = write_failure(Path("输出") / "甲公司.pdf", error)

    assert told.startswith("无法写入“甲公司.pdf”：")
    assert sentence in told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("（豫偃）应急抽通〔2022〕1号", "（豫偃）应急抽通〔2022〕1号"),
        ('甲<乙>:"丙"/丁\\戊|己?庚*', "甲_乙___丙__丁_戊_己_庚_"),
        ("  甲\n公司  ", "甲_公司"),
        ("甲公司. . ", "甲公司"),
        ("CON", "_CON"),
        ("com1.pdf", "_com1.pdf"),
        ("Console", "Console"),
        ("..", "未命名"),
        ("", "未命名"),
        ("甲\u202e乙", "甲_乙"),
        ("甲\ud800乙", "甲_乙"),
        ("𬭎" * 60, "𬭎" * 40),
        ("公" * 100, "公" * 80),
    ],
)
def test_names_are_made_safe_for_windows(text: str, name: str) -> None:
    assert safe_file_name(text) == name
