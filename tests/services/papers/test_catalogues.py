"""Every 文种 has all that the recipe in ``services/files/forms/form.py`` asks of a form."""

import pytest

from models.vocab import PaperKind
from services.files.forms.catalogue import FORMS
from services.papers.freezing.catalogue import RECORD_PAPERS
from services.program import resource
from tests.services.files.forms.looks import PAGES, every_look

OF_THE_OFFICE = {PaperKind.TASK_NOTE, PaperKind.URGING, PaperKind.ASSESSMENT, PaperKind.STATISTICS}


def test_every_kind_has_a_form_and_a_way_from_an_inspection_or_from_the_office() -> None:
    assert set(FORMS) == set(PaperKind)
    assert set(RECORD_PAPERS) | OF_THE_OFFICE == set(PaperKind)
    assert set(RECORD_PAPERS) & OF_THE_OFFICE == set()


@pytest.mark.parametrize("kind", PaperKind)
def test_every_form_has_its_texts_and_their_names(kind: PaperKind) -> None:
    files = [f"forms/{name}.toml" for name in FORMS[kind].wordings.values()]

    missing = [name for name in (*files, f"forms/names/{kind.value}.toml") if not resource(name).is_file()]

    assert missing == []


def test_every_form_has_the_picture_that_review_has_seen() -> None:
    assert [name for name, _form, _set in every_look() if not (PAGES / f"{name}.png").is_file()] == []
