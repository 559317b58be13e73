"""干预清单 from the real log: every act of a clerk that could have moved the draw is on the supervisor's sheet."""

from dataclasses import replace
from datetime import date, timedelta

from models.rules.interventions import InterventionKind
from models.rules.seed import SeedRule
from models.vocab import EnterpriseStatus, EntryKind, LeaveKind, SeedSource
from services.clock import SimulatedClock
from services.container import Services
from services.draw.seal_rows import SealChoices
from services.files.interventions import InterventionLine
from services.roster.bulk_rows import BulkChange
from services.roster.officer_rows import LeaveDraft, RecusalDraft
from tests.services.draw.builders import (
    OTHER_SEED,
    SEED,
    add_enterprise,
    add_officer,
    age_roster,
    lock_task,
    seal,
    thrown,
)
from tests.services.files.pdf_reading import page_texts

VALID_CODE = "91410307MA9K000016"


def sheet_lines(services: Services, draw_key: int, kind: InterventionKind) -> list[InterventionLine]:
    lines = services.draw_papers.list_interventions(draw_key).lines
    return [line for line in lines if line.kind == kind.label]


def counts_of(services: Services, draw_key: int) -> dict[str, int]:
    return dict(services.draw_papers.list_interventions(draw_key).counts)


def suspend(services: Services, key: int, why: str) -> None:
    row = services.enterprises.get_enterprise(key)
    services.enterprises.update_enterprise(
        key=key,
        row_version=row.row_version,
        draft=replace(row.draft, status=EnterpriseStatus.SUSPENDED),
        why=why,
    )


def test_an_edit_of_the_roster_before_the_seal_is_named_with_its_field_and_reason(
    district: Services, clock: SimulatedClock
) -> None:
    key = add_enterprise(district, 99, credit_code=VALID_CODE, name="样例停业厂")
    suspend(district, key, "企业来函")
    clock.move_to(clock.now() + timedelta(days=3))

    draw_key = seal(district, lock_task(district))

    [line] = sheet_lines(district, draw_key, InterventionKind.ENTERPRISE)
    assert line.text == "修改检查对象“样例停业厂”：登记状态 存续→停业"
    assert (line.who, line.grounds) == ("样例操作人", "企业来函")


def test_an_edit_older_than_thirty_days_or_after_the_seal_is_none(
    district: Services, clock: SimulatedClock
) -> None:
    old = add_enterprise(district, 99, credit_code=VALID_CODE)
    suspend(district, old, "早已停业")
    clock.move_to(clock.now() + timedelta(days=31))
    draw_key = seal(district, lock_task(district))
    clock.move_to(clock.now() + timedelta(days=1))
    row = district.enterprises.get_enterprise(old)
    district.enterprises.update_enterprise(
        key=old, row_version=row.row_version, draft=replace(row.draft, phone="0379-61234567")
    )

    assert sheet_lines(district, draw_key, InterventionKind.ENTERPRISE) == []


def test_officers_recusals_and_leaves_are_named_on_both_sides(district: Services) -> None:
    officer = add_officer(district, 77, name="样例检查员甲")
    enterprise = add_enterprise(district, 99, credit_code=VALID_CODE, name="样例亲属厂")
    row = district.officers.get_officer(officer)
    district.officers.update_officer(
        key=officer, row_version=row.row_version, draft=replace(row.draft, is_leader_qualified=True)
    )
    district.officers.add_recusal(
        draft=RecusalDraft(officer_key=officer, enterprise_key=enterprise, reason="近亲属任职")
    )
    district.leaves.add_leave(
        draft=LeaveDraft(officer, LeaveKind.LEAVE, date(2022, 6, 1), date(2022, 6, 3), "")
    )

    draw_key = seal(district, lock_task(district))

    [edit] = sheet_lines(district, draw_key, InterventionKind.OFFICER)
    [recusal] = sheet_lines(district, draw_key, InterventionKind.RECUSAL)
    [leave] = sheet_lines(district, draw_key, InterventionKind.LEAVE)
    assert edit.text == "修改执法检查人员“样例检查员甲”：组长资格 否→是"
    assert recusal.text == "样例检查员甲与样例亲属厂：登记“样例检查员甲”的回避：近亲属任职"
    assert leave.text == "登记“样例检查员甲”请假：2022-06-01 至 2022-06-03"


