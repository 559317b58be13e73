"""The manual and the README lead somewhere: every link and picture names a file, every link into a chapter a heading of it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "docs/verify.md", *sorted((ROOT / "docs/manual").glob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page as GitHub makes them of its headings."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def faults(page: Path) -> list[str]:
    found: list[str] = []
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        name, _, anchor = link.partition("#")
        target = (page.parent / name) if name else page
        if link.startswith(("http", "mailto:")):
            continue
        if not target.exists() or (anchor and anchor not in anchors(target)):
            found.append(link)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    assert faults(page) == []


def test_every_chapter_stands_in_the_index() -> None:
    index = (ROOT / "docs/manual/README.md").read_text(encoding="utf-8")

    chapters = [page.name for page in PAGES if page.parent.name == "manual" and page.name != "README.md"]

    assert [name for name in chapters if f"({name})" not in index] == []
