"""Specimens: every form of the catalogue filled and empty, and the papers of plan and draw, named safely for Windows."""

from pathlib import Path

import pytest
from PIL import Image

from services.files.forms.catalogue import FORMS
from services.files.writing import safe_file_name
from services.rehearsal.forms import CONTACT_SHEET, form_specimens, write_forms
from tests.services.files.pdf_reading import metadata, whole_text

OF_PLAN_AND_DRAW = (
    "年度抽查计划汇总表",
    "随机抽查事项清单",
    "随机抽查检查表",
    "抽查工作方案",
    "封存单",
    "抽取结果确认单",
    "抽取会议记录",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every specimen, written once."""
    out = tmp_path_factory.mktemp("样张") / "文书"
    write_forms(out, lambda _text: None)
    return out


def test_each_form_is_there_filled_and_empty_in_each_set(folder: Path) -> None:
    names = {path.stem for path in folder.glob("*.pdf")}
    sets = sum(len(form.wordings) for form in FORMS.values())

    assert len(names) == 2 * sets + len(OF_PLAN_AND_DRAW)
    assert set(OF_PLAN_AND_DRAW) <= names
    for form in FORMS.values():
        mine = {name for name in names if name.split("（")[0].split("-")[0] == safe_file_name(form.title)}
        assert len(mine) == 2 * len(form.wordings)
    assert [name for name in names if safe_file_name(name) != name] == []


def test_a_filled_specimen_says_that_it_is_none_and_an_empty_one_names_nobody(folder: Path) -> None:
    for path in sorted(folder.glob("*.pdf")):
        text = whole_text(path.read_bytes())
        assert text
        assert metadata(path.read_bytes())["Title"]
        if path.stem.endswith("-空白"):
            assert "样例耐火材料" not in text
        else:
            assert "样例" in text


def test_the_picture_shows_them_all(folder: Path) -> None:
    with Image.open(folder / CONTACT_SHEET) as picture:
        size = picture.size

    filled = len(form_names()) + len(OF_PLAN_AND_DRAW)
    rows = -(-filled // 6)
    assert size[0] > 2000
    assert size[1] > 500 * rows


def form_names() -> list[str]:
    return [specimen.name for specimen in form_specimens() if not specimen.is_blank]


def test_another_run_writes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_forms(tmp_path, lambda _text: None)

    names = sorted(path.name for path in folder.iterdir())
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert [name for name in names if (folder / name).read_bytes() != (tmp_path / name).read_bytes()] == []