def test_earlier_attempts_substitutions_and_replacements_are_named_with_who_did_them(
    district: Services,
) -> None:
    task_key = lock_task(district)
    first = seal(district, task_key)
    district.draws.draw(draw_key=first, contributions=thrown(SEED))
    district.workplace.operator = "样例科长"
    district.draws.void(draw_key=first, reason="漏录一户", approved_by="样例局长", evidence="监督记录")
    draw_key = seal(district, task_key)
    district.draws.draw(draw_key=draw_key, contributions=thrown(OTHER_SEED))
    places = district.draws.get_draw(draw_key=draw_key).places
    out = next(place for place in places if place.kind is EntryKind.SELECTABLE)
    district.draws.substitute(
        draw_key=draw_key, place_keys=[out.key], reason="已迁出", approved_by="样例局长"
    )
    seat = places[-1].seats[0]
    district.draws.replace_officer(
        draw_key=draw_key, officer_key=seat.officer_key, reason="借调", approved_by="样例局长"
    )

    [prior] = sheet_lines(district, draw_key, InterventionKind.PRIOR_SEAL)
    [void] = sheet_lines(district, draw_key, InterventionKind.VOID)
    [substitution] = sheet_lines(district, draw_key, InterventionKind.SUBSTITUTION)
    [replacement] = sheet_lines(district, draw_key, InterventionKind.REPLACEMENT)

    assert prior.text == "2022-01-1，第1号封存，已抽取"
    assert (void.who, void.grounds) == ("样例科长", "漏录一户；批准人：样例局长；依据：监督记录")
    assert substitution.text.startswith(f"{out.name}，由")
    assert (substitution.who, substitution.grounds) == ("样例科长", "已迁出；批准人：样例局长")
    assert replacement.text.startswith(f"{seat.name}，由")


def test_overrides_of_the_draw_itself_are_named(district: Services) -> None:
    age_roster(district, 400)
    task_key = lock_task(district, ratio="4", ratio_reason="另有专项检查")
    choices = SealChoices(stale_roster_reason="登记机关系统停机", seals_assignment=True)

    draw_key = seal(district, task_key, seed_rule=SeedRule(SeedSource.SYSTEM), choices=choices)

    told = {line.text: line.grounds for line in sheet_lines(district, draw_key, InterventionKind.OVERRIDE)}
    assert told == {
        "名录库超过一年未更新仍然抽取": "登记机关系统停机",
        "抽查比例4%低于下限5%": "另有专项检查",
        "种子来源为系统随机数，未经公开见证": "",
        "人员派发封存，由检查组组长启封": "",
    }


def test_a_clean_draw_says_that_nothing_was_done(district: Services) -> None:
    draw_key = seal(district, lock_task(district))

    [page] = page_texts(district.draw_papers.interventions(draw_key))

    assert set(counts_of(district, draw_key).values()) == {0}
    assert "没有发现应当列入的操作。" in page
    assert "监督人样例监督人" in page


def test_however_many_edits_there_are_counts_and_signature_stand_on_the_first_page(
    district: Services,
) -> None:
    for number in range(12):
        officer = add_officer(district, 40 + number)
        row = district.officers.get_officer(officer)
        for phone in ("0379-61234567", "0379-61234568", "0379-61234569"):
            district.officers.update_officer(
                key=officer, row_version=row.row_version, draft=replace(row.draft, phone=phone)
            )
            row = district.officers.get_officer(officer)
    draw_key = seal(district, lock_task(district))

    pages = page_texts(district.draw_papers.interventions(draw_key))

    assert counts_of(district, draw_key)["人员名录变动"] == 36
    assert len(pages) > 1
    assert "人员名录变动36" in pages[0]
    assert "监督人样例监督人" in pages[0]
    assert "".join(pages).count("联系电话") == 36


def test_a_bulk_edit_is_one_line_and_leaves_the_edits_after_it_their_own_fields(
    district: Services, clock: SimulatedClock
) -> None:
    key = add_enterprise(district, 99, credit_code=VALID_CODE, name="样例停业厂")
    change = BulkChange(values={"phone": "0379-61230000"})
    district.bulk_edits.apply_edits(edits={key: change}, title="统一总机")
    clock.move_to(clock.now() + timedelta(minutes=5))
    suspend(district, key, "企业来函")

    draw_key = seal(district, lock_task(district))

    bulk, edit = sheet_lines(district, draw_key, InterventionKind.ENTERPRISE)
    assert bulk.text == "批量修改 1 户检查对象：统一总机"
    assert edit.text == "修改检查对象“样例停业厂”：登记状态 存续→停业"
