"""Papers that were issued by an earlier version are printed again: each stored view here was written by the first one.

A file of ``stored`` is never changed. A form that gets a new field or a new fixed text gives it a default.
"""

import json
from pathlib import Path

import pytest

from services.files.forms.catalogue import FORMS
from services.files.forms.form import Copy, render_copies
from services.files.frozen_view import view_from_json
from tests.services.files.forms.looks import every_look
from tests.services.files.pdf_reading import whole_text

_STORED = Path(__file__).parent / "stored"
_LOOKS = {name: form for name, form, _ in every_look()}


@pytest.mark.parametrize("name", _LOOKS)
def test_a_paper_of_the_first_version_is_read_and_printed_with_its_words(name: str) -> None:
    text = (_STORED / f"{name}.json").read_text(encoding="utf-8")
    form = _LOOKS[name]

    pdf = render_copies([Copy(form, view_from_json(form.view, text))])

    told = json.loads(text)
    assert (told.get("number") or told["bureau"]) in whole_text(pdf)


def test_every_form_has_a_stored_paper() -> None:
    kinds = {path.stem.rsplit("-", 1)[0] for path in _STORED.glob("*.json")}

    assert kinds == {kind.value for kind in FORMS}
