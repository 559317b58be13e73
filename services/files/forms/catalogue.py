"""Every form that is issued, by its 文种. Import it late: it brings all forms with it."""

from collections.abc import Mapping
from typing import Any

from models.vocab import PaperKind
from services.files.forms import (
    approval,
    assessment,
    bundle,
    check_table,
    decision,
    feedback,
    notice,
    order,
    receipt,
    review,
    site_record,
    statistics,
    supervision,
    task_note,
    transfer,
    urging,
    visit_scheme,
)
from services.files.forms.form import Form

_FORMS: tuple[Form[Any], ...] = (
    notice.FORM,
    feedback.FORM,
    approval.FORM,
    visit_scheme.FORM,
    site_record.FORM,
    check_table.FORM,
    order.FORM,
    review.FORM,
    decision.FORM,
    transfer.FORM,
    receipt.FORM,
    supervision.FORM,
    bundle.FORM,
    task_note.FORM,
    urging.FORM,
    assessment.FORM,
    statistics.FORM,
)

FORMS: Mapping[PaperKind, Form[Any]] = {form.kind: form for form in _FORMS}
