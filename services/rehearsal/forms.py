"""Every paper of the program as a specimen, filled with the sample data and empty, one PDF each, and all of them on one picture.

The papers of the draw and of the plan come from a draw of the sample district, held in a folder that is thrown away.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from models.vocab import FormSet, Industry
from services.clock import SimulatedClock
from services.container import Services, open_services
from services.files.check_sheet import render_check_sheet_pdf
from services.files.contact_sheet import render_contact_sheet
from services.files.forms.catalogue import FORMS
from services.files.forms.form import Copy, Form, blank_view, render_copies, sample_view
from services.files.item_list import render_item_list_pdf
from services.files.plan_summary import render_plan_summary_pdf
from services.files.writing import safe_file_name, write_file
from services.plan.exchange import summary_view
from services.plan.sample import YEAR
from services.rehearsal.agenda import at
from services.rehearsal.drawing import OPERATOR, rehearse_draw
from services.rehearsal.preparing import YearInput, prepare
from services.roster.item_publishing import check_sheet_view, list_view

CONTACT_SHEET = "contact-sheet.png"
_SET_NAMES = {FormSet.EMERGENCY: "应急式样", FormSet.MINISTRY: "司法部2025式样"}
_BLANK = "空白"
_SEED = "样张"


@dataclass(frozen=True, slots=True)
class Specimen:
    """One paper as a specimen: its name and its PDF; an empty one is not on the contact sheet."""

    name: str
    pdf: bytes
    is_blank: bool = False


def write_forms(out: Path, say: Callable[[str], None]) -> int:
    """Write every paper filled and, where it can be filled in by hand, empty, and the contact sheet; return how many.

    Raises UnwritableFileError.
    """
    specimens = [*form_specimens(), *_office_specimens()]
    for number, specimen in enumerate(specimens, start=1):
        write_file(out / f"{specimen.name}.pdf", specimen.pdf)
        say(f"（{number}/{len(specimens)}）{specimen.name}.pdf")
    filled = [(specimen.name, specimen.pdf) for specimen in specimens if not specimen.is_blank]
    write_file(out / CONTACT_SHEET, render_contact_sheet(filled))
    return len(specimens)


def form_specimens() -> Iterator[Specimen]:
    """Yield each form of the catalogue in each 文书 set that it has, filled and empty."""
    for form in FORMS.values():
        for form_set in form.wordings:
            of_set = f"（{_SET_NAMES[form_set]}）" if len(form.wordings) > 1 else ""
            name = safe_file_name(f"{form.title}{of_set}")
            yield Specimen(name, _print(form, sample_view(form, form_set), form_set))
            yield Specimen(
                f"{name}-{_BLANK}", _print(form, blank_view(form, form_set), form_set), is_blank=True
            )


def _print(form: Form[Any], view: Any, form_set: FormSet) -> bytes:
    if any(part.name == "form_set" for part in fields(view)):
        view = replace(view, form_set=form_set)
    return render_copies([Copy(form, view)])


def _office_specimens() -> Iterator[Specimen]:
    """Yield the papers of the plan, the items and the draw, made from the sample district."""
    clock = SimulatedClock(at(date(YEAR, 1, 4), time(9, 0)))
    with TemporaryDirectory() as folder:
        services = open_services(Path(folder), operator=OPERATOR, clock=clock)
        try:
            plan = prepare(services, clock, YearInput(Path(folder)), _say_nothing).plan
            settings = services.office.get_settings()
            yield Specimen("年度抽查计划汇总表", render_plan_summary_pdf(summary_view(plan, settings)))
            yield from _item_specimens(services)
            task = services.draws.list_tasks(year=YEAR)[0]
            draw_key = rehearse_draw(services, task_key=task.key, seed=_SEED)
            papers = services.draw_papers
            yield Specimen("抽查工作方案", papers.scheme(task.key))
            yield Specimen("封存单", papers.seal_sheet(draw_key))
            yield Specimen("抽取结果确认单", papers.confirmation(draw_key))
            yield Specimen("抽取会议记录", papers.minutes(draw_key))
        finally:
            services.close()


def _item_specimens(services: Services) -> Iterator[Specimen]:
    rows, settings = services.items.list_items(year=YEAR), services.office.get_settings()
    view = list_view(rows, services.items.get_list(year=YEAR), settings)
    yield Specimen("随机抽查事项清单", render_item_list_pdf(view))
    sheet = check_sheet_view(rows, settings, industry=Industry.MACHINERY, year=YEAR)
    yield Specimen("随机抽查检查表", render_check_sheet_pdf(sheet))


def _say_nothing(_text: str) -> None:
    """Keep the preparation of the sample district to itself."""
