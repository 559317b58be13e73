"""号码: the number in (0,1) that a public seed gives to an id, and the digests that seal what it is drawn from.

The protocol (§2–§4) is exact law: a ticket is a text, never a float, and the order of tickets is the order of these texts.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import compress
from typing import Any, Literal

Purpose = Literal["objects", "officers"]

OBJECTS: Purpose = "objects"
OFFICERS: Purpose = "officers"

# the last four decimal digits of a hash, read backwards, are the first four of its ticket
_LEADS = 10_000
_REVERSED = tuple(int(f"{number:04d}"[::-1]) for number in range(_LEADS))


def sha256_hex(text: str) -> str:
    """Return the SHA-256 of ``text`` in UTF-8 as lower-case hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def canonical_json(value: Any) -> str:
    """Return the one JSON text of ``value`` that is hashed (protocol, §2); floats raise ValueError."""
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical_digest(value: Any) -> str:
    """Return the SHA-256 of the canonical JSON of ``value``."""
    return sha256_hex(canonical_json(value))


def effective_seed(seed: str, draw_code: str, purpose: Purpose) -> str:
    """Return the text that is hashed with every id; ``seed`` is used exactly as it stands."""
    return f"{seed}/{draw_code}/{purpose}"


class Tickets:
    """The tickets of one effective seed."""

    def __init__(self, effective_seed: str) -> None:
        self.seed_digest = sha256_hex(effective_seed)
        # 64 characters fill one block of SHA-256: each id only pays for its own block
        self._start = hashlib.sha256(self.seed_digest.encode("ascii"))

    def ticket(self, entry_id: str) -> str:
        """Return the ticket of an id, ``0.`` and at least 64 digits (``first_fraction`` of consistent-sampler)."""
        return "0." + f"{self._number(entry_id):064d}"[::-1]

    def fraction(self, entry_id: str) -> Fraction:
        """Return the same ticket as an exact number."""
        return Fraction(self.ticket(entry_id))

    def order(self, ids: Iterable[str]) -> list[str]:
        """Return the ids in ascending order of their tickets."""
        return sorted(ids, key=self.ticket)

    def first(self, ids: Sequence[str], count: int) -> list[str]:
        """Return the first ``count`` ids in ticket order; equal to ``order(ids)[:count]`` and cheaper.

        Only ids whose leading digits can reach the first ``count`` places get a whole ticket.
        """
        if count <= 0:
            return []
        leads = self._leads(ids)
        lowest = sorted(leads)[:count]
        return self.order(compress(ids, [lead <= lowest[-1] for lead in leads]))[:count]

    def _leads(self, ids: Sequence[str]) -> list[int]:
        # a million ids pass here: the loop is written out, a call for each would cost as much as its hash
        copy, from_bytes, reversed_ = self._start.copy, int.from_bytes, _REVERSED
        leads: list[int] = []
        for entry_id in ids:
            hashed = copy()
            hashed.update(entry_id.encode())
            leads.append(reversed_[from_bytes(hashed.digest(), "big") % _LEADS])
        return leads

    def _number(self, entry_id: str) -> int:
        start = self._start.copy()
        start.update(entry_id.encode("utf-8"))
        return int.from_bytes(start.digest(), "big")


def _refuse_floats(value: Any) -> None:
    """Look into every list and mapping; texts, most of what there is, are passed over at once."""
    if isinstance(value, float):
        raise ValueError("canonical JSON holds only integers as numbers")
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    for each in inner:
        if type(each) is not str:
            _refuse_floats(each)
