"""Every form that is issued, by its 文种. Import it late: it brings all forms with it."""

from collections.abc import Mapping
from typing import Any

from models.vocab import PaperKind
from services.files.forms import assessment, bundle, feedback, notice, statistics, task_note, urging
from services.files.forms.form import Form

_FORMS: tuple[Form[Any], ...] = (
    notice.FORM,
    feedback.FORM,
    bundle.FORM,
    task_note.FORM,
    urging.FORM,
    assessment.FORM,
    statistics.FORM,
)

FORMS: Mapping[PaperKind, Form[Any]] = {form.kind: form for form in _FORMS}
