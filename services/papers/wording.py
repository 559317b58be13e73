"""固定文字: which words of a form are in force, the program's own or the office's last version."""

from dataclasses import fields, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.tables.office import Office
from models.tables.paper import FormWording
from models.vocab import FormSet
from services.files.forms.form import Form
from services.files.wording_check import text_problems

_MINISTRY = "司法部2025"  # as the setting 执法文书式样 is stored


def set_in_use(office: Office, form: Form[Any]) -> FormSet:
    """Return the 文书 set that the office has chosen for a form, or for all of them, where the form has it."""
    of_all = FormSet.MINISTRY if office.paper_set == _MINISTRY else FormSet.EMERGENCY
    return form.set_in_use(FormSet(office.form_sets.get(form.kind.value, of_all.value)))


def wording_in_force(session: Session, office: Office, form: Form[Any]) -> Any:
    """Return the fixed texts of a form: the program's, changed where the office's last version changes them."""
    form_set = set_in_use(office, form)
    default = form.default_wording(form_set)
    texts = session.scalars(
        select(FormWording.texts)
        .where(FormWording.office_id == office.id, FormWording.form == form.wordings[form_set])
        .order_by(FormWording.version.desc())
        .limit(1)
    ).first()
    if not texts:
        return default
    problems = text_problems(form, form_set, texts)
    for sentence in problems.values():  # somebody wrote into the database by hand
        raise UserFacingError(
            f"{form.title}的文书文字不能用：{sentence}请在“文书文字”中改正，或恢复程序文字。"
        )
    known = {part.name for part in fields(default)}
    return replace(default, **{name: text for name, text in texts.items() if name in known})
