"""Which suffix a file gets when the user chose its kind from a list and typed its name, or typed no suffix."""

import re
from pathlib import Path

_SUFFIX = re.compile(r"\*(\.[0-9A-Za-z]+)")


def with_chosen_suffix(chosen: str, proposed: str, filters: str, picked: str) -> str:
    """Return the path with a suffix that one of the filters knows.

    A suffix that the user typed stays. The one that was ``proposed`` gives way to that of the ``picked`` filter: not every
    system's dialog changes the name when another kind is picked.
    """
    known, wanted = _SUFFIX.findall(filters), _SUFFIX.findall(picked) or _SUFFIX.findall(filters)
    if not chosen or not wanted:
        return chosen
    current = Path(chosen).suffix.lower()
    if current not in known:
        return chosen + wanted[0]
    if current == Path(proposed).suffix.lower() and current not in wanted:
        return chosen[: -len(current)] + wanted[0]
    return chosen
