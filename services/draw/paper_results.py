"""Turns the result of a draw into the lines that its papers print: the places, the last tickets, what became of them since.

As drawn and as it stands are kept apart: a cut-off is that of the draw, an officer is the present one.
"""

from models.rules.class_ratios import group_label
from models.vocab import DrawMethod, EntryKind, Seat
from services.draw.paper_views import PaperSource, group_lines, officer_rows, void_lines
from services.draw.rows import PlaceRow, SeatRow
from services.files.draw_lines import (
    COMPULSORY,
    PLATFORM,
    SAMPLED,
    SUBSTITUTE,
    ChangeLine,
    PlaceLine,
    QuotaLine,
    ResultLines,
    SeatLine,
    SeedLine,
)

_SEATS = {Seat.LEADER: "组长", Seat.EXPERT: "专业", Seat.MEMBER: "组员"}


def quota_lines(source: PaperSource) -> tuple[QuotaLine, ...]:
    """Return the places of each town and group, with the last ticket that was drawn there."""
    groups = {group.group: group for group in source.detail.groups}
    strata = {row.entry_id: row.stratum for row in source.detail.frame}
    cutoffs: dict[tuple[str, str], str] = {}
    is_stratified = source.draw.method is DrawMethod.STRATIFIED
    for place in source.detail.places:
        if place.kind is EntryKind.SELECTABLE and not place.substitutes:
            where = (place.group, strata[place.entry_id] if is_stratified else "")
            cutoffs[where] = max(cutoffs.get(where, ""), place.ticket)
    lines: list[QuotaLine] = []
    for quota in source.detail.quotas:
        group = groups[quota.group]
        lines.append(
            QuotaLine(
                town=quota.town_name,
                group=group_label(quota.group, has_classes=source.has_classes),
                available=quota.available,
                of_group=group.available,
                group_places=group.places,
                quota=quota.quota,
                cutoff=cutoffs.get((quota.group, quota.stratum), ""),
            )
        )
    return tuple(lines)


def result_lines(source: PaperSource) -> ResultLines:
    """Return what a drawn draw gave and what became of it since."""
    draw, detail = source.draw, source.detail
    assert draw.drawn_at is not None and draw.seed is not None  # asked for drawn draws only
    return ResultLines(
        drawn_at=draw.drawn_at,
        seed=draw.seed,
        seed_parts=tuple(SeedLine(each.by, each.text, each.at) for each in detail.contributions),
        is_publicly_witnessed=draw.is_publicly_witnessed,
        result_digest=draw.result_digest or "",
        groups=group_lines(source),
        quotas=quota_lines(source),
        places=tuple(_place_line(source, place) for place in detail.places),
        officers=officer_rows(source, (row for row in detail.pool if row.in_pool)),
        changes=change_lines(source),
        voided=void_lines(source.earlier),
    )


def change_lines(source: PaperSource) -> tuple[ChangeLine, ...]:
    """Return every 递补 and 补抽 in the order in which they happened, with names."""
    names = source.names
    lines: list[ChangeLine] = []
    for change in source.changes:
        about = "" if change.entry_id is None else names.get(change.entry_id, change.entry_id)
        if change.cause == "recused":
            about = f"回避{about}"
        lines.append(
            ChangeLine(
                at=change.at,
                kind="递补" if change.kind == "object" else "补抽",
                out=names.get(change.replaced, change.replaced),
                into="" if change.successor is None else names.get(change.successor, change.successor),
                about=about,
                reason=change.reason,
                approved_by=change.approved_by,
                evidence=change.evidence,
            )
        )
    return tuple(lines)


def _place_line(source: PaperSource, place: PlaceRow) -> PlaceLine:
    names, officers = source.names, source.officer_names
    kind = SUBSTITUTE if place.substitutes else SAMPLED
    if place.kind is EntryKind.COMPULSORY:
        kind = PLATFORM if source.is_platform else COMPULSORY
    note = "" if place.is_live else "已替换"
    if place.is_live and place.visit_with:
        note = f"并入{place.visit_with}"
    return PlaceLine(
        position=place.position,
        ticket=place.ticket,
        name=names.get(place.entry_id, place.name),
        code=place.entry_id,
        town=place.town_name,
        group=group_label(place.group, has_classes=source.has_classes),
        kind=kind,
        team=place.team_number,
        seats=tuple(_seat_line(seat, place, officers) for seat in place.seats if seat.replaced_at is None),
        is_unopened=place.is_unopened,
        is_replaced=not place.is_live,
        note=note,
    )


def _seat_line(seat: SeatRow, place: PlaceRow, officers: dict[int, str]) -> SeatLine:
    follows = any(other.position == seat.position and other.replaced_at is not None for other in place.seats)
    note = "直接委派" if seat.is_direct else "补抽" if follows else ""
    label = _SEATS[seat.seat]
    return SeatLine(officers.get(seat.officer_key, seat.name), label, note)
