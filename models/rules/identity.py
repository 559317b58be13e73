"""统一社会信用代码 and 注册号: what identifies an inspected party, and whether it is written correctly.

GB 32100-2015 alone decides. The organisation code inside it (GB 11714) and the district digits only give notes: real
licences exist whose inner check is wrong, and firms registered before 2021 keep 410381 for life.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from operator import getitem

from models.vocab import EntityKind

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_PRODUCTS = tuple({char: ALPHABET.index(char) * weight for char in ALPHABET} for weight in _WEIGHTS)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_OWN_DISTRICTS = ("410307", "410381")
_KINDS = {"91": EntityKind.ENTERPRISE, "92": EntityKind.INDIVIDUAL, "93": EntityKind.COOPERATIVE}
_HEADS = frozenset({*_KINDS, "12", "13", "51", "52", "53"})
_LOOKS_LIKE = {
    "O": "0D",
    "0": "DQ8",
    "D": "0",
    "Q": "0",
    "I": "1",
    "1": "7L",
    "7": "1T",
    "L": "1",
    "T": "7",
    "S": "5",
    "5": "6",
    "6": "5G8",
    "G": "6",
    "Z": "2",
    "2": "7",
    "B": "8",
    "8": "B360",
    "3": "8",
    "V": "UY",
    "U": "",
    "Y": "",
    "M": "N",
    "N": "M",
    "E": "F",
    "F": "E",
}
"""What a character is mistaken for, the likeliest first; O, I, S, V and Z are in no code."""
_DAMAGED = re.compile(r"\d(?:\.\d+)?E\+?\d+")


@dataclass(frozen=True, slots=True)
class CodeVerdict:
    """What the check of one identifier says: the text to store, a problem that refuses it, notes that do not."""

    code: str
    problem: str | None
    notes: tuple[str, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Say whether the identifier may be stored."""
        return self.problem is None


def normalise_code(text: str) -> str:
    """Return the code half-width and upper-case, without blanks inside or invisible characters."""
    if text.isascii() and text.isalnum():
        return text.upper()
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(char for char in folded if not char.isspace() and unicodedata.category(char) != "Cf")


def is_registration_number(code: str) -> bool:
    """Say whether a normalised code is a 15-digit 注册号, the identifier used before 2015."""
    return len(code) == 15 and code.isascii() and code.isdigit()


def check_character(body: str) -> str:
    """Return the 18th character that GB 32100 gives to the first 17."""
    return ALPHABET[-sum(map(getitem, _PRODUCTS, body)) % 31]


def find_code_problem(code: str) -> str | None:
    """Return why a normalised 统一社会信用代码 or 注册号 is refused, in one sentence, or None (GB 32100-2015)."""
    if len(code) == 18:
        try:
            if check_character(code[:17]) == code[17]:
                return None
        except KeyError:
            return _problem_of_characters(code)
        if code[17] not in ALPHABET:
            return _problem_of_characters(code)
        return f"统一社会信用代码“{code}”校验不通过，{_hint(code)}请对照营业执照逐位核对。"
    return None if is_registration_number(code) else _problem_of_length(code)


def _hint(code: str) -> str:
    likely = likely_codes(code)
    return f"可能是“{likely[0]}”，" if likely and _is_plausible(likely[0]) else ""


def likely_codes(code: str) -> tuple[str, ...]:
    """Return the valid 统一社会信用代码 that a wrong one of 18 characters was probably meant to be, the likeliest first.

    Tried are the slips of a hand: characters mistaken for one another (O/0, I/1, S/5, Z/2, B/8 …) and two neighbours that
    changed places; then any single wrong character, where the 组织机构代码 inside (GB 11714) bears it out. Mostly one or two;
    () for a code that is right, and where nothing plausible is found.
    """
    text = normalise_code(code)
    if len(text) != 18 or _is_valid(text):
        return ()
    found = {slip for slip in _slips(text) if _is_valid(slip) and slip[2:8].isdigit()}
    if all(char in ALPHABET for char in text):
        found |= {one for one in _single_repairs(text) if _is_plausible(one)}
    return tuple(sorted(found, key=_likelihood))


