"""Signatures placed on a paper while it is issued: pictures by seat, frozen into its view; nobody's unless asked for."""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.tables.paper import SignatureImage
from services.files.forms.form import Form, sample_view
from services.files.forms.parts import SeatSignature
from services.records.rows import RecordOfficerRow
from services.workplace import Workplace

_FIELD = "signatures"
_OFFICER_SEAT = re.compile(r"检查人员(\d+)")
_THEIRS = frozenset({"负责人", "签收人", "收件人", "见证人"})
"""Seats of the enterprise and of witnesses, who sign by hand."""


def seats_of(form: Form[Any]) -> tuple[str, ...]:
    """Return the seats of a form on which a signature of the office may be placed, in the order of the page."""
    if not _has_place(form.view):
        return ()
    view = sample_view(form, form.set_in_use(next(iter(form.wordings))))
    found = dict.fromkeys(seat for block in form.blocks(view) for seat in _seats_in(block))
    return tuple(seat for seat in found if seat not in _THEIRS)


def signed(
    session: Session,
    workplace: Workplace,
    view: Any,
    signed_by: Mapping[str, int],
    officers: Sequence[RecordOfficerRow] = (),
) -> Any:
    """Return a view with the signatures of the seats named; raises UserFacingError where one cannot be placed.

    The seat of an officer takes the signature of the officer who sits there and of nobody else.
    """
    if not signed_by:
        return view
    if not _has_place(type(view)):
        raise UserFacingError("这种文书没有放置签名图的位置，请打印后手写签名。")
    pictures: list[SeatSignature] = []
    for seat, key in sorted(signed_by.items()):
        image = session.get(SignatureImage, key)
        if image is None or image.office_id != workplace.office_id:
            raise UserFacingError(f"“{seat}”选用的签名图已不存在，请刷新后重选。")
        if image.withdrawn_at is not None:
            raise UserFacingError(f"{image.person}的签名图已停用，不能再放到“{seat}”处。")
        _require_own(seat, image, officers)
        pictures.append(SeatSignature(seat, b64encode(image.png).decode("ascii")))
    return replace(view, **{_FIELD: tuple(pictures)})


def _has_place(view: type[Any]) -> bool:
    return _FIELD in {part.name for part in fields(view)}


def _require_own(seat: str, image: SignatureImage, officers: Sequence[RecordOfficerRow]) -> None:
    found = _OFFICER_SEAT.fullmatch(seat)
    if found is None:
        return
    place = int(found[1]) - 1
    sitting = officers[place] if place < len(officers) else None
    is_own = sitting is not None and (
        image.officer_id == sitting.key if image.officer_id is not None else image.person == sitting.name
    )
    if not is_own:
        who = f"是{sitting.name}" if sitting is not None else "没有人"
        raise UserFacingError(f"“{seat}”{who}，不能放置{image.person}的签名图。")


def _seats_in(part: Any) -> Iterable[str]:
    if isinstance(part, tuple):
        for one in cast("tuple[Any, ...]", part):
            yield from _seats_in(one)
    elif is_dataclass(part) and not isinstance(part, type):
        for item in fields(part):
            value = getattr(part, item.name)
            if item.name == "seat" and isinstance(value, str) and value:
                yield value
            else:
                yield from _seats_in(value)
