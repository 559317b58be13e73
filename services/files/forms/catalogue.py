"""Every form that is issued, by its 文种. Import it late: it brings all forms with it."""

from collections.abc import Mapping
from typing import Any

from models.vocab import PaperKind
from services.files.forms import (
    decision,
    feedback,
    notice,
    order,
    receipt,
    review,
    supervision,
    transfer,
)
from services.files.forms.form import Form

_FORMS: tuple[Form[Any], ...] = (
    notice.FORM,
    feedback.FORM,
    order.FORM,
    review.FORM,
    decision.FORM,
    transfer.FORM,
    receipt.FORM,
    supervision.FORM,
)

FORMS: Mapping[PaperKind, Form[Any]] = {form.kind: form for form in _FORMS}
