"""The values of a change read back: what ``services.roster.history.to_json`` wrote, as the fields of a draft hold it."""

import json
import types
from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints


def value_from_json(draft: type, field: str, text: str) -> Any:
    """Return the value of a draft's field; a field that the draft does not have comes back as plain JSON.

    Raises ValueError for a word that is not in the vocabulary.
    """
    return _reader(draft, field)(json.loads(text))


def has_field(draft: type, field: str) -> bool:
    """Whether the draft has a field of this name."""
    return field in _kinds(draft)


@cache
def _kinds(draft: type) -> dict[str, Any]:
    return get_type_hints(draft)


@cache
def _reader(draft: type, field: str) -> Callable[[Any], Any]:
    kind = _kinds(draft).get(field)
    return _plain if kind is None else _reader_of(kind)


def _reader_of(kind: Any) -> Callable[[Any], Any]:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        (other,) = (choice for choice in arguments if choice is not type(None))
        read = _reader_of(other)
        return lambda value: None if value is None else read(value)
    if origin in (frozenset, tuple, list):
        read = _reader_of(arguments[0])
        return lambda value: origin(read(part) for part in value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind in (date, datetime):
        return kind.fromisoformat
    if is_dataclass(kind) and isinstance(kind, type):
        return lambda value: kind(**{name: _reader(kind, name)(part) for name, part in value.items()})
    return _plain


def _plain(value: Any) -> Any:
    return value
