"""The office's fixed texts: read from ``resources/forms``, changed by the office, filled with the facts of a paper.

A placeholder is a Chinese name in braces, ``{监督电话}``. What was filled in is never searched for placeholders again.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from models.errors import UserFacingError
from services.files.blocks import Paragraph, chinese_date
from services.program import resource

W = TypeVar("W")

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_SECTION_NUMERALS = "一二三四五六七八九十"
_CREDIT_CODE_LENGTH = 18
_END_MARKS = "。；;.，, "


def read_wording(cls: type[W], name: str) -> W:
    """Read the default fixed texts of a form, ``forms/<name>.toml``, into its dataclass of texts."""
    with resource(f"forms/{name}.toml").open("rb") as file:
        return cls(**tomllib.load(file))


def fill(template: str, values: Mapping[str, str]) -> str:
    """Put the values into a fixed text.

    Raises UserFacingError when the text holds a placeholder that the form does not know.
    """

    def value_of(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in values:
            known = "、".join(f"{{{key}}}" for key in values)
            raise UserFacingError(f"文书固定文字中的“{{{name}}}”不是可用的占位符，可用的有：{known}。")
        return values[name]

    return _PLACEHOLDER.sub(value_of, template)


def printed_texts(wording: Any) -> list[tuple[str, str]]:
    """Return the fixed texts of a form for the check of its characters; ``|`` and line feeds are layout."""
    texts = (getattr(wording, item.name) for item in fields(wording))
    return [("固定文字", re.sub(r"[|\n]", "", text)) for text in texts]


def date_span(first: date, last: date) -> str:
    """Return 检查时间: one day, or from one day to another, the year named once within one year."""
    if first == last:
        return chinese_date(first)
    if first.year == last.year:
        return f"{chinese_date(first)}至{last.month}月{last.day}日"
    return f"{chinese_date(first)}至{chinese_date(last)}"


def numbered(texts: Sequence[str]) -> tuple[str, ...]:
    """Number the entries of a list: each ends with a semicolon, the last with a full stop."""
    last = len(texts)
    return tuple(
        f"{number}.{without_end_mark(text)}{'。' if number == last else '；'}"
        for number, text in enumerate(texts, start=1)
    )


def without_end_mark(text: str) -> str:
    """Drop the mark that closes a text, so that the form can set its own."""
    return text.strip().rstrip(_END_MARKS)


def addressee(name: str, code: str, as_credit_code: str, as_registration_number: str) -> Iterator[Paragraph]:
    """Yield 主送: the name, flush left, and under it the code; an old firm may have a 注册号 in its place."""
    code = one_line(code)
    if not code:
        yield Paragraph(f"{one_line(name)}：", indent=0)
        return
    template = as_credit_code if len(code) == _CREDIT_CODE_LENGTH else as_registration_number
    yield Paragraph(one_line(name), indent=0)
    yield Paragraph(f"{fill(template, {'代码': code})}：", indent=0)


def contact_sentence(*parts: tuple[str, str, str]) -> str:
    """Join what is known of whom to ask: for each part its fixed text, its placeholder and the value, if any."""
    told = [fill(template, {name: one_line(value)}) for template, name, value in parts if value.strip()]
    return "，".join(told) + "。" if told else ""


def section_heading(number: int, text: str) -> str:
    """Return a heading of the first level: 一、检查事项."""
    return f"{_SECTION_NUMERALS[number - 1]}、{text}"


def one_line(text: str) -> str:
    """Make one line of a text typed or pasted on several."""
    return " ".join(text.split())


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a text typed on several, without empty ones."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
