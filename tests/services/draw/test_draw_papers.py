"""The papers of a draw: what they must say, that a reprint says the same, and that nothing is printed too early."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from models.errors import UserFacingError
from models.rules.chances import shown_ticket
from models.rules.seed import Contribution, Dice, SeedRule
from models.rules.short_digest import short_digest
from models.tables.draw import PlatformDraw, PlatformObject
from models.tables.enterprise import Enterprise
from models.tables.office import Office
from models.vocab import EntryKind, SeedSource
from services.clock import SimulatedClock
from services.container import Services
from services.draw.rows import AttendeeRow, DrawDetail
from services.draw.seal_rows import DirectAppointment, SealChoices
from tests.services.draw.builders import (
    EACH_IN_BATCHES,
    SEED,
    add_enterprise,
    add_officer,
    approve_scheme,
    lock_task,
    seal,
    sealed_and_drawn,
    thrown,
)
from tests.services.files.pdf_reading import metadata, page_texts, whole_text

SYSTEM = SeedRule(SeedSource.SYSTEM)
WORDS = SeedRule(
    SeedSource.WORDS, dice=Dice(20, "纪检组样例甲"), witnesses=("样例企业代表乙", "样例协会代表丙")
)
PRESENT = [
    AttendeeRow("样例监督人", "监督人", "驻局纪检监察组"),
    AttendeeRow("样例丁", "企业代表", "样例机械厂1"),
]


def sampled(detail: DrawDetail) -> list[int]:
    return [place.key for place in detail.places if place.kind is EntryKind.SELECTABLE]


# -- 抽取结果确认单


def test_the_confirmation_lists_the_result_with_seed_chances_and_cut_offs(district: Services) -> None:
    draw_key = sealed_and_drawn(district, lock_task(district))
    detail = district.draws.get_draw(draw_key=draw_key)

    text = whole_text(district.draw_papers.confirmation(draw_key))

    last = max(place.ticket for place in detail.places if place.kind is EntryKind.SELECTABLE)
    for place in detail.places:
        assert f"{place.position}{shown_ticket(place.ticket)}{place.name}{place.entry_id}" in text
        assert all(seat.name in text for seat in place.seats)
    for words in (
        "抽取结果确认单",
        "从23户可抽对象中抽取4户，另有必查1户，共5户",
        f"1纪检组样例甲{SEED}2022年5月25日09:00:00",
        "4/23（17.39%）" + shown_ticket(last),
        "同一类中每一户可抽对象在本次被抽中的机会相等",
        "检查人员只在资格相同的人员之间机会相等",
        f"校验码{short_digest(detail.row.result_digest or '')}",
    ):
        assert words in text
    assert (detail.row.result_digest or "") in text


def test_a_stratified_confirmation_shows_each_towns_share_and_what_it_became(district: Services) -> None:
    draw_key = sealed_and_drawn(district, lock_task(district, **EACH_IN_BATCHES))
    detail = district.draws.get_draw(draw_key=draw_key)

    text = whole_text(district.draw_papers.confirmation(draw_key))

    for quota in detail.quotas:
        share = f"{quota.available}×{detail.groups[0].places}÷{detail.groups[0].available}"
        assert f"{quota.town_name}{quota.available}{share}" in text
    assert "每个镇街分得的名额是其应得份额舍去或者进上余数" in text


def test_after_a_substitution_both_stand_on_the_confirmation(district: Services) -> None:
    draw_key = sealed_and_drawn(district, lock_task(district))
    out = sampled(district.draws.get_draw(draw_key=draw_key))[0]
    district.draws.substitute(
        draw_key=draw_key, place_keys=[out], reason="已迁出本区", approved_by="样例局长", evidence="迁出证明"
    )
    detail = district.draws.get_draw(draw_key=draw_key)
    replaced = next(place for place in detail.places if not place.is_live)
    substitute = next(place for place in detail.places if place.substitutes)

    text = whole_text(district.draw_papers.confirmation(draw_key))

    assert f"{replaced.name}{replaced.entry_id}{replaced.town_name}抽中已替换——" in text
    assert f"{substitute.name}{substitute.entry_id}{substitute.town_name}递补" in text
    assert "抽取4户" in text  # as drawn
    assert f"递补{replaced.name}{substitute.name}已迁出本区批准人：样例局长依据：迁出证明" in text


def test_an_officer_who_came_in_later_is_marked(district: Services) -> None:
    draw_key = sealed_and_drawn(district, lock_task(district))
    seat = district.draws.get_draw(draw_key=draw_key).places[0].seats[0]
    district.draws.replace_officer(
        draw_key=draw_key, officer_key=seat.officer_key, reason="借调省厅", approved_by="样例局长"
    )

    text = whole_text(district.draw_papers.confirmation(draw_key))

    assert "（补抽）" in text
    assert f"补抽{seat.name}" in text


def test_a_system_seed_is_marked_on_every_paper(district: Services) -> None:
    draw_key = seal(district, lock_task(district), seed_rule=SYSTEM)
    district.draws.draw(draw_key=draw_key, contributions=[district.draws.system_contribution()])
    papers = district.draw_papers

    for render in (papers.seal_sheet, papers.confirmation, papers.minutes, papers.interventions):
        assert "系统随机数，未经公开见证" in page_texts(render(draw_key))[0]


def test_witnesses_words_are_printed_as_they_were_given(district: Services) -> None:
    draw_key = seal(district, lock_task(district), seed_rule=WORDS)
    given = [
        Contribution("样例企业代表乙", "12345678"),
        Contribution("样例协会代表丙", "87654321"),
        Contribution("纪检组样例甲", SEED),
    ]
    district.draws.draw(draw_key=draw_key, contributions=given)

    text = whole_text(district.draw_papers.confirmation(draw_key))

    assert f"样例企业代表乙12345678；样例协会代表丙87654321；纪检组样例甲{SEED}" in text
    assert "见证人样例企业代表乙见证人样例协会代表丙" in text


def test_a_voided_draw_says_so_in_its_head(district: Services) -> None:
    draw_key = sealed_and_drawn(district, lock_task(district))
    district.draws.void(draw_key=draw_key, reason="漏录一户", approved_by="样例局长")

    first = page_texts(district.draw_papers.confirmation(draw_key))[0]

    assert "本次抽取已于2022年5月25日09:00:00作废：漏录一户（样例局长批准）" in first


def test_what_nobody_has_opened_stays_unsaid(district: Services) -> None:
    draw_key = sealed_and_drawn(district, lock_task(district), choices=SealChoices(seals_assignment=True))
    places = district.draws.get_draw(draw_key=draw_key).places
    district.draws.open_assignment(draw_key=draw_key, place_keys=[places[0].key], opened_by="样例组长")

    text = whole_text(district.draw_papers.confirmation(draw_key))

    assert text.count("（未启封）") == len(places) - 1
    assert f"{len(places) - 1}户尚未由组长启封" in text
    assert "检查对象的人员派发封存，由检查组组长启封后才可查看" in text


def test_a_platform_draw_with_named_officers_claims_no_chance(services: Services) -> None:
    keys = [add_enterprise(services, number) for number in range(12)]
    officers = [add_officer(services, number) for number in range(3)]
    task_key = lock_task(services, teams=4)
    workplace = services.workplace
    with workplace.database.transaction() as session:
        listed = PlatformDraw(
            task_id=task_key, number="PT2022-0099", drawn_at=workplace.clock.now(), taken_in_by="样例"
        )
        workplace.add(session, listed)
        session.flush()
        session.add_all(
            PlatformObject(platform_draw_id=listed.id, enterprise_id=key, position=place)
            for place, key in enumerate(keys[:4])
        )
        platform_key = listed.id
    direct = DirectAppointment("可抽人员只有3人", "样例局长")
    choices = SealChoices(platform_draw_key=platform_key, direct=direct)
    draw_key = sealed_and_drawn(services, task_key, choices=choices)
    places = services.draws.get_draw(draw_key=draw_key).places
    services.draws.appoint(
        draw_key=draw_key, place_keys=[place.key for place in places], officer_keys=officers[:2]
    )

    sheet = whole_text(services.draw_papers.seal_sheet(draw_key))
    text = whole_text(services.draw_papers.confirmation(draw_key))
    acts = whole_text(services.draw_papers.interventions(draw_key))

    assert "列入抽样框4户（均为平台抽取的对象），未列入8户" in sheet
    assert "省双随机监管工作平台抽取，平台任务号PT2022-0099，2022年5月25日，共4户" in sheet
    assert "不抽取，直接委派" in sheet
    assert "必查" not in text
    assert text.count("（直接委派）") == 8
    assert "没有抽取，不存在中签机会" in text
    assert "由本局指定：样例检查员0、样例检查员1检查4户" in acts


def test_the_work_of_each_officer_stands_with_the_reason_why_it_differs(district: Services) -> None:
    draw_key = sealed_and_drawn(district, lock_task(district))
    detail = district.draws.get_draw(draw_key=draw_key)

    text = whole_text(district.draw_papers.confirmation(draw_key))

    assert detail.load_reasons
    assert all(reason in text for reason in detail.load_reasons)
    for line in detail.loads:
        seats = "、".join(word for word, has in (("组长", line.is_leader), ("专业", line.is_expert)) if has)
        assert f"{line.name}{line.certificate_number}{seats}{line.added}" in text


# -- 抽取会议记录


def test_the_minutes_tell_who_was_present_and_what_happened_when(
    district: Services, clock: SimulatedClock
) -> None:
    draw_key = seal(district, lock_task(district))
    clock.move_to(clock.now() + timedelta(minutes=12))
    district.draws.draw(draw_key=draw_key, contributions=thrown(SEED))
    district.draws.set_meeting(draw_key=draw_key, meeting_place="三楼会议室", attendees=PRESENT)
    clock.move_to(clock.now() + timedelta(minutes=30))
    district.draws.dispatch(draw_key=draw_key)

    text = whole_text(district.draw_papers.minutes(draw_key))

    for words in (
        "地点三楼会议室",
        "1操作人样例操作人2监督人样例监督人驻局纪检监察组3企业代表样例丁样例机械厂1",
        "2022年5月25日09:00:00封存抽样框和参数，第1号封存。抽样框24户",
        f"2022年5月25日09:12:00纪检组样例甲给出种子内容：{SEED}",
        "2022年5月25日09:12:00种子合成后立即抽取，结果一次写入。抽中4户，必查1户。",
        "2022年5月25日09:42:00名单派发到检查记录。",
        "抽样框中每一户的全部号码（抽中的和没有抽中的）都在抽取证书中",
        "企业代表样例丁样例机械厂1",
    ):
        assert words in text
    assert text.index("封存抽样框和参数") < text.index("给出种子内容") < text.index("种子合成后")


# -- 工作方案


def test_the_scheme_is_a_page_with_its_chapters_and_its_approval(district: Services) -> None:
    text = whole_text(district.draw_papers.scheme(lock_task(district)))

    for words in (
        "机械、轻工等工贸行业随机抽查工作方案",
        "一、检查依据",
        "六、工作要求",
        "批准：样例局长，2022年5月25日。",
    ):
        assert words in text
    assert "草稿" not in text


def test_a_scheme_that_nobody_approved_is_a_draft_on_every_page(district: Services) -> None:
    task_key = lock_task(district)
    district.schemes.withdraw_approval(task_key=task_key, reason="补充内容")

    assert all("草稿，尚未批准" in page for page in page_texts(district.draw_papers.scheme(task_key)))


# -- all papers


def test_nothing_of_the_result_is_printed_before_the_draw(district: Services) -> None:
    draw_key = seal(district, lock_task(district))

    for render in (district.draw_papers.confirmation, district.draw_papers.minutes):
        with pytest.raises(UserFacingError, match="2022-01-1 还没有抽取"):
            render(draw_key)


def test_an_unknown_draw_and_a_task_without_scheme_are_refused_in_words(services: Services) -> None:
    with pytest.raises(UserFacingError, match="已不存在"):
        services.draw_papers.seal_sheet(99)
    with pytest.raises(UserFacingError, match="还没有工作方案"):
        services.draw_papers.scheme(99)


def test_the_same_draw_gives_the_same_bytes_whatever_the_clock_says(
    district: Services, clock: SimulatedClock
) -> None:
    draw_key = sealed_and_drawn(district, lock_task(district))
    papers = district.draw_papers
    renders: list[Callable[[int], bytes]] = [
        papers.seal_sheet,
        papers.confirmation,
        papers.minutes,
        papers.interventions,
    ]
    first = [render(draw_key) for render in renders]

    clock.move_to(clock.now() + timedelta(days=400))

    assert [render(draw_key) for render in renders] == first
    assert metadata(first[1])["Title"] == "抽取结果确认单 2022-01-1"


def test_a_name_that_changed_later_does_not_change_the_paper(district: Services) -> None:
    draw_key = sealed_and_drawn(district, lock_task(district))
    before = district.draw_papers.confirmation(draw_key)
    place = district.draws.get_draw(draw_key=draw_key).places[0]
    with district.workplace.database.transaction() as session:
        renamed = update(Enterprise).where(Enterprise.id == place.enterprise_key)
        session.execute(renamed.values(name="改名以后的样例厂"))

    assert district.draw_papers.confirmation(draw_key) == before


def test_practice_data_says_so_on_every_page(district: Services) -> None:
    with district.workplace.database.transaction() as session:
        session.execute(update(Office).values(is_sample=True))
    draw_key = sealed_and_drawn(district, lock_task(district))
    papers = district.draw_papers

    for render in (papers.seal_sheet, papers.confirmation, papers.minutes, papers.interventions):
        assert all("样例数据，非正式文书" in page for page in page_texts(render(draw_key)))


def test_every_page_names_the_draw_and_how_many_pages_there_are(district: Services) -> None:
    draw_key = sealed_and_drawn(district, lock_task(district))

    pages = page_texts(district.draw_papers.minutes(draw_key))

    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert "2022-01-1" in page
        assert f"共{len(pages)}页" in page
        assert f"—{number}—" in page


def test_a_rare_character_never_keeps_a_paper_from_being_printed(services: Services) -> None:
    for number in range(24):
        add_enterprise(services, number, name=f"样例\U0002b8b8\U000310ff厂{number}")
    for number in range(10):
        add_officer(services, number)
    draw_key = sealed_and_drawn(services, lock_task(services))

    text = whole_text(services.draw_papers.confirmation(draw_key))

    assert "〓" in text
    assert "以代码和证号为准" in text


def test_a_scheme_approved_anew_prints_its_last_edition(district: Services) -> None:
    task_key = lock_task(district)
    draft = district.schemes.suggest(task_key=task_key)
    seal(district, task_key)
    district.schemes.save(task_key=task_key, draft=draft)
    approve_scheme(district, task_key)

    assert "批准：样例局长" in whole_text(district.draw_papers.scheme(task_key))


def test_the_scheme_of_a_draw_is_the_edition_it_was_sealed_on(district: Services) -> None:
    task_key = lock_task(district)
    draw_key = seal(district, task_key)
    draft = replace(district.schemes.suggest(task_key=task_key), organisation="封存以后另写的样例分工")
    district.schemes.save(task_key=task_key, draft=draft)

    sealed_on = whole_text(district.draw_papers.scheme(task_key, draw_key=draw_key))
    last = whole_text(district.draw_papers.scheme(task_key))

    assert "另写的样例分工" not in sealed_on
    assert "草稿" not in sealed_on
    assert "另写的样例分工" in last
