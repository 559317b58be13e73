"""Two programs on one database issue papers at the same moment: every number once, none missing."""

import multiprocessing
from collections.abc import Sequence
from datetime import date
from multiprocessing.synchronize import Barrier
from pathlib import Path

from models.vocab import PaperKind
from services.container import Services, open_services
from tests.services.papers.building import serials
from tests.services.records.acts import issue


def issue_on_another_machine(data_dir: Path, record_keys: list[int], start: Barrier) -> None:
    services = open_services(data_dir, operator="样例乙机")
    start.wait(timeout=60)
    outcome = issue(services, record_keys)
    services.close()
    assert not outcome.failed


def count_on_another_machine(data_dir: Path, months: Sequence[int], start: Barrier) -> None:
    services = open_services(data_dir, operator="样例乙机")
    start.wait(timeout=60)
    for month in months:
        first, last = date(2022, month, 1), date(2022, month, 28)
        outcome = services.office_papers.issue_statistics(first=first, last=last, issued_on=last)
        assert not outcome.failed
    services.close()


def test_two_programs_count_at_once_and_no_paper_of_the_office_is_lost(
    services: Services, data_dir: Path
) -> None:
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(2)
    machines = [
        context.Process(target=count_on_another_machine, args=(data_dir, months, start))
        for months in ((1, 3, 5), (2, 4, 6))
    ]

    for machine in machines:
        machine.start()
    for machine in machines:
        machine.join(timeout=120)

    assert [machine.exitcode for machine in machines] == [0, 0]
    assert serials(services, PaperKind.STATISTICS) == [1, 2, 3, 4, 5, 6]


def test_two_programs_never_give_one_number_twice(
    services: Services, data_dir: Path, record_keys: list[int]
) -> None:
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(2)
    machines = [
        context.Process(target=issue_on_another_machine, args=(data_dir, keys, start))
        for keys in (record_keys[::2], record_keys[1::2])
    ]

    for machine in machines:
        machine.start()
    for machine in machines:
        machine.join(timeout=120)

    assert [machine.exitcode for machine in machines] == [0, 0]
    assert serials(services, PaperKind.NOTICE) == [1, 2, 3, 4, 5, 6]


def issue_what_is_left(data_dir: Path, record_keys: list[int], start: Barrier) -> None:
    services = open_services(data_dir, operator="样例乙机")
    start.wait(timeout=60)
    outcome = issue(services, record_keys)
    services.close()
    assert all("不能再发检查通知书" in sentence for _, sentence in outcome.failed)


def test_two_programs_that_issue_for_the_same_enterprises_make_one_paper_for_each(
    services: Services, data_dir: Path, record_keys: list[int]
) -> None:
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(2)
    machines = [
        context.Process(target=issue_what_is_left, args=(data_dir, keys, start))
        for keys in (record_keys, record_keys[::-1])
    ]

    for machine in machines:
        machine.start()
    for machine in machines:
        machine.join(timeout=120)

    papers = services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)
    assert [machine.exitcode for machine in machines] == [0, 0]
    assert sorted(paper.record_key or 0 for paper in papers) == sorted(record_keys)
    assert [paper.serial for paper in papers] == [1, 2, 3, 4, 5, 6]
