"""复算: repeat the draw from its certificate and compare it with what the database holds and the screen shows.

Two comparisons: the certificate against itself (the auditor's check), and the stored rows against the certificate.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.rules.verification import verify
from services.draw.rows import DrawDetail, PlaceRow, SeatRow


@dataclass(frozen=True, slots=True)
class Recheck:
    """The lines of a repeated draw; it ends with the first difference."""

    is_ok: bool
    lines: tuple[str, ...]

    @property
    def summary(self) -> str:
        """What stands beside the result."""
        return f"已复算一致（{len(self.lines)} 项）" if self.is_ok else "复算不一致"


def recheck(detail: DrawDetail, certificate: Mapping[str, Any]) -> Recheck:
    """Repeat a drawn draw and compare."""
    lines: list[str] = []
    for check in verify(certificate):
        lines.append(check.line)
        if not check.is_ok:
            return Recheck(False, tuple(lines))
    for label, is_same in _stored_checks(detail, certificate):
        lines.append(f"{'√' if is_same else '×'} {label}：{'一致' if is_same else '与重算的结果不同'}")
        if not is_same:
            return Recheck(False, tuple(lines))
    return Recheck(True, tuple(lines))


def _stored_checks(detail: DrawDetail, certificate: Mapping[str, Any]) -> list[tuple[str, bool]]:
    drawn = [place for place in detail.places if not place.substitutes]
    tickets: Mapping[str, str] = certificate["tickets"]
    listed = {*certificate["compulsory"], *certificate["sampled"]}
    in_order = sorted(listed, key=lambda entry_id: (tickets[entry_id], entry_id))
    return [
        ("入库的结果摘要", detail.row.result_digest == certificate["result_digest"]),
        ("入库的名单及次序", [place.entry_id for place in drawn] == in_order),
        ("入库的号码", all(place.ticket == tickets.get(place.entry_id) for place in detail.places)),
        ("入库的检查人员", _officers_agree(drawn, certificate.get("officers"))),
    ]


def _officers_agree(drawn: Sequence[PlaceRow], officers: Mapping[str, Any] | None) -> bool:
    """Compare who was drawn for each place; what nobody has opened yet is not on screen, and 直接委派 was not drawn."""
    if officers is None:
        return all(seat.is_direct for place in drawn for seat in place.seats)
    assignment: Mapping[str, Any] = officers["assignment"]
    teams: Sequence[Sequence[str]] = officers.get("teams_drawn", ())
    for place in drawn:
        if place.is_unopened:
            continue
        assigned = assignment.get(place.entry_id)
        as_drawn = teams[assigned - 1] if isinstance(assigned, int) else assigned
        if as_drawn is None or list(as_drawn) != _first_seated(place.seats):
            return False
    return True


def _first_seated(seats: Sequence[SeatRow]) -> list[str]:
    """Return who sat first on each seat, as the draw gave it, whoever replaced them since."""
    first: dict[int, SeatRow] = {}
    for seat in seats:
        if seat.position not in first or _left_at(seat) < _left_at(first[seat.position]):
            first[seat.position] = seat
    return [first[position].certificate_number for position in sorted(first)]


def _left_at(seat: SeatRow) -> float:
    left: datetime | None = seat.replaced_at
    return float("inf") if left is None else left.timestamp()
