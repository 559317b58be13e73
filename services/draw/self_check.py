"""自检: the published cases run through this program's own rules, one at a time, on the user's machine.

No database and no window. A case is right only if everything agrees: digests, lists, quotas, officers.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import UserFacingError
from services import program
from services.draw.replay import filled_case, read_json

CASES = "draw/cases.json"


@dataclass(frozen=True, slots=True)
class CaseCheck:
    """One published case; ``said`` names the first thing that differs, or why it cannot be computed."""

    name: str
    is_ok: bool
    said: str = ""


def read_cases(path: Path | None = None) -> list[Any]:
    """Return the published cases; a file that holds none raises UserFacingError."""
    source = path or program.resource(CASES)
    cases = read_json(source)
    if not isinstance(cases, list) or not cases:
        raise UserFacingError(f"文件“{source}”中没有公开案例，请重新安装程序。")
    return cases


def check_case(place: int, case: Any) -> CaseCheck:
    """Run one case and compare."""
    name = str(case.get("name", "")) if isinstance(case, dict) else ""
    name = name or f"第{place}个案例"
    try:
        found = filled_case(place, case)["expected"]
    except UserFacingError as error:
        return CaseCheck(name, False, error.message)
    published = case.get("expected")
    if not isinstance(published, dict):
        return CaseCheck(name, False, "案例没有公布结果。")
    different = [key for key in sorted({*found, *published}) if found.get(key) != published.get(key)]
    return CaseCheck(name, not different, f"{different[0]} 与公布的不同" if different else "")
