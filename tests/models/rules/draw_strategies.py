"""Frames, officer pools and seeds for Hypothesis: small ones, with every kind of entry in them."""

from dataclasses import replace

from hypothesis import strategies as st

from models.rules.assignment import obstacles
from models.rules.sealing import Batch, DrawRequest, Entry, OfficerEntry, OfficerRequest, RecusalPair
from models.vocab import DrawMethod, EntryKind, OfficerMode

TOWNS = ("410307001", "410307002", "410307101", "410307000")
seeds = st.text("0123456789", min_size=20, max_size=24)
methods = st.sampled_from(DrawMethod)
ratios = st.sampled_from(("0", "0.5", "2.2", "5", "7", "12.5", "33.3", "50", "100"))


def code_of(number: int) -> str:
    return f"91410307MA{number:08d}"


ALL = tuple(Entry(code_of(number), TOWNS[0], "", EntryKind.SELECTABLE) for number in range(31))


@st.composite
def frames(
    draw: st.DrawFn, groups: str = "AB", max_size: int = 60, kinds: tuple[EntryKind, ...] = tuple(EntryKind)
) -> tuple[Entry, ...]:
    numbers = draw(st.lists(st.integers(0, 999), unique=True, min_size=1, max_size=max_size))
    return tuple(
        Entry(
            code_of(number),
            draw(st.sampled_from(TOWNS)),
            draw(st.sampled_from(groups)) if groups else "",
            draw(st.sampled_from(kinds)),
        )
        for number in numbers
    )


@st.composite
def requests(draw: st.DrawFn, groups: str = "AB", batched: bool = False) -> DrawRequest:
    frame = draw(frames(groups=groups))
    batch = None
    if batched:
        of = draw(st.integers(2, 5))
        already = {group: draw(st.integers(0, 10)) for group in groups}
        batch = Batch(draw(st.integers(1, of)), of, already)
    return DrawRequest(
        draw_code="2022-01-1",
        method=draw(methods),
        frame=frame,
        ratio={group: draw(ratios) for group in groups or [""]},
        batch=batch,
    )


@st.composite
def officer_requests(draw: st.DrawFn, mode: OfficerMode) -> OfficerRequest:
    """Requests that can be met for ``code_of(0)`` … ``code_of(30)``, whatever the seed."""
    size, need_leader, need_expert = draw(st.integers(2, 3)), draw(st.booleans()), draw(st.booleans())
    teams = draw(st.integers(1, 3))
    seats = (
        [(need_leader, False)] * teams
        + [(False, need_expert)] * teams
        + [(False, False)] * (size - 2) * teams
    )
    spare = draw(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=6))
    more = draw(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=len(seats), max_size=len(seats)))
    flags = [(a or c, b or d) for (a, b), (c, d) in zip(seats, more, strict=True)] + spare
    pool = tuple(
        OfficerEntry(f"1603{place:07d}", *pair) for place, pair in enumerate(draw(st.permutations(flags)))
    )
    request = OfficerRequest(mode, size, teams * (mode is OfficerMode.TEAMS), need_leader, need_expert, pool)
    pairs = draw(st.lists(st.tuples(st.sampled_from(pool), st.integers(0, 30)), max_size=8, unique=True))
    for officer, number in pairs:
        recusals = (*request.recusals, RecusalPair(officer.id, code_of(number)))
        if not obstacles(replace(request, recusals=recusals), ALL):
            request = replace(request, recusals=recusals)
    return request
