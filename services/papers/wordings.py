"""固定文字 edited by the office: each save is a version, checked before it is kept; what was issued keeps its own words."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.tables.office import Office
from models.tables.paper import FormWording
from models.vocab import FormSet
from services.changes import Changes
from services.files.forms.catalogue import FORMS
from services.files.forms.form import SAMPLE_MARK, Copy, Form, render_copies
from services.files.wording_check import placeholders, wording_problems
from services.files.wording_notes import text_notes
from services.papers.wording import set_in_use
from services.papers.wording_rows import (
    WordingChange,
    WordingFormRow,
    WordingState,
    WordingText,
    WordingTrial,
    WordingVersionRow,
)
from services.workplace import Workplace

_LONGEST_NOTE = 200
_OWN_WORDS = 0  # the version that is the program's own


class WordingService:
    """The drawer with the words of every form."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    # -- reading

    def list_forms(self) -> list[WordingFormRow]:
        """Return every form in each of its sets, in the order of the 文种."""
        with self._workplace.database.reading() as session:
            office = self._workplace.office(session)
            return [_form_row(session, office, form, form_set) for form, form_set in _all_forms()]

    def get(self, name: str) -> WordingState:
        """Return the words of a form that are in force, in the order in which it prints them."""
        form, form_set = _form(name)
        with self._workplace.database.reading() as session:
            row = _form_row(session, self._workplace.office(session), form, form_set)
            stored = _texts_in_force(session, self._workplace.office_id, name)
        default, notes = form.default_wording(form_set), text_notes(form)
        texts = tuple(
            WordingText(
                key=key,
                name=note.name,
                help=note.help,
                text=_said(stored, default, key),
                own=getattr(default, key),
                placeholders=placeholders(getattr(default, key)),
                may_omit=note.may_omit,
            )
            for key, note in notes.items()
        )
        return WordingState(row, texts)

    def history(self, name: str) -> list[WordingVersionRow]:
        """Return the versions of a form's words, the latest first, each with what it changed."""
        form, form_set = _form(name)
        default, notes = form.default_wording(form_set), text_notes(form)
        with self._workplace.database.reading() as session:
            versions = _versions(session, self._workplace.office_id, name)
            rows: list[WordingVersionRow] = []
            before: dict[str, str] = {}
            for version in versions:
                after = _texts_of(version)
                changes = tuple(
                    WordingChange(
                        note.name,
                        _said(before, default, key),
                        _said(after, default, key),
                    )
                    for key, note in notes.items()
                    if before.get(key) != after.get(key)
                )
                rows.append(
                    WordingVersionRow(
                        version.version,
                        version.saved_at,
                        version.saved_by,
                        version.note,
                        changes,
                        is_in_force=version is versions[-1],
                    )
                )
                before = after
        return rows[::-1]

    # -- trying

    def check(self, name: str, texts: Mapping[str, str]) -> dict[str, str]:
        """Return key → sentence for each text that cannot stand; "" is the key of what no single text has."""
        form, form_set = _form(name)
        return wording_problems(form, form_set, texts)

    def try_out(self, name: str, texts: Mapping[str, str]) -> WordingTrial:
        """Check words and render the sample with them; without PDF where a text cannot be filled in or printed."""
        form, form_set = _form(name)
        problems = wording_problems(form, form_set, texts)
        wording = _filled(form, form_set, texts)
        try:
            view: Any = form.sample(wording)
            pdf = render_copies([Copy(form, replace(view, mark=SAMPLE_MARK))])
        except UserFacingError:  # it stands among the problems already
            return WordingTrial(problems, None)
        return WordingTrial(problems, pdf)

    # -- changing

    def save(self, name: str, *, texts: Mapping[str, str], note: str = "") -> Changes:
        """Keep words as the next version of a form's; they are in force for every paper issued from now on.

        Raises UserFacingError where a text cannot stand, nothing differs, or the note is too long.
        """
        form, form_set = _form(name)
        problems = wording_problems(form, form_set, texts)
        for sentence in problems.values():
            raise UserFacingError(sentence)
        default = form.default_wording(form_set)
        differing = {
            part.name: texts[part.name]
            for part in fields(default)
            if part.name in texts and texts[part.name] != getattr(default, part.name)
        }
        return self._store(form, form_set, differing, note, "修改文书文字")

    def restore(self, name: str, *, version: int) -> Changes:
        """Bring an earlier version back as a new one; version 0 is the program's own words.

        Raises UserFacingError where it does not exist, is in force, or can no longer stand.
        """
        form, form_set = _form(name)
        if version == _OWN_WORDS:
            return self._store(form, form_set, {}, "恢复程序文字", "恢复文书文字")
        with self._workplace.database.reading() as session:
            versions = _versions(session, self._workplace.office_id, name)
            texts = {one.version: _texts_of(one) for one in versions}.get(version)
        if texts is None:
            raise UserFacingError(f"{form.title}的文字没有第 {version} 版，请刷新后重选。")
        known = {part.name for part in fields(form.wording)}
        texts = {key: text for key, text in texts.items() if key in known}
        for sentence in wording_problems(form, form_set, texts).values():
            raise UserFacingError(f"第 {version} 版不能恢复：{sentence}")
        return self._store(form, form_set, texts, f"恢复第 {version} 版", "恢复文书文字")

    def _store(
        self, form: Form[Any], form_set: FormSet, texts: dict[str, str], note: str, action: str
    ) -> Changes:
        note = note.strip()
        if len(note) > _LONGEST_NOTE:
            raise UserFacingError(f"修改说明超过 {_LONGEST_NOTE} 个字，请改短。")
        name = form.wordings[form_set]
        workplace = self._workplace
        with workplace.database.transaction() as session:
            versions = _versions(session, workplace.office_id, name)
            before = _texts_of(versions[-1]) if versions else {}
            if texts == (versions[-1].texts if versions else {}):
                raise UserFacingError(f"{form.title}的文字没有改动，不必保存。")
            number = versions[-1].version + 1 if versions else 1
            stored = workplace.add(
                session,
                FormWording(
                    form=name,
                    version=number,
                    texts=texts,
                    saved_at=workplace.clock.now(),
                    saved_by=workplace.operator or "未署名",
                    note=note,
                ),
            )
            session.flush()
            default, notes = form.default_wording(form_set), text_notes(form)
            changed = [key for key in notes if before.get(key) != texts.get(key)]
            workplace.log(
                session,
                action=action,
                noun="form_wording",
                summary=f"{action}：{_title(form, form_set)}第 {number} 版，改动 {len(changed)} 处"
                + (f"（{note}）" if note else ""),
                record_uuid=stored.uuid,
                before={notes[key].name: _said(before, default, key) for key in changed},
                after={notes[key].name: _said(texts, default, key) for key in changed},
            )
        return Changes.of("wording")


