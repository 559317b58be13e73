"""Whether words that the office wrote can stand in a form: placeholders, characters, and that the form still holds them.

The measure of "holds": a title has three lines at most; the filled-in sample grows by one page at most; no text is longer than
the program's own by more than a page; a label leaves room for its value; nothing reaches out of the 版心.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, cast

from models.vocab import FormSet
from services.files.blocks import Block, FieldLine, FormHead, Landscape, Size, Title, Together
from services.files.flow import Sheet, compose
from services.files.fonts import RENDERING, Role, find_glyph
from services.files.forms.form import Form
from services.files.line_breaking import Setting
from services.files.page import ROWS, TITLE_EM, WIDTH, centred_rows, right_end, set_text
from services.files.pieces import RowMark, text_setting
from services.files.wording_notes import TextNote, text_notes

WHOLE = ""
"""The key of a problem that no single text has."""
_MOST_TITLE_LINES = 3
_MOST_MORE_PAGES = 1
_LEAST_VALUE = 0.25  # of a field's width: what its label must leave
_BEYOND = 12.0  # points; the blank half of a mark may hang out of the 版心, what reaches further is seen
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_LAYOUT = frozenset("|\n")


def placeholders(text: str) -> tuple[str, ...]:
    """Return the names in braces of a text, each once, in their order."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(text)))


def wording_problems(form: Form[Any], form_set: FormSet, texts: Mapping[str, str]) -> dict[str, str]:
    """Return key → sentence for each text that cannot stand; what no single text has stands under ``WHOLE``.

    ``texts`` are all texts of the form, or those that differ from the program's.
    """
    default = form.default_wording(form_set)
    changed = _changed(default, texts)
    problems = text_problems(form, form_set, texts)
    if problems or not changed:
        return problems
    with RENDERING:
        return _fit_problems(form, default, changed, text_notes(form))


def text_problems(form: Form[Any], form_set: FormSet, texts: Any) -> dict[str, str]:
    """Return key → sentence for each text that is wrong by itself; nothing is laid out.

    ``texts`` come from the database, where a hand may have put anything.
    """
    if not isinstance(texts, Mapping):
        return {WHOLE: "存入的内容不是一组文字。"}
    default, notes = form.default_wording(form_set), text_notes(form)
    problems: dict[str, str] = {}
    for key, text in _changed(default, cast("Mapping[str, Any]", texts)).items():
        problem = _text_problem(text, getattr(default, key), notes[key])
        if problem:
            problems[key] = problem
    return problems


def _changed(default: Any, texts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        part.name: texts[part.name]
        for part in fields(default)
        if part.name in texts and texts[part.name] != getattr(default, part.name)
    }


def _text_problem(text: Any, own: str, note: TextNote) -> str:
    """Return what is wrong with a text by itself."""
    if not isinstance(text, str):
        return f"“{note.name}”存入的不是文字。"
    if not text.strip():
        return (
            "" if note.may_be_empty or not own.strip() else f"“{note.name}”不能为空，请填写，或恢复程序文字。"
        )
    known, used = placeholders(own), placeholders(text)
    rest = _PLACEHOLDER.sub("", text)
    if "{" in rest or "}" in rest:
        return "花括号不成对：占位符须写成“{名称}”，不用占位符的地方请删去花括号。"
    unknown = [name for name in used if name not in known]
    if unknown:
        can = f"可用的有：{_named(known)}" if known else "这段文字没有可用的占位符"
        return f"{_named(unknown)}不是可用的占位符，{can}。"
    missing = [name for name in known if name not in used and name not in note.may_omit]
    if missing:
        return f"缺少占位符{_named(missing)}，打印时会少了这项内容，请补上。"
    strange = [
        char for char in dict.fromkeys(text) if char not in _LAYOUT and find_glyph(Role.BODY, char) is None
    ]
    if strange:
        shown = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in strange)
        return f"{shown}没有可用的字体，请换成规范的写法。"
    return ""


def _named(names: Iterable[str]) -> str:
    return "、".join(f"“{{{name}}}”" for name in names)


