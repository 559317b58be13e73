"""What a printed form is: its view, its fixed texts, its blocks; and copies of forms as one PDF or one .docx.

To add a form:

1. its 文种 in ``models.vocab.PaperKind`` with its label and 字; where it lies in a 卷宗 in ``models/rules/bundle.py``;
2. its fixed texts in ``resources/forms/<name>.toml``; what each is called on the screen in ``resources/forms/names/<文种>.toml``;
3. here a module with the dataclass of the texts, the frozen view, ``blocks``, ``sample``, ``blank`` and ``FORM = Form(…)``
   (``supervision.py`` is the shortest), and a line in ``catalogue.py``;
4. how its view comes from an inspection: a module of ``services/papers/freezing`` ending in ``PAPER = RecordPaper(…)``, a line in
   its ``catalogue.py``; a paper that is not about one inspection is issued by ``OfficePaperService`` (``services/papers/office_papers.py``) instead;
5. ``make looks``: look at the new picture and commit it.

Menus, batch, register, settings, wording, empty forms, Word, the command ``forms`` and the rehearsal find it by these catalogues;
``tests/services/papers/test_catalogues.py`` holds the list.
"""

from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Generic, TypeVar

from models.vocab import FormSet, PaperKind
from services.files.blocks import Block
from services.files.flow import compose
from services.files.fonts import RENDERING, require_printable
from services.files.forms.entry import EntryField
from services.files.forms.parts import said_texts
from services.files.pdf_document import About, Numbering, Paper, PaperQr, render_papers
from services.files.wording import one_line, printed_texts, read_wording

V = TypeVar("V")

SAMPLE_MARK = "样例"
_OWN_FIELDS = frozenset(
    ("检查对象名称", "统一社会信用代码", "地址", "法定代表人", "联系人", "联系电话", "所属行业", "文号")
)
_DIGITS = "0123456789"
_UNDATED = date(2000, 1, 1)


def _subject(view: Any) -> str:
    return str(getattr(getattr(view, "enterprise", view), "name", "") or getattr(view, "enterprise_name", ""))


@dataclass(frozen=True)
class Form(Generic[V]):
    """One printed form.

    ``wordings`` names, for each 文书 set it exists in, its file of fixed texts (``resources/forms``), the first being the
    default; all are read into ``wording``. ``sample`` and ``blank`` take such texts and give a filled and an empty view.
    """

    kind: PaperKind
    view: type[V]
    wording: type[Any]
    wordings: Mapping[FormSet, str]
    blocks: Callable[[V], Iterable[Block]]
    sample: Callable[[Any], V]
    blank: Callable[[Any], V]
    entries: tuple[EntryField, ...] = ()
    numbering: Numbering = Numbering.OF_TOTAL
    texts: Callable[[V], Iterator[tuple[str, str]]] = said_texts
    subject: Callable[[V], str] = _subject

    @property
    def title(self) -> str:
        """The name of the form."""
        return self.kind.label

    def set_in_use(self, wanted: FormSet) -> FormSet:
        """Return the wanted set where the form has it, else its first."""
        return wanted if wanted in self.wordings else next(iter(self.wordings))

    def default_wording(self, form_set: FormSet) -> Any:
        """Return the fixed texts the program comes with."""
        return _default_wording(self.wording, self.wordings[self.set_in_use(form_set)])


@cache
def _default_wording(cls: type[Any], name: str) -> Any:
    return read_wording(cls, name)


@dataclass(frozen=True)
class Copy:
    """One copy of a paper: its form and view, the mark of a reprint (补打 1) and the code that leads back to it."""

    form: Form[Any]
    view: Any
    mark: str = ""
    qr: PaperQr | None = None

    @property
    def subject(self) -> str:
        """To or about whom it is; empty where an empty form leaves a line to write on."""
        subject = one_line(self.form.subject(self.view))
        return subject if subject.strip("_ 　") else ""


def render_copies(copies: Sequence[Copy], *, duplex: bool = False, shows_seal: bool = False) -> bytes:
    """Return copies of papers as one PDF, an outline entry each; at least one copy.

    With ``duplex`` each begins on a new sheet; ``shows_seal`` is for the preview only. Raises UnprintableTextError when
    a character has no face.
    """
    for copy in copies:
        require_characters(copy)
    kinds = {copy.form.title for copy in copies}
    papers = (_paper(copy, shows_seal=shows_seal, names_kind=len(kinds) > 1) for copy in copies)
    return render_papers(papers, about_copies(copies), duplex=duplex)


def prove_printable(copy: Copy) -> int:
    """Set a copy on its pages without drawing them, at a tenth of the cost; return how many there are.

    Raises UnprintableTextError when a character has no face.
    """
    require_characters(copy)
    with RENDERING:
        return len(compose(tuple(copy.form.blocks(copy.view))))


def require_characters(copy: Copy) -> None:
    """Raise UnprintableTextError when a character of a copy has no face."""
    require_printable(name_of_copy(copy), copy.form.texts(copy.view))


def name_of_copy(copy: Copy) -> str:
    """Return how a refusal names a copy: 样例公司的检查通知书."""
    return f"{copy.subject}的{copy.form.title}" if copy.subject else copy.form.title


def about_copies(copies: Sequence[Copy]) -> About:
    """Return what a file of these copies says of itself."""
    first = copies[0]
    detail = (first.subject or "空白") if len(copies) == 1 else f"{len(copies)}份"
    dated_on = getattr(first.view, "issued_on", None) or _UNDATED
    subject = one_line(getattr(first.view, "task_name", "")) or first.form.title
    return About(f"{first.form.title}（{detail}）", one_line(first.view.bureau), subject, dated_on)


def _paper(copy: Copy, *, shows_seal: bool, names_kind: bool) -> Paper:
    bookmark = f"{copy.subject}　{copy.form.title}".strip("　") if names_kind else copy.subject
    view_mark = one_line(getattr(copy.view, "mark", ""))
    signatures = getattr(copy.view, "signatures", ())
    return Paper(
        bookmark=bookmark or copy.form.title,
        blocks=tuple(copy.form.blocks(copy.view)),
        mark="　".join(part for part in (view_mark, copy.mark) if part),
        numbering=copy.form.numbering,
        qr=copy.qr,
        signatures={one.seat: b64decode(one.png) for one in signatures},
        shows_seal=shows_seal,
        shared_texts=_shared_texts(copy),
    )


def _shared_texts(copy: Copy) -> tuple[str, str]:
    """Return what a paper has in common with others of its kind, then with those of its task."""
    fixed = "".join(text for _field, text in printed_texts(copy.view.wording)) + _DIGITS
    of_task = "".join(text for field, text in copy.form.texts(copy.view) if field not in _OWN_FIELDS)
    return fixed, of_task


def sample_view(form: Form[V], form_set: FormSet) -> V:
    """Return a filled view of a form with the program's texts, marked 样例."""
    view: Any = form.sample(form.default_wording(form_set))
    return replace(view, mark=SAMPLE_MARK)


def blank_view(form: Form[V], form_set: FormSet) -> V:
    """Return the view of an empty form."""
    return form.blank(form.default_wording(form_set))
