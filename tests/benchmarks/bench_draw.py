"""How long a draw takes, as ratios in the same run: to hashing the ids alone, and to the public package `consistent-sampler`.

    python -m tests.benchmarks.bench_draw [entries]

Goals for 1,000,000 entries in 20 towns, 5 %: the decision (tickets, quotas, selection) ≤ 4 × hashing the ids alone and ≤ 0.5 ×
`consistent-sampler` on the same list in full order, peak memory ≤ 400 MB; a district's draw of 3,000 entries and 60 officers
≤ 200 ms in both modes. CPU seconds, medians of interleaved runs; the package runs once, on at most 1,000,000 ids.
"""

import hashlib
import multiprocessing
import random
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from consistent_sampler import sampler

from models.rules.assignment import assign_officers
from models.rules.draw import ObjectResult, dispatch_order, draw_objects
from models.rules.sealing import DrawRequest, Entry, OfficerEntry, OfficerRequest, RecusalPair, seal_draw
from models.vocab import DrawMethod, EntryKind, OfficerMode

_ENTRIES = 1_000_000
_TOWNS = 20
_SEED = "01382438112797316654"
_CODE = "2022-01-1"
_ROUNDS = 5
_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def frame_of(entries: int) -> tuple[Entry, ...]:
    """Return a frame with towns of unequal size; the credit codes look like real ones and are made up."""
    chance = random.Random(entries)
    towns = [f"410307{town:03d}" for town in range(1, _TOWNS + 1)]
    codes: set[str] = set()
    while len(codes) < entries:
        codes.add("91410307" + "".join(chance.choices(_LETTERS, k=10)))
    weights = [1 / place for place in range(1, _TOWNS + 1)]
    strata = chance.choices(towns, weights, k=entries)
    return tuple(
        Entry(code, stratum, "", EntryKind.SELECTABLE)
        for code, stratum in zip(sorted(codes), strata, strict=True)
    )


def draw_of(frame: tuple[Entry, ...], method: DrawMethod = DrawMethod.STRATIFIED) -> DrawRequest:
    """Return the request of a 5 % draw."""
    return DrawRequest(_CODE, method, frame, ratio={"": "5"})


def hash_ids(ids: list[str]) -> None:
    """Hash every id alone: what no draw by hash can undercut."""
    sha256 = hashlib.sha256
    for entry_id in ids:
        sha256(entry_id.encode()).digest()


def _compete(runs: Mapping[str, Callable[[], object]], rounds: int = _ROUNDS) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _round in range(rounds):
        for name, run in runs.items():
            start = time.process_time()
            run()
            times[name].append(time.process_time() - start)
    return {name: statistics.median(one) for name, one in times.items()}


def time_decision(entries: int) -> None:
    """Print the decision's ratios to the floor and to the public package."""
    frame = frame_of(entries)
    ids = [entry.id for entry in frame]
    times = _compete(
        {
            "floor": lambda: hash_ids(ids),
            "stratified": lambda: draw_objects(draw_of(frame), _SEED),
            "directed": lambda: draw_objects(draw_of(frame, DrawMethod.DIRECTED), _SEED),
        }
    )
    start = time.process_time()
    order = list(sampler(ids, seed=f"{_SEED}/{_CODE}/objects", output="id"))
    public = time.process_time() - start
    sampled = draw_objects(draw_of(frame, DrawMethod.DIRECTED), _SEED).sampled
    same = "same" if list(sampled) == order[: len(sampled)] else "ANOTHER"
    for method in ("stratified", "directed"):
        print(
            f"draw {entries:,} entries, {_TOWNS} towns, {method}: {times[method]:.2f} s = "
            f"{times[method] / times['floor']:.2f} x hashing the ids alone ({times['floor']:.2f} s, goal 4), "
            f"{times[method] / public:.3f} x consistent-sampler ({public:.1f} s, {same} order, goal 0.5)"
        )


def _peak(entries: int, answers: "multiprocessing.Queue[tuple[int, int]]") -> None:
    frame = frame_of(entries)
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # let the peak begin anew
    before = _peak_kib()
    draw_objects(draw_of(frame), _SEED)
    answers.put((before, _peak_kib()))


def _peak_kib() -> int:
    [line] = [line for line in Path("/proc/self/status").read_text("utf-8").splitlines() if "VmHWM" in line]
    return int(line.split()[1])


def measure_memory(entries: int) -> None:
    """Print the peak memory of a process of its own: with the frame read, and through the draw."""
    if not Path("/proc/self/status").exists():
        print("peak memory: only measured on Linux")
        return
    spawning = multiprocessing.get_context("spawn")
    answers = spawning.Queue()
    process = spawning.Process(target=_peak, args=(entries, answers))
    process.start()
    before, after = answers.get()
    process.join()
    print(
        f"peak memory of a draw of {entries:,}: {after / 1024:.0f} MB, "
        f"of which {before / 1024:.0f} MB stood before it with the frame (goal 400)"
    )


def officers_of(mode: OfficerMode, frame: tuple[Entry, ...]) -> OfficerRequest:
    """Return 60 officers, one in three a leader, one in four an expert, and 200 recusals."""
    chance = random.Random(60)
    pool = tuple(OfficerEntry(f"1603{place:07d}", place % 3 == 0, place % 4 == 0) for place in range(60))
    pairs = {(chance.choice(pool).id, entry.id) for entry in chance.sample(frame, 200)}
    recusals = tuple(RecusalPair(*pair) for pair in sorted(pairs))
    return OfficerRequest(mode, 2, 10 * (mode is OfficerMode.TEAMS), True, True, pool, recusals)


def draw_district(request: DrawRequest) -> ObjectResult:
    """Seal and draw: everything between the last digit of the seed and the list."""
    assert request.officers is not None
    seal_draw(request)
    objects = draw_objects(request, _SEED)
    order = dispatch_order(objects, _SEED, _CODE)
    assign_officers(request.officers, _SEED, _CODE, order)
    return objects


def time_district() -> None:
    """Print how long a district waits for its list."""
    frame = frame_of(3_000)
    for mode in OfficerMode:
        request = DrawRequest(
            _CODE, DrawMethod.STRATIFIED, frame, ratio={"": "5"}, officers=officers_of(mode, frame)
        )
        took = _compete({"draw": lambda request=request: draw_district(request)})["draw"]
        print(f"district of 3,000 entries and 60 officers, {mode}: {took * 1e3:.0f} ms (goal 200)")


def main() -> None:
    """Print the ratios, the peak memory and the district's wait."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else _ENTRIES
    time_decision(entries)
    measure_memory(entries)
    time_district()


if __name__ == "__main__":
    main()
