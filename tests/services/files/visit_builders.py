"""The papers of a visit for the tests: the sample of each form, changed in what a test is about."""

from dataclasses import replace
from typing import Any

from models.vocab import FormSet
from services.files.flow import compose
from services.files.fonts import RENDERING
from services.files.forms import approval, check_table, site_record, visit_scheme
from services.files.forms.form import Copy, Form, render_copies
from services.files.forms.parts import EnterpriseLine, OfficerLine
from services.files.pieces import SeatMark
from tests.services.files.pdf_reading import page_texts

LONG_NAME = "洛阳偃师" + "耐火材料与特种铸造设备制造" * 4 + "有限公司"
LONG_ADDRESS = "河南省洛阳市偃师区首阳山街道" * 21 + "商都路12号"
TWELVE = tuple(
    OfficerLine(f"欧阳{number}", "综合行政执法大队", f"160302220{number}", "组员") for number in range(10, 22)
)
FIRM = EnterpriseLine(
    name="洛阳洺堃珺𬭎耐火材料有限公司",
    code="91410307MA9K000016",
    address="洛阳市偃师区缑氏镇样例路1号",
    legal_representative="样例壬",
    contact="样例癸",
    phone="0379-67700000",
    industry="建材",
)


def approval_view(**changes: Any) -> approval.ApprovalView:
    return replace(
        approval.sample(approval.FORM.default_wording(FormSet.MINISTRY)), enterprise=FIRM, **changes
    )


def scheme_view(**changes: Any) -> visit_scheme.VisitSchemeView:
    wording = visit_scheme.FORM.default_wording(FormSet.EMERGENCY)
    return replace(visit_scheme.sample(wording), enterprise=FIRM, **changes)


def record_view(form_set: FormSet = FormSet.EMERGENCY, **changes: Any) -> site_record.SiteRecordView:
    wording = site_record.FORM.default_wording(form_set)
    return replace(site_record.sample(wording), enterprise=FIRM, **changes)


def table_view(**changes: Any) -> check_table.CheckTableView:
    wording = check_table.FORM.default_wording(FormSet.EMERGENCY)
    return replace(check_table.sample(wording), enterprise=FIRM, **changes)


def render(form: Form[Any], view: Any) -> bytes:
    """Return a paper as PDF."""
    return render_copies([Copy(form, view)])


def printed(form: Form[Any], view: Any) -> str:
    """Return the text of a paper without blanks and line ends, page numbers left out."""
    pages = page_texts(render(form, view))
    total = len(pages)
    return "".join(
        text.removesuffix(f"共{total}页第{number}页").removesuffix(f"—{number}—")
        for number, text in enumerate(pages, start=1)
    )


def stands_in_order(text: str, words: tuple[str, ...]) -> str:
    """Return the first word that does not stand behind those before it; empty where all do."""
    place = 0
    for word in words:
        found = text.find(word, place)
        if found < 0:
            return word
        place = found + len(word)
    return ""


def seats(form: Form[Any], view: Any) -> list[str]:
    """Return whose signatures can be placed on a paper."""
    with RENDERING:
        sheets = compose(tuple(form.blocks(view)))
    return [mark.seat for sheet in sheets for mark in sheet.marks if isinstance(mark, SeatMark)]
