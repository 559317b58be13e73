"""The auditor's two commands: replay of published cases, verification of a certificate file."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from models.errors import UnreadableFileError, UserFacingError
from services import program
from services.draw.replay import replay_cases
from services.draw.verify import verify_certificate

CASES = program.resource("draw/cases.json")
PUBLISHED: list[dict[str, Any]] = json.loads(CASES.read_text(encoding="utf-8"))


@pytest.mark.parametrize("place", range(len(PUBLISHED)), ids=[case["name"] for case in PUBLISHED])
def test_every_published_case_comes_out_as_published(tmp_path: Path, place: int) -> None:
    case = {key: value for key, value in PUBLISHED[place].items() if key != "expected"}

    [replayed] = replay_cases(written(tmp_path, [case]))

    assert replayed == PUBLISHED[place]


def test_there_are_nineteen_published_cases() -> None:
    assert len(PUBLISHED) == 19


def test_replaying_keeps_the_list_to_the_letter() -> None:
    assert json.dumps(replay_cases(CASES)) == json.dumps(PUBLISHED)


def written(folder: Path, value: object) -> Path:
    path = folder / "案例.json"
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ratio": {"A": "5"}}, "案例“directed-15-percent”：没有给出全部对象的抽查比例"),
        ({"ratio": {"": 15}}, "案例“directed-15-percent”：“ratio”的各组数值类型不对"),
        ({"method": "weighted"}, "“method”的值“weighted”不在规程之内"),
        ({"draw_code": "2022-1"}, "抽取编号“2022-1”不合规程"),
        ({"seed": None}, "“seed”缺失或不是文字"),
        ({"frame": {}}, "“frame”缺失或不是对象列表"),
    ],
)
def test_a_case_that_breaks_the_protocol_is_named(
    tmp_path: Path, change: dict[str, Any], sentence: str
) -> None:
    path = written(tmp_path, [PUBLISHED[0] | change])

    with pytest.raises(UserFacingError, match=sentence):
        replay_cases(path)


def test_a_case_whose_officers_cannot_be_seated_is_named(tmp_path: Path) -> None:
    case = next(case for case in PUBLISHED if case["name"] == "teams-of-two")
    officers = case["officers"] | {"teams": 5}

    with pytest.raises(UserFacingError, match="案例“teams-of-two”：可抽人员不足：组长席位5个"):
        replay_cases(written(tmp_path, [case | {"officers": officers}]))


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[NaN]", b"[" * 100_000])
def test_a_file_that_is_not_json_is_unreadable(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "案例.json"
    path.write_bytes(content)

    with pytest.raises(UnreadableFileError, match="不是 UTF-8 编码的 JSON 文件"):
        replay_cases(path)
    assert verify_certificate(path).exit_code == 2


@pytest.mark.parametrize("value", [{}, [], {"protocol": "ssj-draw/1"}, PUBLISHED])
def test_a_file_that_is_not_a_certificate_ends_with_two(tmp_path: Path, value: object) -> None:
    outcome = verify_certificate(written(tmp_path, value))

    assert outcome.exit_code == 2
    assert len(outcome.lines) == 1


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    outcome = verify_certificate(tmp_path / "没有.json")

    assert outcome.exit_code == 2
    assert "找不到文件" in outcome.lines[0]


def test_auditing_needs_no_database_and_no_window() -> None:
    code = "import sys, services.draw.verify; print(*sorted({'sqlalchemy', 'PySide6'} & set(sys.modules)))"

    ended = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(program.__file__).parents[1],
    )

    assert ended.stdout.strip() == ""