def _fit_problems(
    form: Form[Any], default: Any, changed: Mapping[str, str], notes: Mapping[str, TextNote]
) -> dict[str, str]:
    """Return what the form cannot hold; each text is tried alone to find the one that does it."""
    problems = {
        key: f"“{notes[key].name}”比程序文字长出一页以上，请改短。"
        for key, text in changed.items()
        if _rows(text) > _rows(getattr(default, key)) + ROWS
    }
    if problems:
        return problems
    before = _Layout(form, default)
    for key, text in changed.items():
        problem = before.problem_of(_Layout(form, replace(default, **{key: text})))
        if problem:
            problems[key] = problem
    if not problems:
        problem = before.problem_of(_Layout(form, replace(default, **changed)))
        if problem:
            problems[WHOLE] = problem
    return problems


class _Layout:
    """The sample of a form as it is laid out with some words."""

    def __init__(self, form: Form[Any], wording: Any) -> None:
        blocks = tuple(form.blocks(form.sample(wording)))
        self._blocks = blocks
        self._sheets = compose(blocks)

    def problem_of(self, other: "_Layout") -> str:
        """Return what another layout has that this one has not."""
        for measure in _MEASURES:
            problem = measure(self, other)
            if problem:
                return problem
        return ""

    @property
    def pages(self) -> int:
        return len(self._sheets)

    @property
    def title_lines(self) -> int:
        return max((_title_lines(text) for text in _titles(self._blocks)), default=0)

    @property
    def narrow_labels(self) -> list[str]:
        return list(_narrow_labels(self._blocks))

    @property
    def reach(self) -> float:
        """How far a row reaches out of the 版心, in points."""
        return max((_reach(sheet) for sheet in self._sheets), default=0.0)


def _too_many_title_lines(before: _Layout, after: _Layout) -> str:
    lines = after.title_lines
    if lines > max(_MOST_TITLE_LINES, before.title_lines):
        return f"标题排成 {lines} 行，最多 {_MOST_TITLE_LINES} 行，请改短。"
    return ""


def _too_many_pages(before: _Layout, after: _Layout) -> str:
    if after.pages > before.pages + _MOST_MORE_PAGES:
        return f"样张从 {before.pages} 页增加到 {after.pages} 页，最多多 {_MOST_MORE_PAGES} 页，请改短。"
    return ""


def _too_narrow(before: _Layout, after: _Layout) -> str:
    new = [label for label in after.narrow_labels if label not in before.narrow_labels]
    return f"栏目名称“{new[0]}”太长，后面没有填写的地方，请改短。" if new else ""


def _too_wide(before: _Layout, after: _Layout) -> str:
    if after.reach > max(before.reach, 0.0) + _BEYOND:
        return "有文字超出版心的右边，请改短。"
    return ""


_MEASURES: tuple[Callable[[_Layout, _Layout], str], ...] = (
    _too_many_title_lines,
    _too_many_pages,
    _too_narrow,
    _too_wide,
)


def _titles(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Title):
            yield block.text
        elif isinstance(block, FormHead):
            yield block.title
        elif isinstance(block, (Together, Landscape)):
            yield from _titles(block.blocks)


def _title_lines(text: str) -> int:
    return len(centred_rows(text, Role.TITLE, TITLE_EM, WIDTH)) if text else 0


def _narrow_labels(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, (Together, Landscape)):
            yield from _narrow_labels(block.blocks)
        elif isinstance(block, FieldLine):
            total = sum(field.share for field in block.fields)
            for field in block.fields:
                room = WIDTH * field.share / total
                (row,) = set_text(f"{field.label}：", Role.BODY, Setting(em=block.size.em, measure=1e6))
                if field.label and right_end(row) > room * (1 - _LEAST_VALUE):
                    yield field.label


def _reach(sheet: Sheet) -> float:
    ends = (mark.x + right_end(mark.row) for mark in sheet.marks if isinstance(mark, RowMark) and mark.row)
    return max(ends, default=0.0) - WIDTH


def _rows(text: str) -> int:
    return sum(
        len(set_text(line, Role.BODY, text_setting(Size.THREE))) if line else 1 for line in text.split("\n")
    )
