"""A printed form's view as text and back: what was issued is stored, and printed again from what was stored.

The text is canonical JSON: the same view is always the same text, so its digest can stand for the paper.
"""

import json
import re
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

V = TypeVar("V")
_STRANGE_BLANKS = re.compile(r"[\t\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def view_to_json(view: Any) -> str:
    """Return a view (a frozen dataclass) as canonical JSON: sorted names, no blanks, characters as they are."""
    return json.dumps(
        _plain(view), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def view_from_json(cls: type[V], text: str) -> V:
    """Return the view that ``view_to_json`` wrote.

    A field that a later version of the program added takes its default. Raises ValueError when the text is no such
    view.
    """
    return cast("V", _read(cls, json.loads(text)))


def on_plain_lines(view: V) -> V:
    """Return a view whose texts know one blank and one line end: a tab from a sheet is a blank, \\v, \\f and U+2028 end a line."""
    return cast("V", _with_texts(view))


def _with_texts(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        return _LINE_ENDS.sub("\n", value.replace("\t", " ")) if _STRANGE_BLANKS.search(value) else value
    if isinstance(value, tuple):
        return tuple(_with_texts(entry) for entry in cast("tuple[Any, ...]", value))
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            item.name: new
            for item in fields(value)
            if item.init and (new := _with_texts(old := getattr(value, item.name))) is not old and new != old
        }
        return replace(value, **changed) if changed else value
    return value


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(entry) for entry in cast("tuple[Any, ...]", value)]
    if value is None or isinstance(value, (str, int)):
        return value
    raise TypeError(f"a view holds no {type(value).__name__}")


def _read(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        (other,) = (choice for choice in get_args(kind) if choice is not type(None))
        return None if value is None else _read(other, value)
    if origin is tuple:
        return tuple(_read(get_args(kind)[0], entry) for entry in _expect(list, value))
    if is_dataclass(kind):
        return _read_dataclass(cast("type[Any]", kind), _expect(dict, value))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    parse = _PARSERS.get(kind)
    return parse(_expect(str, value)) if parse else _expect(kind, value)


_PARSERS: dict[Any, Callable[[str], Any]] = {date: date.fromisoformat, Decimal: Decimal}


@cache  # a thousand papers are read at a time
def _kinds_of(cls: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {item.name: hints[item.name] for item in fields(cls)}


def _read_dataclass(cls: type[Any], stored: dict[str, Any]) -> Any:
    kinds = _kinds_of(cls)
    unknown = stored.keys() - kinds.keys()
    if unknown:
        raise ValueError(f"{cls.__name__} has no {', '.join(sorted(unknown))}")
    try:
        return cls(**{name: _read(kinds[name], value) for name, value in stored.items()})
    except TypeError as error:
        raise ValueError(f"{cls.__name__} is incomplete: {error}") from error


def _expect(kind: type[V], value: Any) -> V:
    if type(value) is not kind:
        raise ValueError(f"expected {kind.__name__}, found {type(value).__name__}")
    return value
