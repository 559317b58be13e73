"""How long 1,000 检查通知书 take, in one PDF and one file each, against our composer alone, typst, fpdf2 and WeasyPrint.

    pip install -r requirements-bench.txt
    python -m tests.benchmarks.bench_papers [notices]

Each engine runs in a process of its own, its faces read by one notice before the clock starts; the rounds are interleaved,
medians of the wall clock are told, CPU seconds beside them. What is slow is measured on fewer notices and scaled up.
The program's way is the whole one: stored papers read from the database, their views decoded, the code put on each. Goals: in
one PDF ≤ 1.5 × our composer in a bare loop and ≤ 3 × typst, separate ≤ 2 × typst, memory ≤ 400 MB.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from models.rules.short_digest import paper_code, qr_text, short_digest
from models.vocab import FormSet, PaperKind
from services.files.forms import notice
from services.files.forms.form import Copy, render_copies, sample_view
from services.files.forms.notice import NoticeView
from services.files.frozen_view import view_to_json
from services.files.pdf_document import PaperQr

_ROUNDS = 3
_YEAR = 2022
_ROOT = Path(__file__).resolve().parent.parent.parent
_SURNAMES = "样例耐火材料机械轻工纺织建材洛阳偃师缑氏邙岭顾县翟镇佃庄岳滩首阳山大口府店高龙诸葛庞村寇店李"
_PEERS = {"typst": "typst", "fpdf2": "fpdf", "weasyprint": "weasyprint"}
_SHARE = {"fpdf2": 5, "weasyprint": 20}  # such a part of the notices is set by the slow ones
_Ran = dict[str, float]


def views_of(count: int) -> list[NoticeView]:
    """Return the notices of one task to so many invented enterprises."""
    base = sample_view(notice.FORM, FormSet.EMERGENCY)
    names = (
        "".join(_SURNAMES[(n * 7 + k * (n % 11 + 1)) % len(_SURNAMES)] for k in range(6))
        for n in range(count)
    )
    return [
        replace(
            base,
            enterprise_name=f"样例{name}有限公司",
            credit_code=f"9141030{number:011d}",
            number=f"（样例）应急抽通〔{_YEAR}〕{number + 1}号",
        )
        for number, name in enumerate(names)
    ]


def fill_office(folder: Path, views: Sequence[NoticeView]) -> None:
    """Store the notices in a new data folder, as issuing them would."""
    from models.tables.paper import IssuedPaper
    from services.container import open_services

    services = open_services(folder)
    workplace = services.workplace
    with workplace.database.transaction() as session:
        for serial, view in enumerate(views, start=1):
            stored = view_to_json(view)
            workplace.add(
                session,
                IssuedPaper(
                    kind=PaperKind.NOTICE,
                    year=_YEAR,
                    serial=serial,
                    number=view.number,
                    subject=view.enterprise_name,
                    view=stored,
                    view_digest=sha256(stored.encode()).hexdigest(),
                    issued_at=workplace.clock.now(),
                    issued_on=date(_YEAR, 9, 8),
                    issued_by="样例",
                ),
            )
    services.close()


def work_of(
    engine: str, views: Sequence[NoticeView], folder: Path, *, is_merged: bool
) -> Callable[[], object]:
    """Return what an engine is to do, everything made ready."""
    if engine == "program":
        from services.container import open_services

        papers = open_services(folder).papers
        keys = [row.key for row in papers.list_papers(year=_YEAR, kind=PaperKind.NOTICE)][: len(views)]
        target = Path(tempfile.mkdtemp(dir=folder))
        papers.render_merged(keys[:1])
        return (lambda: papers.render_merged(keys)) if is_merged else (lambda: papers.save_each(keys, target))
    if engine == "bare":
        copies = [Copy(notice.FORM, view, qr=_qr_of(number, view)) for number, view in enumerate(views)]
        render_copies(copies[:1])
        if is_merged:
            return lambda: render_copies(copies)
        return lambda: [render_copies([copy]) for copy in copies]
    from tests.benchmarks import paper_peers as peers

    kinds: dict[str, Callable[[], peers.Typesetter]] = {
        "typst": peers.Typst,
        "fpdf2": peers.Fpdf,
        "weasyprint": peers.WeasyPrint,
    }
    typesetter = kinds[engine]()
    texts = [tuple(peers.lines_of(notice.blocks(view))) for view in views]
    typesetter.render(texts[:1])
    if is_merged:
        return lambda: typesetter.render(texts)
    return lambda: [typesetter.render([text]) for text in texts]


def _qr_of(number: int, view: NoticeView) -> PaperQr:
    """Return such a code as the program puts on an issued paper."""
    digest = sha256(view.number.encode()).hexdigest()
    return PaperQr(
        qr_text(paper_code(PaperKind.NOTICE, _YEAR, number + 1), digest), ("校验码", short_digest(digest))
    )


def run_here(engine: str, count: int, folder: Path, *, is_merged: bool) -> None:
    """Do the work of one engine in this process and print what it took."""
    import resource

    work = work_of(engine, views_of(count), folder, is_merged=is_merged)
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    told = {
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
    }
    print(json.dumps(told))


def run_elsewhere(engine: str, count: int, folder: Path, *, is_merged: bool) -> _Ran:
    """Let a process of its own do the work; times are scaled to all notices."""
    part = max(count // _SHARE.get(engine, 1), 1)
    mode = "merged" if is_merged else "separate"
    arguments = [
        sys.executable,
        "-m",
        __spec__.name if __spec__ else __name__,
        engine,
        mode,
        str(part),
        str(folder),
    ]
    done = subprocess.run(arguments, cwd=_ROOT, capture_output=True, check=True, text=True)
    ran: _Ran = json.loads(done.stdout.splitlines()[-1])
    return {**ran, "wall": ran["wall"] * count / part, "cpu": ran["cpu"] * count / part}


def main() -> None:
    """Print the medians and the ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    there = [name for name, module in _PEERS.items() if find_spec(module)]
    if missing := sorted(set(_PEERS) - set(there)):
        print(f"left out, not installed (pip install -r requirements-bench.txt): {', '.join(missing)}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill_office(folder, views_of(count))
        merged = _medians(["program", "bare", *there], count, folder, is_merged=True)
        separate = _medians(
            ["program", "bare", *(peer for peer in there if peer == "typst")], count, folder, is_merged=False
        )
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"{count:,} notices in one PDF ({load}): {_told(merged)}")
    _print_ratio("  the program against our composer alone", merged, "program", "bare", 1.5)
    _print_ratio("  the program against typst", merged, "program", "typst", 3.0)
    print(f"{count:,} notices, a file each: {_told(separate)}")
    _print_ratio("  the program against typst", separate, "program", "typst", 2.0)
    peak = max(merged["program"]["megabytes"], separate["program"]["megabytes"])
    print(f"  greatest memory of the program {peak:.0f} MB (goal 400)")