def _all_forms() -> Iterator[tuple[Form[Any], FormSet]]:
    """Yield every file of words once, with the first set that uses it."""
    for form in FORMS.values():
        seen: set[str] = set()
        for form_set, name in form.wordings.items():
            if name not in seen:
                seen.add(name)
                yield form, form_set


def _form(name: str) -> tuple[Form[Any], FormSet]:
    for form, form_set in _all_forms():
        if form.wordings[form_set] == name:
            return form, form_set
    raise ValueError(f"no form has the words {name}")


def _title(form: Form[Any], form_set: FormSet) -> str:
    if len(set(form.wordings.values())) == 1:
        return form.title
    return f"{form.title}（{form_set.label.partition('（')[2].rstrip('）')}）"


def _form_row(session: Session, office: Office, form: Form[Any], form_set: FormSet) -> WordingFormRow:
    name = form.wordings[form_set]
    versions = _versions(session, office.id, name)
    return WordingFormRow(
        name=name,
        kind=form.kind,
        form_set=form_set,
        title=_title(form, form_set),
        is_in_use=form.wordings[set_in_use(office, form)] == name,
        version=versions[-1].version if versions else _OWN_WORDS,
        changed=len(_texts_of(versions[-1])) if versions else 0,
    )


def _versions(session: Session, office_id: int, name: str) -> list[FormWording]:
    query = (
        select(FormWording)
        .where(FormWording.office_id == office_id, FormWording.form == name)
        .order_by(FormWording.version)
    )
    return list(session.scalars(query))


def _texts_in_force(session: Session, office_id: int, name: str) -> dict[str, str]:
    versions = _versions(session, office_id, name)
    return _texts_of(versions[-1]) if versions else {}


def _texts_of(version: FormWording) -> dict[str, str]:
    """Return the texts of a version; what a hand put into the database and is no text is left out, so that it can be mended."""
    stored: Any = version.texts
    if not isinstance(stored, dict):
        return {}
    pairs = cast("dict[Any, Any]", stored).items()
    return {str(key): text for key, text in pairs if isinstance(text, str)}


def _said(texts: Mapping[str, str], default: Any, key: str) -> str:
    """Return what a version says in one text: its own words, else the program's."""
    return texts[key] if key in texts else str(getattr(default, key))


def _filled(form: Form[Any], form_set: FormSet, texts: Mapping[str, str]) -> Any:
    default = form.default_wording(form_set)
    known = {part.name for part in fields(default)}
    return replace(default, **{key: text for key, text in texts.items() if key in known})
