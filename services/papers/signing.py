"""Signatures placed on a paper while it is issued: pictures by seat, frozen into its view; nobody's unless asked for."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.tables.paper import SignatureImage
from services.files.forms.parts import SeatSignature
from services.workplace import Workplace

_FIELD = "signatures"


def signed(session: Session, workplace: Workplace, view: Any, signed_by: Mapping[str, int]) -> Any:
    """Return a view with the signatures of the seats named; raises UserFacingError where one cannot be placed."""
    if not signed_by:
        return view
    if _FIELD not in {part.name for part in fields(view)}:
        raise UserFacingError("这种文书没有放置签名图的位置，请打印后手写签名。")
    pictures: list[SeatSignature] = []
    for seat, key in sorted(signed_by.items()):
        image = session.get(SignatureImage, key)
        if image is None or image.office_id != workplace.office_id:
            raise UserFacingError(f"“{seat}”选用的签名图已不存在，请刷新后重选。")
        if image.withdrawn_at is not None:
            raise UserFacingError(f"{image.person}的签名图已停用，不能再放到“{seat}”处。")
        pictures.append(SeatSignature(seat, b64encode(image.png).decode("ascii")))
    return replace(view, **{_FIELD: tuple(pictures)})
