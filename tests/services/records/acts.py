"""The usual acts of an inspection, with the dates that these tests share."""

from datetime import date, datetime

from models.rules.outcomes import Finding
from models.tables.base import BEIJING
from models.vocab import PaperKind, ResultCode
from services.clock import SimulatedClock
from services.container import Services
from services.papers.rows import IssueOutcome
from services.records.rows import RecordRow, ResultDraft

ISSUED_ON = date(2022, 5, 25)
VISIT = {"visit_from": date(2022, 6, 6), "visit_to": date(2022, 6, 17)}
NO_FACE = "洛阳\U0002ebf0机械厂"  # a character of Extension I that no bundled face has


def issue(services: Services, keys: list[int]) -> IssueOutcome:
    return services.papers.issue(PaperKind.NOTICE, keys, issued_on=ISSUED_ON, **VISIT)


def draft(services: Services, key: int, *results: ResultCode, **more: object) -> ResultDraft:
    items = services.records.get_record(key).findings
    return ResultDraft(
        inspected_from=datetime(2022, 6, 8, 9, 0, tzinfo=BEIJING),
        inspected_to=datetime(2022, 6, 8, 11, 30, tzinfo=BEIJING),
        result_on=date(2022, 6, 10),
        findings={
            item.item_key: Finding(item.title, result, "堆放杂物", "清理")
            for item, result in zip(items, results, strict=True)
        },
        **more,  # type: ignore[arg-type]
    )


def inspect(services: Services, clock: SimulatedClock, keys: list[int]) -> None:
    clock.move_to(datetime(2022, 6, 10, 16, 0, tzinfo=BEIJING))
    for key in keys:
        services.records.enter_result(
            record_key=key, draft=draft(services, key, *[ResultCode.NO_PROBLEM] * 3)
        )


def rows(services: Services) -> list[RecordRow]:
    return services.records.list_records(year=2022)
