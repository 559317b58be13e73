"""The table for auditors in ``tests/README.md`` names tests that exist, and leaves no number of the draw or of papers out."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
TABLE = (ROOT / "tests" / "README.md").read_text(encoding="utf-8")
OF_PAPERS = (39, 40, 41, 42, 43, 44, 46, 48, 49, 53, 58, 59, 61, 67, 70, 71)
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TABLE)


def functions_of(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_test_of_the_table_exists() -> None:
    known = {path: functions_of(path) for path, _ in NAMED}

    assert [f"{path}::{name}" for path, name in NAMED if name not in known[path]] == []


def test_every_requirement_of_the_draw_and_of_papers_has_its_line() -> None:
    lines = {line.split("|")[1].strip(): line for line in TABLE.splitlines() if line.startswith("| R")}

    wanted = (*range(16, 37), *OF_PAPERS)

    assert [number for number in wanted if "::" not in lines.get(f"R{number}", "")] == []
