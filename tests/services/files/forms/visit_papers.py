"""Views of the papers after the visit, complete and ordinary, and their text as a reader copies it from the PDF."""

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from models.vocab import FormSet
from services.files.blocks import Block
from services.files.forms import decision, order, receipt, review, supervision, transfer
from services.files.forms.form import Copy, Form, render_copies
from services.files.forms.order import OrderItem
from services.files.forms.parts import EnterpriseLine, OfficerLine
from services.files.forms.review import ReviewItem
from tests.services.files.pdf_reading import page_texts

BUREAU = "洛阳市偃师区应急管理局"
NAME = "洛阳洺堃珺𬭎耐火材料有限公司"
OFFICERS = (
    OfficerLine("张䶮", "综合行政执法大队", "16030222013", "组长"),
    OfficerLine("李堃", "工贸行业监管科", "16030222027", ""),
)
ENTERPRISE = EnterpriseLine(
    name=NAME,
    code="91410307MA9K000016",
    address="洛阳市偃师区缑氏镇样例路1号",
    legal_representative="王珺",
    contact="赵洺",
    phone="0379-67700000",
    industry="建材",
)
FORMS: tuple[Form[Any], ...] = (
    order.FORM,
    review.FORM,
    decision.FORM,
    transfer.FORM,
    receipt.FORM,
    supervision.FORM,
)
_OURS = {
    "bureau": BUREAU,
    "enterprise_name": NAME,
    "enterprise": ENTERPRISE,
    "party": ENTERPRISE,
    "officers": OFFICERS,
    "review_authority": "洛阳市偃师区人民政府",
    "court": "洛阳市偃师区人民法院",
}


def paper_view(form: Form[Any], **changes: Any) -> Any:
    """Return the sample of a form as a paper of our district."""
    view = form.sample(form.default_wording(FormSet.EMERGENCY))
    names = {part.name for part in fields(view)}
    ours = {name: value for name, value in _OURS.items() if name in names}
    return replace(view, **{**ours, **changes})


def bare_view(form: Form[Any], **changes: Any) -> Any:
    """Return a form of which nothing is known."""
    return replace(form.blank(form.default_wording(FormSet.EMERGENCY)), **changes)


def order_items(count: int) -> tuple[OrderItem, ...]:
    """Return so many items of an order, their deadlines in turn."""
    return tuple(
        OrderItem(
            number=number,
            problem=f"第{number}处{'防护栏缺失' * 12}",
            measure=f"补装第{number}处防护栏",
            due_on=date(2022, 9, 20 + number % 5),
        )
        for number in range(1, count + 1)
    )


def review_items(count: int, *states: str) -> tuple[ReviewItem, ...]:
    """Return so many items of a review, their states in turn."""
    return tuple(
        ReviewItem(
            number=item.number, problem=item.problem, due_on=item.due_on, state=states[number % len(states)]
        )
        for number, item in enumerate(order_items(count))
    )


def pdf_of(form: Form[Any], view: Any) -> bytes:
    """Return one copy of a paper."""
    return render_copies([Copy(form, view)])


def printed(form: Form[Any], view: Any) -> str:
    """Return the text of a paper without its page numbers, blanks and line ends."""
    pages = page_texts(pdf_of(form, view))
    return "".join(
        re.sub(rf"共{len(pages)}页第{number}页$|—{number}—$", "", text)
        for number, text in enumerate(pages, start=1)
    )


def paragraphs(blocks: Sequence[Block]) -> list[str]:
    """Return the running texts of a paper."""
    return [text for block in blocks if isinstance(text := getattr(block, "text", None), str)]
