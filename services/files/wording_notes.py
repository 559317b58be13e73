"""What the fixed texts of a form are called on the screen, what they are for, and what the office may leave out of them.

They stand in ``resources/forms/names/<文种>.toml``; what is named alike in many forms stands once, in ``shared.toml``. To add a
text to a form: the field in its dataclass, its words in ``resources/forms``, its name here.
"""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from services.files.forms.form import Form
from services.program import resource

_SHARED = "shared"


@dataclass(frozen=True, slots=True)
class TextNote:
    """One fixed text: its name, a line of help, the placeholders that may be left out, whether it may be empty."""

    name: str
    help: str = ""
    may_omit: tuple[str, ...] = ()
    may_be_empty: bool = False


def text_notes(form: Form[Any]) -> dict[str, TextNote]:
    """Return the notes of a form's texts by their keys, in the order of its dataclass; one without a name bears its key."""
    own, shared = _read(form.kind.value), _read(_SHARED)
    return {
        part.name: own.get(part.name) or shared.get(part.name) or TextNote(part.name)
        for part in fields(form.wording)
    }


@cache
def _read(name: str) -> dict[str, TextNote]:
    path = resource(f"forms/names/{name}.toml")
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        stored = tomllib.load(file)
    return {
        key: TextNote(
            name=note["name"],
            help=note.get("help", ""),
            may_omit=tuple(note.get("may_omit", ())),
            may_be_empty=note.get("may_be_empty", False),
        )
        for key, note in stored.items()
    }
