"""Work that is not done on the screen's thread: one database thread, one queue, results back on the main thread.

``query`` reads; ``change`` changes something, and what kinds of thing it changed goes out by ``changed``. A known failure
becomes a message, 取消 becomes nothing, everything else reaches ``sys.excepthook`` and so the crash dialog. All results travel
through one signal of one long-lived object: signals owned by the jobs themselves crashed in 8 of 30 runs.
"""

import inspect
import sys
import threading
import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from models.errors import UserCancelled, UserFacingError

if TYPE_CHECKING:
    from queue import SimpleQueue

    from services.changes import Changes

T = TypeVar("T")
C = TypeVar("C", bound="Changes | HasChanges")

_REPORT_SECONDS = 0.05


class HasChanges(Protocol):
    """A result that tells, beside what it is, what it changed."""

    @property
    def changes(self) -> "Changes":
        """What was changed."""
        ...


class Job(Generic[T]):
    """One piece of work, from asking for it to the delivery of its result."""

    def __init__(
        self,
        work: Callable[..., T],
        on_result: Callable[[T], object] | None,
        on_error: Callable[[UserFacingError], object] | None,
        on_end: Callable[[], object] | None,
        label: str,
        *,
        is_change: bool,
    ) -> None:
        self.work = work
        self.on_result = on_result
        self.on_error = on_error
        self.on_end = on_end
        self.label = label
        self.is_change = is_change
        self.outcome: T | None = None
        self.failure: BaseException | None = None
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress; a job still in the queue is not begun."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether 取消 was pressed."""
        return self._cancelled.is_set()


class JobProgress(NamedTuple):
    """How far the running job has come; ``total`` is None where it is not known."""

    job: "Job[Any]"
    done: int
    total: int | None
    text: str
    seconds: float


class ErrorDoor(Protocol):
    """Where a known failure is told: ``ui.messages.Messages`` or its twin."""

    def error(self, text: str) -> None:
        """Tell the user."""
        ...


class Operations(QObject):
    """The door to the database thread. Call it on the main thread only; results come back there, in order."""

    changed = Signal(object)
    """Carries ``Changes`` after each change that was committed."""
    started = Signal(object)
    """Carries the Job that now runs."""
    progressed = Signal(object)
    """Carries JobProgress, at most twenty times a second."""
    became_idle = Signal()

    _begun = Signal(object)
    _ended = Signal(object)

    def __init__(self, messages: ErrorDoor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._waiting: list[Job[Any]] = []
        self._thread: threading.Thread | None = None
        self._begun.connect(self._tell_begin, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def query(
        self,
        work: Callable[..., T],
        on_result: Callable[[T], object] | None = None,
        on_error: Callable[[UserFacingError], object] | None = None,
        *,
        on_end: Callable[[], object] | None = None,
        label: str = "",
    ) -> Job[T]:
        """Run ``work`` (with ``progress=`` if it takes one) and hand its result to ``on_result``.

        ``on_error`` replaces the message for known failures; ``on_end`` is called whatever happened; a ``label`` such as
        「正在导出」 shows the work in the progress strip with 取消.
        """
        return self._submit(Job(work, on_result, on_error, on_end, label, is_change=False))

    def change(
        self,
        work: Callable[..., C],
        on_result: Callable[[C], object] | None = None,
        on_error: Callable[[UserFacingError], object] | None = None,
        *,
        on_end: Callable[[], object] | None = None,
        label: str = "",
    ) -> Job[C]:
        """Like ``query``, for work that returns ``Changes`` or a result with ``.changes``; emits ``changed`` first."""
        return self._submit(Job(work, on_result, on_error, on_end, label, is_change=True))

    @cached_property
    def _queue(self) -> "SimpleQueue[Job[Any] | None]":
        from queue import SimpleQueue  # deferred: no job is asked for before the first paint

        return SimpleQueue()

    @property
    def is_busy(self) -> bool:
        """Whether any job runs or waits."""
        return bool(self._waiting)

    @property
    def running(self) -> "Job[Any] | None":
        """The job at the head of the queue."""
        return self._waiting[0] if self._waiting else None

    def cancel_all(self) -> None:
        """Ask everything that runs or waits to stop."""
        for job in self._waiting:
            job.cancel()

    def stop(self) -> None:
        """Finish what runs, begin nothing more, and end the thread; the last call of the program."""
        self.cancel_all()
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()
            self._thread = None

    def _submit(self, job: Job[T]) -> Job[T]:
        self._waiting.append(job)
        self._dispatch(job)
        return job

    def _dispatch(self, job: Job[Any]) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work_through_queue, name="database", daemon=True)
            self._thread.start()
        self._queue.put(job)

    def _work_through_queue(self) -> None:
        while (job := self._queue.get()) is not None:
            self._begun.emit(job)
            self._perform(job)
            self._ended.emit(job)
            del job  # an idle thread must not keep the last result alive

    def _perform(self, job: Job[Any]) -> None:
        try:
            if job.is_cancelled:
                raise UserCancelled
            job.outcome = job.work(**self._arguments(job))
        except BaseException as failure:
            job.failure = failure

    def _arguments(self, job: Job[Any]) -> dict[str, Any]:
        takes_progress = "progress" in inspect.signature(job.work).parameters
        return {"progress": _Reporter(job, self.progressed)} if takes_progress else {}

    def _tell_begin(self, job: Job[Any]) -> None:
        self.started.emit(job)

    def _deliver(self, job: Job[Any]) -> None:
        self._waiting.remove(job)
        try:
            self._hand_over(job)
        finally:
            if job.on_end is not None and _is_alive(job.on_end):
                job.on_end()
            if not self._waiting:
                self.became_idle.emit()

    def _hand_over(self, job: Job[Any]) -> None:
        failure = job.failure
        if failure is None:
            if job.is_change:
                self.changed.emit(_changes_of(job.outcome))
            if job.on_result is not None and _is_alive(job.on_result):
                job.on_result(job.outcome)
        elif isinstance(failure, UserFacingError):
            if job.on_error is None:
                self._messages.error(failure.message)
            elif _is_alive(job.on_error):
                job.on_error(failure)
        elif not isinstance(failure, UserCancelled):
            sys.excepthook(type(failure), failure, failure.__traceback__)


class InlineOperations(Operations):
    """The twin for tests and pictures: same interface, everything happens before the call returns."""

    def _dispatch(self, job: Job[Any]) -> None:
        self._tell_begin(job)
        self._perform(job)
        failure = job.failure
        if failure is not None and not isinstance(failure, UserFacingError | UserCancelled):
            self._waiting.remove(job)
            raise failure
        self._deliver(job)


class _Reporter:
    """The progress callable a job is given; lives in the database thread."""

    def __init__(self, job: Job[Any], signal: Any) -> None:
        self._job = job
        self._signal = signal
        self._begun_at = time.monotonic()
        self._told_at = 0.0

    def __call__(self, done: int, total: int | None = None, text: str = "") -> None:
        if self._job.is_cancelled:
            raise UserCancelled
        now = time.monotonic()
        if now - self._told_at >= _REPORT_SECONDS or done == total:
            self._told_at = now
            self._signal.emit(JobProgress(self._job, done, total, text, now - self._begun_at))


def _changes_of(outcome: Any) -> "Changes":
    return getattr(outcome, "changes", outcome)


def _is_alive(function: Callable[..., object]) -> bool:
    """Whether the widget a callback belongs to still exists; a closed dialog wants no result."""
    owner = getattr(getattr(function, "func", function), "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
