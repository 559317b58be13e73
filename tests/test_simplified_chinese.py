"""R71: every text of the program that a person reads is in simplified Chinese, character by character."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
STANDARD = frozenset(
    (ROOT / "tests/services/files/general_standard_characters.txt").read_text(encoding="utf-8").strip()
)
BOUNDS = {
    ROOT / "services/files/line_breaking.py",
    ROOT / "services/roster/cells.py",
}  # of ranges of characters


def is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or ord(char) >= 0x20000


def docstrings(tree: ast.AST) -> set[int]:
    """Return the string nodes that are documentation, for engineers."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def texts_of_code() -> Iterator[tuple[str, str]]:
    for package in ("ui", "services", "models"):
        for path in (ROOT / package).rglob("*.py"):
            if path in BOUNDS:
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            told = docstrings(tree)
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node.value


def texts_of_forms() -> Iterator[tuple[str, str]]:
    for path in (ROOT / "resources/forms").rglob("*.toml"):
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def test_every_text_of_the_program_is_in_the_characters_of_the_general_standard() -> None:
    texts = [*texts_of_code(), *texts_of_forms()]

    others = {
        (where, char) for where, text in texts for char in text if is_han(char) and char not in STANDARD
    }

    assert len(texts) > 1000
    assert others == set()
