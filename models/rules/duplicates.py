"""Whether two rows of a roster may be one and the same firm, by its name, its address or its codes.

A possible duplicate refuses nothing: the clerk decides. The keys are for comparing only and are never shown.
"""

import re
import unicodedata
from itertools import takewhile

_BRACKETS = re.compile(r"[()\[\]{}<>《》〈〉【】〔〕「」『』\"'“”‘’·•.,，。、\-—_\s]+")
_PLACES = re.compile(r"^(?:中国|河南省?|洛阳市?|偃师[市区县]?)+")
_BRACKETED_PLACES = re.compile(r"[(（\[【〔](?:中国|河南省?|洛阳市?|偃师[市区县]?)+[)）\]】〕]")
_LEGAL_FORMS = re.compile(r"(?:(?:集团)?(?:股份)?(?:有限)?(?:责任)?(?<![分子])公司)+$")
_ADDRESS_PLACES = re.compile(r"^(?:中国|河南省?|洛阳市?(?:偃师[市区县])?|偃师[市区县])+")
_MORE_OF_A_FORM = ("集团", "股份", "公司")
"""What may stand before 有限公司 and belongs to the legal form too."""
_LEAST = 2


def name_key(name: str) -> str:
    """Return what two spellings of one firm's name have in common, "" where too little is left to compare.

    Taken away: the difference of full and half width and of upper and lower case, blanks, brackets and points, the place in
    front or in brackets (河南省, 洛阳市, 偃师区 …), and the legal form at the end (公司, 有限公司, 有限责任公司, 股份有限公司, 集团). A branch
    (…分公司) keeps its word: it is another object than its head office.
    """
    text = _folded(name)
    if _BRACKETS.search(text):
        text = _BRACKETS.sub("", _BRACKETED_PLACES.sub("", text))
    if place := _PLACES.match(text):
        text = text[place.end() :]
    text = _without_form(text)
    return text if len(text) >= _LEAST else ""


def _without_form(text: str) -> str:
    if not text.endswith("公司"):
        return text
    short = text[:-4]
    if text.endswith("有限公司") and not short.endswith(_MORE_OF_A_FORM):
        return short  # what nearly every name ends with, without trying each place of it
    return _LEGAL_FORMS.sub("", text)


def address_key(address: str) -> str:
    """Return what two spellings of one address have in common; "" for an address without a number, which names no house."""
    if not any(map(str.isdigit, address)):
        return ""
    text = _ADDRESS_PLACES.sub("", _BRACKETS.sub("", _folded(address)))
    return text if len(text) >= _LEAST else ""


def are_namesakes(one: str, other: str) -> bool:
    """Say whether two ``name_key`` begin with the same 字号: two characters or more.

    Firms in one building share an address; only with the 字号 in common they may be one firm.
    """
    common = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _pair in common) >= _LEAST


def organisation_code(credit_code: str) -> str:
    """Return the 组织机构代码 inside a 统一社会信用代码: it stays when a firm is registered anew elsewhere."""
    return credit_code[8:17] if len(credit_code) == 18 else ""


def _folded(text: str) -> str:
    if text.isascii():
        return text.upper()
    if unicodedata.is_normalized("NFKC", text) and (text.isupper() or text == text.upper()):
        return text
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).upper())
