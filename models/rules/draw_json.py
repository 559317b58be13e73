"""The JSON shape of a draw, shared by the published cases and the 抽取证书 (protocol, §8–§9).

Only the shape is judged here; whether the content follows the protocol is judged by ``sealing.check_request``.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from models.errors import UserFacingError
from models.rules.sealing import (
    Batch,
    DrawRequest,
    Entry,
    OfficerEntry,
    OfficerRequest,
    Reason,
    RecusalPair,
)
from models.vocab import DrawMethod, EntryKind, OfficerMode

T = TypeVar("T")


class MalformedDrawError(UserFacingError):
    """A JSON value that has not the shape of a draw."""


def read_request(data: dict[str, Any]) -> DrawRequest:
    """Read the part of a case or certificate that is sealed; a wrong shape raises MalformedDrawError."""
    return DrawRequest(
        draw_code=text(data, "draw_code"),
        method=term(DrawMethod, data, "method"),
        frame=tuple(_entry(row) for row in rows(data, "frame")),
        ratio=_by_group(data, "ratio", str),
        count=_by_group(data, "count", int),
        seed_rule=text(data, "seed_rule", ""),
        reasons=tuple(Reason(text(row, "id"), text(row, "reason")) for row in rows(data, "reasons", [])),
        batch=_batch(data),
        officers=_officers(data),
    )


def text(data: dict[str, Any], key: str, default: str | None = None) -> str:
    """Return a text of an object."""
    value = data.get(key, default)
    if not isinstance(value, str):
        raise MalformedDrawError(f"“{key}”缺失或不是文字。")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise MalformedDrawError(f"“{key}”含有不成对的代理字符。") from None
    return value


def integer(data: dict[str, Any], key: str) -> int:
    """Return an integer of an object; true and false are none."""
    value = data.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise MalformedDrawError(f"“{key}”缺失或不是整数。")
    return value


def flag(data: dict[str, Any], key: str) -> bool:
    """Return a truth value of an object."""
    value = data.get(key)
    if not isinstance(value, bool):
        raise MalformedDrawError(f"“{key}”缺失或不是 true/false。")
    return value


def mapping(data: dict[str, Any], key: str) -> dict[str, Any]:
    """Return an inner object."""
    value = data.get(key)
    if not isinstance(value, dict):
        raise MalformedDrawError(f"“{key}”缺失或不是对象。")
    return value


def rows(data: dict[str, Any], key: str, default: list[Any] | None = None) -> list[dict[str, Any]]:
    """Return a list of objects."""
    value = data.get(key, default)
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise MalformedDrawError(f"“{key}”缺失或不是对象列表。")
    return value


def texts(data: dict[str, Any], key: str) -> list[str]:
    """Return a list of texts."""
    value = data.get(key)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise MalformedDrawError(f"“{key}”缺失或不是文字列表。")
    return value


def term(kind: Callable[[str], T], data: dict[str, Any], key: str) -> T:
    """Return a stored word of ``models.vocab``."""
    value = text(data, key)
    try:
        return kind(value)
    except ValueError:
        raise MalformedDrawError(f"“{key}”的值“{value}”不在规程之内。") from None


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(text(row, "id"), text(row, "stratum"), text(row, "group"), term(EntryKind, row, "kind"))


def _by_group(data: dict[str, Any], key: str, kind: type[T]) -> dict[str, T] | None:
    if data.get(key) is None:
        return None
    values = mapping(data, key)
    if not all(isinstance(value, kind) and not isinstance(value, bool) for value in values.values()):
        raise MalformedDrawError(f"“{key}”的各组数值类型不对，应为{'文字' if kind is str else '整数'}。")
    return values


def _batch(data: dict[str, Any]) -> Batch | None:
    if data.get("batch") is None:
        return None
    batch = mapping(data, "batch")
    return Batch(integer(batch, "number"), integer(batch, "of"), _by_group(batch, "already", int) or {})


def _officers(data: dict[str, Any]) -> OfficerRequest | None:
    if data.get("officers") is None:
        return None
    part = mapping(data, "officers")
    return OfficerRequest(
        mode=term(OfficerMode, part, "mode"),
        team_size=integer(part, "team_size"),
        teams=integer(part, "teams"),
        need_leader=flag(part, "need_leader"),
        need_expert=flag(part, "need_expert"),
        pool=tuple(
            OfficerEntry(text(row, "id"), flag(row, "leader"), flag(row, "expert"))
            for row in rows(part, "pool")
        ),
        recusals=tuple(
            RecusalPair(text(row, "officer"), text(row, "enterprise")) for row in rows(part, "recusals", [])
        ),
    )
