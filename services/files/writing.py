"""Writing a file whole or not at all, and names that Windows accepts."""

import errno
import os
import re
from contextlib import suppress
from pathlib import Path

from models.errors import UnwritableFileError

_FORBIDDEN = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]'
)
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
LONGEST_NAME = 80  # characters as Windows counts them, a rare one as two; a whole path stays below 240
_DISK_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_LONGEST_PATH = 240
_GONE = {errno.ENOENT, errno.EIO, errno.ENODEV, errno.ENXIO}


def write_file(path: Path, content: bytes) -> None:
    """Write a file so that it is either the old one or the new one, whole.

    Raises UnwritableFileError with one sentence that names the file and the remedy.
    """
    temporary = path.with_name(f".{path.name[:40]}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise UnwritableFileError(write_failure(path, error)) from error


def write_failure(path: Path, error: OSError) -> str:
    """Return the sentence that tells the user why a file was not written and what to do."""
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"无法写入“{path.name}”：它可能正在 Excel、WPS 或阅读器中打开，或者文件夹不允许写入。请先关闭该文件，或另选位置后重试。"
    if error.errno in _DISK_FULL:
        return f"无法写入“{path.name}”：磁盘已满。请清理磁盘或另选位置后重试。"
    if error.errno == errno.ENAMETOOLONG or (error.errno == errno.ENOENT and len(str(path)) > _LONGEST_PATH):
        return f"无法写入“{path.name}”：文件夹“{path.parent}”的路径太长。请另选较短的位置后重试。"
    if error.errno in _GONE:
        return f"无法写入“{path.name}”：文件夹“{path.parent}”已读写不了，U盘可能已经拔出，或者文件夹已被删除。请另选位置后重试。"
    if isinstance(error, IsADirectoryError):
        return f"无法写入“{path.name}”：该位置已有同名文件夹。请改名或另选位置后重试。"
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return f"无法写入“{path.name}”：文件夹“{path.parent}”不能建立，已有同名文件。请另选位置后重试。"
    return f"无法写入“{path.name}”：{error.strerror or error}。请另选位置后重试。"


def safe_file_name(text: str) -> str:
    """Return a text as a file name that Windows accepts, without a suffix; at most 80 characters, never empty."""
    name = cut_name(" ".join(_FORBIDDEN.sub("_", text).split()), LONGEST_NAME).rstrip(". ")
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    return name or "未命名"


def cut_name(text: str, longest: int) -> str:
    """Return what a text has within so many characters as Windows counts them (UTF-16), no character cut in two."""
    room = longest
    for position, char in enumerate(text):
        room -= 2 if char > "\uffff" else 1
        if room < 0:
            return text[:position]
    return text
