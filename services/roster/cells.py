"""How the text of one cell becomes a value, and a value the text of a cell: the same words in both directions.

Names stay as typed (NFC, trimmed); codes, numbers and telephones become half-width (NFKC). A cell that cannot be read
raises CellError with one sentence that says what to write instead.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Generic, TypeVar
from unicodedata import is_normalized, normalize

from models.vocab import Term

T = TypeVar("T", bound=Term)
Parse = Callable[[str], Any]

EMPTY = frozenset(
    {
        "",
        "无",
        "/",
        "-",
        "--",
        "—",
        "——",
        "－",
        "\\",
        "N/A",
        "n/a",
        "NA",
        "#N/A",
        "NULL",
        "null",
        "None",
        "空",
        "暂无",
        "不详",
    }
)
_FORMULA_ERRORS = frozenset({"#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
_LOST_DIGITS = re.compile(r"\d(?:\.\d+)?[Ee]\+\d+")
_QUOTED = 40
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd\ufffe\uffff\U000f0000-\U0010ffff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]+")
_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?"
)
_COMPACT_DATE = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_LISTED = re.compile(r"[、，,;；/|\s]+")
_EXCEL_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 3_650, 80_000  # 1909 to 2119; 19990101 and the like are no serial numbers
_YES = frozenset({"是", "有", "√", "✓", "Y", "YES", "TRUE", "1", "对"})
_NO = frozenset({"否", "×", "✗", "N", "NO", "FALSE", "0", ""})


class CellError(Exception):
    """A cell that cannot be read; the text is the sentence for the clerk, without the column."""


class UnknownWordError(CellError):
    """A word that a column of words does not know; the clerk may say once what it stands for."""

    def __init__(self, word: str, sentence: str) -> None:
        super().__init__(sentence)
        self.word = word


def quoted(text: str) -> str:
    """Return a text short enough for a sentence: a cell may hold 32,767 characters."""
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def is_empty(text: str) -> bool:
    """Say whether a cell holds one of the signs that stand for nothing (N/A, 无, -, —)."""
    return text in EMPTY


def half_width(text: str) -> str:
    """Return the text with full-width letters, digits and signs made half-width."""
    return text if text.isascii() else normalize("NFKC", text).strip()


def name(limit: int) -> Parse:
    """Read a name as typed; characters that no paper could print are refused."""

    def parse(text: str) -> str:
        if not is_normalized("NFC", text):
            text = normalize("NFC", text)
        if len(text) > limit:
            raise CellError(f"共 {len(text)} 字，最多 {limit} 字，请缩短。")
        if (not text.isprintable() or "\ufffd" in text) and (found := _UNPRINTABLE.search(text)):
            raise CellError(_unprintable(text, found[0]))
        if text[:1] == "#" and text.upper() in _FORMULA_ERRORS:
            raise CellError(f"单元格里是公式的错误值 {text}，请改成实际内容。")
        return text

    return parse


def prose(limit: int) -> Parse:
    """Read a longer text: line breaks and tabs inside become one blank."""
    read = name(limit)

    def parse(text: str) -> str:
        return read(text if text.isprintable() else _CONTROL.sub(" ", text).strip())

    return parse


def compact(limit: int) -> Parse:
    """Read a number, code or telephone: half-width, trimmed."""
    read = prose(limit)

    def parse(text: str) -> str:
        return read(half_width(text))

    return parse


def whole(read: Parse) -> Parse:
    """Read a telephone or number of which Excel may have lost digits: 1.38E+10 is refused."""

    def parse(text: str) -> str:
        text = read(text)
        refuse_lost_digits(text)
        return text

    return parse


def refuse_lost_digits(text: str) -> None:
    """Raise CellError for a number that Excel shows as 1.38E+10: what stood behind the shown digits is lost."""
    if "+" in text and _LOST_DIGITS.fullmatch(text):
        raise CellError(
            f"“{text}”已被 Excel 变成科学计数，后面的数字已丢失，请把该列设为文本格式后重新填写。"
        )


def day(text: str) -> date:
    """Read a date as text in any usual form, or as the serial number that Excel keeps."""
    try:
        if len(text) == 10 and text[4] == "-":
            return date.fromisoformat(text)
        text = half_width(text)
        if found := _DATE.fullmatch(text) or _COMPACT_DATE.fullmatch(text):
            return date(*map(int, found.groups()))
        if text.isdigit() and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL:
            return _EXCEL_EPOCH + timedelta(days=int(text))
    except ValueError:
        pass
    raise CellError(f"“{quoted(text)}”不是日期，请写成 2022-05-25 的样子。")


def whole_number(text: str) -> int:
    """Read a count."""
    digits = half_width(text).removesuffix("人").replace(",", "").strip()
    if not (digits.isascii() and digits.isdigit()):
        raise CellError(f"“{quoted(text)}”不是整数，请只填数字。")
    return int(digits)


def yes_or_no(text: str) -> bool:
    """Read 是 or 否 and what stands for them."""
    word = half_width(text).upper()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellError(f"“{quoted(text)}”应填“是”或“否”。")


class TermReader(Generic[T]):
    """Reads a word of the vocabulary by its label, its stored code or a synonym, whatever its case."""

    def __init__(self, kind: type[T], synonyms: Mapping[str, T] | None = None) -> None:
        self.kind = kind
        self._synonyms = dict(synonyms or {})
        self._words = _words(kind, self._synonyms)

    def __call__(self, text: str) -> T:
        """Return the word; raises UnknownWordError."""
        if (found := self._words.get(text)) or (found := self._words.get(half_width(text).upper())):
            return found
        raise UnknownWordError(text, f"“{quoted(text)}”认不出来，可以填：{_choices(self.kind)}。")

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The stored codes with their labels."""
        return tuple((str(member), member.label) for member in self.kind)

    def with_words(self, words: Mapping[str, str]) -> "TermReader[T]":
        """Return a reader that knows more words, each given with the stored code it stands for."""
        return TermReader(self.kind, self._synonyms | self._known(words))

    def _known(self, words: Mapping[str, str]) -> dict[str, T]:
        codes = {str(member): member for member in self.kind}
        return {text: codes[code] for text, code in words.items() if code in codes}


