"""封存单: what was fixed before the seed, said the same however often and however late it is printed."""

from datetime import date, timedelta

from sqlalchemy import select, update

from models.rules.short_digest import short_digest
from models.tables.draw import OtherVisit
from models.tables.enterprise import Enterprise
from models.tables.office import Office
from models.vocab import RiskClass, VisitKind
from services.clock import SimulatedClock
from services.container import Services
from services.draw.rows import AttendeeRow
from tests.services.draw.builders import (
    EACH_IN_BATCHES,
    OTHER_SEED,
    SEED,
    add_enterprise,
    add_officer,
    add_recusal,
    draw_and_dispatch,
    lock_task,
    seal,
    sealed_and_drawn,
    thrown,
)
from tests.services.files.pdf_reading import whole_text

PRESENT = [
    AttendeeRow("样例监督人", "监督人", "驻局纪检监察组"),
    AttendeeRow("样例丁", "见证人", "样例机械厂1"),
]


def test_the_seal_sheet_says_what_was_fixed(district: Services) -> None:
    keys = [add_enterprise(district, number + 900, credit_code=None) for number in range(2)]
    away = add_officer(district, 55, name="样例外出者", certificate_expires_on=date(2022, 8, 1))
    add_recusal(district, add_officer(district, 56), keys[0])
    draw_key = seal(district, lock_task(district))

    detail = district.draws.get_draw(draw_key=draw_key)
    text = whole_text(district.draw_papers.seal_sheet(draw_key))

    assert away
    for words in (
        "抽样框封存单",
        "抽取编号2022-01-1本次为第1次抽取",
        "第1号（本局全部封存连续编号）",
        "2022年5月25日09:00:00",
        "无，本次是本局第一次封存",
        "骰子：20位，由纪检组样例甲投掷",
        "名录库共26户，其中列入抽样框24户，未列入2户。抽样框中可抽23户，必查1户，计入基数但本次不抽0户。",
        "未列入没有统一社会信用代码，也没有注册号2",
        "必查严重失信主体，必查1",
        "全部15%23234",
        "样例外出者16030220055执法证2022年8月1日到期，不能覆盖检查期限",
        "行业：机械",
        "“机械、轻工等工贸行业随机抽查工作方案”，2022-05-25样例局长批准",
        "2022-1版",
        "随机抽取，分2组，每组2人，其中须有组长、专业人员各1人",
        "操作人样例操作人监督人样例监督人见证人",
        f"校验码{short_digest(detail.seal.frame_digest)}",
    ):
        assert words in text
    assert detail.seal.frame_digest in text
    assert detail.seal.parameters_digest in text


def test_a_seal_sheet_printed_after_the_draw_is_the_one_that_was_signed(
    district: Services, clock: SimulatedClock
) -> None:
    draw_key = seal(district, lock_task(district))
    signed = district.draw_papers.seal_sheet(draw_key)
    clock.move_to(clock.now() + timedelta(days=1))

    district.draws.draw(draw_key=draw_key, contributions=thrown(SEED))
    district.draws.set_meeting(draw_key=draw_key, meeting_place="三楼会议室", attendees=PRESENT)
    district.draws.void(draw_key=draw_key, reason="漏录一户", approved_by="样例局长")

    assert district.draw_papers.seal_sheet(draw_key) == signed


def test_a_later_seal_sheet_names_the_seal_before_it_and_the_voided_attempt(district: Services) -> None:
    task_key = lock_task(district)
    first = seal(district, task_key)
    district.draws.void(
        draw_key=first, reason="封存前漏录一户", approved_by="样例局长", evidence="监督记录第3页"
    )

    second = seal(district, task_key)
    text = whole_text(district.draw_papers.seal_sheet(second))

    assert "本次为第2次抽取" in text
    assert district.draws.get_draw(draw_key=second).seal.previous in text
    assert "2022-01-12022-05-2509:00封存前漏录一户依据：监督记录第3页样例局长" in text


def test_batches_and_classes_have_counts_and_quotas_of_their_own(district: Services) -> None:
    draw_key = seal(district, lock_task(district, **EACH_IN_BATCHES))

    text = whole_text(district.draw_papers.seal_sheet(draw_key))

    assert "第1批，共3批" in text
    assert "不定向（按镇街均衡分配名额）" in text
    assert "随机抽取，逐户配对，每户2人" in text


def test_a_wish_for_an_expert_that_the_pool_cannot_meet_is_said(services: Services) -> None:
    for number in range(24):
        add_enterprise(services, number)
    for number in (1, 2, 4, 5, 7, 8):
        add_officer(services, number, is_leader_qualified=True)

    text = whole_text(services.draw_papers.seal_sheet(seal(services, lock_task(services))))

    assert "可抽人员中没有与任务行业相符的专业人员，本次不设专业人员席位" in text


def test_three_batches_each_have_papers_of_their_own(district: Services) -> None:
    task_key = lock_task(district, **EACH_IN_BATCHES)
    draw_and_dispatch(district, task_key, SEED)

    second = sealed_and_drawn(district, task_key, OTHER_SEED)
    text = whole_text(district.draw_papers.seal_sheet(second))

    assert "本次为第2次抽取（第2批，共3批）" in text
    assert "第2批，共3批；以前各批已抽2户" in text
    assert "不抽本任务已抽2" in text


def test_enterprises_out_of_the_draw_are_counted_by_their_bare_reason(
    services: Services, clock: SimulatedClock
) -> None:
    for number in range(24):
        add_enterprise(services, number)
    for number in range(10):
        add_officer(services, number)
    workplace = services.workplace
    with workplace.database.transaction() as session:
        session.execute(update(Office).values(exclusion_months=6))
        for place, enterprise in enumerate(session.scalars(select(Enterprise).limit(3))):
            visit = OtherVisit(
                enterprise_id=enterprise.id,
                visited_on=clock.today() - timedelta(days=10 + place),
                kind=VisitKind.SPECIAL,
                ground="专项检查",
            )
            workplace.add(session, visit)

    text = whole_text(services.draw_papers.seal_sheet(seal(services, lock_task(services))))

    assert "不抽窗口期3" in text


def test_what_earlier_batches_drew_is_named_class_by_class(services: Services) -> None:
    for number in range(40):
        add_enterprise(services, number, risk_class=RiskClass.A if number % 2 else None)
    for number in range(10):
        add_officer(services, number)
    shares = {"A": "30", "B": "30", "C": "30", "D": "30"}
    task_key = lock_task(services, **EACH_IN_BATCHES, class_ratios=shares)
    draw_and_dispatch(services, task_key, SEED)

    text = whole_text(services.draw_papers.seal_sheet(seal(services, task_key)))

    assert "第2批，共3批；以前各批已抽未分类2户、A类2户" in text
    assert "下表各格依次为可抽、必查、不抽的户数。" in text
    assert "A类30%20182" in text


def test_one_wished_seat_is_not_said_in_the_plural(district: Services) -> None:
    task_key = lock_task(district, need_expert=False)

    text = whole_text(district.draw_papers.seal_sheet(seal(district, task_key)))

    assert "每组2人，其中须有组长1人" in text
