"""What the views of many forms have in common: who is inspected, who inspects, how a view's texts are checked and signed.

A view is a frozen dataclass. Each text that is printed is declared with ``said("the field's name on the screen")``, so that a
character without a face can be refused naming the field.
"""

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from typing import Any, cast

from services.files.wording import one_line, printed_texts

WORDING = "wording"


def said(label: str, default: Any = MISSING) -> Any:
    """Declare a printed field of a view under its name on the screen."""
    if default is MISSING:
        return field(metadata={"label": label})
    return field(default=default, metadata={"label": label})


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """One officer as a paper names him: ``section`` his unit, ``seat`` the printed seat (组长) or empty."""

    name: str = said("检查人员姓名")
    section: str = said("检查人员单位")
    certificate_number: str = said("执法证号")
    seat: str = said("检查人员职责")


@dataclass(frozen=True, slots=True)
class EnterpriseLine:
    """The inspected enterprise as a form names it; what is not known is a blank to write on."""

    name: str = said("检查对象名称", "")
    code: str = said("统一社会信用代码", "")
    address: str = said("地址", "")
    legal_representative: str = said("法定代表人", "")
    contact: str = said("联系人", "")
    phone: str = said("联系电话", "")
    industry: str = said("所属行业", "")


@dataclass(frozen=True, slots=True)
class SeatSignature:
    """A signature placed on a form: the seat whose blank it fills and the picture, PNG in base64."""

    seat: str
    png: str


def said_texts(view: Any) -> Iterator[tuple[str, str]]:
    """Yield ``(field name, text)`` for every printed text of a view, its fixed texts last.

    Line feeds are layout in a view's longer texts and are left out.
    """
    for part in fields(view):
        value = getattr(view, part.name)
        if part.name == WORDING:
            continue
        yield from _texts_of(part.metadata.get("label", ""), value)
    yield from printed_texts(getattr(view, WORDING))


def _texts_of(label: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if label:
            yield label, one_line(value)
    elif isinstance(value, tuple):
        for entry in cast("tuple[Any, ...]", value):
            yield from _texts_of(label, entry)
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from _texts_of(part.metadata.get("label", label), getattr(value, part.name))
