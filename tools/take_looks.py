"""Take the pictures that tests/services/files/forms/test_looks.py compares with; look at each that changed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.services.files.forms.looks import PAGES, committed, every_look, parts_that_differ, picture_of


def main() -> None:
    """Write every picture that differs from the committed one and take away those of no form."""
    names = set[str]()
    for name, form, form_set in every_look():
        names.add(name)
        path = PAGES / f"{name}.png"
        page = picture_of(form, form_set)
        if not path.exists() or parts_that_differ(page, committed(name)) > 0:
            page.quantize(16).save(path, optimize=True)
            sys.stdout.write(f"{path.name}\n")
    for path in PAGES.glob("*.png"):
        if path.stem not in names:
            path.unlink()


if __name__ == "__main__":
    main()
