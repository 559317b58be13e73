"""The first page of each form as a small grey picture, and how much two such pictures differ."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from models.vocab import FormSet
from services.files.forms.catalogue import FORMS
from services.files.forms.form import Copy, Form, render_copies, sample_view

PAGES = Path(__file__).parent / "pages"
_DOTS_PER_INCH = 60
_VISIBLE = 64  # of 255: a dot that differs by more is seen


def every_look() -> Iterator[tuple[str, Form, FormSet]]:
    """Yield the name of each picture with its form and 文书 set."""
    for kind, form in FORMS.items():
        for form_set in form.wordings:
            yield f"{kind.value}-{form_set.value}", form, form_set


def picture_of(form: Form, form_set: FormSet) -> Image.Image:
    """Return the first page of the sample of a form, grey, 60 dots an inch."""
    pdf = render_copies([Copy(form, sample_view(form, form_set))])
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=_DOTS_PER_INCH / 72, grayscale=True).to_pil().convert("L")


def committed(name: str) -> Image.Image:
    """Return the picture that review has seen."""
    return Image.open(BytesIO((PAGES / f"{name}.png").read_bytes())).convert("L")


def parts_that_differ(one: Image.Image, other: Image.Image) -> float:
    """Return which part of the dots is seen to differ; 1 where the pictures are not of one size."""
    if one.size != other.size:
        return 1.0
    histogram = ImageChops.difference(one, other).histogram()
    return sum(histogram[_VISIBLE:]) / sum(histogram)
