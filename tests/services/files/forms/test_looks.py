"""How each form looks: a change of look is seen in review, as a changed picture.

After a wanted change: ``make looks``, look at the pictures, commit them with the change.
"""

import pytest

from tests.services.files.forms.looks import PAGES, committed, every_look, parts_that_differ, picture_of

_LOOKS = {name: (form, form_set) for name, form, form_set in every_look()}
_TOLERANCE = 0.001  # of the dots; another build of the renderer smooths edges a little differently


@pytest.mark.parametrize("name", _LOOKS)
def test_the_first_page_looks_as_it_was_seen_in_review(name: str) -> None:
    now = picture_of(*_LOOKS[name])

    differing = parts_that_differ(now, committed(name))

    assert differing <= _TOLERANCE, f"{name}: {differing:.2%} of the dots differ; see ``make looks``"


def test_every_picture_belongs_to_a_form() -> None:
    kept = {path.stem for path in PAGES.glob("*.png")}

    assert kept == set(_LOOKS)


def test_a_line_that_moved_by_a_row_is_seen() -> None:
    form, form_set = _LOOKS["notice-emergency"]
    page = picture_of(form, form_set)
    moved = page.transform(page.size, 0, (1, 0, 0, 0, 1, 12))  # AFFINE: down by a row

    assert parts_that_differ(page, moved) > _TOLERANCE
