"""A file that is kept with a draw: a page of the platform, a signed sheet, the ground of a void. Read whole, or refused."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from models.errors import UnreadableFileError

MOST_BYTES = 10 * 1024 * 1024
PAGES = (".png", ".jpg", ".jpeg", ".pdf")
"""What a page image may be."""
PAPERS = (*PAGES, ".ofd", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".et")
"""What else may prove something."""

_FIRST_BYTES = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".pdf": b"%PDF-",
}


@dataclass(frozen=True, slots=True)
class KeptFile:
    """The content of a file with the SHA-256 by which it is known again."""

    name: str
    content: bytes
    digest: str


def read_kept_file(path: Path, suffixes: tuple[str, ...] = PAPERS) -> KeptFile:
    """Read a file of at most 10 MB; raises UnreadableFileError with one sentence that names the file and the remedy."""
    suffix = path.suffix.lower()
    if suffix not in suffixes:
        known = "、".join(each.removeprefix(".") for each in suffixes)
        raise UnreadableFileError(f"文件“{path.name}”的格式不能留存，可用的格式有：{known}。")
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UnreadableFileError(
                f"文件“{path.name}”有 {size / 1024 / 1024:.1f} MB，超过 10 MB，请压缩或分成几个文件。"
            )
        content = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFileError(f"找不到文件“{path.name}”，请确认它没有被移走或改名。") from None
    except OSError:
        raise UnreadableFileError(
            f"文件“{path.name}”读不出来，可能正被其他程序占用或没有读取权限，请关闭它后再试。"
        ) from None
    if not content:
        raise UnreadableFileError(f"文件“{path.name}”是空的，请确认选对了文件。")
    if not content.startswith(_FIRST_BYTES.get(suffix, b"")):
        raise UnreadableFileError(
            f"文件“{path.name}”的内容不是 {suffix.removeprefix('.')} 格式，可能没有下载完整或被改过扩展名，请重新取得。"
        )
    return KeptFile(path.name[-255:], content, hashlib.sha256(content).hexdigest())


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file; raises UnreadableFileError."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise UnreadableFileError(
            f"文件“{path.name}”读不出来，可能正被其他程序占用或没有读取权限，请关闭它后再试。"
        ) from None
