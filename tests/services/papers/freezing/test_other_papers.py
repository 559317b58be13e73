"""Decision, transfer, receipt, supervision form and letter: what the record knows is not asked again."""

from datetime import date

from models.vocab import DayCount, PaperKind, RecordOutcome, RecordStage, ResultCode
from services.files.forms.entry import entry_problems
from services.files.frozen_view import view_to_json
from services.papers.freezing import decision, feedback, receipt, supervision, transfer
from tests.services.papers.freezing.visits import CLEAN, FAULT, facts_of, found, making, stored

NUMBER = "（豫偃）应急责改〔2022〕3号"


def test_a_decision_suggests_what_was_found_and_its_basis() -> None:
    facts = facts_of([found(FAULT, "泄爆装置失效；\n积尘", "停用"), found(CLEAN, "无"), found(FAULT)])

    suggested = decision.PAPER.suggest(facts)

    assert suggested["hazards"] == "泄爆装置失效；积尘\n事项3"
    assert suggested["basis"] == "《中华人民共和国安全生产法》第六十五条第一款第三项"
    assert list(entry_problems(decision.PAPER.entries(facts), suggested)) == ["decision"]


def test_a_decision_may_be_made_on_the_spot_but_not_before_the_notice() -> None:
    before = decision.PAPER.obstacle(facts_of([], stage=RecordStage.PENDING))
    on_site = decision.PAPER.obstacle(facts_of([], stage=RecordStage.NOTIFIED))

    assert before == "该户状态为“待检查”，发出检查通知书后才能作现场处理措施决定书。"
    assert on_site is None


def test_a_decision_on_the_spot_names_the_announced_day() -> None:
    facts = facts_of(
        [], stage=RecordStage.NOTIFIED, inspected_from=None, inspected_to=None, visit_from=date(2022, 6, 8)
    )

    view = decision.PAPER.freeze(facts, making(PaperKind.DECISION, hazards="甲\n\n乙", decision="停用"))

    assert view.inspected_from == date(2022, 6, 8)
    assert (view.hazards, view.decision) == (("甲", "乙"), ("停用",))


def test_a_transfer_suggests_facts_evidence_basis_and_who_deals_with_them() -> None:
    facts = facts_of([found(ResultCode.FALSE_PUBLICATION, "公示的地址不实"), found(CLEAN)])
    facts.record.papers.append(stored(PaperKind.ORDER, NUMBER))

    suggested = transfer.PAPER.suggest(facts)

    assert suggested == {
        "facts": "公示的地址不实",
        "basis": "《中华人民共和国安全生产法》第六十九条",
        "evidence": f"责令限期整改指令书{NUMBER}复印件1份",
        "receiver": "洛阳市偃师区市场监督管理局",
    }
    assert list(entry_problems(transfer.PAPER.entries(facts), suggested)) == ["provisions"]


def test_a_transfer_may_go_to_an_authority_that_is_not_among_the_usual_ones() -> None:
    facts = facts_of([found(FAULT, "无证")])
    typed = {
        "receiver": "洛阳市公安局偃师分局",
        "facts": "甲",
        "provisions": "乙",
        "basis": "丙",
        "evidence": "丁",
    }

    view = transfer.PAPER.freeze(facts, making(PaperKind.TRANSFER, **typed))

    fields = transfer.PAPER.entries(facts)
    assert entry_problems(fields, typed) == {}
    assert "洛阳市偃师区消防救援大队" in fields[0].choices
    assert view.receiver == "洛阳市公安局偃师分局"


def test_what_was_typed_for_one_authority_is_not_taken_for_the_next() -> None:
    facts = facts_of([found(FAULT, "无证")])
    facts.record.papers.append(stored(PaperKind.TRANSFER, "移1号"))

    view = transfer.PAPER.freeze(
        facts, making(PaperKind.TRANSFER, **{"receiver": "甲局", "receiver@1": "乙局", "evidence": "照片"})
    )

    assert (view.receiver, view.evidence) == ("乙局", ())
    assert list(transfer.PAPER.suggest(facts)) == ["facts@1", "basis@1", "evidence@1"]


def test_a_clean_inspection_gives_nothing_to_transfer() -> None:
    obstacle = transfer.PAPER.obstacle(facts_of([found(CLEAN)], outcome=RecordOutcome.NORMAL))

    assert obstacle == "该户的检查未发现问题，没有可以移送的线索。"


def test_a_receipt_lists_the_papers_in_force_that_no_earlier_one_lists() -> None:
    facts = facts_of([])
    papers = facts.record.papers
    papers += [stored(PaperKind.NOTICE, "通1号"), stored(PaperKind.SITE_RECORD, "记1号")]
    first = receipt.PAPER.freeze(facts, making(PaperKind.RECEIPT))
    papers.append(stored(PaperKind.RECEIPT, "回1号", view_to_json(first)))
    between = receipt.PAPER.obstacle(facts)
    papers += [stored(PaperKind.ORDER, "责1号"), stored(PaperKind.FEEDBACK, "函1号")]

    second = receipt.PAPER.freeze(
        facts,
        making(
            PaperKind.RECEIPT,
            **{"method": "直接送达", "method@1": "邮寄送达", "delivered_on@1": "2022-06-12"},
        ),
    )

    assert [(line.title, line.number) for line in first.papers] == [("检查通知书", "通1号")]
    assert between == "该户的文书均已列入文书送达回执 回1号；如需重印请用打印。"
    assert [line.number for line in second.papers] == ["责1号", "函1号"]
    assert (second.method, second.delivered_on) == ("邮寄送达", date(2022, 6, 12))


def test_there_is_no_receipt_before_there_is_a_paper() -> None:
    assert receipt.PAPER.obstacle(facts_of([])) == "该户还没有需要送达的文书，不必填文书送达回执。"


def test_the_supervision_form_needs_nothing_but_an_opened_assignment() -> None:
    facts = facts_of([], stage=RecordStage.PENDING)
    sealed = facts_of([], stage=RecordStage.PENDING)
    sealed.draw.is_assignment_sealed = True

    view = supervision.PAPER.freeze(facts, making(PaperKind.SUPERVISION))

    assert supervision.PAPER.obstacle(facts) is None
    assert "尚未启封" in (supervision.PAPER.obstacle(sealed) or "")
    assert "已终止" in (supervision.PAPER.obstacle(facts_of([], stage=RecordStage.ENDED)) or "")
    assert view.enterprise.name == "洛阳甲公司"


def test_the_letter_names_the_order_in_force_the_head_and_the_copies() -> None:
    facts = facts_of([found(FAULT, "无台账", "补齐", date(2022, 6, 30))])
    for name, value in {
        "credit_days": 5,
        "portal_days": 5,
        "imprint_copies_to": "洛阳市应急管理局",
    }.items():
        setattr(facts.office, name, value)
    facts.office.credit_day_count = facts.office.portal_day_count = DayCount.WORKING
    facts.record.papers.append(stored(PaperKind.ORDER, NUMBER))

    view = feedback.PAPER.freeze(facts, making(PaperKind.FEEDBACK))

    assert (view.order_number, view.copies_to) == (NUMBER, "洛阳市应急管理局")
