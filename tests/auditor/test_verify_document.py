"""docs/verify.md is followed to the letter: its files are hashed, its numbers converted, its Python run."""

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from consistent_sampler import first_fraction

from services import program

DOCS = Path(program.__file__).parents[1] / "docs"
TEXT = (DOCS / "verify.md").read_text(encoding="utf-8")
FRAME = DOCS / "verify" / "frame.csv"
[CASE] = [
    case
    for case in json.loads(program.resource("draw/cases.json").read_text(encoding="utf-8"))
    if case["name"] == "directed-15-percent"
]
BLOCKS = [(found[1], found[2]) for found in re.finditer(r"^```(.+)\n((?:.*\n)*?)```$", TEXT, re.MULTILINE)]


def answers(language: str) -> Iterator[tuple[str, str]]:
    """Each block of a language with the block under it, which is what the reader should see."""
    for (kind, content), (_, seen) in pairwise(BLOCKS):
        if kind == language:
            yield content, seen


def written_files() -> dict[str, bytes]:
    """The files the reader makes, without a line break at the end, and the frame that comes with the document."""
    made = {
        kind.removeprefix("text 文件="): content.removesuffix("\n").encode()
        for kind, content in BLOCKS
        if kind.startswith("text 文件=")
    }
    return made | {"frame.csv": FRAME.read_bytes()}


def test_every_hash_that_certutil_is_asked_for_is_the_one_shown() -> None:
    files = written_files()

    asked = {
        re.fullmatch(r"certutil -hashfile (\S+) SHA256\n", command)[1]: seen  # type: ignore[index]
        for command, seen in answers("bat")
    }

    assert asked.keys() == files.keys()
    assert {name: hashlib.sha256(files[name]).hexdigest() + "\n" for name in asked} == asked


def test_the_sizes_that_the_reader_compares_are_right() -> None:
    sizes = [int(size) for size in re.findall(r"(?:应当)?是 (\d+) 字节", TEXT)]

    assert sizes == [len(written_files()[name]) for name in ("seed.txt", "id.txt", "frame.csv")]


def test_the_second_file_is_the_first_hash_and_the_code() -> None:
    files = written_files()

    first = hashlib.sha256(files["seed.txt"]).hexdigest()

    assert files["id.txt"].decode() == first + CASE["expected"]["sampled"][0]


def test_the_number_is_converted_and_turned_as_shown() -> None:
    [(commands, seen)] = answers("powershell")
    hexadecimal = re.search(r"\$h = '([0-9a-f]{64})'", commands)

    decimal, ticket = seen.splitlines()

    assert hexadecimal is not None
    assert hexadecimal[1] == hashlib.sha256(written_files()["id.txt"]).hexdigest()
    assert decimal == str(int(hexadecimal[1], 16))
    assert ticket == "0." + decimal.rjust(64, "0")[::-1]


def test_the_ticket_is_the_one_of_the_public_package() -> None:
    [(_, seen)] = answers("powershell")
    seed = written_files()["seed.txt"].decode()

    assert seed == f"{CASE['seed']}/{CASE['draw_code']}/objects"
    assert seen.splitlines()[1] == first_fraction(CASE["expected"]["sampled"][0], seed)


@pytest.mark.parametrize("place", [0, 1])
def test_the_python_of_the_document_prints_what_it_says(tmp_path: Path, place: int) -> None:
    code, seen = list(answers("python"))[place]
    (tmp_path / "frame.csv").write_bytes(FRAME.read_bytes())

    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert ended.stdout == seen


def test_there_are_four_lines_for_the_whole_order_and_they_give_the_published_list() -> None:
    code, seen = next(answers("python"))

    assert len(code.splitlines()) == 4
    assert seen.splitlines()[:4] == CASE["expected"]["sampled"]


def test_the_frame_beside_the_document_is_that_of_the_published_case() -> None:
    assert hashlib.sha256(FRAME.read_bytes()).hexdigest() == CASE["expected"]["frame_digest"]
    assert (CASE["ratio"], len(CASE["frame"])) == ({"": "15"}, 24)