def _slips(text: str) -> Iterator[str]:
    """Yield the text with one slip undone, after the characters that no code has were read as those they look like."""
    read = "".join(
        _LOOKS_LIKE[char][0] if char not in ALPHABET and char in _LOOKS_LIKE else char for char in text
    )
    yield read
    for place, char in enumerate(read):
        for other in _LOOKS_LIKE.get(char, ""):
            if other in ALPHABET:
                yield f"{read[:place]}{other}{read[place + 1 :]}"
        if place < 17 and char != read[place + 1]:
            yield f"{read[:place]}{read[place + 1]}{char}{read[place + 2 :]}"


def _single_repairs(text: str) -> Iterator[str]:
    """Yield, for every place, the one character there that makes the code right; a district is corrected to ours only."""
    yield text[:17] + check_character(text[:17])
    for place in range(17):
        for char in ALPHABET:
            repaired = f"{text[:place]}{char}{text[place + 1 :]}"
            if char != text[place] and (place > 7 or repaired[2:8] in _OWN_DISTRICTS) and _is_valid(repaired):
                yield repaired


def _is_valid(code: str) -> bool:
    return all(char in ALPHABET for char in code) and check_character(code[:17]) == code[17]


def _is_plausible(code: str) -> bool:
    """Whether all that a right code mostly has is right too: the registrar, the digits of the district, the inner check."""
    return code[:2] in _HEADS and code[2:8].isdigit() and organisation_check(code[8:16]) == code[16]


def _likelihood(code: str) -> tuple[bool, bool, str]:
    """Sort the likeliest first: right in all its parts, then of one of our districts."""
    return not _is_plausible(code), code[2:8] not in _OWN_DISTRICTS, code


def _problem_of_characters(code: str) -> str:
    place, char = next((place, char) for place, char in enumerate(code, 1) if char not in ALPHABET)
    hint = {
        "O": "，是否应为数字 0",
        "I": "，是否应为数字 1",
        "S": "，是否应为数字 5",
        "Z": "，是否应为数字 2",
    }.get(char, "")
    return f"统一社会信用代码“{code}”第 {place} 位“{char}”不是代码可用的字符{hint}，请对照营业执照核对。"


def _problem_of_length(code: str) -> str:
    if not code:
        return "没有统一社会信用代码，请补填 18 位代码（没有的填 15 位注册号）。"
    if _DAMAGED.fullmatch(code):
        return f"代码已被 Excel 变成数字（{code}），后几位已丢失，请把该列设为“文本”格式后重新填写。"
    shown = code if len(code) <= 40 else f"{code[:40]}…"
    return f"统一社会信用代码“{shown}”应为 18 位，现为 {len(code)} 位，请对照营业执照补正。"


def note_code(code: str) -> tuple[str, ...]:
    """Return what deserves a look in a valid 统一社会信用代码 but never refuses it (GB 11714; 登记机关区划)."""
    if len(code) != 18:
        return ("没有统一社会信用代码，以 15 位注册号登记。",)
    notes: list[str] = []
    if organisation_check(code[8:16]) != code[16]:
        notes.append("代码第 9—17 位（主体标识码）与 GB 11714 校验不符，仅作提示。")
    if district := foreign_district(code):
        notes.append(f"代码中的登记机关区划为 {district}，不是偃师（410307、410381），仅作提示。")
    return tuple(notes)


def foreign_district(code: str) -> str:
    """Return the 登记机关区划 in a 统一社会信用代码 where it is not 偃师's, new or old; else ""."""
    district = code[2:8] if len(code) == 18 else ""
    return "" if district in _OWN_DISTRICTS else district


def organisation_check(body: str) -> str:
    """Return the ninth character of an 组织机构代码 whose first eight are given (GB 11714-1997)."""
    values = (int(char, 36) for char in body)
    total = sum(value * weight for value, weight in zip(values, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def judge_code(text: str) -> CodeVerdict:
    """Normalise an identifier as typed and say whether it may be stored, with notes if it may."""
    code = normalise_code(text)
    problem = find_code_problem(code)
    return CodeVerdict(code, problem, () if problem else note_code(code))


def entity_kind(code: str) -> EntityKind:
    """Return the 主体类型 that the first two characters of a 统一社会信用代码 name; 其他 for a 注册号."""
    return _KINDS.get(code[:2], EntityKind.OTHER) if len(code) == 18 else EntityKind.OTHER
