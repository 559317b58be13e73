"""The database thread: where results arrive, in which order, and what becomes of failures."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from models.errors import UserFacingError
from services.changes import Changes
from services.progress import Progress
from ui.operations import InlineOperations, JobProgress, Operations
from ui.recorded_messages import RecordedMessages, Said


class Report:
    """A result that carries its changes with it."""

    changes = Changes.of("enterprise")


def refuse() -> Changes:
    raise UserFacingError("名称“甲厂”已有同名企业，请改用别的名称。")


def fail() -> Changes:
    raise ZeroDivisionError


def wait(qtbot: QtBot, operations: Operations) -> None:
    qtbot.waitUntil(lambda: not operations.is_busy)


def test_work_is_done_in_the_database_thread_and_its_result_arrives_on_the_main_thread(
    qtbot: QtBot, operations: Operations
) -> None:
    workers: list[str] = []
    arrivals: list[tuple[str, threading.Thread]] = []

    operations.query(
        lambda: workers.append(threading.current_thread().name),
        lambda _: arrivals.append(("result", threading.current_thread())),
    )
    wait(qtbot, operations)

    assert workers == ["database"]
    assert arrivals == [("result", threading.main_thread())]


def test_results_arrive_in_the_order_in_which_they_were_asked_for(
    qtbot: QtBot, operations: Operations
) -> None:
    results: list[int] = []

    for number in range(50):
        operations.query(lambda number=number: number, results.append)
    wait(qtbot, operations)

    assert results == list(range(50))


def test_a_known_failure_is_told_to_the_user_in_its_own_words(
    qtbot: QtBot, operations: Operations, messages: RecordedMessages
) -> None:
    results: list[Changes] = []

    operations.change(refuse, results.append)
    wait(qtbot, operations)

    assert messages.said == [Said("error", "名称“甲厂”已有同名企业，请改用别的名称。")]
    assert results == []


def test_a_handler_of_its_own_replaces_the_message(
    qtbot: QtBot, operations: Operations, messages: RecordedMessages
) -> None:
    failures: list[UserFacingError] = []

    operations.change(refuse, on_error=failures.append)
    wait(qtbot, operations)

    assert [failure.message for failure in failures] == ["名称“甲厂”已有同名企业，请改用别的名称。"]
    assert messages.said == []


def test_work_that_is_cancelled_stops_at_its_next_report_and_says_nothing(
    qtbot: QtBot, operations: Operations, messages: RecordedMessages
) -> None:
    has_begun, may_go_on = threading.Event(), threading.Event()
    results: list[None] = []

    def work(progress: Progress) -> None:
        has_begun.set()
        may_go_on.wait()
        progress(1, 2)

    job = operations.query(work, results.append)
    has_begun.wait()
    job.cancel()
    may_go_on.set()
    wait(qtbot, operations)

    assert results == []
    assert messages.said == []


def test_work_that_is_cancelled_in_the_queue_is_not_begun(qtbot: QtBot, operations: Operations) -> None:
    may_go_on = threading.Event()
    done: list[str] = []

    operations.query(may_go_on.wait)
    operations.query(lambda: done.append("second")).cancel()
    may_go_on.set()
    wait(qtbot, operations)

    assert done == []


def test_a_bug_reaches_the_excepthook_and_the_next_work_is_done(qtbot: QtBot, operations: Operations) -> None:
    results: list[int] = []

    with qtbot.captureExceptions() as exceptions:
        operations.change(fail)
        operations.query(lambda: 7, results.append)
        wait(qtbot, operations)

    assert [kind for kind, _, _ in exceptions] == [ZeroDivisionError]
    assert results == [7]


@pytest.mark.parametrize("make", [Operations, InlineOperations])
def test_a_change_tells_what_changed_before_it_hands_over_its_result(
    qtbot: QtBot, messages: RecordedMessages, make: Callable[[RecordedMessages], Operations]
) -> None:
    operations = make(messages)
    told: list[object] = []
    operations.changed.connect(told.append)
    report = Report()

    operations.change(lambda: report, told.append)
    operations.change(lambda: Changes.of("draw"), on_end=lambda: told.append("end"))
    wait(qtbot, operations)
    operations.stop()

    assert told == [Changes.of("enterprise"), report, Changes.of("draw"), "end"]


def test_a_query_tells_no_change(qtbot: QtBot, operations: Operations) -> None:
    told: list[object] = []
    operations.changed.connect(told.append)

    operations.query(lambda: Changes.of("draw"))
    wait(qtbot, operations)

    assert told == []


def test_the_result_for_a_dialog_that_is_gone_is_dropped(qtbot: QtBot, operations: Operations) -> None:
    class Asker(QDialog):
        def show_answer(self, answer: int) -> None:
            self.setWindowTitle(str(answer))

    asker = Asker()
    operations.query(lambda: 7, asker.show_answer)
    asker.deleteLater()
    with qtbot.waitSignal(asker.destroyed):
        pass
    wait(qtbot, operations)

    assert not operations.is_busy


def test_progress_arrives_with_its_job_count_and_total(qtbot: QtBot, operations: Operations) -> None:
    reports: list[JobProgress] = []
    operations.progressed.connect(reports.append)

    job = operations.query(lambda progress: progress(5, 5, "读取"))
    wait(qtbot, operations)

    assert [(one.job, one.done, one.total, one.text) for one in reports] == [(job, 5, 5, "读取")]


def test_the_end_waits_for_what_runs(operations: Operations) -> None:
    has_begun, may_go_on = threading.Event(), threading.Event()
    done: list[str] = []

    def work() -> None:
        has_begun.set()
        may_go_on.wait()
        done.append("committed")

    operations.query(work)
    has_begun.wait()
    threading.Timer(0, may_go_on.set).start()
    operations.stop()

    assert done == ["committed"]


def test_the_inline_twin_lets_a_bug_through(messages: RecordedMessages) -> None:
    operations = InlineOperations(messages)

    with pytest.raises(ZeroDivisionError):
        operations.change(fail)

    assert not operations.is_busy