class TermsReader(TermReader[T]):
    """Reads several words in one cell, parted by 、 or commas."""

    def __call__(self, text: str) -> frozenset[T]:  # type: ignore[override]
        """Return the words; raises UnknownWordError with the first that is none."""
        read = super().__call__
        return frozenset(read(word) for word in listed(text))

    def with_words(self, words: Mapping[str, str]) -> "TermsReader[T]":
        """Return a reader that knows more words, each given with the stored code it stands for."""
        return TermsReader(self.kind, self._synonyms | self._known(words))


def term(kind: type[T], synonyms: Mapping[str, T] | None = None) -> TermReader[T]:
    """Return the reader of a column that holds one word."""
    return TermReader(kind, synonyms)


def terms(kind: type[T], synonyms: Mapping[str, T] | None = None) -> TermsReader[T]:
    """Return the reader of a column that holds several words."""
    return TermsReader(kind, synonyms)


def listed(text: str) -> list[str]:
    """Part a cell that holds several words; signs for nothing are left out."""
    return [word for word in _LISTED.split(text) if not is_empty(word)]


def show(value: Any) -> str:
    """Return the cell text of a value, such that the parsers above read it back."""
    if value is None:
        return ""
    if isinstance(value, Term):
        return value.label
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset | tuple):
        return "、".join(_in_order(value))
    return str(value)


def _in_order(values: Iterable[Any]) -> list[str]:
    terms_first = sorted(
        values, key=lambda value: list(type(value)).index(value) if isinstance(value, Term) else 0
    )
    return [show(value) for value in terms_first]


def _words(kind: type[T], synonyms: Mapping[str, T] | None) -> dict[str, T]:
    words = {str(member): member for member in kind} | {member.label: member for member in kind}
    words |= dict(synonyms or {})
    return {half_width(text).upper(): word for text, word in words.items()} | words


def _choices(kind: type[Term]) -> str:
    return "、".join(member.label for member in kind)


def _unprintable(text: str, char: str) -> str:
    if char in "\r\n":
        return "中间有换行，请删去换行后再导入。"
    if ord(char) < 0xA0:
        return "含有看不见的控制字符，请删去后重新输入。"
    kind = "打不开的乱码" if char in "\ufffd\ufffe\uffff" else "自造字"
    return f"“{quoted(text)}”第 {text.index(char) + 1} 字是{kind}（U+{ord(char):04X}），请改为正式的汉字。"
