"""Whatever stands in the records: each paper is right or refused in words, the batch goes on, no number is lost."""

import re
from collections.abc import Sequence
from datetime import date, datetime

import pytest
from sqlalchemy import select, update

from models.rules.outcomes import Finding
from models.tables.base import BEIJING
from models.tables.enterprise import Enterprise
from models.tables.inspection_item import InspectionItem
from models.tables.inspection_record import InspectionRecord
from models.vocab import PaperKind, ResultCode
from services.clock import SimulatedClock
from services.container import Services
from services.files.forms.entry import EntryField, EntryKind
from services.papers.freezing.catalogue import RECORD_PAPERS
from services.records.rows import ResultDraft
from tests.services.files.pdf_reading import whole_text
from tests.services.papers.building import serials
from tests.services.records.acts import ISSUED_ON, VISIT, issue
from tests.services.records.building import add_officers, add_task, dispatch

OTHER = "洛阳样例乙公司"
BEFORE = (PaperKind.APPROVAL, PaperKind.VISIT_SCHEME, PaperKind.NOTICE)
AFTER = tuple(kind for kind in RECORD_PAPERS if kind not in BEFORE)
RESULT_DAY = date(2022, 6, 10)
PRINTED = {
    "sixty characters": "洛阳" + "样例机械制造" * 9 + "有限公司",
    "line ends": "洛阳样例\r\n机械\n有限公司",
    "tabs": "洛阳样例\t机械\x0b有限\x0c公司",
    "line separators": "洛阳样例\u2028机械\u2029有限\x85公司",
    "rare characters": "洛阳䶮𬭎㛃机械有限公司",
    "marks of other languages": "洛阳<b>样例</b>&amp;&公司<br/>",
    "placeholders": "洛阳{监督电话}样例{0}{}%s公司",
}
REFUSED = {
    "an emoji": ("洛阳😀样例公司", "U+1F600"),
    "a private character": ("洛阳\ue000样例公司", "U+E000"),
    "a right-to-left mark": ("洛阳\u202e样例公司", "U+202E"),
    "right-to-left letters": ("洛阳שלום样例公司", "U+05E9"),
    "a zero-width space": ("洛阳\u200b样例公司", "U+200B"),
    "a replacement character": ("洛阳\ufffd样例公司", "U+FFFD"),
    "a null": ("洛阳\x00样例公司", "U+0000"),
    "a variation selector": ("洛阳葛\U000e0100样例公司", "U+E0100"),
}


def put(services: Services, record_key: int, text: str, name: str | None = None) -> None:
    with services.workplace.database.transaction() as session:
        key = session.get_one(InspectionRecord, record_key).enterprise_id
        values = {
            "name": name or text,
            "address": text,
            "legal_representative": text[:40],
            "phone": text[:40],
        }
        session.execute(update(Enterprise).where(Enterprise.id == key).values(**values))


def filled(field: EntryField, suggested: str, text: str) -> str:
    if field.kind is EntryKind.DAY:
        return suggested or "2022-06-20"
    if field.kind is EntryKind.CHOICE:
        return suggested or field.choices[0]
    return text[: field.longest]


def fill_all(services: Services, kind: PaperKind, record_key: int, text: str) -> None:
    shown = services.papers.entry(kind=kind, record_key=record_key).values
    values = {
        field.key: filled(field, shown.get(field.key, ""), text)
        for field in services.papers.entry_fields(kind=kind, record_key=record_key)
    }
    services.papers.save_entry(kind=kind, record_key=record_key, values={**shown, **values})


def enter_results(services: Services, clock: SimulatedClock, record_key: int, text: str) -> None:
    clock.move_to(datetime(2022, 6, 10, 16, 0, tzinfo=BEIJING))
    found = services.records.get_record(record_key).findings
    draft = ResultDraft(
        inspected_from=datetime(2022, 6, 8, 9, 0, tzinfo=BEIJING),
        inspected_to=datetime(2022, 6, 8, 11, 30, tzinfo=BEIJING),
        result_on=RESULT_DAY,
        findings={
            row.item_key: Finding(row.title, ResultCode.CORRECTED, text, text, date(2022, 6, 30))
            for row in found
        },
    )
    services.records.enter_result(record_key=record_key, draft=draft)


def issue_all(
    services: Services, kinds: Sequence[PaperKind], key: int, text: str, day: date
) -> dict[PaperKind, str]:
    """Issue each 文种 with everything filled in; return the text of each paper, without blanks."""
    printed: dict[PaperKind, str] = {}
    for kind in kinds:
        fill_all(services, kind, key, text)
        visit = VISIT if kind is PaperKind.NOTICE else {}
        outcome = services.papers.issue(kind, [key], issued_on=day, **visit)
        assert outcome.failed == ()
        printed[kind] = "".join(whole_text(services.papers.render(outcome.issued[0].key)).split())
        assert services.word_copies.docx(outcome.issued[0].key)
    return printed


