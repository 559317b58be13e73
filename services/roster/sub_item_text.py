"""The sub-items of a 抽查事项 in one cell of a sheet, a line each; what is written reads back as the same sub-items.

    1. 检查内容｜方法：实地核查｜依据：《…》第十条｜行业：冶金、有色｜关键项｜否决项｜5分

The content comes first; the other parts may stand in any order or be missing. A number before the content is only for
the eye: the place of the line counts. “|” may stand for “｜”, and neither can be part of a text.
"""

import re
from typing import Any

from models.vocab import Industry
from services.roster import cells
from services.roster.cells import CellError
from services.roster.item_rows import SubItem

BAR = "｜"
MOST = 200
"""Sub-items of one item."""
LONGEST = 1000
"""Characters of the content, the method or the basis of one sub-item."""

_NUMBER = re.compile(r"\s*(?:[（(]?\d{1,3}[）)]|\d{1,3}[.、．](?!\d))\s*")
_SCORE = re.compile(r"(?:分值[:：]\s*)?(\d{1,4})\s*分?")
_BARS = re.compile(r"\s*[｜|]\s*")
_read_industries = cells.terms(Industry)
_read_text = cells.prose(LONGEST)


def parse_sub_items(text: str) -> tuple[SubItem, ...]:
    """Read the cell; raises CellError naming the line."""
    lines = [line for line in re.split(r"[\r\n\v\f\u2028\u2029]+", text) if line.strip()]
    if len(lines) > MOST:
        raise CellError(f"共 {len(lines)} 个子项，最多 {MOST} 个，请分成几个事项。")
    return tuple(_parse_line(number, line) for number, line in enumerate(lines, 1))


def show_sub_items(sub_items: tuple[SubItem, ...]) -> str:
    """Return the cell that reads back as these sub-items."""
    return "\n".join(_line(sub) for sub in sub_items)


def show_cell(value: Any) -> str:
    """Return the cell of any field of an item."""
    if isinstance(value, tuple) and value and isinstance(value[0], SubItem):
        return show_sub_items(value)
    return cells.show(value)


def sub_item_problem(sub_items: tuple[SubItem, ...]) -> str | None:
    """Return the sentence about the first sub-item that no sheet could hold, or None."""
    for place, sub in enumerate(sub_items, 1):
        texts = (sub.content, sub.method, sub.basis)
        if not sub.content:
            return f"第 {place} 个子项没有写检查内容。"
        if any(BAR in text or "|" in text for text in texts):
            return f"第 {place} 个子项中有竖线“｜”，请改用其他符号。"
        if sub.score is not None and not 0 <= sub.score <= 9999:
            return f"第 {place} 个子项的分值应在 0 到 9999 之间。"
        try:
            if parse_sub_items(_line(sub)) != (normalised_sub_item(1, sub),):
                return f"第 {place} 个子项的文字不能有换行。"
        except CellError as problem:
            return f"第 {place} 个子项：{_without_place(str(problem))}"
    return None if len(sub_items) <= MOST else f"共 {len(sub_items)} 个子项，最多 {MOST} 个。"


def normalised_sub_item(number: int, sub: SubItem) -> SubItem:
    """Return a sub-item at its place, its texts trimmed and on one line."""
    return SubItem(
        number,
        " ".join(sub.content.split()),
        " ".join(sub.method.split()),
        " ".join(sub.basis.split()),
        sub.industries,
        sub.is_key,
        sub.is_veto,
        sub.score,
    )


def _line(sub: SubItem) -> str:
    parts = [f"{sub.number}. {sub.content}"]
    parts += [f"方法：{sub.method}"] if sub.method else []
    parts += [f"依据：{sub.basis}"] if sub.basis else []
    parts += [f"行业：{cells.show(sub.industries)}"] if sub.industries else []
    parts += ["关键项"] if sub.is_key else []
    parts += ["否决项"] if sub.is_veto else []
    parts += [f"{sub.score}分"] if sub.score is not None else []
    return BAR.join(parts)


def _parse_line(place: int, line: str) -> SubItem:
    content, *parts = _BARS.split(line.strip())
    content = _NUMBER.sub("", content, count=1) if _NUMBER.match(content) else content
    values: dict[str, Any] = {}
    try:
        for part in filter(None, parts):
            values.update(_read_part(part))
        content = _read_text(" ".join(content.split()))
    except CellError as problem:
        raise CellError(f"第 {place} 个子项：{problem}") from None
    if not content:
        raise CellError(f"第 {place} 个子项没有写检查内容。")
    return SubItem(place, content, **values)


def _read_part(part: str) -> dict[str, Any]:
    label, *told = re.split("[:：]", part, maxsplit=1)
    label, colon, rest = label.strip(), bool(told), " ".join("".join(told).split())
    if colon and label in {"方法", "检查方法", "依据", "检查依据"}:
        return {"method" if label.endswith("方法") else "basis": _read_text(rest)}
    if colon and label in {"行业", "适用行业"}:
        return {"industries": _read_industries(rest)}
    if part in {"关键项", "关键"}:
        return {"is_key": True}
    if part in {"否决项", "否决"}:
        return {"is_veto": True}
    if found := _SCORE.fullmatch(part):
        return {"score": int(found[1])}
    raise CellError(f"“{part}”认不出来，竖线后可以写：方法：…、依据：…、行业：…、关键项、否决项、5分。")


def _without_place(text: str) -> str:
    return re.sub(r"^第 \d+ 个子项：?", "", text)