def _medians(engines: Sequence[str], count: int, folder: Path, *, is_merged: bool) -> dict[str, _Ran]:
    runs: dict[str, list[_Ran]] = {engine: [] for engine in engines}
    for round_number in range(_ROUNDS):
        for engine in engines:
            if round_number == 0 or engine not in _SHARE:
                runs[engine].append(run_elsewhere(engine, count, folder, is_merged=is_merged))
    return {
        engine: {name: statistics.median(run[name] for run in ran) for name in ran[0]}
        for engine, ran in runs.items()
    }


def _told(ran: dict[str, _Ran]) -> str:
    return ", ".join(
        f"{engine} {one['wall']:.1f} s (CPU {one['cpu']:.1f}, {one['megabytes']:.0f} MB)"
        for engine, one in ran.items()
    )


def _print_ratio(told: str, ran: dict[str, _Ran], ours: str, other: str, goal: float) -> None:
    if other in ran:
        wall, cpu = (ran[ours][name] / ran[other][name] for name in ("wall", "cpu"))
        print(f"{told}: {wall:.2f} x, of CPU {cpu:.2f} x (goal {goal})")


if __name__ == "__main__":
    if len(sys.argv) == 5:
        run_here(sys.argv[1], int(sys.argv[3]), Path(sys.argv[4]), is_merged=sys.argv[2] == "merged")
    else:
        main()
