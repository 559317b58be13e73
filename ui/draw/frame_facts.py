"""What the draw screen says of a frame by class and by reason, of the mix of 科室, and of visits that could be one.

Like ``facts``: every figure is counted from rows that the service returned.
"""

from collections import Counter
from dataclasses import dataclass, replace

from models.rules.class_ratios import group_label
from models.rules.section_mix import mix_sentence
from models.vocab import OfficerMode
from services.draw.rows import DrawDetail, PlaceRow
from services.draw.seal_rows import DrawPreview, FrameCount
from ui.draw.facts import percent_of


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One risk class of the frame: what may be drawn of it and how many are."""

    name: str
    base: int
    available: int
    places: int

    @property
    def chance(self) -> str:
        """The chance of each enterprise of the class."""
        return percent_of(self.places, self.available) if self.available else "—"


def class_lines(source: DrawPreview | DrawDetail) -> list[ClassLine]:
    """Return the risk classes of a frame, A to D and then 未分类; none where all are drawn as one."""
    counts: dict[str, FrameCount] = {}
    for count in source.counts:
        so_far = counts.get(count.group)
        counts[count.group] = count if so_far is None else _added(so_far, count)
    if not any(counts):
        return []
    places = {group.group: group.places for group in source.groups}
    return [
        ClassLine(
            name=group_label(group),
            base=count.selectable + count.excluded,
            available=count.selectable,
            places=places.get(group, 0),
        )
        for group, count in sorted(counts.items(), key=lambda item: (not item[0], item[0]))
    ]


def reason_counts(source: DrawPreview | DrawDetail) -> list[tuple[str, int]]:
    """Return why enterprises of the register are not drawn, the most frequent reason first."""
    return Counter(row.why for row in source.frame if row.why).most_common()


def mergeable(detail: DrawDetail) -> list[PlaceRow]:
    """Return the places whose enterprise another open draw holds too: they may be one visit (R69)."""
    return [place for place in detail.places if place.is_live and place.also_in]


def mix_text(detail: DrawDetail) -> str:
    """Return how many teams, or enterprises in 逐户, are visited by officers of different 科室."""
    sections = {officer.officer_key: officer.section for officer in detail.pool}
    groups: dict[int, list[str]] = {}
    for place in detail.places:
        seats = [seat for seat in place.seats if seat.replaced_at is None]
        if place.is_live and seats:
            number = place.key if place.team_number is None else place.team_number
            groups.setdefault(number, [sections.get(seat.officer_key, "") for seat in seats])
    in_teams = detail.row.officer_mode is OfficerMode.TEAMS
    return mix_sentence(groups.values(), "组" if in_teams else "户")


def _added(one: FrameCount, other: FrameCount) -> FrameCount:
    return replace(
        one,
        selectable=one.selectable + other.selectable,
        compulsory=one.compulsory + other.compulsory,
        excluded=one.excluded + other.excluded,
    )
