"""What may be issued, what keeps a paper back, and that a number is taken only by a paper that was made."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.errors import UserCancelled, UserFacingError
from models.tables.enterprise import Enterprise
from models.tables.office import Office
from models.tables.paper import NumberSeries
from models.vocab import PaperKind, RecordStage
from services.container import Services
from services.papers.desk import stored_in_turn
from services.papers.numbers import take_number
from services.papers.storing import PaperOf, store_paper
from tests.services.files.pdf_reading import outline_titles, whole_text
from tests.services.papers.building import serials
from tests.services.records.acts import ISSUED_ON, NO_FACE, VISIT, issue, rows


def rename(services: Services, record_key: int, name: str) -> None:
    detail = services.records.get_record(record_key)
    with services.workplace.database.transaction() as session:
        session.execute(
            update(Enterprise).where(Enterprise.id == detail.row.enterprise_key).values(name=name)
        )


def last_serial(services: Services) -> int:
    with services.workplace.database.reading() as session:
        return session.scalar(select(NumberSeries.last_serial)) or 0


# -- a number is never consumed by a paper that was not made


def test_a_character_without_a_face_takes_no_number(services: Services, record_keys: list[int]) -> None:
    rename(services, record_keys[0], NO_FACE)

    outcome = issue(services, record_keys[:3])

    assert [paper.serial for paper in outcome.issued] == [1, 2]
    assert [name for name, _ in outcome.failed] == [NO_FACE]
    assert last_serial(services) == 2


def test_an_obstacle_takes_no_number(services: Services, record_keys: list[int]) -> None:
    outcome = services.papers.issue(PaperKind.FEEDBACK, record_keys, issued_on=ISSUED_ON)

    assert len(outcome.failed) == 6
    assert last_serial(services) == 0


def test_a_paper_whose_making_breaks_off_takes_no_number(services: Services, record_keys: list[int]) -> None:
    issue(services, record_keys[:1])

    def break_off(number: str) -> Any:
        raise RuntimeError(number)

    with (
        pytest.raises(RuntimeError, match="〔2022〕2号"),
        services.workplace.database.transaction() as session,
    ):
        store_paper(services.workplace, session, PaperKind.NOTICE, PaperOf("样例企业"), ISSUED_ON, break_off)

    assert last_serial(services) == 1
    assert [paper.serial for paper in issue(services, record_keys[1:2]).issued] == [2]


def test_cancelling_takes_no_number_for_what_is_left(services: Services, record_keys: list[int]) -> None:
    def stop_at_the_third(done: int, total: int | None = None, text: str = "") -> None:
        if done == 2:
            raise UserCancelled

    outcome = services.papers.issue(
        PaperKind.NOTICE, record_keys, issued_on=ISSUED_ON, progress=stop_at_the_third, **VISIT
    )

    assert (len(outcome.issued), outcome.left) == (2, 4)
    assert last_serial(services) == 2


def test_a_full_disk_takes_no_number_and_says_so(services: Services, record_keys: list[int]) -> None:
    issue(services, record_keys[:1])
    engine = services.workplace.database.engine
    engine.dispose()

    def fill_the_disk(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    event.listen(engine, "connect", fill_the_disk)
    outcome = issue(services, record_keys[1:])
    event.remove(engine, "connect", fill_the_disk)
    engine.dispose()

    assert outcome.failed
    assert all("磁盘已满" in sentence for _, sentence in outcome.failed)
    made = 1 + len(outcome.issued)
    assert serials(services, PaperKind.NOTICE) == list(range(1, made + 1))
    assert last_serial(services) == made


# -- two machines


def test_an_act_that_came_second_is_done_again(services: Services, record_keys: list[int]) -> None:
    issue(services, record_keys[:1])
    tries: list[int] = []

    def take(session: Session) -> int:
        office = session.scalars(select(Office)).one()
        tries.append(1)
        if len(tries) < 3:  # what another machine's paper does to this one's on a server
            session.add(NumberSeries(office_id=office.id, series="notice", year=2022, last_serial=0))
            session.flush()
        return take_number(session, office, PaperKind.NOTICE, 2022)[0]

    serial = stored_in_turn(services.workplace.database, take)

    assert (serial, len(tries)) == (2, 3)


def test_an_act_that_is_always_refused_is_a_bug_and_ends(services: Services, record_keys: list[int]) -> None:
    issue(services, record_keys[:1])
    tries: list[int] = []

    def take(session: Session) -> None:
        tries.append(1)
        office = session.scalars(select(Office)).one()
        session.add(NumberSeries(office_id=office.id, series="notice", year=2022, last_serial=0))
        session.flush()

    with pytest.raises(IntegrityError):
        stored_in_turn(services.workplace.database, take)

    assert len(tries) == 4


# -- what may be issued


def test_every_kind_says_what_keeps_it_back(services: Services, record_keys: list[int]) -> None:
    available = dict(services.papers.available(record_keys[0]))

    assert available[PaperKind.NOTICE] is None
    assert available[PaperKind.FEEDBACK] is not None
    assert "录入检查结果后才能发反馈函" in available[PaperKind.FEEDBACK]


def test_days_of_a_visit_that_are_open_yet_keep_nothing_back_and_are_not_stored(
    services: Services, record_keys: list[int]
) -> None:
    obstacle = services.papers.obstacle(PaperKind.NOTICE, record_keys[0])

    assert obstacle is None
    assert services.records.get_record(record_keys[0]).row.stage is RecordStage.PENDING
    assert (
        "请先填写检查时间"
        in services.papers.issue(PaperKind.NOTICE, record_keys[:1], issued_on=ISSUED_ON).failed[0][1]
    )


def test_a_paper_that_is_there_already_keeps_a_second_one_back(
    services: Services, record_keys: list[int], notices: list[int]
) -> None:
    obstacle = services.papers.obstacle(PaperKind.NOTICE, record_keys[0])

    assert obstacle is not None
    assert "不能再发检查通知书" in obstacle


def test_what_was_typed_for_a_paper_comes_back(services: Services, record_keys: list[int]) -> None:
    services.papers.save_entry(kind=PaperKind.NOTICE, record_key=record_keys[0], values={"note": "一"})
    services.papers.save_entry(kind=PaperKind.NOTICE, record_key=record_keys[0], values={"note": "二"})

    entry = services.papers.entry(kind=PaperKind.NOTICE, record_key=record_keys[0])

    assert entry.values["note"] == "二"


def test_the_fields_of_a_paper_are_those_of_its_form(services: Services, record_keys: list[int]) -> None:
    fields = services.papers.entry_fields(kind=PaperKind.NOTICE, record_key=record_keys[0])

    assert fields == ()


# -- preview


def test_a_preview_shows_the_paper_without_a_number_and_stores_nothing(
    services: Services, record_keys: list[int]
) -> None:
    pdf = services.papers.preview(PaperKind.NOTICE, record_keys[:2], issued_on=ISSUED_ON, **VISIT)

    assert outline_titles(pdf) == ["洛阳样例第一机械有限公司", "洛阳样例第二机械有限公司"]
    assert "（预览，未编号）" in whole_text(pdf)
    assert serials(services, PaperKind.NOTICE) == []
    assert rows(services)[0].stage is RecordStage.PENDING


def test_a_preview_names_the_first_obstacle(services: Services, record_keys: list[int]) -> None:
    with pytest.raises(UserFacingError, match="请先填写检查时间"):
        services.papers.preview(PaperKind.NOTICE, record_keys[:1], issued_on=ISSUED_ON)
    with pytest.raises(UserFacingError, match="早于开始日期"):
        services.papers.preview(
            PaperKind.NOTICE,
            record_keys[:1],
            issued_on=ISSUED_ON,
            visit_from=date(2022, 6, 8),
            visit_to=date(2022, 6, 7),
        )


def test_a_signature_that_cannot_be_placed_keeps_the_paper_from_being_issued(
    services: Services, record_keys: list[int]
) -> None:
    outcome = services.papers.issue(
        PaperKind.NOTICE, record_keys[:1], issued_on=ISSUED_ON, signed_by={"送达人": 1}, **VISIT
    )

    assert outcome.issued == ()
    assert "签名图" in outcome.failed[0][1]
    assert last_serial(services) == 0
