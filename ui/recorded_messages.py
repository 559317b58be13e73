# ruff: noqa: ARG002 - the twin takes all that the door takes
"""The twin of ``Messages`` for tests and pictures: says nothing on screen, remembers what was said, gives prepared answers."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from ui.messages import Check, Messages
from ui.settings_store import SettingsStore
from ui.widgets.toast import Link

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing the user was told or asked; ``kind`` is toast, error, confirm, choose, text, open, save, folder or show."""

    kind: str
    text: str


class RecordedMessages(Messages):
    """Answers questions from ``answers`` in order; a question without a prepared answer is an error of the test."""

    def __init__(self, settings: SettingsStore) -> None:
        super().__init__(settings)
        self.said: list[Said] = []
        self.links: list[Link] = []
        self.answers: deque[Any] = deque()

    @property
    def last(self) -> Said:
        """What was said last."""
        return self.said[-1]

    def texts(self, kind: str) -> list[str]:
        """Return everything said in one way."""
        return [one.text for one in self.said if one.kind == kind]

    def stand_over(self, window: QWidget) -> None:
        """Need no window."""

    def toast(self, text: str, *links: Link) -> None:
        """Remember the toast and its links."""
        self.said.append(Said("toast", text))
        self.links = list(links)

    def error(self, text: str) -> None:
        """Remember the error."""
        self.said.append(Said("error", text))

    def confirm(
        self, question: str, *, detail: str = "", yes: str = "确定", is_dangerous: bool = False
    ) -> bool:
        """Remember the question; answer as prepared."""
        return bool(self._answer("confirm", question))

    def choose(self, question: str, answers: Sequence[tuple[str, T]], *, detail: str = "") -> T | None:
        """Remember the question; answer with the value whose text was prepared, None for None."""
        wanted = self._answer("choose", question)
        return None if wanted is None else dict(answers)[wanted]

    def ask_text(
        self,
        title: str,
        label: str,
        *,
        initial: str = "",
        is_long: bool = False,
        check: Check | None = None,
        confirm: str = "确定",
    ) -> str | None:
        """Remember the question; answer as prepared, if the check lets it pass."""
        text = self._answer("text", title)
        return None if text is None or (check is not None and check(text)) else text

    def ask_open_file(self, title: str, filters: str, *, purpose: str) -> Path | None:
        """Remember the question; answer as prepared."""
        return self._answer("open", title)

    def ask_open_files(self, title: str, filters: str, *, purpose: str) -> list[Path]:
        """Remember the question; answer as prepared."""
        return list(self._answer("open", title))

    def ask_save_file(self, title: str, name: str, filters: str, *, purpose: str) -> Path | None:
        """Remember the question; answer as prepared."""
        return self._answer("save", title)

    def ask_folder(self, title: str, *, purpose: str) -> Path | None:
        """Remember the question; answer as prepared."""
        return self._answer("folder", title)

    def open_path(self, path: Path) -> None:
        """Remember what would be opened."""
        self.said.append(Said("show", str(path)))

    def _answer(self, kind: str, text: str) -> Any:
        self.said.append(Said(kind, text))
        return self.answers.popleft()