@pytest.fixture
def pair(services: Services) -> list[int]:
    officers = add_officers(services)
    return dispatch(services, add_task(services), ["洛阳样例甲公司", OTHER], [officers[:2]])


@pytest.mark.parametrize("text", PRINTED.values(), ids=PRINTED.keys())
def test_every_paper_prints_what_a_face_can_print_as_it_was_written(
    services: Services, clock: SimulatedClock, pair: list[int], text: str
) -> None:
    put(services, pair[0], text)

    printed = issue_all(services, BEFORE, pair[0], text, ISSUED_ON)
    enter_results(services, clock, pair[0], text)
    printed |= issue_all(services, AFTER, pair[0], text, RESULT_DAY)

    said = "".join(text.split())
    assert [kind for kind, page in printed.items() if said not in page] == []


@pytest.mark.parametrize(("text", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_no_face_can_print_is_refused_with_field_and_code_and_the_batch_goes_on(
    services: Services, pair: list[int], text: str, code: str
) -> None:
    put(services, pair[0], text)

    outcome = issue(services, pair)

    [(_, sentence)] = outcome.failed
    assert "“检查对象名称”中的" in sentence
    assert sentence.count(code) == len(set(re.findall("“(.{2,8})”中的", sentence)))
    assert sentence.isprintable()
    assert [(paper.subject, paper.serial) for paper in outcome.issued] == [(OTHER, 1)]


def test_an_entry_that_cannot_be_printed_takes_no_number(services: Services, pair: list[int]) -> None:
    for key, text in zip(pair, ("样例\ud800\u202e", "样例"), strict=True):
        fill_all(services, PaperKind.SITE_RECORD, key, text)

    outcome = services.papers.issue(PaperKind.SITE_RECORD, pair, issued_on=ISSUED_ON)

    [(_, sentence)] = outcome.failed
    assert "U+D800" in sentence
    assert serials(services, PaperKind.SITE_RECORD) == [1]


def test_forty_findings_twelve_officers_and_an_address_of_three_hundred_characters_fit_on_every_paper(
    services: Services, clock: SimulatedClock
) -> None:
    with services.workplace.database.transaction() as session:
        first = session.scalars(select(InspectionItem).order_by(InspectionItem.number)).first()
        assert first is not None
        for number in range(session.query(InspectionItem).count() + 1, 41):
            item = InspectionItem(
                lineage=f"样例{number}",
                number=number,
                title=f"第{number}项样例事项" + "安全生产责任制" * 8,
                category=first.category,
                subject=first.subject,
                target=first.target,
                method=first.method,
                basis=first.basis,
                content=first.content,
                effective_from=first.effective_from,
            )
            services.workplace.add(session, item)
    officers = add_officers(services, [f"样例欧阳{ordinal}" for ordinal in "甲乙丙丁戊己庚辛壬癸子丑"])
    key = dispatch(services, add_task(services, items=40), ["洛阳样例甲公司"], [officers])[0]
    address = "河南省洛阳市偃师区" + "样例街道工业大道一号" * 29
    put(services, key, address, name="洛阳样例甲公司")

    printed = issue_all(services, BEFORE, key, "样例", ISSUED_ON)
    enter_results(services, clock, key, "鑫" + "样例问题堆放杂物，" * 12)
    printed |= issue_all(services, AFTER, key, "样例", RESULT_DAY)

    assert len(services.records.get_record(key).findings) == 40
    assert all(f"样例欧阳{ordinal}" in printed[PaperKind.NOTICE] for ordinal in "甲子丑")
    assert "第40项样例事项" in printed[PaperKind.NOTICE]
    # the text and the measure of each finding
    assert printed[PaperKind.ORDER].count("鑫") == 80
    assert address in printed[PaperKind.APPROVAL]


def test_without_officers_every_paper_of_the_visit_says_so_and_without_a_phone_the_notice_is_printed(
    services: Services, pair: list[int]
) -> None:
    lonely = dispatch(services, add_task(services, number=2), ["洛阳样例丙公司"], [[]])[0]
    put(services, pair[0], "", name="洛阳样例甲公司")

    waiting = dict(services.papers.available(lonely))
    outcome = issue(services, [pair[0], lonely])

    kinds = (*BEFORE, PaperKind.SITE_RECORD, PaperKind.CHECK_TABLE, PaperKind.SUPERVISION)
    assert all("检查人员" in (waiting[kind] or "") for kind in kinds)
    assert [name for name, _ in outcome.failed] == ["洛阳样例丙公司"]
    assert len(outcome.issued) == 1
