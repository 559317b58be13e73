"""The program is killed in the middle of a batch: what was issued is whole, what was not has taken no number."""

import multiprocessing
import os
import signal
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from models.tables.paper import IssuedPaper
from models.vocab import PaperKind, RecordStage
from services.container import Services, open_services
from tests.services.files.pdf_reading import page_texts
from tests.services.papers.building import serials
from tests.services.records.acts import issue, rows
from tests.services.records.building import add_officers, add_task, dispatch

NAMES = [f"洛阳样例{number}号机械有限公司" for number in range(1, 61)]
MOMENTS = (("after_flush", 1), ("before_commit", 4), ("after_flush", 11), ("after_commit", 9))
"""At which event of the database, and at which paper of the batch, the process dies."""


def issue_and_die(data_dir: Path, record_keys: list[int], moment: str, ordinal: int) -> None:
    services = open_services(data_dir, operator="样例操作人")
    reached: list[int] = []

    def die(session: Session, *_context: object) -> None:
        if moment == "after_flush" and not any(isinstance(one, IssuedPaper) for one in session.new):
            return
        reached.append(1)
        if len(reached) == ordinal:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Session, moment, die)
    issue(services, record_keys)


def kill_in_the_middle(data_dir: Path, record_keys: list[int], moment: str, ordinal: int) -> int | None:
    process = multiprocessing.get_context("spawn").Process(
        target=issue_and_die, args=(data_dir, record_keys, moment, ordinal)
    )
    process.start()
    process.join(timeout=120)
    return process.exitcode


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_a_batch_that_is_killed_again_and_again_leaves_no_gap_and_nothing_half(
    services: Services, data_dir: Path
) -> None:
    officers = add_officers(services)
    keys = dispatch(services, add_task(services), NAMES, [officers[:2], officers[2:]])

    for moment, ordinal in MOMENTS:
        left = [row.key for row in rows(services) if row.stage is RecordStage.PENDING]
        assert kill_in_the_middle(data_dir, left, moment, ordinal) == -signal.SIGKILL
        made = serials(services, PaperKind.NOTICE)
        assert made == list(range(1, len(made) + 1))
        notified = [row for row in rows(services) if row.stage is RecordStage.NOTIFIED]
        assert len(notified) == len(made)

    issue(services, [row.key for row in rows(services) if row.stage is RecordStage.PENDING])

    papers = services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)
    assert [paper.serial for paper in papers] == list(range(1, len(keys) + 1))
    assert {paper.record_key for paper in papers} == set(keys)
    assert all(not row.explanation for row in services.papers.register(year=2022, kind=PaperKind.NOTICE))
    assert len(page_texts(services.papers.render_merged([paper.key for paper in papers]))) >= len(papers)
    assert {paper.issued_on for paper in papers} == {date(2022, 5, 25)}
