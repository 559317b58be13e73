"""How long the whole sample year takes, pictures included. Goal: within a minute on two cores."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> None:
    """Print the seconds of one whole `year`, as a clerk would wait for it."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, str(ROOT / "main.py"), "year", "--out", f"{folder}/out"],
            check=True,
            capture_output=True,
        )
        print(f"the whole sample year: {time.perf_counter() - started:.1f} s (goal 60 s)")


if __name__ == "__main__":
    main()
