"""Every fixed text of every form has a name on the screen, and what it may leave out is really in it."""

from dataclasses import fields

import pytest

from models.vocab import PaperKind
from services.files.forms.catalogue import FORMS
from services.files.wording_check import placeholders
from services.files.wording_notes import text_notes


@pytest.mark.parametrize("kind", FORMS)
def test_every_text_of_a_form_has_a_name(kind: PaperKind) -> None:
    notes = text_notes(FORMS[kind])

    nameless = [key for key, note in notes.items() if note.name == key]

    assert nameless == [], f"name them in resources/forms/names/{kind.value}.toml"
    assert list(notes) == [part.name for part in fields(FORMS[kind].wording)]


@pytest.mark.parametrize("kind", FORMS)
def test_names_of_one_form_differ(kind: PaperKind) -> None:
    names = [note.name for note in text_notes(FORMS[kind]).values()]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", FORMS)
def test_the_words_of_the_program_stand_in_braces_that_close(kind: PaperKind) -> None:
    form = FORMS[kind]

    texts = [
        getattr(form.default_wording(form_set), part.name)
        for form_set in form.wordings
        for part in fields(form.wording)
    ]

    assert [text for text in texts if text.count("{") != len(placeholders(text)) and "{" in text] == []
