"""A JSON file of an auditor: published cases, or an 抽取证书 from outside. What is wrong with it is said in one sentence.

Such a file may be anything: cut by a download, gigantic, a picture. Nothing is parsed before its size is known, and a
key written twice is refused: two readers could see two different draws in it.
"""

import codecs
import json
from pathlib import Path
from typing import Any

from models.errors import UnreadableFileError
from models.rules.certificate_reading import NotACertificateError

LARGEST_MB = 32
"""A certificate of a register of 80,000 enterprises is smaller; the largest districts have some 10,000."""

_LARGEST = LARGEST_MB * 1024 * 1024
_EMPTY = (b"", codecs.BOM_UTF8)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CUT_CHARACTER = "unexpected end of data"
_OTHER_COPIES = ((b"%pdf", "PDF"), (b"<!doctype html", "网页"), (b"<html", "网页"))


def read_json(path: Path) -> Any:
    """Read a JSON file in UTF-8; one that cannot be read raises UnreadableFileError."""
    return _parsed(path, _content(path))


def read_certificate_file(path: Path) -> Any:
    """Read what claims to be a certificate.

    What cannot be one is refused before it is parsed: it would cost many times its size in memory.
    """
    content = _content(path)
    start = content[:200].lstrip().lower()
    for head, kind in _OTHER_COPIES:
        if start.startswith(head):
            raise NotACertificateError(f"“{path.name}”是{kind}，核验要用证书的 JSON 文件（扩展名 json）。")
    is_text = start not in _EMPTY and not start.startswith(_UTF_16)
    if is_text and b'"protocol"' not in content:
        raise NotACertificateError(f"“{path.name}”不是抽取证书：没有“protocol”一项。")
    return _parsed(path, content)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(0)
            content = file.read(_LARGEST + 1) if size <= _LARGEST else b""
    except FileNotFoundError:
        raise UnreadableFileError(f"找不到文件“{path}”。") from None
    except OSError as error:
        raise UnreadableFileError(f"文件“{path}”无法读取：{error.strerror or error}。") from None
    size = max(size, len(content))
    if size > _LARGEST:
        raise UnreadableFileError(
            f"文件“{path}”有 {size / 1024 / 1024:.0f} MB，抽取证书不会超过 {LARGEST_MB} MB，没有读取。"
        )
    return content


def _parsed(path: Path, content: bytes) -> Any:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == _CUT_CHARACTER and content.lstrip().startswith(b"{"):
            raise _cut(path, content.count(b"\n") + 1) from None
        raise UnreadableFileError(f"文件“{path}”不是 UTF-8 编码的 JSON 文件。") from None
    if not text.strip():
        raise UnreadableFileError(f"文件“{path}”是空的，不是 UTF-8 编码的 JSON 文件。")
    try:
        return json.loads(text, parse_constant=_refuse, object_pairs_hook=_object)
    except _TwiceError as error:
        raise UnreadableFileError(f"文件“{path}”中有一处两次写了“{error}”，不能采信。") from None
    except json.JSONDecodeError as error:
        if _is_cut(text, error):
            raise _cut(path, error.lineno) from None
        raise UnreadableFileError(
            f"文件“{path}”第 {error.lineno} 行写法有误，不是 UTF-8 编码的 JSON 文件。"
        ) from None
    except (ValueError, RecursionError):
        raise UnreadableFileError(f"文件“{path}”不是 UTF-8 编码的 JSON 文件。") from None


def _cut(path: Path, line: int) -> UnreadableFileError:
    return UnreadableFileError(
        f"文件“{path}”不完整，在第 {line} 行中断，不是 UTF-8 编码的 JSON 文件：请重新取得这个文件。"
    )


def _is_cut(text: str, error: json.JSONDecodeError) -> bool:
    """Tell whether the text ended too early: at its end, or within a text or a word that it ends with."""
    if not text.lstrip().startswith(("{", "[")):
        return False
    rest = text[error.pos :].strip()
    is_word = len(rest) < len("false") and rest.isalnum()
    return not rest or is_word or error.msg.startswith("Unterminated string")


class _TwiceError(Exception):
    """A key that stands twice in one object."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        raise _TwiceError(next(key for key, _ in pairs if key in seen or seen.add(key)))
    return made


def _refuse(constant: str) -> None:
    raise ValueError(constant)
