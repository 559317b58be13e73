"""How long the page of a certificate with 10,000 检查对象 takes to repeat the draw in a real headless Chromium.

    python -m tests.benchmarks.bench_html [entries]

Goal: at most 2 s from the start of the page's program to its verdict, told by the page's own performance.now(). The same
verification by the program itself, in Python, is said beside it.
"""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from models.rules.sealing import DrawRequest, Entry, OfficerEntry, OfficerRequest, Reason
from models.rules.verification import verify
from models.vocab import DrawMethod, EntryKind, OfficerMode
from services.files.certificate_html import render_certificate_html
from tests.browser.certificates import SEED, code_of, issue
from tests.browser.chromium import open_chromium

_ROUNDS = 5
_OFFICERS = 60


def main() -> None:
    """Print the medians for both ways of sending officers."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder, open_chromium() as browser:
        for mode in OfficerMode:
            request = request_of(entries, mode)
            certificate = issue(request)
            page = render_certificate_html(certificate)
            path = Path(folder) / f"{mode}.html"
            path.write_bytes(page)
            times: dict[str, list[float]] = {"told": [], "shown": [], "python": []}
            for _ in range(_ROUNDS):
                started = time.perf_counter()
                browser.open(path)
                browser.wait_for("#verdict.agrees")
                times["shown"].append(time.perf_counter() - started)
                milliseconds = browser.run("return document.getElementById('verdict').dataset.milliseconds")
                times["told"].append(float(milliseconds) / 1000)
                started = time.perf_counter()
                verify(certificate)
                times["python"].append(time.perf_counter() - started)
            told, shown, python = (statistics.median(each) for each in times.values())
            print(
                f"page of {entries:,} ({mode.label}, {len(page) / 1e6:.1f} MB): verdict after {told:.2f} s (goal 2), "
                f"from opening the file {shown:.2f} s; the program itself {python:.2f} s"
            )


def request_of(entries: int, mode: OfficerMode) -> DrawRequest:
    """Return a draw of 5 % among 20 towns, with compulsory and excluded entries, and 60 officers."""
    chance = random.Random(7)
    kinds = [EntryKind.SELECTABLE] * 97 + [EntryKind.EXCLUDED] * 2 + [EntryKind.COMPULSORY]
    frame = tuple(
        Entry(code_of(number), f"4103070{chance.randrange(20):02d}", "", chance.choice(kinds))
        for number in range(entries)
    )
    return DrawRequest(
        draw_code="2022-01-1",
        method=DrawMethod.STRATIFIED,
        frame=frame,
        ratio={"": "5"},
        seed_rule=f"骰子：{len(SEED)}位，由样例甲投掷",
        reasons=tuple(
            Reason(entry.id, "样例理由") for entry in frame if entry.kind is not EntryKind.SELECTABLE
        ),
        officers=OfficerRequest(
            mode=mode,
            team_size=2,
            teams=_OFFICERS // 2 if mode is OfficerMode.TEAMS else 0,
            need_leader=True,
            need_expert=False,
            pool=tuple(OfficerEntry(f"1603{place:07d}", place % 2 == 0, False) for place in range(_OFFICERS)),
        ),
    )


if __name__ == "__main__":
    main()
