"""How long work reports its progress and learns that the user pressed 取消; it knows no screen."""

from typing import Protocol


class Progress(Protocol):
    """Called now and then with what is done and, where known, of how many; raises UserCancelled to stop the work."""

    def __call__(self, done: int, total: int | None = None, text: str = "") -> None:
        """Report progress."""


def silent(done: int, total: int | None = None, text: str = "") -> None:
    """Report to nobody."""
